"""How often each role falls on each of its candidates: worked out exactly, from the weights of the casts."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from starcity_game.story.model import Casting

EVEN: Final = Fraction(1, 10**12)
"""How far a share may be from the wanted one and still count as equal: the weights are whole numbers of 53 bits."""


def marginals(casting: Casting) -> dict[str, dict[str, Fraction]]:
    """Role to candidate to the share of lives in which it falls on that person."""
    weights = [b - a for a, b in zip((0, *casting.upto), casting.upto, strict=False)]
    found = {role.id: dict.fromkeys(role.candidates, 0) for role in casting.roles}
    for number, weight in enumerate(weights):
        for role, person in zip(casting.roles, casting.people(number), strict=True):
            found[role.id][person] += weight
    total = casting.upto[-1]
    return {role: {person: Fraction(sum_, total) for person, sum_ in of.items()} for role, of in found.items()}


def uneven(casting: Casting) -> Iterator[tuple[str, str, float, float]]:
    """(role, person, share, wanted share) for every candidate who is dealt a role too often or too seldom."""
    for role, of in marginals(casting).items():
        wanted = Fraction(1, len(of))
        for person, share in of.items():
            if abs(share - wanted) > EVEN:
                yield role, person, float(share), float(wanted)
