"""Every item of a story under a number, so that whether it was reached is one look into a list."""

from __future__ import annotations

from collections.abc import Sequence

from starcity_game.authoring.explore.items import Item, Kind, items
from starcity_game.story.model import Head, Role, Scene

Key = tuple[Kind, str]
"""What names an item: its kind and its id."""


class Inventory:
    """The items of one story by number, and which number stands where. Built once, never changed."""

    def __init__(self, head: Head, scenes: Sequence[Scene]) -> None:
        self.items: tuple[Item, ...] = tuple(items(head, scenes))
        """Every item; its number is its index here."""
        self.first: list[int] = []
        """Of each scene the number of its first body, all bodies of the story being counted through."""
        bodies = 0
        for scene in scenes:
            self.first.append(bodies)
            bodies += len(scene.bodies)
        self.bodies = bodies
        """How many bodies the story has."""
        self.scene = [-1] * len(scenes)
        """The item of each scene."""
        self.ran = [-1] * bodies
        """The item of each body that is reached by running, -1 for others."""
        self.offered = [-1] * bodies
        """The item of each choice's body, which is reached by being offered."""
        self.ending: dict[str, int] = {}
        """The item of each ending."""
        self.wording: dict[str, int] = {}
        """The item of each wording."""
        for number, item in enumerate(self.items):
            self._place(number, item, scenes)

    def _place(self, number: int, item: Item, scenes: Sequence[Scene]) -> None:
        if item.kind is Kind.WORDING:
            self.wording[item.id] = number
        elif item.kind is Kind.ENDING:
            self.ending[item.id] = number
        elif item.kind is Kind.SCENE:
            self.scene[item.scene] = number
        else:
            choice = scenes[item.scene].bodies[item.body].role == Role.CHOICE
            (self.offered if choice else self.ran)[self.first[item.scene] + item.body] = number

    def __len__(self) -> int:
        return len(self.items)

    def key(self, number: int) -> Key:
        """What names the item with this number."""
        item = self.items[number]
        return item.kind, item.id
