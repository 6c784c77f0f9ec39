"""The compiled form of a story: typed, linked, immutable, and cheap to store.

Everything here is data. Expressions stand as numbers into `Head.code`, whose trees rebuild to
code through `expressions.compile_expression` and nothing else, so that a stored story cannot run
anything of its own. Scenes are stored one by one and decoded when they are first entered.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from starcity_game.story.calendar import ENGLISH, Calendar
from starcity_game.story.machine import Machine

if TYPE_CHECKING:
    from starcity_game.story.filing import Dossier

Value = int | bool | str


class _Stored(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Base of what is stored: compact, immutable."""


# ------------------------------------------------------------------------------- text


class Run(_Stored, frozen=True, array_like=True, tag="r"):
    """Text that never varies."""

    text: str
    style: int = 0


class Show(_Stored, frozen=True, array_like=True, tag="s"):
    """The value of an expression, printed."""

    code: int
    style: int = 0


class Vary(_Stored, frozen=True, array_like=True, tag="v"):
    """One of two texts, by a condition."""

    code: int
    then: tuple[Piece, ...]
    otherwise: tuple[Piece, ...] = ()


class Alternate(_Stored, frozen=True, array_like=True, tag="a"):
    """One of several texts by how often it was read: `once`, `cycle` or `shuffle`."""

    kind: str
    counter: int
    options: tuple[tuple[Piece, ...], ...]


class Insert(_Stored, frozen=True, array_like=True, tag="p"):
    """A document laid before the reader."""

    document: str
    """Id of a declared document, empty for one that is written into the scene."""
    paper: int = -1
    """Index into the scene's own papers."""


class Include(_Stored, frozen=True, array_like=True, tag="i"):
    """A text that has a name of its own, in `Head.pieces`."""

    piece: str


class Lay(_Stored, frozen=True, array_like=True, tag="l"):
    """Papers of the file laid before the reader."""

    kind: str
    """`paper`, `file`, `rumour` or `falsehood`."""
    act: str = ""
    """Of `paper` the act that they are about."""
    episode: int = 0
    """The episode of the ledger that they are about; 0 where the file of the scene names none."""
    unwritten: tuple[Piece, ...] = ()
    """Read where the file will have such papers, and none of them is written by now."""


class Gap(_Stored, frozen=True, array_like=True, tag="g"):
    """The border between two entries of a text list."""


Piece = Run | Show | Vary | Alternate | Insert | Include | Lay | Gap
Text = tuple[Piece, ...]


class Document(_Stored, frozen=True, array_like=True):
    """A paper: who wrote it, to whom, when, and what it says."""

    id: str
    kind: str
    title: str
    head: tuple[tuple[str, str], ...]
    text: Text


# ------------------------------------------------------------------------------ scenes


class Act(_Stored, frozen=True, array_like=True):
    """An act for the ledger, as a scene declares it."""

    do: str
    to: str = ""
    how: str = ""
    stakes: str = ""
    seen_by: tuple[str, ...] = ()
    place: str = ""


class Check(_Stored, frozen=True, array_like=True):
    """A stat against a difficulty from 0 to 10."""

    label: str
    slot: int
    mirror: bool
    pair: bool
    difficulty: int
    key: str
    """What the draw is keyed by, together with the seed and the visit."""


class Jump(_Stored, frozen=True, array_like=True):
    """Where a body leads: `goto`, `call`, `return` or `end`."""

    kind: str
    scene: int = -1
    ending: str = ""
    arguments: tuple[tuple[int, int], ...] = ()
    """For a call: (slot, code) of each argument."""


class Choice(_Stored, frozen=True, array_like=True):
    """An option as declared; what it leads to is the body with the index `body`."""

    id: str
    label: Text
    body: int
    counter: int
    when: int = -1
    locked: Text = ()
    once: bool = False
    leave: bool = False
    intent: str = ""
    reflective: bool = False


class Role:
    """What a body is to the body around it."""

    SCENE = 0
    CHOICE = 1
    THEN = 2
    OUTCOME = 3
    SKIP = 4


class Body(_Stored, frozen=True, array_like=True):
    """A few things that happen in a fixed order."""

    path: str
    """Place in the scene: empty for the scene's own body, then `choice-id`, `then`, `check/success`."""
    role: int
    parent: int
    when: int = -1
    advance: int = 0
    """Minutes."""
    date: int | None = None
    """Minutes since 1960-01-01; earlier dates are negative."""
    place: str = ""
    sets: tuple[int, ...] = ()
    """Assignments, as numbers into `Head.code`."""
    learn: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()
    text: Text = ()
    check: Check | None = None
    success: int = -1
    failure: int = -1
    draw: tuple[str, int] | None = None
    """Deck and how many to show."""
    choices: tuple[Choice, ...] = ()
    jump: Jump | None = None
    then: tuple[int, ...] = ()
    """Bodies of which the first whose `when` holds runs."""
    assumes: tuple[str, ...] = ()
    """Facts that must have been learned on every way here."""


