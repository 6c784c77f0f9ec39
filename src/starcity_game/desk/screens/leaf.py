"""What every screen of the desk has: a line at the top, lines that can be chosen, a line of keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from ..commands import BACK, EVERYWHERE, LIST, Command, bindings
from ..ink import ink
from ..typeset import Row, text, wrap
from ..widgets.bars import Bar, Keys, Rule
from ..widgets.roll import Roll

if TYPE_CHECKING:
    from ..reading_desk import Desk

SMALLEST = (60, 20)
"""Columns and rows that the desk needs."""


class TooSmall(Widget):
    """Says what the desk needs, in a terminal that has not got it."""

    DEFAULT_CSS = "TooSmall { display: none; width: 1fr; height: 1fr; background: $desk; color: $text; }"

    def render_line(self, y: int) -> Strip:
        """One line of the message, which breaks as the width wants."""
        mixed, (width, height) = ink(self.app.theme), self.size
        said = f"The desk needs {SMALLEST[0]} x {SMALLEST[1]}. This terminal has {width} x {height}. ^q leaves."
        lines = wrap(text(said), max(2, width))
        content = lines[y] if y < len(lines) else text("")
        return mixed.strip(content).adjust_cell_length(width, mixed.style("desk").rich_style)


class Leaf(Screen[Any]):
    """A screen of the desk."""

    DEFAULT_CSS = """
    Leaf { background: $desk; color: $text; overflow: hidden; }
    Leaf.-cramped > *, Leaf.-low > * { display: none; }
    Leaf.-cramped > TooSmall, Leaf.-low > TooSmall { display: block; }
    Leaf Input { background: $folder; color: $label; border: none; height: 1; padding: 0 1; }
    Leaf Input:focus { border: none; background-tint: $folder 0%; }
    """
    COMMANDS_HERE: ClassVar[Sequence[Command]] = ()
    """The commands of this screen, those for its line of keys first."""
    HEADING: ClassVar[str] = ""
    """What the top line calls the screen."""

    @property
    def desk(self) -> Desk:
        """The application, as what it is."""
        return cast("Desk", self.app)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Derive the bindings from the commands."""
        if "COMMANDS_HERE" in vars(cls):
            cls.BINDINGS = [*bindings(cls.COMMANDS_HERE)]
        super().__init_subclass__(**kwargs)

    def __init__(self) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-cramped"), (SMALLEST[0], "-narrow"), (100, "-wide")]
        self.VERTICAL_BREAKPOINTS = [(0, "-low"), (SMALLEST[1], "-tall")]
        # The classes that the size decides, before the first layout instead of after it: a frame less.
        width, height = self.app.size
        for points, size in ((self.HORIZONTAL_BREAKPOINTS, width), (self.VERTICAL_BREAKPOINTS, height)):
            self.add_class([name for least, name in points if size >= least][-1])

    def compose(self) -> ComposeResult:
        """Top line, rule, body, rule, keys."""
        yield Bar(text(f"STAR CITY   {self.HEADING}", "dim"), id="top")
        yield Rule(id="top-rule")
        yield from self.body()
        yield Rule(id="rule")
        yield Keys(self.keys())
        yield TooSmall()

    def body(self) -> Iterable[Widget]:
        """What lies between the two rules."""
        yield Roll(self.lay, measure=self.measure)

    def lay(self, width: int) -> Sequence[Row]:
        """The rows of the body."""
        return ()

    @property
    def measure(self) -> int:
        """Cells of a line of text."""
        return self.desk.settings.measure

    def keys(self) -> list[Command]:
        """The commands of the bottom line."""
        return [one for one in (*self.COMMANDS_HERE, *EVERYWHERE) if one.shown]

    @property
    def roll(self) -> Roll:
        """The lines of this screen."""
        return self.query_one(Roll)

    def say(self, words: str) -> None:
        """A quiet sentence: in the rule at the top if there is room for it, otherwise below it."""
        from ..widgets.said import Said

        fits = len(words) <= self.size.width - 8
        self.query_one("#top-rule", Rule).say(text(words if fits else ""))
        long = "" if fits else words
        for said in self.query(Said):
            said.say(long)
            return
        if long:
            self.mount(Said(long, "date"), after="#top-rule")

    # ------------------------------------------------------------------ actions

    def action_step(self, by: int) -> None:
        """Move the hand by so many things."""
        self.roll.step(by)

    def action_page(self, by: int) -> None:
        """Turn so many screenfuls."""
        self.roll.page(by)

    def action_edge(self, side: int) -> None:
        """Go to the first line or the last."""
        self.roll.look_at(0 if side < 0 else len(self.roll.rows))

    def action_take(self) -> None:
        """Choose what is under the hand."""
        self.roll.choose()

    def action_digit(self, number: int) -> None:
        """Choose the thing with this number."""
        self.roll.choose_number(number)

    def action_close(self) -> None:
        """Back to where the reader came from."""
        self.dismiss(None)

    @on(Roll.Moved)
    def _say_more(self) -> None:
        """Say in the rule when there is more below."""
        rule = self.query_one("#rule", Rule)
        rule.say(text("" if self.roll.at_end else "more below"))

    def on_resize(self, event: events.Resize) -> None:
        """The keys are set again for the new width."""
        self.query_one(Keys).refresh()


LEAF_KEYS = (BACK, *LIST)
"""What every list screen answers to."""
