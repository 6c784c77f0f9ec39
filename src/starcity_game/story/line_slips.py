"""The slips in prose that stop a YAML parser, told by looking at the author's line."""

from __future__ import annotations

import re
from collections.abc import Callable

from starcity_game.story.slips import Slip, quoted_line, split_line, within_quotes


def slip_of_line(line: str, problem: str) -> Slip | None:
    """The slip that explains why YAML stopped at `line`, or None; `problem` is what the parser said."""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return Slip("E206", "a tab indents this line", "indent with spaces only; two for each level", 1)
    head, rest = split_line(line)
    column = len(head) + 1
    for test in _TESTS:
        slip = test(rest, line, problem, column)
        if slip is not None:
            return slip
    return None


def _whole(line: str) -> str:
    """The usual advice, with the corrected line where the text begins on it."""
    if not split_line(line)[0].strip():
        return "write | after the key above it and the whole text on the lines below, indented alike"
    return f"put the whole text in quotes: {quoted_line(line)}"


def _after_quote(rest: str, line: str, _problem: str, column: int) -> Slip | None:
    """`"No" she says`."""
    mark = rest[:1]
    if mark not in {'"', "'"}:
        return None
    body = r'"(?:[^"\\]|\\.)*"' if mark == '"' else "'(?:[^']|'')*'"
    closed = re.match(body, rest)
    if not closed or not rest[closed.end() :].strip() or rest[closed.end() :].lstrip().startswith((":", "#")):
        return None
    message = "this text goes on after its closing quotation mark"
    if within_quotes(rest) and split_line(line)[0].strip():
        inner = "apostrophe" if mark == "'" else "inner quotation marks"
        return Slip("E205", message, f"write the {inner} as a printer does: {quoted_line(line)}", column)
    return Slip("E205", message, _whole(line), column)


def _indicator(rest: str, line: str, _problem: str, column: int) -> Slip | None:
    """A first character that YAML keeps for itself."""
    found = _INDICATORS.get(rest[:1])
    if found is None:
        return None
    code, message = found
    return Slip(code, message, _whole(line), column)


def _dash(rest: str, line: str, problem: str, column: int) -> Slip | None:
    """`label: - No.`"""
    if not rest.startswith(("- ", "? ")) or "not allowed" not in problem:
        return None
    return Slip("E213", f"the {rest[0]} at the beginning was taken as YAML's own, not as text", _whole(line), column)


def _block_text(rest: str, line: str, _problem: str, column: int) -> Slip | None:
    """`text: | The text.`"""
    if not re.match(r"[|>][-+0-9]*\s+[^\s#]|[|>][^\s\d+-]", rest):
        return None
    sign = rest[0]
    return Slip(
        "E209",
        f"the text must begin on the line after the {sign}",
        f"end this line after the {sign} and indent the text below it",
        column,
    )


def _colon(rest: str, line: str, problem: str, column: int) -> Slip | None:
    """`label: He said: no`."""
    found = re.search(r":(?=\s|$)", rest)
    if "mapping values" not in problem or found is None:
        return None
    return Slip("E202", "a sentence with a colon in it was taken as a key", _whole(line), column + found.start())


def _escape(_rest: str, line: str, problem: str, column: int) -> Slip | None:
    r"""`"a \p"`."""
    if not re.search("escape|hexa?decimal", problem) or "\\" not in line:
        return None
    return Slip(
        "E212",
        "a backslash in double quotes begins a YAML escape, and this one means nothing",
        r"write \\ for a backslash, or use single quotes",
        column,
    )


_LOST = "the {} at the beginning means something to YAML, so this was not read as text"
_INDICATORS = {
    "*": ("E203", "the * at the beginning was read as a YAML alias, not as emphasis"),
    "&": ("E211", _LOST.format("&")),
    "!": ("E204", _LOST.format("!")),
    "%": ("E207", _LOST.format("%")),
    "@": ("E207", _LOST.format("@")),
    "`": ("E207", _LOST.format("`")),
    "]": ("E207", _LOST.format("]")),
    "}": ("E207", _LOST.format("}")),
    ",": ("E207", _LOST.format(",")),
    "{": ("E208", "a text that begins with { was taken as YAML's own brackets, not as text"),
    "[": ("E208", "a text that begins with [ was taken as YAML's own brackets, not as text"),
}
_TESTS: tuple[Callable[[str, str, str, int], Slip | None], ...] = (
    _escape,
    _after_quote,
    _indicator,
    _dash,
    _block_text,
    _colon,
)