class Storylet(_Stored, frozen=True, array_like=True):
    """What a scene in a deck says of itself."""

    deck: str
    label: Text
    when: int = -1
    conditions: int = 0
    """How many conditions `when` joins: the more, the more specific."""
    urgency: int = 0
    weight: int = 1
    once: bool = True


class Scene(_Stored, frozen=True, array_like=True):
    """A named body, with all bodies inside it in one flat list; its own is number 0."""

    id: str
    file: str
    line: int
    base: int
    """Number of the first of its own counters. (Its visits are counted under its index.)"""
    counters: tuple[str, ...]
    """Names of its own counters: choices taken, and texts that vary by being read."""
    bodies: tuple[Body, ...]
    hub: bool = False
    storylet: Storylet | None = None
    episode: tuple[int, str] | None = None
    notes: tuple[str, ...] = ()
    skip: int = -1
    papers: tuple[Document, ...] = ()
    title: str = ""


# ------------------------------------------------------------------------------- head


class Variable(_Stored, frozen=True, array_like=True):
    """A declared variable, or under a dotted name something that a machine keeps."""

    id: str
    slot: int
    kind: str
    """`number`, `flag`, `word`, `pair` or `text`."""
    start: Value
    low: int = 0
    high: int = 0
    words: tuple[str, ...] = ()
    """Words of an enumeration, or for `show: words` those that stand for a number."""
    label: str = ""
    other: str = ""
    """Second name of a pair, which reads 100 minus the first."""
    show: str = "none"
    """`bar`, `scale`, `words`, `number` or `none`."""
    volume: str = ""
    """The only volume in which the player sees it; empty for all."""


class Person(_Stored, frozen=True, array_like=True):
    """Somebody: the forms of the name and what the card says. Dealt forms live in slots."""

    id: str
    forms: dict[str, str]
    """Forms that never vary; for a dealt person those of the first variant."""
    slots: dict[str, int]
    """Slots of the forms and attributes that are dealt by the seed or given by the questionnaire."""
    variants: tuple[tuple[dict[str, str], dict[str, Value]], ...] = ()
    post: str = ""
    about: str = ""
    stress: str = ""
    key: bool = False
    when: int = -1
    """When the player sees the card."""


class Answer(_Stored, frozen=True, array_like=True):
    """One option of a question."""

    label: str
    value: str = ""
    forms: dict[str, str] = {}
    when: int = -1
    own: dict[str, str] = {}
    """In a translated story the forms in the story's own language: those that a saved life keeps."""


class Question(_Stored, frozen=True, array_like=True):
    """One question of a volume's questionnaire."""

    id: str
    ask: str
    answers: tuple[Answer, ...]
    slot: int = -1
    """Slot that the answer sets."""
    person: str = ""
    """Person whose forms the answer gives."""
    typed: bool = False
    """Whether the player may type the forms."""


class Volume(_Stored, frozen=True, array_like=True):
    """One way into the story."""

    id: str
    title: str
    short: str
    start: int
    about: str = ""
    questionnaire: tuple[Question, ...] = ()
    opens: bool = False
    """Whether a file is opened before its first page."""
    hero: str = "you"
    """Who is played."""
    episodes: int = 0
    """How many episodes it is to have; 0 where nothing is said of it."""


class Fact(_Stored, frozen=True, array_like=True):
    """Something that can be learned."""

    id: str
    slot: int
    text: str
    about: tuple[str, ...] = ()
    matter: str = ""
    major: bool = False
    suspected: bool = False


class Ending(_Stored, frozen=True, array_like=True):
    """A way for a life to end."""

    id: str
    title: str
    parts: tuple[tuple[int, Text], ...] = ()
    """(condition or -1, text)."""
    when: int = -1
    priority: int = 0


class CastRole(_Stored, frozen=True, array_like=True):
    """A role that the seed deals to one of its candidates."""

    id: str
    slot: int
    """Slot of the word `cast.<id>`."""
    label: str
    candidates: tuple[str, ...]
    """People who may be dealt it."""
    suspects: tuple[str, ...] = ()
    """People who are never dealt it, though a reader may think so."""


class Conclusion(_Stored, frozen=True, array_like=True):
    """What a reader can come to know of a cast."""

    id: str
    role: str
    volumes: tuple[str, ...]
    """Who has read all of these can know it."""
    label: str = ""
    answers: dict[str, str] = {}
    """Where the answer is no name: candidate to what it is instead. Knowing it is not to know who."""


