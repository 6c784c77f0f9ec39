"""Steps through the signs of an expression and puts its nodes together."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from starcity_game.story.expressions.faults import FORM, REFUSED, TOO_DEEP, ExpressionFault, advice_at
from starcity_game.story.expressions.scan import scan

DEEPEST: Final = 50
"""How deeply an expression may be nested."""


class Node(NamedTuple):
    """A part of an expression as written."""

    form: str
    """`name number text flag neg not and or compare in if call`, or one of `+ - * // %`."""
    column: int
    """Where it begins, in characters from 0."""
    parts: tuple[Any, ...]
    """Its value, or the nodes and operators in it; see the methods of `Parser` in `parse`."""
    depth: int
    """How deeply it is nested: 1 for a name or value."""


class Reader:
    """Stands at one sign of a text; the grammar is built on it."""

    def __init__(self, text: str) -> None:
        self.text = text
        """The text being read."""
        self.signs = scan(text)
        """Its signs."""
        self.at = 0
        """Index of the sign to be read next."""
        self.open = 0
        """How many brackets, `not`, `-` and `if` are open around it."""

    def unexpected(self) -> ExpressionFault:
        """The fault for a sign that cannot stand where it stands."""
        sign = self.signs[self.at]
        hint = advice_at(self.text, sign.column)
        if sign.kind == "end":
            hint = "something is missing at its end"
            return ExpressionFault(FORM, "the expression breaks off", hint, sign.column)
        code = REFUSED if hint else FORM
        return ExpressionFault(code, f"`{sign.text[:40]}` cannot stand here", hint, sign.column)

    def take(self, text: str) -> bool:
        """Step over the sign `text` if it is next; whether it was."""
        if self.signs[self.at].text == text:
            self.at += 1
            return True
        return False

    def need(self, text: str) -> None:
        """Step over the sign `text`, which must be next."""
        if not self.take(text):
            sign = self.signs[self.at]
            hint = advice_at(self.text, sign.column) or f"expected `{text}`"
            raise ExpressionFault(FORM, f"`{text}` is missing here", hint, sign.column)

    def deeper(self) -> None:
        """Count one more thing open around what is read next."""
        self.open += 1
        if self.open > DEEPEST:
            raise too_deep(self.signs[self.at].column)

    def node(self, form: str, column: int, parts: tuple[Any, ...]) -> Node:
        """A node one deeper than the deepest of its parts."""
        depth = 0
        for part in parts:
            if isinstance(part, Node) and part.depth > depth:
                depth = part.depth
        if depth >= DEEPEST:
            raise too_deep(self.signs[self.at - 1].column)
        return Node(form, column, parts, depth + 1)


def too_deep(column: int) -> ExpressionFault:
    """The fault for an expression nested beyond `DEEPEST`."""
    hint = "name a part of it under `conditions:`"
    return ExpressionFault(TOO_DEEP, f"an expression is nested at most {DEEPEST} deep", hint, column)
