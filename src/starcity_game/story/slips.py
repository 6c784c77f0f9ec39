"""YAML's bites in prose: a sentence that YAML takes for something else, told in words a novelist can use.

Each slip has a code of its own and shows the corrected line. Here are those that are found
in the nodes and their events, such as a text cut off by ` #`; those that stop the parser are in `line_slips`.
"""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from starcity_game.story.diagnostics import Findings
from starcity_game.story.nodes import Mapping, Node, Scalar

CODES = {
    "E201": "the rest of the line was taken as a comment, because of a space and #",
    "E202": "a sentence with a colon was taken as a key and its value",
    "E203": "emphasis at the beginning (*word) was taken as a YAML alias",
    "E204": "a ! at the beginning was taken as a YAML tag, and lost",
    "E205": "a text begins with a quotation mark and goes on after the closing one",
    "E206": "a tab where only spaces may indent",
    "E207": "a text begins with % @ or `, which YAML keeps for itself",
    "E208": "a text begins with { or [, and was taken as YAML's own brackets",
    "E209": "text on the same line as | or >",
    "E210": "a quotation mark is opened and not closed where it should be",
    "E211": "a & at the beginning was taken as a YAML anchor, and lost",
    "E212": "a backslash in double quotes that means nothing to YAML",
    "E213": "a - or ? at the beginning of a text was taken as YAML's own",
}
"""Codes of this module, each with its meaning."""

_LONGEST_SHOWN = 160
_HEAD = re.compile(r"\s*(?:- +)*(?:[A-Za-z_][\w.-]*:[ \t]+)?")
_WRAPPED: Final = (
    (re.compile(r"'(?P<text>[^']*\w(?:'\w[^']*)+)'"), re.compile(r"'"), "’"),
    (re.compile(r'"(?P<text>[^"]*\s"\S[^"]*\S"(?!\w)[^"]*)"'), re.compile(r'(?<=\s)"(?=\S)'), "“"),
)
_UNSAFE: Final = re.compile(r"[^\w“‘(…—]|.*(?::\s|\s#)|.*:$")
_BLOCK_ADVICE = "or write | after the key and the text on the lines below it, indented"
_CUT = re.compile(r"(?P<blank>[ \t]+)#")
_CUT_AT_ONCE = re.compile(r"(?P<blank>[ \t]+)#[^\s#]")
_DELIBERATE = re.compile(r"\s{2,}#+ |\s+#+$")
_LOGIC = re.compile(r"[=<>]")
_LOGIC_KEY = re.compile(r"\s*(?:- +)*(?:when|set|advance|goto|call|end|at|date|weight|urgency|check|act|learn|draw):")


class Slip(NamedTuple):
    """What is wrong with a line."""

    code: str
    """Stable code, one of `CODES`."""
    message: str
    """What happened, in a sentence without a full stop."""
    hint: str
    """How to mend it, with the corrected line where there is one."""
    column: int
    """Column at which the slip begins, counted from 1."""


def quoted(text: str) -> str:
    """`text` as a YAML scalar in quotes, whatever it holds; text of several lines is not expected."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def in_quotes(line: str) -> str:
    """The source line with all that stands after its key or dash put in quotes."""
    head, rest = split_line(line)
    inner = within_quotes(rest)
    if inner:
        return f"{head}{quoted(inner) if _UNSAFE.match(inner) else inner}"
    return f"{head}{quoted(rest)}" if rest else line


def within_quotes(text: str) -> str:
    """What a text that is in quotes as a whole says, if a mark of the same kind inside it ended it too early: that
    mark is set as a printer sets it. Empty for any other text."""
    for whole, mark, printed in _WRAPPED:
        found = whole.fullmatch(text)
        if found:
            return mark.sub(printed, found["text"]).replace('"', "”")
    return ""


def quoted_line(line: str) -> str:
    """The line `in_quotes`, as it is shown: without its indentation, and shortened when long."""
    corrected = in_quotes(line).strip()
    return corrected if len(corrected) <= _LONGEST_SHOWN else corrected[: _LONGEST_SHOWN - 2] + "… " + corrected[-1]


def looks_like_prose_key(key: str) -> bool:
    """Whether a key is probably a sentence that had a colon: it has a space in it."""
    return " " in key.strip()


def prose_key_slip(key: str, line: str) -> Slip:
    """The finding for a sentence that became a key; `line` is its source line, empty when not at hand."""
    shown = quoted_line(line) if line else f'"{key[:80]}: …"'
    return Slip(
        "E202",
        f"“{key[:80]}” was taken as a key, because a colon and a space follow it",
        f"if this is prose, put the whole text in quotes: {shown}",
        1,
    )


def flow_slip(node: Node) -> Slip | None:
    """The finding for `{` or `[` where text was expected; None when the node has no such brackets."""
    if isinstance(node, Scalar) or not node.flow:
        return None
    bracket = "{" if isinstance(node, Mapping) else "["
    return Slip(
        "E208",
        f"a text that begins with {bracket} was taken as YAML's own brackets, not as text",
        f"put the whole text in quotes, {_BLOCK_ADVICE}",
        node.column,
    )


def cut_by_comment(node: Scalar, line: str, end: Any, file: str, findings: Findings) -> None:
    """Report a plain text that YAML cut off at ` #`; `line` holds its last word, which ends at `end`.

    One word and a comment is an ordinary comment, as is one after logic; a comment set off by two spaces only
    warns. A key with nothing but a comment is left alone, unless the comment begins like `#3`.
    """
    cut = (_CUT if " " in node.value else _CUT_AT_ONCE).match(line, end.column)
    if cut is None or (node.value and " " not in node.value):
        return
    deliberate = bool(_DELIBERATE.match(line, end.column))
    if _LOGIC_KEY.match(line) or (deliberate and _LOGIC.search(node.value)):
        return
    report = findings.warn if deliberate else findings.error
    report(
        (file, end.line + 1, cut.end("blank") + 1),
        "E201",
        "the rest of the line, from the # on, was taken as a comment",
        f"if it belongs to the text, put the whole text in quotes: {quoted_line(line)}",
    )


def lost_anchor(place: tuple[str, int, int], code: str, name: str, line: str, findings: Findings) -> None:
    """Report an anchor: as `code` where it looks like YAML, as a slip where it begins a sentence."""
    rest = split_line(line)[1]
    prose = rest.startswith("&") and " " in rest
    findings.error(
        place,
        "E211" if prose else code,
        f"&{name[:80]} was read as a YAML anchor, which stories do not use",
        f"if it is text, put it in quotes: {quoted_line(line)}",
    )


def lost_tag(place: tuple[str, int, int], code: str, tag: str, line: str, findings: Findings) -> None:
    """Report a tag: as `code` where it looks like one (`!!str`, `!<...>`), as a slip before prose."""
    rest = split_line(line)[1]
    prose = rest.startswith("!") and not rest.startswith(("!!", "!<")) and " " in rest
    findings.error(
        place,
        "E204" if prose else code,
        "the word after the ! was read as a YAML tag, and would be lost"
        if prose
        else f"{tag[:80]} is a YAML tag, which stories do not use",
        f"if it is text, put the whole of it in quotes: {quoted_line(line)}",
    )


def split_line(line: str) -> tuple[str, str]:
    """The line's dashes and key, and what comes after them."""
    head = _HEAD.match(line)
    end = head.end() if head else 0
    return line[:end], line[end:].rstrip()
