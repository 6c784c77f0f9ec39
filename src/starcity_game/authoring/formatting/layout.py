"""A story file in its usual form, put together from its own lines.

The file is cut into the entries of its block mappings and lists, each with the comments above it; these are put in
order and indented anew. What stands in brackets, in quotes or on one line is taken over as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from starcity_game.authoring.formatting import order
from starcity_game.authoring.formatting.prose import WIDTH, wrapped
from starcity_game.authoring.shapes import SHAPES, WHOLE_FILE, kind_of, table
from starcity_game.story.nodes import Mapping, Node, Scalar, Sequence

_PROSE: Final = ("text", "piece of text", "part", "label", "line")
"""Kinds of texts in which a line break is only a space."""
_HEADER: Final = re.compile(r"\|-?[ \t]*(#.*)?")
_SECTIONS_APART: Final = ("scenes",)
"""Sections whose entries have an empty line between them."""


class Unusual(Exception):
    """The file has a construct that cannot be laid out safely; the argument says which, and on what line."""


class Layout:
    """Lays out one file."""

    def __init__(self, lines: list[str]) -> None:
        """`lines` are the file's, without their ends."""
        self._lines = lines

    def file(self, root: Mapping) -> list[str]:
        """The lines of the whole file. Raises Unusual when it cannot be laid out."""
        if root.flow or not root.values:
            raise Unusual("the file has no keys at its left edge")
        made = self._mapping(root, "", 1, len(self._lines) + 1, 0)
        while made and not made[-1]:
            made.pop()
        return made

    # ------------------------------------------------------------------ lists and mappings

    def _mapping(self, node: Mapping, kind: str, begin: int, end: int, indent: int, kept: bool = False) -> list[str]:
        """The lines of a block mapping that takes up the lines from `begin` to before `end`."""
        name = SHAPES[kind].table if kind else ""
        entries = list(node.entries.values())
        if name == "a document":
            kept = any(key.value == "lines" and getattr(value, "value", "") == "kept" for key, value in entries)
        starts = [self._leading(key.line, key.column, begin) for key, _ in entries]
        starts[0] = begin
        ends = [*starts[1:], end]
        made: dict[str, list[str]] = {}
        for (key, value), start, stop in zip(entries, starts, ends, strict=True):
            inner = self._kind(kind, name, key.value)
            above = self._comments(start, key.line, indent)
            if key is not entries[0][0] and self._apart(kind, key.value, value):
                above = above if above[:1] == [""] else ["", *above]
            made[key.value] = above + self._entry(key, value, inner, stop, indent, kept)
        keys = order.usual(list(made)) if name in order.TABLES else list(made)
        return [line for key in keys for line in made[key]]

    def _kind(self, kind: str, name: str, key: str) -> str:
        """The kind of value under a key; empty where it is unknown, or may be anything."""
        if not kind:
            return next((kind_of(one, key, table(one)[key]) for one in WHOLE_FILE if key in table(one)), "value")
        if name:
            return kind_of(name, key, table(name)[key]) if key in table(name) else "value"
        return SHAPES[kind].entries or "value"

    def _apart(self, kind: str, key: str, value: Node) -> bool:
        """Whether an entry has an empty line above it."""
        if not kind:
            return isinstance(value, Mapping) and not value.flow
        return kind in _SECTIONS_APART

    def _entry(self, key: Scalar, value: Node, kind: str, end: int, indent: int, kept: bool) -> list[str]:
        """The lines of one entry, from its key to before the line `end`."""
        head = self._lines[key.line - 1][key.column - 1 :].rstrip()
        first = " " * indent + head
        if isinstance(value, Scalar) or value.flow:
            if value.line > key.line and not isinstance(value, Scalar):
                raise Unusual(f"line {value.line}: brackets that begin on a line of their own")
            return self._leaf(value, kind, key.line, end, indent, first, key.column - 1, kept)
        if value.line == key.line:
            raise Unusual(f"line {value.line}: a list or mapping on the line of its key")
        return [first, *self._block(value, kind, key.line + 1, end, indent + 2, kept)]

    def _block(self, value: Mapping | Sequence, kind: str, begin: int, end: int, indent: int, kept: bool) -> list[str]:
        """The lines of a list or mapping that begins on a line of its own."""
        if isinstance(value, Mapping):
            return self._mapping(value, kind, begin, end, indent, kept)
        return self._sequence(value, kind, begin, end, indent, kept)

    def _sequence(self, node: Sequence, kind: str, begin: int, end: int, indent: int, kept: bool) -> list[str]:
        """The lines of a block list."""
        dashes = [self._dash(item, node.column) for item in node.items]
        starts = [self._leading(line, node.column, begin) for line in dashes]
        starts[0] = begin
        made: list[str] = []
        for item, dash, start, stop in zip(node.items, dashes, starts, [*starts[1:], end], strict=True):
            made += self._comments(start, dash, indent)
            made += self._item(item, SHAPES[kind].items or kind, dash, stop, indent, kept)
        return made

    def _item(self, item: Node, kind: str, dash: int, end: int, indent: int, kept: bool) -> list[str]:
        """The lines of one member of a list."""
        marked = " " * indent + "- "
        if isinstance(item, Mapping) and not item.flow:
            lines = self._mapping(item, kind, dash, end, indent + 2, kept)
            first = next(n for n, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#"))
            above = [line[2:] for line in lines[:first]]
            return [*above, marked + lines[first][indent + 2 :], *lines[first + 1 :]]
        if isinstance(item, Sequence) and not item.flow:
            raise Unusual(f"line {item.line}: a list inside a list")
        rest = self._lines[dash - 1][item.column - 1 :].rstrip()
        return self._leaf(item, kind, dash, end, indent, marked + rest, self._indent(dash), kept)

    def _dash(self, item: Node, column: int) -> int:
        """The line with the dash of an item, which must be the item's own line."""
        line = self._lines[item.line - 1]
        before = line[column - 1 : item.column - 1]
        if before.strip() != "-" or line[: column - 1].strip() not in ("", "-"):
            raise Unusual(f"line {item.line}: a member of a list that does not stand beside its dash")
        if line[: column - 1].strip():
            raise Unusual(f"line {item.line}: a list inside a list")
        return item.line

    # ------------------------------------------------------------------------------ leaves

    def _leaf(
        self, value: Node, kind: str, line: int, end: int, indent: int, first: str, old: int, kept: bool
    ) -> list[str]:
        """The lines of a text, or of something in brackets, whose own first line is `first`; it stood at `old`."""
        rest = self._lines[line : end - 1]
        if isinstance(value, Scalar) and value.block:
            header = self._lines[value.line - 1][value.column - 1 :]
            usual = value.line == line and _HEADER.fullmatch(header.rstrip())
            return [first, *(self._text(rest, kind, indent, kept) if usual else self._shifted(rest, indent - old))]
        stop = len(rest)
        while stop and (not rest[stop - 1].strip() or rest[stop - 1].lstrip().startswith("#")):
            stop -= 1
        last = len(rest)
        while last > stop and not rest[last - 1].strip():
            last -= 1
        after = self._comments(line + 1 + stop, line + 1 + last, indent)
        return [first, *self._shifted(rest[:stop], indent - old), *after]

    def _text(self, rest: list[str], kind: str, indent: int, kept: bool) -> list[str]:
        """The lines of a text after `|`, and of comments that follow it."""
        depth = next((_indent(line) for line in rest if line.strip()), 0)
        stop = next((n for n, line in enumerate(rest) if line.strip() and _indent(line) < depth), len(rest))
        after = [line.strip() for line in rest[stop:]]
        if any(line and not line.startswith("#") for line in after):
            raise Unusual("a text is followed by what is no comment")
        content = [line[depth:] for line in rest[:stop]]
        while content and not content[-1].strip():
            content.pop()
        margin = " " * (indent + 2)
        if content and not kept and kind in _PROSE:
            content = wrapped(content, WIDTH - len(margin))
        made = [margin + line if line.strip() or (kept and line) else "" for line in content]
        return made + [f"{' ' * indent}{line}" if line else "" for line in after]

    def _shifted(self, lines: list[str], by: int) -> list[str]:
        """Lines with `by` more spaces before them, or fewer."""
        made = []
        for line in lines:
            bare = line.rstrip()
            made.append(bare and " " * max(_indent(bare) + by, 0) + bare.lstrip(" "))
        while made and not made[-1]:
            made.pop()
        return made

    # ---------------------------------------------------------------------------- comments

    def _leading(self, line: int, column: int, least: int) -> int:
        """The first of the lines above the entry on `line` that belong to it: comments no deeper than itself, and
        empty lines."""
        start = line
        while start > least and self._belongs(self._lines[start - 2], column - 1):
            start -= 1
        return start

    def _belongs(self, line: str, indent: int) -> bool:
        """Whether a line is empty, or a comment that is no deeper than `indent`."""
        bare = line.strip()
        return not bare or (bare.startswith("#") and _indent(line) <= indent)

    def _comments(self, begin: int, end: int, indent: int) -> list[str]:
        """The comments and empty lines from `begin` to before `end`, of several empty lines one."""
        return list(_once_empty(" " * indent + bare if bare else "" for bare in self._bare(begin, end)))

    def _bare(self, begin: int, end: int) -> Iterator[str]:
        """Lines without the blanks around them; each is a comment, or empty."""
        for number in range(begin, end):
            bare = self._lines[number - 1].strip()
            if bare and not bare.startswith("#"):
                raise Unusual(f"line {number}: what stands here is neither an entry nor a comment")
            yield bare

    def _indent(self, line: int) -> int:
        """Spaces at the beginning of a line counted from 1."""
        return _indent(self._lines[line - 1])


def _once_empty(lines: Iterator[str]) -> Iterator[str]:
    """The lines, without an empty one after an empty one."""
    before = "x"
    for line in lines:
        if line or before:
            yield line
        before = line


def _indent(line: str) -> int:
    """Spaces at the beginning of a line."""
    return len(line) - len(line.lstrip(" "))
