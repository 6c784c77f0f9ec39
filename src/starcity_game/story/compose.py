"""From YAML events to nodes: a composer that knows no tags, no aliases and no merge keys.

The depth is counted before descending.
"""

from __future__ import annotations

import unicodedata
from functools import cached_property
from sys import intern
from typing import Any, Final

import yaml

from starcity_game.story.diagnostics import Findings
from starcity_game.story.nodes import Mapping, Node, Scalar, Sequence
from starcity_game.story.slips import cut_by_comment, lost_anchor, lost_tag, quoted_line
from starcity_game.story.strict_text import describe, first_forbidden
from starcity_game.story.yaml_events import event_source, lines_with_comments, place

CODES = {
    "E105": "a forbidden character, written as an escape in a quoted text",
    "E107": "nesting deeper than a story may be",
    "E108": "more nodes in one file than a story may have",
    "E109": "one text longer than a story may have",
    "E110": "the file is not a mapping of keys at its top level",
    "E111": "an anchor (&name)",
    "E112": "an alias (*name)",
    "E113": "a merge key (<<)",
    "E114": "a tag (!name)",
    "E115": "a directive (%YAML, %TAG)",
    "E116": "several documents in one file",
    "E117": "the same key twice in one mapping",
    "E118": "a key that is not a word",
}
"""Codes of this module, each with its meaning."""

MAX_DEPTH = 32
"""Mappings and lists inside one another at most."""
TOO_DEEP: Final[tuple[str, str]] = (
    f"this is nested more than {MAX_DEPTH} deep",
    "move the inner part to a scene of its own",
)
"""What is wrong with more, and how to mend it."""
MAX_NODES = 200_000
"""Texts, lists and mappings in one file at most."""
MAX_SCALAR = 100_000
"""Characters in one text at most."""


MAX_KEY = 1_024
"""Characters in one key at most, as in YAML; putting a long run of accents in order takes quadratic time."""


_QUOTES = frozenset("\"'")


