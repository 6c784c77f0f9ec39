"""The part of a state that says what one value could be: a bit for each of its cells.

A cell is one value, or for numbers a stretch between those that some expression names.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final

from starcity_game.authoring.explore.proving.values import ENDLESS, FALSE, TRUE, Could, Interval, either, exactly

MOST_CELLS: Final = 128
"""A number with no more values than this has a cell for each: pairs go from 0 to 100."""


class Field:
    """The bits of a state for one value."""

    __slots__ = ("cells", "edges", "mask", "offset", "starts", "top")

    def __init__(self, offset: int, cells: tuple[Could, ...], edges: Iterable[int] = ()) -> None:
        """`cells` from the least; `edges` are numbers where some condition changes its mind, see `widened`."""
        self.offset, self.cells = offset, cells
        self.mask = ((1 << len(cells)) - 1) << offset
        """Every bit of the field."""
        self.top = 1 << (offset + len(cells) - 1)
        """The bit of the last cell."""
        self.starts = [cell[0] for cell in cells] if isinstance(cells[0], tuple) else []
        found = {bisect_right(self.starts, edge) - 1 for edge in edges} if self.starts else set()
        self.edges = sorted({0, len(cells)} | {e for e in found if e > 0})
        """Numbers of the cells with which a region begins, and one more than the last."""

    def inside(self, state: int) -> Iterator[tuple[int, Could]]:
        """The cells that are set, as (bit, value)."""
        bits = (state & self.mask) >> self.offset
        while bits:
            low = bits & -bits
            yield low << self.offset, self.cells[low.bit_length() - 1]
            bits ^= low

    def could(self, state: int) -> Could:
        """All that the value could be, as one set."""
        found = None
        if self.starts:
            bits = (state & self.mask) >> self.offset
            return self.cells[(bits & -bits).bit_length() - 1][0], self.cells[bits.bit_length() - 1][1]
        for _, value in self.inside(state):
            found = value if found is None else either(found, value)
        return found

    def bits(self, value: Could) -> int:
        """The cells that cover `value`."""
        if self.starts:
            first, last = (max(0, bisect_right(self.starts, end) - 1) for end in value)
            return ((1 << (last - first + 1)) - 1) << (self.offset + first)
        if isinstance(value, int):
            return sum(1 << (self.offset + k) for k, cell in enumerate(self.cells) if cell & value)
        named = frozenset().union(*self.cells)
        if None in value and None not in named:  # any word at all, of those that there are
            return self.mask
        known = frozenset(word if word in named else None for word in value)
        return sum(1 << (self.offset + k) for k, cell in enumerate(self.cells) if cell & known)

    def widened(self, before: int, after: int) -> int:
        """The field of `after`, which grew from `before`, with whole regions filled towards where it grew and
        everything between, so that a loop that counts comes to its end in a few rounds."""
        old, new = (before & self.mask) >> self.offset, (after & self.mask) >> self.offset
        if not self.starts or old == new or not old:
            return after & self.mask
        first, last = (new & -new).bit_length() - 1, new.bit_length() - 1
        if first < (old & -old).bit_length() - 1:
            first = max(e for e in self.edges if e <= first)
        if last > old.bit_length() - 1:
            last = min(e for e in self.edges if e > last) - 1
        return ((1 << (last - first + 1)) - 1) << (self.offset + first)


def anything(like: bool | int | str, words: Iterable[str]) -> tuple[Could, ...]:
    """The one cell of a value of the same sort of which nothing is ever known; `words` are those that are named."""
    if isinstance(like, bool):
        return (FALSE | TRUE,)
    return ((-ENDLESS, ENDLESS),) if isinstance(like, int) else (frozenset((*words, None)),)


def flag_cells() -> tuple[Could, ...]:
    """The cells of a flag."""
    return FALSE, TRUE


def word_cells(words: Iterable[str], closed: bool) -> tuple[Could, ...]:
    """The cells of a text; with `closed` it is none but these words."""
    found = tuple(exactly(word) for word in dict.fromkeys(words))
    return found if closed else (*found, frozenset((None,)))


def number_cells(low: int, high: int, named: Iterable[int]) -> tuple[Interval, ...]:
    """The cells of a number from `low` to `high`: one for each value if they are few, or few between the `named`;
    else one for each that is named and one for each stretch between."""
    if high - low < MOST_CELLS:
        return tuple((n, n) for n in range(low, high + 1))
    inner = sorted({n for n in named if low <= n <= high}) or [min(max(0, low), high)]
    if inner[-1] - inner[0] < MOST_CELLS:
        inner = list(range(max(low, inner[0] - 1), min(high, inner[-1] + 1) + 1))
    found, following = [], low
    for n in inner:
        if following < n:
            found.append((following, n - 1))
        found.append((n, n))
        following = n + 1
    return (*found, (following, high)) if following <= high else tuple(found)


def count_cells(named: Iterable[int]) -> tuple[Interval, ...]:
    """The cells of a counter of which more than being 0 is asked only about the numbers `named`."""
    asked = {n for n in named if n > 0}
    return number_cells(0, ENDLESS, {0, *asked}) if asked else ((0, 0), (1, ENDLESS))
