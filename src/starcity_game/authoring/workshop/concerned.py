"""What a scene has to do with: the variables, facts and visits that anything in it asks for or changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from starcity_game.engine.state import NOW, PLACE
from starcity_game.story.expressions import counters, reads, writes
from starcity_game.story.model import Alternate, Head, Include, Insert, Scene, Show, Text, Vary


def concerned(head: Head, scene: Scene) -> frozenset[str]:
    """Names of the settings that `scene` reads or changes, as `setting.settings` gives them."""
    named = {v.slot: v.id for v in head.variables.values()} | {f.slot: f"knows.{f.id}" for f in head.facts.values()}
    named |= {NOW: "now", PLACE: "place"}
    found: set[str] = set()
    for number in _code(head, scene):
        tree = head.code[number]
        found.update(named[slot] for slot in reads(tree) | writes(tree) if slot in named)
        found.update(f"visits.{head.scenes[c]}" for c in counters(tree) if c < len(head.scenes))
    for body in scene.bodies:
        found.update(f"knows.{fact}" for fact in body.learn)
        found.update(named[check.slot] for check in (body.check,) if check and check.slot in named)
        found.update({"now"} if body.advance or body.date is not None else ())
        found.update({"place"} if body.place else ())
        found.update(named[slot] for slot, _ in body.jump.arguments if slot in named) if body.jump else None
    return frozenset(found)


def _code(head: Head, scene: Scene) -> Iterator[int]:
    """The number of every expression and assignment in a scene."""
    whens = [scene.storylet.when] if scene.storylet else []
    for body in scene.bodies:
        yield from body.sets
        whens.append(body.when)
        whens += [choice.when for choice in body.choices]
        yield from (code for _, code in body.jump.arguments) if body.jump else ()
    yield from (number for number in whens if number >= 0)
    yield from _in_texts(head, _texts(scene), frozenset())


def _texts(scene: Scene) -> Iterator[Text]:
    """Every text of a scene."""
    if scene.storylet:
        yield scene.storylet.label
    for body in scene.bodies:
        yield body.text
        for choice in body.choices:
            yield choice.label
            yield choice.locked
    for paper in scene.papers:
        yield paper.text


def _in_texts(head: Head, texts: Iterable[Text], seen: frozenset[str]) -> Iterator[int]:
    """The expressions inside texts, and inside the pieces and documents that they name."""
    for text in texts:
        for piece in text:
            match piece:
                case Show():
                    yield piece.code
                case Vary():
                    yield piece.code
                    yield from _in_texts(head, (piece.then, piece.otherwise), seen)
                case Alternate():
                    yield from _in_texts(head, piece.options, seen)
                case Include() if piece.piece not in seen:
                    yield from _in_texts(head, (head.pieces.get(piece.piece, ()),), seen | {piece.piece})
                case Insert() if piece.document in head.documents and piece.document not in seen:
                    yield from _in_texts(head, (head.documents[piece.document].text,), seen | {piece.document})
