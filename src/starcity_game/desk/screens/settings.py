"""Settings: each a line, changed where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on

from ..commands import SETTINGS
from ..options import beneath, entry
from ..settings import FIELDS, following
from ..typeset import BLANK, Row
from ..widgets.roll import Roll
from .leaf import LEAF_KEYS, Leaf


class Settings(Leaf):
    """Light, measure, motion."""

    COMMANDS_HERE = (*SETTINGS, *LEAF_KEYS)
    HEADING = "Settings"

    def on_mount(self) -> None:
        """The first line is under the hand."""
        self.roll.focus()

    def lay(self, width: int) -> Sequence[Row]:
        """Every setting with its value and what it is for."""
        rows = [Row(BLANK)]
        for number, field in enumerate(FIELDS, 1):
            value = getattr(self.desk.settings, field.id)
            called = next((words for one, words in field.values if one == value), str(value))
            rows += entry(field.id, field.title, number, width, f"‹ {called} ›")
            rows += [*beneath(field.id, field.help, width), Row(BLANK)]
        if self.desk.no_color:
            rows += beneath("", "NO_COLOR is set: the terminal’s own colours are used.", width)
        return rows

    @on(Roll.Chosen)
    def _chosen(self, event: Roll.Chosen) -> None:
        self.roll.move_hand(event.key)
        self.action_turn(1)

    def action_turn(self, by: int) -> None:
        """The next value of the line under the hand."""
        field = next((f for f in FIELDS if f.id == self.roll.under_hand), None)
        if field is not None:
            self.desk.set(**{field.id: following(field, getattr(self.desk.settings, field.id), by)})
            self.roll.set_measure(self.measure)
