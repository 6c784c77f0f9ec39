"""Emphasis inside lines: marked before they are wrapped, set or dropped when they are written.

A mark is a control character that no story, name or typed line can hold (see `story.strict_text`). Every word
is marked by itself, so that a line may break anywhere between two and each line is whole.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import Final, TextIO

from starcity_game.engine.events import Span, Style
from starcity_game.story.strict_text import clean

_BEGIN: Final = {int(Style.EMPHASIS): "\x11", int(Style.STRONG): "\x12"}
_END: Final = {"\x11": "\x13", "\x12": "\x14"}
_SGR: Final = {"\x11": "\x1b[3m", "\x12": "\x1b[1m", "\x13": "\x1b[23m", "\x14": "\x1b[22m"}
"""Select Graphic Rendition, ECMA-48 8.3.117: italic and bold, on and off."""
MARKS: Final = frozenset(_SGR)
"""Characters that take no column."""

_WORD = re.compile(r"[^ \t\n]+")
_MARK = re.compile("([\x11-\x14])")
_WHOLE = re.compile("\x11[^\x11-\x14]*\x13|\x12[^\x11-\x14]*\x14")
_BETWEEN = re.compile("\x13([ \t]+)\x11|\x14([ \t]+)\x12")


def can_show(out: TextIO) -> bool:
    """Whether `out` is a terminal that sets italics and bold, and whose owner has not asked for none of it."""
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM", "") not in ("", "dumb", "unknown")
    return wanted and out.isatty()


def marked(spans: Iterable[Span]) -> str:
    """The text of `spans`, cleaned, with marks around each word that is emphasised."""
    return "".join(_mark(clean(span.text, lines=True), _BEGIN.get(span.style, "")) for span in spans)


def _mark(text: str, begin: str) -> str:
    """`text` with `begin` and its end around each word; as it is when `begin` is empty."""
    return _WORD.sub(lambda word: f"{begin}{word[0]}{_END[begin]}", text) if begin else text


def parts(line: str) -> list[str]:
    """`line` in pieces: texts, and between them single marks."""
    return _MARK.split(line)


def ended(piece: str) -> tuple[str, str]:
    """`piece` of a word that is divided, with its open mark ended, and the mark that the next piece begins with."""
    begun = ""
    for mark in _MARK.findall(piece):
        begun = mark if mark in _END else ""
    return piece + _END.get(begun, ""), begun


def written(line: str, shows: bool) -> str:
    """`line` as it goes out: cleaned, its emphasis set where the output `shows` it, else dropped."""
    safe = "".join(part if part in MARKS else clean(part) for part in parts(line))
    if not shows:
        return _MARK.sub("", safe)
    joined = _BETWEEN.sub(lambda found: found[1] or found[2], safe)
    return _MARK.sub("", _WHOLE.sub(_set, joined))


def _set(found: re.Match[str]) -> str:
    """An emphasised stretch as a terminal is told of it."""
    return "".join(_SGR.get(part, part) for part in parts(found[0]))
