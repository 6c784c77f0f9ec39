"""Which scene can follow which, what episode each belongs to, and what is read after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from starcity_game.authoring.graphs import components, reachable
from starcity_game.authoring.opened import Opened
from starcity_game.authoring.uses import Uses, uses_of
from starcity_game.story.model import Head, Scene


class Episode(msgspec.Struct, frozen=True):
    """An episode, known by its first scene: two volumes may both have a first one."""

    first: int
    """Number of its first scene."""
    number: int
    """Its number in the volume; 0 for what belongs to none."""
    title: str


class Flow:
    """The scenes of a story as a graph."""

    def __init__(self, head: Head, scenes: Sequence[Scene]) -> None:
        self._head, self._scenes = head, scenes
        self.callers: list[list[tuple[int, int]]] = [[] for _ in scenes]
        """For every scene the (scene, body) that call it."""
        self.before: list[list[int]] = [[] for _ in scenes]
        """For every scene those that go to it."""
        hubs: defaultdict[str, list[int]] = defaultdict(list)
        for index, scene in enumerate(scenes):
            for number, body in enumerate(scene.bodies):
                if body.draw:
                    hubs[body.draw[0]].append(index)
                if body.jump and body.jump.scene >= 0:
                    if body.jump.kind == "call":
                        self.callers[body.jump.scene].append((index, number))
                    else:
                        self.before[body.jump.scene].append(index)
        self.hubs: list[list[int]] = [hubs.get(s.storylet.deck, []) if s.storylet else [] for s in scenes]
        """For every scene the hubs that draw it."""
        self.edges = self._edges()
        """For every scene those that can follow it, hubs and callers that it comes back to included."""
        self.episode = self._episodes()
        """For every scene the episode it belongs to; None where no episode leads to it."""

    def _edges(self) -> list[list[int]]:
        found: list[set[int]] = [set() for _ in self._scenes]
        back = self._back()
        for target in range(len(self._scenes)):
            for source in (*self.before[target], *(s for s, _ in self.callers[target]), *self.hubs[target]):
                found[source].add(target)
            found[target] |= back[target]
        return [sorted(targets) for targets in found]

    def _back(self) -> list[set[int]]:
        """For every scene the callers and hubs that its end may lead back to, also by way of scenes before it."""
        found: list[set[int]] = [
            {s for s, _ in calls} | set(h) for calls, h in zip(self.callers, self.hubs, strict=True)
        ]
        follows: list[list[int]] = [[] for _ in self._scenes]
        for target, sources in enumerate(self.before):
            for source in sources:
                follows[source].append(target)
        waiting = [i for i, targets in enumerate(found) if targets]
        while waiting:
            at = waiting.pop()
            for target in follows[at]:
                if not found[at] <= found[target]:
                    found[target] |= found[at]
                    waiting.append(target)
        return found

    def _episodes(self) -> list[Episode | None]:
        """Each scene belongs to the first episode, in the order of their numbers, that leads to it."""
        found: list[Episode | None] = [None] * len(self._scenes)
        firsts = {i: Episode(i, *s.episode) for i, s in enumerate(self._scenes) if s.episode}
        for volume in self._head.volumes.values():
            if volume.start >= 0 and volume.start not in firsts:
                firsts[volume.start] = Episode(volume.start, 0, volume.title)
        for episode in sorted(firsts.values(), key=lambda e: (e.number, e.first)):
            waiting = [episode.first]
            while waiting:
                at = waiting.pop()
                if found[at] is None and (at == episode.first or at not in firsts):
                    found[at] = episode
                    waiting += self.edges[at]
        return found

    @property
    def episodes(self) -> list[Episode]:
        """Every numbered episode, in order."""
        known = {e.first: e for e in self.episode if e and e.number}
        return sorted(known.values(), key=lambda e: (e.number, e.first))

    def whole(self, enough: int) -> bool:
        """Whether the story has as many episodes as its volumes say that they are to have; where none says anything,
        at least `enough`."""
        planned = [volume for volume in self._head.volumes.values() if volume.episodes]
        if not planned:
            return len(self.episodes) >= enough
        return all(
            len({e.number for e in (self.episode[i] for i in self.of_volume(volume.start)) if e and e.number})
            >= volume.episodes
            for volume in planned
        )

    def of_volume(self, start: int) -> set[int]:
        """The scenes that can follow the first scene of a volume."""
        return reachable(self.edges, [start] if start >= 0 else [])

    def later(self, own: Sequence[int]) -> list[int]:
        """For every scene the union of `own`, which are sets of bits, over all scenes that can follow it."""
        found = [0] * len(own)
        for group in components(self.edges):
            after = 0
            for at in group:
                for target in self.edges[at]:
                    after |= own[target] | found[target]
            for at in group:
                found[at] = after
        return found


class Later:
    """What is read after each scene, as sets of bits: a slot's bit is its number, a visit's comes after all slots."""

    def __init__(self, head: Head, scenes: Sequence[Scene], flow: Flow, uses: Uses) -> None:
        slots = len(head.start)
        own = [0] * len(scenes)
        for slot, spots in uses.readers.items():
            for scene, _ in spots:
                own[scene] |= 1 << slot
        for counter, asking in uses.visits.items():
            for scene in asking:
                own[scene] |= 1 << (slots + counter)
        ends = sum(1 << slot for slot in uses.endings)
        closing = [ends if any(b.jump and b.jump.kind == "end" for b in s.bodies) else 0 for s in scenes]
        reached = flow.later([a | b for a, b in zip(own, closing, strict=True)])
        self.after = [a | b for a, b in zip(reached, closing, strict=True)]
        """For every scene what is read in those that can follow it, and in an ending it leads to."""
        self.slots = slots
        by_number: defaultdict[int, int] = defaultdict(int)
        for index, bits in enumerate(own):
            episode = flow.episode[index]
            by_number[episode.number if episode else 0] |= bits | closing[index]
        self.by_number = dict(by_number)
        """Episode's number to what is read in it."""


@lru_cache(maxsize=1)
def flow_of(story: Opened) -> Flow:
    """The flow of a story; kept for the rule that asks next."""
    return Flow(story.head, story.scenes)


@lru_cache(maxsize=1)
def later_of(story: Opened) -> Later:
    """What is read later in a story; kept for the rule that asks next."""
    return Later(story.head, story.scenes, flow_of(story), uses_of(story))
