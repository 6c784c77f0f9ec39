"""The plain mode from its title to its last line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final, TextIO

from starcity_game.engine.play import Engine
from starcity_game.plain import draw
from starcity_game.plain.asking import Asking, Back, Leave
from starcity_game.plain.command import Command
from starcity_game.plain.library import Library, line_of
from starcity_game.plain.page import Page
from starcity_game.plain.questions import new_origin
from starcity_game.plain.reader import Reader
from starcity_game.plain.session import Session
from starcity_game.saves.book import Book, any_seed
from starcity_game.saves.look import Entry, Health
from starcity_game.saves.problems import SaveProblem
from starcity_game.saves.shelf import Shelf
from starcity_game.saves.where import Place
from starcity_game.saves.worlds import World

INTERRUPTED: Final = 130
"""Exit status after Ctrl-C."""


@dataclass(frozen=True)
class Wish:
    """What the command line asked for."""

    volume: str | None = None
    """Id of the volume of a new life."""
    seed: int | None = None
    """Seed of a new life."""
    new: bool = False
    """Whether to begin a new life without asking."""
    world: World | None = None
    """The file that a new life opens, where that was said."""


def run(
    engine: Engine, saves: Place, wish: Wish, typed: BinaryIO, out: TextIO, live: bool, own: Sequence[Command] = ()
) -> int:
    """Play until the player leaves or the input ends; the exit status.

    `live` says that a terminal shows what is typed; `own` are commands besides the usual ones, and in place of those
    with the same name. Whatever ends the game, the life is saved first.
    """
    page = Page(out)
    asking = Asking(page, Reader(typed, echo=not live))
    game = _Game(engine, asking, saves, own)
    try:
        game.play(wish)
    except Leave:
        return game.ended(0)
    except KeyboardInterrupt:
        page.answered("")
        return game.ended(INTERRUPTED)
    finally:
        game.close()
    return 0


class _Game:
    """A sitting: perhaps a session, and the library it came from."""

    def __init__(self, engine: Engine, asking: Asking, saves: Place, own: Sequence[Command]) -> None:
        self._engine = engine
        self._own = own
        self._asking = asking
        self._page = asking.page
        self._saves = saves
        trouble = "" if saves.writable else saves.notice
        self._library = Library(engine, Shelf(saves.path), trouble)
        self._session: Session | None = None

    def play(self, wish: Wish) -> None:
        """Title, menu or questionnaire, and the game. Raises Leave at its end."""
        draw.title(self._page, self._engine.story.head.title)
        self._page.heading("Type help at any time.")
        if self._saves.notice:
            self._page.heading(self._saves.notice)
        self._session = session = self._opened(wish)
        session.play()

    def ended(self, status: int) -> int:
        """Say how the life is kept; the exit status is `status`."""
        session = self._session
        if session is None:
            return status
        if session.book.close():
            sentence = f"The life of {session.name()} is kept at sheet {session.life.sheet}."
            if not session.book.kept:
                sentence = "Nothing was chosen in this life, so it is not kept."
        else:
            sentence = f"This life is not kept. {session.book.problem or 'The disk did not answer in time.'}"
        self._page.heading(sentence)
        return status

    def close(self) -> None:
        """Bring everything to the disk."""
        if self._session:
            self._session.book.close()

    def _opened(self, wish: Wish) -> Session:
        """The session that the player chose to begin, its first passage shown."""
        entries = [] if wish.new or wish.world or wish.seed is not None else self._entries(wish.volume)
        while True:
            try:
                book, notices = self._chosen(entries, wish)
                break
            except Back:
                if not entries:
                    self._page.heading("There is no question before this one.")
        session = Session(self._engine, self._asking, self._library, book, self._own)
        session.resume(notices)
        return session

    def _chosen(self, entries: list[Entry], wish: Wish) -> tuple[Book, tuple[str, ...]]:
        """A life from disk or a new one, and what should be said of it. Raises Back from the first question."""
        entry = self._menu(entries) if entries else None
        if entry is not None:
            try:
                return self._library.open(entry)
            except SaveProblem as problem:
                self._page.heading(problem.message)
        seed = any_seed() if wish.seed is None else wish.seed
        origin = new_origin(self._asking, self._engine, self._library.shelf, wish.volume, seed, wish.world)
        return self._library.begin(origin), ()

    def _entries(self, volume: str | None) -> list[Entry]:
        """Lives that can be gone on with, the last saved first; those that cannot are spoken of."""
        try:
            entries = self._library.entries()
        except SaveProblem as problem:
            self._page.heading(problem.message)
            return []
        for entry in entries:
            if entry.health is not Health.SOUND:
                self._page.heading(f"{line_of(entry)} `load` offers what can be mended.")
        sound = [entry for entry in entries if entry.health is Health.SOUND]
        return [entry for entry in sound if volume in (None, entry.volume)]

    def _menu(self, entries: list[Entry]) -> Entry | None:
        """The life to go on with; None for a new one."""
        first, others = entries[0], entries[1:]
        answers = [f"Continue ({line_of(first)})", "New volume", *(["Another life"] if others else [])]
        words = {"continue": 0, "new": 1, **({"load": 2} if others else {})}
        while True:
            try:
                picked = self._asking.pick("", answers, words)
            except Back:
                self._page.says("There is no question before this one.")
                continue
            if picked < 2:
                return first if picked == 0 else None
            try:
                return others[self._asking.pick("Which life?", list(map(line_of, others)), empty_is_back=True)]
            except Back:
                pass
