"""Every cast that the rules of a casting allow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from starcity_game.story.model import CastRole

MOST_CASTS: Final = 5_000
"""Legal casts at most: beyond it no author has an eye on them, and weighing them takes too long."""
MOST_WORK: Final = 1_000_000
"""Roles, combinations and parts of conditions that are looked at, at most: about half a second."""

Cast = tuple[int, ...]


class TooMany(Exception):
    """There are more casts than can be dealt with."""


class Rule(NamedTuple):
    """Something that is asked of a cast, as soon as enough of its roles are filled."""

    last: int
    """Number of the last role that it asks for."""
    work: int
    """How much there is to look at."""
    holds: Callable[[Sequence[str]], bool]
    """Whether it is so, by who holds each role up to the last one."""


def legal_casts(roles: Sequence[CastRole], different: bool, rules: Sequence[Rule]) -> tuple[Cast, ...]:
    """Every combination of the numbers of candidates in which all rules hold, in the order of the candidates; with
    `different` nobody has two roles. Raises TooMany."""
    found: list[Cast] = [()]
    people: list[list[str]] = [[]]
    work = 0
    for number, role in enumerate(roles):
        asked = [rule for rule in rules if rule.last == number]
        longer: list[Cast] = []
        held: list[list[str]] = []
        for cast, before in zip(found, people, strict=True):
            for candidate, person in enumerate(role.candidates):
                work += 1 + number
                if different and person in before:
                    continue
                now = [*before, person]
                for rule in asked:
                    work += rule.work
                    if work > MOST_WORK or not rule.holds(now):
                        break
                else:
                    longer.append((*cast, candidate))
                    held.append(now)
                if work > MOST_WORK or (number == len(roles) - 1 and len(longer) > MOST_CASTS):
                    raise TooMany(f"there are more than {MOST_CASTS} casts, or too many combinations to try")
        found, people = longer, held
    return tuple(found)
