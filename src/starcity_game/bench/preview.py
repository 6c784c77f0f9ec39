"""The page as a reader sees it: the sheet of the reading desk, which stays where it is when the text is edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.segment import Segment
from textual.strip import Strip

from starcity_game.desk.typeset import Row
from starcity_game.desk.widgets.sheet import Passage, Sheet

from .pane import Calm

BAR = "▎"
"""Stands in the margin of what the last edit changed."""


class Preview(Calm, Sheet):
    """One page and its options, with a bar beside what has changed in it."""

    def __init__(self, measure: int) -> None:
        """An empty page with lines of at most `measure` cells."""
        super().__init__(measure)
        self._known: frozenset[str] | None = None

    def turn(self, found: Passage, offer: Sequence[object], closing: Sequence[tuple[str, str, str]]) -> None:
        """Another page, from its first line."""
        self._known = None
        self.clear_desk()
        self.put(found, offer, closing)

    def renew(self, found: Passage, offer: Sequence[object], closing: Sequence[tuple[str, str, str]]) -> None:
        """The same page with other text or other options: view and hand stay, unless what changed is out of view."""
        at, height = self.scroll_offset.y, self.size.height
        self._known = frozenset(words for _, words in _blocks(self.rows))
        self._passages, self._offer, self._instead = [found], offer, list(closing)
        self.finish_typing()
        self.reset()
        changed = sorted(self.changed())
        seen = not changed or any(at <= row < at + height for row in changed)
        self.look_at(at if seen else max(0, changed[0] - 2))

    def changed(self) -> frozenset[int]:
        """Numbers of the rows of every block that was not on the page before the last edit."""
        if self._known is None:
            return frozenset()
        return frozenset(n for numbers, words in _blocks(self.rows) if words not in self._known for n in numbers)

    def _set(self) -> None:
        super()._set()
        self._marked = self.changed()

    def _draw(self, row: Row, number: int, held: bool, width: int) -> Strip:
        strip = super()._draw(row, number, held, width)
        if number not in self._marked or self.left < 2:
            return strip
        bar = Strip([Segment(BAR, self.ink.style("desk").rich_style + self.ink.style("mark").rich_style)])
        return Strip.join([strip.crop(0, self.left - 2), bar, strip.crop(self.left - 1)])


def _blocks(rows: Sequence[Row]) -> Iterator[tuple[list[int], str]]:
    """The rows between empty ones, each block with its words; an option is a block of its own."""
    numbers: list[int] = []
    for number, row in enumerate(rows):
        if numbers and (not row.content.plain.strip() or row.key != rows[numbers[-1]].key):
            yield numbers, " ".join(rows[n].content.plain.strip() for n in numbers)
            numbers = []
        if row.content.plain.strip():
            numbers.append(number)
    if numbers:
        yield numbers, " ".join(rows[n].content.plain.strip() for n in numbers)
