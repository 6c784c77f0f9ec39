"""Every text and every name of a story file, each with the kind that its place gives it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from starcity_game.authoring.shapes import SHAPES, WHOLE_FILE, kind_of, table
from starcity_game.story.nodes import Mapping, Node, Scalar, Sequence

_ALONE: Final = {
    "assignments": "assignment", "facts": "fact", "people": "person", "notes": "note", "words": "word",
    "formers": "former", "planned fact": "fact", "planned scene": "scene", "clue names": "clue",
    "cast conditions": "condition", "observer names": "observer", "manners": "manner",
    "act names": "act", "place list": "place", "scenes named": "scene", "how lines": "line",
    "variable names": "variable", "ending names": "ending",
    "paper": "document", "call": "scene", "piece of text": "text", "part": "text",
    "place entry": "line", "fact entry": "line", "act entry": "line", "deck entry": "line",
}  # fmt: skip
"""What a text is that stands where more could stand: one alone instead of a list, a name instead of its mapping."""


class Spot(msgspec.Struct, frozen=True):
    """A text in a file."""

    kind: str
    """What stands here, such as `scene`, `assignment`, `label` or `text`; see `shapes.SHAPES`."""
    node: Scalar
    """The text and its place."""
    key: bool = False
    """Whether it is the key of a mapping with free keys."""
    declares: bool = False
    """Whether it is the key of a section, which declares it."""
    kept: bool = False
    """Whether line breaks in this text are kept as they are."""
    value: Node | None = None
    """For a key, what stands under it."""


def spots(root: Mapping) -> Iterator[Spot]:
    """All texts of a file, in the order of the file as far as its keys are known; what is unknown is passed over."""
    known = {key: (name, declared) for name in WHOLE_FILE for key, declared in table(name).items()}
    for key, value in root.values.items():
        if key in known:
            name, declared = known[key]
            yield from _of(value, kind_of(name, key, declared), False)


def _of(node: Node, kind: str, kept: bool) -> Iterator[Spot]:
    """The texts in a value of this kind."""
    shape = SHAPES[kind]
    if isinstance(node, Scalar):
        yield Spot(_ALONE.get(kind, kind), node, kept=kept)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _of(item, shape.items or kind, kept)
    elif shape.table:
        yield from _of_table(node, shape.table, kept)
    elif shape.entries:
        for key, value in node.entries.values():
            if shape.names:
                yield Spot(shape.names, key, True, shape.declares, value=value)
            yield from _of(value, shape.entries, kept)


def _of_table(node: Mapping, name: str, kept: bool) -> Iterator[Spot]:
    """The texts in a mapping with the keys of a table."""
    declared = table(name)
    lines = node.values.get("lines")
    if name == "a document":
        kept = isinstance(lines, Scalar) and lines.value == "kept"
    for key, value in node.values.items():
        if key in declared:
            yield from _of(value, kind_of(name, key, declared[key]), kept)
