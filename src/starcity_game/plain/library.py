"""Lives on disk, as the plain mode uses them: listed, begun, opened, mended."""

from __future__ import annotations

from starcity_game.engine.play import Engine
from starcity_game.engine.state import Origin
from starcity_game.saves import book
from starcity_game.saves.book import Book
from starcity_game.saves.look import Entry, Health
from starcity_game.saves.shelf import Shelf


class Library:
    """All lives of a folder."""

    def __init__(self, engine: Engine, shelf: Shelf, trouble: str = "") -> None:
        """`trouble` is why nothing can be saved, as the player was told; empty when all is well."""
        self._engine = engine
        self._shelf = shelf
        self._trouble = trouble
        self._said = ""

    def entries(self) -> list[Entry]:
        """The lives of this story, the last saved first. Raises SaveProblem."""
        return book.entries(self._engine, self._shelf)

    def begin(self, origin: Origin) -> Book:
        """A new life; it reaches the disk with its first choice."""
        self._said = ""
        return book.begin(self._engine, self._shelf, origin)

    def open(self, entry: Entry) -> tuple[Book, tuple[str, ...]]:
        """A life from disk, or a copy of it, and what the player should be told of it. Raises SaveProblem."""
        found = book.take_in(self._engine, self._shelf, entry.id, trouble=self._trouble)
        self._said = ""
        return found

    def rescue(self, entry: Entry) -> None:
        """Make the last sound version of a damaged life the newest. Raises SaveProblem."""
        if entry.rescue is not None:
            self._shelf.restore_generation(entry.id, entry.rescue)

    def problems(self, played: Book) -> list[str]:
        """What has gone wrong with saving the life being played since this was last asked; each trouble is said once.

        Nothing where nothing could be saved from the first.
        """
        problem = played.problem
        if not problem or problem == self._said or self._trouble:
            return []
        self._said = problem
        return [problem]

    @property
    def shelf(self) -> Shelf:
        """The folder of lives."""
        return self._shelf

    @property
    def folder(self) -> str:
        """Where the lives are, as it may be printed."""
        return str(self._shelf.folder)


def line_of(entry: Entry) -> str:
    """One life in a list: its name, its sheet, where it stands, and its health when it is not sound."""
    parts = [entry.name, f"sheet {entry.sheet}", entry.line] if entry.name else [f"the life {entry.id}"]
    if entry.ended:
        parts.append("ended")
    if entry.health is not Health.SOUND:
        parts.append(f"{entry.health}: {entry.reason}")
    return ", ".join(filter(None, parts))
