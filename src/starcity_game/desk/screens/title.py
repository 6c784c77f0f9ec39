"""The title page: what can be done, and the rocket on its pad."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on
from textual.widget import Widget

from ...saves.problems import SaveProblem
from ..commands import EVERYWHERE, LIST, TITLE, Command
from ..options import beneath, entry
from ..typeset import BLANK, Row, text, wrap
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
        self._stale = False
        self._latest = self.desk.session.latest()
        yield Sky(self.lay, MEASURE)

    def on_mount(self) -> None:
        """The menu can be used at once."""
        self.roll.focus()

    def on_screen_suspend(self) -> None:
        """Lives may change while another screen is open."""
        self._stale = True

    def on_screen_resume(self) -> None:
        """Look at the shelf again, if something may have changed."""
        if self._stale:
            self._stale = False
            self._latest = self.desk.session.latest()
            self.roll.reset()

    def keys(self) -> list[Command]:
        """What leads on from here."""
        return [
            c for c in (*LIST, *EVERYWHERE, *TITLE) if c.id in ("list-digit", "help", "leave", "settings", "palette")
        ]

    def lay(self, width: int) -> Sequence[Row]:
        """The name of the game, and the menu."""
        head = self.desk.session.engine.story.head
        room = self.roll.size.height
        rows = [BLANK] * max(0, (room - 22) // 3)
        rows += [text("S T A R   C I T Y", "stamp"), text("З В Ё З Д Н Ы Й", "dim"), BLANK]
        rows += wrap(text(_first_sentence(head.about) or "A paranoid thriller of the Moon race.", "aside"), width)
        found = [Row(line) for line in (*rows, BLANK)]
        for number, (key, label, note) in enumerate(self._menu(), 1):
            found += entry(key, label, number, width)
            found += [*beneath(key, note, width), Row(BLANK)]
        for notice in self.desk.session.notices:
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
                self.desk.session.open(self._latest)
                self.desk.open_life()
            except SaveProblem as problem:
                self.say(problem.message)
        elif key == "new":
            self.desk.open("volume")
        elif key == "quit":
            self.desk.exit()
        elif key in ("saves", "settings", "credits"):
            self.desk.open(key)

    def say(self, words: str) -> None:
        """A sentence under the menu."""
        self.desk.session.notices.append(words)
        self.roll.reset()


def _first_sentence(words: str) -> str:
    """The first sentence of a longer text."""
    end = words.find(". ")
    return (words[: end + 1] if 0 < end < 160 else words[:160]).replace("\n", " ").strip()
