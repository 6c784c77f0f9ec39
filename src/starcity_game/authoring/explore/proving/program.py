"""The bodies of a story as steps over states, linked by number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from starcity_game.authoring.explore.proving.circles import components
from starcity_game.authoring.explore.proving.effects import Changes, Effects, counted
from starcity_game.authoring.explore.proving.fields import Field
from starcity_game.authoring.explore.proving.layout import Layout
from starcity_game.authoring.explore.proving.narrowing import Condition, Conditions, union
from starcity_game.authoring.explore.proving.waiting import Link, Waiting
from starcity_game.story.model import Body, Head, Jump, Role, Scene


class Choosing:
    """An option of a step."""

    __slots__ = ("choice", "counter", "leads", "once", "take", "when")

    def __init__(self, when: Condition | None, once: bool, counter: Field | None, leads: int, choice: int) -> None:
        self.when, self.once, self.leads, self.choice = when, once, leads, choice
        """Its condition, whether it comes once, the step that it leads to, its number among the choices."""
        self.counter = counter if once else None
        """Whether it was taken; None where that is not followed."""
        self.take = counted(self.counter)[1]


class Drawing:
    """A storylet that the hub of a step may draw."""

    __slots__ = ("fresh", "scene", "when")

    def __init__(self, when: Condition | None, fresh: Field | None, scene: int) -> None:
        self.when, self.scene = when, scene
        self.fresh = fresh
        """The counter that must be 0 when it is offered; None where it need not be."""


class Step:
    """A body, and what a state passes through in it."""

    __slots__ = (
        "after_choice", "body", "changes", "choices", "deck_site", "draws", "failure", "hub", "index", "jump", "number",
        "parent", "role", "scene", "site", "success", "then", "writes",
    )  # fmt: skip

    choices: tuple[Choosing, ...]
    draws: tuple[Drawing, ...]
    then: tuple[tuple[Condition | None, int], ...]
    """The bodies that may follow, with their conditions."""

    def __init__(self, number: int, scene: int, index: int, body: Body) -> None:
        self.number, self.scene, self.index, self.body = number, scene, index, body
        """Its number in the program, that of its scene, and its own among the bodies of the scene."""
        self.role, self.jump = body.role, body.jump
        self.parent = self.success = self.failure = -1
        """Steps by number; -1 for none."""
        self.site = self.deck_site = -1
        """Numbers of the places that its call, and its storylets, come back to."""
        self.hub = False
        """Whether its choices are offered again after each."""
        self.after_choice = False
        """Whether what ends here ends a choice that is to be followed by the choices around it."""
        self.changes: tuple[Changes, ...] = ()
        self.writes = 0
        """The bits that it may change, those of its options and calls included."""

    @property
    def waits(self) -> bool:
        """Whether it offers anything."""
        return bool(self.choices or self.draws)


class Site(NamedTuple):
    """A place that something can come back to: a call, or a hub that draws."""

    scene: int
    body: int
    drawn: bool


class Program:
    """Every body of a story, and what they rest on."""

    def __init__(self, head: Head, scenes: Sequence[Scene]) -> None:
        self.head, self.scenes = head, scenes
        self.bases: list[int] = []
        """Number of each scene's first step."""
        self.sites = [*_sites(scenes)]
        """Every place that something can come back to."""
        self.layout = Layout(head, scenes)
        self.conditions = Conditions(self.layout)
        self.effects = Effects(self.conditions)
        self.steps: list[Step] = []
        """Every body."""
        for number, scene in enumerate(scenes):
            self._add(number, scene)
        for number, site in enumerate(self.sites):
            step = self.steps[self.bases[site.scene] + site.body]
            if site.drawn:
                step.deck_site = number
            else:
                step.site = number
        self.arrivals = [counted(self.layout.counts.get(k)) for k in range(len(scenes))]
        """The change of a scene's visits."""
        self.leads = [tuple(sorted({*_leads(head, scene)})) for scene in scenes]
        """The scenes that each leads to in any way."""
        self.order, self.knots = components(self.leads)
        """Place of each scene in an order in which most come after those that lead to them; and number of the
        knot that it belongs to: two scenes of one knot lead to each other."""
        self.changed = self._changed() if self.sites else []
        """The bits that may change from entering each scene on."""
        self.recurring = {
            target
            for scene, (source, targets) in enumerate(zip(scenes, self.leads, strict=True))
            for target in targets
            if self.knots[scene] == self.knots[target] and target in _covered(head, source)
        }
        """Scenes that could be waiting underneath more than once."""

    def links(self) -> Iterator[Link]:
        """Every way from one scene to another."""
        for step in self.steps:
            if step.jump is not None and step.jump.scene >= 0:
                yield Link(step.scene, step.jump.scene, step.site if step.jump.kind == "call" else -1)
            for drawing in step.draws:
                yield Link(step.scene, drawing.scene, step.deck_site)

    def waiting(self, starts: Iterable[int], links: Iterable[Link]) -> Waiting:
        """What could be waiting underneath each scene when lives begin in `starts` and go by `links`."""
        found = Waiting(self.scenes, [site.scene for site in self.sites], self.recurring, self.order)
        found.follow(starts, links)
        return found

    def _add(self, number: int, scene: Scene) -> None:
        """The steps of one scene."""
        base = len(self.steps)
        self.bases.append(base)
        made = [Step(base + k, number, k, body) for k, body in enumerate(scene.bodies)]
        self.steps += made
        for step in made:
            body = step.body
            step.parent = base + body.parent if body.parent >= 0 else -1
            step.success = base + body.success if body.success >= 0 else -1
            step.failure = base + body.failure if body.failure >= 0 else -1
            step.then = tuple((self.conditions.condition(scene.bodies[k].when), base + k) for k in body.then)
            step.hub = scene.hub and body.role == Role.SCENE
            changes = self.effects.of(body)
            step.changes = tuple(change for _, change in changes)
            for mask, _ in changes:
                step.writes |= mask
            step.choices = tuple(self._choices(body, base))
            step.draws = tuple(self._draws(scene, body))
            counters = [c.counter for c in step.choices if c.counter]
            arrived = self.layout.counts.get(number)
            step.writes |= union(counters) | (arrived.mask if arrived else 0) | self.arguments(body.jump)
        for step in made:
            for choice in step.choices:
                leave = step.body.choices[choice.choice].leave
                self.steps[choice.leads].after_choice = step.hub and not leave

    def _choices(self, body: Body, base: int) -> Iterator[Choosing]:
        for number, c in enumerate(body.choices):
            when = self.conditions.condition(c.when)
            yield Choosing(when, c.once, self.layout.counts.get(c.counter), base + c.body, number)

    def _draws(self, scene: Scene, body: Body) -> Iterator[Drawing]:
        """What a hub may draw. A storylet that comes once is not offered after it was read, except where a call
        from the hub comes back to what the hub had drawn before."""
        stale = any(b.jump and b.jump.kind == "call" for b in scene.bodies)
        for index in self.head.decks.get(body.draw[0], ()) if body.draw else ():
            storylet = self.scenes[index].storylet
            if storylet is not None:
                fresh = self.layout.counts.get(index) if storylet.once and not stale else None
                yield Drawing(self.conditions.condition(storylet.when), fresh, index)

    def arguments(self, jump: Jump | None) -> int:
        """The bits that a call's arguments cover."""
        slots = [slot for slot, _ in jump.arguments] if jump else []
        return union([self.layout.slots[s] for s in slots if s in self.layout.slots])

    def _changed(self) -> list[int]:
        """The bits that may change between entering a scene and coming back from it."""
        own = [0] * len(self.scenes)
        for step in self.steps:
            own[step.scene] |= step.writes
        together = [0] * (max(self.knots, default=-1) + 1)
        for scene in sorted(range(len(self.scenes)), key=lambda k: self.knots[k]):
            knot = self.knots[scene]
            together[knot] |= own[scene]
            for target in self.leads[scene]:
                together[knot] |= together[self.knots[target]]
        return [together[knot] for knot in self.knots]


def _sites(scenes: Sequence[Scene]) -> Iterator[Site]:
    for number, scene in enumerate(scenes):
        for index, body in enumerate(scene.bodies):
            if body.draw:
                yield Site(number, index, True)
            if body.jump and body.jump.kind == "call":
                yield Site(number, index, False)


def _leads(head: Head, scene: Scene) -> Iterator[int]:
    """The scenes that a scene leads to in any way."""
    for body in scene.bodies:
        if body.jump and body.jump.scene >= 0:
            yield body.jump.scene
        if body.draw:
            yield from head.decks.get(body.draw[0], ())


def _covered(head: Head, scene: Scene) -> set[int]:
    """The scenes that are entered while this one waits underneath."""
    found = {b.jump.scene for b in scene.bodies if b.jump and b.jump.kind == "call"}
    return found | {k for b in scene.bodies if b.draw for k in head.decks.get(b.draw[0], ())}
