"""The shards of one process, which obey orders as they come."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from starcity_game.authoring.explore.inventory import Inventory
from starcity_game.authoring.explore.nearness import Map
from starcity_game.authoring.explore.needs import Needs
from starcity_game.authoring.explore.origins import is_varied
from starcity_game.authoring.explore.probes import Prober
from starcity_game.authoring.explore.shard import Order, Shard
from starcity_game.authoring.explore.silent import SilentEngine
from starcity_game.story.cache import read_cache
from starcity_game.story.model import Scene, Story

SHARDS: Final = 4
"""Archives in all, whatever the number of processes, so that what is found does not depend on it."""


class _Held(Story):
    """A story whose scenes are decoded once, for all that ask in a process."""

    def __init__(self, story: Story) -> None:
        super().__init__(story.head, [])
        self.all = tuple(story.scene(index) for index in range(len(story)))

    def scene(self, index: int) -> Scene:
        """The scene with this number."""
        return self.all[index]


class Explorer:
    """The shards of one process."""

    def __init__(self, story: Story, seed: int, wanted: bytes) -> None:
        held = _Held(story)
        scenes = held.all
        self.inventory = Inventory(story.head, scenes)
        self.engine = SilentEngine(held)
        self.engine.prober = Prober(story.head, self.engine.code, self.inventory.wording)
        self.needs, self.ways = Needs(story.head, scenes, self.inventory), Map(story.head, scenes)
        self.seed, self.wanted, self.varied = seed, wanted, is_varied(self.engine)
        self.shards: dict[int, Shard] = {}

    def answer(self, message: bytes) -> bytes:
        """Obey an order."""
        order = msgspec.msgpack.decode(message, type=Order)
        if order.shard not in self.shards:
            self.shards[order.shard] = Shard(
                self.engine, self.inventory, self.needs, self.ways, number=order.shard, shards=SHARDS,
                seed=self.seed, wanted=self.wanted, varied=self.varied,
            )  # fmt: skip
        return msgspec.msgpack.encode(self.shards[order.shard].obey(order))


def recruit(folder: str, story_hash: str, seed: int, wanted: bytes) -> Callable[[bytes], bytes]:
    """A worker with the story that lies compiled in `folder`."""
    story = read_cache(Path(folder), story_hash)
    assert story is not None  # it was put there by the process that asks
    return Explorer(story, seed, wanted).answer
