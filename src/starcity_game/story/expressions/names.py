"""What a declared name is in a tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from starcity_game.story.calendar import parse_date
from starcity_game.story.expressions.faults import BAD_DATE, ExpressionFault
from starcity_game.story.expressions.kinds import Kind, Name, Tree

SORTS: Final = {Kind.NUMBER: "n", Kind.DATE: "n", Kind.FLAG: "b", Kind.WORD: "s", Kind.TEXT: "s"}
"""How the values of each kind are kept: whole number, flag or string."""


def standing_for(named: Name, column: int) -> Tree:
    """The tree of a name that stands for a constant, a counter or a slot."""
    kind = named.type.kind
    if named.constant is not None:
        return _constant(named.constant, kind, column)
    if named.counter >= 0:
        return ("seen" if kind is Kind.FLAG else "visits", named.counter)
    if named.mirror:
        return ("mirror", named.slot)
    return ("slot", named.slot, SORTS[kind])


def _constant(value: bool | int | str, kind: Kind, column: int) -> Tree:
    """The tree of a value that never changes."""
    if isinstance(value, bool):
        return ("flag", value)
    if isinstance(value, int):
        return ("int", value)
    return ("int", date_of(value, column)) if kind is Kind.DATE else ("text", value)


def date_of(text: str, column: int) -> int:
    """The date that a string stands for."""
    minutes = parse_date(text)
    if minutes is None:
        hint = 'write "1966-01-14" or "1966-01-14 06:00"'
        raise ExpressionFault(BAD_DATE, f"{text[:40]!r} is not a date", hint, column)
    return minutes


def listed(words: Sequence[str]) -> str:
    """Some words for a message, the first of them when they are many."""
    return ", ".join(f'"{word[:40]}"' for word in words[:8]) + (" …" if len(words) > 8 else "")
