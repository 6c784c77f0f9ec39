"""Reading the lines that most of a story is made of without a YAML parser.

Story files are, nearly all of them, of a few kinds of line: a key, a key and a text, a dash before either, a block
of prose after `|`, a short list or mapping in brackets. For a file of nothing else the nodes are made here, in a
fifth of the time that libyaml's events take through Python. At the first line of any other kind, and at anything
that would be a finding, the answer is None, and the file is read by `compose`; a property test holds the two to
the same nodes.
"""

from __future__ import annotations

import re
from sys import intern
from typing import Final, TypeAlias

from starcity_game.story.nodes import Mapping, Node, Scalar, Sequence

MOST_OPEN: Final = 24
"""Lists and mappings inside one another at most; below what `compose` allows."""
MOST_LINES: Final = 40_000
"""Lines at most: fewer nodes than `compose` allows, and little lost where a fault stands at the end."""
MOST_COMMAS: Final = 30_000
"""Commas at most, for the same reason: in brackets each may add a key and a value."""
LONGEST: Final = 50_000
"""Characters in one text at most; below what `compose` allows."""

_KEY: Final = r"[A-Za-z_][A-Za-z0-9_.-]{0,99}"
_PLAIN: Final = r"""(?:[^\s"'|>\[\]{}&*!%@`#,?:-]|-[0-9])"""
"""How a text without quotes may begin."""
_HEAD: Final = re.compile(rf"( *)(- )?({_KEY})")
"""Indent, dash and key, as they stand before a colon."""
_SPECIAL: Final = frozenset([*" \"'|>[]{}&*!%@`#,?:-", ""])
"""What a text without quotes does not begin with (but for `-` before a digit)."""
_RARE: Final = re.compile(r"""'[^']*'|"[^"\\]*(?:\\["\\][^"\\]*)*"|-[0-9].*|\[.*\]|\{.*\}""")
"""Single quotes, double ones with escapes, a negative number, brackets."""
_CUT: Final = re.compile(r":(?: |$)| #| $")
"""What would end a plain text, or not be part of it."""
_ESCAPE: Final = re.compile(r'\\(["\\])')
_TOKEN: Final = re.compile(
    rf"""({_KEY}): (?=[^ ])|([\[{{}}\]]|, (?=[^ ]))|("[^"\\\n]*")|"""
    rf"""({_PLAIN}(?:[^,\[\]{{}}:#\n ]|(?<=[0-9]):(?=[0-9])| (?=[^,\[\]{{}}:#\n ]))*)"""
)
"""In brackets: a key, a sign, a text in double quotes, a plain one."""
_Keys: TypeAlias = "list[Scalar | tuple[int, int]]"


_TOP: Final = "the file"
"""The key that the whole file stands under while it is read; no key of a file has a space in it."""


_EMPTY: Final = Scalar("", 1, 1)
"""Holds a key's place among the others until its value is known."""


class _Unusual(Exception):
    """Here is something that only a YAML parser should read."""


def read_plain_lines(text: str) -> Mapping | None:
    """The top-level mapping of a story file, or None when another reader has to look at it.

    `text` is strict text with `\\n` line ends.
    """
    if "\t" in text or not text.endswith("\n"):
        return None
    lines = text.split("\n")
    if len(lines) > MOST_LINES or text.count(",") > MOST_COMMAS or max(map(len, lines)) > LONGEST:
        return None
    try:
        return _read(lines)
    except _Unusual:
        return None


_Head: TypeAlias = tuple[int, bool, str, int, int]
"""Indent, whether there is a dash, key, the key's column counted from 0, the value's counted from 1."""


def _read(lines: list[str]) -> Mapping:
    """The mapping that the lines make, the last of which is empty. Raises _Unusual at a line of no simple kind.

    One loop with everything in local names: a method for each kind of line takes twice the time. What stands
    before a colon is looked up: there are a few dozen such heads in a file of ten thousand lines.
    """
    top: dict[str, Node] = {}
    values, level = top, -1  # of the innermost mapping or list, as if the file stood under a key
    keys: _Keys = [(0, 0)]
    items: list[Node] = []
    listed = False  # whether the innermost is a list
    waiting = _TOP  # the key whose value, if it has one, stands on the lines below
    around: list[tuple[int, dict[str, Node], _Keys, list[Node], bool]] = []
    heads: dict[str, _Head] = {}
    known = heads.get
    number, count = 0, len(lines)
    while number < count:
        written = lines[number]
        number += 1
        start, colon, rest = written.partition(": ")
        head = known(start)
        if head is None:
            stripped = written.lstrip(" ")
            if not stripped or stripped[0] == "#":
                continue
            head = None if stripped.startswith('- "') else _head(start, colon)
            if head is not None:
                heads[start] = head
            elif stripped[:2] == "- ":
                indent = len(written) - len(stripped)
                head, rest = (indent, True, "", indent, indent + 3), stripped[2:]
            else:
                raise _Unusual
        indent, dash, key, column, value_column = head
        if waiting:
            if indent > level or (dash and indent == level and not listed):
                if len(around) > MOST_OPEN:
                    raise _Unusual
                around.append((level, values, keys, items, listed))
                level, listed = indent, dash
                if dash:
                    items = []
                    values[waiting] = Sequence(items, number, indent + 1)
                else:
                    inner: dict[str, Node] = {}
                    keys = []
                    values[waiting] = Mapping(inner, keys, number, indent + 1)
                    values = inner
            else:
                values[waiting] = _nothing(waiting, keys)
            waiting = ""
        if indent != level or listed is not dash:
            while indent < level or (listed and not dash):
                level, values, keys, items, listed = around.pop()
            if indent != level or listed is not dash:
                raise _Unusual
        if key:
            if dash:
                if len(around) > MOST_OPEN:
                    raise _Unusual
                around.append((level, values, keys, items, listed))
                values, keys, level, listed = {}, [], column, False
                items.append(Mapping(values, keys, number, column + 1))
            elif key in values:
                raise _Unusual
            keys.append((number - 1, column))
            if not colon:
                waiting = key
                values[key] = _EMPTY
                continue
        first = rest[:1]
        if first not in _SPECIAL:
            if ": " in rest or " #" in rest or rest[-1] in ": ":
                raise _Unusual
            value: Node = Scalar(rest, number, value_column)
        elif first == '"' and rest[-1] == '"' and rest.count('"') == 2 and "\\" not in rest:
            value = Scalar(rest[1:-1], number, value_column, '"')
        elif rest == "|":
            prose, end = _prose(lines, number, level)
            value = Scalar(prose, number, value_column, "|")
            number = end
        else:
            value = _rare(rest, number, value_column)
        if key:
            values[key] = value
        else:
            items.append(value)
    if waiting:
        values[waiting] = _nothing(waiting, keys)
    root = top[_TOP]
    if not isinstance(root, Mapping):
        raise _Unusual
    return root


