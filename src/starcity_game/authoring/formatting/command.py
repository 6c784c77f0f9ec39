"""`starcity format`: the files of a story in their usual form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from starcity_game.commandline import FAULTS, OK, Faulty, existing_story, folder_argument, print_findings, story_option

if TYPE_CHECKING:
    from collections.abc import Iterator


@click.command()
@folder_argument
@story_option
@click.option("--check", is_flag=True, help="Change nothing; the exit status is 1 when a file would change.")
@click.option("--diff", is_flag=True, help="Print what would change, and change nothing.")
def command(folder: str | None, story: str | None, check: bool, diff: bool) -> int:
    """Put the files of the story in DIR in their usual form.

    Two spaces for each step inwards; keys in the order in which they happen; paragraphs after | wrapped at 100
    columns, but where lines are kept; an empty line between scenes. Comments stay with what they stand above or
    beside. The story says exactly the same afterwards: a file of which that is not so is left as it is.
    """
    from starcity_game.authoring.fix.reading import files_of, read  # noqa: PLC0415
    from starcity_game.authoring.formatting.formatted import formatted  # noqa: PLC0415
    from starcity_game.authoring.opened import Unsound  # noqa: PLC0415
    from starcity_game.authoring.writing import write_all  # noqa: PLC0415

    root = existing_story(folder or story)
    try:
        files = files_of(root)
        found = formatted(read(root, files), files)
    except Unsound as unsound:
        print_findings(unsound.findings)
        raise Faulty from unsound
    data = {file.path: file.data for file in files}
    if diff:
        for path, new in found.changed.items():
            for line in _difference(path, data[path], new):
                click.echo(line)
    elif not check:
        write_all(root, found.changed, data)
    for path in () if diff else found.changed:
        click.echo(path)
    if not (diff or found.changed or found.left):
        click.echo("Nothing to format.")
    for path, reason in found.left.items():
        click.echo(f"{path} is left as it is: {reason}.", err=True)
    return FAULTS if check and found.changed else OK


def _difference(path: str, old: bytes, new: bytes) -> Iterator[str]:
    """The changes in one file as lines of a unified diff, with what a terminal might obey shown."""
    import difflib  # noqa: PLC0415

    from starcity_game.story.strict_text import clean  # noqa: PLC0415

    before, after = (data.decode("utf-8", "replace").replace("\r\n", "\n").split("\n") for data in (old, new))
    for line in difflib.unified_diff(before, after, f"a/{path}", f"b/{path}", lineterm=""):
        yield clean(line, lines=True)
