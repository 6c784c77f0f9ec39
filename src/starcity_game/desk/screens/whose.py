"""Whose file is opened, and whose years are lived in: asked before a volume's questionnaire."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from textual import on

from ...engine.dossier.subjects import Said, next_asked
from ...saves import worlds
from ...saves.problems import SaveProblem
from ...saves.subjects import Openable, dossier_of, openable
from ...saves.worlds import ALONE, World
from ...story.filing import Interview
from ..commands import WHOSE
from ..options import beneath, entry
from ..session import Session
from ..typeset import BLANK, Row, paragraphs, text, wrap
from ..widgets.roll import Roll
from .leaf import LEAF_KEYS, Leaf

_ASKED, _LEDGER, _NEW = "asked", "ledger", "new"


def others(session: Session, volume: str) -> tuple[Openable, ...]:
    """The lives and ledgers that a life in `volume` can go on from. Raises SaveProblem."""
    find = openable if worlds.opens(session.engine, volume) else partial(worlds.years, volume=volume)
    return find(session.shelf, session.engine)


class Whose(Leaf):
    """The files that can be opened, or the years that officers have left behind."""

    COMMANDS_HERE = (*WHOSE, *LEAF_KEYS)
    HEADING = "New volume"

    def __init__(self, volume: str, others: tuple[Openable, ...], trouble: str = "") -> None:
        """Before the questionnaire of `volume`; `trouble` is why some of the `others` may be missing."""
        super().__init__()
        self._volume = volume
        self._said: Said | None = None
        self._others = others
        self._trouble = trouble

    def on_mount(self) -> None:
        """The list can be used at once."""
        self._files = worlds.opens(self.desk.session.engine, self._volume)
        if self._trouble:
            self.say(self._trouble)
        self.roll.focus()
        self.roll.reset()

    @property
    def _interview(self) -> Interview | None:
        return dossier_of(self.desk.session.engine).interview

    # ------------------------------------------------------------------ what is seen

    def lay(self, width: int) -> Sequence[Row]:
        """The list, or the open question of the interview."""
        interview = self._interview
        if self._said is not None and interview:
            return self._question(interview, self._said, width)
        question = "Whose file do you open?" if self._files else "Whose years are these?"
        rows = [Row(BLANK), Row(text(question, "strong")), Row(BLANK)]
        for number, (key, title, line) in enumerate(self._things(), 1):
            rows += [*entry(key, title, number, width), *beneath(key, line, width), Row(BLANK)]
        return rows

    def _things(self) -> list[tuple[str, str, str]]:
        """Everything that can be chosen, as (key, title, a line more)."""
        listed = [(one.id, one.title, one.line) for one in self._others]
        if not self._files:
            return [(_NEW, "New ones", "Nobody has been here before you."), *listed]
        asked = [(_ASKED, worlds.READING_ROOM, "")] if self._interview else []
        return [*listed, *asked, (_LEDGER, "A ledger from a friend", "You type where the text file is.")]

    def _question(self, interview: Interview, said: Said, width: int) -> list[Row]:
        """The open question, and above it what has been filled in."""
        rows = [Row(BLANK), *(Row(line) for line in paragraphs(text(interview.about, "aside"), width)), Row(BLANK)]
        labels = {(asked.id, reply.id): reply.label for asked in interview.questions for reply in asked.replies}
        for asked in interview.questions:
            if asked.id in said:
                rows += [
                    Row(line, "", True)
                    for line in wrap(text(f"{asked.ask}: {labels[asked.id, said[asked.id]]}"), width)
                ]
        found = next_asked(interview, said)
        if found:
            rows += [Row(BLANK), *(Row(line) for line in wrap(text(found[0].ask, "strong"), width)), Row(BLANK)]
            for number, reply in enumerate(found[1], 1):
                rows += entry(reply.id, reply.label, number, width)
        return [*rows, Row(BLANK)]

    # ------------------------------------------------------------------ choosing

    @on(Roll.Chosen)
    def _chosen(self, event: Roll.Chosen) -> None:
        try:
            self._take(event.key)
        except SaveProblem as problem:
            self.say(problem.message)

    def _take(self, key: str) -> None:
        """Go on with what was chosen. Raises SaveProblem."""
        session, interview = self.desk.session, self._interview
        one = next((one for one in self._others if one.id == key), None)
        if self._said is not None and interview:
            self._answer(interview, self._said, key)
        elif key == _ASKED:
            self._said = {}
            self._again()
        elif key == _LEDGER:
            self._ask_path()
        elif key == _NEW:
            self._go_on(ALONE)
        elif one and self._files:
            self._go_on(worlds.on_file(session.shelf, session.engine, one))
        elif one:
            self._go_on(worlds.in_years(session.shelf, session.engine, one))

    def _answer(self, interview: Interview, said: Said, key: str) -> None:
        """Fill in the open question; after the last, go on."""
        found = next_asked(interview, said)
        if found and any(reply.id == key for reply in found[1]):
            said[found[0].id] = key
        if next_asked(interview, said) is None:
            self._go_on(worlds.answered(interview, said))
        else:
            self._again()

    def _ask_path(self) -> None:
        from .ask import Ask

        engine, read = self.desk.session.engine, list[World]()

        def objection(parts: list[str]) -> str:
            try:
                read[:] = [worlds.from_text(engine, Path(parts[0]).expanduser())]
            except SaveProblem as problem:
                return problem.message
            return ""

        def written(parts: list[str] | None) -> None:
            if parts and read:
                self._go_on(read[0])

        self.desk.push_screen(Ask("Where is the ledger?", [("path", "")], objection), written)

    def _go_on(self, world: World) -> None:
        """To the questionnaire."""
        from .questionnaire import Form

        self._said = None
        self.desk.push_screen(Form(self._volume, world))

    def _again(self) -> None:
        self.roll.reset("")
        self.roll.look_at(max(0, len(self.roll.rows) - self.roll.size.height))

    def action_back(self) -> None:
        """Strike out the last answer; before the first, back to the list."""
        if self._said:
            self._said.popitem()
        else:
            self._said = None
        self._again()

    def action_close(self) -> None:
        """Out of the reading room first, then back to where the reader came from."""
        if self._said is not None:
            self._said = None
            self._again()
        else:
            self.dismiss(None)
