"""A persistent vector of counters: a new version shares all but one path with the old.

Visits and taken options are counted here, so that a choice costs the same after ten and after
a hundred thousand, and every earlier state stays as it was. A radix tree of width 64, as in
P. Bagwell, "Ideal Hash Trees" (2001), without the hashing: the keys are dense already.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_BITS = 6
_WIDTH = 1 << _BITS
_MASK = _WIDTH - 1
_Node = list[Any]


class Vector:
    """Counters by number, all zero at first. Never changed in place; nodes are shared."""

    __slots__ = ("_levels", "_root", "size")

    def __init__(self, size: int, root: _Node | None = None, levels: int | None = None) -> None:
        """A vector of `size` zero counters; `root` and `levels` are for `added` and `put` alone."""
        self.size = size
        """Number of counters."""
        if levels is None:
            levels = 0
            while size > _WIDTH << (_BITS * levels):
                levels += 1
        self._levels = levels
        self._root = root

    def get(self, index: int) -> int:
        """The counter `index`; IndexError is never raised below `size`."""
        node = self._root
        shift = self._levels * _BITS
        while node is not None and shift:
            node = node[(index >> shift) & _MASK]
            shift -= _BITS
        return 0 if node is None else int(node[index & _MASK] or 0)

    def added(self, index: int) -> Vector:
        """A vector that differs in one counter, larger by one."""
        found = Vector(self.size, None if self._root is None else self._root.copy(), self._levels)
        leaf = found._leaf(index)
        at = index & _MASK
        leaf[at] = (leaf[at] or 0) + 1
        return found

    def put(self, index: int, count: int) -> Vector:
        """A vector that differs in one counter, which is `count`."""
        found = Vector(self.size, None if self._root is None else self._root.copy(), self._levels)
        found._leaf(index)[index & _MASK] = count
        return found

    def _leaf(self, index: int) -> _Node:
        """The leaf with the counter `index`, every node on the way to it copied; for a vector just made."""
        node = self._root
        if node is None:
            node = self._root = [None] * _WIDTH
        shift = self._levels * _BITS
        while shift:
            at = (index >> shift) & _MASK
            child = node[at]
            node[at] = child = [None] * _WIDTH if child is None else child.copy()
            node = child
            shift -= _BITS
        return node

    def items(self) -> Iterator[tuple[int, int]]:
        """Every counter that is not zero, as (index, count), in order."""
        if self._root is not None:
            yield from _walk(self._root, self._levels, 0)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Vector) and self.size == other.size and [*self.items()] == [*other.items()]

    def __hash__(self) -> int:
        return hash((self.size, tuple(self.items())))


def _walk(node: _Node, level: int, base: int) -> Iterator[tuple[int, int]]:
    """The counters below `node`, whose first has the number `base`."""
    for at, child in enumerate(node):
        if child:
            index = (base << _BITS) | at
            if level:
                yield from _walk(child, level - 1, index)
            else:
                yield index, child
