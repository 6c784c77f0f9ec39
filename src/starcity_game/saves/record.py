"""A life as it is written down: data, and nothing that could run."""

from __future__ import annotations

import os
from typing import Any

import msgspec

from starcity_game.engine.state import Subject, Value

FORMAT = 1
"""Version of what a save holds; raised when an older game could not read it."""
GAME = "starcity"
"""What a save says it is of."""
MAX_NAME = 80
"""Characters of a life's name that are kept."""
MAX_LABEL = 60
"""Characters of a choice's label that are remembered."""
MAX_PAGE = 3000
"""Characters of the last page that are remembered."""
MAX_STEPS = 10_000
"""Choices that are remembered; of a longer life the oldest are forgotten."""

Flat = dict[str, Any]
"""A state by stable names, as `engine.portable` gives it."""
Answers = dict[str, str | dict[str, str]]
"""The questionnaire's answers, as in `engine.state.Origin`."""


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """Which story a life belongs to."""

    id: str
    version: str = ""
    hash: str = ""


class Kept(msgspec.Struct, frozen=True):
    """One choice as it is written down."""

    choice: str
    """Id of the option that was taken."""
    label: str
    """What it said, shortened to `MAX_LABEL`."""
    delta: Flat
    """What undoing it changes in the state after it: key to the old value, None for a key that was absent."""


class Bookmark(msgspec.Struct, frozen=True, array_like=True):
    """A place to come back to."""

    name: str
    sheet: int
    """Number of choices that had been made there."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A whole life as it is written down."""

    life: str
    """Generated id, 12 hexadecimal digits: the life's file is named for it."""
    name: str
    """What the player calls it: any text."""
    story: Mark
    """The story it was played in."""
    volume: str
    """Id of the volume."""
    seed: int
    """From which everything is dealt."""
    answers: Answers
    """The questionnaire."""
    skip: tuple[str, ...] = ()
    """Content notes that the player asked to skip, sorted."""
    subject: Subject | None = None
    """Whose file is opened in it: a copy of somebody’s ledger."""
    hooks: dict[str, Value] = {}
    """What an earlier life carried into it."""
    state: Flat
    """Where it stands."""
    steps: tuple[Kept, ...] = ()
    """Every choice that is remembered, the first first."""
    forgotten: int = 0
    """How many choices came before those."""
    bookmarks: tuple[Bookmark, ...] = ()
    notes: tuple[str, ...] = ()
    """The player's own notes."""
    page: str = ""
    """What the last choice brought to read, as plain text, in case the story no longer says it."""
    line: str = ""
    """Episode and date, as a list of lives shows them."""
    ended: str = ""
    """Id of the ending, or empty while the life goes on."""
    saved: int = 0
    """Seconds since 1970, only to be shown: the clock may be wrong."""
    counter: int = 0
    """Counted up at every save of the folder: the highest was saved last. Given by the shelf."""
    engine: str = ""
    """Version of the program that wrote it."""

    @property
    def sheet(self) -> int:
        """How many choices have been made."""
        return self.forgotten + len(self.steps)


def new_life() -> str:
    """An id for a life that is begun, unlike any other."""
    return os.urandom(6).hex()
