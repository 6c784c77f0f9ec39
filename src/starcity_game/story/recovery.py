"""Reading on after a syntax error: which lines to leave out.

The parser stops at the first error. The block around the error (a scene, as a rule) is blanked out line by
line, so that no position shifts, and the rest is read again.
"""

from __future__ import annotations

import re

_KEY = re.compile(r"[^\s#-].*?:(?:\s|$)")


def blank_out(lines: list[str], first: int, last: int) -> bool:
    """Empty the block around the lines `first` to `last` (counted from 1); False when it was empty already.

    The block begins at the nearest key above at the second level of indentation (or at the left edge when
    there is none) and ends before the next line after `last` that is indented no further.
    """
    start = _block_start(lines, first - 1)
    indent = _indent(lines[start])
    end = last
    while end < len(lines) and _belongs(lines[end], indent):
        end += 1
    had_text = any(line.strip() for line in lines[start:end])
    lines[start:end] = [""] * (end - start)
    return had_text


def _block_start(lines: list[str], at: int) -> int:
    """Index of the line at which the block around line `at` begins."""
    top = at
    while top > 0 and not _is_key(lines[top], 0):
        top -= 1
    level = next((_indent(lines[n]) for n in range(top + 1, at + 1) if _KEY.match(lines[n].lstrip())), 0)
    if not level:
        return top
    start = at
    while start > top and not _is_key(lines[start], level):
        start -= 1
    return start


def _belongs(line: str, indent: int) -> bool:
    """Whether the line belongs to a key with this many spaces before it (a list may stand right under it)."""
    own = _indent(line)
    return not line.strip() or own > indent or (own == indent and line[own : own + 2].rstrip() == "-")


def _is_key(line: str, indent: int) -> bool:
    """Whether the line is a key with this many spaces before it."""
    return _indent(line) == indent and bool(_KEY.match(line[indent:]))


def _indent(line: str) -> int:
    """Spaces at the beginning of the line."""
    return len(line) - len(line.lstrip(" "))
