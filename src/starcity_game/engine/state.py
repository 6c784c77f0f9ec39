"""A moment of a life, as an immutable value."""

from __future__ import annotations

import msgspec

from starcity_game.engine.vector import Vector

Value = int | bool | str
"""What a variable may hold."""

NOW = 0
"""Slot of the clock: minutes since 1960-01-01 00:00."""
PLACE = 1
"""Slot of the place: its id, or an empty word."""


class Origin(msgspec.Struct, frozen=True):
    """What was settled before the first page and never changes."""

    volume: str
    """Id of the volume."""
    seed: int
    """From which everything is dealt."""
    answers: dict[str, str | dict[str, str]]
    """The questionnaire: question id to the chosen value, or for a name to its forms."""
    skip: frozenset[str] = frozenset()
    """Content notes whose scenes the player asked to skip."""
    subject: Subject | None = None
    """Whose file is opened in this life: a copy that nothing else ever changes."""
    hooks: dict[str, Value] = {}
    """What an earlier life of the other volume carries into this one, by hook."""


class Frame(msgspec.Struct, frozen=True, array_like=True):
    """Where to go back to when a called scene or a storylet ends."""

    scene: int
    body: int
    hub: bool
    """Whether to offer the body's choices again, rather than going on with its `then`."""
    drawn: tuple[int, ...]
    """Storylets that the hub had drawn."""
    restore: tuple[tuple[int, Value], ...]
    """Slots that the call's arguments covered, with what they held before."""


class Deed(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """One entry of the act ledger. The world sees the act; the intent is the player's own."""

    act: str
    scene: str
    episode: int
    now: int
    place: str
    to: str = ""
    how: str = ""
    stakes: str = ""
    seen_by: tuple[str, ...] = ()
    intent: str = ""


class Subject(msgspec.Struct, frozen=True):
    """An engineer as an officer’s life has them: somebody’s finished ledger, or an invented one."""

    forms: dict[str, str]
    """Forms of the name."""
    keeps: dict[str, Value]
    """Variables of that life which the file keeps, at its end."""
    deeds: tuple[Deed, ...]
    """The ledger in the order of its dates. Its intents no paper shows."""
    removed: int | None = None
    """When that life broke off, in minutes since 1960-01-01; None where it did not."""


class Link(msgspec.Struct, frozen=True, gc=True):
    """A list that grows at its end without being copied: the newest entry and all before it."""

    entry: Deed | tuple[str, str]
    before: Link | None
    count: int


class State(msgspec.Struct, frozen=True):
    """Everything that decides what may happen next."""

    origin: Origin
    values: list[Value]
    """Variables, facts, dealt forms and attributes by slot. A list because it is copied at every choice
    (a fifth of a tuple's time); it is never changed once it stands in a state."""
    counts: Vector
    """Visits of scenes, choices taken, turns of varying text."""
    scene: int
    """Where the reader is waiting."""
    body: int
    """Which body of that scene offers the choices."""
    frames: tuple[Frame, ...] = ()
    """Calls to come back from, the innermost last."""
    drawn: tuple[int, ...] = ()
    """Storylets on offer at the waiting hub, as scene indexes."""
    ledger: Link | None = None
    """The acts, newest first."""
    learned: Link | None = None
    """Facts as (fact, scene where it was learned), newest first."""
    episode: int = 0
    """Number of the episode being played."""
    ended: str = ""
    """Id of the ending, once there is one; `!` when the story broke off."""


def entries(link: Link | None) -> list[Deed | tuple[str, str]]:
    """The entries of a linked list, oldest first."""
    found = []
    while link is not None:
        found.append(link.entry)
        link = link.before
    return found[::-1]
