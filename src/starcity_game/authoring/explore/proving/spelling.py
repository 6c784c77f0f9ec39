"""Expressions and what values could be, as an author writes and reads them."""

from __future__ import annotations

from typing import Final

from starcity_game.authoring.explore.proving.fields import Field
from starcity_game.authoring.explore.proving.layout import Layout
from starcity_game.authoring.explore.proving.narrowing import named
from starcity_game.authoring.explore.proving.values import EITHER, ENDLESS, TRUE
from starcity_game.engine.state import NOW
from starcity_game.story.calendar import say_date
from starcity_game.story.expressions import Tree
from starcity_game.story.expressions.kinds import LARGEST
from starcity_game.story.model import Head

_SIGNS: Final = {"add": "+", "sub": "-", "mul": "*", "div": "//", "mod": "%"}
_MOST_NAMED: Final = 3
"""Values of which a reason tells what they could be."""
_MOST_WORDS: Final = 6
"""Words that are listed one by one."""


class Spelling:
    """Writes out expressions and values with the names of one story."""

    def __init__(self, head: Head) -> None:
        self.head = head
        self._slots = {v.slot: v.id for v in head.variables.values()} | {0: "now", 1: "place"}
        self._slots |= {fact.slot: f"knows.{fact.id}" for fact in head.facts.values()}
        for person in head.people.values():
            self._slots |= {slot: f"{person.id}.{name}" for name, slot in person.slots.items()}
        self._slots |= {role.slot: f"cast.{role.id}" for role in (head.casting.roles if head.casting else ())}
        self._others = {v.slot: v.other for v in head.variables.values() if v.other}

    def expression(self, tree: Tree) -> str:
        """The expression as it may have been written, with the conditions that it names put in."""
        tag, *parts = tree
        if tag in ("int", "flag", "text"):
            return f'"{parts[0]}"' if tag == "text" else str(parts[0]).lower()
        if tag in ("slot", "mirror"):
            return self._slots.get(parts[0], "…") if tag == "slot" else self._others.get(parts[0], "…")
        if tag in ("visits", "seen"):
            return f"{tag}.{self.counter(parts[0])}"
        if tag == "compare":
            return " ".join(p if isinstance(p, str) else self._operand(p, tree) for p in parts)
        if tag in ("in", "not in"):
            return f"{self._inner(parts[0])} {tag} [{', '.join(self.expression(p) for p in parts[1:])}]"
        if tag in ("min", "max", "abs"):
            return f"{tag}({', '.join(self.expression(p) for p in parts)})"
        if tag in ("not", "neg"):
            return ("not " if tag == "not" else "-") + self._inner(parts[0])
        if tag == "if":
            return f"{self._inner(parts[1])} if {self._inner(parts[0])} else {self._inner(parts[2])}"
        return f" {_SIGNS.get(tag, tag)} ".join(self._inner(p) for p in parts)

    def counter(self, number: int) -> str:
        """The scene whose visits a counter counts."""
        return self.head.scenes[number] if number < len(self.head.scenes) else "…"

    def values(self, layout: Layout, tree: Tree, state: int) -> str:
        """What the first few values that a condition asks for could be in `state`, as in `nerve is 0 to 10`."""
        told = []
        for (kind, index), field in list(zip(named(tree), layout.of(tree), strict=True))[:_MOST_NAMED]:
            name = self._slots.get(index, "…") if kind == "slot" else f"visits.{self.counter(index)}"
            told.append(f"{name} is {self._could(field, state, kind == 'slot' and index == NOW)}")
        return ", ".join(told)

    def _inner(self, tree: Tree) -> str:
        """An expression inside another, in parentheses where it is more than a name, value or call."""
        text = self.expression(tree)
        return f"({text})" if " " in text and tree[0] not in ("text", "min", "max", "abs", "compare") else text

    def _operand(self, tree: Tree, around: Tree) -> str:
        """One side of a comparison; beside the clock a number is a date."""
        if tree[0] == "int" and any(part == ("slot", NOW, "n") for part in around):
            return f'"{say_date(tree[1])}"'
        return self._inner(tree)

    def _could(self, field: Field, state: int, date: bool) -> str:
        """The values of one field."""
        could = field.could(state)
        if isinstance(could, tuple):
            return _interval(could[0], could[1], date)
        if isinstance(could, int):
            return "true or false" if could == EITHER else "true" if could == TRUE else "false"
        words = sorted(f'"{word}"' for word in could if word is not None)
        words += ["anything else"] if None in could else []
        listed = words if len(words) <= _MOST_WORDS else [*words[:_MOST_WORDS], "…"]
        return " or ".join(listed)


def _interval(low: int, high: int, date: bool) -> str:
    """An interval of numbers, or of moments."""
    limit = ENDLESS if date else LARGEST
    first, last = (say_date(n) if date and abs(n) < limit else f"{n:,}" for n in (low, high))
    if low == high:
        return first
    if low <= -limit or high >= limit:
        return (
            "anything"
            if low <= -limit and high >= limit
            else f"{first} or more"
            if high >= limit
            else f"at most {last}"
        )
    return f"{first} to {last}"
