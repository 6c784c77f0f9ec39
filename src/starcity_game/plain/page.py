"""The stream of lines that a player reads: the one gate through which all text of the plain mode goes.

Story text stands two columns in. Only the program writes at the left edge, so that no story can
imitate a message of the program or the prompt.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Final, TextIO

from starcity_game.engine.events import Span
from starcity_game.plain import emphasis, wrap
from starcity_game.story.strict_text import clean

MEASURE: Final = 72
"""Columns of a line at most, the margin included; exactly this when the output is no terminal."""
NARROWEST: Final = 20
"""Columns of a line at least, however narrow the terminal."""
_TWO_COLUMNS: Final = 60
"""Columns from which a table stands in two."""
MARGIN: Final = "  "
"""What every line of story text begins with."""


def measure(out: TextIO) -> int:
    """Columns to write in `out`: the terminal's if it is narrower than the measure, else the measure."""
    try:
        columns = os.get_terminal_size(out.fileno()).columns if out.isatty() else MEASURE
    except (OSError, ValueError):  # no file behind it, or a terminal that does not say
        columns = MEASURE
    return max(NARROWEST, min(MEASURE, columns or MEASURE))


class Page:
    """Writes lines to a stream, cleaned of anything that a terminal would obey."""

    def __init__(self, out: TextIO, width: int | None = None) -> None:
        """Write to `out`, in `width` columns or what `measure` finds."""
        self._out = out
        self._shows = emphasis.can_show(out)
        self.width = measure(out) if width is None else width
        """Columns of a line."""
        self._blank = True

    @property
    def wide(self) -> bool:
        """Whether a table has room for two columns."""
        return self.width >= _TWO_COLUMNS

    def line(self, text: str = "") -> None:
        """One line as it is, cleaned; marks of emphasis in it are set or dropped."""
        self._out.write(emphasis.written(text, self._shows) + "\n")
        self._blank = not text

    def lines(self, lines: Iterable[str]) -> None:
        """Several lines as they are."""
        for line in lines:
            self.line(line)

    def gap(self) -> None:
        """A blank line, unless the last line was one or nothing was written yet."""
        if not self._blank:
            self.line()

    def block(self, lines: Iterable[str]) -> None:
        """Several lines with a blank line before them."""
        self.gap()
        self.lines(lines)

    def says(self, text: str) -> None:
        """A sentence of the program's own, at the left edge behind two dashes."""
        self.lines(wrap.wrap(clean(text, lines=True), self.width, "-- ", "   ", divide=False))

    def heading(self, text: str) -> None:
        """A message of the program that others follow, with a blank line before it."""
        self.gap()
        self.says(text)

    def prose(self, spans: Iterable[Span]) -> None:
        """Story text in paragraphs."""
        self.block(wrap.wrap_paragraphs(emphasis.marked(spans), self.width, MARGIN))

    def text(self, text: str) -> None:
        """Plain paragraphs in the place of story text."""
        self.prose([Span(clean(text, lines=True))])

    def item(self, text: str, label: str = "") -> None:
        """One entry of a list behind its `label`, hanging in a column of its own."""
        self._hang(clean(text, lines=True), label)

    def choice(self, spans: Iterable[Span], remark: str, label: str) -> None:
        """What may be chosen, or may not, with a `remark` in brackets; like an entry of a list."""
        self._hang(emphasis.marked(spans) + (f" ({clean(remark)})" if remark else ""), label)

    def _hang(self, text: str, label: str) -> None:
        """`text` behind its `label`."""
        first = f"{clean(label):>3}  "
        self.lines(wrap.wrap(text, self.width, first, " " * wrap.cells(first)))

    def row(self, left: str, right: str, column: int) -> None:
        """One row of a table with two columns, the first `column` wide."""
        first = f"{MARGIN}{clean(left):<{column}}  "
        self.lines(wrap.wrap(clean(right), self.width, first, " " * len(first)))

    def prompt(self, text: str) -> None:
        """The beginning of a line which the player completes."""
        self._out.write(clean(text))
        self._out.flush()

    def answered(self, text: str | None) -> None:
        """The end of the line that a prompt began: `text`, or nothing when the terminal has shown it."""
        if text is not None:
            self._out.write(clean(text) + "\n")
        self._blank = False
