"""What a reader can conclude from clues: the hypotheses that still agree with all of them, as sets of bits.

Two readers are asked, so that each demand is held to the less lucky one. The *plain* reader takes every suspect for
possible and is not told that nobody has two roles: who is found out by this reader is found out by any. The *knowing*
reader has the list of all legal casts: what stays open to this reader stays open to any.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from math import prod
from typing import Final

from starcity_game.authoring.casting.stage import Stage, Unvisited, suspects
from starcity_game.story.expressions import Value, compile_expression, reads
from starcity_game.story.model import Clue, Conclusion

MOST_WORLDS: Final = 100_000
"""Hypotheses of roles that clues link with each other at most; beyond it, the plain reader leaves those links aside,
which can only make a conclusion harder."""

World = Mapping[str, str]
"""One hypothesis: place (a role, or a conclusion whose answer is no name) to person."""


def place_of(conclusion: Conclusion) -> str:
    """Where a conclusion stands in a hypothesis. An answer that is no name is apart from who holds the role."""
    return f"{conclusion.id}?" if conclusion.answers else conclusion.role


class Space:
    """Some hypotheses, and what each clue leaves of them."""

    def __init__(self, stage: Stage, worlds: Sequence[World], places: Mapping[str, str], linked: bool) -> None:
        """`places` says where each conclusion stands in a world; a conclusion that it lacks is passed over. With
        `linked`, what clues say of several roles together is understood."""
        self._stage, self._places, self._linked = stage, places, linked
        self.all = (1 << len(worlds)) - 1
        """Every hypothesis."""
        self._bits: dict[tuple[str, str], int] = {}
        for number, world in enumerate(worlds):
            for place, person in world.items():
                self._bits[place, person] = self._bits.get((place, person), 0) | 1 << number
        self._worlds, self._told = worlds, dict[str, int]()

    def told(self, clue: Clue) -> int:
        """The hypotheses that agree with a clue."""
        found = self._told.get(clue.id)
        if found is None:
            found = self.all
            for conclusion, people in clue.rules.items():
                place = self._places.get(conclusion)
                if place is not None:
                    found &= self._any(place, people)
            if self._linked and clue.means >= 0:
                found &= self._meant(clue.means)
            self._told[clue.id] = found
        return found

    def after(self, clues: Iterable[Clue]) -> int:
        """The hypotheses that agree with all of `clues`."""
        found = self.all
        for clue in clues:
            found &= self.told(clue)
        return found

    def left(self, place: str, known: int) -> tuple[str, ...]:
        """The people who can still stand in a place."""
        return tuple(person for (where, person), bits in self._bits.items() if where == place and bits & known)

    def _any(self, place: str, people: Iterable[str]) -> int:
        found = 0
        for person in people:
            found |= self._bits.get((place, person), 0)
        return found

    def _meant(self, code: int) -> int:
        """The hypotheses in which a condition of several roles holds."""
        head, roles = self._stage.head, self._stage.roles
        test = compile_expression(head.code[code])
        values: list[Value] = list(head.start)
        found = 0
        for number, world in enumerate(self._worlds):
            for place, person in world.items():
                if place in roles:
                    values[roles[place].slot] = person
            if test(values, Unvisited()):
                found |= 1 << number
        return found


class PlainReader:
    """Takes every suspect for possible, each question by itself unless a clue links two."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        conclusions = stage.casting.conclusions
        self._places = {id: place_of(conclusion) for id, conclusion in conclusions.items()}
        among = {place: stage.suspects(conclusions[id]) for id, place in self._places.items()}
        among |= {id: suspects(role) for id, role in stage.roles.items()}
        self._spaces: dict[str, Space] = {}
        for group in _groups(stage, among):
            linked = prod(len(among[place]) for place in group) <= MOST_WORLDS
            for part in [group] if linked else [[place] for place in group]:
                worlds = [dict(zip(part, people, strict=True)) for people in product(*(among[p] for p in part))]
                places = {id: place for id, place in self._places.items() if place in part}
                space = Space(stage, worlds, places, linked and len(part) > 1)
                self._spaces |= dict.fromkeys(part, space)

    def left(self, conclusion: Conclusion, clues: Iterable[Clue]) -> tuple[str, ...]:
        """Who can still be meant by `conclusion` after `clues`."""
        place = place_of(conclusion)
        space = self._spaces[place]
        return space.left(place, space.after(clues))


class KnowingReader:
    """Has the list of all legal casts."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        conclusions = stage.casting.conclusions
        self._spaces = {
            role: Space(stage, stage.casts, {
                id: c.role for id, c in conclusions.items() if not (c.answers and c.role == role)
            }, linked=True)
            for role in stage.roles
        }  # fmt: skip

    def left(self, role: str, clues: Iterable[Clue]) -> tuple[str, ...]:
        """Who can still hold `role` after `clues`. That an answer goes with a person is known to this reader of every
        other role, as to somebody who plays a second time; of `role` itself it is what is asked."""
        space = self._spaces[role]
        return space.left(role, space.after(clues))


def _groups(stage: Stage, among: Mapping[str, object]) -> list[list[str]]:
    """The places, those together that a clue says something of together."""
    group = {place: [place] for place in among}
    slots = {role.slot: id for id, role in stage.roles.items()}
    for clue in stage.clues:
        linked = sorted(slots[s] for s in reads(stage.head.code[clue.means])) if clue.means >= 0 else []
        for place in linked[1:]:
            first, other = group[linked[0]], group[place]
            if first is not other:
                first.extend(other)
                group.update(dict.fromkeys(other, first))
    return [found for place, found in group.items() if found[0] == place]
