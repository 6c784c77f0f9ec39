"""A life as sheets: what each page gave to read, in blocks without any markup, and what was chosen there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from starcity_game.engine import life as lives
from starcity_game.engine import view
from starcity_game.engine.events import (
    Checked,
    Ended,
    EpisodeBegan,
    Event,
    Learned,
    Moved,
    Option,
    Paper,
    Prose,
    Skipped,
    Span,
    Stuck,
)
from starcity_game.engine.life import Life, Step
from starcity_game.engine.play import Engine
from starcity_game.engine.state import State

Paragraph = tuple[Span, ...]


class Date(msgspec.Struct, frozen=True, tag=True):
    """A date line."""

    text: str


class Heading(msgspec.Struct, frozen=True, tag=True):
    """The title of an episode, or of the ending."""

    text: str


class Passage(msgspec.Struct, frozen=True, tag=True):
    """Prose in paragraphs."""

    paragraphs: tuple[Paragraph, ...]


class Document(msgspec.Struct, frozen=True, tag=True):
    """A paper."""

    kind: str
    title: str
    head: tuple[tuple[str, str], ...]
    paragraphs: tuple[Paragraph, ...]
    """A line break inside one is to be kept."""


class Remark(msgspec.Struct, frozen=True, tag=True):
    """What the program says between passages: a fact noted, how a check came out, what was left out."""

    text: str


Block = Date | Heading | Passage | Document | Remark


class Chosen(msgspec.Struct, frozen=True):
    """An option of a sheet."""

    label: Paragraph
    taken: bool
    open: bool
    remark: str
    """Odds of an open option, reason of a closed one; may be empty."""


class Sheet(msgspec.Struct, frozen=True):
    """One page of a life."""

    number: int
    blocks: tuple[Block, ...]
    offer: tuple[Chosen, ...]


class Transcript(msgspec.Struct, frozen=True):
    """A whole life."""

    story: str
    """Title of the story."""
    volume: str
    """Title of the volume."""
    name: str
    """Whose life it is."""
    sheets: tuple[Sheet, ...]
    notices: tuple[str, ...] = ()
    """A sentence for each thing that the story no longer has."""


def transcript(engine: Engine, life: Life, name: str = "", notices: Iterable[str] = ()) -> Transcript:
    """Every page of `life` that is remembered, worked out anew, with what was on offer and what was chosen."""
    steps = lives.steps(life)
    states = [step.before for step in steps] + [life.state]
    first = steps[0].number - 1 if steps else 0
    sheets, gone = [], []
    for at, state in enumerate(states):
        happened = _page(engine, life, steps, at)
        if happened is None:
            gone.append(f"The story no longer has what was read on sheet {first + at}.")
        since = view.moment(engine, states[at - 1]) if at else None
        taken = steps[at].choice if at < len(steps) else ""
        sheets.append(Sheet(first + at, blocks(happened or (), since), _offer(engine, state, taken, steps, at)))
    volume = engine.head.volumes[life.state.origin.volume]
    called = name or _called(engine, life.state)
    return Transcript(engine.head.title, volume.title, called, tuple(sheets), (*notices, *gone))


def _called(engine: Engine, state: State) -> str:
    """The name that the questionnaire gave; empty when it asks for none."""
    questions = engine.head.volumes[state.origin.volume].questionnaire
    person = next((question.person for question in questions if question.person), "")
    return view.form(engine, state, person, "full")


def _page(engine: Engine, life: Life, steps: Sequence[Step], at: int) -> tuple[Event, ...] | None:
    """What the sheet `at` places after the first remembered one gave to read; None when that is gone."""
    if at == len(steps):
        return life.events
    if at == 0:
        return engine.begin(life.state.origin).events if steps[0].number == 1 else None
    return lives.page(engine, steps[at - 1]) or None


def _offer(engine: Engine, state: State, taken: str, steps: Sequence[Step], at: int) -> tuple[Chosen, ...]:
    """The options of a sheet; what was taken is among them even when the story no longer offers it."""
    offer = engine.offer(state)
    found = [_chosen(option, option.id == taken and option.open) for option in offer]
    if taken and not any(option.taken for option in found):
        found.append(Chosen((Span(steps[at].label or taken),), True, True, ""))
    return tuple(found)


def _chosen(option: Option, taken: bool) -> Chosen:
    """An option as it stood there."""
    return Chosen(option.label, taken, option.open, option.odds if option.open else option.reason)


def blocks(happened: Iterable[Event], since: Moved | None = None) -> tuple[Block, ...]:
    """What a turn brought, in order; an act shows nothing. `since` is as in `view.dated`."""
    found = (_block(event, date) for event, date in view.dated(happened, since))
    return tuple(block for block in found if block is not None)


def _block(event: Event, date: str) -> Block | None:
    """One event as a block."""
    match event:
        case Prose():
            return Passage(paragraphs(event.spans))
        case Paper():
            return Document(event.kind, event.title, event.head, paragraphs(event.spans))
        case EpisodeBegan():
            return Heading(f"Episode {event.number}: {event.title}")
        case Ended():
            return Heading(f"The end: {event.title}")
        case Learned():
            return Remark(f"Noted: {event.text}")
        case Checked():
            outcome = "you manage it" if event.success else "you do not manage it"
            return Remark(f"{event.rests_on[:1].upper()}{event.rests_on[1:]}, {event.odds}: {outcome}.")
        case Skipped():
            return Remark(f"A passage is left out, as you asked: {event.note}")
        case Stuck():
            return Remark(f"The story breaks off here: nothing follows {event.scene}.")
    return Date(date) if date else None


def paragraphs(spans: Iterable[Span]) -> tuple[Paragraph, ...]:
    """Spans divided where a blank line divides them."""
    found: list[list[Span]] = [[]]
    for span in spans:
        first, *others = span.text.split("\n\n")
        found[-1].append(Span(first, span.style))
        found += [[Span(part, span.style)] for part in others]
    whole = (tuple(span for span in paragraph if span.text) for paragraph in found)
    return tuple(paragraph for paragraph in whole if paragraph)
