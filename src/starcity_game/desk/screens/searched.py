"""A screen with a line for what is sought."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from ..widgets.roll import Roll
from .ask import Line


class Searched(Screen[int | None]):
    """Adds a line that `/` opens; Enter seeks, Esc closes it and shows everything again."""

    DEFAULT_CSS = """
    Searched #sought { display: none; }
    Searched.-seeking #sought { display: block; }
    """
    sought = ""
    """What is sought, case folded; empty for everything."""

    def body(self) -> Iterable[Widget]:
        """The line above what the screen shows."""
        yield Line(placeholder="Words to look for", id="sought")
        yield from super().body()  # type: ignore[misc]

    def action_search(self) -> None:
        """Open the line."""
        self.add_class("-seeking")
        self.query_one("#sought").focus()

    @on(Input.Submitted, "#sought")
    def _seek(self, event: Input.Submitted) -> None:
        self.sought = event.value.strip().casefold()
        self.look_for(self.sought)
        self.query_one(Roll).focus()

    def look_for(self, sought: str) -> None:
        """Show only what holds `sought`."""

    def action_close(self) -> None:
        """Close the line first, then the screen."""
        if self.has_class("-seeking"):
            self.remove_class("-seeking")
            self.query_one("#sought", Line).value = ""
            self.sought = ""
            self.look_for("")
            self.query_one(Roll).focus()
        else:
            self.dismiss(None)
