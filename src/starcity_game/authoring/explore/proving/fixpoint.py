"""Follows a story from its beginning until no point of it can be reached with anything new."""

from __future__ import annotations

from collections import defaultdict, deque
from heapq import heappop, heappush
from typing import Final

from starcity_game.authoring.explore.proving.frames import Frames
from starcity_game.authoring.explore.proving.program import Choosing, Drawing, Program, Step
from starcity_game.authoring.explore.proving.waiting import NOBODY, Link, Waiting
from starcity_game.story.model import Role

ENTER, OFFER, JUMP, THEN = range(4)
"""The points of a step: before anything has happened, before its options, before its jump, before what follows."""

PATIENCE: Final = 24
"""Times that a point may grow before its numbers are widened."""


class Machine:
    """The states that each point of a story could be reached with, after `run`."""

    def __init__(self, program: Program, waiting: Waiting) -> None:
        self.program, self.waiting = program, waiting
        self.frames = Frames(program, waiting)
        self.states = [0] * (4 * len(program.steps))
        """By step and point (4 for each step): everything that could be there; 0 where nothing comes."""
        self.taken: set[Link] = set()
        """The ways between scenes that could be gone."""
        self.at = -1
        self._askers: dict[int, set[int]] = defaultdict(set)
        self._grown = [0] * len(self.states)
        self._queues: list[deque[int] | None] = [None] * len(program.scenes)
        self._heap: list[tuple[int, int]] = []
        self._later: list[tuple[int, int]] = []
        self._place = len(program.scenes)

    def run(self, start: int, state: int) -> None:
        """Follow everything from entering the scene `start` in `state`, in sweeps from the first scene to the last:
        a scene that is reached again by one after it waits for the next sweep, and gathers what comes meanwhile."""
        self.arrive(start, start, state)
        queues = self._queues
        while self._later:
            self._heap, self._later = self._later, []
            while self._heap:
                self._place, scene = heappop(self._heap)
                points = queues[scene]
                while points:
                    self.follow(points.popleft())
                queues[scene] = None
            self._place = len(queues)

    def follow(self, point: int) -> None:
        """Pass what is at a point on to the points after it."""
        self.at = point
        number, stage = divmod(point, 4)
        step, state = self.program.steps[number], self.states[point]
        if stage == ENTER:
            self.enter(step, state)
        elif stage == OFFER:
            self.offer(step, state)
        elif stage == JUMP:
            self.jump(step, state)
        else:
            self.then(step, state)

    def flow(self, point: int, state: int) -> None:
        """Something reaches a point."""
        before = self.states[point]
        after = before | state
        if after == before:
            return
        self._grown[point] += 1
        if self._grown[point] > PATIENCE:
            after = self._widened(before, after)
        self.states[point] = after
        self._wake(point)

    def _wake(self, point: int) -> None:
        scene = self.program.steps[point >> 2].scene
        points = self._queues[scene]
        if points is None:
            points = self._queues[scene] = deque()
            place = self.program.order[scene]
            heappush(self._heap if place > self._place else self._later, (place, scene))
        if point not in points:
            points.append(point)

    def _widened(self, before: int, after: int) -> int:
        """`after` with its numbers widened where they grew."""
        for field in self.program.layout.numbers:
            if before and (before ^ after) & field.mask:
                after |= field.widened(before, after)
        return after

    # ------------------------------------------------------------------ inside a body

    def enter(self, step: Step, state: int) -> None:
        """Everything in a body up to its choices."""
        for change in step.changes:
            state = change(state)
        self.told(step, state)
        if step.body.check:
            for outcome in (step.success, step.failure):
                self.flow(4 * outcome + ENTER, state) if outcome >= 0 else self.offered(step, state)
        else:
            self.offered(step, state)

    def told(self, step: Step, state: int) -> None:
        """The text of a body is read; nothing of it changes a state."""

    def offered(self, step: Step, state: int) -> None:
        """A body comes to its options, if it has any."""
        if step.waits:
            self.flow(4 * step.number + OFFER, state)
        else:
            self.flow(4 * step.number + JUMP, state) if step.body.check else self.jump(step, state)

    def offer(self, step: Step, state: int) -> None:
        """The options of a body are offered, and where none need be open, it goes on."""
        closed = state
        for choice in step.choices:
            taken = self.opened(choice, state)
            if taken:
                self.chosen(step, choice, choice.take(taken))
            if closed:
                closed = shut(choice, closed)
        for drawing in step.draws:
            drawn = available(drawing, state)
            if drawn:
                self.draw(step, drawing, drawn)
        if closed:
            self.flow(4 * step.number + JUMP, closed)

    def opened(self, choice: Choosing, state: int) -> int:
        """What is left of `state` where an option is open."""
        if choice.when:
            state = choice.when.true(state)
        return unused(choice, state)

    def chosen(self, step: Step, choice: Choosing, state: int) -> None:
        """An option is taken."""
        self.flow(4 * choice.leads + ENTER, state)

    def draw(self, step: Step, drawing: Drawing, state: int) -> None:
        """A storylet of a hub is taken."""
        self._left(step.deck_site, state)
        self.taken.add(Link(step.scene, drawing.scene, step.deck_site))
        self.arrive(step.scene, drawing.scene, state)

    def jump(self, step: Step, state: int) -> None:
        """A body has been read to its jump."""
        jump = step.jump
        if jump is None:
            self.then(step, state)
        elif jump.kind == "end":
            self.end(step, state)
        elif jump.kind == "return":
            self.back(step, state)
        elif jump.kind == "goto":
            self.goto(step, jump.scene, state)
        else:
            self.call(step, state)

    def end(self, step: Step, state: int) -> None:
        """A life ends."""

    def then(self, step: Step, state: int) -> None:
        """What follows a body."""
        for when, number in step.then:
            holds = when.true(state) if when else state
            if holds:
                self.flow(4 * number + ENTER, holds)
            state = when.false(state) if when else 0
            if not state:
                return
        self.over(step, state)

    def over(self, step: Step, state: int) -> None:
        """A body has ended without a jump."""
        steps = self.program.steps
        while step.role == Role.THEN:
            step = steps[step.parent]
        if step.role in (Role.SCENE, Role.SKIP):
            self.back(step, state)
        elif step.role == Role.OUTCOME or step.after_choice:
            self.offered(steps[step.parent], state)
        else:
            self.flow(4 * step.parent + JUMP, state)

    # -------------------------------------------------------------- scenes and frames

    def arrive(self, origin: int, scene: int, state: int, site: int = -1) -> None:
        """A scene is entered from another, or to begin with from itself; `site` is that of a call."""
        program = self.program
        source = program.scenes[scene]
        state = program.arrivals[scene][1](state)
        if source.episode:
            state = self._uncovered(origin, state, site)
        base = program.bases[scene]
        self.flow(4 * base + ENTER, state)
        if source.skip >= 0 and source.notes:
            self.flow(4 * (base + source.skip) + ENTER, state)

    def goto(self, step: Step, scene: int, state: int) -> None:
        """A scene is gone to; if it is waiting underneath, calls above it are given up."""
        self.taken.add(Link(step.scene, scene))
        if self.waiting.unwinds(step.scene, scene):
            state = self._uncovered(step.scene, state)
        self.arrive(step.scene, scene, state)

    def call(self, step: Step, state: int) -> None:
        """A scene is called, unless as many as can be are waiting underneath."""
        if self.waiting.overflows(step.scene):
            self.then(step, state)
        if step.jump is None or not self.waiting.fits(step.scene):
            return
        self._left(step.site, state)
        for _, number in step.jump.arguments:
            change = self.program.effects.assignment(number)
            if change:
                state = change[1](state)
        self.taken.add(Link(step.scene, step.jump.scene, step.site))
        self.arrive(step.scene, step.jump.scene, state, step.site)

    def back(self, step: Step, state: int) -> None:
        """What was called, or a storylet, has ended."""
        tops = self.waiting.tops[step.scene]
        for site in self.waiting.numbers(tops):
            if self.frames.end(site, state):
                self.returned(site)
        if tops & NOBODY:
            self.stuck(step, state)

    def stuck(self, step: Step, state: int) -> None:
        """There is nothing to come back to."""

    def returned(self, site: int) -> None:
        """Something comes back to a site."""
        state = self.frames.back(site)
        if state:
            self.flow(self.after(site), state)

    def after(self, site: int) -> int:
        """The point at which a site goes on."""
        scene, body, drawn = self.program.sites[site]
        return 4 * (self.program.bases[scene] + body) + (OFFER if drawn else THEN)

    def _left(self, site: int, state: int) -> None:
        """A site is left."""
        new, covered = self.frames.leave(site, state)
        if new:
            self.returned(site)
        if covered:
            for point in self._askers.get(site, ()):
                self._wake(point)

    def _uncovered(self, scene: int, state: int, site: int = -1) -> int:
        """`state` when calls that wait underneath a scene, and the one at `site`, may be given up."""
        sites = self.frames.covered(scene) | (NOBODY << (site + 1) if site >= 0 else 0)
        for number in self.waiting.numbers(sites):
            self._askers[number].add(self.at)
        return self.frames.uncovered(state, sites)


def unused(choice: Choosing, state: int) -> int:
    """What is left of `state` where an option that comes once was not taken."""
    field = choice.counter
    if field is None or not state:
        return state
    fresh = 1 << field.offset
    return (state & ~field.mask) | fresh if state & fresh else 0


def shut(choice: Choosing, state: int) -> int:
    """What is left of `state` where an option is not open."""
    found = choice.when.false(state) if choice.when else 0
    field = choice.counter
    if field is not None:
        taken = state & field.mask & ~(1 << field.offset)
        if taken:
            found |= (state & ~field.mask) | taken
    return state if choice.once and field is None else found


def available(drawing: Drawing, state: int) -> int:
    """What is left of `state` where a hub could offer a storylet."""
    if drawing.when:
        state = drawing.when.true(state)
    field = drawing.fresh
    if field is not None and state:
        fresh = 1 << field.offset
        return (state & ~field.mask) | fresh if state & fresh else 0
    return state
