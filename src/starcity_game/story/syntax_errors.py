"""What a YAML parser's complaint means, in plain words and at the place where an author must look."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from starcity_game.story.compose import TOO_DEEP
from starcity_game.story.line_shapes import misfit
from starcity_game.story.line_slips import slip_of_line
from starcity_game.story.nodes import Scalar
from starcity_game.story.slips import quoted_line, split_line

CODES = {"E106": "YAML cannot be read here, for no reason that has a code of its own"}
"""Codes of this module, each with its meaning."""

_GOES_ON = re.compile("could not find|did not find expected key|expected <block end>")
_ESCAPE = re.compile("escape|hexa?decimal")

_WORDS = (
    (
        "could not find expected ':'",
        "this line is not part of a text and has no key",
        "indent it like the text it belongs to, or put a key and a colon before it",
    ),
    (
        "did not find expected key",
        "this line does not fit what stands above it",
        "check that it is indented like its neighbours, and that every quotation mark above it is closed",
    ),
    (
        "expected <block end>",
        "this line does not fit what stands above it",
        "check that it is indented like its neighbours, and that every quotation mark above it is closed",
    ),
    (
        "did not find expected '-'",
        "this line stands among the items of a list, but does not begin with a dash",
        "begin it with - or indent it further",
    ),
    ("mapping values", "a colon stands here where no key can be", "put the whole text in quotes"),
    (
        "sequence entries",
        "a list item cannot begin here",
        "begin the list on a line of its own, under its key",
    ),
    ("',' or", "a bracket is opened and not closed", "close it, or put the whole text in quotes"),
    (
        "document start",
        "this line stands after the end of the document, or is a directive",
        "indent it, or delete the line that begins with ... or %",
    ),
    (
        "document indicator",
        "a line --- or ... stands inside a quoted text",
        "close the quotation mark before it",
    ),
    ("YAML document", "YAML directives (lines that begin with %) are not used in stories", "delete the line"),
    (
        "node content",
        "something is missing here, or begins with a character that YAML keeps for itself",
        "if it is prose, put the whole text in quotes",
    ),
    ("indent", "the indentation of this line does not fit", "indent with spaces, two for each level"),
)


class Fault(NamedTuple):
    """A syntax error in plain words."""

    line: int
    """Line, counted from 1."""
    column: int
    """Column, counted from 1."""
    code: str
    """Stable code."""
    message: str
    """What is wrong."""
    hint: str
    """How to mend it."""
    last_line: int
    """The last line that the fault touches, counted from 1; the lines between are not read again."""
    mended: str = ""
    """The whole line as it was probably meant, to be read on with; empty when that cannot be said."""


def explain(error: Any, lines: list[str], suspect: Scalar | None, suspect_end: int) -> Fault:
    """The fault behind a `yaml.YAMLError`.

    `suspect` is the last quoted text over several lines, which ended on line `suspect_end`: an unclosed
    quotation mark shows only there.
    """
    problem = str(getattr(error, "problem", "") or "")
    context = str(getattr(error, "context", "") or "")
    stop_line, stop_column = _mark(getattr(error, "problem_mark", None), lines)
    from_line, from_column = _mark(getattr(error, "context_mark", None), lines)
    if "nesting depth" in problem:  # libyaml 0.2.6 counts for itself, and while it only looks ahead
        message, hint = TOO_DEEP
        return Fault(stop_line, stop_column, "E107", message, hint, stop_line)
    if suspect is not None and suspect_end == stop_line:
        return _unclosed(suspect.line, suspect.column, stop_line, lines)
    if "quoted scalar" in context and not _ESCAPE.search(problem):
        return _unclosed(from_line, from_column, from_line, lines)
    if "could not find" in problem or "flow" in context:
        line, column = from_line, from_column
    else:
        line, column = stop_line, stop_column
    return _in_words(line, column, problem, lines)


def _in_words(line: int, column: int, problem: str, lines: list[str]) -> Fault:
    """The slip that the line shows, or the parser's complaint in plain words."""
    source = lines[line - 1]
    astray = misfit(lines, line, column, problem) if "\t" not in source[: len(source) - len(source.lstrip())] else None
    if astray is not None:
        return Fault(astray.line, astray.column, "E106", astray.message, astray.hint, line, astray.mended)
    slip = slip_of_line(source, problem)
    if slip is not None:
        return Fault(line, slip.column, slip.code, slip.message, slip.hint, line)
    above = next((n for n in range(line - 1, 0, -1) if lines[n - 1].strip()), 0)
    cut = _cut_at(lines[above - 1]) if above and _GOES_ON.search(problem) else 0
    if cut:
        return Fault(
            above,
            cut,
            "E201",
            "the rest of this line, from the # on, was taken as a comment",
            "write | after the key and the text on the lines below it, or quote all of it",
            line,
        )
    for words, message, hint in _WORDS:
        if words in problem:
            return Fault(line, column, "E106", message, hint, line)
    return Fault(line, column, "E106", "this cannot be read as YAML", problem[:120], line)


def _unclosed(line: int, column: int, last: int, lines: list[str]) -> Fault:
    """The fault of a quotation mark that is not closed where its author thought."""
    source = lines[line - 1]
    if source[column - 1 : column] == "'":
        return Fault(
            line,
            column,
            "E210",
            "the apostrophe here was taken as a quotation mark, which is not closed",
            f"put the whole text in quotes: {quoted_line(source)}",
            last,
        )
    return Fault(
        line,
        column,
        "E210",
        "the quotation mark that opens here is not closed on its line",
        "close it at the end of the text, or write | after the key and the text on the lines below it",
        last,
    )


def _cut_at(line: str) -> int:
    """Column of the # that cut off the prose of `line`, counted from 1; 0 when there is none."""
    at = line.find(" #")
    return at + 2 if at > 0 and " " in split_line(line[:at])[1].strip() else 0


def _mark(mark: Any, lines: list[str]) -> tuple[int, int]:
    """Line and column of a YAML mark, counted from 1; the end of the text when there is none inside it."""
    last = max((n for n, line in enumerate(lines) if line.strip()), default=0)
    if mark is None or mark.line > last:
        return last + 1, len(lines[last].rstrip()) + 1
    return mark.line + 1, mark.column + 1
