"""A pane of the author's desk: a heading, a line for what is sought, and a column of rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip

from starcity_game.desk.screens.ask import Line
from starcity_game.desk.typeset import Row, text
from starcity_game.desk.widgets.bars import Bar
from starcity_game.desk.widgets.roll import MARK, Roll

WIDEST = 200
"""Cells of a row in a pane at most."""


class Calm(Roll):
    """A roll whose hand is only faintly seen while another one has the focus."""

    def on_focus(self) -> None:
        """The hand is seen in full."""
        self.light()

    def on_blur(self) -> None:
        """The hand steps back."""
        self.light()

    def light(self) -> None:
        """Draw the hand as it is now."""
        self._cache.clear()
        self.refresh()

    def _draw(self, row: Row, number: int, held: bool, width: int) -> Strip:
        if held and not self.has_focus:
            mark = Content.styled(MARK if self._begins(number) else "  ", "dim")
            row, held = row._replace(content=mark + row.content[2:]), False
        return super()._draw(row, number, held, width)


class Heading(Bar):
    """The line above a pane: its name, a rule, and a few words; brighter where the focus is."""

    lit = False
    """Whether the pane has the focus."""

    def light(self, lit: bool) -> None:
        """Be bright, or not."""
        if lit != self.lit:
            self.lit = lit
            self.refresh()

    def content(self, width: int) -> Content:
        """Name, rule, words."""
        name = Content(" ") + self._left.stylize("key" if self.lit else "dim") + " "
        words = (
            self._right.truncate(max(0, width - name.cell_length - 3), ellipsis=True) if self._right else Content("")
        )
        tail = Content(" ") + words + " " if words else Content("")
        line = Content.styled("─" * max(0, width - name.cell_length - tail.cell_length - 1), "rule")
        return Content("").join([name, line, tail, Content.styled("─", "rule")]).truncate(width)


class Pane(Vertical):
    """One of the four parts of the author's desk."""

    DEFAULT_CSS = """
    Pane { background: $desk; }
    Pane > Line { display: none; margin: 0 1; width: 1fr; }
    Pane.-seeking > Line { display: block; }
    """

    def __init__(self, name: str, title: str, column: Roll, *, sought: bool = False) -> None:
        """A pane that shows `column`; `sought` gives it a line to search with."""
        super().__init__(id=f"pane-{name}")
        self.called = name
        """Its name among the commands."""
        self.column = column
        """Its rows."""
        self._title, self._sought = title, sought

    def compose(self) -> ComposeResult:
        """Heading, line, rows."""
        yield Heading(text(self._title))
        if self._sought:
            yield Line(placeholder="part of a name", id=f"sought-{self.called}")
        yield self.column

    @property
    def line(self) -> Line | None:
        """The line that is searched with."""
        return self.query_one(Line) if self._sought else None

    @property
    def sought(self) -> str:
        """What is sought, case folded; empty for everything."""
        return self.query_one(Line).value.strip().casefold() if self._sought and self.is_mounted else ""

    def head(self, words: Content) -> None:
        """What the heading says at its right."""
        self.query_one(Heading).say(text(self._title), words)

    def light(self, lit: bool) -> None:
        """Whether the focus is here."""
        self.query_one(Heading).light(lit)


def column(layer: Callable[[int], Sequence[Row]], name: str) -> Calm:
    """The rows of a pane, from edge to edge."""
    return Calm(layer, measure=WIDEST, id=name)
