"""What can be wrong with an expression, and how to mend it."""

from __future__ import annotations

from typing import Final

TOO_LONG: Final = "E301"
"""The text of the expression is too long."""
CHARACTER: Final = "E302"
"""A character that no expression holds, or a string that is not closed."""
FORM: Final = "E303"
"""The text does not have the form of an expression or assignment."""
UNKNOWN: Final = "E304"
"""A name that is not declared."""
KIND: Final = "E305"
"""A value of the wrong kind."""
WORD: Final = "E306"
"""A word that the enumeration does not have."""
REFUSED: Final = "E307"
"""An operation that Python has and a story does not."""
TOO_LARGE: Final = "E308"
"""A number beyond the largest."""
DIVISOR: Final = "E309"
"""A divisor that is not a number written out, or is 0."""
READ_ONLY: Final = "E310"
"""An assignment to something that a story cannot set."""
TOO_DEEP: Final = "E311"
"""Too deeply nested, or too large with its named conditions put in."""
BAD_DATE: Final = "E312"
"""A string compared with a date that is not a date."""

ADVICE: Final = {
    "**": "there is no power: write the multiplication out",
    "*=": "write `name = name * …`",
    "%=": "write `name = name % …`",
    "//=": "write `name = name // …`",
    "//": "",
    "/": "write `//`, which divides and drops the fraction",
    "++": "write `name += 1`",
    "--": "write `name -= 1`",
    "&": "write `and`",
    "|": "write `or`",
    "<>": "write `!=`",
    "=>": "write `>=`",
    "=<": "write `<=`",
    "==": "to set a value write one `=`",
    "!=": "",
    "!": "write `not`",
    "+=": "a value can only be set under `set:`",
    "-=": "a value can only be set under `set:`",
    "=": "write `==` to compare",
    ":=": "a value can only be set under `set:`",
    ":": "an expression has no colon; put a text with one in quotes",
    ".": "a dot stands only inside a name, as in `knows.fact`",
    "#": "an expression has no comments",
    ";": "write one expression; several assignments are a list, one a line",
    "{": "braces belong to texts; write the expression alone",
    "}": "braces belong to texts; write the expression alone",
    "\\": "an expression has no backslashes",
    **dict.fromkeys("“”\u2018\u2019", "write straight quotes in expressions"),
    "[": "a list stands only after `in`",
    "is": "write `==`",
    "None": "there is no empty value",
    "True": "write `true`",
    "False": "write `false`",
}
"""Advice by what stands at the fault; empty where a longer sign must not be taken for a shorter one."""


class ExpressionFault(Exception):
    """An expression that cannot be used, with the place in its text and advice."""

    def __init__(self, code: str, message: str, hint: str, column: int) -> None:
        super().__init__(message)
        self.code = code
        """Stable code, `E301` to `E312`."""
        self.message = message
        """What is wrong, in a sentence without a full stop."""
        self.hint = hint
        """How to mend it; empty when there is nothing useful to say."""
        self.column = column
        """Where, in characters from the beginning of the text, counted from 0."""


def advice_at(text: str, column: int) -> str:
    """Advice on the sign or word that stands at `column` of `text`, or nothing."""
    word = column
    while word < len(text) and (text[word].isalnum() or text[word] == "_"):
        word += 1
    if word > column:
        return ADVICE.get(text[column:word], "")
    for length in (3, 2, 1):
        if text[column : column + length] in ADVICE:
            return ADVICE[text[column : column + length]]
    return ""


CODES: Final = {
    TOO_LONG: "the text of an expression is too long",
    CHARACTER: "a character that no expression holds, or a string that is not closed",
    FORM: "a text that does not have the form of an expression or assignment",
    UNKNOWN: "a name that is not declared",
    KIND: "a value of the wrong kind",
    WORD: "a word that the enumeration does not have",
    REFUSED: "an operation that a story does not have",
    TOO_LARGE: "a number beyond the largest",
    DIVISOR: "a divisor that is not a number written out, or is 0",
    READ_ONLY: "an assignment to something that a story cannot set",
    TOO_DEEP: "an expression nested too deeply, or too large with its named conditions put in",
    BAD_DATE: "a string compared with a date that is not a date",
}
"""Every code of an expression, with its meaning."""
