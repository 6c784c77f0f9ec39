"""The compiled form of everything a file is made of: observers, manners, reports, rules, ready ledgers, hooks.

It is stored apart from the rest of a story's head and decoded when a file is first asked for, so that whoever plays
a volume without one does not wait for it.
"""

from __future__ import annotations

import msgspec

from starcity_game.story.model import Document, Text, Value

DETAILS = ("who", "place", "time", "words", "motive", "thing")
"""What may be false in a paper."""
NEAR = 10
"""Minutes between two places of one house."""


class _Stored(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Base of what is stored: compact, immutable."""


class Observer(_Stored, frozen=True, array_like=True):
    """Somebody who reports."""

    id: str
    person: str
    signs: str
    """How the papers are signed."""
    channel: str
    """By what way they come."""
    sees: tuple[str, ...] = ()
    """Places where this observer may have been."""
    hears: tuple[str, ...] = ()
    """People who tell this observer what they saw."""
    acts: tuple[str, ...] = ()
    """The only acts reported; all where none is named."""
    dies: int | None = None
    """Minute of the day of death."""


class Manner(_Stored, frozen=True, array_like=True):
    """How somebody reports."""

    id: str
    within: int
    """Minutes after the act, at most, in which the paper is written."""


class Falsehood(_Stored, frozen=True, array_like=True):
    """The one thing in a report that is not so, and the paper that shows it."""

    detail: str
    """One of `DETAILS`."""
    source: str
    """Where the other paper comes from."""
    paper: Document


class Report(_Stored, frozen=True, array_like=True):
    """How an act is told by somebody of a manner."""

    id: str
    act: str
    text: Text
    kind: str
    title: str = ""
    manners: tuple[str, ...] = ()
    observers: tuple[str, ...] = ()
    scenes: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    how: tuple[str, ...] = ()
    when: int = -1
    trace: bool = False
    cites: bool = False
    extract: bool = False
    false: Falsehood | None = None
    prefix: str = ""
    """The prefix of its file: unless it names scenes, it is of what is done in those that have it as well."""

    @property
    def narrow(self) -> int:
        """How many things it asks of an act and its observer: the more, the better it fits."""
        asked = (self.scenes, self.how, self.to, self.observers)
        return sum(map(bool, asked)) + (self.when >= 0) + (0 < len(self.manners) < 3)


class Recall(_Stored, frozen=True, array_like=True):
    """Something that scenes ask of an opened ledger: whether there is a deed like this."""

    id: str
    slot: int
    act: str
    scenes: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    how: tuple[str, ...] = ()
    prefix: str = ""
    """Always empty: a recall names its scenes, or means all."""
    episode: int = 0
    """The episode of the ledger that is asked; 0 is its first."""


def asked_of(asks: Report | Recall, act: str, scene: str, to: str, how: str) -> bool:
    """Whether a deed is of the kind that a report or a recall asks for."""
    return (
        asks.act == act
        and (scene in asks.scenes if asks.scenes else _below(asks.prefix, scene))
        and (not asks.to or to in asks.to)
        and (not asks.how or how in asks.how)
    )


def _below(prefix: str, scene: str) -> bool:
    """Whether a deed of a scene, or of none, can be meant by what stands in a file of this prefix."""
    return not prefix or not scene or scene.startswith(f"{prefix}.")


class Rules(_Stored, frozen=True, array_like=True):
    """How a file is sifted."""

    of: str
    """The volume of whose lives it is made."""
    title: str = ""
    keeps: dict[str, int] = {}
    """Variables that are carried over, each with its slot in the life they come from."""
    least: int = 20
    most: int = 25
    first_sheet: int = 1
    foremost: tuple[str, ...] = ()
    """Acts that come into the file before all others."""
    false_details: int = 5
    rumours: int = 2
    travel: int = 30
    """Minutes that somebody is on the way between two places at least."""
    together: tuple[tuple[str, ...], ...] = ()
    """Places of one house."""
    after: int = 1
    """Minutes after the act in which a paper is written at the earliest."""
    informer: int = -1
    """The expression that is the informer, as a number into `Head.code`."""
    hand: str = ""
    """The person who signs the extracts."""
    channel: str = ""
    early: tuple[str, ...] = ()
    removed: str = ""

    def apart(self, one: str, other: str) -> int:
        """Minutes between two places at least."""
        if one == other:
            return 0
        near = any(one in house and other in house for house in self.together)
        return min(NEAR, self.travel) if near else self.travel


class Hook(_Stored, frozen=True, array_like=True):
    """What a finished life of the file's volume carries into a new life of the other."""

    id: str
    slot: int
    start: Value
    words: tuple[str, ...]
    """The words that it may be; none for a flag."""
    pays: str
    """The scene in which it is paid."""
    source: int = -1
    """What it is by a finished life, as a number into `Head.code`."""
    planned: bool = False


class Entry(_Stored, frozen=True, array_like=True):
    """A deed of a ledger that an author wrote; the same fields as a deed in a life."""

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


class Engineer(_Stored, frozen=True, array_like=True):
    """A ledger that is ready to be opened."""

    id: str
    title: str
    about: str
    forms: dict[str, str]
    keeps: dict[str, Value]
    deeds: tuple[Entry, ...]


Given = dict[str, tuple[str, ...]]
"""Answers that something needs: question to the answers of which one was given."""


class Reply(_Stored, frozen=True, array_like=True):
    """One answer of the interview."""

    id: str
    label: str
    needs: Given = {}
    forms: dict[str, str] = {}
    keeps: dict[str, Value] = {}


class Asked(_Stored, frozen=True, array_like=True):
    """One question of the interview."""

    id: str
    ask: str
    replies: tuple[Reply, ...]


class Interview(_Stored, frozen=True, array_like=True):
    """Questions whose answers give a ledger."""

    about: str
    questions: tuple[Asked, ...]
    deeds: tuple[tuple[Given, Entry], ...]
    """Deeds in the order of their dates, each with the answers that it needs."""


class Dossier(_Stored, frozen=True, array_like=True):
    """Everything that a file is made of."""

    rules: Rules
    observers: tuple[Observer, ...] = ()
    manners: tuple[Manner, ...] = ()
    reports: tuple[Report, ...] = ()
    engineers: tuple[Engineer, ...] = ()
    interview: Interview | None = None
    slots: dict[str, int] = {}
    """Slots of everything that is known of a file, such as `subject.surname` or `did.kept_silent`, by their names."""
    dead: dict[str, int] = {}
    """People who die, each with the minute of that day."""
    hidden: tuple[str, ...] = ()
    """Acts that nobody could report."""
    hooks: tuple[Hook, ...] = ()
    recalls: tuple[Recall, ...] = ()


def packed(dossier: Dossier | None) -> bytes:
    """A dossier as it is stored; nothing for none."""
    return msgspec.msgpack.encode(dossier) if dossier else b""


def unpacked(data: bytes) -> Dossier | None:
    """The dossier in the bytes that `packed` made."""
    return msgspec.msgpack.decode(data, type=Dossier) if data else None
