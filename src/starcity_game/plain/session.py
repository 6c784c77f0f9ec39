"""A player in front of a life: what is typed is obeyed, what comes of it is shown and saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from starcity_game.engine import view
from starcity_game.engine.events import Moved
from starcity_game.engine.life import Life
from starcity_game.engine.play import Engine
from starcity_game.engine.state import NOW, State
from starcity_game.plain import draw, reading, standing
from starcity_game.plain.asking import Asking, Back, Leave, Over, number_of, wanted
from starcity_game.plain.command import Command, by_word
from starcity_game.plain.commands import COMMANDS
from starcity_game.plain.library import Library
from starcity_game.saves.book import Book
from starcity_game.story.calendar import say_date
from starcity_game.story.diagnostics import nearest

_ENDLESS: Final = 100
"""Numbers in a row that a script may type when there is nothing to choose: one that never ends must not fill a disk."""
_Settled = TypeVar("_Settled")


class Session:
    """One life being played, and everything that a command may need of it."""

    def __init__(
        self, engine: Engine, asking: Asking, library: Library, book: Book, own: Sequence[Command] = ()
    ) -> None:
        """Play the life in `book`, which `library` keeps; `own` are commands besides the usual ones, and in place
        of those with the same name."""
        self.engine = engine
        """The rules of the story."""
        self.asking = asking
        """How the player is asked something."""
        self.page = asking.page
        """Where everything is written."""
        self.library = library
        """All lives on disk."""
        self.book = book
        """The life as it is kept: its name, bookmarks and notes."""
        names = {command.name for command in own}
        self.commands = (*own, *(command for command in COMMANDS if command.name not in names))
        """What may be typed, in the order of the help."""
        self._words = by_word(self.commands)
        self.shows_changes = False
        """Whether what a choice changed is said after it."""

    @property
    def life(self) -> Life:
        """Where the player stands."""
        return self.book.life

    def play(self) -> None:
        """Obey until the player leaves or the input ends, which raises Leave."""
        in_vain = 0
        while self.asking.live or in_vain < _ENDLESS:
            line = self.asking.line(f"[sheet {self.life.sheet}] > ")
            in_vain = in_vain + 1 if not self.life.offer and number_of(line) is not None else 0
            self.obey(line)
        raise Leave

    def ask(self, question: str, answers: Sequence[str]) -> int | None:
        """The index of the answer that is chosen; None when the player goes back to the game instead."""
        return self.settle(lambda: self.asking.pick(question, answers, empty_is_back=True))

    def settle(self, questions: Callable[[], _Settled]) -> _Settled | None:
        """What comes of `questions`; None when the player leaves them, and with that goes back to the game.

        Raises Over when the input has ended.
        """
        try:
            return questions()
        except Over:
            raise
        except Back:
            self.page.heading("Nothing is changed.")
        except Leave:
            self.page.heading("Nothing is changed. `quit` once more leaves the game.")
        return None

    def obey(self, line: str) -> None:
        """Do what one typed line asks for."""
        word, _, rest = line.partition(" ")
        if line[:1] in self._words and not line[:1].isalnum():
            word, rest = line[0], line[1:]  # a sign need not be followed by a blank
        number = number_of(line)
        command = self._words.get(word.casefold())
        if number is not None:
            self.choose(number)
        elif command:
            command.run(self, rest.strip())
        elif line:
            advice = nearest(word.casefold(), [command.name for command in self.commands]) or "`help` lists them."
            self.page.heading(f"“{word[:40]}” is no command; {advice}")

    def choose(self, number: int) -> None:
        """Take the open option with this number, counted from 1."""
        offer = [option for option in self.life.offer if option.open]
        if not 0 < number <= len(offer):
            self.page.heading(wanted(len(offer)))
            return
        before = self.life.state
        self.book.choose(offer[number - 1].id)
        self.read(view.moment(self.engine, before))
        if self.shows_changes:
            self._say_changes(before)
        self.offer()

    def turn_back(self, sheet: int) -> None:
        """Go back to where `sheet` choices had been made."""
        self.book.undo(sheet)
        self.show()

    def open(self, book: Book, notices: tuple[str, ...] = ()) -> None:
        """Put the present life away and go on with `book`, after saying `notices`."""
        self.book.close()
        self.book = book
        self.resume(notices)

    def resume(self, notices: tuple[str, ...] = ()) -> None:
        """Show a life that was just opened: what has to be said of it, a recap, its passage."""
        for notice in notices:
            self.page.heading(notice)
        if self.life.sheet:
            self.recap()
        self.show()

    def show(self) -> None:
        """The last passage and what may be done now."""
        self.read()
        self.offer()

    def read(self, since: Moved | None = None) -> None:
        """The last passage; `since` is when and where the reader was before, if that was just read."""
        self.page.gap()
        draw.events(self.page, self.life.events, since)

    def offer(self) -> None:
        """What may be done now; at the end of a life, how long it was; and any trouble with saving."""
        if self.life.offer:
            draw.options(self.page, self.life.offer)
        else:
            sheets = "One sheet" if self.life.sheet == 1 else f"{self.life.sheet} sheets"
            self.page.heading(f"{sheets} in the file.")
            self.page.says("To go on: `undo`, `restart`, `history`, `new` or `quit`.")
        for problem in self.library.problems(self.book):
            self.page.heading(problem)

    def recap(self) -> None:
        """Three lines for somebody who comes back: who and where, when, and what was chosen last."""
        last = self.life.last
        place = view.place_name(self.engine, self.life.state)
        self.page.heading(", ".join(filter(None, [self.name(), f"sheet {self.life.sheet}", place])))
        self.page.says(f"{self.clock()}{self.episode()}")
        self.page.says(f"Last you chose: “{reading.said(last)}”" if last else "Nothing is chosen yet.")

    def name(self) -> str:
        """What the life is called."""
        return self.book.cover.name

    def clock(self) -> str:
        """Date and time of day in the story."""
        return say_date(int(self.life.state.values[NOW]), self.engine.head.calendar)

    def date_line(self) -> str:
        """Clock and place."""
        return view.date_line(view.moment(self.engine, self.life.state))

    def episode(self) -> str:
        """The episode being played, to be put behind something; empty before the first."""
        number = self.life.state.episode
        return f", episode {number}" if number else ""

    def _say_changes(self, before: State) -> None:
        """What the last choice changed of the shown variables, as they are shown, in one line."""
        changed = standing.changes(self.engine, before, self.life.state)
        if changed:
            self.page.heading("; ".join(changed))
