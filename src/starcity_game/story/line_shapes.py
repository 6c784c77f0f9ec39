"""Lines whose colon, blank, dash or indentation is not where it should be, told by looking at their neighbours.

The parser complains at the line where it could not go on; the slip is often on the line above.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from starcity_game.story.keys import TABLES

_KNOWN: Final = frozenset(key for table in TABLES.values() for key in table)
_LINE: Final = re.compile(r"(?P<head> *(?:- +)*)(?P<key>[A-Za-z_][\w.-]*):(?P<value>(?:\s.*)?)")
_WORD: Final = re.compile(r"(?P<head> *(?:- +)*)(?P<key>[a-z_][\w.-]*)(?P<rest>.*)")
_EQUALS: Final = re.compile(r"^\s*[=;]\s*")
_STRUCTURE: Final = re.compile("did not find expected (?:key|'-')|expected <block end>")


class Misfit(NamedTuple):
    """A line that does not fit its neighbours."""

    line: int
    """Line, counted from 1."""
    column: int
    """Column, counted from 1."""
    message: str
    """What is wrong with it."""
    hint: str
    """How to mend it, with the corrected line."""
    mended: str
    """The whole line as it was probably meant; empty where those below it would have to move with it."""


def misfit(lines: list[str], line: int, column: int, problem: str) -> Misfit | None:
    """The slip behind what a parser said of `line` (counted from 1) at `column`; None when its form shows none."""
    at = line - 1
    if "mapping values" in problem:
        return _absorbed(lines, at, column - 1)
    if "could not find" in problem:
        return None if _goes_on(lines, at) else _without_colon(lines, at)
    if _STRUCTURE.search(problem) and column - 1 == _indent(lines[at]):
        return _outdented(lines, at)
    return None


def _without_colon(lines: list[str], at: int) -> Misfit | None:
    """`hub true`, `leave:true`."""
    found = _WORD.fullmatch(lines[at])
    if found is None:
        return None
    head, key, rest = found["head"], found["key"], found["rest"]
    column = found.end("key") + 1
    if rest.startswith(":") and not rest.startswith("://") and rest[1:].strip():
        mended = f"{head}{key}: {rest[1:].lstrip()}"
        return Misfit(at + 1, column + 1, "a blank is missing after the colon", f"write {mended.strip()}", mended)
    below = _next(lines, at)
    opens = not _said(rest) and below >= 0 and _indent(lines[below]) > _indent(lines[at])
    if not (opens or (key in _KNOWN and rest[:1].strip() in ("", "=", ";"))):
        return None
    mended = f"{head}{key}:{_EQUALS.sub(' ', rest)}".rstrip()
    return Misfit(at + 1, column, f"a colon is missing after `{key[:60]}`", f"write {mended.strip()}", mended)


def _absorbed(lines: list[str], at: int, colon: int) -> Misfit | None:
    """A key that was read as the end of the text above it: it, or the line above, is not where it should be."""
    own = _LINE.fullmatch(lines[at])
    above = _above(lines, at)
    if own is None or own.end("key") != colon or above < 0:
        return None
    head = _LINE.fullmatch(lines[above])
    if head is None:
        return _without_colon(lines, above)
    column, upper = own.end("head"), head.end("head")
    if column <= upper or "-" in own["head"] or not (own["key"] in _KNOWN or not _said(own["value"])):
        return None
    before = _LINE.fullmatch(lines[_above(lines, above)]) if _above(lines, above) >= 0 else None
    if "-" in head["head"]:
        astray = _item_column(lines, at) == column
    else:
        astray = before is not None and (
            before.end("head") == column or (before.end("head") == upper and not _said(before["value"]))
        )
    return _less(lines, above, column) if astray else _further(lines, at, upper)


def _outdented(lines: list[str], at: int) -> Misfit | None:
    """A line that ends the block above it, though nothing outside that block is indented like it."""
    if lines[at].lstrip().startswith("- "):
        return _outdented_item(lines, at)
    own = _LINE.fullmatch(lines[at])
    if own is None:
        return None if _goes_on(lines, at) else _without_colon(lines, at)
    column = own.end("head")
    item = _item_around(lines, at, column)
    if item >= 0:
        return _in_item(lines, at, item, own["key"])
    first = _first_child(lines, at, column)
    if first < 0:
        return None
    deeper = _column(lines[first])
    before = sum(_column(line) == deeper for line in lines[first:at])
    after = sum(_column(line) == column for line in _block(lines, at, column))
    if after > before or (after == before and deeper != _column(lines[_above(lines, first)]) + 2):
        return _further(lines, first, column)
    wanted = _wanted(lines, at, own)
    return _less(lines, at, wanted) if wanted > column else _further(lines, at, wanted) if wanted >= 0 else None


def _wanted(lines: list[str], at: int, own: re.Match[str]) -> int:
    """The column at which the line probably should stand; -1 when none suggests itself."""
    columns = _open_columns(lines, at)
    below = _next(lines, at)
    following = _column(lines[below]) if below >= 0 else -1
    if not _said(own["value"]):
        return max((c for c in columns if c < following), default=-1)
    if following in columns and following > own.end("head"):
        return following
    return min(columns, key=lambda c: (abs(c - own.end("head")), -c), default=-1)


def _outdented_item(lines: list[str], at: int) -> Misfit | None:
    """`- ` too far to the left for the list above it."""
    own, above = _indent(lines[at]), _above(lines, at)
    while above >= 0 and _indent(lines[above]) > own:
        found = _LINE.fullmatch(lines[above])
        if lines[above].lstrip().startswith("- "):
            return _less(lines, at, _indent(lines[above]), item=True)
        if found and not _said(found["value"]):
            return _less(lines, at, found.end("head") + 2, item=True)
        above = _above(lines, above)
    return None


def _in_item(lines: list[str], at: int, item: int, key: str) -> Misfit:
    """A key further left than those of the list item above it: one of that item, or the first of the next."""
    taken = [found["key"] for line in lines[item:at] if (found := _LINE.fullmatch(line))]
    if key in taken:
        mended = f"{' ' * _indent(lines[item])}- {lines[at].strip()}"
        return Misfit(at + 1, _indent(lines[at]) + 1, "a dash is missing before this item of a list",
                      f"write {mended.strip()}", mended)  # fmt: skip
    return _less(lines, at, _column(lines[item]))


def _less(lines: list[str], at: int, column: int, item: bool = False) -> Misfit:
    """Line `at` stands too far to the left; its key should be at `column`, or its dash when `item`."""
    found = _LINE.fullmatch(lines[at])
    indent = column - (len(found["head"].lstrip()) if found and not item else 0)
    return _moved(lines, at, indent, "this line is indented less than its neighbours")


def _further(lines: list[str], at: int, column: int) -> Misfit:
    """Line `at` stands too far to the right."""
    return _moved(lines, at, column, "this line is indented further than its neighbours")


def _moved(lines: list[str], at: int, indent: int, message: str) -> Misfit:
    """Line `at` with `indent` spaces before it."""
    text = lines[at].strip()
    mended = " " * max(indent, 0) + text
    advice = f"indent it by {indent} space{'s' if indent != 1 else ''}" if indent > 0 else "do not indent it"
    below = _next(lines, at)
    fits = below < 0 or "-" not in mended[: _column(mended)] or _column(lines[below]) <= _column(mended)
    return Misfit(at + 1, _indent(lines[at]) + 1, message, f"{advice}: {text[:160]}", mended if fits else "")


# ----------------------------------------------------------------------- neighbours


def _indent(line: str) -> int:
    """Spaces at the beginning of the line."""
    return len(line) - len(line.lstrip(" "))


def _column(line: str) -> int:
    """Where the key of the line begins, after its dashes; where its text does, if it has no key."""
    found = _LINE.fullmatch(line)
    return found.end("head") if found else _indent(line)


def _said(value: str) -> bool:
    """Whether anything but a comment stands there."""
    return bool(value.strip()) and not value.lstrip().startswith("#")


def _written(line: str) -> bool:
    """Whether the line holds more than a comment."""
    return _said(line)


def _above(lines: list[str], at: int) -> int:
    """Index of the nearest line above that is written; -1 when there is none."""
    return next((n for n in range(at - 1, -1, -1) if _written(lines[n])), -1)


def _next(lines: list[str], at: int) -> int:
    """Index of the nearest line below that is written; -1 when there is none."""
    return next((n for n in range(at + 1, len(lines)) if _written(lines[n])), -1)


def _goes_on(lines: list[str], at: int) -> bool:
    """Whether the line is probably the rest of the text on the line above, being indented further than its key."""
    head = _LINE.fullmatch(lines[_above(lines, at)]) if _above(lines, at) >= 0 else None
    return head is not None and _said(head["value"]) and _indent(lines[at]) > head.end("head")


def _item_column(lines: list[str], at: int) -> int:
    """Where the keys of the next list item below line `at` begin, in the same block; -1 when there is none."""
    own = _indent(lines[at])
    for line in lines[at + 1 :]:
        if _written(line) and _indent(line) < own:
            return _column(line) if line.lstrip().startswith("- ") else -1
    return -1


def _item_around(lines: list[str], at: int, column: int) -> int:
    """Index of the list item above whose keys begin right of `column` and whose dash does not; -1 without one."""
    while (at := _above(lines, at)) >= 0:
        if lines[at].lstrip().startswith("- ") and _indent(lines[at]) <= column < _column(lines[at]):
            return at
        if _indent(lines[at]) < column:
            return -1
    return -1


def _first_child(lines: list[str], at: int, column: int) -> int:
    """Index of the first line of the block that line `at` ends, if it is indented further than `column`; else -1."""
    first = at
    while (above := _above(lines, first)) >= 0 and _indent(lines[above]) >= column:
        first = above
    return first if above >= 0 and first < at and _column(lines[first]) > column else -1


def _block(lines: list[str], at: int, column: int) -> list[str]:
    """The lines from `at` on that are indented by `column` at least."""
    end = at
    while end < len(lines) and (not _written(lines[end]) or _indent(lines[end]) >= column):
        end += 1
    return lines[at:end]


def _open_columns(lines: list[str], at: int) -> list[int]:
    """Where the keys of the blocks around line `at` begin, the innermost first."""
    columns: list[int] = []
    while (at := _above(lines, at)) >= 0:
        column = _column(lines[at])
        if _LINE.fullmatch(lines[at]) and (not columns or column < columns[-1]):
            columns.append(column)
    return columns
