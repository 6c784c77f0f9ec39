"""What a new life takes over from another: the file that it opens, or what an officer has left behind."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec

from starcity_game.engine.dossier.subjects import Said, interviewed
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Subject, Value
from starcity_game.story.filing import Interview

from .problems import SaveProblem
from .shelf import Shelf
from .subjects import Openable, finished, hooks_from, openable, subject_in, subject_named

SAME_SEED: Final = "It is the same world: the seed is that of the life whose {}."


class World(msgspec.Struct, frozen=True):
    """What is settled of a new life by another."""

    subject: Subject | None = None
    """Whose file is opened."""
    hooks: dict[str, Value] = {}
    """What the officer of another life did."""
    seed: int | None = None
    """The other life's seed, with which the new one has to go on; None where there is none."""
    title: str = ""
    """What it is called, safe to show."""

    @property
    def notice(self) -> str:
        """A sentence for the player; empty where nothing follows."""
        return "" if self.seed is None else SAME_SEED.format("file this is" if self.subject else "years these are")


READING_ROOM: Final = "Six questions in the archive reading room"
"""What the interview is called."""
ALONE: Final = World(title="New ones")
"""The world of a life that takes over nothing."""


def opens(engine: Engine, volume: str) -> bool:
    """Whether a life in this volume opens a file."""
    found = engine.head.volumes.get(volume)
    return bool(found and found.opens and engine.story.dossier)


def years(shelf: Shelf, engine: Engine, volume: str) -> tuple[Openable, ...]:
    """Finished lives of officers, in whose years a life of the file's own volume can be lived; none for any other
    volume. Raises SaveProblem."""
    dossier = engine.story.dossier
    if dossier is None or volume != dossier.rules.of:
        return ()
    return finished(shelf, engine, lambda other: opens(engine, other))


def in_years(shelf: Shelf, engine: Engine, one: Openable) -> World:
    """The world that an officer has left behind. Raises SaveProblem."""
    return World(None, hooks_from(shelf, engine, one.id), one.seed, one.title)


def on_file(shelf: Shelf, engine: Engine, one: Openable) -> World:
    """The world in which the file of `one` is opened. Raises SaveProblem."""
    return World(subject_named(shelf, engine, one.id), seed=one.seed, title=one.title)


def named(shelf: Shelf, engine: Engine, what: str, volume: str | None) -> tuple[World, str]:
    """The world in which `what` is opened, and the volume that opens it: the one named, or the first that can.
    Raises SaveProblem."""
    volumes = [id for id in engine.head.volumes if opens(engine, id)]
    if not volumes:
        raise SaveProblem("This story opens no files.")
    if volume and volume not in volumes:
        raise SaveProblem(f"The volume {volume} opens no file.")
    return _called(shelf, engine, what), volume or volumes[0]


def _called(shelf: Shelf, engine: Engine, what: str) -> World:
    """The world in which a file is opened that is called by a life's id, a ready ledger's, or a path to a ledger.
    Raises SaveProblem."""
    known = {one.id: one for one in openable(shelf, engine)}
    if what in known:
        return on_file(shelf, engine, known[what])
    if "/" not in what and "." not in what and not Path(what).exists():
        raise SaveProblem(f"There is no life, ledger or file called {what[:60]}; there is {', '.join(known)}.")
    return from_text(engine, Path(what))


def from_text(engine: Engine, path: Path) -> World:
    """The world in which a friend's ledger is opened. Raises SaveProblem; nothing is changed by it."""
    return World(subject_in(engine, path), title="A ledger from a friend")


def answered(interview: Interview, said: Said) -> World:
    """The world in which the file is opened that the answers to the interview give. Raises ValueError without all."""
    return World(interviewed(interview, said), title=READING_ROOM)
