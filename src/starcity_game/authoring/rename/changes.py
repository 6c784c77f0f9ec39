"""The changes to the files that give something another name."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Table

from starcity_game.authoring.declared import LOCAL, Declared
from starcity_game.authoring.edits import Edit, Source, Unplaced
from starcity_game.authoring.rename.references import Reference, resolved
from starcity_game.story.nodes import Mapping, Node, Scalar, Sequence


def edits(
    sources: Table[str, Source], found: list[Reference], old: Declared, new: Declared, known: set[str]
) -> Iterator[Edit]:
    """The edits that put the new name wherever the old one was `found`, and leave a scene's old id under `was`.

    `known` are the whole ids of its kind as they will be. Raises Unplaced where that cannot be done.
    """
    for one in found:
        source = sources[one.page.file]
        span = source.span(one.node, one.start, one.end)
        yield Edit(source.path, *span, _written(one, old, new, known))
    if old.kind == "scene":
        yield from _former(sources[old.page.file], old, new, known)


def _written(one: Reference, old: Declared, new: Declared, known: set[str]) -> str:
    """The new name as it has to be written in this place: whole where the old one was, if it can be."""
    if old.kind not in LOCAL or one.whole_only:
        return new.id
    if one.node is old.node or (one.node.line, one.node.column, one.page.file) == _place(old):
        return new.node.value
    prefix = one.page.prefix
    short = new.id.removeprefix(f"{prefix}.") if prefix else new.id
    forms = (new.id, short) if one.written == old.id else (short, new.id)
    for form in forms:
        if resolved(form, prefix, known) == new.id:
            return form
    raise Unplaced(f"in {one.page.file} the name {new.id} means something else")


def _place(declared: Declared) -> tuple[int, int, str]:
    """Where a name is declared."""
    return declared.node.line, declared.node.column, declared.page.file


def _former(source: Source, old: Declared, new: Declared, known: set[str]) -> Iterator[Edit]:
    """The edit that leaves a scene's old id under `was`, so that saved lives find it."""
    scene = old.value
    if not isinstance(scene, Mapping) or not scene.values:
        raise Unplaced(f"the scene {old.id} has no keys among which its old id could stand")
    # The whole id where the short one is the id of another scene, which could not be a former one.
    written = old.id if old.node.value in known else old.node.value
    was = scene.values.get("was")
    if was is None:
        yield _first_entry(source, scene, written)
        return
    items: list[Node] = was.items if isinstance(was, Sequence) else [was]
    for item in items:
        if isinstance(item, Scalar) and new.id in (item.value, old.page.name_of(item.value)):
            yield Edit(source.path, *source.span(item), written)  # it gets a former name back
            return
    yield _added(source, was, items, written)


def _first_entry(source: Source, scene: Mapping, written: str) -> Edit:
    """`was` as the first entry of a scene, or after its title."""
    entries = list(scene.entries.values())
    if scene.flow:
        at = source.offset(scene.line, scene.column) + 1
        return Edit(source.path, at, at, f"was: {written}, ")
    title = entries[0][1]
    first = entries[0][0]
    if first.value == "title" and len(entries) > 1 and isinstance(title, Scalar) and not title.block:
        first = entries[1][0]
    at = source.offset(first.line, first.column)
    return Edit(source.path, at, at, f"was: {written}{source.ending}{' ' * (first.column - 1)}")


def _added(source: Source, was: Node, items: list[Node], written: str) -> Edit:
    """One more former id after those that there are."""
    last = items[-1] if items else None
    if not isinstance(last, Scalar):
        raise Unplaced("the ids under `was` are not a list of names")
    quote = 0 if last.plain else 1
    start, end = source.span(last)
    start, end = start - quote, end + quote
    if isinstance(was, Scalar):
        return Edit(source.path, start, end, f"[{source.text[start:end]}, {written}]")
    if was.flow:
        return Edit(source.path, end, end, f", {written}")
    at = source.line_start(source.line_of(end) + 1)
    return Edit(source.path, at, at, f"{' ' * (was.column - 1)}- {written}{source.ending}")
