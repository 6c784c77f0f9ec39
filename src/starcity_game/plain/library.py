"""Lives on disk, as the plain mode uses them: begun, opened, copied, saved after every choice."""

from __future__ import annotations

import secrets
import time
from typing import Final

import msgspec

from starcity_game.engine import life as lives
from starcity_game.engine import view
from starcity_game.engine.life import Life
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Origin
from starcity_game.saves.keep import Cover, Journal
from starcity_game.saves.keeper import Keeper
from starcity_game.saves.look import Entry, Health
from starcity_game.saves.problems import InUse, SaveProblem
from starcity_game.saves.record import MAX_NAME, Bookmark, Record, new_life
from starcity_game.saves.restore import life_of
from starcity_game.saves.shelf import Shelf

_SEEDS: Final = 1_000_000
_PATIENCE: Final = 5.0
"""Seconds for which leaving waits for the disk."""


def any_seed() -> int:
    """A seed that nobody has asked for, short enough to be typed."""
    return secrets.randbelow(_SEEDS)


class Book:
    """One life being played, and the thread that saves it."""

    def __init__(
        self, shelf: Shelf, life: Life, cover: Cover, journal: Journal, trouble: str, on_disk: bool = False
    ) -> None:
        """Play `life`, which `journal` writes down; `trouble` is why nothing can be saved, already said.

        `on_disk` says that the life comes from there.
        """
        self._shelf = shelf
        self._cover = cover
        self._journal = journal
        self._said = trouble
        self._hopeless = bool(trouble)
        self._keeper = Keeper(shelf.write)
        self._kept: bool | None = None
        self.life = life
        """Where the player stands."""
        self.begun = on_disk
        """Whether there was ever anything to keep: a choice, a bookmark or a note, even if it was taken back."""

    @property
    def name(self) -> str:
        """What the life is called."""
        return self._cover.name

    @property
    def id(self) -> str:
        """By which the shelf finds it."""
        return self._cover.life

    @property
    def bookmarks(self) -> dict[str, int]:
        """Sheet by name, in the order in which they were laid."""
        return {mark.name: mark.sheet for mark in self._cover.bookmarks}

    @property
    def notes(self) -> tuple[str, ...]:
        """The player's own notes."""
        return self._cover.notes

    def turn(self, life: Life) -> None:
        """Go on with `life`, and save it."""
        self.life = life
        self._save()

    def bookmark(self, name: str) -> str:
        """Lay a bookmark here; one of the same name moves. Gives the name as it is kept."""
        name = name[:MAX_NAME]
        others = tuple(mark for mark in self._cover.bookmarks if mark.name != name)
        here = Bookmark(name, self.life.sheet)
        self._cover = msgspec.structs.replace(self._cover, bookmarks=(*others, here))
        self._save()
        return name

    def note(self, text: str) -> None:
        """Add a note of the player's own."""
        self._cover = msgspec.structs.replace(self._cover, notes=(*self._cover.notes, text))
        self._save()

    def record(self) -> Record:
        """The life as it would be written down now."""
        return self._journal.record(self.life, self._cover, int(time.time()))

    def problems(self) -> list[str]:
        """What has gone wrong with saving since this was last asked; each trouble is said once."""
        problem = self._keeper.problem
        if not problem or problem == self._said or self._hopeless:
            return []
        self._said = problem
        return [problem]

    def trouble(self) -> str:
        """Why the last save failed, in a sentence; empty when it did not."""
        return self._keeper.problem

    def flush(self) -> bool:
        """Wait for the disk; whether everything is durable."""
        return self._keeper.flush(_PATIENCE)

    def close(self) -> bool:
        """Save what is still to be saved and let other programs have the life; whether all is durable."""
        if self._kept is None:
            self._kept = self._keeper.close(_PATIENCE)
            self._shelf.release(self._cover.life)
        return self._kept

    def _save(self) -> None:
        """Save in the background what there is now."""
        self.begun = True
        life, cover, journal = self.life, self._cover, self._journal
        self._keeper.submit(lambda: journal.record(life, cover, int(time.time())))


class Library:
    """All lives of a folder."""

    def __init__(self, engine: Engine, shelf: Shelf, trouble: str = "") -> None:
        """`trouble` is why nothing can be saved, as the player was told; empty when all is well."""
        self._engine = engine
        self._shelf = shelf
        self._trouble = trouble

    def entries(self) -> list[Entry]:
        """The lives of this story, the last saved first. Raises SaveProblem."""
        story = self._engine.story.head.id
        return [entry for entry in self._shelf.entries() if entry.story.id in (story, "")]

    def begin(self, origin: Origin) -> Book:
        """A new life; it reaches the disk with its first choice."""
        life = lives.begin(self._engine, origin)
        return self._book(life, Cover(new_life(), self._name(life)), Journal(self._engine))

    def open(self, entry: Entry) -> tuple[Book, tuple[str, ...]]:
        """A life from disk, and what the player should be told of it. Raises SaveProblem.

        When another program plays it, a copy is opened instead.
        """
        record = self._shelf.read(entry.id)
        notices: tuple[str, ...] = ()
        try:
            self._shelf.hold(record.life)
        except InUse:
            record = self._shelf.copied(record)
            notices = ("Another program is playing this life; you go on with a copy of it.",)
        except SaveProblem as problem:
            notices = () if self._trouble else (problem.message,)
        found = life_of(self._engine, record)
        return self._book(found.life, found.cover, found.journal, on_disk=True), (*notices, *found.notices)

    def rescue(self, entry: Entry) -> None:
        """Make the last sound version of a damaged life the newest. Raises SaveProblem."""
        if entry.rescue is not None:
            self._shelf.restore_generation(entry.id, entry.rescue)

    def keep_copy(self, book: Book, name: str) -> None:
        """Write a copy of a life under another name, durably. Raises SaveProblem."""
        self._shelf.write(msgspec.structs.replace(self._shelf.copied(book.record()), name=name))

    @property
    def folder(self) -> str:
        """Where the lives are, as it may be printed."""
        return str(self._shelf.folder)

    def _book(self, life: Life, cover: Cover, journal: Journal, on_disk: bool = False) -> Book:
        """A book for `life`."""
        return Book(self._shelf, life, cover, journal, self._trouble, on_disk)

    def _name(self, life: Life) -> str:
        """What a new life is called: the name from the questionnaire, or the volume's."""
        volume = self._engine.story.head.volumes[life.state.origin.volume]
        named = next((question.person for question in volume.questionnaire if question.person), "")
        return view.form(self._engine, life.state, named, "full")[:MAX_NAME] or volume.short


def line_of(entry: Entry) -> str:
    """One life in a list: its name, its sheet, where it stands, and its health when it is not sound."""
    parts = [entry.name, f"sheet {entry.sheet}", entry.line] if entry.name else [f"the life {entry.id}"]
    if entry.ended:
        parts.append("ended")
    if entry.health is not Health.SOUND:
        parts.append(f"{entry.health}: {entry.reason}")
    return ", ".join(filter(None, parts))
