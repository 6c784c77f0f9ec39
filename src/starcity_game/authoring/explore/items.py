"""Everything of a story that a reader can meet or fail to meet: scenes, options, branches, wordings and endings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

import msgspec

from starcity_game.story.model import Alternate, Head, Role, Scene, Text, Vary


class Kind(StrEnum):
    """What an item is."""

    SCENE = "scene"
    """Reached when it is entered."""
    OPTION = "option"
    """A choice; reached when it stands open on an offer."""
    BRANCH = "branch"
    """The success or failure of a check, a `then`, a `skip`; reached when it runs."""
    WORDING = "wording"
    """One side of a text that varies; reached when it is shown."""
    ENDING = "ending"
    """Reached when a life ends with it."""


class Item(msgspec.Struct, frozen=True):
    """One thing to be reached."""

    kind: Kind
    id: str
    """Unique with the kind. A scene's or ending's id; for the rest the scene's id, a slash and the body's path; a
    wording adds which text of what holds it, and the way inside (`engineer.e1.ward/sit:text.3.0`)."""
    scene: int = -1
    """Number of the scene it stands in; -1 for an ending and for texts outside scenes."""
    body: int = -1
    """Number of the body in that scene: for an option the body it leads to."""
    steps: tuple[int, ...] = ()
    """For a wording: index of a piece, then which of its sides (0 `then`, 1 `otherwise`; or which alternative),
    then a piece inside that side, and so on, from the text that holds it; of an even length."""


def items(head: Head, scenes: Sequence[Scene]) -> Iterator[Item]:
    """Every item of a story: its scenes in order with what is in them, then shared texts, then endings."""
    for index, scene in enumerate(scenes):
        yield Item(Kind.SCENE, scene.id, index, 0)
        yield from _of_scene(index, scene)
    for name, document in head.documents.items():
        yield from _wordings(document.text, f"{name}:document", -1, -1)
    for name, text in head.pieces.items():
        yield from _wordings(text, f"{name}:piece", -1, -1)
    for id, ending in head.endings.items():
        yield Item(Kind.ENDING, id)
        for number, (when, text) in enumerate(ending.parts):
            holder = f"{id}:part{number}"
            if when >= 0:
                yield Item(Kind.WORDING, holder)
            yield from _wordings(text, holder, -1, -1)


def _of_scene(index: int, scene: Scene) -> Iterator[Item]:
    """Options, branches and wordings of one scene."""
    if scene.storylet:
        yield from _wordings(scene.storylet.label, f"{scene.id}:storylet", index, 0)
    for number, body in enumerate(scene.bodies):
        place = f"{scene.id}/{body.path}" if body.path else scene.id
        if body.role == Role.CHOICE:
            yield Item(Kind.OPTION, place, index, number)
        elif body.role != Role.SCENE:
            yield Item(Kind.BRANCH, f"{place}@{number}", index, number)
        yield from _wordings(body.text, f"{place}@{number}:text", index, number)
        for choice in body.choices:
            inner = scene.bodies[choice.body]
            yield from _wordings(choice.label, f"{scene.id}/{inner.path}:label", index, choice.body)
            if choice.locked:
                yield Item(Kind.WORDING, f"{scene.id}/{inner.path}:locked", index, choice.body)
                yield from _wordings(choice.locked, f"{scene.id}/{inner.path}:locked", index, choice.body)
    for number, paper in enumerate(scene.papers):
        yield from _wordings(paper.text, f"{scene.id}:paper{number}", index, 0)


def _wordings(text: Text, holder: str, scene: int, body: int, steps: tuple[int, ...] = ()) -> Iterator[Item]:
    """The sides of everything in `text` that varies; a side without text is none."""
    for at, piece in enumerate(text):
        sides: tuple[Text, ...] = ()
        if isinstance(piece, Vary):
            sides = (piece.then, piece.otherwise)
        elif isinstance(piece, Alternate):
            sides = piece.options
        for number, side in enumerate(sides):
            if side:
                way = (*steps, at, number)
                yield Item(Kind.WORDING, f"{holder}.{'.'.join(map(str, way))}", scene, body, way)
                yield from _wordings(side, holder, scene, body, way)
