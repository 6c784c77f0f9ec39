"""The grammar: from signs to a tree of nodes with columns, which nothing has checked yet.

A part of Python's grammar, with its precedence. It is not read by `ast.parse`, whose messages and columns
differ between versions of Python and which refuses story ids such as `seen.return`.
"""

from __future__ import annotations

from typing import Any, Final

from starcity_game.story.expressions.faults import FORM, REFUSED, ExpressionFault, advice_at
from starcity_game.story.expressions.reader import Node, Reader
from starcity_game.story.expressions.scan import Sign

FUNCTIONS: Final = {"min": 2, "max": 2, "abs": 1}
"""The functions there are, with the least number of arguments; only `abs` takes no more than that."""

RESERVED: Final = frozenset(("and", "or", "not", "in", "if", "else", "true", "false", "True", "False", "None", "is"))
"""Words of the language, which cannot be declared as names."""

ASSIGNERS: Final = ("=", "+=", "-=")
"""The signs that set a value."""

_OR, _AND, _NOT, _COMPARE, _SUM, _PRODUCT, _UNARY = range(1, 8)
_LEVELS: Final = {
    "or": _OR, "and": _AND, "in": _COMPARE, "not": _COMPARE,
    "<": _COMPARE, "<=": _COMPARE, "==": _COMPARE, "!=": _COMPARE, ">=": _COMPARE, ">": _COMPARE,
    "+": _SUM, "-": _SUM, "*": _PRODUCT, "//": _PRODUCT, "%": _PRODUCT,
}  # fmt: skip


