"""The distinct expressions of a story, each checked once and stored under a number."""

from __future__ import annotations

from typing import Any

from starcity_game.story.expressions import (
    ExpressionFault,
    Kind,
    Scope,
    Tree,
    Type,
    parse_assignment,
    parse_condition,
    parse_expression,
)
from starcity_game.story.names import OF_A_LEDGER, Names
from starcity_game.story.nodes import Scalar
from starcity_game.story.page import Page


class Code:
    """Collects expressions; the same text in files that see the same names is compiled once."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.trees: list[Any] = []
        """Every distinct tree, by its number."""
        self._known: dict[tuple[str, str, str, int], int] = {}
        # Texts that mean the same in every file, by themselves: most were seen before, and are found without
        # looking for `seen.` in them and without a pair to look up.
        self._conditions: dict[str, int] = {}
        self._assignments: dict[str, int] = {}
        self._types: dict[int, Type] = {}
        self._scopes: dict[tuple[str, int], Scope] = {}
        self._made: dict[Tree, int] = {}

    def condition(self, page: Page, node: Scalar, text: str | None = None, offset: int = 0) -> int:
        """Number of a condition; -1 after a finding. `text` is the part of `node` at `offset`."""
        if text is None:
            text = node.value
        number = self._conditions.get(text)
        if number is None:
            number = self._number("if", parse_condition, page, node, text, offset)
            self._keep(self._conditions, text, number)
        return number

    def assignment(self, page: Page, node: Scalar) -> int:
        """Number of an assignment; -1 after a finding."""
        number = self._assignments.get(node.value)
        if number is None:
            number = self._number("set", parse_assignment, page, node, node.value, 0)
            self._keep(self._assignments, node.value, number)
        return number

    def expression(self, page: Page, node: Scalar, text: str, offset: int) -> tuple[int, Type | None]:
        """Number and type of an expression of any kind; -1 and None after a finding."""

        def parse(text: str, scope: Scope) -> Tree:
            tree, kind = parse_expression(text, scope)
            self._types[len(self.trees)] = kind
            return tree

        number = self._number("any", parse, page, node, text, offset)
        return number, self._types.get(number)

    def stored(self, tree: Tree) -> int:
        """Number of a tree that was put together without a text."""
        number = self._made.get(tree)
        if number is None:
            number = self._made[tree] = len(self.trees)
            self.trees.append(tree)
        return number

    def forget(self, beginnings: tuple[str, ...]) -> None:
        """Forget texts that hold a name with one of these `beginnings`, which means nothing any more."""
        self._known = {k: n for k, n in self._known.items() if not any(b in k[1] for b in beginnings)}
        for table in (self._conditions, self._assignments):
            for text in [text for text in table if any(b in text for b in beginnings)]:
                del table[text]

    def scope(self, page: Page) -> Scope:
        """The names that `page` sees."""
        seen_from = page.prefix, page.ledger
        if seen_from not in self._scopes:
            self._scopes[seen_from] = self.names.within(*seen_from)
        return self._scopes[seen_from]

    def _keep(self, table: dict[str, int], text: str, number: int) -> None:
        """Keep the number of a text that is right and does not depend on the file."""
        if number >= 0 and not _names_scenes(text) and not _asks_a_ledger(text):
            table[text] = number

    def _number(self, kind: str, parse: Any, page: Page, node: Scalar, text: str, offset: int) -> int:
        key = (kind, text, page.prefix if _names_scenes(text) else "", page.ledger if _asks_a_ledger(text) else 0)
        number = self._known.get(key)
        if number is None:
            try:
                tree = parse(text, self.scope(page))
            except ExpressionFault as fault:
                page.fault_inside(node, offset + fault.column, fault.code, fault.message, fault.hint)
                return -1
            number = self._known[key] = len(self.trees)
            self.trees.append(tree)
        return number


def _names_scenes(text: str) -> bool:
    """Whether `text` may name scenes, which depends on the file's prefix."""
    return "seen." in text or "visits." in text


def _asks_a_ledger(text: str) -> bool:
    """Whether `text` may ask something of one episode of a ledger, which the file names; all else is shared by the
    whole story."""
    return any(f"{name}." in text for name in OF_A_LEDGER)


def printable(kind: Type | None) -> bool:
    """Whether a value of this type can stand in a text."""
    return kind is not None and kind.kind in (Kind.NUMBER, Kind.WORD, Kind.TEXT)
