"""`starcity playtest`: play in the plain mode, with notes pinned to scenes and collected in one file."""

from __future__ import annotations

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
    saves_option,
    story_option,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from starcity_game.bench.pinned import Pinned
    from starcity_game.engine.play import Engine
    from starcity_game.plain.command import Command
    from starcity_game.plain.session import Session


@click.command()
@folder_argument
@click.option("--notes", metavar="FILE", default="playtest.md", help="Where notes are added (playtest.md).")
@click.option("--list", "listed", metavar="FILE", help="List the notes in FILE by scene instead of playing.")
@click.option("--volume", metavar="ID", help="The volume of a new life.")
@click.option("--seed", type=click.IntRange(0, 2**53 - 1), metavar="N", help="Begin a new life with this seed.")
@click.option("--new", is_flag=True, help="Begin a new life without asking.")
@story_option
@saves_option
def command(
    folder: str | None,
    notes: str,
    listed: str | None,
    volume: str | None,
    seed: int | None,
    new: bool,
    story: str | None,
    saves: str | None,
) -> int:
    """Play the story in DIR as lines; `note` or `!` and a sentence pins a note to the scene where you are.

    Each note is kept with the seed and the choices that led there.
    """
    engine = _engine(folder or story)
    if listed:
        return _list(engine, listed)
    return _play(engine, notes, saves, (volume, seed, new))


def _engine(given: str | None) -> Engine:
    """An engine for the story. Raises Faulty after printing its faults."""
    from starcity_game.engine.play import Engine
    from starcity_game.saves.where import cache_folder
    from starcity_game.story.load import load

    loaded = load(existing_story(given), cache_folder())
    if loaded.story is None:
        print_findings(loaded.findings)
        raise Faulty
    return Engine(loaded.story)


def _play(engine: Engine, notes: str, saves: str | None, wish: tuple[str | None, int | None, bool]) -> int:
    """Play; the exit status."""
    import os
    import sys
    from pathlib import Path

    from starcity_game import signals
    from starcity_game.bench.pinned import append
    from starcity_game.plain.game import Wish, run
    from starcity_game.saves.problems import reason
    from starcity_game.saves.where import saves_folder

    if wish[0] is not None and wish[0] not in engine.head.volumes:
        raise Missing(f"The story has no volume {wish[0]}; it has {', '.join(engine.head.volumes)}.")
    path = Path(notes)
    try:
        append(path, "" if path.exists() else f"# Notes on {engine.head.title}\n\n")
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else "no file can have that name"
        raise Missing(f"Notes cannot be written to {notes}: {why}.") from error
    live = sys.stdin is not None and sys.stdin.isatty()
    source = os.devnull if sys.stdin is None else sys.stdin.fileno()
    with signals.raised(), open(source, "rb", closefd=sys.stdin is None) as typed:
        return run(engine, saves_folder(saves), Wish(*wish), typed, sys.stdout, live, (pinning(path, _now),))


def _now() -> str:
    """The time by the clock on the wall, with its zone."""
    from datetime import datetime

    return datetime.now().astimezone().isoformat(sep=" ", timespec="minutes")


def pinning(path: Path, now: Callable[[], str]) -> Command:
    """The command that pins a note, which goes to the file `path`; `now` gives the time that is written with it."""
    from starcity_game.bench.pinned import append, section
    from starcity_game.plain.command import Command
    from starcity_game.saves.problems import reason, shown

    def pin(session: Session, rest: str) -> None:
        if not rest:
            session.page.heading("Say `note` and a sentence.")
            return
        try:
            append(path, section(session.engine, session.life, rest, now()))
        except OSError as error:
            session.page.heading(f"The note is not written: {reason(error)}.")
            return
        scene = session.engine.head.scenes[session.life.state.scene]
        session.page.heading(f"Pinned to {scene}, in {shown(path)}.")

    return Command("note", ("!",), "TEXT", "pin a note to this scene, for the author", pin)


def _list(engine: Engine, name: str) -> int:
    """Print the notes of a file by scene; the exit status."""
    from pathlib import Path

    from starcity_game.bench.pinned import read
    from starcity_game.saves.problems import reason

    try:
        data = Path(name).read_bytes()
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else "no file can have that name"
        raise Missing(f"{name} cannot be read: {why}.") from error
    notes, findings = read(data, name)
    for finding in findings:
        click.echo(finding.line_of_text())
    for line in by_scene(engine, notes):
        click.echo(line)
    return FAULTS if findings else OK


def by_scene(engine: Engine, notes: list[Pinned]) -> Iterator[str]:
    """Notes as lines, in the order of the story's scenes, each with the line on which its scene is now; those of
    scenes that have gone come last."""
    from starcity_game.story.strict_text import clean

    indexes = [engine.story.index(note.scene) for note in notes]
    order = sorted(range(len(notes)), key=lambda n: (indexes[n] is None, indexes[n] or 0, n))
    for n in order:
        note, index = notes[n], indexes[n]
        if index is None:
            where = f"(gone) {note.scene}, then {note.at}"
        else:
            scene = engine.ready(index).source
            where = f"{scene.file}:{scene.line} {scene.id}"
        yield clean(f"{where}, sheet {note.sheet}, seed {note.seed}, {note.time}")
        yield clean(f"    {note.text}")
        if note.choices:
            yield clean(f"    chosen: {' '.join(note.choices)}")
        yield clean(f"    {'; '.join(note.state)}")
    yield "One note." if len(notes) == 1 else f"{len(notes)} notes."
