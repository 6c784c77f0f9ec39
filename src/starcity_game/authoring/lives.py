"""A life that an author names on the command line: from the folder of lives, from a file, or by seed and choices."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import msgspec

from starcity_game.authoring.answers import NoAnswer, Written, filled_in
from starcity_game.authoring.picking import NotOffered, picked
from starcity_game.commandline import Missing
from starcity_game.engine import life as lives
from starcity_game.engine.dossier.subjects import first_subject
from starcity_game.engine.life import Life
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Origin
from starcity_game.saves.problems import SaveProblem, refused
from starcity_game.saves.real_disk import RealDisk
from starcity_game.saves.record import Record
from starcity_game.saves.restore import life_of
from starcity_game.saves.seal import MAX_BYTES
from starcity_game.saves.shelf import Shelf
from starcity_game.saves.store import decode
from starcity_game.saves.where import saves_folder
from starcity_game.story.diagnostics import nearest

_BETWEEN = re.compile(r"[\s,]+")


class Given(msgspec.Struct, frozen=True):
    """A life, and what an author should be told of it."""

    life: Life
    name: str = ""
    """What the player called it."""
    notices: tuple[str, ...] = ()
    """A sentence for each thing that the story no longer has."""


def kept(engine: Engine, named: str, saves: str | None) -> Given:
    """The life with this id or name in the folder of lives, or in the file `named`; nothing is written or locked.

    Raises Missing when there is none, and for one of another story.
    """
    try:
        record = _from_file(Path(named)) if _is_file(named) else _from_shelf(engine, named, saves)
        found = life_of(engine, record)
    except SaveProblem as problem:
        raise Missing(problem.message) from problem
    return Given(found.life, record.name, found.notices)


def played(
    engine: Engine, volume: str | None, seed: int, written: Iterable[str], choices: str, skip: Iterable[str] = ()
) -> Given:
    """The life that begins with `seed` and the answers `written` as `question=answer`, after the ids or numbers in
    `choices`, which blanks or commas divide. Raises Missing for what the story has not."""
    life = lives.begin(engine, origin(engine, volume, seed, written, skip))
    for choice in filter(None, _BETWEEN.split(choices)):
        try:
            life = lives.choose(engine, life, picked(life.offer, choice).id)
        except NotOffered as refused_:
            advice = f" ({refused_.hint})" if refused_.hint else ""
            raise Missing(f"On sheet {life.sheet} {refused_.message}{advice}.") from refused_
    return Given(life)


def origin(engine: Engine, volume: str | None, seed: int, written: Iterable[str], skip: Iterable[str] = ()) -> Origin:
    """What is settled before the first page. Raises Missing for what the story has not."""
    head = engine.head
    chosen = volume or next(iter(head.volumes))
    _among(chosen, head.volumes, "volume")
    if volume is None and len(head.volumes) > 1:
        raise Missing(f"Say which volume with --volume; there is {', '.join(head.volumes)}.")
    for note in skip:
        _among(note, head.notes, "content note")
    pairs: dict[str, Written] = {}
    for answer in written:
        question, equals, said = answer.partition("=")
        if not equals:
            raise Missing(f"An answer is written question=answer, not {answer}.")
        pairs[question] = said
    subject = first_subject(engine, chosen)
    return Origin(chosen, seed, filled_in(engine, chosen, pairs, _refuse), frozenset(skip), subject)


def _refuse(found: NoAnswer) -> None:
    """Say that an answer does not fit. Raises Missing."""
    advice = f" ({found.hint})" if found.hint else ""
    raise Missing(f"{found.message[:1].upper()}{found.message[1:]}{advice}.") from found


def _among(id: str, known: Iterable[str], what: str) -> None:
    """Raise Missing unless `id` is `known`."""
    names = list(known)
    if id not in names:
        raise Missing(f"The story has no {what} {id} ({nearest(id, names) or ', '.join(names) or 'it has none'}).")


def _is_file(named: str) -> bool:
    """Whether there is such a file."""
    try:
        return Path(named).is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False


def _from_file(path: Path) -> Record:
    """The life in a file. Raises SaveProblem."""
    try:
        return decode(RealDisk().read(path, MAX_BYTES + 1))
    except OSError as error:
        raise refused(path, error) from error


def _from_shelf(engine: Engine, named: str, saves: str | None) -> Record:
    """The life with this id or name. Raises SaveProblem and Missing."""
    shelf = Shelf(saves_folder(saves).path)
    entries = [entry for entry in shelf.entries() if entry.story.id in (engine.head.id, "")]
    found = [entry for entry in entries if entry.id == named]
    found = found or [entry for entry in entries if entry.name.casefold() == named.casefold()]
    if len(found) == 1:
        return shelf.read(found[0].id)
    if found:
        raise Missing(f"There is more than one life called {named}: {', '.join(e.id for e in found)}.")
    advice = nearest(named, [name for entry in entries for name in (entry.name, entry.id) if name])
    raise Missing(f"There is no life {named} in {shelf.folder}{f' ({advice})' if advice else ''}.")