class Casting(_Stored, frozen=True, array_like=True):
    """The roles, and the casts that are dealt."""

    roles: tuple[CastRole, ...]
    casts: tuple[tuple[int, ...], ...]
    """Every legal cast: for each role the number of its candidate."""
    upto: tuple[int, ...]
    """For each cast its weight with those of all before it; the last is the sum of all."""
    channels: tuple[str, ...] = ()
    conclusions: dict[str, Conclusion] = {}

    def people(self, cast: int) -> tuple[str, ...]:
        """Who holds each role in the cast with this number."""
        return tuple(role.candidates[k] for role, k in zip(self.roles, self.casts[cast], strict=True))


class Clue(_Stored, frozen=True, array_like=True):
    """Something that can be found out about the cast."""

    id: str
    text: str
    fact: str
    volume: str
    episode: int
    channel: str
    how: str = ""
    cost: str = ""
    source: str = ""
    """Where it comes from in the end; its own id where nothing else was said."""
    rests_on: tuple[str, ...] = ()
    """Clues without which it would not be known."""
    when: int = -1
    """In which casts it exists, as a number into `Head.code`."""
    rules: dict[str, tuple[str, ...]] = {}
    """Conclusion to those who can still be meant, with what `clears` says put in."""
    clears: dict[str, tuple[str, ...]] = {}
    """Conclusion to those who are ruled out by name."""
    means: int = -1
    """A condition of several roles that it shows to hold."""
    points: dict[str, tuple[str, ...]] = {}
    """Conclusion to those whom it makes look guilty."""
    spine: bool = False
    pinned: bool = False
    checked: bool = False
    planned: bool = False


class Head(msgspec.Struct, frozen=True, array_like=True):
    """Everything of a story but its scenes."""

    id: str
    title: str
    version: str
    hash: str
    about: str
    credits: str
    notes: dict[str, str]
    """Content notes: id to what is said."""
    volumes: dict[str, Volume]
    variables: dict[str, Variable]
    people: dict[str, Person]
    places: dict[str, str]
    facts: dict[str, Fact]
    acts: dict[str, str]
    glossary: dict[str, str]
    documents: dict[str, Document]
    pieces: dict[str, Text]
    endings: dict[str, Ending]
    decks: dict[str, tuple[int, ...]]
    """Deck to the indexes of its storylets."""
    start: tuple[Value, ...]
    """Value of every slot before anything is dealt."""
    code: tuple[Any, ...]
    """Every distinct expression and assignment, as trees."""
    counters: int
    """How many counters the story has."""
    scenes: tuple[str, ...]
    """Ids of the scenes in order."""
    bases: tuple[int, ...]
    """Number of each scene's first own counter, ascending."""
    shared: tuple[str, ...]
    """Names of the counters of texts outside scenes; they are numbered after the scenes."""
    was: dict[str, str]
    """Former ids of scenes."""
    calendar: Calendar = ENGLISH
    """How dates are said."""
    casting: Casting | None = None
    """Who may be dealt which role."""
    machine: Machine = Machine()
    """Systems with hidden defects, and how they are flown."""
    dossier: bytes = b""
    """What files are made of, as `filing.unpacked` reads it; empty when the story has no file."""
    hooks: dict[str, int] = {}
    """Hooks backwards, each with its slot."""


class Story:
    """A compiled story: its head, and its scenes, decoded when they are first asked for."""

    def __init__(self, head: Head, blobs: Sequence[bytes | memoryview]) -> None:
        self.head = head
        """Everything but the scenes."""
        self._blobs = blobs
        self._decode = msgspec.msgpack.Decoder(Scene).decode
        self._index = {name: i for i, name in enumerate(head.scenes)}
        self._dossier: Dossier | None = None
        self.shown = tuple(v for v in head.variables.values() if v.show != "none")
        """Variables that the player may see, in the order of declaration."""

    def __len__(self) -> int:
        return len(self.head.scenes)

    def index(self, scene: str) -> int | None:
        """Number of the scene with this id, following former ids; None if there is none."""
        found = self._index.get(scene)
        return self._index.get(self.head.was.get(scene, "")) if found is None else found

    @property
    def dossier(self) -> Dossier | None:
        """What files are made of, decoded when it is first asked for; None when the story has no file."""
        if self._dossier is None and self.head.dossier:
            from starcity_game.story.filing import unpacked  # noqa: PLC0415 - nobody else waits for it

            self._dossier = unpacked(self.head.dossier)
        return self._dossier

    def scene(self, index: int) -> Scene:
        """The scene with this number, decoded anew at each call. Raises IndexError beyond the last."""
        return self._decode(self._blobs[index])
