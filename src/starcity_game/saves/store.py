"""A record as bytes and back: typed, bounded, and versioned step by step.

What a list of lives shows stands in plain JSON; state and history are JSON too, but deflated: their
names repeat at every choice, and a life of 200 choices is to stay under 24 KB.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Callable, Mapping
from typing import Annotated, Any

import msgspec

from ..engine.state import Subject, Value
from ..story.strict_text import clean
from .harmless import harmless_flat, harmless_forms, harmless_subject
from .problems import Damaged, Newer, SaveProblem
from .record import FORMAT, GAME, MAX_NAME, MAX_STEPS, Answers, Bookmark, Flat, Kept, Mark, Record
from .seal import MAX_BYTES, MAX_DEPTH, depth, sealed, unsealed

Migration = Callable[[dict[str, Any]], dict[str, Any]]
"""Turns the JSON object of one format into that of the next."""
MIGRATIONS: Mapping[int, Migration] = {}
"""How each older format becomes the next; the key is the older one."""

MAX_INFLATED = 32 * 1024 * 1024
"""State and history are not larger, however small they were deflated to."""
_Whole = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
_Seed = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]


class _Peek(msgspec.Struct):
    """What says whether the rest can be understood."""

    format: int
    game: str


class Stored(msgspec.Struct, kw_only=True):
    """The JSON object of a save of format 1."""

    format: int = FORMAT
    game: str = GAME
    engine: str
    story: Mark
    life: str
    name: str
    volume: str
    seed: _Seed
    answers: Answers
    skip: tuple[str, ...]
    sheet: _Whole
    forgotten: _Whole
    counter: _Whole
    saved: int
    line: str
    ended: str
    bookmarks: tuple[Bookmark, ...]
    notes: tuple[str, ...]
    page: str
    way: str
    """State and steps: JSON, deflated, in base 64."""


class _Way(msgspec.Struct):
    """What `Stored.way` holds."""

    state: Flat
    steps: list[tuple[str, str, Flat]]
    subject: Subject | None = None
    hooks: dict[str, Value] = {}


_peek = msgspec.json.Decoder(_Peek)
_stored = msgspec.json.Decoder(Stored)
_way = msgspec.json.Decoder(_Way)


def encode(record: Record) -> bytes:
    """`record` as it is written to a file. Raises SaveProblem when it cannot be."""
    steps = record.steps[-MAX_STEPS:]
    try:
        way = msgspec.json.encode(
            _Way(record.state, [(s.choice, s.label, s.delta) for s in steps], record.subject, record.hooks)
        )
        named = {f: getattr(record, f) for f in Stored.__struct_fields__ if f not in _MADE}
        stored = Stored(
            sheet=record.sheet,
            forgotten=record.sheet - len(steps),
            way=base64.b64encode(zlib.compress(way)).decode(),
            **named,
        )
        data = sealed(msgspec.json.encode(_shown_safely(stored)))
    except (msgspec.MsgspecError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise SaveProblem(f"This life cannot be written down: {clean(str(error))}.") from error
    if len(data) > MAX_BYTES or len(way) > MAX_INFLATED:
        raise SaveProblem("This life has grown too large to be saved.")
    try:
        outline(data)
    except Damaged as problem:  # what could not be read back is not written
        raise SaveProblem(f"This life cannot be written down. {problem.message}") from problem
    return data


_MADE = {"format", "game", "sheet", "forgotten", "way"}


def outline(data: bytes, migrations: Mapping[int, Migration] = MIGRATIONS) -> Stored:
    """What can be said of a save without unfolding its state and history.

    Raises Damaged or Newer. Every byte is covered by the checksum, every field has its type, and no
    text holds anything a terminal would obey.
    """
    body = unsealed(data)
    try:
        peek = _peek.decode(body)
        if peek.game != GAME:
            raise Damaged("The file is a save of another game.")
        if peek.format > FORMAT:
            raise Newer("This life was saved by a newer version of the game. It is left as it is.")
        stored = _stored.decode(body) if peek.format == FORMAT else _migrated(body, peek.format, migrations)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Damaged(f"The file does not hold what a save holds: {clean(str(error))}.") from error
    return _shown_safely(stored)


def format_of(data: bytes) -> int:
    """The format of a sound save. Raises Damaged."""
    try:
        return _peek.decode(unsealed(data)).format
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Damaged("The file does not hold what a save holds.") from error


def decode(data: bytes, migrations: Mapping[int, Migration] = MIGRATIONS) -> Record:
    """The record in the bytes of a file. Raises Damaged or Newer, and nothing else."""
    stored = outline(data, migrations)
    try:
        way = _way.decode(_inflated(stored.way))
        harmless_flat(way.state)
        harmless_flat(way.hooks)
        subject = harmless_subject(way.subject)
        steps = tuple(Kept(c, clean(label), harmless_flat(delta)) for c, label, delta in way.steps)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Damaged(f"The file does not hold what a save holds: {clean(str(error))}.") from error
    if stored.sheet != stored.forgotten + len(steps):
        raise Damaged("The file does not hold as many choices as it says.")
    named = {f: getattr(stored, f) for f in Stored.__struct_fields__ if f not in _MADE}
    return Record(state=way.state, steps=steps, forgotten=stored.forgotten, subject=subject, hooks=way.hooks, **named)


def _migrated(body: bytes, number: int, migrations: Mapping[int, Migration]) -> Stored:
    """The object of an older format, brought up one format at a time."""
    found = msgspec.json.decode(body, type=dict[str, Any])
    for older in range(number, FORMAT):
        if older not in migrations:
            raise Damaged("This life was saved in a form that is no longer known.")
        try:
            found = {**migrations[older](found), "format": older + 1}
        except (LookupError, TypeError, AttributeError) as error:
            raise Damaged("This life was saved in an older form, and incompletely.") from error
    return msgspec.convert(found, Stored)


def _inflated(text: str) -> bytes:
    """The bytes in `text`, never more than `MAX_INFLATED`. Raises ValueError."""
    inflate = zlib.decompressobj()
    try:
        found = inflate.decompress(base64.b64decode(text, validate=True), MAX_INFLATED)
    except (zlib.error, binascii.Error) as error:
        raise ValueError("the history cannot be unfolded") from error
    if not inflate.eof:
        raise ValueError("the history is longer than any, or cut off")
    if depth(found) >= MAX_DEPTH:
        raise ValueError("the history is nested deeper than any")
    return found


def _shown_safely(stored: Stored) -> Stored:
    """`stored` with every text made safe to show."""
    return msgspec.structs.replace(
        stored,
        engine=clean(stored.engine),
        story=Mark(*(clean(part) for part in msgspec.structs.astuple(stored.story))),
        name=clean(stored.name)[:MAX_NAME],
        volume=clean(stored.volume),
        line=clean(stored.line),
        ended=clean(stored.ended),
        page=clean(stored.page, lines=True),
        notes=tuple(clean(note, lines=True) for note in stored.notes),
        bookmarks=tuple(Bookmark(clean(b.name)[:MAX_NAME], b.sheet) for b in stored.bookmarks),
        answers={q: clean(a) if isinstance(a, str) else harmless_forms(a) for q, a in stored.answers.items()},
    )
