"""What happens in a turn, as values that each front draws in its own way.

No markup crosses this line: text is plain, emphasis is a number on a span, and two newlines
inside a text divide paragraphs.
"""

from __future__ import annotations

from enum import IntEnum

import msgspec

from starcity_game.story.calendar import ENGLISH, Calendar


class Style(IntEnum):
    """How a span is set."""

    PLAIN = 0
    EMPHASIS = 1
    STRONG = 2


class Span(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A run of text in one style; `\\n\\n` in it divides paragraphs."""

    text: str
    """The characters, already free of anything a terminal would obey."""
    style: int = 0
    """A `Style`."""


class Event(msgspec.Struct, frozen=True, tag=True):
    """Something that happened while a turn was played."""


class Prose(Event, frozen=True):
    """Text to be read; consecutive `Prose` events are separate paragraphs."""

    spans: tuple[Span, ...]
    """The text in order; never empty."""


class Paper(Event, frozen=True):
    """A document laid in front of the reader."""

    document: str
    """Id of the document, or its place when it was written into a scene."""
    kind: str
    """What sort of paper: order, letter, log, transcript, form."""
    title: str
    """Heading; may be empty."""
    head: tuple[tuple[str, str], ...]
    """Lines of the head as (label, value): from, to, date, stamp, copies; absent ones left out."""
    spans: tuple[Span, ...]
    """The text. A single `\\n` in it is a line break that is to be kept."""


class Moved(Event, frozen=True):
    """The clock or the place changed; fronts show it as a date line."""

    now: int
    """Minutes since 1960-01-01 00:00, see `story.calendar`."""
    place: str
    """The place's name as it is shown; empty when no place is set."""
    calendar: Calendar = ENGLISH
    """How the story's language says the moment."""


class Learned(Event, frozen=True):
    """A fact entered the notebook."""

    fact: str
    """Id of the fact."""
    text: str
    """The fact in a sentence."""


class Acted(Event, frozen=True):
    """An act entered the ledger; not shown to the player while playing."""

    act: str
    """Id of the act."""


class Checked(Event, frozen=True):
    """A check was made."""

    rests_on: str
    """Label of the stat."""
    odds: str
    """The odds in words, as they were offered."""
    success: bool
    """How it came out."""


class EpisodeBegan(Event, frozen=True):
    """The first scene of an episode was entered."""

    number: int
    title: str


class Skipped(Event, frozen=True):
    """A scene with a content note was skipped at the player's wish."""

    note: str
    """What the note says."""


class Ended(Event, frozen=True):
    """The life is over; the ending's text came before this as `Prose`."""

    ending: str
    """Id of the ending."""
    title: str
    """Its title, as stamped in the archive."""


class Stuck(Event, frozen=True):
    """Nothing follows: a fault of the story that the checker should have found."""

    scene: str
    """Id of the scene where it happened."""


class Option(msgspec.Struct, frozen=True):
    """One thing that may be done now, or that could be if something were different."""

    id: str
    """Stable id inside the waiting body; a storylet's is `@` and its scene's id."""
    label: tuple[Span, ...]
    """What the player reads."""
    open: bool = True
    """Whether it may be taken."""
    reason: str = ""
    """Why it may not, in the story's words; for an open option empty."""
    odds: str = ""
    """For a check: what it rests on and the odds in words, as in `nerve, against you`."""
    target: int = 0
    """For the engine alone: index of the choice, or -1 - scene for a storylet."""
    expresses: bool = False
    """Whether it changes nothing but what the player knows of themselves."""

    @property
    def text(self) -> str:
        """The label without styles."""
        return self.label[0].text if len(self.label) == 1 else plain(self.label)


def plain(spans: tuple[Span, ...]) -> str:
    """The text of `spans` without styles."""
    return "".join(s.text for s in spans)


def tidy(spans: list[Span]) -> tuple[Span, ...]:
    """`spans` joined where the style is the same, without the doubled spaces, blank ends of lines and empty
    paragraphs that an empty piece leaves behind."""
    found: list[Span] = []
    for span in spans:
        text = _fitting(found, span.text)
        if not text:
            continue
        if found and found[-1].style == span.style:
            found[-1] = Span(found[-1].text + text, span.style)
        else:
            found.append(Span(text, span.style))
    _cut(found, "\n ")
    return tuple(found)


def _fitting(found: list[Span], text: str) -> str:
    """What of `text` is to follow `found`, whose end may be cut."""
    before = found[-1].text if found else "\n\n"
    if before.endswith("\n\n"):
        return text.lstrip("\n ")
    if before.endswith("\n"):  # a line break that a document keeps
        return text.removeprefix("\n")
    if before.endswith(" "):
        if not text.startswith("\n"):
            return text.lstrip(" ")
        _cut(found, " ")
    return text


def _cut(found: list[Span], characters: str) -> None:
    """Take `characters` off the end of `found`."""
    while found and not (end := found[-1].text.rstrip(characters)):
        found.pop()
    if found:
        found[-1] = Span(end, found[-1].style)
