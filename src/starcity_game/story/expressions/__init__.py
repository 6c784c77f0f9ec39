"""The expression language of stories: a small, total, typed part of Python's expressions.

A text is scanned (`scan`), parsed (`parse`), checked against the declared names (`check`) into a tree that
can be stored (`tree`), and the tree is compiled into a function (`build`, `compile`).
"""

from __future__ import annotations

from starcity_game.story.expressions.assign import assignment
from starcity_game.story.expressions.check import Checker
from starcity_game.story.expressions.compile import (
    Effects,
    Evaluate,
    compile_effects,
    compile_expression,
)
from starcity_game.story.expressions.faults import FORM, ExpressionFault
from starcity_game.story.expressions.hints import condition_like
from starcity_game.story.expressions.kinds import Counters, Kind, Name, Scope, Tree, Type, Value
from starcity_game.story.expressions.parse import RESERVED, Parser
from starcity_game.story.expressions.sound import Sound
from starcity_game.story.expressions.tree import counters, is_constant, reads, writes

__all__ = [
    "RESERVED",
    "Counters",
    "Effects",
    "Evaluate",
    "ExpressionFault",
    "Kind",
    "Name",
    "Scope",
    "Sound",
    "Tree",
    "Type",
    "Value",
    "compile_effects",
    "compile_expression",
    "counters",
    "is_constant",
    "parse_assignment",
    "parse_condition",
    "parse_expression",
    "reads",
    "writes",
]


def parse_expression(text: str, scope: Scope) -> tuple[Tree, Type]:
    """The checked tree of `text` and the type of its value; raises `ExpressionFault`."""
    return Checker(scope).check(Parser(text).whole())


def parse_condition(text: str, scope: Scope) -> Tree:
    """The checked tree of `text`, which must be true or false; raises `ExpressionFault`."""
    try:
        return Checker(scope).of_kind(Parser(text).whole(), Kind.FLAG)
    except ExpressionFault as fault:
        if fault.code != FORM or fault.hint:
            raise
        raise ExpressionFault(fault.code, fault.message, condition_like(text), fault.column) from fault


def parse_assignment(text: str, scope: Scope) -> Tree:
    """The checked tree of `name = e`, `name += e` or `name -= e`; raises `ExpressionFault`."""
    return assignment(Checker(scope), *Parser(text).assignment())
