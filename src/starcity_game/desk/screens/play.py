"""The reading desk: prose, options, the file at the side."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from ...engine import life as lives
from ...engine import view
from ...engine.events import Moved
from ...engine.life import Life, Step
from ..commands import PLAY
from ..cover import dossier, place_line
from ..typeset import copied, text
from ..widgets.bars import Bar, Keys, Rule
from ..widgets.folder import Dossier, Folder
from ..widgets.roll import Roll
from ..widgets.sheet import Passage, Sheet
from .leaf import Leaf, TooSmall

CLOSING = (
    ("history", "Read this life again from its first page.", ""),
    ("undo", "Take the last choice back.", ""),
    ("title", "Put the file away.", ""),
)
"""What is offered when a life has ended."""
RECAP = 3
"""Choices that are recalled to somebody who comes back."""


class Play(Leaf):
    """A life being read."""

    DEFAULT_CSS = """
    Play #desk { height: 1fr; }
    Play #folder { margin: 1 2 0 0; display: none; }
    Play #status { display: block; }
    Play.-wide #folder { display: block; }
    Play.-wide #status { display: none; }
    Play.-listening #folder { display: none; }
    """
    COMMANDS_HERE = PLAY

    def compose(self) -> ComposeResult:
        """The top line, the sheet with the file beside it, the same in one line, the keys."""
        yield Bar(*self._top(), id="top")
        yield Rule(id="top-rule")
        yield from self.body()
        yield Bar(self._dossier().status(), id="status")
        yield Rule(id="rule")
        yield Keys(self.keys())
        yield TooSmall()

    def body(self) -> Iterable[Widget]:
        """The sheet, and the file."""
        with Horizontal(id="desk"):
            yield self._laid_out(Sheet(self.measure), recap=True)
            yield Folder(self._dossier())

    @property
    def sheet(self) -> Sheet:
        """The page being read."""
        return self.query_one(Sheet)

    @property
    def roll(self) -> Roll:
        """The page is what the keys move."""
        return self.sheet

    @property
    def life(self) -> Life:
        """The life on the desk."""
        return self.desk.session.life

    def on_mount(self) -> None:
        """As the settings want it."""
        self._prefer()
        self.sheet.focus()

    def on_screen_resume(self) -> None:
        """Back from another screen: settings may have changed, and the life may have been turned back."""
        self._prefer()

    # ------------------------------------------------------------------ choosing

    def action_digit(self, number: int) -> None:
        """Take the option with this number at once."""
        keys = self.sheet.keys()
        if 0 < number <= len(keys):
            self.take(keys[number - 1])

    def action_take(self) -> None:
        """Take the option under the hand."""
        self.take(self.sheet.under_hand)

    @on(Roll.Chosen)
    def _clicked(self, event: Roll.Chosen) -> None:
        self.take(event.key)

    def take(self, key: str) -> None:
        """Take an open option; anything else is ignored, as a second key for a choice already made."""
        if self.sheet.finish_typing():
            return
        before = self.life
        if before.ended:
            self._close_with(key)
            return
        option = next((one for one in before.offer if one.id == key and one.open), None)
        if option is None:
            return
        self.desk.session.book.choose(key)
        note = self.desk.session.changed(before) if self.desk.settings.changes else ""
        self.sheet.put(
            Passage(self.life.events, option.text, note, view.moment(self.desk.session.engine, before.state)),
            self.life.offer,
            self._instead(),
        )
        self._refresh_cover()

    def _instead(self) -> tuple[tuple[str, str, str], ...]:
        return CLOSING if self.life.ended or not self.life.offer else ()

    def _close_with(self, key: str) -> None:
        if key == "undo":
            self.action_undo()
        elif key == "title":
            self.desk.action_title()
        elif key == "history":
            self.action_go("history")

    def action_undo(self) -> None:
        """Take the last choice back."""
        if not self.desk.session.book.undo():
            self.say("There is nothing to take back.")
            return
        last = self.life.last
        before = view.moment(self.desk.session.engine, last.before) if last else None
        self.sheet.take_back(self._page(since=before), self.life.offer)
        self._refresh_cover()

    def turn_back(self, sheet: int | None) -> None:
        """Go back to where `sheet` choices had been made; nothing for None."""
        if sheet is not None and self.desk.session.book.undo(sheet):
            self._laid_out(self.sheet)
            self._refresh_cover()
        elif sheet is not None:
            self.say("You are there.")

    def action_restart(self) -> None:
        """Back to the start of the episode, after asking."""
        from .ask import Sure

        start = lives.episode_start(self.life)
        lost = self.life.sheet - start
        if not lost:
            self.say("The episode has only begun.")
            return
        said = f"Begin this episode again? {'One choice' if lost == 1 else f'{lost} choices'} will be taken back."
        answers = [("yes", "Begin it again."), ("no", "Go on.")]
        self.desk.push_screen(Sure(said, answers), partial(self._restart, start))

    def _restart(self, start: int, answer: str | None) -> None:
        if answer == "yes":
            self.turn_back(start)

    # ------------------------------------------------------------------ laying out

    def _page(self, recap: Iterable[str] = (), since: Moved | None = None) -> Passage:
        last = self.life.last
        return Passage(self.life.events, last.label if last and not recap else "", "", since, tuple(recap))

    def _laid_out(self, sheet: Sheet, recap: bool = False) -> Sheet:
        """`sheet` with the present page alone on it."""
        said = self._recap() if recap else []
        notices, self.desk.session.notices = self.desk.session.notices, []
        sheet.clear_desk()
        sheet.put(self._page([*said, *notices]), self.life.offer, self._instead())
        return sheet

    def _recap(self) -> list[str]:
        """The last three choices, in the words in which they were offered."""
        lines: list[str] = []
        step: Step | None = self.life.last
        while step is not None and len(lines) < RECAP:
            lines.append(step.label or step.choice)
            step = step.previous
        return lines[::-1]

    def _dossier(self) -> Dossier:
        return dossier(self.desk.session.engine, self.life.state, self.life.sheet)

    def _top(self) -> tuple[Content, Content]:
        title, place = place_line(self.desk.session.engine, self.life.state)
        return text("STAR CITY  ", "strong") + text(title, "dim"), text(place, "date")

    def _refresh_cover(self) -> None:
        found = self._dossier()
        self.query_one(Folder).show(found)
        self.query_one("#status", Bar).say(found.status())
        self.query_one("#top", Bar).say(*self._top())
        self.say("")

    def _prefer(self) -> None:
        """Use the settings as they are now."""
        settings = self.desk.settings
        self.sheet.typewriter = settings.typewriter
        self.set_class(settings.reader, "-listening")
        if self.sheet.longest != settings.measure:
            self.sheet.set_measure(settings.measure)

    # ------------------------------------------------------------------ the rest

    def action_go(self, name: str) -> None:
        """Open another screen; what it gives is a sheet to go back to."""
        self.desk.open(name, self.turn_back)

    def action_copy(self) -> None:
        """The passage to the clipboard (OSC 52: some terminals do not take it, and none says so)."""
        self.desk.copy_to_clipboard(copied(self.life.events))
        self.say("The passage was handed to your terminal’s clipboard.")

    def action_save(self) -> None:
        """Give this life a name, or keep a copy of it under one."""
        from .ask import Ask

        cover = self.desk.session.book.cover
        self.desk.push_screen(
            Ask("Everything is saved as you go. Keep a copy of this life, as it is now, under a name:",
                [("name", cover.name)]),
            self._named,
        )  # fmt: skip

    def _named(self, written: list[str] | None) -> None:
        from ...saves.problems import SaveProblem

        if not written:
            return
        try:
            self.desk.session.save_as(written[0])
            self.say(f"Kept as “{written[0]}”.")
        except SaveProblem as problem:
            self.say(problem.message)
