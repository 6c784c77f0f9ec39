"""What a story's machine is made of while it is read: its slots, its names in expressions, its code."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from starcity_game.story.code import Code
from starcity_game.story.diagnostics import nearest
from starcity_game.story.expressions import Kind, Name, Tree, Type
from starcity_game.story.model import Variable
from starcity_game.story.names import DATE, FLAG
from starcity_game.story.nodes import Node, Scalar
from starcity_game.story.page import Page
from starcity_game.story.trees import TRUE

if TYPE_CHECKING:
    from starcity_game.story.declare import Declarations

CODES: Final = {
    "E530": "a name of the machine that means something else already",
    "E531": "weights that are no list of whole numbers, or all 0",
    "E660": "a defect, test or repair that is not declared",
    "E661": "a cost that is no number to spend",
    "E662": "a plan, a step or a grade that there is not",
    "E663": "a loss with a single cause that nobody was warned of",
}

_FAR: Final = 1_000_000_000


class Machinery:
    """The names, slots and code of the machine, for those who read its parts."""

    def __init__(self, story: Declarations) -> None:
        self.story = story
        self.code = Code(story.names)
        """The machine's own expressions and assignments."""

    # ------------------------------------------------------------------------ slots

    def flag(self, name: str, writable: bool = False) -> int:
        """A flag of this name, false at first; its slot."""
        slot = self.story.names.slot_of(name, FLAG, False, writable)
        self.story.variables[name] = Variable(name, slot, "flag", False, label=name)
        return slot

    def moment(self, name: str) -> int:
        """A moment of this name; its slot."""
        slot = self.story.names.slot_of(name, DATE, 0, bounds=(-_FAR, _FAR))
        self.story.variables[name] = Variable(name, slot, "number", 0, -_FAR, _FAR, label=name)
        return slot

    def word(self, name: str, words: tuple[str, ...]) -> int:
        """An enumeration of this name that begins as the first of `words`; its slot."""
        slot = self.story.names.slot_of(name, Type(Kind.WORD, words), words[0])
        self.story.variables[name] = Variable(name, slot, "word", words[0], words=words, label=name)
        return slot

    def meaning(self, name: str, kind: Type, tree: Tree) -> int:
        """A name that stands for an expression; the number of its code."""
        self.story.names.table[name] = Name(kind, tree=tree, writable=False)
        return self.code.stored(tree)

    def fresh(self, page: Page, key: Scalar, id: str, *heads: str) -> bool:
        """Whether `id` can be declared, with the names `head.id`; a finding if not."""
        taken = next((f"{head}.{id}" for head in heads if f"{head}.{id}" in self.story.names.table), "")
        if taken:
            page.fault(key, "E530", f"`{taken[:80]}` has a meaning already", "choose another name")
        return not taken and page.id(key, "a name", dotted=False) == id

    # ------------------------------------------------------------------------ values

    def condition(self, page: Page, node: Node | None, what: str) -> Tree:
        """The tree of a condition; one that holds where there is none, or after a finding."""
        scalar = page.scalar(node, what) if node else None
        number = self.code.condition(page, scalar) if scalar else -1
        return TRUE if number < 0 else self.code.trees[number]

    def person(self, page: Page, node: Node | None) -> str:
        """The id of a declared person; empty where none is named."""
        scalar = page.scalar(node, "a person") if node else None
        return self.story.person(page, scalar) if scalar else ""

    def known(self, page: Page, node: Scalar, table: Collection[str], what: str, code: str = "E660") -> str:
        """The name in `node` if it is one of `table`; empty after a finding."""
        if node.value in table:
            return node.value
        page.fault(node, code, f"no {what} `{node.value[:60]}` is declared", nearest(node.value, table))
        return ""

    def costs(self, page: Page, node: Node | None) -> tuple[tuple[str, int], ...]:
        """What is spent: numbers that are declared, and how much of each."""
        found = []
        for name, key, value in page.entries(node, "`costs`") if node else ():
            variable = self.story.variables.get(name)
            if variable is None or variable.kind != "number" or "." in name:
                numbers = [v.id for v in self.story.variables.values() if v.kind == "number" and "." not in v.id]
                page.fault(key, "E661", f"`{name[:60]}` is no number that could be spent", nearest(name, numbers))
                continue
            found.append((name, page.number(value, f"the cost in `{name}`", -1_000, 1_000)))
        return tuple(found)

    def weights(self, page: Page, node: Node | None, otherwise: tuple[int, ...]) -> tuple[int, ...]:
        """A list of weights, not all of them 0."""
        if node is None:
            return otherwise
        found = tuple(page.number(item, "a weight", 0, 1_000) for item in page.items(node))
        if len(found) > 10 or not any(found):
            page.fault(node, "E531", "these weights are one to ten whole numbers, not all of them 0")
            return otherwise
        return found

    def percentages(self, page: Page, node: Node | None, table: Collection[str]) -> tuple[tuple[str, int], ...]:
        """Defects with how likely something happens to each, in percent: a mapping, or a list for what is sure."""
        if node is None:
            return ()
        found = []
        if hasattr(node, "entries"):
            for _, key, value in page.entries(node, "defects"):
                found.append((self.known(page, key, table, "defect"), page.number(value, "a percentage", 1, 100)))
        else:
            found = [(self.known(page, one, table, "defect"), 100) for one in page.words(node, "defects")]
        return tuple((name, percent) for name, percent in found if name)
