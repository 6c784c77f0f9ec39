"""`starcity replay`: play what authors have pinned, and show where the story first differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from starcity_game.commandline import (
    FAULTS,
    OK,
    Faulty,
    Missing,
    existing_story,
    print_findings,
    saves_option,
    story_option,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starcity_game.authoring.opened import Opened
    from starcity_game.authoring.replay.playing import Outcome


@click.command()
@click.argument("files", metavar="[FILE]...", nargs=-1)
@click.option("--record", metavar="FILE", help="Write a playthrough of a life to this new file instead.")
@click.option("--life", metavar="LIFE", help="With --record: id, name or file of a kept life.")
@click.option("--seed", type=click.IntRange(0, 2**53 - 1), default=0, metavar="N", help="With --record: a life's seed.")
@click.option("--choices", default="", metavar="IDS", help="With --record: ids or numbers of what it chooses.")
@click.option("--volume", metavar="ID", help="With --record: the life's volume.")
@click.option("--answer", "answers", multiple=True, metavar="Q=A", help="With --record: answers to the questionnaire.")
@story_option
@saves_option
def command(
    files: tuple[str, ...],
    record: str | None,
    life: str | None,
    seed: int,
    choices: str,
    volume: str | None,
    answers: tuple[str, ...],
    story: str | None,
    saves: str | None,
) -> int:
    """Play each playthrough FILE, or all in a folder, and show where the story first differs from it.

    With --record write one from a life instead, to be thinned out by hand.
    """
    if not files and not record:
        raise click.UsageError("Say which playthroughs: a file or a folder.")
    if files and record:
        raise click.UsageError("Either play files, or --record one.")
    found = _opened(story)
    if record:
        return _record(found, record, life, saves, (volume, seed, answers, choices))
    return _replay(found, files)


def _opened(story: str | None) -> Opened:
    """The story. Raises Faulty after printing its faults."""
    from starcity_game.authoring.opened import Unsound, opened  # noqa: PLC0415

    try:
        return opened(existing_story(story))
    except Unsound as unsound:
        print_findings(unsound.findings)
        raise Faulty from unsound


def _replay(story: Opened, files: tuple[str, ...]) -> int:
    """Play everything; the exit status."""
    paths = [path for name in files for path in _files(name)]
    sheets, wrong = 0, 0
    for path in paths:
        outcome = _played(story, path)
        sheets += outcome.life.sheet if outcome else 0
        wrong += outcome is None or bool(outcome.differences)
    differ = f"{wrong} not as expected" if wrong else "all as expected"
    click.echo(f"{_count(len(paths), 'playthrough')}, {_count(sheets, 'choice')}: {differ}.")
    return FAULTS if wrong else OK


def _count(number: int, what: str) -> str:
    """A number and its noun."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _files(name: str) -> list[Path]:
    """The playthroughs that an argument means. Raises Missing when there is none."""
    from pathlib import Path  # noqa: PLC0415

    path = Path(name)
    try:
        found = sorted(path.rglob("*.yaml")) if path.is_dir() else [path] if path.is_file() else []
    except (OSError, ValueError):  # a name that no file can have
        found = []
    if not found:
        raise Missing(f"There is no playthrough in {name}.")
    return found


def _played(story: Opened, path: Path) -> Outcome | None:
    """What came of one playthrough; None when it cannot be played. What is wrong is printed."""
    from starcity_game.authoring.replay.playing import play  # noqa: PLC0415
    from starcity_game.authoring.replay.reading import read  # noqa: PLC0415
    from starcity_game.story.diagnostics import Findings  # noqa: PLC0415

    try:
        data = path.read_bytes()
    except OSError as error:
        raise Missing(f"{path} cannot be read: {(error.strerror or 'the system refused').lower()}.") from error
    findings = Findings()
    script = read(data, str(path), story, findings)
    for finding in sorted(findings.items):
        click.echo(finding.line_of_text())
    if script is None or findings.failed:
        return None
    outcome = play(story, script)
    for line in _said(outcome):
        click.echo(line)
    return outcome


def _said(outcome: Outcome) -> Iterator[str]:
    """The lines of an outcome that is not as expected."""
    from starcity_game.story.strict_text import clean  # noqa: PLC0415

    for difference in outcome.differences:
        yield difference.finding.line_of_text()
        yield from (f"    {clean(line)}" for line in difference.details)
    yield from (f"    {clean(line)}" for line in outcome.standing)


def _record(
    story: Opened, target: str, life: str | None, saves: str | None,
    by_hand: tuple[str | None, int, tuple[str, ...], str],
) -> int:  # fmt: skip
    """Write a playthrough of a life; the exit status."""
    from pathlib import Path  # noqa: PLC0415

    from starcity_game.authoring import lives  # noqa: PLC0415
    from starcity_game.authoring.replay.recording import Gone, recorded  # noqa: PLC0415
    from starcity_game.authoring.writing import write_all  # noqa: PLC0415
    from starcity_game.engine.life import steps  # noqa: PLC0415

    path = Path(target)
    if path.exists():
        raise Missing(f"{target} is there already; name a new file.")
    given = lives.kept(story.engine, life, saves) if life else lives.played(story.engine, *by_hand)
    for notice in given.notices:
        click.echo(notice, err=True)
    taken = steps(given.life)
    if taken and taken[0].number != 1:
        raise Missing("The beginning of this life is no longer kept.")
    try:
        text = recorded(story.engine, given.life.state.origin, [step.choice for step in taken], given.name)
    except Gone as gone:
        raise Missing(f"The story no longer offers {gone.choice}, which was chosen on sheet {gone.sheet}.") from gone
    write_all(path.parent, {path.name: text.encode()})
    click.echo(f"{target}: {_count(len(taken), 'choice')}. Thin out what it expects to what matters.")
    return OK
