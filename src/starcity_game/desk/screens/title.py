"""The title page: what can be done, and the rocket on its pad."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on
from textual.widget import Widget

from ...saves.problems import SaveProblem
from ..commands import EVERYWHERE, LIST, TITLE, Command
from ..options import entry
from ..typeset import BLANK, Row, indented, text, wrap
from ..widgets.roll import Roll
from ..widgets.sky import Sky
from .leaf import Leaf

MEASURE = 44
"""Cells of the menu's column."""


class Title(Leaf):
    """Where everything begins."""

    DEFAULT_CSS = """
    Title #top, Title #top-rule { display: none; }
    """
    COMMANDS_HERE = (*TITLE, *LIST)

    def body(self) -> Iterable[Widget]:
        """The menu, and the night."""
        yield Sky(self.lay, MEASURE)

    def on_mount(self) -> None:
        """Look once at what lies on the shelf."""
        self._latest = self.app.session.latest()
        self.roll.focus()
        self.roll.reset()

    def on_screen_resume(self) -> None:
        """Lives may have changed meanwhile."""
        self._latest = self.app.session.latest()
        self.roll.reset()

    def keys(self) -> list[Command]:
        """What leads on from here."""
        return [c for c in (*LIST, *EVERYWHERE, *TITLE) if c.id in ("list-digit", "help", "leave", "settings", "palette")]

    def lay(self, width: int) -> Sequence[Row]:
        """The name of the game, and the menu."""
        head = self.app.session.engine.story.head
        room = self.roll.size.height
        rows = [BLANK] * max(0, (room - 22) // 3)
        rows += [text("S T A R   C I T Y", "stamp"), text("З В Ё З Д Н Ы Й", "dim"), BLANK]
        rows += wrap(text(_first_sentence(head.about) or "A paranoid thriller of the Moon race.", "aside"), width)
        found = [Row(line) for line in (*rows, BLANK)]
        for number, (key, label, note) in enumerate(self._menu(), 1):
            found += entry(key, label, number, width)
            found += [Row(line, key) for line in indented(wrap(text(note, "aside"), width - 5), text("     "))] if note else []
            found.append(Row(BLANK))
        for notice in self.app.session.notices:
            found += [Row(line) for line in wrap(text(notice, "dim"), width)]
        return found

    def _menu(self) -> list[tuple[str, str, str]]:
        items = [
            ("new", "New volume", ""),
            ("saves", "Saved lives", ""),
            ("settings", "Settings", ""),
            ("credits", "Credits and content notes", ""),
            ("quit", "Quit", ""),
        ]
        last = self._latest
        if last:
            note = ", ".join(filter(None, (last.name, last.line, f"sheet {last.sheet}")))
            items.insert(0, ("continue", "Continue", note))
        return items

    @on(Roll.Chosen)
    def _chosen(self, event: Roll.Chosen) -> None:
        self.take(event.key)

    def action_take(self) -> None:
        """Take what is under the hand."""
        self.take(self.roll.under_hand)

    def take(self, key: str) -> None:
        """Do what the menu says."""
        if key == "continue" and self._latest:
            try:
                self.app.session.open(self._latest)
                self.app.open_life()
            except SaveProblem as problem:
                self.say(problem.message)
        elif key == "new":
            self.app.open("volume")
        elif key == "quit":
            self.app.exit()
        elif key in ("saves", "settings", "credits"):
            self.app.open(key)

    def say(self, words: str) -> None:
        """A sentence under the menu."""
        self.app.session.notices.append(words)
        self.roll.reset()


def _first_sentence(words: str) -> str:
    """The first sentence of a longer text."""
    end = words.find(". ")
    return (words[: end + 1] if 0 < end < 160 else words[:160]).replace("\n", " ").strip()
