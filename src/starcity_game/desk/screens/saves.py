"""The shelf: every life, to be opened or renamed; a damaged one is named, with what can be rescued of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual import on

from ...saves.look import Entry, Health
from ...saves.problems import SaveProblem, shown
from ...saves.subjects import export_ledger, subject_named
from ..commands import SAVES
from ..options import beneath, entry
from ..typeset import BLANK, Row, text, wrap
from ..widgets.roll import Roll
from .leaf import LEAF_KEYS, Leaf


class Saves(Leaf):
    """The saved lives of this story, the last saved first."""

    COMMANDS_HERE = (*SAVES, *LEAF_KEYS)
    HEADING = "Saved lives"

    def on_mount(self) -> None:
        """Look at the folder; looking changes nothing in it."""
        self._entries: list[Entry] = []
        self._trouble = ""
        self._look()
        self.roll.focus()

    def _look(self) -> None:
        self.desk.session.flush()
        try:
            self._entries = self.desk.session.entries()
        except SaveProblem as problem:
            self._trouble = problem.message

    def lay(self, width: int) -> Sequence[Row]:
        """The lives, and where they lie."""
        rows = [Row(BLANK)]
        for number, found in enumerate(self._entries, 1):
            rows += self._life(found, number, width)
        if not self._entries:
            rows += [Row(text(self._trouble or "No life has been begun yet.", "aside")), Row(BLANK)]
        where = f"They lie in {shown(self.desk.session.shelf.folder)}."
        return [*rows, *(Row(line) for line in wrap(text(where, "dim"), width))]

    def _life(self, found: Entry, number: int, width: int) -> list[Row]:
        """One life: its name, where it stands, and its health when it is not sound."""
        sound = found.health is Health.SOUND
        rows = entry(found.id, found.name or "A life without a name", number, width, f"sheet {found.sheet}")
        ending = self.desk.session.engine.story.head.endings.get(found.ended)
        said = " · ".join(filter(None, (self._volume(found), found.line, ending.title if ending else "")))
        rows += beneath(found.id, said, width)
        if not sound:
            rescue = " The version before it is whole: g opens that." if found.rescue is not None else ""
            rows += beneath(found.id, f"{found.health.upper()}: {found.reason}{rescue}", width, "stamp")
        return [*rows, Row(BLANK)]

    def _volume(self, found: Entry) -> str:
        volume = self.desk.session.engine.story.head.volumes.get(found.volume)
        return volume.short or volume.title if volume else found.volume

    @property
    def _under_hand(self) -> Entry | None:
        return next((e for e in self._entries if e.id == self.roll.under_hand), None)

    @on(Roll.Chosen)
    def _chosen(self, event: Roll.Chosen) -> None:
        found = next((e for e in self._entries if e.id == event.key), None)
        if found is None:
            return
        if found.health is not Health.SOUND:
            self.say(found.reason if found.rescue is None else f"{found.reason} g opens the version before it.")
            return
        try:
            self.desk.session.open(found)
        except SaveProblem as problem:
            self.say(problem.message)
            return
        self.desk.open_life()

    def action_restore(self) -> None:
        """Make the last good version of a damaged life the newest, and open it."""
        found = self._under_hand
        if found is None or found.rescue is None:
            self.say("There is nothing to rescue here.")
            return
        try:
            self.desk.session.shelf.restore_generation(found.id, found.rescue)
            self._look()
            self.roll.reset()
            self.say("The last good version is the newest now. The damaged file was kept beside it.")
        except SaveProblem as problem:
            self.say(problem.message)

    def action_ledger(self) -> None:
        """Write what was done in the life under the hand, for a friend to open as a file."""
        from .ask import Ask

        found, session = self._under_hand, self.desk.session
        if found is None or found.health is not Health.SOUND:
            return

        def objection(parts: list[str]) -> str:
            try:
                subject = subject_named(session.shelf, session.engine, found.id)
                export_ledger(session.engine, subject, Path(parts[0]).expanduser())
            except SaveProblem as problem:
                return problem.message
            return ""

        def written(parts: list[str] | None) -> None:
            if parts:
                self.say(f"The ledger is written to {shown(Path(parts[0]).expanduser().absolute())}.")

        self.desk.push_screen(Ask("Where is the ledger to be written?", [("path", "")], objection), written)

    def action_rename(self) -> None:
        """Another name for the life under the hand."""
        from .ask import Ask

        found = self._under_hand
        if found is not None and found.health is Health.SOUND:
            self.desk.push_screen(Ask("What is this life to be called?", [("name", found.name)]), self._renamed)

    def _renamed(self, written: list[str] | None) -> None:
        found, session = self._under_hand, self.desk.session
        if not written or found is None:
            return
        try:
            if session.playing and session.book.cover.life == found.id:
                session.book.rename(written[0])
            else:
                session.shelf.rename(found.id, written[0])
        except SaveProblem as problem:
            self.say(problem.message)
        self._look()
        self.roll.reset()
