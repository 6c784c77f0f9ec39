"""What comes from the keyboard, made fit for Textual's parser.

Textual decodes strictly, so that one byte that is not UTF-8 ends the program, and takes an escape character inside
a paste, with what follows it, for keys that were pressed.
"""

from __future__ import annotations

import codecs
from typing import Final

START: Final = "\x1b[200~"
"""Before a paste."""
END: Final = "\x1b[201~"
"""After it."""
LONGEST: Final = 65_536
"""Characters of a paste that are looked at; the rest is dropped."""


class Keyboard:
    """An incremental decoder, in the shape that `codecs.getincrementaldecoder` gives."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._held = ""
        self._tail = ""
        self._pasting = False
        self._room = 0

    def decode(self, data: bytes, final: bool = False) -> str:
        """The text in `data`: never fails, and between the marks of a paste there is no escape character."""
        text, self._held = self._held + self._decoder.decode(data, final), ""
        parts: list[str] = []
        while text:
            text = self._paste(text, parts) if self._pasting else self._keys(text, parts)
        return "".join(parts)

    def _keys(self, text: str, parts: list[str]) -> str:
        """Pass on what was typed, up to a paste; what remains."""
        seen = len(self._tail)
        at = (self._tail + text).find(START)
        end = len(text) if at < 0 else at + len(START) - seen
        self._tail = "" if at >= 0 else (self._tail + text)[-len(START) + 1 :]
        self._pasting, self._room = at >= 0, LONGEST
        parts.append(text[:end])
        return text[end:]

    def _paste(self, text: str, parts: list[str]) -> str:
        """Pass on what was pasted, up to its end; what remains."""
        at = text.find(END)
        if at < 0:
            held = _overlap(text, END)
            at, self._held, rest = len(text) - held, text[len(text) - held :], ""
        else:
            self._pasting, rest = False, text[at + len(END) :]
        pasted = text[:at].replace("\x1b", "\u241b")[: self._room]
        self._room -= len(pasted)
        parts.append(pasted if self._pasting else pasted + END)
        return rest


def _overlap(text: str, mark: str) -> int:
    """How many characters at the end of `text` may be the beginning of `mark`."""
    return next((n for n in range(len(mark) - 1, 0, -1) if text.endswith(mark[:n])), 0)
