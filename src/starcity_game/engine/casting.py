"""Dealing the roles: once, by the seed alone, so that every volume played with it has the same cast."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from starcity_game.engine.chance import chance
from starcity_game.story.model import Casting


def dealt_cast(casting: Casting, seed: int) -> dict[str, str]:
    """Role to who holds it, in the life with this seed."""
    number = bisect_right(casting.upto, int(chance(seed, "cast") * casting.upto[-1]))
    return _named(casting, min(number, len(casting.casts) - 1))


def kept_cast(casting: Casting, seed: int, kept: Mapping[str, object]) -> tuple[dict[str, str], bool]:
    """The cast of a life that remembers `kept`, role to person, and whether all of it still fits.

    What was dealt once stays, whatever has become of the other candidates and of the rules. A role that is new, or
    whose holder cannot hold it any more, goes to whom the seed deals it, or, where that person is taken, to the
    first legal cast that agrees with all that stays.
    """
    roles = {role.id: role for role in casting.roles}
    stays = {id: str(person) for id, person in kept.items() if id in roles and person in roles[id].candidates}
    fits = all(id in stays for id in kept if id in roles)
    found = dealt_cast(casting, seed)
    if any(found[id] != person for id, person in stays.items()) and len(stays) < len(roles):
        agreeing = (_named(casting, number) for number in range(len(casting.casts)))
        found = next((cast for cast in agreeing if stays.items() <= cast.items()), found)
    return {**found, **stays}, fits


def _named(casting: Casting, number: int) -> dict[str, str]:
    """Cast number `number`, role to person."""
    return {role.id: person for role, person in zip(casting.roles, casting.people(number), strict=True)}
