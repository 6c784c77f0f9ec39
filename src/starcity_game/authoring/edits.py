"""Changes to story files by position: what stands where in the bytes, and a file with some places replaced.

Everything that is not replaced stays byte for byte: line ends, a byte order mark, comments, the order of keys.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise

import msgspec

from starcity_game.story.folder import SourceFile
from starcity_game.story.nodes import Scalar

_BLANK = " \t\r\n"
_ESCAPED_BLANK = {" ": " ", "t": "\t", "\t": "\t", "n": "\n", "_": "\xa0"}
_ESCAPE_LENGTHS = {"x": 4, "u": 6, "U": 10}


class Unplaced(ValueError):
    """A part of a text cannot be found again in its file, so that nothing may be changed there."""


class Edit(msgspec.Struct, frozen=True, order=True):
    """One replacement in one file."""

    file: str
    """Path relative to the story's folder, as in findings."""
    start: int
    """Offset of the first character replaced, in `Source.text`."""
    end: int
    """Offset after the last; the same as `start` to put something in."""
    text: str
    """What stands there instead, with line ends as in the file."""


class Source:
    """One story file as it stands on the disk, so that places in nodes can be found in it."""

    def __init__(self, file: SourceFile) -> None:
        self.path = file.path
        """Path relative to the story's folder."""
        self.data = file.data
        """The bytes as read."""
        self.text = file.data.decode("utf-8")
        """The whole text, with its own line ends and its byte order mark, if it has one."""
        self.ending = "\r\n" if "\r\n" in self.text else "\n"
        """How its lines end."""
        self._starts = [0, *(i + 1 for i, c in enumerate(self.text) if c == "\n")]

    def offset(self, line: int, column: int) -> int:
        """Offset in `text` of a place counted from 1, as nodes and findings have it."""
        mark = 1 if line == 1 and self.text.startswith("\ufeff") else 0
        return self._starts[line - 1] + column - 1 + mark

    def line_of(self, offset: int) -> int:
        """The line, counted from 1, that holds the character at `offset`."""
        return bisect_right(self._starts, offset)

    def line_start(self, line: int) -> int:
        """Offset of the first character of a line counted from 1; the text's end for the line after the last."""
        return self._starts[line - 1] if line <= len(self._starts) else len(self.text)

    def span(self, node: Scalar, start: int = 0, end: int | None = None) -> tuple[int, int]:
        """Offsets of the part `node.value[start:end]` in `text`, whatever quotes and folds it was written in.

        Raises Unplaced when the text in the file does not say what the node says.
        """
        stop = len(node.value) if end is None else end
        places = self.places(node)
        if start == stop:
            first = places[start][0] if start < len(places) else (places[-1][1] if places else self._begin(node))
            return first, first
        return places[start][0], places[stop - 1][1]

    def _begin(self, node: Scalar) -> int:
        """Where the content of a node begins: after a quote, or below the line of a block's mark."""
        at = self.offset(node.line, node.column)
        if node.block:
            return self.line_start(node.line + 1)
        return at if node.plain else at + 1

    def places(self, node: Scalar) -> list[tuple[int, int]]:
        """For each character of the node's value, where it begins and ends in `text`.

        Blanks may be folded, so a blank of the value has the place after what stands before it.
        """
        at, places = self._begin(node), []
        for wanted in node.value:
            if wanted in _BLANK:
                end = at + 1 if not node.block and self.text[at : at + 1] == wanted else at
                if (
                    node.style == '"'
                    and self.text[at : at + 1] == "\\"
                    and self.text[at + 1 : at + 2] in _ESCAPED_BLANK
                ):
                    end = at + 2
                places.append((at, end))
                at = end
                continue
            at = self._past_blanks(at, node.style)
            end = at + self._length(at, wanted, node)
            places.append((at, end))
            at = end
        return places

    def _past_blanks(self, at: int, style: str) -> int:
        """The next character that is not blank, nor the end of a line continued in double quotes."""
        text = self.text
        while at < len(text) and text[at] in _BLANK:
            at += 1
        if style == '"' and text[at : at + 1] == "\\" and text[at + 1 : at + 2] in ("\n", "\r"):
            return self._past_blanks(at + 1, style)
        return at

    def _length(self, at: int, wanted: str, node: Scalar) -> int:
        """How many characters of the file stand for the character `wanted`."""
        found = self.text[at : at + 1]
        if node.style == '"' and found == "\\":
            return _ESCAPE_LENGTHS.get(self.text[at + 1 : at + 2], 2)
        if node.style == "'" and self.text[at : at + 2] == "''" and wanted == "'":
            return 2
        if found != wanted:
            raise Unplaced(f"{self.path}:{node.line}:{node.column}: this text is not found again in the file")
        return 1


def applied(source: Source, edits: Iterable[Edit]) -> bytes:
    """The bytes of the file with all `edits` made at once. Raises ValueError when two of them overlap."""
    ordered = sorted(set(edits))
    if any(one.end > other.start for one, other in pairwise(ordered)):
        raise ValueError("edits overlap")
    parts, at = [], 0
    for edit in ordered:
        parts += [source.text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, source.text[at:]]).encode("utf-8")
