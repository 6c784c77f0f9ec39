"""Whether a stored tree could be compiled, and stays within a story's values.

It is asked of every tree of a cached story before anything of it is used, so that it must be quick: it asks what
`build` asks, and builds nothing.
"""

from __future__ import annotations

from typing import Any, Final

from starcity_game.story.expressions.build import LATEST, LONGEST_TEXT
from starcity_game.story.expressions.check import MOST_LEVELS, MOST_TREES
from starcity_game.story.expressions.kinds import LARGEST
from starcity_game.story.expressions.nodes import SIGNS

_TREES: Final = (tuple, list)
_SUMS: Final = frozenset({"add", "sub", "mul", "div", "mod"})
_EQUAL: Final = ("==", "!=")


class Sound:
    """Asks trees of a story with so many slots and visit counters."""

    def __init__(self, slots: int, counters: int) -> None:
        self.slots, self.counters = slots, counters
        self._left = 0

    def check(self, tree: Any) -> None:
        """Nothing for the tree of an expression or assignment; ValueError or TypeError for anything else."""
        self._left = MOST_TREES
        tag = tree[0] if isinstance(tree, _TREES) and tree else None
        if tag == "set":
            _, index, low, high, value = tree
            self._index(index, self.slots)
            if type(low) is not int or type(high) is not int or not -LARGEST <= low <= high <= LARGEST:
                raise ValueError("bounds out of range")
            self._of(value, 1, "n")
        elif tag == "put":
            _, index, value = tree
            self._index(index, self.slots)
            self._sort(value, 1)
        else:
            self._sort(tree, 1)

    def _index(self, index: object, end: int) -> None:
        if type(index) is not int or not 0 <= index < end:
            raise ValueError("index out of range")

    def _of(self, tree: Any, level: int, sort: str) -> None:
        if self._sort(tree, level) != sort:
            raise ValueError("operand of the wrong sort")

    def _sort(self, tree: Any, level: int) -> str:
        """The sort of a tree’s value: `n`, `b` or `s`. The commonest operations come first."""
        self._left -= 1
        if not isinstance(tree, _TREES) or not tree or self._left < 0 or level > MOST_LEVELS:
            raise ValueError("no expression, or too large a one")
        tag = tree[0]
        if not isinstance(tag, str):
            raise ValueError("unknown operation")
        if tag == "slot":
            _, index, sort = tree
            self._index(index, self.slots)
            if sort not in ("n", "b", "s"):
                raise ValueError("unknown sort")
            return str(sort)
        if tag in ("text", "int", "flag"):
            return self._constant(*tree)
        if tag in ("compare", "in", "not in"):
            return self._asked(tag, tree, level + 1)
        if tag in ("and", "or", "not"):
            if (len(tree) != 2) if tag == "not" else (len(tree) < 3):
                raise ValueError("wrong number of operands")
            for part in tree[1:]:
                self._of(part, level + 1, "b")
            return "b"
        return self._rest(tag, tree, level + 1)

    def _constant(self, tag: str, value: object) -> str:
        if tag == "text" and type(value) is str and len(value) <= LONGEST_TEXT:
            return "s"
        if tag == "int" and type(value) is int and abs(value) <= LATEST:
            return "n"
        if tag == "flag" and type(value) is bool:
            return "b"
        raise ValueError("no such value")

    def _asked(self, tag: str, tree: Any, level: int) -> str:
        """A comparison, or whether a value is among others."""
        chain = tag == "compare"
        if (len(tree) < 4 or len(tree) % 2) if chain else len(tree) < 3:
            raise ValueError("broken chain")
        sort = self._sort(tree[1], level)
        for sign in tree[2::2] if chain else ():
            if not isinstance(sign, str) or sign not in SIGNS or (sort != "n" and sign not in _EQUAL):
                raise ValueError("unknown comparison")
        for part in tree[3::2] if chain else tree[2:]:
            self._of(part, level, sort)
        return "b"

    def _rest(self, tag: str, tree: Any, level: int) -> str:
        if tag in ("visits", "seen"):
            _, index = tree
            self._index(index, self.counters)
            return "n" if tag == "visits" else "b"
        if tag == "if":
            _, test, first, second = tree
            self._of(test, level, "b")
            sort = self._sort(first, level)
            self._of(second, level, sort)
            return sort
        if tag == "mirror":
            _, index = tree
            self._index(index, self.slots)
            return "n"
        if tag in _SUMS:
            _, first, second = tree
            if tag in ("div", "mod") and (second[0] != "int" or not second[1]):
                raise ValueError("divisor that may be 0")
        elif tag not in ("neg", "abs", "min", "max") or (len(tree) < 3 if tag in ("min", "max") else len(tree) != 2):
            raise ValueError("unknown operation, or the wrong number of operands")
        for part in tree[1:]:
            self._of(part, level, "n")
        return "n"
