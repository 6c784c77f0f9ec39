"""Goes through every point of a finished analysis once more and writes down what could happen there."""

from __future__ import annotations

from collections import defaultdict

from starcity_game.authoring.explore.proving.circles import circling, longest
from starcity_game.authoring.explore.proving.fixpoint import ENTER, Machine, available
from starcity_game.authoring.explore.proving.program import Choosing, Drawing, Step
from starcity_game.authoring.explore.proving.sightings import Sightings, Stand
from starcity_game.authoring.explore.proving.values import FALSE
from starcity_game.authoring.explore.proving.waiting import NOBODY
from starcity_game.authoring.explore.proving.wordings import OFTEN, Wordings
from starcity_game.engine.play import LONGEST
from starcity_game.story.model import Ending, Role

_AUTOMATIC, _CHOSEN, _BACK = range(3)


class Observer(Machine):
    """One pass over the states that another machine found; flows make edges instead of growing states."""

    def __init__(self, machine: Machine, sightings: Sightings) -> None:
        self.program, self.waiting = machine.program, machine.waiting
        self.frames, self.states = machine.frames, machine.states
        self.sightings = sightings
        self.taken = set()
        self._askers = defaultdict(set)
        self.at, self._kind = -1, _AUTOMATIC
        self._edges: tuple[dict[int, set[int]], ...] = (defaultdict(set), defaultdict(set), defaultdict(set))
        self._calls: set[int] = set()
        self._texts: list[tuple[Step, int]] = []
        self._offers: list[tuple[Step, int]] = []
        self._ended: list[tuple[Ending, int]] = []

    def observe(self) -> None:
        """Write everything down."""
        for point, state in enumerate(self.states):
            if state:
                self.follow(point)
        self._circles()
        self._read()

    # ---------------------------------------------------------------------- the edges

    def flow(self, point: int, state: int) -> None:
        """Something reaches a point."""
        self._edges[self._kind][self.at].add(point)

    def chosen(self, step: Step, choice: Choosing, state: int) -> None:
        """An option is taken."""
        self.sightings.opened.add(choice.leads)
        self._kind = _CHOSEN
        super().chosen(step, choice, state)
        self._kind = _AUTOMATIC

    def draw(self, step: Step, drawing: Drawing, state: int) -> None:
        """A storylet of a hub is taken."""
        self._kind = _CHOSEN
        super().draw(step, drawing, state)
        self._kind = _AUTOMATIC

    def call(self, step: Step, state: int) -> None:
        """A scene is called; that it comes back counts as one way from here on."""
        self._calls.add(self.at)
        super().call(step, state)
        if self.frames.back(step.site):
            self.flow(self.after(step.site), state)

    def back(self, step: Step, state: int) -> None:
        """What was called, or a storylet, has ended."""
        tops = self.waiting.tops[step.scene]
        for site in self.waiting.numbers(tops):
            self._edges[_BACK][self.at].add(self.after(site))
        if tops & NOBODY:
            self.sightings.stuck.add(step.number)

    # ---------------------------------------------------------------- what could happen

    def enter(self, step: Step, state: int) -> None:
        """A body begins."""
        self.sightings.entered.add(step.number)
        for fact in step.body.assumes:
            known = self.program.layout.slots[self.program.head.facts[fact].slot]
            if known.could(state) & FALSE:
                self.sightings.unlearned.add((step.number, fact))
        super().enter(step, state)

    def told(self, step: Step, state: int) -> None:
        """The text of a body is read."""
        if step.body.text:
            self._texts.append((step, state))

    def offer(self, step: Step, state: int) -> None:
        """The options of a body are offered."""
        self.sightings.asked.add(step.number)
        self._offers.append((step, state))
        scene = self.program.scenes[step.scene]
        for choice in step.choices:
            if choice.when:
                inner = self.program.steps[choice.leads]
                key = ("option", f"{scene.id}/{inner.body.path}")
                stand = Stand(step.scene, inner.index)
                self.sightings.decide(key, stand, choice.when, choice.when.true(state), choice.when.false(state))
        for drawing in step.draws:
            if drawing.when:
                key = ("storylet", self.program.scenes[drawing.scene].id)
                holds, fails = drawing.when.true(state), drawing.when.false(state)
                self.sightings.decide(key, Stand(drawing.scene, 0), drawing.when, holds, fails)
        super().offer(step, state)

    def then(self, step: Step, state: int) -> None:
        """What follows a body."""
        before = self.sightings.followed
        before[step.number] = before.get(step.number, 0) | state
        rest = state
        for when, number in step.then:
            if not rest or when is None:
                break
            inner = self.program.steps[number]
            key = ("then", f"{self.program.scenes[step.scene].id}/{inner.body.path}@{inner.index}")
            # That the last of a list always holds, after those before it, is how lists are written.
            self.sightings.decide(key, Stand(step.scene, inner.index), when, when.true(rest), when.false(state))
            rest = when.false(rest)
        super().then(step, state)

    def end(self, step: Step, state: int) -> None:
        """A life ends."""
        name = step.jump.ending if step.jump else ""
        endings = self.program.head.endings
        if name != "auto":
            self._ended.append((endings[name], state))
            return
        rest = state
        for ending in sorted(endings.values(), key=lambda e: -e.priority):
            when = self.program.conditions.condition(ending.when)
            holds = when.true(rest) if when else rest
            if holds:
                self._ended.append((ending, holds))
            if when is None:
                return
            self.sightings.decide(("ending", ending.id), Stand(-1, -1), when, holds, when.false(state))
            rest = when.false(rest)
            if not rest:
                return

    # ------------------------------------------------------------------- when all is seen

    def _circles(self) -> None:
        """Points that could lead to themselves without a choice: every way without end through what a turn enters
        anew comes to one. What comes back to scenes that were waiting before can do so a few times only."""
        automatic = self._edges[_AUTOMATIC]
        circles = circling(automatic)
        if not circles:
            deepest = max(depths.bit_length() for depths in self.waiting.depths)
            if longest(automatic, self._calls) * deepest >= LONGEST:
                circles = [[min(automatic)]]
        self.sightings.circling.update(circle[0] >> 2 for circle in circles)

    def _read(self) -> None:
        """Read every text in the state in which it could be read."""
        program, sightings = self.program, self.sightings
        wordings = Wordings(program, sightings)
        again = self._repeated()
        for step, _ in self._texts:
            papers = program.scenes[step.scene].papers
            wordings.count(step.body.text, papers, OFTEN if step.number in again else 1)
        for ending, _ in self._ended:
            sightings.endings.add(ending.id)
            for _, text in ending.parts:
                wordings.count(text, (), 1)
        for step, state in self._texts:
            scene = program.scenes[step.scene]
            place = f"{scene.id}/{step.body.path}" if step.body.path else scene.id
            holder = f"{place}@{step.index}:text"
            wordings.read(step.body.text, holder, state, Stand(step.scene, step.index), scene.papers, scene.id)
        for step, state in self._offers:
            self._labels(wordings, step, state)
        for ending, state in self._ended:
            self._parts(wordings, ending, state)

    def _labels(self, wordings: Wordings, step: Step, state: int) -> None:
        """The labels of options, and why some are locked."""
        program = self.program
        scene = program.scenes[step.scene]
        for choice in step.choices:
            source = step.body.choices[choice.choice]
            inner = program.steps[choice.leads]
            holder = f"{scene.id}/{inner.body.path}"
            stand = Stand(step.scene, inner.index)
            locked = choice.when.false(state) if choice.when and source.locked else 0
            shown = self.opened(choice, state) | locked
            if shown:
                wordings.read(source.label, f"{holder}:label", shown, stand)
            if locked:
                self.sightings.wordings.add(f"{holder}:locked")
                wordings.read(source.locked, f"{holder}:locked", locked, stand)
        for drawing in step.draws:
            drawn = available(drawing, state)
            storylet = program.scenes[drawing.scene].storylet
            if drawn and storylet:
                id = program.scenes[drawing.scene].id
                wordings.read(storylet.label, f"{id}:storylet", drawn, Stand(drawing.scene, 0))

    def _parts(self, wordings: Wordings, ending: Ending, state: int) -> None:
        """The parts of an ending."""
        for number, (code, text) in enumerate(ending.parts):
            holder, holds = f"{ending.id}:part{number}", state
            when = self.program.conditions.condition(code)
            if when:
                holds = when.true(state)
                self.sightings.decide(("part", holder), Stand(-1, -1), when, holds, when.false(state))
                if holds:
                    self.sightings.wordings.add(holder)
            if holds:
                wordings.read(text, holder, holds, Stand(-1, -1))

    def _repeated(self) -> set[int]:
        """Steps that could run more than once in one life."""
        every: dict[int, set[int]] = defaultdict(set)
        for edges in self._edges:
            for point, targets in edges.items():
                every[point] |= targets
        found = {point >> 2 for circle in circling(every) for point in circle if point % 4 == ENTER}
        return {number for number in found if not self._once(self.program.steps[number])}

    def _once(self, step: Step) -> bool:
        """Whether it stands inside an option that can be taken once at most."""
        steps = self.program.steps
        while step.parent >= 0:
            around = steps[step.parent]
            if step.role == Role.CHOICE and any(c.once for c in around.choices if c.leads == step.number):
                return True
            step = around
        return False
