"""`starcity schema`: what an editor needs to complete and check the files of this story."""

from __future__ import annotations

from pathlib import Path

import click

from starcity_game.commandline import OK, Missing, existing_story, folder_argument, story_option

SCHEMA_FILE = "schema.json"
"""Name of the schema in a story's folder. Files begin with `# yaml-language-server: $schema=` and the way to it."""


@click.command()
@folder_argument
@story_option
@click.option("--out", metavar="FILE", help="Write it there; - is standard output. Otherwise schema.json in DIR.")
def command(folder: str | None, story: str | None, out: str | None) -> int:
    """Write the JSON Schema of the story in DIR, for editors.

    VS Code (with the YAML extension), Neovim and Helix (with yaml-language-server) then complete and check keys, and
    the scenes, people, variables and facts of this story, in every file that begins with the line
    `# yaml-language-server: $schema=schema.json` (with ../ before it in a folder below).
    """
    from starcity_game.authoring.writing import write_all  # noqa: PLC0415

    root = existing_story(folder or story)
    data, faults = schema_of(root)
    if out == "-":
        click.echo(data.decode(), nl=False)
        return OK
    path = Path(out) if out else root / SCHEMA_FILE
    if path.suffix != ".json":
        raise Missing(f"{path.name} does not end in .json, and could be something else than a schema.")
    if not path.parent.is_dir():
        raise Missing(f"There is no folder {path.parent}.")
    write_all(path.parent, {path.name: data})
    click.echo(f"Wrote {_from_here(path)}.")
    if faults:
        click.echo("The story has faults, so that names may be missing from it: see starcity check.", err=True)
    return OK


def _from_here(path: Path) -> str:
    """The path as it is found from where the user is, if it lies below; else whole."""
    from starcity_game.story.diagnostics import visible  # noqa: PLC0415

    here = Path.cwd()
    return visible(str(path.relative_to(here) if path.is_relative_to(here) else path))


def schema_of(root: Path) -> tuple[bytes, bool]:
    """The schema of the story in `root` as JSON, and whether the story has faults."""
    import json  # noqa: PLC0415

    from starcity_game.authoring.json_schema import json_schema  # noqa: PLC0415
    from starcity_game.story.load import load  # noqa: PLC0415
    from starcity_game.story.trace import Trace  # noqa: PLC0415

    trace = Trace()
    loaded = load(root, trace=trace)
    text = json.dumps(json_schema(trace.pages), ensure_ascii=False, indent=1) + "\n"
    return text.encode(), loaded.story is None
