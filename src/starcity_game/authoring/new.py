"""`starcity new`: a small whole story to begin from, made of the package's template."""

from __future__ import annotations

import shlex
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from starcity_game.commandline import OK, Missing

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


@click.command()
@click.argument("folder", metavar="DIR")
@click.option("--title", metavar="TITLE", help="The story's title; without it, that of the example.")
def command(folder: str, title: str | None) -> int:
    """Make a new story in DIR, which must be empty or not exist yet.

    It is a small story that works, with comments that say why; change it into your own.
    """
    from starcity_game.authoring.schema import SCHEMA_FILE, schema_of  # noqa: PLC0415
    from starcity_game.authoring.writing import write_all  # noqa: PLC0415
    from starcity_game.story.diagnostics import visible  # noqa: PLC0415

    root = Path(folder)
    files = story_files(_title(title), root)
    made = _made(root)
    try:
        for inner in {(root / name).parent for name in files}:
            inner.mkdir(exist_ok=True)
        write_all(root, files)
        write_all(root, {SCHEMA_FILE: schema_of(root)[0]})
    except BaseException:
        _remove(root, made)
        raise
    shown = visible(folder)
    click.echo(f"Wrote a story of {len(files)} files in {shown}, and {SCHEMA_FILE} for your editor. Now:")
    for line in ("play --story", "check", "author"):
        click.echo(f"  starcity {line} {shlex.quote(shown)}")
    return OK


def story_files(title: str, root: Path) -> dict[str, bytes]:
    """The template's files, by their paths in the story's folder, with this title; empty keeps the example's.

    The story's id, which saved lives remember, is made from the title, or else from the folder's name.
    """
    from importlib.resources import files  # noqa: PLC0415

    from starcity_game.story.scenes import slug  # noqa: PLC0415

    found = dict(_yaml(files("starcity_game.authoring") / "template"))
    id = slug(title or root.absolute().name).replace("-", "_")
    id = id if id[0].isalpha() else f"story_{id}"
    found["story.yaml"] = _named(found["story.yaml"], {"story": id, **({"title": title} if title else {})})
    return found


def _yaml(folder: Traversable, above: str = "") -> list[tuple[str, bytes]]:
    """The story files of a folder of the package and those below it: (path, content)."""
    found = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.startswith("_"):
            continue  # the template's translation is an example, not part of a new story
        if entry.is_dir():
            found += _yaml(entry, f"{above}{entry.name}/")
        elif entry.name.endswith(".yaml"):
            found.append((above + entry.name, entry.read_bytes()))
    return found


def _named(data: bytes, values: dict[str, str]) -> bytes:
    """A story.yaml in which these keys have these values."""
    from starcity_game.authoring.edits import Edit, Source, applied  # noqa: PLC0415
    from starcity_game.story.diagnostics import Findings  # noqa: PLC0415
    from starcity_game.story.folder import MAIN_FILE, SourceFile  # noqa: PLC0415
    from starcity_game.story.nodes import Scalar  # noqa: PLC0415
    from starcity_game.story.read_yaml import read_yaml  # noqa: PLC0415
    from starcity_game.story.slips import quoted  # noqa: PLC0415

    source = Source(SourceFile(MAIN_FILE, data))
    root = read_yaml(data, MAIN_FILE, Findings())
    edits = []
    for key, value in values.items():
        node = root.values[key] if root else None
        if isinstance(node, Scalar):
            written = value if value.replace("_", "").replace(" ", "").isalpha() else quoted(value)
            edits.append(Edit(MAIN_FILE, *source.span(node), written))
    return applied(source, edits)


def _title(given: str | None) -> str:
    """The title as one line. Raises Missing for one that no story could have."""
    from starcity_game.story.strict_text import first_forbidden  # noqa: PLC0415

    title = " ".join((given or "").split())
    if (given is not None and not title) or len(title) > 200 or first_forbidden(title) is not None:
        raise Missing("A title is a line of at most 200 characters.")
    return title


def _made(root: Path) -> Path | None:
    """Make the folder; the topmost folder that was made for it. Raises Missing when it holds something already."""
    try:
        if root.is_dir():
            if any(root.iterdir()):
                raise Missing(f"{root} is not empty. Nothing was written.")
            return None
        missing = [folder for folder in (root, *root.parents) if not folder.exists()]
        root.mkdir(parents=True)
    except (OSError, ValueError) as fault:
        raise Missing(f"{root} cannot be made: {getattr(fault, 'strerror', None) or fault}.") from fault
    return missing[-1]


def _remove(root: Path, made: Path | None) -> None:
    """Take away what was written, since not all of it could be."""
    with suppress(OSError):
        if made is not None:
            shutil.rmtree(made)
        else:
            for entry in root.iterdir():
                shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
