"""A document as a framed sheet: head, stamp, typed text, and the shade it throws on the desk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from textual.content import Content, Span

from ..engine import events
from ..story.calendar import parse_date, say_date
from ..story.strict_text import clean

_ROLES: Final = ("paper", "paper-em", "paper-strong")
_NARROW: Final = 30
"""Below this many cells inside, a stamp goes under the head instead of beside it."""


def paper(document: events.Paper, width: int) -> list[Content]:
    """The sheet as lines of at most `width` cells."""
    width = max(12, width)
    inner = width - 5
    lines = [*_head(document, inner), *_body(document, inner)]
    top = Content.styled(f"┌{'─' * (inner + 2)}┐", "carbon")
    foot = Content.styled(f"└{'─' * (inner + 2)}┘", "carbon") + Content.styled("█", "shade")
    shade = Content(" ") + Content.styled("▀" * (inner + 4), "shade")
    return [top, *(_framed(line, inner) for line in lines), foot, shade]


def _framed(line: Content, inner: int) -> Content:
    """One line between the edges of the sheet."""
    gap = " " * max(0, inner - line.cell_length)
    edge = Content.styled("│ ", "carbon")
    return Content("").join(
        [edge, line, Content.styled(gap, "paper"), Content.styled(" │", "carbon"), Content.styled("█", "shade")]
    )


def _head(document: events.Paper, inner: int) -> list[Content]:
    """Title and head lines, with the stamp at their right."""
    stamps = [value for label, value in document.head if label.casefold() == "stamp"]
    pairs = [(label, value) for label, value in document.head if label.casefold() != "stamp"]
    marks = [_stamped(clean(words), inner) for words in stamps]
    wide = max((len(mark[0].plain) for mark in marks), default=0)
    beside = bool(marks) and inner - wide - 2 >= _NARROW
    room = inner - wide - 2 if beside else inner
    left: list[Content] = []
    if document.title:
        left += _typed(document.title, "paper-strong", room)
    column = max((len(label) for label, _ in pairs), default=0) + 2
    for label, value in pairs:
        rows = _typed(_said(value), "paper", max(8, room - column))
        name = Content.styled(clean(label).capitalize().ljust(column), "carbon")
        left += [(Content.styled(" " * column, "paper") if n else name) + row for n, row in enumerate(rows)]
    right = [line for mark in marks for line in mark]
    if not beside:
        return [*left, *right, Content("")] if left or right else []
    return [*_side_by_side(left, right, inner), Content("")]


def _said(value: str) -> str:
    """A value of the head; a bare date as it is written on paper, such as 14 January 1966."""
    minutes = parse_date(value)
    return value if minutes is None else say_date(minutes).split(", ")[1]


def _side_by_side(left: list[Content], right: list[Content], inner: int) -> Iterator[Content]:
    """Two columns, the right one at the right edge."""
    for number in range(max(len(left), len(right))):
        one = left[number] if number < len(left) else Content("")
        other = right[number] if number < len(right) else Content("")
        yield one + Content.styled(" " * max(0, inner - one.cell_length - other.cell_length), "paper") + other


def _stamped(words: str, inner: int) -> list[Content]:
    """A rubber stamp of three lines."""
    words = words[: max(4, inner - 4)]
    edge = "═" * (Content(words).cell_length + 2)
    return [Content.styled(line, "seal") for line in (f"╔{edge}╗", f"║ {words} ║", f"╚{edge}╝")]


def _typed(words: str, role: str, width: int) -> list[Content]:
    """Foreign words wrapped, in one role."""
    words = clean(words, lines=True)
    return Content(words, [Span(0, len(words), role)]).wrap(max(2, width)) if words else []


def _body(document: events.Paper, inner: int) -> list[Content]:
    """The typed text; a newline is a line break that the writer wanted."""
    lines: list[Content] = []
    at, marks, words = 0, [], []
    for span in document.spans:
        piece = clean(span.text, lines=True)
        marks.append(Span(at, at + len(piece), _ROLES[span.style]))
        words.append(piece)
        at += len(piece)
    for line in Content("".join(words).rstrip("\n"), marks).split("\n", allow_blank=True):
        lines += line.wrap(max(2, inner)) if line.plain.strip() else [Content("")]
    return lines
