"""The typewriter's habits in a text, and the printer's signs for them.

Looks at what a player reads only: what stands in braces as logic is left alone, and so are escapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

MARKS: Final = re.compile(r"[\"']|(?<!-)--(?!-)|(?<!\.)\.\.\.(?!\.)|(?<=[^ \t\n])  +(?=[^ \t\n])")
"""What is looked for: straight quotes, two hyphens, three dots, several blanks inside a line."""
_BLANKS: Final = " \t\n\u00a0"
_OPENING: Final = "([{“‘„«|/"
_CURLY: Final = {'"': "“”", "'": "‘’"}
_ELIDED: Final = re.compile(r"(?:tis|twas|twere|twill|em|til|bout|n)\b|\d", re.IGNORECASE)
"""What begins with an apostrophe: 'tis, 'em, '66."""
_KEYWORD: Final = re.compile(r"\s*(?:once|cycle|shuffle)\s*:")
_NAMES: Final = {"-": "two hyphens", ".": "three dots", " ": "several blanks", '"': "a straight quotation mark",
                 "'": "a straight apostrophe or quotation mark"}  # fmt: skip


class Correction(NamedTuple):
    """One place in a text."""

    start: int
    """Offset of its first character in the text."""
    end: int
    """Offset after its last."""
    what: str
    """What stands there, in words."""
    instead: str | None
    """What should stand there; None where only the author can know."""
    blanks: bool = False
    """Whether it is several blanks that stands there."""


def corrections(text: str, kept: bool = False) -> list[Correction]:
    """Everything in `text` that a printer would set differently, in its order. In a text whose lines are kept, blanks
    are left alone: they may stand for columns."""
    if MARKS.search(text) is None:
        return []
    prose = _Prose(text)
    found = []
    for mark in MARKS.finditer(text):
        start, end = mark.span()
        sign = text[start]
        if not prose.holds(start) or (sign == " " and (kept or prose.begins_branch(start))):
            continue
        instead = {"-": "—", ".": "…", " ": " "}.get(sign)
        found.append(Correction(start, end, _NAMES[sign], instead or prose.curly(start), sign == " "))
    return found


def corrected(text: str, found: list[Correction]) -> str:
    """`text` with these corrections made."""
    for one in reversed(found):
        if one.instead is not None:
            text = text[: one.start] + one.instead + text[one.end :]
    return text


class _Prose:
    """A text of which the parts that are logic are known."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._curled: dict[int, str | None] = {}
        self._logic = bytearray(len(text))
        """1 for each character that no player reads; 2 where such characters stand for words."""
        for start, end, value in _logic(text) if "{" in text or "\\" in text else ():
            self._logic[start:end] = bytes([2 if value else 1]) * (end - start)

    def holds(self, at: int) -> bool:
        """Whether a player reads this character."""
        return not self._logic[at]

    def begins_branch(self, at: int) -> bool:
        """Whether a text in braces begins here: of its first blanks one belongs to the colon, the other to the text."""
        return self._logic[at - 1] == 1

    def curly(self, at: int) -> str | None:
        """The curly quotation mark or apostrophe for the straight one at `at`; None where it stands between blanks.
        To be asked from left to right: what follows a mark depends on what was made of it."""
        self._curled[at] = found = self._curl(at)
        return found

    def _curl(self, at: int) -> str | None:
        text = self._text
        before, after = self._neighbour(at, -1), self._neighbour(at, 1)
        opening, closing = _CURLY[text[at]][0], _CURLY[text[at]][1]
        if not before:
            if not after:
                return None
            elided = text[at] == "'" and _ELIDED.match(text, at + 1)
            return closing if elided else opening
        if before in "—–-…" and after and (after.isalnum() or after in "…“‘"):
            return closing if text[at] == "'" and before in "-…" else opening
        return closing

    def _neighbour(self, at: int, step: int) -> str:
        """The next character that is read on one side; empty for a blank, for the beginning or end of a text or of a
        branch, and, looking back, for anything that opens."""
        text, at = self._text, at + step
        while 0 <= at < len(text) and text[at] == "*":
            at += step
        if not 0 <= at < len(text):
            return ""
        if self._logic[at]:
            return "x" if self._logic[at] == 2 or step > 0 else ""
        char = text[at]
        if char in _BLANKS or (step < 0 and char in _OPENING) or (step > 0 and char == "|"):
            return ""
        if step < 0 and char in _CURLY:
            return "" if self._curled.get(at) == _CURLY[char][0] else char
        if step < 0 and char == "-" and text[at - 1 : at] == "-":
            return "—"
        return char


def _logic(text: str) -> Iterator[tuple[int, int, bool]]:
    """Stretches of `text` that are not read, and whether words stand there for a reader, as they do for a printed
    value and for a piece that ends: (start, end, whether)."""
    at, depth = 0, 0
    while at < len(text):
        char = text[at]
        if char == "\\":
            yield at, at + 1, False
            at += 2
        elif char == "{":
            end, branches = _head(text, at)
            yield at, end, not branches
            depth += branches
            at = end
        elif char == "}" and depth:
            yield at, at + 1, True
            depth -= 1
            at += 1
        else:
            at += 1


def _head(text: str, opened: int) -> tuple[int, bool]:
    """Offset after the head of the piece that opens here, and whether texts follow it."""
    keyword = _KEYWORD.match(text, opened + 1)
    if keyword:
        return keyword.end(), True
    quote = ""
    for at in range(opened + 1, len(text)):
        char = text[at]
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote = char
        elif char in ":}":
            return at + 1, char == ":"
    return len(text), False
