"""What coming back to a call or a hub finds: what could be when it was left, but for what may have changed since."""

from __future__ import annotations

from starcity_game.authoring.explore.proving.program import Program
from starcity_game.authoring.explore.proving.waiting import Waiting


class Frames:
    """What is known of the sites so far; it only grows."""

    def __init__(self, program: Program, waiting: Waiting) -> None:
        self.program, self.waiting = program, waiting
        count = len(program.sites)
        self.left = [0] * count
        """What could be when each site was left."""
        self.ended = [0] * count
        """What could be when that which was entered from it ended."""
        self.covers = [self._covers(site) for site in range(count)]
        """The bits that the arguments of a call cover."""
        self.changes = [self._changes(site) for site in range(count)]
        """The bits that may be different after coming back."""
        self._covering = sum(1 << (site + 1) for site in range(count) if self.covers[site])

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

    def leave(self, site: int, state: int) -> tuple[bool, bool]:
        """A site is left in `state`: whether that says anything new, and whether of what a call covers."""
        before = self.left[site]
        self.left[site] = before | state
        new = before ^ self.left[site]
        return bool(new), bool(new & self.covers[site])

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

    def covered(self, scene: int) -> int:
        """The sites that could be waiting underneath a scene with something covered."""
        return self.waiting.all(self.waiting.tops[scene]) & self._covering if self._covering else 0

    def uncovered(self, state: int, sites: int) -> int:
        """`state` with what the calls at `sites` may have covered."""
        for site in self.waiting.numbers(sites):
            state |= self.left[site] & self.covers[site]
        return state
