"""What a new life takes over from another: the file that it opens, or what an officer has left behind."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec

from starcity_game.engine.play import Engine
from starcity_game.engine.state import Subject, Value

from .look import Health
from .problems import SaveProblem
from .shelf import Shelf
from .subjects import Openable, hooks_from, openable, subject_in, subject_named

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
    return tuple(
        Openable(one.id, one.name or one.volume, one.line, shelf.read(one.id).seed) for one in shelf.entries()
        if one.health is Health.SOUND and one.story.id == engine.head.id and opens(engine, one.volume)
        and one.ended not in ("", "!")
    )  # fmt: skip


def in_years(shelf: Shelf, engine: Engine, one: Openable) -> World:
    """The world that an officer has left behind. Raises SaveProblem."""
    return World(None, hooks_from(shelf, engine, one.id), one.seed, one.title)


def on_file(shelf: Shelf, engine: Engine, one: Openable) -> World:
    """The world in which the file of `one` is opened. Raises SaveProblem."""
    return World(subject_named(shelf, engine, one.id), seed=one.seed, title=one.title)


def named(shelf: Shelf, engine: Engine, what: str) -> World:
    """The world in which a file is opened that is named by a life's id, a ready ledger's, or a path to a ledger.
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
