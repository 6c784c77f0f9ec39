"""Advice on a name that is not declared."""

from __future__ import annotations

from collections.abc import Iterable

from starcity_game.story.diagnostics import nearest
from starcity_game.story.expressions.kinds import Type


def hint_for(name: str, known: Iterable[str], wanted: Type | None) -> str:
    """Advice on the unknown `name`: that it wants quotes, or the nearest known name, first among its like.

    `wanted` is the type of what it is compared with; the like of `knows.x` are the names after `knows.`.
    """
    if wanted and name in wanted.words:
        return f'a word stands in quotes: "{name}"'
    names = tuple(known)
    head, dot, _ = name.partition(".")
    alike = [one for one in names if one.startswith(head + ".")] if dot else []
    return nearest(name, alike) or nearest(name, names)
