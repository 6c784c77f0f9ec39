"""The life on the desk: every rule is the engine's, every byte on disk is the book's; this says which life it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..engine.life import Life
from ..engine.play import Engine
from ..engine.state import Origin
from ..saves import book
from ..saves.book import Book
from ..saves.problems import SaveProblem
from ..saves.shelf import Shelf

if TYPE_CHECKING:
    from ..saves.look import Entry


def _nobody(_: str) -> None:
    """Hears of problems when nobody else does."""


class Session:
    """One story, its shelf, and at most one life being read."""

    def __init__(self, engine: Engine, shelf: Shelf, notices: tuple[str, ...] = ()) -> None:
        """`notices` are sentences that the player should be told at the start."""
        self.engine = engine
        """The rules of the story."""
        self.shelf = shelf
        """The folder of lives."""
        self.notices = list(notices)
        """Sentences that nobody has been told yet."""
        self.on_problem: Callable[[str], None] = _nobody
        """Told on another thread when a save fails."""
        self._book: Book | None = None

    # ------------------------------------------------------------------ which life

    @property
    def playing(self) -> bool:
        """Whether a life lies on the desk."""
        return self._book is not None

    @property
    def book(self) -> Book:
        """The life on the desk as it is kept; there must be one."""
        assert self._book is not None  # screens that need it are opened only then
        return self._book

    @property
    def life(self) -> Life:
        """Where the reader stands; there must be a life."""
        return self.book.life

    def entries(self) -> list[Entry]:
        """Every life of this story, the last saved first. Raises SaveProblem."""
        return book.entries(self.engine, self.shelf)

    def latest(self) -> Entry | None:
        """The sound life that was saved last; None when there is none or the folder cannot be read."""
        try:
            return next((entry for entry in self.entries() if entry.health == "sound"), None)
        except SaveProblem as problem:
            self.notices.append(problem.message)
            return None

    def begin(self, origin: Origin) -> None:
        """A new life, saved at once. Raises ValueError when the origin does not fit the story."""
        begun = book.begin(self.engine, self.shelf, origin, self._troubled)
        self.put_away()
        self._book = begun
        begun.save()

    def open(self, entry: Entry) -> None:
        """A life from disk; what the player should be told of it goes to `notices`. Raises SaveProblem."""
        if self._book is not None and self._book.cover.life == entry.id:
            self.put_away()
        found, notices = book.take_in(self.engine, self.shelf, entry.id, self._troubled)
        self.put_away()
        self._book = found
        self.notices += notices

    def put_away(self) -> bool:
        """Save what is still to be saved and clear the desk. Says whether everything is durable."""
        done = self._book.close() if self._book else True
        self._book = None
        return done

    def flush(self) -> bool:
        """Wait for the disk, a few seconds at most. Says whether everything is durable."""
        return self._book.flush() if self._book else True

    # ------------------------------------------------------------------ playing

    def changed(self, before: Life) -> str:
        """What shown variables differ since `before`, in a line; empty when none does."""
        from ..engine.view import changed

        found = changed(self.engine, before.state, self.life.state)
        return "; ".join(f"{label}: {was} → {is_now}" for label, was, is_now in found)

    def save_as(self, name: str) -> None:
        """Keep a copy of the life under a name, beside it. Raises SaveProblem."""
        self.book.keep_copy(name)
        self.book.save()  # the copy has the higher counter now, and "Continue" means this life

    def _troubled(self, words: str) -> None:
        """Tell whoever listens by now: the first save may come before the desk is laid."""
        self.on_problem(words)
