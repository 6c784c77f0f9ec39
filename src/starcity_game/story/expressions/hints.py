"""Advice on a name that is not declared."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
from typing import Final

from starcity_game.story.diagnostics import nearest
from starcity_game.story.expressions.kinds import Type

NEIGHBOURS: Final = 40
"""How many names on each side are compared with an unknown one, in each of the two orders."""


def hint_for(name: str, known: Iterable[str], wanted: Type | None) -> str:
    """Advice on the unknown `name`: that it wants quotes, or the nearest known name, first among its like.

    `wanted` is the type of what it is compared with; the like of `knows.x` are the names after `knows.`.
    """
    if wanted and name in wanted.words:
        return f'a word stands in quotes: "{name}"'
    names = list(known)
    head, dot, _ = name.partition(".")
    alike = [one for one in names if one.startswith(head + ".")] if dot else []
    return nearest(name, likely(name, alike)) or nearest(name, likely(name, names))


def likely(name: str, names: Sequence[str]) -> Sequence[str]:
    """Those of `names` that begin or end most like `name`; all of them when they are few.

    The full comparison takes 60 microseconds a name, and a large story has 20,000 names.
    """
    if len(names) <= 4 * NEIGHBOURS:
        return names
    forwards = _around(name, sorted(names))
    backwards = _around(name[::-1], sorted(one[::-1] for one in names))
    return forwards + [one[::-1] for one in backwards]


def _around(name: str, names: list[str]) -> list[str]:
    """The neighbours of `name` among the sorted `names`."""
    place = bisect(names, name)
    return names[max(place - NEIGHBOURS, 0) : place + NEIGHBOURS]
