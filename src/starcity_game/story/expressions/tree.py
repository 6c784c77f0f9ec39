"""The checked tree of an expression and what can be asked of it.

The tags and their parts (n a number, b a flag, s a word or text, e any of them; dates are numbers here):

    int N, flag B, text S            a value written out
    slot I n|b|s                     the value at index I, and which sort it is
    mirror I                         100 minus the number at index I
    visits C, seen C                 the visit counter C as a number, or whether it is above 0
    neg n, abs n, add n n, sub n n, mul n n, min n…, max n…
    div n N, mod n N                 the divisor is a number written out, not 0
    not b, and b…, or b…, if b e e
    compare e OP e [OP e]…           OP is one of < <= == != >= >
    in e e…, not in e e…             whether the first is among the others
    set I LO HI n                    an assignment of a number, kept within LO and HI
    put I e                          an assignment of a flag, word or text
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from starcity_game.story.expressions.kinds import Tree

_READS: Final = ("slot", "mirror")
_COUNTS: Final = ("visits", "seen")
_WRITES: Final = ("set", "put")


def subtrees(tree: Tree) -> Iterator[Tree]:
    """`tree` and every tree inside it, in no promised order."""
    waiting: list[Tree] = [tree]
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(_inner(one))


def reads(tree: Tree) -> set[int]:
    """The slots whose value `tree` asks for; `x += 1` reads x."""
    return {one[1] for one in subtrees(tree) if one[0] in _READS}


def writes(tree: Tree) -> set[int]:
    """The slots that `tree` sets; none for an expression."""
    return {one[1] for one in subtrees(tree) if one[0] in _WRITES}


def counters(tree: Tree) -> set[int]:
    """The visit counters that `tree` asks for."""
    return {one[1] for one in subtrees(tree) if one[0] in _COUNTS}


def is_constant(tree: Tree) -> bool:
    """Whether `tree` has the same value whatever the state of the game."""
    return not any(one[0] in _READS or one[0] in _COUNTS for one in subtrees(tree))


def depth_and_size(tree: Tree) -> tuple[int, int]:
    """How deep `tree` is nested (1 for a value) and how many trees it holds, itself included."""
    deepest, size = 0, 0
    waiting = [(tree, 1)]
    while waiting:
        one, depth = waiting.pop()
        deepest, size = max(deepest, depth), size + 1
        waiting.extend((part, depth + 1) for part in _inner(one))
    return deepest, size


def _inner(tree: Tree) -> list[Any]:
    """The trees right inside `tree`."""
    return [part for part in tree if isinstance(part, (tuple, list))]