def _head(start: str, colon: str) -> _Head | None:
    """What stands before a colon, taken apart; None when it is no key. `start` is the line up to its first
    `colon` and space, or the whole of a line that has none, and then should end in one."""
    found = _HEAD.fullmatch(start if colon else start.removesuffix(":"))
    if found is None or not (colon or start.endswith(":")):
        return None
    column, key = found.start(3), intern(found[3])
    return len(found[1]), bool(found[2]), key, column, column + len(key) + 3


def _nothing(key: str, keys: _Keys) -> Scalar:
    """The empty text that stands for the value of the last key, right after its colon."""
    line, column = keys[-1]  # type: ignore[misc]
    return Scalar("", line + 1, column + len(key) + 2)


def _prose(lines: list[str], number: int, level: int) -> tuple[str, int]:
    """The block of prose that begins with `lines[number]`: its text, and the number of the line after it."""
    first = lines[number]
    width = len(first) - len(first.lstrip(" "))
    if width <= level or width == len(first):
        raise _Unusual
    pad = first[:width]
    found = [first[width:]]
    number += 1
    line = lines[number]  # there is one: the last of a file is empty
    while line.startswith(pad) or (not line and number + 1 < len(lines)):
        found.append(line[width:])
        number += 1
        line = lines[number]
    while not found[-1]:
        found.pop()
    found.append("")
    prose = "\n".join(found)
    if len(prose) > LONGEST:
        raise _Unusual
    return prose, number


def _rare(written: str, line: int, column: int) -> Node:
    """A text of a rarer kind, or a list or mapping in brackets; `column` is counted from 1."""
    found = _RARE.fullmatch(written)
    if found is None:
        raise _Unusual
    if written[0] == "'":
        return Scalar(written[1:-1], line, column, "'")
    if written[0] == '"':
        inside = written[1:-1]
        plain = inside.replace('\\"', '"') if "\\\\" not in inside else _ESCAPE.sub(r"\1", inside)
        return Scalar(plain, line, column, '"')
    if written[0] == "-":
        if _CUT.search(written):
            raise _Unusual
        return Scalar(written, line, column)
    return _Brackets(written, line, column - 1).whole()


class _Brackets:
    """A list or a mapping on one line."""

    def __init__(self, written: str, line: int, column: int) -> None:
        self.written, self.line, self.column = written, line, column
        self.at = 0

    def whole(self) -> Node:
        """The list or mapping that is all of what is written."""
        node = self.value(self.token(), 0)
        if self.at != len(self.written):
            raise _Unusual
        return node

    def token(self) -> re.Match[str]:
        """The next token."""
        found = _TOKEN.match(self.written, self.at)
        if found is None:
            raise _Unusual
        self.at = found.end()
        return found

    def value(self, token: re.Match[str], depth: int) -> Node:
        """The value that begins with `token`."""
        key, sign, quoted, plain = token.groups()
        place = self.line, self.column + token.start() + 1
        if plain:
            return Scalar(plain, *place)
        if quoted:
            return Scalar(quoted[1:-1], *place, '"')
        if key or depth > 3 or sign not in ("[", "{"):
            raise _Unusual
        return self.list(place, depth) if sign == "[" else self.mapping(place, depth)

    def list(self, place: tuple[int, int], depth: int) -> Sequence:
        """The rest of a list."""
        items: list[Node] = []
        token = self.token()
        while token[0] != "]":
            items.append(self.value(token, depth + 1))
            token = self.token()
            if token[0] == ", ":
                token = self.token()
                if token[0] == "]":
                    raise _Unusual
            elif token[0] != "]":
                raise _Unusual
        return Sequence(items, *place, True)

    def mapping(self, place: tuple[int, int], depth: int) -> Mapping:
        """The rest of a mapping."""
        values: dict[str, Node] = {}
        keys: _Keys = []
        token = self.token()
        while token[0] != "}":
            name = token[1]
            if not name or name in values:
                raise _Unusual
            name = intern(name)
            keys.append((self.line - 1, self.column + token.start()))
            values[name] = self.value(self.token(), depth + 1)
            token = self.token()
            if token[0] == ", ":
                token = self.token()
            elif token[0] != "}":
                raise _Unusual
        return Mapping(values, keys, *place, True)
