"""The few kinds of `ast` node that compiled expressions are made of."""

from __future__ import annotations

import ast
from typing import Final, TypedDict

MOST_SLOTS: Final = 1 << 24
"""One more than the greatest index of a slot or counter that a tree may name."""


class Place(TypedDict):
    """Where Python is to believe a node stood."""

    lineno: int
    col_offset: int


AT: Final[Place] = {"lineno": 1, "col_offset": 0}
"""The place of every node; compiled expressions have no lines that anybody could look at."""

LOAD: Final = ast.Load()
"""That a name, slot or attribute is read."""

_VALUES: Final = ast.Name("v", LOAD, **AT)

GET: Final = ast.Attribute(ast.Name("n", LOAD, **AT), "get", LOAD, **AT)
"""Asks the visit counters `n`."""

KEPT: Final = ast.Name("x", LOAD, **AT)
"""The new value of an assignment before it is kept within its bounds."""

SIGNS: Final[dict[str, ast.cmpop]] = {
    "<": ast.Lt(), "<=": ast.LtE(), "==": ast.Eq(), "!=": ast.NotEq(), ">=": ast.GtE(), ">": ast.Gt(),
}  # fmt: skip
"""The comparisons there are."""


def constant(value: bool | int | str) -> ast.Constant:
    """A value written out."""
    return ast.Constant(value, **AT)


def comparison(first: ast.expr, signs: list[ast.cmpop], others: list[ast.expr]) -> ast.Compare:
    """A chain of comparisons."""
    return ast.Compare(first, signs, others, **AT)


def slot(index: object, context: ast.expr_context) -> ast.Subscript:
    """The slot at `index`, to be read or written."""
    return ast.Subscript(_VALUES, constant(index_of(index)), context, **AT)


def index_of(index: object) -> int:
    """`index`, which must be that of a slot or counter."""
    if type(index) is not int or not 0 <= index < MOST_SLOTS:
        raise ValueError("index out of range")
    return index


def sign_of(sign: object, sort: str) -> ast.cmpop:
    """The operator of a comparison between values of `sort`."""
    if not isinstance(sign, str) or sign not in SIGNS or (sort != "n" and sign not in ("==", "!=")):
        raise ValueError("unknown comparison")
    return SIGNS[sign]
