"""A life being played, with everything that is kept of it: begun, taken from the shelf, saved after every choice."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from typing import Final

import msgspec

from starcity_game.engine import life as lives
from starcity_game.engine import view
from starcity_game.engine.life import Life
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Origin
from starcity_game.story.strict_text import clean

from .keep import Cover, Journal
from .keeper import Keeper
from .look import Entry
from .problems import InUse, SaveProblem
from .record import MAX_NAME, Bookmark, Record, new_life
from .restore import Taken, life_of
from .shelf import Shelf

MAX_NOTE: Final = 1000
"""Characters of a player's note that are kept."""
_SEEDS: Final = 1_000_000
_PATIENCE: Final = 5.0
"""Seconds for which the disk is waited for."""
_COPY: Final = "Another program is playing this life; you go on with a copy of it."


def _nobody(_: str) -> None:
    """Hears of problems when nobody else does."""


class Book:
    """One life being played, and the thread that saves it, which is started by the first save."""

    def __init__(self, engine: Engine, shelf: Shelf, found: Taken, on_problem: Callable[[str], None] = _nobody) -> None:
        """Play `found`. `on_problem` gets a sentence, on another thread, whenever a save fails."""
        self._engine = engine
        self._shelf = shelf
        self._journal = found.journal
        self._on_problem = on_problem
        self._keeper: Keeper | None = None
        self._closed: bool | None = None
        self.life = found.life
        """Where the player stands."""
        self.cover = found.cover
        """The life's id and name, its bookmarks in the order in which they were laid, and the player's notes."""
        self.kept = False
        """Whether there was ever anything to keep: a choice, a bookmark or a note, even if it was taken back."""

    # ---------------------------------------------------------------------- playing

    def choose(self, choice: str) -> None:
        """Take the open option with the id `choice`, and save. Raises KeyError if it is not open."""
        self.life = lives.choose(self._engine, self.life, choice)
        self.save()

    def undo(self, to: int | None = None) -> bool:
        """Go back one choice, or to sheet `to`, and save. Says whether anything changed."""
        before = self.life
        self.life = lives.undo(self._engine, before, to)
        if self.life is before:
            return False
        self.save()
        return True

    # ---------------------------------------------------------------------- the player's own

    def rename(self, name: str) -> None:
        """Call the life something."""
        self._write_on_cover(name=_name(name))

    def lay_bookmark(self, name: str) -> str:
        """Lay a bookmark at this sheet; one of the same name moves. Gives the name as it is kept."""
        name = _name(name) or f"sheet {self.life.sheet}"
        others = (mark for mark in self.cover.bookmarks if mark.name != name)
        self._write_on_cover(bookmarks=(*others, Bookmark(name, self.life.sheet)))
        return name

    def add_note(self, note: str) -> None:
        """Add a note of the player's own."""
        self._write_on_cover(notes=(*self.cover.notes, clean(note)[:MAX_NOTE]))

    def strike_note(self, number: int) -> None:
        """Strike out the note with this number, counted from 0; nothing if there is none."""
        self._write_on_cover(notes=tuple(note for n, note in enumerate(self.cover.notes) if n != number))

    def keep_copy(self, name: str) -> None:
        """Write a copy of the life under another name, durably. Raises SaveProblem."""
        self._shelf.write(msgspec.structs.replace(self._shelf.copied(self.record()), name=_name(name)))

    # ---------------------------------------------------------------------- the disk

    def save(self) -> None:
        """Save in the background what there is now; never waits for the disk."""
        self.kept = True
        if self._keeper is None:
            self._keeper = Keeper(self._shelf.write, self._on_problem)
        life, cover, journal, now = self.life, self.cover, self._journal, int(time.time())
        self._keeper.submit(lambda: journal.record(life, cover, now))

    def record(self) -> Record:
        """The life as it would be written down now."""
        return self._journal.record(self.life, self.cover, int(time.time()))

    @property
    def problem(self) -> str:
        """Why the last save failed, in a sentence; empty when it did not."""
        return self._keeper.problem if self._keeper else ""

    def flush(self) -> bool:
        """Wait for the disk, a few seconds at most. Says whether everything is durable."""
        return self._keeper.flush(_PATIENCE) if self._keeper else True

    def close(self) -> bool:
        """Save what is still to be saved and let other programs have the life. Says whether all is durable."""
        if self._closed is None:
            self._closed = self._keeper.close(_PATIENCE) if self._keeper else True
            self._shelf.release(self.cover.life)
        return self._closed

    def _write_on_cover(self, **changes: object) -> None:
        """Change the cover, and save."""
        self.cover = msgspec.structs.replace(self.cover, **changes)
        self.save()


def begin(engine: Engine, shelf: Shelf, origin: Origin, on_problem: Callable[[str], None] = _nobody) -> Book:
    """A new life; it reaches the disk when it is first saved. Raises ValueError if `origin` does not fit the story."""
    life = lives.begin(engine, origin)
    found = Taken(life, (), Journal(engine), Cover(new_life(), _called(engine, life)))
    return Book(engine, shelf, found, on_problem)


def take_in(
    engine: Engine, shelf: Shelf, id: str, on_problem: Callable[[str], None] = _nobody, trouble: str = ""
) -> tuple[Book, tuple[str, ...]]:
    """The life `id` from the shelf, and what the player should be told of it. Raises SaveProblem.

    When another program plays it, a copy is taken instead. `trouble` is why nothing can be saved here, if that
    was said already.
    """
    record = shelf.read(id)
    notices: tuple[str, ...] = ()
    try:
        shelf.hold(record.life)
    except InUse:
        record = shelf.copied(record)
        notices = (_COPY,)
    except SaveProblem as problem:
        notices = () if trouble else (problem.message,)
    try:
        found = life_of(engine, record)
    except SaveProblem:
        shelf.release(record.life)
        raise
    book = Book(engine, shelf, found, on_problem)
    book.kept = True
    return book, (*notices, *found.notices)


def entries(engine: Engine, shelf: Shelf) -> list[Entry]:
    """The lives of this story, and those of which nothing can be said, the last saved first. Raises SaveProblem."""
    own = engine.story.head.id
    return [entry for entry in shelf.entries() if entry.story.id in (own, "")]


def any_seed() -> int:
    """A seed that nobody has asked for, short enough to be typed."""
    return secrets.randbelow(_SEEDS)


def _name(name: str) -> str:
    """A name as it is kept: safe to show, and not too long."""
    return clean(name)[:MAX_NAME]


def _called(engine: Engine, life: Life) -> str:
    """What a new life is called: the name from the questionnaire or of who is played, or the volume's."""
    volume = engine.story.head.volumes[life.state.origin.volume]
    named = next((question.person for question in volume.questionnaire if question.person), volume.hero)
    return " ".join(filter(None, view.names(engine, life.state, named)))[:MAX_NAME] or volume.short
