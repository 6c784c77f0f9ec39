"""The sheet on the reading desk: the last passages, and what may be done now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from textual import events
from textual.content import Content
from textual.timer import Timer

from ...engine.events import Event, Moved
from ..options import options
from ..typeset import BLANK, Row, indented, passage, text, wrap
from .roll import Roll

KEPT: Final = 4
"""Passages on the desk, the new one included; what is older lies in the history."""
_STROKE: Final = 1 / 40
"""Seconds between two strokes of the typewriter, if it is wanted."""
_LETTERS: Final = 6
"""Letters a stroke."""


@dataclass
class Passage:
    """What one choice brought."""

    events: Sequence[Event]
    """What happened, as the engine told it."""
    chosen: str = ""
    """What the option said; empty for a first page."""
    note: str = ""
    """What changed, in a line, if the reader wants that said."""
    since: Moved | None = None
    """When and where the reader was in the passage above it; None when there is none."""
    recap: Sequence[str] = ()
    """Lines said before it to somebody who comes back."""
    _laid: tuple[int, list[Content]] = field(default=(0, []), repr=False)

    def lines(self, width: int) -> list[Content]:
        """The passage, set once for each width."""
        if self._laid[0] != width:
            self._laid = (width, list(self._set(width)))
        return self._laid[1]

    def _set(self, width: int) -> list[Content]:
        lines: list[Content] = []
        for words in self.recap:
            lines += indented(wrap(text(words, "aside"), width - 2), Content.styled("· ", "dim"))
        lines += [BLANK] if self.recap else []
        if self.chosen:
            lines += [*indented(wrap(text(self.chosen, "aside"), width - 2), Content.styled("▸ ", "dim")), BLANK]
        lines += passage(self.events, width, self.since)
        if self.note:
            lines += [*wrap(text(self.note, "aside"), width), BLANK]
        return lines


class Sheet(Roll):
    """Prose in one column, the options below it; old text dims, the view goes to what is new."""

    def __init__(self, measure: int) -> None:
        """An empty sheet with lines of at most `measure` cells."""
        super().__init__(measure=measure, bare=True, id="sheet")
        self._passages: list[Passage] = []
        self._offer: Sequence[object] = ()
        self._instead: list[tuple[str, str, str]] = []
        self._new = 0
        self._typed = -1
        self._timer: Timer | None = None
        self.typewriter = False
        """Whether new text appears letter by letter."""

    def put(self, found: Passage, offer: Sequence[object], closing: Sequence[tuple[str, str, str]] = ()) -> None:
        """A new passage below the others. `closing` stands in for an offer when a life has ended."""
        self._passages = [*self._passages[-(KEPT - 1) :], found]
        self._offer, self._instead = offer, list(closing)
        self._show(type_it=self.typewriter)

    def take_back(self, found: Passage, offer: Sequence[object]) -> None:
        """The newest passage away, and `found` for the one before it."""
        above = self._passages[:-2]
        self._passages = [*above, found if above else replace(found, since=None)]
        self._offer, self._instead = offer, []
        self._show()

    def clear_desk(self) -> None:
        """Everything away: another life, or another moment of it."""
        self._passages = []

    def _show(self, type_it: bool = False) -> None:
        self.finish_typing()
        self.reset("")
        if self._told_width >= 0:
            self.settle()
        if type_it and self.rows:
            self._typed = 0
            self._timer = self.set_interval(_STROKE, self._stroke)

    def lay(self, measure: int) -> list[Row]:
        """Old passages faded, the new one, and the options."""
        rows: list[Row] = []
        for old in self._passages[:-1]:
            rows += [Row(line, "", True) for line in old.lines(measure)]
        self._new = len(rows)
        for new in self._passages[-1:]:
            rows += [Row(line) for line in new.lines(measure)]
        if self._instead:
            from ..options import entries

            return rows + entries(self._instead, measure) + [Row(BLANK)]
        return rows + options(self._offer, measure) + [Row(BLANK)]  # type: ignore[arg-type]

    def settle(self) -> None:
        """Look at the first new line, or at the end when everything new fits above it."""
        self.look_at(self._new)

    # ------------------------------------------------------------------ the typewriter

    @property
    def typing(self) -> bool:
        """Whether letters are still being struck."""
        return self._typed >= 0

    def finish_typing(self) -> bool:
        """Strike the rest at once. Says whether there was any."""
        if self._timer is None:
            return False
        self._timer.stop()
        self._timer, self._typed = None, -1
        self._cache.clear()
        self.refresh()
        return True

    def _stroke(self) -> None:
        self._typed += _LETTERS
        self._cache.clear()
        self.refresh()
        if self._typed >= sum(len(row.content) + 1 for row in self.rows[self._new :]):
            self.finish_typing()

    def decorate(self, row: Row, number: int) -> Content:
        """What of a row has been typed already."""
        if not self.typing or number < self._new:
            return row.content
        before = sum(len(row.content) + 1 for row in self.rows[self._new : number])
        return row.content[: max(0, self._typed - before)]

    def on_key(self, event: events.Key) -> None:
        """Any key completes the typing, and does nothing else."""
        if self.finish_typing():
            event.stop()
            event.prevent_default()
