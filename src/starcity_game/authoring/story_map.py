"""A story as a map: scenes, decks and endings, and the ways between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec

from starcity_game.authoring.flow import flow_of
from starcity_game.authoring.opened import Opened
from starcity_game.story.model import Alternate, Role, Run, Scene, Show, Text, Vary


class Sort(StrEnum):
    """What a node of the map is."""

    SCENE = "scene"
    HUB = "hub"
    STORYLET = "storylet"
    DECK = "deck"
    ENDING = "ending"


class Way(StrEnum):
    """How one node leads to another."""

    GOTO = "goto"
    CALL = "call"
    DRAW = "draw"
    """From a hub to a deck, or from a deck to its storylet."""
    END = "end"


class Place(msgspec.Struct, frozen=True):
    """One node."""

    key: str
    """Unique: its sort and its id."""
    sort: Sort
    id: str
    title: str
    """As players or authors read it; empty when it has none."""
    episode: tuple[int, str] = (0, "")
    """Number and title of its episode; 0 when it belongs to none."""
    outside: bool = False
    """Whether it is only shown because something that was asked for leads to it or from it."""


class Road(msgspec.Struct, frozen=True, order=True):
    """One way from a node to another."""

    start: str
    end: str
    way: Way
    labels: tuple[str, ...] = ()
    """Labels of the choices that lead there, in order; empty for a way that is taken without one."""


class StoryMap(msgspec.Struct, frozen=True):
    """A map, or a part of one."""

    places: tuple[Place, ...]
    roads: tuple[Road, ...]

    def around(self, key: str, depth: int) -> StoryMap:
        """What is at most `depth` ways from a node, in either direction."""
        near, edge = {key}, {key}
        for _ in range(depth):
            edge = {end for road in self.roads for end in _ends(road, edge)} - near
            near |= edge
        return self._of(near, set())

    def of_episode(self, number: int) -> StoryMap:
        """The scenes of an episode, with what they lead to and what leads to them."""
        inside = {place.key for place in self.places if place.episode[0] == number and place.sort is not Sort.ENDING}
        beside = {end for road in self.roads for end in _ends(road, inside)} - inside
        return self._of(inside, beside)

    def _of(self, inside: set[str], beside: set[str]) -> StoryMap:
        """A part: what is inside, and what is beside it, without the ways among the latter."""
        places = tuple(
            msgspec.structs.replace(place, outside=place.key in beside)
            for place in self.places
            if place.key in inside | beside
        )
        shown = inside | beside
        roads = tuple(r for r in self.roads if {r.start, r.end} <= shown and not {r.start, r.end} <= beside)
        return StoryMap(places, roads)


def _ends(road: Road, among: set[str]) -> Iterable[str]:
    """The other end of a way that has one end among those."""
    if road.start in among:
        yield road.end
    if road.end in among:
        yield road.start


def story_map(story: Opened) -> StoryMap:
    """The whole map, in the order of the story."""
    flow = flow_of(story)
    places = []
    for index, scene in enumerate(story.scenes):
        episode = flow.episode[index]
        at = (episode.number, episode.title) if episode else (0, "")
        sort = Sort.HUB if scene.hub else Sort.STORYLET if scene.storylet else Sort.SCENE
        places.append(Place(_scene(scene.id), sort, scene.id, scene.title, at))
    for deck, storylets in story.head.decks.items():
        inside = {places[index].episode for index in storylets}
        at = inside.pop() if len(inside) == 1 else (0, "")
        places.append(Place(f"deck:{deck}", Sort.DECK, deck, "", at))
    places += [Place(f"ending:{id}", Sort.ENDING, id, ending.title) for id, ending in story.head.endings.items()]
    joined: dict[tuple[str, str, Way], list[str]] = {}
    for start, end, way, label in _roads(story):
        labels = joined.setdefault((start, end, way), [])
        if label and label not in labels:
            labels.append(label)
    return StoryMap(tuple(places), tuple(Road(*road, tuple(labels)) for road, labels in joined.items()))


def _roads(story: Opened) -> Iterator[tuple[str, str, Way, str]]:
    """Every way with the label of the choice that it follows."""
    for scene in story.scenes:
        start = _scene(scene.id)
        for number, body in enumerate(scene.bodies):
            label = _label(scene, number)
            if body.draw:
                yield start, f"deck:{body.draw[0]}", Way.DRAW, ""
            if body.jump is None:
                continue
            if body.jump.scene >= 0:
                way = Way.CALL if body.jump.kind == "call" else Way.GOTO
                yield start, _scene(story.head.scenes[body.jump.scene]), way, label
            for ending in _endings(story, body.jump.ending):
                yield start, f"ending:{ending}", Way.END, label
    for deck, storylets in story.head.decks.items():
        for index in storylets:
            storylet = story.scenes[index].storylet
            yield f"deck:{deck}", _scene(story.scenes[index].id), Way.DRAW, in_words(storylet.label if storylet else ())


def _endings(story: Opened, named: str) -> Iterable[str]:
    """The endings that `end` may mean: with `auto`, all of them."""
    return story.head.endings if named == "auto" else [named] if named else []


def _label(scene: Scene, number: int) -> str:
    """The label of the choice that a body is part of, the innermost; empty outside choices."""
    while number >= 0:
        body = scene.bodies[number]
        if body.role == Role.CHOICE:
            return next((in_words(c.label) for c in scene.bodies[body.parent].choices if c.body == number), "")
        number = body.parent
    return ""


def in_words(text: Text) -> str:
    """A label in a line: what varies in its first wording, what is printed by an expression as an ellipsis."""
    found = []
    for piece in text:
        if isinstance(piece, Run):
            found.append(piece.text)
        elif isinstance(piece, Show):
            found.append("…")
        elif isinstance(piece, Vary):
            found.append(in_words(piece.then or piece.otherwise))
        elif isinstance(piece, Alternate):
            found.append(in_words(piece.options[0]))
    return " ".join("".join(found).split())


def _scene(id: str) -> str:
    """The key of a scene."""
    return f"scene:{id}"
