"""Where everything of a compiled story stands in its files, for the tools of authors."""

from __future__ import annotations

from starcity_game.story.model import Clue
from starcity_game.story.names import Names
from starcity_game.story.nodes import Mapping, Node
from starcity_game.story.page import Page
from starcity_game.story.programme import Programme

Place = tuple[str, int, int]
"""File (relative to the story's folder), line and column, both counted from 1; the form that findings take."""


class Trace:
    """The nodes that a story was compiled from. A player's program never makes one."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        """Every file that could be read, in the order of reading."""
        self.names = Names()
        """What every name in the story's expressions stands for."""
        self.clues: dict[str, Clue] = {}
        """The clues to the cast. They are kept here alone: a player's story holds none of them."""
        self.programme: Programme | None = None
        """The machine's years without their prose, likewise."""
        self._scenes: list[tuple[Page, list[Node]]] = []

    def add(self, page: Page, nodes: list[Node]) -> None:
        """Keep what the bodies of the next scene were read from."""
        self._scenes.append((page, nodes))

    def clear(self) -> None:
        """Forget everything: the story is compiled once more."""
        self.pages.clear()
        self.names = Names()
        self.clues.clear()
        self.programme = None
        self._scenes.clear()

    def page(self, scene: int) -> Page:
        """The file that scene number `scene` stands in."""
        return self._scenes[scene][0]

    def node(self, scene: int, body: int = 0) -> Node:
        """What body number `body` of scene number `scene` was read from: for a choice the choice's own mapping."""
        return self._scenes[scene][1][body]

    def entry(self, scene: int, body: int, key: str) -> Node | None:
        """The value written under `key` in that body; None when the key is not there."""
        node = self.node(scene, body)
        return node.values.get(key) if isinstance(node, Mapping) else None

    def place(self, scene: int, body: int = 0, key: str = "") -> Place:
        """Where `key` of that body stands (the key itself, not its value); the body's own beginning without one."""
        node, file = self.node(scene, body), self.page(scene).file
        if key and isinstance(node, Mapping):
            found = node.entries.get(key)
            if found:
                return file, found[0].line, found[0].column
        return file, node.line, node.column
