"""Bookmarks: places in this life to come back to."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on

from ..commands import BOOKMARKS
from ..options import entry
from ..typeset import BLANK, Row, text, wrap
from ..widgets.roll import Roll
from .leaf import LEAF_KEYS, Leaf


class Bookmarks(Leaf):
    """The bookmarks of this life; choosing one goes back to it."""

    COMMANDS_HERE = (*BOOKMARKS, *LEAF_KEYS)
    HEADING = "Bookmarks"

    def on_mount(self) -> None:
        """The first is under the hand."""
        self.roll.focus()

    def lay(self, width: int) -> Sequence[Row]:
        """The bookmarks with their sheets, and a line to lay another."""
        session = self.desk.session
        rows = [Row(BLANK), *entry("lay", "Lay a bookmark here.", 1, width, f"sheet {session.life.sheet}"), Row(BLANK)]
        for number, mark in enumerate(session.book.cover.bookmarks):
            ahead = mark.sheet > session.life.sheet
            rows += entry(f"mark-{number}", mark.name, number + 2, width, f"sheet {mark.sheet}{', ahead' * ahead}")
        said = "Going back takes the choices after it away." if session.book.cover.bookmarks else ""
        return [*rows, Row(BLANK), *(Row(line) for line in wrap(text(said, "aside"), width))]

    @on(Roll.Chosen)
    def _chosen(self, event: Roll.Chosen) -> None:
        if event.key == "lay":
            self.action_lay()
            return
        mark = self.desk.session.book.cover.bookmarks[int(event.key.partition("-")[2])]
        if mark.sheet <= self.desk.session.life.sheet:
            self.dismiss(mark.sheet)

    def action_lay(self) -> None:
        """Lay a bookmark at this sheet, under a name."""
        from .ask import Ask

        name = f"sheet {self.desk.session.life.sheet}"
        self.desk.push_screen(Ask("What is the bookmark to be called?", [("name", name)]), self._laid)

    def _laid(self, written: list[str] | None) -> None:
        if written:
            self.desk.session.book.lay_bookmark(written[0])
            self.roll.reset()
