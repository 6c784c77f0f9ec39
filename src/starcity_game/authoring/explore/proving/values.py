"""What the value of an expression could be, worked out from what the values in it could be.

A number is an interval (least, greatest), a flag is a set of bits (`FALSE`, `TRUE` or both), a text is a set of
words with `None` for any word that is not named.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from starcity_game.story.expressions import Tree

Interval: TypeAlias = tuple[int, int]
"""The least and the greatest that a number could be."""
Words: TypeAlias = frozenset[str | None]
"""The words that a text could be; None stands for every word that no expression names."""
Could: TypeAlias = Any
"""An `Interval`, the bits of a flag, or `Words`, by the sort of the expression."""
Look: TypeAlias = Callable[[str, int], Could]
"""What the slot (`"slot"`) or counter (`"count"`) with a number could be."""

FALSE: Final = 1
TRUE: Final = 2
EITHER: Final = FALSE | TRUE
ENDLESS: Final = 10**30
"""Greater than every number that a life can reach."""


def evaluate(tree: Tree, look: Look) -> Could:
    """What the expression `tree` could be. Exact when `look` gives single values."""
    tag = tree[0]
    return _METHODS[tag](tag, tree, look)


def exactly(value: bool | int | str | None) -> Could:
    """The set that holds one value."""
    if isinstance(value, bool):
        return TRUE if value else FALSE
    return (value, value) if isinstance(value, int) else frozenset((value,))


def either(one: Could, other: Could) -> Could:
    """The least set that covers two sets of one sort."""
    if isinstance(one, tuple):
        return min(one[0], other[0]), max(one[1], other[1])
    return one | other


def _truth(may: bool, may_not: bool) -> int:
    return (TRUE if may else 0) | (FALSE if may_not else 0)


def _constant(tag: str, tree: Tree, look: Look) -> Could:
    return exactly(tree[1])


def _slot(tag: str, tree: Tree, look: Look) -> Could:
    return look("slot", tree[1])


def _mirror(tag: str, tree: Tree, look: Look) -> Could:
    low, high = look("slot", tree[1])
    return 100 - high, 100 - low


def _count(tag: str, tree: Tree, look: Look) -> Could:
    low, high = look("count", tree[1])
    return (low, high) if tag == "visits" else _truth(high > 0, low <= 0)


def _one(tag: str, tree: Tree, look: Look) -> Could:
    low, high = evaluate(tree[1], look)
    if tag == "neg":
        return -high, -low
    return (0 if low <= 0 <= high else min(abs(low), abs(high))), max(abs(low), abs(high))


def _sum(tag: str, tree: Tree, look: Look) -> Could:
    (low, high), (least, most) = evaluate(tree[1], look), evaluate(tree[2], look)
    if tag == "add":
        return low + least, high + most
    if tag == "sub":
        return low - most, high - least
    corners = (low * least, low * most, high * least, high * most)
    return min(corners), max(corners)


def _divided(tag: str, tree: Tree, look: Look) -> Could:
    (low, high), by = evaluate(tree[1], look), evaluate(tree[2], look)[0]
    if tag == "div":
        ends = (low // by, high // by)
        return min(ends), max(ends)
    if low // by == high // by:  # no multiple of the divisor is passed, so the remainder only rises
        return low % by, high % by
    return (0, by - 1) if by > 0 else (by + 1, 0)


def _extreme(tag: str, tree: Tree, look: Look) -> Could:
    pick = min if tag == "min" else max
    found = [evaluate(part, look) for part in tree[1:]]
    return pick(low for low, _ in found), pick(high for _, high in found)


def _not(tag: str, tree: Tree, look: Look) -> Could:
    found = evaluate(tree[1], look)
    return _truth(bool(found & FALSE), bool(found & TRUE))


def _logic(tag: str, tree: Tree, look: Look) -> Could:
    found = [evaluate(part, look) for part in tree[1:]]
    if tag == "and":
        return _truth(all(f & TRUE for f in found), any(f & FALSE for f in found))
    return _truth(any(f & TRUE for f in found), all(f & FALSE for f in found))


def _choice(tag: str, tree: Tree, look: Look) -> Could:
    test = evaluate(tree[1], look)
    if test == TRUE:
        return evaluate(tree[2], look)
    if test == FALSE:
        return evaluate(tree[3], look)
    return either(evaluate(tree[2], look), evaluate(tree[3], look))


def _compare(tag: str, tree: Tree, look: Look) -> Could:
    operands = [evaluate(part, look) for part in tree[1::2]]
    found = [_related(operands[k], sign, operands[k + 1]) for k, sign in enumerate(tree[2::2])]
    return _truth(all(f & TRUE for f in found), any(f & FALSE for f in found))


def _among(tag: str, tree: Tree, look: Look) -> Could:
    first = evaluate(tree[1], look)
    found = [_equal(first, evaluate(part, look)) for part in tree[2:]]
    may, may_not = any(f & TRUE for f in found), all(f & FALSE for f in found)
    return _truth(may, may_not) if tag == "in" else _truth(may_not, may)


def _related(one: Could, sign: str, other: Could) -> int:
    """Whether a comparison could hold, and whether it could fail."""
    if sign in ("==", "!="):
        same = _equal(one, other)
        return same if sign == "==" else _truth(bool(same & FALSE), bool(same & TRUE))
    if sign in (">", ">="):
        one, other, sign = other, one, {">": "<", ">=": "<="}[sign]
    if sign == "<":
        return _truth(one[0] < other[1], one[1] >= other[0])
    return _truth(one[0] <= other[1], one[1] > other[0])


def _equal(one: Could, other: Could) -> int:
    """Whether two values could be equal, and whether they could differ."""
    if isinstance(one, tuple):
        return _truth(one[0] <= other[1] and other[0] <= one[1], not one[0] == one[1] == other[0] == other[1])
    if isinstance(one, int):
        return _truth(bool(one & other), EITHER in (one, other) or one != other)
    single = len(one) == 1 and one == other and None not in one
    return _truth(bool(one & other), not single)


_METHODS: Final[dict[str, Callable[[str, Tree, Look], Could]]] = {
    **dict.fromkeys(("int", "flag", "text"), _constant),
    "slot": _slot,
    "mirror": _mirror,
    **dict.fromkeys(("visits", "seen"), _count),
    **dict.fromkeys(("neg", "abs"), _one),
    **dict.fromkeys(("add", "sub", "mul"), _sum),
    **dict.fromkeys(("div", "mod"), _divided),
    **dict.fromkeys(("min", "max"), _extreme),
    "not": _not,
    **dict.fromkeys(("and", "or"), _logic),
    "if": _choice,
    "compare": _compare,
    **dict.fromkeys(("in", "not in"), _among),
}
