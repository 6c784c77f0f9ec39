"""The lines of one story file: which are comments, and what each line opens."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import Final

from starcity_game.story.keys import TABLES
from starcity_game.story.nodes import Mapping, Node, Scalar
from starcity_game.story.page import Page
from starcity_game.story.yaml_events import event_source

_TEXTS: Final = frozenset(
    name for table in TABLES.values() for name, key in table.items() if key.kind in ("text", "parts")
)
"""Keys whose lists are texts."""


class Lines:
    """One file, looked at line by line; lines and columns are counted from 1."""

    def __init__(self, page: Page) -> None:
        self.written = page.text.replace("\r\n", "\n").split("\n")
        """The lines as they stand in the file."""
        self._ends: dict[tuple[int, int], tuple[int, int]] = {}
        """Where each text begins and ends: the place of its first character, and the place after its last."""
        self._opened: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        self._read_texts(page.text)
        self._begins = sorted(self._ends)
        self._open(page.root)

    def is_comment(self, line: int, column: int) -> bool:
        """Whether a # at this place begins a comment, rather than standing in a text."""
        at = bisect_right(self._begins, (line, column)) - 1
        return at < 0 or self._ends[self._begins[at]] <= (line, column)

    def concerned(self, line: int, column: int) -> int:
        """The line that a comment at this place concerns: its own, or, where it stands alone, the next that is
        neither empty nor a comment."""
        if self.written[line - 1][: column - 1].strip(" \t-"):
            return line
        while line < len(self.written) and self.written[line].strip()[:1] in ("", "#"):
            line += 1
        return line + 1

    def opened_by(self, line: int) -> tuple[tuple[int, int], ...]:
        """The line itself, and every text that it opens: first and last line of each."""
        return ((line, line), *self._opened[line])

    def _read_texts(self, text: str) -> None:
        """Find where every text of the file begins and ends."""
        following = event_source(text)
        while (event := following()) is not None:
            style = getattr(event, "style", None)
            if not hasattr(event, "value"):
                continue
            start, end = event.start_mark, event.end_mark
            # after the mark of a block a comment may stand
            begin = (start.line + 2, 1) if style in ("|", ">") else (start.line + 1, start.column + 1)
            self._ends[begin] = (end.line + 1, end.column + 1)

    def _open(self, node: Node) -> None:
        """Find out what every line opens inside `node`."""
        if isinstance(node, Mapping):
            for name, (key, value) in node.entries.items():
                if isinstance(value, Scalar) or name in _TEXTS:
                    self._opened[key.line].append((key.line, self._last(value)))
                else:
                    self._opened[key.line].append((value.line, value.line))
                self._open(value)
        elif not isinstance(node, Scalar):
            for item in node.items:
                if isinstance(item, Scalar):
                    self._opened[item.line].append((item.line, self._last(item)))
                self._open(item)

    def _last(self, node: Node) -> int:
        """The last line of a text, or of a list of texts."""
        if isinstance(node, Scalar):
            begin = (node.line + 1, 1) if node.block else (node.line, node.column)
            line, column = self._ends.get(begin, (node.line, 2))
            return line if column > 1 else line - 1
        inner = list(node.values.values()) if isinstance(node, Mapping) else node.items
        return max([node.line, *map(self._last, inner)])
