"""The notebook: numbered, sewn pages of what is known, what is suspected, and what the player wrote."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.content import Content
from textual.widgets import Input

from ...engine.view import NotebookEntry, notebook
from ..commands import NOTEBOOK
from ..typeset import BLANK, Row, indented, text, wrap
from ..widgets.roll import Roll
from .leaf import LEAF_KEYS, Leaf
from .searched import Searched

STITCH = "┊"
"""The thread along which the pages are sewn."""


class Notebook(Searched, Leaf):
    """Facts by person or by matter, with the scene where each was learned."""

    COMMANDS_HERE = (*NOTEBOOK, *LEAF_KEYS)
    HEADING = "Notebook"

    def on_mount(self) -> None:
        """By matter at first."""
        self._by_person = False
        self.roll.focus()

    def lay(self, width: int) -> Sequence[Row]:
        """What is known, then what is suspected, then the player's own notes."""
        session = self.desk.session
        entries = [e for e in notebook(session.engine, session.life.state) if self._holds(e)]
        known = [e for e in entries if not e.suspected]
        suspected = [e for e in entries if e.suspected]
        rows = self._part("What is known", known, width) + self._part("What is only suspected", suspected, width)
        rows += self._notes(width)
        if not rows:
            said = (
                "Nothing of that." if self.sought else "The pages are numbered and sewn, and empty. `a` writes a note."
            )
            rows = [Row(line) for line in wrap(text(said.replace("`", ""), "aside"), width - 4)]
        return [Row(_sewn(row.content, n), row.key) for n, row in enumerate([Row(BLANK), *rows])]

    def _holds(self, entry: NotebookEntry) -> bool:
        said = " ".join((entry.text, *entry.about, entry.matter, entry.where)).casefold()
        return self.sought in said

    def _part(self, title: str, entries: list[NotebookEntry], width: int) -> list[Row]:
        rows = [Row(text(title.upper(), "stamp")), Row(BLANK)] if entries else []
        groups: dict[str, list[NotebookEntry]] = {}
        for entry in entries:
            names = (
                (entry.about or ("Nobody in particular",)) if self._by_person else (entry.matter or "Other matters",)
            )
            for name in names:
                groups.setdefault(name, []).append(entry)
        for name, group in groups.items():
            rows += [Row(text(name[:1].upper() + name[1:], "strong")), Row(BLANK)]
            for number, entry in enumerate(group, 1):
                rows += _fact(entry, number, width - 4)
        return rows

    def _notes(self, width: int) -> list[Row]:
        notes = [
            (n, words) for n, words in enumerate(self.desk.session.book.cover.notes) if self.sought in words.casefold()
        ]
        rows = [Row(text("IN YOUR OWN HAND", "stamp")), Row(BLANK)] if notes else []
        for number, words in notes:
            lines = indented(wrap(text(words, "em"), width - 9), Content.styled(f"  {number + 1:<3}", "key"))
            rows += [*(Row(line, f"note-{number}") for line in lines), Row(BLANK)]
        return rows

    # ------------------------------------------------------------------ actions

    def action_order(self) -> None:
        """By person instead of by matter, or the other way round."""
        self._by_person = not self._by_person
        self.roll.reset()

    def action_note(self) -> None:
        """Write a note."""
        from .ask import Ask

        self.desk.push_screen(Ask("A note of your own:", [("", "")]), self._written)

    def _written(self, written: list[str] | None) -> None:
        if written and written[0]:
            self.desk.session.book.add_note(written[0])
            self.roll.reset()
            self.roll.look_at(len(self.roll.rows))

    def action_strike(self) -> None:
        """Strike out the note under the hand."""
        kind, _, number = self.roll.under_hand.partition("-")
        if kind == "note":
            self.desk.session.book.strike_note(int(number))
            self.roll.reset()

    def look_for(self, sought: str) -> None:
        """Show only what holds `sought`."""
        self.roll.reset("")

    @on(Input.Changed, "#sought")
    def _seek_at_once(self, event: Input.Changed) -> None:
        self.sought = event.value.strip().casefold()
        self.look_for(self.sought)

    @on(Roll.Chosen)
    def _chosen(self, event: Roll.Chosen) -> None:
        """A note that is chosen only lies under the hand."""


def _sewn(content: Content, number: int) -> Content:
    """A line of a page, the thread at its left; what is under the hand needs the first two cells."""
    thread = Content.styled(f"{STITCH if number % 2 else '│'} ", "rule")
    return content[:2] + thread + content[2:] if content.plain.startswith("  ") else Content("  ") + thread + content


def _fact(entry: NotebookEntry, number: int, width: int) -> list[Row]:
    """One fact, with where it was learned."""
    lines = [*indented(wrap(text(entry.text), width - 4), Content.styled(f"{number:<3} ", "date"))]
    beside = " · ".join(filter(None, (", ".join(entry.about), entry.where)))
    lines += [*indented(wrap(text(beside, "aside"), width - 4), Content("    "))] if beside else []
    return [*(Row(line) for line in lines), Row(BLANK)]
