"""`starcity simulate`: what a story's programme comes to in the hands of its policies."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from starcity_game.commandline import (
    FAULTS,
    OK,
    Faulty,
    Missing,
    existing_story,
    folder_argument,
    print_findings,
    story_option,
)

if TYPE_CHECKING:
    from pathlib import Path

    from starcity_game.authoring.opened import Opened


@click.command()
@folder_argument
@story_option
@click.option("--lives", type=click.IntRange(1, 10_000_000), default=10_000, show_default=True,
              help="Programmes in all, shared out among the policies.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0, 2**53 - 1), default=0, show_default=True,
              help="What the machines are dealt from.")  # fmt: skip
@click.option("--jobs", type=click.IntRange(1, 256), help="Processes; by default one for each core.")
@click.option("--why", is_flag=True, help="Also say which causes ended the flights.")
def command(folder: str | None, story: str | None, lives: int, seed: int, jobs: int | None, why: bool) -> int:
    """Lead the programme of the story in DIR many times, by each of its policies, and count the outcomes.

    The exit status is 1 when the table is not what the story aims at.
    """
    from starcity_game.authoring.explore.crew import Lost  # noqa: PLC0415 - `--help` needs none of these
    from starcity_game.authoring.simulate.running import simulate  # noqa: PLC0415
    from starcity_game.authoring.simulate.table import judge, lines  # noqa: PLC0415

    where = existing_story(folder or story)
    found = _opened(where)
    programme = found.trace.programme
    if programme is None or not programme.policies:
        raise Missing("This story has no programme to simulate: see `programme` in the author’s guide.")
    try:
        tallies = simulate(where, programme, lives, seed, jobs or _cores())
    except Lost as lost:
        raise Missing(f"{str(lost).capitalize()}; fewer --jobs need less memory.") from None
    click.echo(f"{tallies[0].programmes:,} machines, each led by {len(tallies)} policies; in percent.")
    for line in lines(programme, tallies, why):
        click.echo(line)
    return OK if all(judged.held for judged in judge(programme, tallies)) else FAULTS


def _opened(folder: Path) -> Opened:
    """The story; its errors are printed where it has some."""
    from starcity_game.authoring.opened import Unsound, opened  # noqa: PLC0415

    try:
        return opened(folder)
    except Unsound as unsound:
        print_findings(unsound.findings)
        raise Faulty from None


def _cores() -> int:
    """How many processes can run at a time."""
    import os  # noqa: PLC0415

    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
