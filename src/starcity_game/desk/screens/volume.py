"""New volume: which one, if there are several."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on

from ..options import beneath, entry
from ..typeset import BLANK, Row, text
from ..widgets.roll import Roll
from .leaf import LEAF_KEYS, Leaf


class NewVolume(Leaf):
    """The volumes of the story."""

    COMMANDS_HERE = LEAF_KEYS
    HEADING = "New volume"

    def on_mount(self) -> None:
        """With one volume there is nothing to ask."""
        self.roll.focus()

    def on_screen_resume(self) -> None:
        """Set the lines, when the room is known."""
        self.roll.reset()

    def lay(self, width: int) -> Sequence[Row]:
        """The volumes with what they say of themselves."""
        rows = [Row(BLANK), Row(text("Which volume?", "strong")), Row(BLANK)]
        for number, volume in enumerate(self.desk.session.engine.story.head.volumes.values(), 1):
            rows += entry(volume.id, volume.title, number, width)
            rows += [*beneath(volume.id, volume.about.strip(), width), Row(BLANK)]
        return rows

    @on(Roll.Chosen)
    def _chosen(self, event: Roll.Chosen) -> None:
        self.desk.open_form(event.key)
