"""From spans to lines of a given width, counted in terminal cells.

Emphasis stays readable without colour: `_emphasis_`, `*strong*`, as in typewritten books.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from starcity_game.engine.events import Span, Style

_MARKS = {int(Style.EMPHASIS): "_", int(Style.STRONG): "*"}
_LINE_OF_TEXT = re.compile(r"\S(?:[^\n]*\S)?")
_BREAKS = re.compile(r"[ \t\n]+")  # not `\s`: a no-break space must not break


def marked(spans: Iterable[Span]) -> str:
    """The text of `spans` with marks around emphasis, anew in each line or paragraph that it spreads over."""
    return "".join(_mark(span.text, _MARKS.get(span.style, "")) for span in spans)


def _mark(text: str, mark: str) -> str:
    """`text` with `mark` before and after each line of it, inside the blanks at its edges."""
    return _LINE_OF_TEXT.sub(lambda found: f"{mark}{found[0]}{mark}", text) if mark else text


def paragraphs(text: str) -> list[str]:
    """The paragraphs of `text`, which blank lines divide; empty ones are left out."""
    return [part for part in re.split(r"\n{2,}", text) if part.strip()]


def cells(text: str) -> int:
    """Columns that `text` takes: two for a wide East Asian character, none for a combining one."""
    if text.isascii():
        return len(text)
    return sum(_cells_of(character) for character in text)


def _cells_of(character: str) -> int:
    """Columns of one character."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrap(text: str, width: int, first: str = "", rest: str | None = None, *, divide: bool = True) -> list[str]:
    """`text` as one paragraph in lines of at most `width` columns.

    The first line begins with `first`, the others with `rest` (by default the same). Words are divided
    only when one alone is too long for a line, or never if not `divide`, so that a path can be copied;
    at least one character stands on every line.
    """
    lines: list[str] = []
    line, empty = first, True
    following = first if rest is None else rest
    for word in filter(None, _BREAKS.split(text)):
        if not empty and cells(line) + 1 + cells(word) > width:
            lines.append(line)
            line, empty = following, True
        *full, end = _pieces(word, max(1, width - cells(line))) if empty and divide else (word,)
        for piece in full:
            lines.append(line + piece)
            line = following
        line = line + end if empty else f"{line} {end}"
        empty = False
    return [*lines, line.rstrip()]


def _pieces(word: str, room: int) -> Iterator[str]:
    """`word` whole, or in pieces of at most `room` columns when it is wider."""
    piece, used = "", 0
    for character in word if cells(word) > room else ():
        wide = _cells_of(character)
        if piece and used + wide > room:
            yield piece
            piece, used = "", 0
        piece, used = piece + character, used + wide
    yield piece or word


def wrap_paragraphs(text: str, width: int, margin: str = "") -> list[str]:
    """Every paragraph of `text` wrapped behind `margin`, with a blank line between two."""
    lines: list[str] = []
    for paragraph in paragraphs(text):
        lines += ["", *wrap(paragraph, width, margin)] if lines else wrap(paragraph, width, margin)
    return lines


def wrap_kept(text: str, width: int, margin: str = "") -> list[str]:
    """`text` with its line breaks and blanks as they are; only a line that is too long is wrapped."""
    lines: list[str] = []
    for row in text.expandtabs(4).split("\n"):
        line = (margin + row).rstrip()
        if cells(line) > width:
            indent = margin + row[: len(row) - len(row.lstrip(" "))][: width // 2]
            lines += wrap(row, width, indent, indent + "  ")
        else:
            lines.append(line)
    return lines
