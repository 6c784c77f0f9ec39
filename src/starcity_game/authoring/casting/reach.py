"""What of a volume can be come to under each cast, as far as the cast alone decides it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from starcity_game.authoring.casting.stage import Stage, Unvisited
from starcity_game.authoring.opened import Opened
from starcity_game.story.expressions import Evaluate, compile_expression, counters, reads
from starcity_game.story.model import Body, Scene

Spot = tuple[int, int]
"""Number of a scene, and of a body in it."""


class Reach:
    """The bodies of one volume that the cast does not shut.

    Everything but the cast is taken to be possible, so that what is shut here is shut for certain. Casts that answer
    every condition alike are followed once.
    """

    def __init__(self, story: Opened, stage: Stage, volume: str) -> None:
        self._story, self._stage = story, stage
        self._start = story.head.volumes[volume].start
        self._slots = frozenset(role.slot for role in stage.casting.roles)
        self._asked = [n for n, tree in enumerate(story.head.code) if reads(tree) & self._slots]
        self._open: dict[frozenset[int], frozenset[Spot]] = {}
        self._known: dict[int, frozenset[Spot]] = {}
        self._ways: dict[Spot, list[tuple[Spot, int]]] = {}
        self._tests: dict[int, Evaluate | None] = {}

    def comes_to(self, cast: int, spot: Spot) -> bool:
        """Whether a life with this cast could come to a body."""
        found = self._known.get(cast)
        if found is None:
            shut = frozenset(code for code in self._asked if not self._possible(code, cast))
            if shut not in self._open:
                self._open[shut] = self._followed(shut)
            found = self._known[cast] = self._open[shut]
        return spot in found

    def _possible(self, code: int, cast: int) -> bool:
        """Whether a condition can hold in a cast."""
        return self._certain(self._story.head.code[code], cast) is not False

    def _certain(self, tree: Any, cast: int) -> bool | None:
        """What a condition comes to by the cast alone; None where something else has a say."""
        if tree[0] in ("and", "or"):
            deciding = tree[0] == "or"
            parts = [self._certain(part, cast) for part in tree[1:]]
            return deciding if deciding in parts else None if None in parts else not deciding
        if tree[0] == "not":
            inner = self._certain(tree[1], cast)
            return None if inner is None else not inner
        test = self._test(tree)
        return None if test is None else bool(test(self._stage.values(cast), Unvisited()))

    def _test(self, tree: Any) -> Evaluate | None:
        """A part of a condition that the cast alone decides, compiled once; None of any other part."""
        key = id(tree)  # the story keeps its trees for as long as it is looked at
        if key not in self._tests:
            other = tree[0] in ("set", "put") or counters(tree) or not reads(tree) <= self._slots
            self._tests[key] = None if other else compile_expression(tree)
        return self._tests[key]

    def _followed(self, shut: frozenset[int]) -> frozenset[Spot]:
        """Every body that can be come to while these conditions cannot hold."""
        found = set[Spot]()
        waiting: list[Spot] = [(self._start, 0)]
        while waiting:
            spot = waiting.pop()
            if spot not in found:
                found.add(spot)
                ways = self._ways.get(spot)
                if ways is None:
                    ways = self._ways[spot] = [*self._next(self._story.scenes[spot[0]], *spot)]
                waiting += [way for way, code in ways if code not in shut]
        return frozenset(found)

    def _next(self, scene: Scene, index: int, number: int) -> Iterator[tuple[Spot, int]]:
        """What can follow a body, each with the condition on which it does; -1 of what has none."""
        body: Body = scene.bodies[number]
        inner = [(n, -1) for n in (body.success, body.failure) if n >= 0]
        inner += [(choice.body, choice.when) for choice in body.choices]
        inner += [(n, scene.bodies[n].when) for n in body.then]
        if number == 0 and scene.skip >= 0:
            inner.append((scene.skip, -1))
        yield from (((index, n), code) for n, code in inner)
        if body.jump and body.jump.scene >= 0:
            yield (body.jump.scene, 0), -1
        if body.draw:
            for other in self._story.head.decks.get(body.draw[0], ()):
                storylet = self._story.scenes[other].storylet
                if storylet:
                    yield (other, 0), storylet.when
