"""What a condition leaves of a state where it holds, and where it fails.

0 stands for no state at all. A condition on one value is decided for each of its cells beforehand; one that
compares several values goes through what they could be together, where these are not too many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import prod
from typing import Final, TypeAlias

from starcity_game.authoring.explore.proving.fields import Field
from starcity_game.authoring.explore.proving.layout import Layout
from starcity_game.authoring.explore.proving.values import FALSE, TRUE, Could, Look, evaluate
from starcity_game.story.expressions import Tree, counters, reads

MOST_TOGETHER: Final = 2_048
"""Combinations of what several values could be that are gone through one by one."""
MOST_KEPT: Final = 20_000
"""Results that are kept for one expression."""

Narrows: TypeAlias = Callable[[int], int]


class Condition:
    """One condition over states."""

    __slots__ = ("false", "mask", "tree", "true")

    def __init__(self, tree: Tree, true: Narrows, false: Narrows, mask: int) -> None:
        self.tree = tree
        self.true, self.false = true, false
        """What is left of a state where the condition holds, and where it fails."""
        self.mask = mask
        """The bits of every value that it asks for."""


class Conditions:
    """The conditions of a story, each made when it is first asked for."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._made: dict[int, Condition] = {}

    def condition(self, number: int) -> Condition | None:
        """The condition with this number; None for -1, which always holds."""
        if number < 0:
            return None
        found = self._made.get(number)
        if found is None:
            tree = self.layout.tree(number)
            found = self._made[number] = Condition(tree, *self.narrows(tree), union(self.layout.of(tree)))
        return found

    def narrows(self, tree: Tree) -> tuple[Narrows, Narrows]:
        """What `tree` leaves of a state where it holds, and where it fails."""
        fields = self.layout.of(tree)
        if len(fields) <= 1:
            return self._of_one(tree, fields)
        if tree[0] == "not":
            true, false = self.narrows(tree[1])
            return false, true
        if tree[0] in ("and", "or"):
            parts = [self.narrows(part) for part in tree[1:]]
            if tree[0] == "and":
                return _all([p[0] for p in parts]), _any([p[0] for p in parts], [p[1] for p in parts])
            return _any([p[1] for p in parts], [p[0] for p in parts]), _all([p[1] for p in parts])
        return self._of_several(tree, fields)

    def _of_one(self, tree: Tree, fields: Sequence[Field]) -> tuple[Narrows, Narrows]:
        """A condition that asks for one value, or none."""
        if not fields:
            could = evaluate(tree, _nothing)
            return _known(bool(could & TRUE)), _known(bool(could & FALSE))
        (field,) = fields
        holds = fails = 0
        for bit, value in field.inside(field.mask):
            could = evaluate(tree, _only(value))
            holds |= bit if could & TRUE else 0
            fails |= bit if could & FALSE else 0
        return self._keeping(field, holds), self._keeping(field, fails)

    def _keeping(self, field: Field, kept: int) -> Narrows:
        mask = field.mask
        if kept == mask or not kept:
            return _known(bool(kept))
        allowed = (self.layout.full & ~mask) | kept

        def narrow(state: int) -> int:
            state &= allowed
            return state if state & mask else 0

        return narrow

    def _of_several(self, tree: Tree, fields: Sequence[Field]) -> tuple[Narrows, Narrows]:
        """A comparison of several values."""
        mask, names = union(fields), named(tree)
        kept: dict[int, tuple[int, int]] = {}

        def split(state: int) -> tuple[int, int]:
            key = state & mask
            found = kept.get(key)
            if found is None:
                if len(kept) > MOST_KEPT:
                    kept.clear()
                holds = fails = 0
                for bits, look in together(key, fields, names):
                    could = evaluate(tree, look)
                    holds |= bits if could & TRUE else 0
                    fails |= bits if could & FALSE else 0
                found = kept[key] = holds, fails
            return found

        def true(state: int) -> int:
            holds = split(state)[0]
            return (state & ~mask) | holds if holds else 0

        def false(state: int) -> int:
            fails = split(state)[1]
            return (state & ~mask) | fails if fails else 0

        return true, false


def union(fields: Sequence[Field]) -> int:
    """The bits of all these fields."""
    mask = 0
    for field in fields:
        mask |= field.mask
    return mask


def named(tree: Tree) -> list[tuple[str, int]]:
    """What `tree` asks for, in the order of `Layout.of`."""
    return [("slot", s) for s in sorted(reads(tree))] + [("count", c) for c in sorted(counters(tree))]


def together(state: int, fields: Sequence[Field], names: Sequence[tuple[str, int]]) -> Iterator[tuple[int, Look]]:
    """What several values could be together, as (their bits, how to look each up); all at once if too many."""
    if prod((state & field.mask).bit_count() for field in fields) > MOST_TOGETHER:
        hulls = dict(zip(names, (field.could(state) for field in fields), strict=True))
        yield state & union(fields), lambda kind, index: hulls[kind, index]
        return
    values: dict[tuple[str, int], Could] = {}

    def look(kind: str, index: int) -> Could:
        return values[kind, index]

    def of(at: int, bits: int) -> Iterator[tuple[int, Look]]:
        if at == len(fields):
            yield bits, look
            return
        for bit, value in fields[at].inside(state):
            values[names[at]] = value
            yield from of(at + 1, bits | bit)

    yield from of(0, 0)


def _only(value: Could) -> Look:
    """How to look up the one value that is asked for."""
    return lambda kind, index: value


def _nothing(kind: str, index: int) -> Could:
    raise KeyError(kind, index)


def _known(holds: bool) -> Narrows:
    return (lambda state: state) if holds else (lambda state: 0)


def _all(parts: list[Narrows]) -> Narrows:
    """One part after another."""

    def narrow(state: int) -> int:
        for part in parts:
            if not state:
                return 0
            state = part(state)
        return state

    return narrow


def _any(passing: list[Narrows], ending: list[Narrows]) -> Narrows:
    """The first part that decides, each part before it having passed."""

    def narrow(state: int) -> int:
        found = 0
        for passes, ends in zip(passing, ending, strict=True):
            if not state:
                break
            found |= ends(state)
            state = passes(state)
        return found

    return narrow
