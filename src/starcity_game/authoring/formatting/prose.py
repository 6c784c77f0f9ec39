"""Wrapping the paragraphs of a text in which a line break is only a space."""

from __future__ import annotations

import re
from typing import Final

WIDTH: Final = 100
"""Columns of a wrapped line at most, its indentation included."""
LEAST: Final = 40
"""Columns that a text is given however deep it stands."""

_PARAGRAPHS = re.compile(r"[ \t]*\n(?:[ \t]*\n)+")
_LINE_BREAK = re.compile(r"[ \t]*\n[ \t]*")
_TELLING_BREAK = re.compile(r"[:|{][ \t]*\n|\n[ \t]*[|}]")
"""A line break at the edge of a text of inline logic, where a space would be stripped, or be one too many."""
_BREAK: Final = "\n"
_INNER_BREAK: Final = "\v"


def wrapped(lines: list[str], width: int) -> list[str]:
    """The lines of a text, each paragraph wrapped to `width`; paragraphs stay divided by one empty line.

    Inline logic is kept on one line where it fits on one; where it does not, it is broken inside its texts.
    """
    paragraphs = _PARAGRAPHS.split("\n".join(lines).strip("\n"))
    found: list[str] = []
    for paragraph in paragraphs:
        if "{" in paragraph and _TELLING_BREAK.search(paragraph):
            found += ["", *paragraph.split("\n")]
        else:
            found += ["", *_filled(_marked(_LINE_BREAK.sub(" ", paragraph.strip())), max(width, LEAST))]
    return found[1:]


def _filled(marked: str, width: int) -> list[str]:
    """The lines of one paragraph in which the places for breaks are marked."""
    words = []
    for word in marked.split(_BREAK):
        fits = len(word) <= width
        words += [word.replace(_INNER_BREAK, " ")] if fits else word.split(_INNER_BREAK)
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _marked(text: str) -> str:
    """`text` with a sign for each single space at which a line may end: one outside inline logic, another inside its
    texts. No break is in an expression, beside the signs that divide texts, or where several spaces stand."""
    found: list[str] = []
    heads: list[bool] = []
    quote, at = "", 0
    while at < len(text):
        mark = text[at]
        if mark == "\\" and not (heads and heads[-1]):
            found.append(text[at : at + 2])
            at += 2
            continue
        if heads and heads[-1]:  # in an expression
            quote = ("" if mark == quote else quote) if quote else mark if mark in "\"'" else ""
            if not quote and mark == ":":
                heads[-1] = False
            elif not quote and mark == "}":
                heads.pop()
        elif mark == "{":
            heads.append(True)
        elif mark == "}" and heads:
            heads.pop()
        elif mark == " " and _alone(text, at, bool(heads)):
            mark = _INNER_BREAK if heads else _BREAK
        found.append(mark)
        at += 1
    return "".join(found)


def _alone(text: str, at: int, inside: bool) -> bool:
    """Whether the space at `at` is single and, inside inline logic, not at the edge of one of its texts."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    edges = ":|{" if inside else ""
    return before not in ("", " ", *edges) and after not in ("", " ", *("|}" if inside else ""))