class Parser(Reader):
    """Reads one text from its beginning to its end."""

    def whole(self) -> Node:
        """The text as one expression."""
        node = self.expression()
        if self.signs[self.at].kind != "end":
            raise self.unexpected()
        return node

    def assignment(self) -> tuple[Sign, str, Node]:
        """The text as an assignment: what is set, `=`, `+=` or `-=`, and the value."""
        target, sign = self.signs[0], self.signs[min(1, len(self.signs) - 1)]
        if target.kind != "name" or target.text in RESERVED:
            hint = "write `name = value`"
            raise ExpressionFault(FORM, "an assignment begins with a name", hint, target.column)
        if sign.text not in ASSIGNERS:
            hint = self.setting(target, sign)
            raise ExpressionFault(FORM, "after the name comes `=`, `+=` or `-=`", hint, sign.column)
        self.at = 2
        if sign.text == "=" and self.signs[2].text == "+":
            plus = self.signs[2]
            raise ExpressionFault(FORM, "`+` cannot stand here", self.setting(target, plus), plus.column)
        return target, sign.text, self.whole()

    def setting(self, target: Sign, sign: Sign) -> str:
        """Advice on an assignment whose name is not followed by a sign that sets a value, but by `sign`."""
        rest = self.text[sign.column + len(sign.text) :].strip()
        if sign.text in ("+", "-") and rest:
            return f"write `{target.text[:40]} {sign.text}= {rest[:40]}`"
        if sign.text == "is" and rest:
            return f"write `{target.text[:40]} = {rest[:40]}`"
        return advice_at(self.text, sign.column) or "write `name = value`"

    def expression(self) -> Node:
        """`a`, or `a if test else b` as the parts (test, a, b)."""
        first = self.binary(_OR)
        if not self.take("if"):
            return first
        self.deeper()
        test = self.binary(_OR)
        self.need("else")
        other = self.expression()
        self.open -= 1
        return self.node("if", first.column, (test, first, other))

    def binary(self, lowest: int) -> Node:
        """Operands joined by operators that bind at least as tightly as `lowest`."""
        left = self.operand(lowest)
        while (level := _LEVELS.get(self.signs[self.at].text, 0)) >= lowest:
            if level == _COMPARE:
                left = self.comparison(left)
            elif level < _NOT:
                left = self.joined(left, level)
            else:
                sign = self.signs[self.at].text
                self.at += 1
                left = self.node(sign, left.column, (left, self.binary(level + 1)))
        return left

    def joined(self, left: Node, level: int) -> Node:
        """`a and b and c` (or with `or`) as one node of all its operands."""
        word, parts = self.signs[self.at].text, [left]
        while self.take(word):
            parts.append(self.binary(level + 1))
        return self.node(word, left.column, tuple(parts))

    def comparison(self, left: Node) -> Node:
        """A chain of comparisons with its operators between the operands, or one `in` or `not in`."""
        sign = self.signs[self.at].text
        if sign in ("in", "not"):
            return self.membership(left)
        parts: list[Any] = [left]
        while _LEVELS.get(self.signs[self.at].text) == _COMPARE:
            if self.signs[self.at].text in ("in", "not"):
                raise self.no_chain()
            parts.append(self.signs[self.at].text)
            self.at += 1
            parts.append(self.binary(_SUM))
        return self.node("compare", left.column, tuple(parts))

    def membership(self, left: Node) -> Node:
        """`a in [b, c]`: the parts are `in` or `not in`, a, b, c."""
        form = "not in" if self.take("not") else "in"
        self.need("in")
        bracket = self.signs[self.at]
        closing = {"[": "]", "(": ")"}.get(bracket.text)
        if closing is None:
            hint = 'list the values: `in ["a", "b"]`'
            raise ExpressionFault(FORM, "after `in` comes a list in brackets", hint, bracket.column)
        self.at += 1
        items = self.items(closing)
        if not items:
            hint = "list at least one value"
            raise ExpressionFault(FORM, "nothing is in an empty list", hint, bracket.column)
        if _LEVELS.get(self.signs[self.at].text) == _COMPARE:
            raise self.no_chain()
        return self.node("in", left.column, (form, left, *items))

    def no_chain(self) -> ExpressionFault:
        """The fault for `in` beside another comparison."""
        hint = "join the two with `and`"
        return ExpressionFault(FORM, "`in` cannot be chained", hint, self.signs[self.at].column)

    def items(self, closing: str) -> list[Node]:
        """Expressions with commas between them up to `closing`, a last comma allowed."""
        self.deeper()
        items: list[Node] = []
        while not self.take(closing):
            items.append(self.expression())
            if self.signs[self.at].text != closing:
                self.need(",")
        self.open -= 1
        return items

    def operand(self, lowest: int) -> Node:
        """One operand: `not a`, `-a`, or something that stands by itself."""
        sign = self.signs[self.at]
        if sign.text == "not":
            if lowest > _NOT:
                hint = "put it in parentheses: `(not …)`"
                raise ExpressionFault(FORM, "`not` cannot stand here", hint, sign.column)
            return self.prefixed("not", _NOT)
        if sign.text == "-":
            return self.prefixed("neg", _UNARY)
        return self.single(sign)

    def prefixed(self, form: str, level: int) -> Node:
        """What `not` or `-` stands before."""
        column = self.signs[self.at].column
        self.at += 1
        self.deeper()
        inner = self.binary(level)
        self.open -= 1
        return self.node(form, column, (inner,))

    def single(self, sign: Sign) -> Node:
        """A name, value, call, or an expression in parentheses."""
        if sign.text == "(":
            return self.parenthesis()
        if sign.kind in ("sign", "end") or (sign.text in RESERVED and sign.text not in ("true", "false")):
            raise self.unexpected()
        self.at += 1
        if sign.kind == "name":
            if self.signs[self.at].text in ("(", "["):
                return self.call(sign)
            if sign.text in ("true", "false"):
                return Node("flag", sign.column, (sign.text == "true",), 1)
            return Node("name", sign.column, (sign.text,), 1)
        value = sign.text[1:-1] if sign.kind == "text" else sign.text
        return Node(sign.kind, sign.column, (value,), 1)

    def parenthesis(self) -> Node:
        """The expression in parentheses."""
        self.at += 1
        self.deeper()
        inner = self.expression()
        if self.signs[self.at].text == ",":
            hint = "a list stands only after `in`"
            raise ExpressionFault(FORM, "`,` cannot stand here", hint, self.signs[self.at].column)
        self.need(")")
        self.open -= 1
        return inner

    def call(self, name: Sign) -> Node:
        """`min(a, b)`: the parts are the name of the function and its arguments."""
        if not self.take("("):
            raise ExpressionFault(REFUSED, "nothing can be indexed", "", self.signs[self.at].column)
        least = FUNCTIONS.get(name.text)
        if least is None:
            hint = "there are `min`, `max` and `abs`"
            raise ExpressionFault(REFUSED, f"there is no function `{name.text[:40]}`", hint, name.column)
        arguments = self.items(")")
        if len(arguments) < least or (least == 1 and len(arguments) > 1):
            count = "one value" if least == 1 else "two values or more"
            raise ExpressionFault(FORM, f"`{name.text}` takes {count}", "", name.column)
        return self.node("call", name.column, (name.text, *arguments))