class Refused(Exception):
    """The document cannot be read on."""

    def __init__(self, place: tuple[int, int], code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.place = place
        """Line and column, counted from 1."""
        self.code = code
        """Stable code, one of `CODES`."""
        self.message = message
        """What is wrong."""
        self.hint = hint
        """How to mend it."""


class TooMany(Refused):
    """The document has so much in it that leaving out a block would not help."""


class Composer:
    """Composes the one document of one story file."""

    def __init__(self, text: str, file: str, findings: Findings) -> None:
        self._next = event_source(text)
        self._file = file
        self._findings = findings
        self._text = text
        self._comments = lines_with_comments(text)
        self._escapes = "\\" in text
        self._nodes = 0
        self._usual: dict[str, str] = {}
        self.last_quoted: Scalar | None = None
        """The last quoted text over several lines: the usual suspect when a syntax error follows."""
        self.last_quoted_end = 0
        """The line on which it ended, counted from 1."""

    def document(self) -> Mapping:
        """The file's only document, which must be a mapping; an empty file is an empty mapping."""
        event = self._next()
        event = self._next()
        if event.__class__ is yaml.StreamEndEvent:
            return Mapping({}, [], 1, 1)
        self._check_directives(event)
        event = self._next()
        root = self._node(event, 0)
        self._next()
        self._check_alone(self._next())
        if isinstance(root, Mapping):
            return root
        if not (isinstance(root, Scalar) and root.plain and not root.value):
            self._error(
                event,
                "E110",
                "a story file is made of keys such as `scenes:` at its left edge",
                "begin with `scenes:` and indent what belongs to it by two spaces",
            )
        return Mapping({}, [], root.line, root.column)

    def _node(self, event: Any, depth: int) -> Node:
        """The node that begins with `event`; `depth` counts the containers around it."""
        kind = event.__class__
        if kind is yaml.ScalarEvent:
            return self._scalar(event)
        if kind is yaml.AliasEvent:
            return self._alias(event)
        if depth >= MAX_DEPTH:
            raise Refused(
                place(event),
                "E107",
                *TOO_DEEP,
            )
        if event.anchor is not None or event.tag is not None:
            self._check_properties(event)
        if kind is yaml.MappingStartEvent:
            return self._mapping(event, depth + 1)
        return self._sequence(event, depth + 1)

    def _scalar(self, event: Any) -> Scalar:
        """The text of a scalar event, checked."""
        mark = event.start_mark
        style = event.style
        node = Scalar(event.value, mark.line + 1, mark.column + 1, style or "")
        if event.anchor is not None or event.tag is not None:
            self._check_properties(event)
        if style in _QUOTES:
            self._check_quoted(event, node)
        elif not style and self._comments and event.end_mark.line in self._comments:
            cut_by_comment(node, self._lines[event.end_mark.line], event.end_mark, self._file, self._findings)
        if len(node.value) > MAX_SCALAR:
            self._error(event, "E109", f"this text has more than {MAX_SCALAR:,} characters", "divide it among scenes")
        return node

    # The two loops below take an ordinary scalar (not quoted, without anchor, tag or comment) without a call: a
    # large story has 40 scalars a scene, and the calls were a quarter of the time from events to nodes.

    def _sequence(self, start: Any, depth: int) -> Sequence:
        """The list that begins with `start`."""
        items: list[Node] = []
        following, comments = self._next, self._comments
        scalar: Any = yaml.ScalarEvent
        end = yaml.SequenceEndEvent
        for _ in range(MAX_NODES + 1):
            event = following()
            if event.__class__ is scalar:
                style, value = event.style, event.value
                if (
                    style in _QUOTES
                    or (comments and event.end_mark.line in comments)
                    or event.anchor is not None
                    or event.tag is not None
                    or len(value) > MAX_SCALAR
                ):
                    items.append(self._scalar(event))
                else:
                    mark = event.start_mark
                    items.append(Scalar(value, mark.line + 1, mark.column + 1, style or ""))
            elif event.__class__ is end:
                break
            else:
                items.append(self._node(event, depth))
        else:
            raise _too_many(start)
        self._count(len(items), start)
        mark = start.start_mark
        return Sequence(items, mark.line + 1, mark.column + 1, bool(start.flow_style))

    def _mapping(self, start: Any, depth: int) -> Mapping:
        """The mapping that begins with `start`; a key that is refused is left out with its value."""
        values: dict[str, Node] = {}
        keys: list[Scalar | tuple[int, int]] = []
        following, comments, usual = self._next, self._comments, self._usual
        scalar: Any = yaml.ScalarEvent
        end = yaml.MappingEndEvent
        for _ in range(MAX_NODES + 1):
            event = following()
            if event.__class__ is end:
                break
            name: str | None = None
            key: Any = None
            if event.__class__ is scalar and not (
                event.style
                or (comments and event.end_mark.line in comments)
                or event.anchor is not None
                or event.tag is not None
            ):
                name = usual.get(event.value)
            if name is None:
                key = self._node(event, depth)
            inner = following()
            if inner.__class__ is scalar:
                style, text = inner.style, inner.value
                if (
                    style in _QUOTES
                    or (comments and inner.end_mark.line in comments)
                    or inner.anchor is not None
                    or inner.tag is not None
                    or len(text) > MAX_SCALAR
                ):
                    value: Node = self._scalar(inner)
                else:
                    mark = inner.start_mark
                    value = Scalar(text, mark.line + 1, mark.column + 1, style or "")
            else:
                value = self._node(inner, depth)
            if key is not None:
                name = self._name(event, key)
            if name is None:
                continue
            if name in values:
                self._twice(event, name, list(values).index(name), keys)
            else:
                values[name] = value
                # the mark itself would keep 100 bytes alive, and a new one be made for each event
                mark = event.start_mark
                keys.append((mark.line, mark.column) if key is None else key)
        else:
            raise _too_many(start)
        self._count(2 * len(values), start)
        mark = start.start_mark
        return Mapping(values, keys, mark.line + 1, mark.column + 1, bool(start.flow_style))

    def _name(self, event: Any, key: Node) -> str | None:
        """The name that a key gives, or None after saying why it gives none.

        Names are interned, so that looking them up in the tables of keys compares no characters; ordinary ones
        are kept in `_usual`, and not looked at again in this file.
        """
        if event.__class__ is yaml.AliasEvent:
            return None
        if not isinstance(key, Scalar) or key.block or len(key.value) > MAX_KEY:
            self._error(
                event,
                "E118",
                "a key is a word before a colon; here it is something else",
                f"if this is prose, put the whole text in quotes: {quoted_line(self._line(event))}",
            )
            return None
        name = key.value
        if not name.isascii():
            return intern(unicodedata.normalize("NFC", name))
        if name != "<<":
            name = intern(name)
            self._usual[name] = name
        elif key.plain:
            self._error(event, "E113", "merge keys (<<) are not used in stories", "write the keys out")
            return None
        return name

    def _twice(self, event: Any, name: str, index: int, keys: list[Scalar | tuple[int, int]]) -> None:
        """Refuse a key that was there before, as the one at `index` of `keys`."""
        first = keys[index]
        line = first.line if isinstance(first, Scalar) else first[0] + 1
        self._error(
            event,
            "E117",
            f"the key {name[:80]} stands here twice; the first is on line {line}",
            "keep one of them",
        )

    def _alias(self, event: Any) -> Scalar:
        """An alias is refused; the text as written stands for it, so that reading goes on."""
        self._error(
            event,
            "E112",
            f"*{event.anchor} was read as a YAML alias, which stories do not use",
            f"if it is emphasis, put the whole text in quotes: {quoted_line(self._line(event))}",
        )
        return Scalar(f"*{event.anchor}", *place(event))

    def _check_properties(self, event: Any) -> None:
        """Report the anchor and the tag of a node."""
        at = (self._file, *place(event))
        if event.anchor is not None:
            lost_anchor(at, "E111", event.anchor, self._line(event), self._findings)
        if event.tag is not None:
            lost_tag(at, "E114", event.tag, self._line(event), self._findings)

    def _check_quoted(self, event: Any, node: Scalar) -> None:
        """Look for forbidden characters among the escapes, and remember a text of several lines."""
        if event.end_mark.line != event.start_mark.line:
            self.last_quoted, self.last_quoted_end = node, event.end_mark.line + 1
        at = first_forbidden(node.value) if self._escapes else None
        if at is not None:
            self._error(
                event,
                "E105",
                f"this text holds the character {describe(node.value[at])} as an escape",
                "delete it",
            )

    def _check_directives(self, event: Any) -> None:
        """Refuse %YAML and %TAG."""
        if event.version or event.tags:
            self._error(
                event,
                "E115",
                "YAML directives (lines that begin with %) are not used in stories",
                "delete the line",
            )

    def _check_alone(self, event: Any) -> None:
        """Refuse a second document."""
        if event.__class__ is not yaml.StreamEndEvent:
            self._error(
                event,
                "E116",
                "a second YAML document begins here; a story file has only one",
                "delete the line that begins with ---, or indent it if it belongs to a text",
            )

    def _count(self, nodes: int, start: Any) -> None:
        """Add to the count of nodes, and refuse a file that has too many."""
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            raise _too_many(start)

    @cached_property
    def _lines(self) -> list[str]:
        """The lines of the source, for what is said about a fault."""
        return self._text.split("\n")

    def _line(self, event: Any) -> str:
        """The source line on which `event` begins."""
        line = event.start_mark.line
        return self._lines[line] if line < len(self._lines) else ""

    def _error(self, event: Any, code: str, message: str, hint: str) -> None:
        """Report a fault at the beginning of `event`."""
        self._findings.error((self._file, *place(event)), code, message, hint)


def _too_many(start: Any) -> TooMany:
    """The end of a file of which the container that begins with `start` is one too many."""
    return TooMany(place(start), "E108", f"this file has more than {MAX_NODES:,} nodes", "divide it into several files")
