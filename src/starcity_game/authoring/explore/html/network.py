"""The map of a story with what the players' lives and the search say of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import Final

import msgspec
import networkx as nx

from starcity_game.authoring.explore.items import Kind
from starcity_game.authoring.explore.report import Report, Verdict
from starcity_game.authoring.opened import Opened
from starcity_game.authoring.story_map import Place, Road, Sort, story_map

_WORST: Final = {Verdict.UNPROVED: "not proved", Verdict.UNREACHABLE: "unreachable"}


class Strand(msgspec.Struct, frozen=True):
    """What leads from one node to another, all ways together."""

    start: str
    end: str
    times: int
    """How often lives went there."""
    hidden: bool = False
    """Whether it stands for ways through nodes that are not shown."""


class Network:
    """Nodes by the keys of `StoryMap`: `scene:ward`, `deck:week`, `ending:home`."""

    def __init__(self, story: Opened, report: Report) -> None:
        self.map = story_map(story)
        self.places: dict[str, Place] = {place.key: place for place in self.map.places}
        """Every node, in the order of the story."""
        self.episodes: list[tuple[int, str]] = sorted({place.episode for place in self.map.places})
        """Number and title of every episode."""
        self.roads: dict[tuple[str, str], tuple[Road, ...]] = _joined(self.map.roads)
        """Every way, by its ends."""
        self.played = report.figures is not None
        """Whether there are lives, without which nothing is said of visits."""
        self.traffic: defaultdict[tuple[str, str], int] = defaultdict(int)
        """How often lives went from a node to another."""
        self.visits: defaultdict[str, int] = defaultdict(int)
        """How often lives came to a node."""
        self.begins: frozenset[str] = frozenset(f"scene:{s.id}" for s in story.scenes if s.episode) | {
            f"scene:{story.head.scenes[v.start]}" for v in story.head.volumes.values() if v.start >= 0
        }
        """First scenes of episodes and volumes."""
        self._decks = {s.id: s.storylet.deck for s in story.scenes if s.storylet}
        self._walk(report)
        self.marks = dict(_marks(report))
        """What is the matter with a scene: `alarm`, `not proved` or `unreachable`."""

    @cached_property
    def graph(self) -> nx.DiGraph[str]:
        """The nodes and ways as a graph."""
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(self.places)
        graph.add_edges_from(ends for ends in self.roads if ends[0] != ends[1])
        return graph

    def strands(self, shown: Collection[str]) -> list[Strand]:
        """The ways among the nodes `shown`."""
        return [
            Strand(start, end, self.traffic[start, end])
            for start, end in self.roads
            if start in shown and end in shown and start != end
        ]

    def busiest(self, keys: Iterable[str]) -> list[str]:
        """Nodes, the most visited first, else in the order of the story."""
        order = {key: number for number, key in enumerate(self.places)}
        return sorted(keys, key=lambda key: (-self.visits[key], order[key]))

    def hubs(self, keys: Iterable[str]) -> list[str]:
        """Those that are hubs or draw from a deck."""
        return [
            key for key in keys
            if self.places[key].sort is Sort.HUB or any(end.startswith("deck:") for end in self.graph.successors(key))
        ]  # fmt: skip

    def _walk(self, report: Report) -> None:
        """Lay the lives' ways on the map; between a hub and its storylets stands the deck."""
        for walk in report.figures.walks if report.figures else ():
            start, end = f"scene:{walk.start}", _key(walk.end)
            steps = [(start, end)]
            if steps[0] not in self.roads and walk.end in self._decks:
                deck = f"deck:{self._decks[walk.end]}"
                steps = [(start, deck), (deck, end)]
            for step in steps:
                self.visits[step[1]] += walk.times
                if step in self.roads:
                    self.traffic[step] += walk.times


def _key(end: str) -> str:
    return f"ending:{end[1:]}" if end.startswith("!") else f"scene:{end}"


def _joined(roads: Iterable[Road]) -> dict[tuple[str, str], tuple[Road, ...]]:
    found: defaultdict[tuple[str, str], list[Road]] = defaultdict(list)
    for road in roads:
        found[road.start, road.end].append(road)
    return {ends: tuple(group) for ends, group in found.items()}


def _marks(report: Report) -> Iterator[tuple[str, str]]:
    """(node, what is the matter), the worst last."""
    for verdict in (Verdict.UNPROVED, Verdict.UNREACHABLE):
        for item in report.items:
            if item.kind in (Kind.SCENE, Kind.ENDING) and item.verdict is verdict:
                yield f"{item.kind}:{item.id}", _WORST[verdict]
    for shown in report.alarms:
        if shown.scene and shown.fault.severity == "error":
            yield f"scene:{shown.scene}", "alarm"
