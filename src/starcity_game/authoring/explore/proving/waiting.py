"""Which places each scene could come back to, whatever the values: worked out from the links between scenes alone.

Inside a scene what is waiting underneath never changes, so one answer for each scene is enough. It is worked out
before any value is looked at; once it is known which links could be taken at all, it can be worked out again from
those.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from starcity_game.engine.play import DEEPEST
from starcity_game.story.model import Scene

NOBODY: Final = 1
"""The bit that says that nothing need be waiting underneath; site n has the bit n + 1."""
MOST_SORTED_OUT: Final = 64
"""Sites below a scene up to which it is asked which of them can stand without another; beyond it all are kept."""
_DEPTHS: Final = (1 << (DEEPEST + 1)) - 1
_FULL: Final = 1 << DEEPEST


class Link(NamedTuple):
    """A way from one scene to another."""

    scene: int
    target: int
    site: int = -1
    """Number of the place that is left waiting; -1 for a `goto`."""


class Waiting:
    """What could be waiting underneath each scene."""

    def __init__(
        self, scenes: Sequence[Scene], sites: Sequence[int], recurring: Iterable[int], order: Sequence[int]
    ) -> None:
        """`sites` are the scenes of the sites, `recurring` those that could wait more than once."""
        self.scenes, self.sites, self.recurring = scenes, sites, frozenset(recurring)
        self.order = order
        self.tops = [0] * len(scenes)
        """By scene, the sites that it could come back to first, as bits."""
        self.depths = [0] * len(scenes)
        """By scene, how many could be waiting: bit n for n of them."""
        self._of_scene: dict[int, int] = defaultdict(int)
        for number, scene in enumerate(sites):
            self._of_scene[scene] |= NOBODY << (number + 1)
        self._all: dict[int, int] = {}

    def follow(self, starts: Iterable[int], links: Iterable[Link]) -> None:
        """Work everything out from the scenes where a life may begin."""
        leading: dict[int, list[Link]] = defaultdict(list)
        for link in links:
            leading[link.scene].append(link)
        for start in starts:
            self._reach(start, NOBODY, 1)
        scenes = sorted(leading, key=lambda scene: self.order[scene])
        changed = True
        while changed:
            changed = False
            for scene in scenes:
                if self.tops[scene]:
                    for link in leading[scene]:
                        changed |= self._leave(link) if link.site >= 0 else self._go(link)

    def overflows(self, scene: int) -> bool:
        """Whether so many could be waiting that a call is not made."""
        return bool(self.depths[scene] & _FULL)

    def fits(self, scene: int) -> bool:
        """Whether so few could be waiting that a call is made."""
        return bool(self.depths[scene] & ~_FULL)

    def unwinds(self, scene: int, target: int) -> bool:
        """Whether a scene that is gone to from another could be waiting underneath."""
        return target in self._of_scene and bool(self.all(self.tops[scene]) & self._of_scene[target])

    def numbers(self, bits: int) -> Iterator[int]:
        """The numbers of the sites among bits."""
        bits >>= 1
        while bits:
            low = bits & -bits
            yield low.bit_length() - 1
            bits ^= low

    def all(self, tops: int) -> int:
        """Every site that could be waiting underneath, and the bit for nobody."""
        found = self._all.get(tops)
        if found is None:
            found = tops
            new = tops
            while new:
                under = 0
                for site in self.numbers(new):
                    under |= self.tops[self.sites[site]]
                new = under & ~found
                found |= new
            self._all[tops] = found
        return found

    def _reach(self, scene: int, tops: int, depths: int) -> bool:
        """A scene is entered with this underneath; whether that is new."""
        if self.scenes[scene].episode:
            tops, depths = NOBODY, 1
        if not tops & ~self.tops[scene] and not depths & ~self.depths[scene]:
            return False
        self.tops[scene] |= tops
        self.depths[scene] |= depths
        if scene in self._of_scene:
            self._all.clear()
        return True

    def _leave(self, link: Link) -> bool:
        """A scene is called, or drawn by a hub."""
        tops, depths = self.tops[link.scene], self.depths[link.scene]
        scenes = {link.scene, *(self.sites[k] for k in self.numbers(self.all(tops)))}
        deeper = (depths << 1) & _DEPTHS
        once = scenes.isdisjoint(self.recurring)
        if once:  # each waits once at most
            deeper &= (1 << (len(scenes) + 1)) - 1
        new = False
        if depths & _FULL and not (once and len(scenes) <= DEEPEST):
            # Only a hub leaves so many waiting: the one at the bottom is forgotten, whichever stood on it.
            deeper |= _FULL
            for site in [*self.numbers(self.all(tops))]:
                new |= self._reach(self.sites[site], NOBODY, 1)
        return self._reach(link.target, NOBODY << (link.site + 1), deeper) or new

    def _go(self, link: Link) -> bool:
        """A scene is gone to. If it waits underneath, what lies above it is forgotten, and its waiting too; what it
        then stands on it stood on before."""
        tops, depths = self.tops[link.scene], self.depths[link.scene]
        if self.unwinds(link.scene, link.target):
            every = self.all(tops)
            tops &= self._without(every, every & self._of_scene[link.target])
        return self._reach(link.target, tops, depths) if tops else False

    def _without(self, every: int, waiting: int) -> int:
        """Of all sites underneath, and nobody, those that can stand on nobody with none of `waiting` between."""
        others = [*self.numbers(every & ~waiting)]
        if len(others) > MOST_SORTED_OUT:
            return every & ~waiting | NOBODY
        found, before = NOBODY, 0
        while found != before:
            before = found
            for site in others:
                if self.tops[self.sites[site]] & found:
                    found |= NOBODY << (site + 1)
        return found
