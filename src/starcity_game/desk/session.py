"""The life on the desk: every rule is the engine's, every byte on disk is the shelf's; this joins the two."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import msgspec

from ..engine import life as lives
from ..engine.life import Life
from ..engine.play import Engine
from ..engine.state import Origin
from ..saves.keep import Cover, Journal
from ..saves.keeper import Keeper
from ..saves.problems import InUse, SaveProblem
from ..saves.record import Bookmark, Record, new_life
from ..saves.restore import life_of
from ..saves.shelf import Shelf
from ..story.strict_text import clean

if TYPE_CHECKING:
    from ..saves.look import Entry

PATIENCE: Final = 5.0
"""Seconds for which leaving waits for the disk."""
LONGEST_NOTE: Final = 500
"""Characters of a note or a name at most."""
_COPY: Final = "Another program is playing this life. You go on with a copy of it."


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
        self._keeper: Keeper | None = None
        self._life: Life | None = None
        self._cover: Cover | None = None
        self._journal = Journal(engine)

    # ------------------------------------------------------------------ which life

    @property
    def playing(self) -> bool:
        """Whether a life lies on the desk."""
        return self._life is not None

    @property
    def life(self) -> Life:
        """The life on the desk; there must be one."""
        assert self._life is not None  # screens that need it are opened only then
        return self._life

    @property
    def cover(self) -> Cover:
        """Its name, bookmarks and notes; there must be a life."""
        assert self._cover is not None
        return self._cover

    def entries(self) -> list[Entry]:
        """Every life of this story, the last saved first. Raises SaveProblem."""
        own = self.engine.story.head.id
        return [entry for entry in self.shelf.entries() if entry.story.id in (own, "")]

    def latest(self) -> Entry | None:
        """The sound life that was saved last; None when there is none or the folder cannot be read."""
        try:
            return next((entry for entry in self.entries() if entry.health == "sound"), None)
        except SaveProblem as problem:
            self.notices.append(problem.message)
            return None

    def begin(self, origin: Origin) -> None:
        """A new life. Raises ValueError when the origin does not fit the story."""
        life = lives.begin(self.engine, origin)
        self.put_away()
        self._life, self._cover = life, Cover(new_life(), _called(self.engine, life))
        self._journal = Journal(self.engine)
        self.save()

    def open(self, entry: Entry) -> None:
        """A life from disk; what the player should be told of it goes to `notices`. Raises SaveProblem."""
        if self._cover is not None and self._cover.life == entry.id:
            self.put_away()
        record = self.shelf.read(entry.id)
        try:
            self.shelf.hold(record.life)
        except InUse:
            record = self.shelf.copied(record)
            self.notices.append(_COPY)
        except SaveProblem as problem:
            self.notices.append(problem.message)
        found = life_of(self.engine, record)
        self.put_away()
        self._life, self._cover, self._journal = found.life, found.cover, found.journal
        self.notices += found.notices

    def put_away(self) -> bool:
        """Save what is still to be saved and clear the desk. Says whether everything is durable."""
        done = self._keeper.close(PATIENCE) if self._keeper else True
        if self._cover:
            self.shelf.release(self._cover.life)
        self._keeper = self._life = self._cover = None
        return done

    def flush(self) -> bool:
        """Wait for the disk, a few seconds at most. Says whether everything is durable."""
        return self._keeper.flush(PATIENCE) if self._keeper else True

    # ------------------------------------------------------------------ playing

    def choose(self, choice: str) -> None:
        """Take an open option, and save. Raises KeyError if it is not open."""
        self._life = lives.choose(self.engine, self.life, choice)
        self.save()

    def undo(self, to: int | None = None) -> bool:
        """Go back one choice, or to sheet `to`, and save. Says whether anything changed."""
        before = self.life
        self._life = lives.undo(self.engine, before, to)
        if self._life is before:
            return False
        self.save()
        return True

    def episode_start(self) -> int:
        """Sheet on which the present episode began."""
        return lives.episode_start(self.life)

    def changed(self, before: Life) -> str:
        """What shown variables differ since `before`, in a line; empty when none does."""
        from ..engine.view import say

        shown = {v.id: v for v in self.engine.story.shown}
        parts = [
            f"{shown[name].label or name}: {say(shown[name], old)} → {say(shown[name], new)}"
            for name, old, new in lives.changes(self.engine, before.state, self.life.state)
        ]
        return "; ".join(parts)

    def save(self) -> None:
        """Save in the background what there is now; no key waits for it."""
        if self._keeper is None:
            self._keeper = Keeper(self.shelf.write, self._troubled)
        life, cover, journal, now = self.life, self.cover, self._journal, int(time.time())
        self._keeper.submit(lambda: journal.record(life, cover, now))

    def _troubled(self, words: str) -> None:
        """Tell whoever listens by now: the first save may come before the desk is laid."""
        self.on_problem(words)

    # ------------------------------------------------------------------ the player's own

    def rename(self, name: str) -> None:
        """Call the life on the desk something."""
        self._keep(name=clean(name)[:LONGEST_NOTE])

    def save_as(self, name: str) -> None:
        """Keep a copy of the life under a name, beside it. Raises SaveProblem."""
        now: Record = self._journal.record(self.life, self.cover, int(time.time()))
        self.shelf.write(msgspec.structs.replace(self.shelf.copied(now), name=clean(name)))
        self.save()  # the copy has the higher counter now, and "Continue" means this life

    def add_note(self, note: str) -> None:
        """Write a note into the notebook."""
        self._keep(notes=(*self.cover.notes, clean(note)[:LONGEST_NOTE]))

    def strike_note(self, number: int) -> None:
        """Strike out the note with this number, counted from 0."""
        self._keep(notes=tuple(note for n, note in enumerate(self.cover.notes) if n != number))

    def lay_bookmark(self, name: str) -> None:
        """Lay a bookmark at this sheet; one of the same name moves."""
        name = clean(name) or f"sheet {self.life.sheet}"
        others = (mark for mark in self.cover.bookmarks if mark.name != name)
        self._keep(bookmarks=(*others, Bookmark(name, self.life.sheet)))

    def _keep(self, **changes: object) -> None:
        self._cover = msgspec.structs.replace(self.cover, **changes)
        self.save()


def _called(engine: Engine, life: Life) -> str:
    """What a new life is called until the player says otherwise: the name of whoever is played."""
    from ..engine.view import form

    return form(engine, life.state, "you", "full") or engine.story.head.volumes[life.state.origin.volume].short
