"""What scenes can ask of an opened file: who writes how, which sheets are about what, what the ledger holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starcity_game.story import keys
from starcity_game.story.expressions import Kind, Type
from starcity_game.story.filing import DETAILS, Recall
from starcity_game.story.ledgers import known, names_under, scenes_under
from starcity_game.story.names import FLAG, NUMBER
from starcity_game.story.nodes import Node
from starcity_game.story.page import Page

if TYPE_CHECKING:
    from starcity_game.story.declare import Declarations  # it reads these names

COUNTS: Final = ("sheet", "sheets", "sources")
"""Of every act: the first sheet about it, how many there are, and from how many first hands they come."""


class FileNames:
    """Declares the names, and reads the section `recalls`."""

    def __init__(self, story: Declarations, slots: dict[str, int]) -> None:
        """`slots` takes the slot of every name."""
        self._story, self._slots = story, slots
        self.recalls: list[Recall] = []
        """Those that were read."""

    def declare(self, pages: list[Page]) -> None:
        """Declare everything that a life with an opened file can ask of it."""
        acts = [*self._story.acts]
        observers, manners = (
            [id for _, id, _ in self._story.section(pages, section, again=True)] for section in ("observers", "manners")
        )
        for act in acts:
            for name in ("did", "filed"):
                self._flag(f"{name}.{act}")
            for name in COUNTS:
                self._number(f"{name}.{act}")
        for observer in observers if manners else ():
            self._word(f"manner.{observer}", manners)
        for name in ("rumour", "falsehood"):
            self._flag(f"{name}.known")
            self._word(f"{name}.act", ["", *acts])
        for name in ("rumour.first", "rumour.second", "rumour.third", "falsehood.sheet", "falsehood.shown_by"):
            self._number(name)
        for name in ("rumour.first_by", "rumour.second_by", "falsehood.by"):
            self._word(name, ["", *observers])
        self._word("falsehood.detail", ["", *DETAILS])
        for page, id, node in self._story.section(pages, "recalls"):
            self._recall(page, id, node)

    def _flag(self, name: str) -> int:
        self._slots[name] = self._story.names.slot_of(name, FLAG, False)
        return self._slots[name]

    def _number(self, name: str) -> None:
        self._slots[name] = self._story.names.slot_of(name, NUMBER, 0)

    def _word(self, name: str, words: list[str]) -> None:
        self._slots[name] = self._story.names.slot_of(name, Type(Kind.WORD, tuple(words)), words[0])

    def _recall(self, page: Page, id: str, node: Node) -> None:
        """One entry of `recalls`, and its name."""
        fields, story = page.keyed(node, keys.RECALL, "a recall"), self._story
        self.recalls.append(Recall(
            id, self._flag(f"recalls.{id}"),
            known(page, fields["act"], story.acts, "E605", "act") if "act" in fields else "",
            scenes_under(page, fields, story.names),
            names_under(page, fields, "to", story.people, "E602", "person"),
            tuple(page.line(item, "`how`") for item in page.items(fields["how"])) if "how" in fields else (),
            episode=page.ledger,
        ))  # fmt: skip
