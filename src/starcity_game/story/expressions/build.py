"""From trees to `ast` nodes, trusting nothing in them."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any, Final

from starcity_game.story.expressions.check import MOST_LEVELS, MOST_TREES
from starcity_game.story.expressions.kinds import LARGEST
from starcity_game.story.expressions.nodes import (
    AT,
    GET,
    LOAD,
    SIGNS,
    comparison,
    constant,
    index_of,
    sign_of,
    slot,
)

LONGEST_TEXT: Final = 10_000
"""The most characters of a string in a tree; a constant may be longer than an expression."""

LATEST: Final = 10 * LARGEST
"""The largest number in a tree, larger than what can be written because a date may be put in."""

Built = tuple[ast.expr, str]
"""A node and the sort of its value: `n`, `b` or `s`."""


_SUMS: Final = {
    "add": ast.Add(),
    "sub": ast.Sub(),
    "mul": ast.Mult(),
    "div": ast.FloorDiv(),
    "mod": ast.Mod(),
}


class Builder:
    """Builds the nodes of one tree and counts them."""

    def __init__(self) -> None:
        self.left = MOST_TREES
        """How many more trees are allowed."""

    def expression(self, tree: object, level: int) -> Built:
        """The node of `tree`, nested `level` deep; ValueError when it is not an expression."""
        self.left -= 1
        if not isinstance(tree, (tuple, list)) or not tree or self.left < 0 or level > MOST_LEVELS:
            raise ValueError("no expression, or too large a one")
        tag = tree[0]
        method = _METHODS.get(tag) if isinstance(tag, str) else None
        if method is None:
            raise ValueError("unknown operation")
        return method(self, tag, tree[1:], level + 1)

    def sort(self, tree: object, level: int, sort: str) -> ast.expr:
        """The node of `tree`, whose value must be of `sort`."""
        node, found = self.expression(tree, level)
        if found != sort:
            raise ValueError("operand of the wrong sort")
        return node

    def number(self, tag: str, parts: Any, level: int) -> Built:
        """A number written out."""
        (value,) = parts
        if type(value) is not int or abs(value) > LATEST:
            raise ValueError("no number, or too large a one")
        return constant(value), "n"

    def flag(self, tag: str, parts: Any, level: int) -> Built:
        """True or false."""
        (value,) = parts
        if type(value) is not bool:
            raise ValueError("neither true nor false")
        return constant(value), "b"

    def text(self, tag: str, parts: Any, level: int) -> Built:
        """A word or text."""
        (value,) = parts
        if type(value) is not str or len(value) > LONGEST_TEXT:
            raise ValueError("no text, or too long a one")
        return constant(value), "s"

    def slot(self, tag: str, parts: Any, level: int) -> Built:
        """The value in a slot."""
        index, sort = parts
        if not isinstance(sort, str) or sort not in ("n", "b", "s"):
            raise ValueError("unknown sort")
        return slot(index, LOAD), sort

    def mirror(self, tag: str, parts: Any, level: int) -> Built:
        """100 minus the number in a slot."""
        (index,) = parts
        return ast.BinOp(constant(100), _SUMS["sub"], slot(index, LOAD), **AT), "n"

    def counter(self, tag: str, parts: Any, level: int) -> Built:
        """A visit counter, or whether it is above 0."""
        (index,) = parts
        count = ast.Call(GET, [constant(index_of(index))], [], **AT)
        if tag == "visits":
            return count, "n"
        return comparison(count, [SIGNS[">"]], [constant(0)]), "b"

    def negative(self, tag: str, parts: Any, level: int) -> Built:
        """A number with its sign turned."""
        (operand,) = parts
        return ast.UnaryOp(ast.USub(), self.sort(operand, level, "n"), **AT), "n"

    def arithmetic(self, tag: str, parts: Any, level: int) -> Built:
        """Two numbers made one; division only by a number written out."""
        first, second = parts
        left, right = self.sort(first, level, "n"), self.sort(second, level, "n")
        if tag in ("div", "mod") and not (isinstance(right, ast.Constant) and right.value):
            raise ValueError("divisor that may be 0")
        return ast.BinOp(left, _SUMS[tag], right, **AT), "n"

    def call(self, tag: str, parts: Any, level: int) -> Built:
        """`min`, `max` or `abs`."""
        if (len(parts) != 1) if tag == "abs" else (len(parts) < 2):
            raise ValueError("wrong number of arguments")
        arguments = [self.sort(part, level, "n") for part in parts]
        return ast.Call(ast.Name(tag, LOAD, **AT), arguments, [], **AT), "n"

    def negation(self, tag: str, parts: Any, level: int) -> Built:
        """`not`."""
        (operand,) = parts
        return ast.UnaryOp(ast.Not(), self.sort(operand, level, "b"), **AT), "b"

    def logic(self, tag: str, parts: Any, level: int) -> Built:
        """`and`, `or`."""
        if len(parts) < 2:
            raise ValueError("too few operands")
        operands = [self.sort(part, level, "b") for part in parts]
        return ast.BoolOp(ast.And() if tag == "and" else ast.Or(), operands, **AT), "b"

    def choice(self, tag: str, parts: Any, level: int) -> Built:
        """One of two values, by a flag."""
        test, first, second = parts
        condition = self.sort(test, level, "b")
        node, sort = self.expression(first, level)
        return ast.IfExp(condition, node, self.sort(second, level, sort), **AT), sort

    def compare(self, tag: str, parts: Any, level: int) -> Built:
        """A chain of comparisons of values of one sort; only numbers have an order."""
        if len(parts) < 3 or len(parts) % 2 == 0:
            raise ValueError("broken chain")
        first, sort = self.expression(parts[0], level)
        signs = [sign_of(sign, sort) for sign in parts[1::2]]
        return comparison(first, signs, [self.sort(part, level, sort) for part in parts[2::2]]), "b"

    def membership(self, tag: str, parts: Any, level: int) -> Built:
        """Whether a value is among others of its sort."""
        if len(parts) < 2:
            raise ValueError("nothing to be among")
        first, sort = self.expression(parts[0], level)
        among = ast.Tuple([self.sort(part, level, sort) for part in parts[1:]], LOAD, **AT)
        return comparison(first, [ast.In() if tag == "in" else ast.NotIn()], [among]), "b"


_METHODS: Final[dict[str, Callable[[Builder, str, Any, int], Built]]] = {
    "int": Builder.number,
    "flag": Builder.flag,
    "text": Builder.text,
    "slot": Builder.slot,
    "mirror": Builder.mirror,
    "visits": Builder.counter,
    "seen": Builder.counter,
    "neg": Builder.negative,
    **dict.fromkeys(_SUMS, Builder.arithmetic),
    **dict.fromkeys(("min", "max", "abs"), Builder.call),
    "not": Builder.negation,
    "and": Builder.logic,
    "or": Builder.logic,
    "if": Builder.choice,
    "compare": Builder.compare,
    "in": Builder.membership,
    "not in": Builder.membership,
}
