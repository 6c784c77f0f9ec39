"""The meaning of an assignment."""

from __future__ import annotations

from starcity_game.story.expressions import faults
from starcity_game.story.expressions.check import Checker
from starcity_game.story.expressions.faults import ExpressionFault
from starcity_game.story.expressions.kinds import LARGEST, Kind, Name, Tree
from starcity_game.story.expressions.names import listed, standing_for
from starcity_game.story.expressions.reader import Node
from starcity_game.story.expressions.scan import Sign


def assignment(checker: Checker, target: Sign, sign: str, value: Node) -> Tree:
    """The tree of `target = value`, `+=` or `-=`."""
    column = target.column
    named = checker.find(target.text, column)
    if not named.writable or named.slot < 0 or named.tree is not None or named.constant is not None:
        hint = "only declared variables can be set; a fact is told with `learn:`"
        raise ExpressionFault(faults.READ_ONLY, f"`{target.text[:80]}` cannot be set", hint, column)
    if named.type.kind is not Kind.NUMBER:
        return _put(checker, named, sign, value, column)
    tree = checker.of_kind(value, Kind.NUMBER)
    if sign != "=":
        tree = ("add" if sign == "+=" else "sub", standing_for(named, column), tree)
    if named.mirror:
        return ("set", named.slot, *(named.bounds or (0, 100)), ("sub", ("int", 100), tree))
    return ("set", named.slot, *(named.bounds or (-LARGEST, LARGEST)), tree)


def _put(checker: Checker, named: Name, sign: str, value: Node, column: int) -> Tree:
    """The tree of an assignment to something that is not a number."""
    needed = named.type
    if sign != "=":
        message = f"`{sign}` changes numbers, and this is {needed.kind.spoken()}"
        raise ExpressionFault(faults.KIND, message, "write `=`", column)
    tree, found = checker.check(value, needed)
    if found.kind is not needed.kind:
        raise checker.wrong_kind(value, found.kind, needed.kind)
    if strange := [word for word in found.words if word not in needed.words]:
        hint = f"it may be {listed(needed.words)}"
        raise ExpressionFault(faults.WORD, f"this can be {strange[0]!r}", hint, value.column)
    return ("put", named.slot, tree)
