"""A player in front of a life: what is typed is obeyed, what comes of it is shown and saved."""

from __future__ import annotations

from starcity_game.engine import life as lives
from starcity_game.engine import view
from starcity_game.engine.life import Life
from starcity_game.engine.play import Engine
from starcity_game.engine.state import NOW, State
from starcity_game.plain import draw, reading
from starcity_game.plain.asking import Asking, Leave, number_of, wanted
from starcity_game.plain.command import by_word
from starcity_game.plain.commands import COMMANDS
from starcity_game.plain.library import Book, Library
from starcity_game.story.diagnostics import nearest
from starcity_game.story.model import Variable

_WORDS = by_word(COMMANDS)


class Session:
    """One life being played, and everything that a command may need of it."""

    def __init__(self, engine: Engine, asking: Asking, library: Library, book: Book) -> None:
        """Play the life in `book`, which `library` keeps."""
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
        self.shows_changes = False
        """Whether what a choice changed is said after it."""

    @property
    def life(self) -> Life:
        """Where the player stands."""
        return self.book.life

    def play(self) -> None:
        """Obey until the player leaves, which raises Leave; so does the end of a life that a script plays."""
        while True:
            if not self.life.offer and not self.asking.live:
                raise Leave
            self.obey(self.asking.line(f"[sheet {self.life.sheet}] > "))

    def obey(self, line: str) -> None:
        """Do what one typed line asks for."""
        word, _, rest = line.partition(" ")
        number = number_of(line)
        command = _WORDS.get(word.casefold())
        if number is not None:
            self.choose(number)
        elif command:
            command.run(self, rest.strip())
        elif line:
            advice = nearest(word.casefold(), _WORDS) or "`help` lists them."
            self.page.heading(f"“{word[:40]}” is no command; {advice}")

    def choose(self, number: int) -> None:
        """Take the open option with this number, counted from 1."""
        offer = [option for option in self.life.offer if option.open]
        if not 0 < number <= len(offer):
            self.page.heading(wanted(len(offer)))
            return
        before = self.life.state
        self.book.turn(lives.choose(self.engine, self.life, offer[number - 1].id))
        self.read()
        if self.shows_changes:
            self._say_changes(before)
        self.offer()

    def become(self, life: Life) -> None:
        """Go on from `life`, another moment of the same way."""
        self.book.turn(life)
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

    def read(self) -> None:
        """The last passage."""
        self.page.gap()
        draw.events(self.page, self.life.events)

    def offer(self) -> None:
        """What may be done now; at the end of a life, how long it was; and any trouble with saving."""
        if self.life.offer:
            draw.options(self.page, self.life.offer)
        else:
            sheets = "One sheet" if self.life.sheet == 1 else f"{self.life.sheet} sheets"
            words = " `undo`, `restart`, `new` or `quit`?" if self.asking.live else ""
            self.page.heading(f"{sheets} in the file.{words}")
        for problem in self.book.problems():
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
        return self.book.name

    def clock(self) -> str:
        """Date and time of day in the story."""
        return draw.date_line(int(self.life.state.values[NOW]), "")

    def date_line(self) -> str:
        """Clock and place."""
        place = view.place_name(self.engine, self.life.state)
        return draw.date_line(int(self.life.state.values[NOW]), place)

    def episode(self) -> str:
        """The episode being played, to be put behind something; empty before the first."""
        number = self.life.state.episode
        return f", episode {number}" if number else ""

    def standing(self) -> list[tuple[str, str]]:
        """Every shown variable as (label, value in words)."""
        return [(v.label or v.id, self._in_words(v)) for v in self.engine.story.shown]

    def _in_words(self, variable: Variable) -> str:
        """What a shown variable stands at; of a pair both sides."""
        value = view.reading(self.engine, self.life.state, variable)
        said = view.display(self.engine, self.life.state, variable)
        return f"{said}, {variable.other}: {100 - int(value)}" if variable.other else said

    def _say_changes(self, before: State) -> None:
        """What the last choice changed of the shown variables, in one line."""
        after = self.life.state
        shown = {variable.id: variable for variable in self.engine.story.shown}
        changed = [
            f"{shown[name].label or name}: {view.display(self.engine, before, shown[name])} → "
            f"{view.display(self.engine, after, shown[name])}"
            for name, _, _ in lives.changes(self.engine, before, after)
        ]
        if changed:
            self.page.heading("; ".join(changed))
