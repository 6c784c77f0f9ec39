"""Lines that YAML takes for something else, as their authors meant them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from starcity_game.story.slips import in_quotes, split_line


class Mend(NamedTuple):
    """A stretch of lines and what stands there instead."""

    first: int
    """Index of the first line replaced, counted from 0."""
    last: int
    """Index after the last."""
    lines: list[str]
    """The new lines."""


def mend(code: str, lines: list[str], at: int) -> Mend | None:
    """How the slip `code` on line `at` (counted from 0) is mended; None when only its author can say."""
    way = _WAYS.get(code)
    return way(lines, at) if way and at < len(lines) else None


def _as_text(lines: list[str], at: int) -> Mend | None:
    """The text put in quotes; one that goes on below, or begins above, as a block after |."""
    first = _opening(lines, at)
    if first is None:
        return None
    head, rest = split_line(lines[first])
    last = _goes_on_until(lines, first)
    if not rest:
        return None
    if last == first + 1:
        return Mend(first, last, [in_quotes(lines[first])])
    indent = " " * (_depth(lines[first]) + 2)
    inner = [indent + line.strip() if line.strip() else "" for line in [rest, *lines[first + 1 : last]]]
    return Mend(first, last, [f"{head}|", *inner])


def _apostrophe(lines: list[str], at: int) -> Mend | None:
    """A text that begins with an apostrophe put in quotes. Where another quotation mark was left open, only the
    author knows where it should close."""
    return _as_text(lines, at) if split_line(lines[at])[1].startswith("'") else None


def _opening(lines: list[str], at: int) -> int | None:
    """The line on which the text that line `at` belongs to begins."""
    while at >= 0:
        head, rest = split_line(lines[at])
        if head.strip():
            return at if rest and rest[0] not in "|>" else None
        own = _depth(lines[at])
        at -= 1
        while at >= 0 and lines[at].strip() and not split_line(lines[at])[0].strip() and _depth(lines[at]) >= own:
            at -= 1
        if at < 0 or not lines[at].strip():
            return None
    return None


def _goes_on_until(lines: list[str], first: int) -> int:
    """Index after the last line of the text that begins on line `first`."""
    depth, last, at = _depth(lines[first]), first + 1, first + 1
    while at < len(lines) and (not lines[at].strip() or _indent(lines[at]) > depth):
        at += 1
        if lines[at - 1].strip():
            last = at
    return last


def _depth(line: str) -> int:
    """How far what the line holds is indented: its key, or else its dash."""
    head = split_line(line)[0]
    if head.rstrip().endswith(":"):
        return len(head) - len(head.lstrip(" -"))
    return head.rindex("-") if "-" in head else _indent(line)


def _indent(line: str) -> int:
    """Blanks at the beginning of the line."""
    return len(line) - len(line.lstrip(" "))


def _block(lines: list[str], at: int) -> Mend | None:
    """A text that begins on the line of its | or >."""
    found = re.match(r"(?P<head>.*?[|>][-+0-9]*)\s*(?P<rest>\S.*)", lines[at][len(split_line(lines[at])[0]) :])
    if found is None:
        return None
    below = next((_indent(line) for line in lines[at + 1 :] if line.strip()), 0)
    depth = _depth(lines[at])
    indent = below if below > depth else depth + 2
    head = split_line(lines[at])[0] + found["head"]
    return Mend(at, at + 1, [head, " " * indent + found["rest"]])


def _spaces(lines: list[str], at: int) -> Mend | None:
    """Two blanks for each tab that indents the line."""
    line = lines[at]
    blank = line[: len(line) - len(line.lstrip())]
    return Mend(at, at + 1, [blank.replace("\t", "  ") + line.lstrip()]) if "\t" in blank else None


def _backslashes(lines: list[str], at: int) -> Mend | None:
    """Every backslash of a text in double quotes that YAML knows nothing of, twice."""
    doubled = re.sub(r'\\(\\|["/0abtnvfre N_LPxuU])?', lambda m: m[0] if m[1] else "\\\\", lines[at])
    return Mend(at, at + 1, [doubled]) if doubled != lines[at] else None


_WAYS: Final[dict[str, Callable[[list[str], int], Mend | None]]] = {
    **dict.fromkeys(("E112", "E201", "E202", "E203", "E204", "E205", "E207", "E208", "E211", "E213"), _as_text),
    "E206": _spaces,
    "E209": _block,
    "E210": _apostrophe,
    "E212": _backslashes,
}
MENDABLE: Final = frozenset(_WAYS)
"""Codes of slips that can be mended."""
