"""From text to lines of a given width, counted in terminal cells. Marks of emphasis take no room."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from starcity_game.plain.emphasis import MARKS, ended

_GAPS = re.compile(" {2,}(?=[^ ])")
_BREAKS = re.compile(r"[ \t\n]+")  # not `\s`: a no-break space must not break


def paragraphs(text: str) -> list[str]:
    """The paragraphs of `text`, which blank lines divide; empty ones are left out."""
    return [part for part in re.split(r"\n{2,}", text) if part.strip()]


def cells(text: str) -> int:
    """Columns that `text` takes: two for a wide East Asian character, none for a combining one."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(_cells_of(character) for character in text)


def _cells_of(character: str) -> int:
    """Columns of one character."""
    if character in MARKS or unicodedata.combining(character):
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
    """`word` whole, or in pieces of at most `room` columns when it is wider; emphasis goes on in each."""
    piece, used = "", 0
    for character in word if cells(word) > room else ():
        wide = _cells_of(character)
        if used and used + wide > room:
            whole, begun = ended(piece)
            yield whole
            piece, used = begun, 0
        piece, used = piece + character, used + wide
    yield piece or word


def wrap_paragraphs(text: str, width: int, margin: str = "") -> list[str]:
    """Every paragraph of `text` wrapped behind `margin`, with a blank line between two."""
    lines: list[str] = []
    for paragraph in paragraphs(text):
        lines += ["", *wrap(paragraph, width, margin)] if lines else wrap(paragraph, width, margin)
    return lines


def wrap_kept(text: str, width: int, margin: str = "") -> list[str]:
    """`text` with its line breaks and blanks as they are; only a line that is too long is wrapped.

    What follows of such a line hangs under its last column, or a little further in than it began.
    """
    lines: list[str] = []
    for row in text.expandtabs(4).split("\n"):
        deep = len(row) - len(row.lstrip(" ")) - width // 2
        line = (margin + row[max(0, deep) :]).rstrip()
        lines += [line] if cells(line) <= width else _hung(line, width)
    return lines


def _hung(line: str, width: int) -> list[str]:
    """A `line` that is too long, divided at blanks of which the others stay as they are."""
    hang = " " * min(_column(line, width // 2), max(0, width - 2))
    lines: list[str] = []
    while cells(line) > width:
        head, tail = _divided(line, width, len(line) - len(line.lstrip(" ")))
        lines.append(head)
        line = hang + tail
    return [*lines, line]


def _column(line: str, furthest: int) -> int:
    """Where the rest of a long `line` is to hang: under its last column, if that begins early enough."""
    begins = len(line) - len(line.lstrip(" "))
    columns = [cells(line[: found.end()]) for found in _GAPS.finditer(line, begins)]
    early = [column for column in columns if column <= furthest]
    return early[-1] if early else begins + 2


def _divided(line: str, width: int, indent: int) -> tuple[str, str]:
    """`line` up to the last blank that lets it fit, and the rest; inside a word when there is no such blank."""
    used, at = 0, -1
    for place, character in enumerate(line):
        if character == " " and place > indent:
            at = place
        used += _cells_of(character)
        if used > width:
            break
    if at > 0:
        return line[:at].rstrip(), line[at:].lstrip(" ")
    word, *rest = line[indent:].split(" ", 1)
    first, *others = _pieces(word, max(1, width - indent))
    return line[:indent] + first, " ".join(["".join(others), *rest])
