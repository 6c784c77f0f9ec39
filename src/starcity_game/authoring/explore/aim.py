"""What a shard is looking for in a round, and what matters for it where."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from starcity_game.authoring.explore.nearness import FAR, Map
from starcity_game.authoring.explore.needs import Needs, Watched

RADII: Final = (0, 1, 2, 4)
"""At each level, within how many scenes what is looked for makes states unlike."""


class Aim:
    """Some items to be reached."""

    def __init__(self, items: Sequence[int], needs: Needs, ways: Map, enough: int = FAR) -> None:
        """`enough`: how many scenes it needs to know the distance of."""
        self.items, self._needs, self._ways = items, needs, ways
        near: dict[int, set[int]] = {}
        everywhere: set[int] = set()
        for number in items:
            need = needs.of(number)
            everywhere |= need.watched
            for scene in need.scenes:
                near.setdefault(scene, set()).update(need.watched)
        self._near, self._everywhere = near, frozenset(everywhere)
        self.far = ways.distances(near, enough)
        """The distance to the nearest scene where one of the items can be reached, for those that lead to one."""

    def within(self, level: int) -> Callable[[int], tuple[int, ...]]:
        """What matters in a scene for what is near it; at a level beyond those of `RADII`, anywhere."""
        if level >= len(RADII):
            return self.anywhere(level - len(RADII))
        known: dict[int, tuple[int, ...]] = {}

        def watched(scene: int) -> tuple[int, ...]:
            found = known.get(scene)
            if found is None:
                around = self._ways.around(scene, RADII[level])
                all_: Watched = frozenset().union(*(self._near[s] for s in around if s in self._near))
                found = known[scene] = tuple(sorted(all_))
            return found

        return watched

    def anywhere(self, wider: int) -> Callable[[int], tuple[int, ...]]:
        """What matters for the items in any scene; `wider` steps further, also what decides whether that changes,
        and whether one can come so near to the items."""
        all_ = self._everywhere
        for steps in range(wider):
            entered = (self._needs.entering(scene) for scene, far in self.far.items() if far <= steps)
            all_ = self._needs.wider(all_).union(*entered)
        found = tuple(sorted(all_))
        return lambda _: found
