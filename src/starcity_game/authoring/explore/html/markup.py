"""HTML from texts that may come from anybody: everything is escaped here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final

import msgspec

from starcity_game.story.strict_text import clean

Rows = Iterable[Sequence[str]]
"""Cells that are HTML already."""
_QUOTED: Final = re.compile("`([^`]+)`")


class Column(msgspec.Struct, frozen=True):
    """A column of a table."""

    title: str
    number: bool = False
    """Whether it holds numbers, which stand on the right."""


def columns(*titles: str) -> list[Column]:
    """Columns by their titles; one that begins with `#` holds numbers."""
    return [Column(title.removeprefix("#"), title.startswith("#")) for title in titles]


def safe(text: object) -> str:
    """A text as HTML shows it, in one line and nothing else. Text that runs from right to left stays in its place."""
    return escape(clean(str(text)))


def own(text: object) -> str:
    """A name or label from the story, which keeps its own direction of writing to itself."""
    return f"<bdi>{safe(text)}</bdi>"


def worded(message: str) -> str:
    """A message, in which names and conditions stand between backquotes."""
    marked = _QUOTED.sub(r"<code>\1</code>", safe(message))
    return f"<bdi>{marked}</bdi>"


def code(text: object) -> str:
    """An id."""
    return f"<code>{safe(text)}</code>"


def attribute(text: object) -> str:
    """A text as the value of an attribute, between double quotes."""
    return safe(text)


def anchor(kind: str, id: str) -> str:
    """The name of a place on the page, unique for a kind and an id, and of letters that any link can hold."""
    return kind + "-" + "".join(c if c.isascii() and c.isalnum() else f"-{ord(c):x}-" if c != "." else "." for c in id)


def table(head: Sequence[Column], rows: Rows, caption: str, sortable: bool = False) -> str:
    """A table that scrolls on its own where it is wider than the page; empty where it has no rows."""
    lines = ["".join(_cells(head, row)) for row in rows]
    if not lines:
        return ""
    titles = "".join(f'<th scope="col"{_class(column)}>{safe(column.title)}</th>' for column in head)
    kind = ' class="sortable"' if sortable else ""
    body = "\n".join(f"<tr>{line}</tr>" for line in lines)
    inner = f"<caption>{safe(caption)}</caption>\n<thead><tr>{titles}</tr></thead>\n<tbody>\n{body}\n</tbody>"
    return f'<div class="wide" tabindex="0"><table{kind}>{inner}</table></div>'


def _cells(head: Sequence[Column], row: Sequence[str]) -> Iterator[str]:
    for number, (column, cell) in enumerate(zip(head, row, strict=True)):
        tag = "td" if number else 'th scope="row"'
        yield f"<{tag}{_class(column)}>{cell}</{tag[:2]}>"


def _class(column: Column) -> str:
    return ' class="number"' if column.number else ""


def folded(summary: str, content: str, opened: bool = False) -> str:
    """Something that is opened when it is wanted; `summary` is plain text. Nothing for nothing."""
    if not content:
        return ""
    return f"<details{' open' if opened else ''}><summary>{safe(summary)}</summary>\n{content}\n</details>"


def section(id: str, title: str, *parts: str) -> str:
    """A section of the page."""
    return "\n".join([f'<section id="{id}">', f"<h2>{safe(title)}</h2>", *filter(None, parts), "</section>"])


def paragraph(text: str, kind: str = "") -> str:
    """A paragraph of plain text."""
    return f"<p{f' class={chr(34)}{kind}{chr(34)}' if kind else ''}>{safe(text)}</p>"


def figure(drawing: str, caption: str, beside: str = "") -> str:
    """A drawing, what it shows, and the same in numbers."""
    shown = f'<div class="wide" tabindex="0">{drawing}</div>\n<figcaption>{safe(caption)}</figcaption>'
    return f"<figure>\n{shown}\n{beside}\n</figure>"


def count(number: int, what: str) -> str:
    """A number and its noun."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def share(part: int, whole: int) -> str:
    """A part in per cent."""
    return f"{part / whole:.1%}" if whole else "–"


def where(place: tuple[str, int, int]) -> str:
    """A place in the story's files."""
    return ":".join([place[0], *(str(number) for number in place[1:] if number)])
