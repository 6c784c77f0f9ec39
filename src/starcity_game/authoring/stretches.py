"""How much is read between two choices, on the longest way that leads from one to the next."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from starcity_game.authoring.flow import Flow, flow_of
from starcity_game.authoring.graphs import components
from starcity_game.authoring.opened import Opened
from starcity_game.authoring.uses import choice_bodies
from starcity_game.authoring.words import Words, words_of
from starcity_game.story.model import Body, Role, Scene


class Stretch(msgspec.Struct, frozen=True):
    """What is read from one choice to the next, at its longest."""

    words: int
    way: tuple[tuple[int, int], ...]
    """The (scene, body) that are read, in order."""


class Stretches:
    """The longest stretch from every body of a story.

    Two nodes stand for a body: entering it, and its having ended without a jump; a third kind stands for a scene's
    having ended, which leads to whatever waits underneath. A body that offers anything ends a stretch; a hub
    that was offered before and can be used up leads on as well.
    """

    def __init__(self, scenes: Sequence[Scene], flow: Flow, words: Words) -> None:
        self._scenes, self._flow = scenes, flow
        self._base = [0]
        for scene in scenes:
            self._base.append(self._base[-1] + len(scene.bodies))
        self._bodies = self._base[-1]
        weights = [words.most(b.text, s.papers) for s in scenes for b in s.bodies]
        edges = [list(e) for e in self._edges()]
        self._best: list[int] = [0] * len(edges)
        self._next: list[int] = [-1] * len(edges)
        for group in components(edges):
            inside = set(group)
            for node in group:
                best, following = 0, -1
                for target in edges[node]:
                    if target not in inside and self._best[target] > best:
                        best, following = self._best[target], target
                weight = weights[node] if node < self._bodies else 0
                self._best[node], self._next[node] = weight + best, following
            if len(group) > 1:  # a way round that no choice interrupts is only apparent: it is left once
                self._share(group, weights)

    def _share(self, group: list[int], weights: list[int]) -> None:
        """Give every node of a circle the best way out that any of them has."""
        out = max(group, key=lambda n: self._best[n] - (weights[n] if n < self._bodies else 0))
        beyond = self._best[out] - (weights[out] if out < self._bodies else 0)
        for node in group:
            weight = weights[node] if node < self._bodies else 0
            self._best[node], self._next[node] = weight + beyond, self._next[out]

    def words(self, scene: int, body: int) -> int:
        """Words of the longest stretch that begins with a body."""
        return self._best[self._base[scene] + body]

    def from_body(self, scene: int, body: int) -> Stretch:
        """The longest stretch that begins with a body."""
        node = self._base[scene] + body
        words, way = self._best[node], []
        while node >= 0:
            if node < self._bodies:
                way.append(node)
            node = self._next[node]
        return Stretch(words, tuple(self._spot(n) for n in way))

    def starts(self) -> Iterator[tuple[int, int]]:
        """Every (scene, body) with which a stretch begins: what choices lead to, storylets, first scenes."""
        for index, scene in enumerate(self._scenes):
            if scene.storylet or scene.episode or not (self._flow.before[index] or self._flow.callers[index]):
                yield index, 0
            yield from ((index, number) for number in choice_bodies(scene))

    # ------------------------------------------------------------------------------ the graph

    def _spot(self, node: int) -> tuple[int, int]:
        """Scene and body of a node that stands for entering a body."""
        scene = bisect_right(self._base, node) - 1
        return scene, node - self._base[scene]

    def _edges(self) -> Iterator[list[int]]:
        """What every node leads to: bodies entered, then bodies ended, then scenes ended."""
        for index, scene in enumerate(self._scenes):
            for number, body in enumerate(scene.bodies):
                yield self._entered(index, number, body)
        for index, scene in enumerate(self._scenes):
            for number, body in enumerate(scene.bodies):
                yield self._ended(index, scene, number, body)
        for index in range(len(self._scenes)):
            yield self._scene_ended(index)

    def _entered(self, index: int, number: int, body: Body) -> list[int]:
        if not body.check:
            return self._offering(index, number, body)
        base = self._base[index]
        outcomes = [base + o for o in (body.success, body.failure) if o >= 0]
        return outcomes if len(outcomes) > 1 else [*outcomes, *self._offering(index, number, body)]

    def _offering(self, index: int, number: int, body: Body) -> list[int]:
        """What follows the offer of a body; nothing when there is one."""
        return [] if body.choices or body.draw else self._leaving(index, number, body)

    def _leaving(self, index: int, number: int, body: Body) -> list[int]:
        """What follows when a body makes its jump, or has none."""
        jump = body.jump
        if jump is None:
            return self._following(index, number, body)
        if jump.kind == "return":
            return [2 * self._bodies + index]
        if jump.scene < 0:
            return []
        return self._arriving(jump.scene)

    def _arriving(self, target: int) -> list[int]:
        """The bodies with which a scene begins."""
        scene, base = self._scenes[target], self._base[target]
        return [base] if scene.skip < 0 else [base, base + scene.skip]

    def _following(self, index: int, number: int, body: Body) -> list[int]:
        """What follows a body that made no jump."""
        base = self._base[index]
        found = [base + then for then in body.then]
        if not body.then or self._scenes[index].bodies[body.then[-1]].when >= 0:
            found.append(self._bodies + base + number)
        return found

    def _ended(self, index: int, scene: Scene, number: int, body: Body) -> list[int]:
        base, parent = self._base[index], body.parent
        if parent < 0 or body.role == Role.SKIP:
            return [2 * self._bodies + index]
        around = scene.bodies[parent]
        if body.role == Role.OUTCOME:
            return self._offering(index, parent, around)
        if body.role == Role.THEN:
            return [self._bodies + base + parent]
        leaving = any(c.leave for c in around.choices if c.body == number)
        if scene.hub and parent == 0 and not leaving:
            return self._offered_again(index)
        return self._leaving(index, parent, around)

    def _offered_again(self, index: int) -> list[int]:
        """What follows a hub that has nothing left to offer; nothing where that cannot be, or hangs on a deck."""
        body = self._scenes[index].bodies[0]
        always = body.draw is not None or any(c.when < 0 and not c.once for c in body.choices)
        return [] if always else self._leaving(index, 0, body)

    def _scene_ended(self, index: int) -> list[int]:
        found = [node for hub in self._flow.hubs[index] for node in self._offered_again(hub)]
        for caller, number in self._flow.callers[index]:
            found += self._following(caller, number, self._scenes[caller].bodies[number])
        return [*found, *(2 * self._bodies + before for before in self._flow.before[index])]


@lru_cache(maxsize=1)
def stretches_of(story: Opened) -> Stretches:
    """The stretches of a story; kept for the rule that asks next."""
    return Stretches(story.scenes, flow_of(story), words_of(story))
