"""`starcity explore`: what of a story can be reached, what cannot, and what players make of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
from starcity_game.story.diagnostics import visible

if TYPE_CHECKING:
    from starcity_game.authoring.explore.players import Played
    from starcity_game.authoring.explore.report import Report
    from starcity_game.authoring.explore.witness import Search
    from starcity_game.authoring.opened import Opened

Progress = Callable[[int, int], None]


@click.command()
@folder_argument
@story_option
@click.option("--lives", type=click.IntRange(0, 10_000_000), default=10_000, show_default=True,
              help="Lives of simulated players; 0 for none.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0, 2**53 - 1), default=0, show_default=True,
              help="What chance is drawn from.")  # fmt: skip
@click.option("--seconds", type=click.FloatRange(0.1, 86_400), default=60.0, show_default=True,
              help="How long the search for ways may take.")  # fmt: skip
@click.option("--jobs", type=click.IntRange(1, 256), help="Processes; by default one for each core.")
@click.option("--strict", is_flag=True, help="Exit status 1 if anything is not proved.")
@click.option("--fresh", is_flag=True, help="Do not go on with lives that an earlier run has led.")
@click.option("--json", "json_file", metavar="FILE", help="Write everything as JSON, with a way to every item.")
@click.option("--html", "html_file", metavar="FILE", help="Write a page with plots and a map.")
@click.option(
    "--around", multiple=True, metavar="SCENE", help="With --html: show what is next to this scene; repeatable."
)
def command(
    folder: str | None,
    story: str | None,
    lives: int,
    seed: int,
    seconds: float,
    jobs: int | None,
    strict: bool,
    fresh: bool,
    json_file: str | None,
    html_file: str | None,
    around: tuple[str, ...],
) -> int:
    """Look for a way to everything in the story in DIR, prove of the rest that there is none, and lead the lives of
    simulated players.

    What has a way is reached; what has a proof is unreachable; the rest is not proved. The exit status is 1 when an
    error was shown: a life that breaks off, a fact taken for granted, a scene or an option that nothing reaches.
    """
    _check_places(json_file, html_file)
    if around and not html_file:
        raise click.UsageError("--around goes with --html.")
    if html_file:
        from starcity_game.authoring.explore.page import require  # noqa: PLC0415

        require()
    found = _opened(folder or story)
    from starcity_game.authoring.naming import scene_named  # noqa: PLC0415

    named = [scene_named(found, name) for name in around]
    report = _explored(found, lives, seed, seconds, jobs or _cores(), fresh)
    from pathlib import Path  # noqa: PLC0415 - `--help` needs none of these

    from starcity_game.authoring.explore.printed import lines  # noqa: PLC0415
    from starcity_game.authoring.writing import write_all  # noqa: PLC0415

    for line in lines(report):
        click.echo(line)
    files: dict[str, bytes] = {}
    if json_file:
        from starcity_game.authoring.explore.as_json import as_json  # noqa: PLC0415

        files[json_file] = b"".join(as_json(report))
    if html_file:
        from starcity_game.authoring.explore.page import page  # noqa: PLC0415

        files[html_file] = page(report, found, named, seconds).encode()
    if files:
        write_all(Path.cwd(), files)
    return OK if report.sound and (report.proved or not strict) else FAULTS


def _check_places(*files: str | None) -> None:
    """Refuse a file that could not be written, before anything else is done."""
    from pathlib import Path  # noqa: PLC0415

    for name in files:
        if name and not Path(name).absolute().parent.is_dir():
            raise Missing(f"There is no folder to write {visible(name)} in.")


def _opened(folder: str | None) -> Opened:
    """The story; its errors are printed where it has some."""
    from starcity_game.authoring.opened import Unsound, opened  # noqa: PLC0415

    try:
        return opened(existing_story(folder))
    except Unsound as unsound:
        print_findings(unsound.findings)
        raise Faulty from None


def _explored(story: Opened, lives: int, seed: int, seconds: float, jobs: int, fresh: bool) -> Report:
    """Prove, search, play, and put it together."""
    from starcity_game.authoring.explore.crew import Lost  # noqa: PLC0415
    from starcity_game.authoring.explore.judging import judge  # noqa: PLC0415
    from starcity_game.authoring.explore.players import Trials, play  # noqa: PLC0415
    from starcity_game.authoring.explore.proof import prove  # noqa: PLC0415
    from starcity_game.authoring.explore.witness import Limits, search, wanted  # noqa: PLC0415
    from starcity_game.saves.where import cache_folder  # noqa: PLC0415

    proof = prove(story)
    played = None
    try:
        with _bar("Looking for ways") as progress:
            limits = Limits(seconds=seconds, seed=seed, jobs=jobs)
            suspects = frozenset(one.scene for one in (*proof.stuck, *proof.unlearned))
            found = search(story, wanted(story, proof.unreachable), limits, progress, suspects)
        if lives:
            with _bar("Leading lives") as progress:
                cache = cache_folder()
                trials = Trials(lives, seed, jobs, fresh)
                played = play(story, trials, cache / "lives" if cache else None, progress)
    except Lost as lost:
        raise Missing(f"{str(lost).capitalize()}; fewer --jobs need less memory.") from None
    _say_times(found, played)
    return judge(story, proof, found, seed, played)


def _say_times(found: Search, played: Played | None) -> None:
    """How fast it went; not part of the report, which is the same every time."""
    rates = [f"{found.turns / max(found.seconds, 1e-9):,.0f} choices a second"]
    if played and played.lives > played.resumed:
        rates.append(f"{(played.lives - played.resumed) / max(played.seconds, 1e-9):,.0f} lives a second")
    if played and played.resumed:
        rates.append(f"{played.resumed:,} lives from an earlier run")
    click.echo(f"{', '.join(rates)}.", err=True)


@contextmanager
def _bar(label: str) -> Iterator[Progress | None]:
    """A progress bar on a terminal; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1_000, label=label, file=sys.stderr) as bar:

        def progress(done: int, whole: int) -> None:
            bar.update(done * 1_000 // max(whole, 1) - bar.pos)

        yield progress


def _cores() -> int:
    """How many processes can run at a time."""
    import os  # noqa: PLC0415

    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
