"""`starcity rename`: an id everywhere in a story."""

from __future__ import annotations

import click

from starcity_game.commandline import OK, Faulty, Missing, existing_story, folder_argument, print_findings, story_option


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@folder_argument
@story_option
@click.option("--kind", metavar="KIND", help="What OLD is: scene, variable, person, fact, place, act and so on.")
@click.option("--dry-run", is_flag=True, help="Say where the name would change, and change nothing.")
def command(old: str, new: str, folder: str | None, story: str | None, kind: str | None, dry_run: bool) -> int:
    """Change the name OLD to NEW everywhere in the story in DIR: where it is declared, named, and in expressions.

    A scene keeps its old id under `was`, so that saved lives find it. Everything else stays byte for byte.
    Before anything is written, the story is read with the new name, and has to be the same but for that.
    """
    from starcity_game.authoring.fix.reading import files_of, read  # noqa: PLC0415
    from starcity_game.authoring.opened import Unsound  # noqa: PLC0415
    from starcity_game.authoring.rename.renaming import renaming  # noqa: PLC0415
    from starcity_game.authoring.rename.target import KINDS  # noqa: PLC0415
    from starcity_game.authoring.writing import write_all  # noqa: PLC0415
    from starcity_game.story.languages import languages  # noqa: PLC0415

    if kind is not None and kind not in KINDS:
        raise Missing(f"A kind is one of {', '.join(KINDS)}.")
    root = existing_story(folder or story)
    try:
        files = files_of(root)
        before = read(root, files)
    except Unsound as unsound:
        print_findings(unsound.findings)
        raise Faulty from unsound
    data = {file.path: file.data for file in files}
    made = renaming(before, data, old, new, kind)
    if not dry_run:
        write_all(root, made.changed, data)
    for line in (*made.lines, *made.follows(bool(languages(root)))):
        click.echo(line)
    return OK
