"""Events into lines: the typesetter of the desk. Pure, and the last gate before the screen.

A line is a `Row`: its text with names of roles, never markup. All text goes through `clean`, so that nothing a
terminal would obey is drawn, wherever it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from textual.content import Content, Span

from ..engine import events, view
from ..story.calendar import say_date
from ..story.strict_text import clean
from .papers import paper


class Row(NamedTuple):
    """One line on the desk."""

    content: Content
    """The text, at most as many cells wide as it was set for; styles are names of roles."""
    key: str = ""
    """What choosing this line chooses; neighbouring rows with the same key are one thing. Empty: nothing."""
    faded: bool = False
    """Whether it was read before."""


BLANK: Final = Content("")
"""An empty line."""
_ROLES: Final = ("", "em", "strong")
"""Role of each `events.Style`."""


def text(words: str, role: str = "") -> Content:
    """Foreign words as content, cleaned, in one role."""
    words = clean(words, lines=True)
    return Content(words, [Span(0, len(words), role)] if role and words else None)


def spanned(spans: Iterable[events.Span], role: str = "", roles: Sequence[str] = _ROLES) -> Content:
    """A story's spans as content; plain ones get `role`, the others that of their style."""
    parts, marks, at = [], [], 0
    for span in spans:
        words = clean(span.text, lines=True)
        style = roles[span.style] or role
        if style and words:
            marks.append(Span(at, at + len(words), style))
        parts.append(words)
        at += len(words)
    return Content("".join(parts), marks)


def wrap(content: Content, width: int) -> list[Content]:
    """`content` broken into lines of at most `width` cells; a newline in it breaks too."""
    return content.wrap(max(2, width)) if content else [BLANK]


def indented(lines: Iterable[Content], first: Content, rest: str = "") -> Iterator[Content]:
    """`lines` behind `first`, the others behind spaces of the same width or `rest`."""
    blank = Content(rest or " " * first.cell_length)
    for number, line in enumerate(lines):
        yield (blank if number else first) + line


def paragraphs(content: Content, width: int) -> list[Content]:
    """Prose: paragraphs divided by an empty line."""
    lines: list[Content] = []
    for paragraph in content.split("\n\n"):
        if paragraph.plain.strip():
            lines += [*wrap(paragraph, width), BLANK]
    return lines


def event(happened: events.Event, width: int, date: str = "") -> list[Content]:
    """The lines of one event, each block with an empty line after it; none for what is not shown.

    `date` is its date line, if it has one.
    """
    match happened:
        case events.Prose():
            return paragraphs(spanned(happened.spans), width)
        case events.Paper():
            return [*paper(happened, width), BLANK]
        case events.Moved():
            return [*wrap(text(date, "date"), width), BLANK]
        case events.EpisodeBegan():
            return _episode(happened, width)
        case events.Checked():
            came = "it holds" if happened.success else "it does not hold"
            return [*wrap(text(f"{happened.rests_on}, {happened.odds}: {came}.", "aside"), width), BLANK]
        case events.Learned():
            lines = wrap(text(happened.text, "aside"), width - 3)
            return [*indented(lines, Content.styled("✎  ", "date")), BLANK]
        case events.Skipped():
            return [*wrap(text(f"Left out at your wish: {happened.note}", "aside"), width), BLANK]
        case events.Ended():
            return [BLANK, *stamp(happened.title.upper(), width), BLANK]
        case events.Stuck():
            return [*wrap(text(f"The story has no way on from here ({happened.scene}).", "stamp"), width), BLANK]
    return []


def _episode(happened: events.EpisodeBegan, width: int) -> list[Content]:
    """The heading of an episode, between two rules."""
    title = f"EPISODE {happened.number}" + (f"   {happened.title}" if happened.title else "")
    return [*(centred(line, width) for line in wrap(text(title, "strong"), width)), BLANK]


def stamp(words: str, width: int, role: str = "stamp") -> list[Content]:
    """Words in a double frame, as a rubber stamp leaves them, in the middle."""
    lines = wrap(text(words), min(width - 4, 60))
    inner = max(line.cell_length for line in lines)
    framed = [f"╔{'═' * (inner + 2)}╗", *(f"║ {centred(line, inner, full=True).plain} ║" for line in lines)]
    framed.append(f"╚{'═' * (inner + 2)}╝")
    return [centred(Content.styled(line, role), width) for line in framed]


def centred(line: Content, width: int, full: bool = False) -> Content:
    """`line` in the middle of `width` cells, filled up at the right if it is to be `full`."""
    free = max(0, width - line.cell_length)
    return Content(" " * (free // 2)) + line + (" " * (free - free // 2) if full else "")


def passage(happened: Iterable[events.Event], width: int, since: events.Moved | None = None) -> list[Content]:
    """All that a turn brought to read. Facts learned in it come at its end, like notes in a margin.

    `since` is when and where the reader was before, as in `view.dated`.
    """
    told = view.dated(happened, since)
    told.sort(key=lambda one: isinstance(one[0], events.Learned))
    return [line for one, date in told for line in event(one, width, date)]


def copied(happened: Iterable[events.Event]) -> str:
    """What a turn brought to read as plain text, for the clipboard."""
    parts = []
    for one in happened:
        if isinstance(one, events.Prose):
            parts.append(events.plain(one.spans))
        elif isinstance(one, events.Paper):
            head = "\n".join(f"{label}: {value}" for label, value in one.head)
            parts.append("\n".join(filter(None, (one.title, head, events.plain(one.spans)))))
        elif isinstance(one, events.Moved):
            parts.append(say_date(one.now, one.calendar) + (f", {one.place}" if one.place else ""))
    return clean("\n\n".join(parts), lines=True)
