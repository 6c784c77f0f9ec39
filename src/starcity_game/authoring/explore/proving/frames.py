"""What could be waiting underneath a scene, and what coming back to it finds.

For every site (a call, or a hub that draws) two states are kept: what could have been when something was entered from
there, and what could be when that came to its end. Which sites could be waiting below a site stands in the first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from starcity_game.authoring.explore.proving.layout import DEPTHS, NOBODY
from starcity_game.authoring.explore.proving.program import Program
from starcity_game.engine.play import DEEPEST

_DEEPEST_BIT = 1 << DEEPEST
_FIRST = NOBODY.bit_length()


class Frames:
    """What is known of the sites so far; it only grows."""

    def __init__(self, program: Program) -> None:
        self.program, self.tops = program, program.layout.tops
        count = len(program.sites)
        self.left = [0] * count
        """What could be when each site was left."""
        self.ended = [0] * count
        """What could be when that which was entered from it ended."""
        self.covers = [self._covers(site) for site in range(count)]
        """The bits that the arguments of a call cover."""
        self.changes = [self._changes(site) for site in range(count)]
        """The bits that may be different after coming back."""
        self._of_scene: dict[int, int] = defaultdict(int)
        for number, site in enumerate(program.sites):
            self._of_scene[site.scene] |= NOBODY << (number + 1)
        self._below: dict[int, int] = {}
        self._clear: dict[tuple[int, int], int] = {}

    def _covers(self, number: int) -> int:
        site = self.program.sites[number]
        jump = self.program.scenes[site.scene].bodies[site.body].jump
        return 0 if site.drawn else self.program.arguments(jump)

    def _changes(self, number: int) -> int:
        """Bits that may be different after what is entered from a site."""
        program, site = self.program, self.program.sites[number]
        step = program.steps[program.bases[site.scene] + site.body]
        called = () if step.jump is None else (step.jump.scene,)
        changes = 0
        for target in [drawing.scene for drawing in step.draws] if site.drawn else called:
            changes |= program.changed[target]
        return changes & ~self.covers[number]

    # ------------------------------------------------------------------------ growing

    def leave(self, site: int, state: int) -> tuple[bool, bool]:
        """A site is left in `state`: whether that says anything new, and whether of what lies underneath."""
        before = self.left[site]
        after = before | state
        self.left[site] = after
        new = after ^ before
        deeper = bool(new & (self.program.layout.context | self.covers[site]))
        if deeper:
            self._below.clear()
            self._clear.clear()
        return bool(new), deeper

    def end(self, site: int, state: int) -> bool:
        """What was entered from a site has ended in `state`: whether that says anything new."""
        before = self.ended[site]
        self.ended[site] = before | state
        return self.ended[site] != before

    def back(self, site: int) -> int:
        """What could be after coming back to a site; 0 for nothing."""
        left, ended = self.left[site], self.ended[site]
        if not left or not ended:
            return 0
        changes = self.changes[site]
        return (ended & changes) | (left & ~changes)

    # ---------------------------------------------------------------------- underneath

    def sites(self, bits: int) -> Iterator[int]:
        """The numbers of the sites among bits."""
        bits = (bits & self.tops) >> _FIRST
        while bits:
            low = bits & -bits
            yield low.bit_length() - 1
            bits ^= low

    def below(self, state: int) -> int:
        """Every site that could be waiting underneath, and the bit for nobody."""
        tops = state & self.tops
        found = self._below.get(tops)
        if found is None:
            found, new = tops, tops
            while new:
                under = 0
                for site in self.sites(new):
                    under |= self.left[site] & self.tops
                new = under & ~found
                found |= new
            self._below[tops] = found
        return found

    def push(self, site: int, state: int) -> int:
        """The bits of what lies underneath after leaving a site in `state`."""
        depth = ((state & DEPTHS) << 1) & DEPTHS
        if state & _DEEPEST_BIT:
            depth |= _DEEPEST_BIT
        scenes = self._scenes(site, state)
        if scenes.isdisjoint(self.program.recurring):  # each waits once at most
            depth &= (1 << (len(scenes) + 1)) - 1
        return (NOBODY << (site + 1)) | depth

    def _scenes(self, site: int, state: int) -> set[int]:
        """The scenes that could be waiting once the site is left in `state`."""
        sites = self.program.sites
        return {sites[site].scene, *(sites[k].scene for k in self.sites(self.below(state)))}

    def overflow(self, site: int, state: int) -> bool:
        """Nothing but the newest frames is kept: what is forgotten could have been below any; whether that is new."""
        scenes = self._scenes(site, state)
        if scenes.isdisjoint(self.program.recurring) and len(scenes) <= DEEPEST:
            return False
        new = False
        for below in [*self.sites(self.below(state))]:
            new |= self.leave(below, NOBODY)[1] if self.left[below] else False
        return new

    def unwound(self, state: int, scene: int) -> int:
        """`state` on going to a scene that could be waiting underneath; 0 where nothing can be below yet."""
        below = self.below(state)
        waiting = below & self._of_scene.get(scene, 0)
        if not waiting:
            return state
        clear = self._without(below, waiting)
        tops = state & clear & self.tops
        depth = state & DEPTHS if tops else 0
        for site in self.sites(waiting):
            under = self.left[site] & clear & self.tops
            if under:
                tops |= under
                depth |= self.left[site] & DEPTHS
        if not tops:
            return 0
        return (self.uncovered(state, below) & ~self.program.layout.context) | tops | depth

    def forgotten(self, state: int) -> int:
        """`state` when nothing is to be come back to any more."""
        return (self.uncovered(state, self.below(state)) & ~self.program.layout.context) | NOBODY | 1

    def uncovered(self, state: int, below: int) -> int:
        """`state` with what the calls among the sites `below` may have covered."""
        for site in self.sites(below):
            state |= self.left[site] & self.covers[site]
        return state

    def _without(self, below: int, waiting: int) -> int:
        """Of the sites `below`, and nobody, those that can stand on nobody with none of `waiting` between."""
        found = self._clear.get((below, waiting))
        if found is None:
            found = NOBODY
            others = [*self.sites(below & ~waiting)]
            before = 0
            while found != before:
                before = found
                for site in others:
                    if self.left[site] & found & self.tops:
                        found |= NOBODY << (site + 1)
            self._clear[below, waiting] = found
        return found
