"""Whose file can be opened when an officer's life begins: finished lives, ready ledgers, an imported text.

Whatever is chosen is copied into the new life's origin; nothing that happens there reaches the life it came from.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import msgspec

from starcity_game.engine.dossier.subjects import hooks_of, ready_subject, subject_of
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Subject, Value
from starcity_game.story.filing import Dossier

from .files import write_new
from .ledger_text import MAX_BYTES, ledger_text, read_ledger
from .look import Health
from .problems import SaveProblem, refused
from .real_disk import RealDisk
from .restore import life_of
from .shelf import Shelf


class Openable(msgspec.Struct, frozen=True):
    """One file that could be opened."""

    id: str
    """A life's id, or that of a ledger which stands in the story."""
    title: str
    """What to call it, safe to show."""
    line: str
    """A line more."""
    seed: int | None = None
    """Of a life its seed, with which an officer's life goes on in the same world."""


def dossier_of(engine: Engine) -> Dossier:
    """What files are made of. Raises SaveProblem when the story has none."""
    dossier = engine.story.dossier
    if dossier is None:
        raise SaveProblem("This story opens no files.")
    return dossier


def finished(shelf: Shelf, engine: Engine, wanted: Callable[[str], bool]) -> tuple[Openable, ...]:
    """Finished lives of the volumes that are `wanted`, the last saved first. Raises SaveProblem."""
    return tuple(
        Openable(one.id, one.name or one.volume, one.line, shelf.read(one.id).seed) for one in shelf.entries()
        if one.health is Health.SOUND and one.story.id == engine.head.id and wanted(one.volume) and one.ended
        and one.ended != "!"
    )  # fmt: skip


def openable(shelf: Shelf, engine: Engine) -> tuple[Openable, ...]:
    """Finished lives of the file's volume, the last saved first, then the ledgers in the story. Raises SaveProblem."""
    dossier = dossier_of(engine)
    lives = finished(shelf, engine, lambda volume: volume == dossier.rules.of)
    return (*lives, *(Openable(e.id, e.title, e.about) for e in dossier.engineers))


def subject_named(shelf: Shelf, engine: Engine, id: str) -> Subject:
    """A copy of the ledger of a finished life, or of one in the story. Raises SaveProblem, also for damaged lives."""
    for engineer in dossier_of(engine).engineers:
        if engineer.id == id:
            return ready_subject(engineer)
    if all(entry.id != id for entry in shelf.entries()):
        raise SaveProblem("There is no such life.")
    found = subject_of(engine, life_of(engine, shelf.read(id)).life.state)
    if found is None:
        raise SaveProblem("This life is not finished, or it is of a volume of which there is no file.")
    if not found.deeds:
        raise SaveProblem("In this life nothing was done that a file could be made of.")
    return found


def subject_in(engine: Engine, source: Path) -> Subject:
    """The ledger in a text file. Raises SaveProblem; nothing is changed by it."""
    dossier = dossier_of(engine)
    try:
        data = RealDisk().read(Path(os.path.abspath(source)), MAX_BYTES + 1)
    except OSError as error:
        raise refused(source, error) from error
    return read_ledger(data, engine.head, dossier)


def export_ledger(engine: Engine, subject: Subject, target: Path) -> None:
    """Write a ledger to the text file `target`, which must not exist. Raises SaveProblem."""
    text = ledger_text(engine.head, subject)
    read_ledger(text.encode(), engine.head, dossier_of(engine))  # what could not be read back is not written
    try:
        write_new(RealDisk(), Path(os.path.abspath(target)), text.encode())
    except OSError as error:
        raise refused(target, error) from error


def hooks_from(shelf: Shelf, engine: Engine, id: str) -> dict[str, Value]:
    """What a finished life of the file's own volume carries into a new one of the other. Raises SaveProblem."""
    return hooks_of(engine, life_of(engine, shelf.read(id)).life.state)
