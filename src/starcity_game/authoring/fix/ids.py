"""Ids of choices, written down before a release so that saves and translations survive a new wording."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from starcity_game.authoring.edits import Edit, Source, Unplaced
from starcity_game.authoring.opened import Opened
from starcity_game.story.nodes import Mapping, Scalar


class Unnamed(NamedTuple):
    """A choice whose id is made from its label."""

    file: str
    """File it stands in."""
    node: Mapping
    """What was written."""
    label: Scalar
    """Its label."""
    id: str
    """The id it has."""


def unnamed(story: Opened) -> Iterator[Unnamed]:
    """Every choice without an `id`, in the order of the scenes."""
    for index, scene in enumerate(story.scenes):
        file = story.trace.page(index).file
        for body in scene.bodies:
            for choice in body.choices:
                node = story.trace.node(index, choice.body)
                label = node.values.get("label") if isinstance(node, Mapping) else None
                if isinstance(node, Mapping) and isinstance(label, Scalar) and "id" not in node.values:
                    yield Unnamed(file, node, label, choice.id)


def written_down(choice: Unnamed, source: Source) -> Edit:
    """The id put under the label of the choice; before it, where the label is written over several lines or the
    choice in braces."""
    key = choice.node.entries["label"][0]
    at, indent = source.offset(key.line, key.column), " " * (key.column - 1)
    if choice.node.flow:
        return Edit(source.path, at, at, f"id: {choice.id}, ")
    if not _on_one_line(choice.label, key.line, source):
        return Edit(source.path, at, at, f"id: {choice.id}{source.ending}{indent}")
    below = source.line_start(key.line + 1)
    if source.text[below - 1 : below] == "\n":
        return Edit(source.path, below, below, f"{indent}id: {choice.id}{source.ending}")
    return Edit(source.path, below, below, f"{source.ending}{indent}id: {choice.id}")


def _on_one_line(label: Scalar, line: int, source: Source) -> bool:
    """Whether the whole label stands on the line of its key."""
    if label.block or label.line != line or not label.value:
        return False
    try:
        end = source.span(label)[1]
    except Unplaced:
        return False
    return source.line_of(end) == line and (label.plain or source.text[end : end + 1] == label.style)
