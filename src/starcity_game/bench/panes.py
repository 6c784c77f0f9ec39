"""A screen of four panes: where the focus is, which one is shown where there is room for one, and the search."""

from __future__ import annotations

from typing import Final

from textual import events, on
from textual.widgets import Input

from starcity_game.desk.screens.leaf import Leaf
from starcity_game.desk.widgets.roll import Roll

from .pane import Pane

PANES: Final = ("scenes", "page", "values", "faults")
"""The panes in the order in which Tab goes through them."""


class Panes(Leaf):
    """Four panes; the keys mean the one with the focus."""

    DEFAULT_CSS = """
    Panes #panes { height: 1fr; }
    Panes #pane-scenes { width: 27; }
    Panes #pane-page { width: 1fr; border-left: solid $rule; border-right: solid $rule; }
    Panes #pane-values { width: 38; }
    Panes #pane-faults { height: 3; max-height: 30%; }
    Panes #tabs { display: none; }
    Panes.-narrow #tabs { display: block; }
    Panes.-narrow Pane { display: none; border: none; width: 1fr; }
    Panes.-narrow #pane-page { border: none; width: 1fr; }
    Panes.-narrow #pane-faults { height: 1fr; max-height: 100%; }
    Panes.-narrow.-at-faults #panes { display: none; }
    Panes.-narrow.-at-scenes #pane-scenes { display: block; width: 1fr; }
    Panes.-narrow.-at-page #pane-page { display: block; }
    Panes.-narrow.-at-values #pane-values { display: block; width: 1fr; }
    Panes.-narrow.-at-faults #pane-faults { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.at = "page"
        """Name of the pane that the keys mean."""
        self.add_class("-at-page")

    def turned(self) -> None:
        """Another pane has the focus."""

    def pane(self, name: str) -> Pane:
        """The pane with this name."""
        return self.query_one(f"#pane-{name}", Pane)

    def sought(self, name: str) -> str:
        """What is sought in a pane."""
        return self.pane(name).sought

    @property
    def roll(self) -> Roll:
        """The rows of the pane with the focus."""
        return self.pane(self.at).column

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The pane that has the focus is the one that the keys mean."""
        found = next((one for one in event.widget.ancestors if isinstance(one, Pane)), None)
        if found is not None:
            self._turn_to(found.called)

    def _turn_to(self, name: str) -> None:
        """Let the keys mean this pane, and show it where there is room for one only."""
        self.at = name
        for one in PANES:
            self.pane(one).light(one == name)
            self.set_class(one == name, f"-at-{one}")
        self.turned()

    def action_pane(self, name: str) -> None:
        """Go to a pane."""
        self._turn_to(name)
        self.call_after_refresh(self.pane(name).column.focus)  # what is not shown yet cannot have the focus

    def action_turn_to(self, by: int) -> None:
        """Go to the pane after or before this one."""
        self.action_pane(PANES[(PANES.index(self.at) + by) % len(PANES)])

    def action_search(self) -> None:
        """Open the line of this pane; that of the scenes where the pane has none."""
        pane = self.pane(self.at if self.at == "values" else "scenes")
        pane.add_class("-seeking")
        self._turn_to(pane.called)
        if pane.line:
            self.call_after_refresh(pane.line.focus)

    @on(Input.Changed)
    def _seek(self) -> None:
        self.roll.reset()

    @on(Input.Submitted)
    def _sought_it(self) -> None:
        self.roll.focus()

    def action_back(self) -> None:
        """Close the search of this pane if there is one, otherwise go back to the page."""
        pane = self.pane(self.at)
        if pane.has_class("-seeking") and pane.line:
            pane.line.value = ""
            pane.column.focus()
            pane.remove_class("-seeking")
        else:
            self.action_pane("page")
