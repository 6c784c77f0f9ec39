"""A file opened: a pure function of the story, a subject’s ledger, and the officer’s life and seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starcity_game.engine.dossier.asking import falsehood_of, known_of, part_of, rumour_of
from starcity_game.engine.dossier.file import Card, File
from starcity_game.engine.dossier.sewing import Sewing
from starcity_game.engine.dossier.sifting import Sifting
from starcity_game.engine.dossier.witnesses import Witnesses
from starcity_game.engine.origin import first_values
from starcity_game.engine.state import NOW, Origin, State, Subject, Value
from starcity_game.engine.vector import Vector
from starcity_game.story.filing import Dossier
from starcity_game.story.model import Lay

if TYPE_CHECKING:
    from starcity_game.engine.events import Event
    from starcity_game.engine.play import Engine  # it opens files


class NoFile(Exception):
    """The story has no section `file`, so that nothing can be opened in it."""


def file_of(engine: Engine, subject: Subject, seed: int, volume: str = "") -> File:
    """The file of `subject` in an officer’s life of this seed. The same arguments give the same file.

    `volume` is the officer’s; conditions of reports see its first page. Raises NoFile.
    """
    if engine.story.dossier is None:
        raise NoFile
    volume = volume if volume in engine.head.volumes else next(iter(engine.head.volumes))
    return _whole(engine, Origin(volume, seed, {}, subject=subject))


def enter_subject(engine: Engine, origin: Origin, values: list[Value]) -> None:
    """Put what an officer’s life knows of its subject into its slots: the name, and all that scenes ask of the file."""
    dossier, subject = engine.story.dossier, origin.subject
    if dossier is None or subject is None:
        return
    enter_name(dossier, subject, values)
    file = _opened(engine, dossier, subject, origin.seed, values)
    for name, value in known_of(dossier, subject, file, origin.seed).items():
        slot = dossier.slots.get(name)
        if slot is not None and type(values[slot]) is type(value):
            values[slot] = value


def enter_name(dossier: Dossier, subject: Subject, values: list[Value]) -> None:
    """Put a subject’s name, and what is kept of that life, into the slots."""
    found: dict[str, Value] = {**subject.forms, **subject.keeps, "known": True, "removed": subject.removed is not None}
    for name, value in found.items():
        slot = dossier.slots.get(f"subject.{name}")
        if slot is not None and type(values[slot]) is type(value):
            values[slot] = value


def file_seen(engine: Engine, state: State) -> File:
    """The file of a life as far as it has come by now; an empty one where no file was opened."""
    return _whole(engine, state.origin).by(int(state.values[NOW]))


def laid(engine: Engine, origin: Origin, now: int, papers: Lay) -> list[Event]:
    """The papers of the file that a text lays before the reader; those that are not written by `now` are not there."""
    file, dossier = _whole(engine, origin), engine.story.dossier
    if origin.subject and (papers.episode or papers.kind in ("rumour", "falsehood")):
        file = part_of(file, origin.subject.deeds, papers.episode)
    if papers.kind == "rumour":
        sheets = rumour_of(file, dossier.rules.foremost if dossier else ())
    elif papers.kind == "falsehood":
        sheets = falsehood_of(file)
    else:
        sheets = file.about(papers.act)
    return [sheet.paper() for sheet in sheets if sheet.there(now)]


def _whole(engine: Engine, origin: Origin) -> File:
    """The whole file of a life, whatever is written of it yet; an empty one where no file was opened."""
    dossier = engine.story.dossier
    if dossier is None or origin.subject is None:
        return File("", (), ())
    values = first_values(engine.story, origin)
    enter_name(dossier, origin.subject, values)
    return _opened(engine, dossier, origin.subject, origin.seed, values)


def _opened(engine: Engine, dossier: Dossier, subject: Subject, seed: int, values: list[Value]) -> File:
    head, code, rules, none = engine.head, engine.code, dossier.rules, Vector(engine.head.counters)

    def holds(number: int) -> bool:
        test = code.function(number)
        return test is None or bool(test(values, none))

    says = code.function(rules.informer)
    informer = str(says(values, none)) if says else ""
    witnesses = Witnesses(dossier, subject.deeds, seed, holds, informer)
    chosen = Sifting(rules, subject.deeds, seed, witnesses).sift()
    sheets = Sewing(head, code, dossier, subject.deeds, values, seed, witnesses.manners).sewn(chosen)
    told = {sheet.deed for sheet in sheets}
    cards = [
        Card(deed.now, head.acts.get(deed.act, deed.act))
        for k, deed in enumerate(subject.deeds) if k not in told and witnesses.seen(k)
    ]  # fmt: skip
    if subject.removed is not None and rules.removed:
        cards.append(Card(subject.removed, rules.removed))
    return File(rules.title, sheets, tuple(cards))
