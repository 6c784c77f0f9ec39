"""From checked trees to Python functions, by way of `ast` nodes.

A tree may come from a file that anybody could have changed, so every part of it is checked again: the tags,
the number and the sorts of the parts, the size of the values. What is built holds arithmetic, comparisons,
the sequence `v`, the call `n.get` and the functions `min`, `max` and `abs`; no string of a tree becomes code.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias, cast

from starcity_game.story.expressions.build import Builder
from starcity_game.story.expressions.kinds import LARGEST, Counters, Tree, Value
from starcity_game.story.expressions.nodes import AT, KEPT, SIGNS, comparison, constant, slot

Evaluate: TypeAlias = Callable[[Sequence[Value], Counters], Value]
"""Reads the values and the visit counters and answers with a value; changes nothing."""

Effects: TypeAlias = Callable[[list[Value], Counters], None]
"""Changes the list of values in place."""

_LAMBDA: Final = cast(ast.Lambda, ast.parse("lambda v, n: 0", mode="eval").body)
_EFFECTS: Final = "def effects(v, n): pass"


def _names() -> dict[str, Any]:
    """All that compiled code can reach by name."""
    return {"__builtins__": {}, "min": min, "max": max, "abs": abs}


def compile_expression(tree: Tree) -> Evaluate:
    """The function of the values and counters that `tree` stands for.

    Raises ValueError when `tree` is not the tree of an expression.
    """
    body = Builder().expression(tree, 1)[0]
    whole = ast.Expression(ast.Lambda(_LAMBDA.args, body, **AT))
    return cast(Evaluate, eval(compile(whole, "<expression>", "eval"), _names()))


def compile_effects(trees: Sequence[Tree]) -> Effects:
    """One function that carries out the assignments in order, each seeing what those before it have set.

    Raises ValueError when one of `trees` is not the tree of an assignment.
    """
    template = ast.parse(_EFFECTS)
    if trees:
        cast(ast.FunctionDef, template.body[0]).body = [line for tree in trees for line in _stored(tree)]
    names = _names()
    exec(compile(template, "<effects>", "exec"), names)
    return cast(Effects, names["effects"])


def _stored(tree: object) -> list[ast.stmt]:
    """The statements of an assignment; ValueError when `tree` is not one."""
    if not isinstance(tree, (tuple, list)) or not tree:
        raise ValueError("no assignment")
    if tree[0] == "put" and len(tree) == 3:
        return [ast.Assign([slot(tree[1], ast.Store())], Builder().expression(tree[2], 1)[0], **AT)]
    if tree[0] != "set" or len(tree) != 5:
        raise ValueError("no assignment")
    _, index, low, high, value = tree
    if type(low) is not int or type(high) is not int or not -LARGEST <= low <= high <= LARGEST:
        raise ValueError("bounds out of range")
    kept = ast.Assign([ast.Name("x", ast.Store(), **AT)], Builder().sort(value, 1, "n"), **AT)
    return [kept, ast.Assign([slot(index, ast.Store())], _within(low, high), **AT)]


def _within(low: int, high: int) -> ast.expr:
    """`x`, or the bound that it is beyond."""
    below = comparison(KEPT, [SIGNS["<"]], [constant(low)])
    above = comparison(KEPT, [SIGNS[">"]], [constant(high)])
    return ast.IfExp(below, constant(low), ast.IfExp(above, constant(high), KEPT, **AT), **AT)
