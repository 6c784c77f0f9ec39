"""`starcity file`: the file that a finished life would be opened as."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from starcity_game.commandline import FAULTS, OK, Faulty, existing_story, print_findings, saves_option, story_option

if TYPE_CHECKING:
    from starcity_game.engine.dossier.file import File, Sheet

_WIDE = 72


@click.command()
@click.argument("what", metavar="LIFE|FILE", required=False)
@click.option(
    "--seed", type=click.IntRange(0, 2**53 - 1), metavar="N", help="The officer’s seed; a life brings its own."
)
@click.option("--export", "target", metavar="FILE", help="Write the ledger to this new text file instead.")
@click.option("--sources", is_flag=True, help="Say of each sheet what an author knows: report, manner, what is false.")
@story_option
@saves_option
def command(
    what: str | None, seed: int | None, target: str | None, sources: bool, story: str | None, saves: str | None
) -> int:
    """Print the file that LIFE, a ledger in the story, or the text FILE would be opened as; alone, list them."""
    from pathlib import Path  # noqa: PLC0415

    from starcity_game.authoring.opened import Unsound, opened  # noqa: PLC0415
    from starcity_game.engine.dossier.opening import file_of  # noqa: PLC0415
    from starcity_game.saves import subjects  # noqa: PLC0415
    from starcity_game.saves.problems import SaveProblem, shown  # noqa: PLC0415
    from starcity_game.saves.shelf import Shelf  # noqa: PLC0415
    from starcity_game.saves.where import saves_folder  # noqa: PLC0415

    try:
        engine = opened(existing_story(story)).engine
        shelf = Shelf(saves_folder(saves).path)
        listed = subjects.openable(shelf, engine)
        if what is None:
            click.echo("\n".join(f"{one.id}  {one.title}" + (f"; {one.line}" if one.line else "") for one in listed))
            return OK
        known = next((one for one in listed if one.id == what), None)
        there = known is None and Path(what).is_file()
        subject = subjects.subject_in(engine, Path(what)) if there else subjects.subject_named(shelf, engine, what)
        if target:
            subjects.export_ledger(engine, subject, Path(target))
            click.echo(f"The ledger is written to {shown(Path(target).absolute())}.")
            return OK
        given = seed if seed is not None else known.seed if known else None
        click.echo("\n".join(lines(file_of(engine, subject, given or 0), sources)))
        return OK
    except Unsound as unsound:
        print_findings(unsound.findings)
        raise Faulty from unsound
    except SaveProblem as problem:
        click.echo(problem.message, err=True)
        return FAULTS


def lines(file: File, sources: bool = False) -> Iterator[str]:
    """A file as lines of text."""
    yield file.title
    for sheet in file.sheets:
        yield from ("", *_sheet(sheet, sources))
    if file.cards:
        yield from ("", "Index cards")
    from starcity_game.engine.dossier.file import said_day  # noqa: PLC0415

    for card in file.cards:
        yield f"  {said_day(card.now)}  {card.text}"


def _sheet(sheet: Sheet, sources: bool) -> Iterator[str]:
    """One sheet."""
    from starcity_game.engine.dossier.file import said_day  # noqa: PLC0415
    from starcity_game.engine.events import plain  # noqa: PLC0415

    from_ = " · ".join(filter(None, (sheet.signs, sheet.channel)))
    yield f"Sheet {sheet.number}  {said_day(sheet.now)}  {sheet.kind}"
    yield f"  {from_}" + "".join(f"  (as on sheet {n})" for n in sheet.cites)
    if sources:
        false = f"; false: {sheet.false}, shown by sheet {sheet.shown_by}" if sheet.false else ""
        yield f"  [{sheet.report}; {sheet.act}; {sheet.manner or 'no manner'}{false}]"
    if sheet.title:
        yield f"  {sheet.title}"
    for paragraph in plain(sheet.spans).split("\n"):
        yield from (f"    {line}" for line in textwrap.wrap(paragraph, _WIDE - 4) or ("",))
