"""Cuts the text of an expression into its signs, so that nothing else ever reaches the parser."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from starcity_game.story.expressions.faults import CHARACTER, FORM, TOO_LONG, ExpressionFault, advice_at

LONGEST: Final = 500
"""The most characters an expression may have."""

# Every repetition is possessive: the time is linear whatever the text. Names are ASCII, because Python's own
# reading of names (NFKC) turns look-alike letters into real names.
_SIGN: Final = re.compile(
    r"""[ \t\n\r]*+(?:
        (?P<name>[A-Za-z_]\w*+(?:\.\w++)*+)(?!["'.])
      | (?P<number>[0-9]++)(?![\w.])
      | (?P<text>"[^"\\\x00-\x1f\x7f\ud800-\udfff]*+"|'[^'\\\x00-\x1f\x7f\ud800-\udfff]*+')(?![\w"'])
      | (?P<sign>\*\*|//(?!=)|[=!<>]=|<(?!>)|=(?!>)|>|\+=|\+(?!\+)|-=|-(?!-)|[*%](?!=)|[,()\[\]])
      | (?P<end>\Z)
    )""",
    re.VERBOSE | re.ASCII,
)

_NAME: Final = re.compile(r"[A-Za-z_]\w*(?:\.\w+)*", re.ASCII)


class Sign(NamedTuple):
    """One name, number, string or operator of an expression."""

    kind: str
    """`name`, `number`, `text` (a string), `sign` (an operator or bracket) or `end`."""
    text: str
    """As it is written, a string with its quotes; empty at the end."""
    column: int
    """Where it begins, in characters from 0."""


def scan(text: str) -> list[Sign]:
    """The signs of `text` in order, the last of kind `end`.

    Raises `ExpressionFault` when it is too long, or holds anything that no expression holds.
    """
    if len(text) > LONGEST:
        hint = "name a part of it under `conditions:`"
        raise ExpressionFault(TOO_LONG, f"an expression has at most {LONGEST} characters", hint, LONGEST)
    signs: list[Sign] = []
    position = 0
    while found := _SIGN.match(text, position):
        kind = found.lastgroup or ""
        signs.append(Sign(kind, found[kind], found.start(kind)))
        if kind == "end":
            return signs
        position = found.end()
    raise _strange(text, len(text) - len(text[position:].lstrip(" \t\n\r")))


def _strange(text: str, column: int) -> ExpressionFault:
    """The fault for what stands at `column`, which is the beginning of no sign."""
    first = text[column]
    if first in "\"'":
        return _strange_string(text, column)
    if first.isascii() and (first.isalnum() or first == "_"):
        return _strange_word(text, column)
    if not first.isascii() and not advice_at(text, column):
        hint = "names are in plain Latin letters, digits and _; anything else stands in quotes"
        return ExpressionFault(CHARACTER, f"an expression cannot hold {first!a}", hint, column)
    return ExpressionFault(CHARACTER, f"`{first}` has no meaning here", advice_at(text, column), column)


def _strange_string(text: str, column: int) -> ExpressionFault:
    """The fault for the string that begins at `column`."""
    end = text.find(text[column], column + 1)
    if end < 0:
        hint = "close it with the same quote"
        return ExpressionFault(CHARACTER, "this quote is never closed", hint, column)
    for at in range(column + 1, end):
        if text[at] == "\\" or not text[at].isprintable():
            hint = "write the text plainly; use the other kind of quote around one that has quotes"
            return ExpressionFault(CHARACTER, "a string holds no backslash or control character", hint, at)
    hint = "put `==`, `,` or `and` between"
    return ExpressionFault(FORM, "a string is followed at once by something else", hint, end + 1)


def _strange_word(text: str, column: int) -> ExpressionFault:
    """The fault for a name or number at `column` that runs into what follows it."""
    if text[column].isdigit():
        hint = "write digits only: no fraction, exponent, underscore or letter"
        return ExpressionFault(FORM, "only whole numbers are known", hint, column)
    found = _NAME.match(text, column)
    end = found.end() if found else column
    if text[end] in "\"'":
        hint = "leave out the letter before the quote, or put a sign between"
        return ExpressionFault(FORM, "a name stands right before a string", hint, column)
    return ExpressionFault(CHARACTER, "a name ends in a dot", "write one dot between two words", end)
