"""What could be when a life begins: by volume, and where that is cheap by what the questionnaire settles for good."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Final, NamedTuple

from starcity_game.authoring.explore.proving.fields import Field
from starcity_game.authoring.explore.proving.program import Program
from starcity_game.authoring.explore.proving.values import exactly
from starcity_game.story.expressions import writes
from starcity_game.story.model import Head, Question, Volume

MOST_CASTS: Final = 12
"""Beginnings of one volume at most that are followed one by one."""
MOST_STEPS: Final = 100_000
"""Bodies that all beginnings together may have to be followed through; beyond it each volume is followed once."""


class Start(NamedTuple):
    """One way to begin."""

    volume: str
    scene: int
    state: int


def starts(program: Program) -> Iterator[Start]:
    """Every way to begin that is followed by itself."""
    casts = _casts(program)
    for volume in program.head.volumes.values():
        state = _first(program, volume)
        settled = _settled(program, volume, len(casts))
        answers = product(*(tuple((field.mask, bit) for bit, _ in field.inside(state)) for field in settled))
        for cast, given in product(casts, answers):
            one = state
            for mask, bit in (*cast, *given):
                one = (one & ~mask) | bit
            yield Start(volume.id, volume.start, one)


def _casts(program: Program) -> list[tuple[tuple[int, int], ...]]:
    """The casts that conditions tell apart, each as (mask, bit) of its roles; if they are too many one without any."""
    casting, slots = program.head.casting, program.layout.slots
    found: dict[tuple[tuple[int, int], ...], None] = {}
    for number in range(len(casting.casts)) if casting else ():
        roles = zip(casting.roles, casting.people(number), strict=True) if casting else ()
        told = tuple((slots[r.slot].mask, slots[r.slot].bits(exactly(who))) for r, who in roles if r.slot in slots)
        found[told] = None
        if len(found) > MOST_CASTS or len(found) * len(program.steps) > MOST_STEPS:
            return [()]
    return [*found] or [()]


def _first(program: Program, volume: Volume) -> int:
    """Everything that could be when a life in this volume begins."""
    head = program.head
    state = 1
    for field in program.layout.counts.values():
        state |= 1 << field.offset
    given = _given(head, volume)
    for slot, field in program.layout.slots.items():
        bits = field.bits(exactly(head.start[slot]))
        for value in given.get(slot, ()):
            bits |= field.mask if value is None else field.bits(exactly(value))
        state |= bits
    return state


def _given(head: Head, volume: Volume) -> dict[int, list[bool | int | str | None]]:
    """By slot, what the seed and the questionnaire could put there; None for anything."""
    found: dict[int, list[bool | int | str | None]] = {}
    for person in head.people.values():
        for forms, attributes in person.variants:
            for name, value in {**forms, **attributes}.items():
                slot = person.slots.get(name)
                if slot is not None and type(value) is type(head.start[slot]):
                    found.setdefault(slot, []).append(value)
    for role in head.casting.roles if head.casting else ():
        found.setdefault(role.slot, []).extend(role.candidates)
    for slot in head.machine.dealt:
        found.setdefault(slot, []).append(True)
    for question in volume.questionnaire:
        if question.person:
            for slot in head.people[question.person].slots.values():
                if isinstance(head.start[slot], str):  # a name may be typed
                    found.setdefault(slot, []).append(None)
        elif question.slot >= 0:
            found.setdefault(question.slot, []).extend(answer.value for answer in question.answers)
    return found


def _settled(program: Program, volume: Volume, casts: int) -> list[Field]:
    """The fields of answers that nothing ever changes, as many as it is cheap to tell apart for so many casts."""
    layout = program.layout
    written = {slot for tree in program.head.code if tree[0] in ("set", "put") for slot in writes(tree)}
    found: list[Field] = []
    for question in volume.questionnaire:
        field = layout.slots.get(question.slot)
        if field is None or question.slot in written or field in found:
            continue
        count = _answers(program, question)
        if casts * count > MOST_CASTS or casts * count * len(program.steps) > MOST_STEPS:
            continue
        casts *= count
        found.append(field)
    return found


def _answers(program: Program, question: Question) -> int:
    """Values that a question could leave."""
    return len({program.head.start[question.slot], *(answer.value for answer in question.answers)})
