"""The meaning: looks names up, checks kinds, and makes the tree that is stored and compiled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from starcity_game.story.diagnostics import nearest
from starcity_game.story.expressions import faults
from starcity_game.story.expressions.faults import ExpressionFault
from starcity_game.story.expressions.hints import hint_for
from starcity_game.story.expressions.kinds import (
    DATE,
    FLAG,
    LARGEST,
    NUMBER,
    TEXT,
    Kind,
    Name,
    Scope,
    Tree,
    Type,
)
from starcity_game.story.expressions.names import date_of, listed, standing_for
from starcity_game.story.expressions.reader import DEEPEST, Node
from starcity_game.story.expressions.tree import depth_and_size

MOST_TREES: Final = 2_000
"""How many trees an expression may hold once its named conditions are put in."""

MOST_LEVELS: Final = 110
"""How deeply an expression may be nested once its named conditions are put in."""

_ARITHMETIC: Final = {"+": "add", "-": "sub", "*": "mul", "//": "div", "%": "mod"}
_ORDERED: Final = (Kind.NUMBER, Kind.DATE)

Checked = tuple[Tree, Type]
"""A tree and the type of its value."""


class Checker:
    """Checks the nodes of one expression against the names it may use."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        """The names there are."""
        self.size = 0
        """How many trees were put in for named conditions so far."""

    def check(self, node: Node, wanted: Type | None = None) -> Checked:
        """The tree and type of `node`.

        `wanted` is the type that its neighbour has: a string beside an enumeration must be one of its words,
        and beside a date must be a date. It is a wish: whoever needs a kind checks that it came.
        """
        return _METHODS[node.form](self, node, wanted)

    def of_kind(self, node: Node, kind: Kind) -> Tree:
        """The tree of `node`, which must have a value of `kind`."""
        tree, found = self.check(node)
        if found.kind is not kind:
            raise self.wrong_kind(node, found.kind, kind)
        return tree

    def wrong_kind(self, node: Node, found: Kind, needed: Kind) -> ExpressionFault:
        """The fault for `node`, which has one kind of value where another is needed."""
        subject = node.parts[0][:40] if node.form == "name" else "…"
        hint = ""
        if needed is Kind.FLAG and found is Kind.NUMBER:
            hint = f"write `{subject} > 0`"
        elif needed is Kind.FLAG:
            hint = f"compare it: `{subject} == …`"
        message = f"this must be {needed.spoken()}, and it is {found.spoken()}"
        return ExpressionFault(faults.KIND, message, hint, node.column)

    def alike(self, nodes: Sequence[Node], wanted: Type | None = None) -> list[Checked]:
        """The trees and types of `nodes`, which all must have the same kind of value.

        The first that is not a string written out settles what the strings among them must be.
        """
        leader = 0
        while leader < len(nodes) - 1 and _written_out(nodes[leader]):
            leader += 1
        led = self.check(nodes[leader], wanted)
        checked = []
        for node in nodes:
            one = led if node is nodes[leader] else self.check(node, led[1])
            if one[1] is not led[1]:
                self.agree(node, one[1], led[1])
            checked.append(one)
        return checked

    def agree(self, node: Node, found: Type, expected: Type) -> None:
        """Nothing, when values of the two types can be equal; else the fault for `node`."""
        if found.kind is not expected.kind:
            raise self.wrong_kind(node, found.kind, expected.kind)
        if expected.words and not set(expected.words) & set(found.words):
            hint = f"one may be {listed(expected.words)}, the other {listed(found.words)}"
            raise ExpressionFault(faults.KIND, "these have no word in common", hint, node.column)

    def number(self, node: Node, wanted: Type | None) -> Checked:
        """A number written out."""
        digits = node.parts[0]
        if len(digits) > 1 and digits[0] == "0":
            raise ExpressionFault(faults.FORM, "a number does not begin with 0", "", node.column)
        if len(digits) > 10 or int(digits) > LARGEST:
            message = f"a number is at most {LARGEST:_}".replace("_", ",")
            raise ExpressionFault(faults.TOO_LARGE, message, "", node.column)
        return ("int", int(digits)), NUMBER

    def flag(self, node: Node, wanted: Type | None) -> Checked:
        """`true` or `false`."""
        return ("flag", node.parts[0]), FLAG

    def text(self, node: Node, wanted: Type | None) -> Checked:
        """A string: a word of the wanted enumeration, the wanted date, or a text."""
        text = node.parts[0]
        if wanted and wanted.kind is Kind.WORD:
            if text not in wanted.words:
                hint = nearest(text, wanted.words) or f"it may be {listed(wanted.words)}"
                raise ExpressionFault(faults.WORD, f"there is no word {text[:40]!r} here", hint, node.column)
            return ("text", text), wanted
        if wanted and wanted.kind is Kind.DATE:
            return ("int", date_of(text, node.column)), DATE
        return ("text", text), TEXT

    def name(self, node: Node, wanted: Type | None) -> Checked:
        """A name, put in as what it stands for."""
        named = self.find(node.parts[0], node.column, wanted)
        if named.tree is not None:
            return self.inlined(named.tree, node), named.type
        return standing_for(named, node.column), named.type

    def find(self, name: str, column: int, wanted: Type | None = None) -> Name:
        """What `name` stands for; a fault with the nearest name when it is unknown."""
        named = self.scope.lookup(name)
        if named is None:
            hint = hint_for(name, self.scope.known(), wanted)
            raise ExpressionFault(faults.UNKNOWN, f"unknown name `{name[:80]}`", hint, column)
        if named.refusal:
            hint = "ask for it of one person, or give it to everybody who may be cast"
            raise ExpressionFault(faults.UNKNOWN, f"`{name[:80]}` cannot be used: {named.refusal}", hint, column)
        return named

    def inlined(self, tree: Tree, node: Node) -> Tree:
        """The tree of a named condition, unless that makes the whole too large."""
        depth, size = depth_and_size(tree)
        self.size += size
        if self.size > MOST_TREES // 2 or depth > DEEPEST:
            hint = "use fewer conditions within conditions"
            message = "the named conditions in this make it too large"
            raise ExpressionFault(faults.TOO_DEEP, message, hint, node.column)
        return tree

    def negative(self, node: Node, wanted: Type | None) -> Checked:
        """`-a`; a number written out stays one, so that `-2` can be a divisor."""
        tree = self.of_kind(node.parts[0], Kind.NUMBER)
        return (("int", -tree[1]) if tree[0] == "int" else ("neg", tree)), NUMBER

    def arithmetic(self, node: Node, wanted: Type | None) -> Checked:
        """`a + b` and its like, on numbers."""
        left, right = (self.of_kind(part, Kind.NUMBER) for part in node.parts)
        if node.form in ("//", "%") and (right[0] != "int" or right[1] == 0):
            column = node.parts[1].column
            message = f"the divisor of `{node.form}` must be a number written out, other than 0"
            raise ExpressionFault(faults.DIVISOR, message, f"write `{node.form} 2` or the like", column)
        return (_ARITHMETIC[node.form], left, right), NUMBER

    def logic(self, node: Node, wanted: Type | None) -> Checked:
        """`not a`, `a and b`, `a or b`, on flags."""
        return (node.form, *(self.of_kind(part, Kind.FLAG) for part in node.parts)), FLAG

    def compare(self, node: Node, wanted: Type | None) -> Checked:
        """A chain of comparisons."""
        operands, signs = node.parts[::2], node.parts[1::2]
        checked = self.alike(operands)
        kind = checked[0][1].kind
        if kind not in _ORDERED and (wrong := next((s for s in signs if s not in ("==", "!=")), None)):
            message = f"`{wrong}` compares numbers and dates, and this is {kind.spoken()}"
            raise ExpressionFault(faults.KIND, message, "use `==`, `!=` or `in`", node.column)
        rest = [part for sign, (tree, _) in zip(signs, checked[1:], strict=True) for part in (sign, tree)]
        return ("compare", checked[0][0], *rest), FLAG

    def membership(self, node: Node, wanted: Type | None) -> Checked:
        """`a in [b, c]`."""
        form, *operands = node.parts
        return (form, *(tree for tree, _ in self.alike(operands))), FLAG

    def either(self, node: Node, wanted: Type | None) -> Checked:
        """`a if test else b`."""
        test, *branches = node.parts
        condition = self.of_kind(test, Kind.FLAG)
        (first, one), (second, other) = self.alike(branches, wanted)
        words = one.words + tuple(word for word in other.words if word not in one.words)
        return ("if", condition, first, second), Type(one.kind, words)

    def call(self, node: Node, wanted: Type | None) -> Checked:
        """`min`, `max` or `abs` of numbers."""
        name, *arguments = node.parts
        return (name, *(self.of_kind(part, Kind.NUMBER) for part in arguments)), NUMBER


_METHODS: Final[dict[str, Callable[[Checker, Node, Type | None], Checked]]] = {
    "name": Checker.name,
    "number": Checker.number,
    "text": Checker.text,
    "flag": Checker.flag,
    "neg": Checker.negative,
    "compare": Checker.compare,
    "in": Checker.membership,
    "if": Checker.either,
    "call": Checker.call,
    **dict.fromkeys(("and", "or", "not"), Checker.logic),
    **dict.fromkeys(_ARITHMETIC, Checker.arithmetic),
}


def _written_out(node: Node) -> bool:
    """Whether `node` is a string, or a choice between strings, whose type its neighbours settle."""
    if node.form == "if":
        return all(_written_out(branch) for branch in node.parts[1:])
    return node.form == "text"
