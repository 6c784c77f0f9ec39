"""Credits, and what the story holds that somebody may not want to read."""

from __future__ import annotations

from collections.abc import Sequence

from ..typeset import BLANK, Row, indented, paragraphs, text, wrap
from .leaf import LEAF_KEYS, Leaf


class Credits(Leaf):
    """Who made the story, and its content notes."""

    COMMANDS_HERE = LEAF_KEYS
    HEADING = "Credits and content notes"

    def on_mount(self) -> None:
        """Ready to be read."""
        self.roll.focus()

    def lay(self, width: int) -> Sequence[Row]:
        """The story's own words."""
        head = self.desk.session.engine.story.head
        lines = [BLANK, text(head.title.upper(), "stamp"), text(f"version {head.version}", "dim"), BLANK]
        for words in (head.about, head.credits):
            lines += paragraphs(text(words.strip()), width)
        if head.notes:
            lines += [text("CONTENT NOTES", "strong"), BLANK]
            for words in head.notes.values():
                lines += [*indented(wrap(text(words.strip()), width - 2), text("· ", "dim")), BLANK]
            lines += wrap(text("Before each life you may ask for any of these to be left out.", "aside"), width)
        return [Row(line) for line in lines]
