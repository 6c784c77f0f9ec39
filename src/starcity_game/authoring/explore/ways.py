"""The ways that a search found, from which a witness is put together when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import msgspec

from starcity_game.authoring.explore.inventory import Key
from starcity_game.authoring.explore.origins import nth
from starcity_game.authoring.explore.shard import Found
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Origin


class Witness(msgspec.Struct, frozen=True):
    """A way that shows something: replayed with `engine.life.begin` and `choose`."""

    origin: Origin
    choices: tuple[str, ...]
    """Ids of the options to take, the first first."""


class Ways(Mapping[Key, Witness]):
    """Item to witness. The witnesses are put together when they are asked for: all of a large story would be a
    million choices."""

    def __init__(self, engine: Engine, seed: int) -> None:
        self._engine, self._seed = engine, seed
        self._ends: dict[Key, tuple[int, int]] = {}
        self._before: dict[tuple[int, int], tuple[int, str]] = {}

    def __getitem__(self, key: Key) -> Witness:
        return self.way(*self._ends[key])

    def __iter__(self) -> Iterator[Key]:
        return iter(self._ends)

    def __len__(self) -> int:
        return len(self._ends)

    def way(self, shard: int, node: int) -> Witness:
        """The way to a node of a shard."""
        choices = []
        while node >= 0:
            node, choice = self._before[shard, node]
            choices.append(choice)
        return Witness(nth(self._engine, self._seed, -1 - node), tuple(choices[-2::-1]))

    def add(self, shard: int, found: Found, keys: Callable[[int], Key]) -> list[int]:
        """Take in what a shard found; the items that are new."""
        for node, before, choice in found.nodes:
            self._before[shard, node] = (before, choice)
        new = []
        for number, node in found.hits:
            key = keys(number)
            if key not in self._ends:
                self._ends[key] = (shard, node)
                new.append(number)
        return new
