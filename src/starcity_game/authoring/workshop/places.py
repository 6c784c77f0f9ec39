"""Where things stand in a story's files, and what stands at a place."""

from __future__ import annotations

from collections.abc import Sequence

from starcity_game.authoring.opened import Opened
from starcity_game.story.nodes import Mapping
from starcity_game.story.trace import Place

_SECTIONS = {"knows": "facts"}


def of_scenes(opened: Opened) -> tuple[Place, ...]:
    """Where the id of each scene stands, by the scene's number."""
    found = [(scene.file, scene.line, 1) for scene in opened.scenes]
    for page in opened.trace.pages:
        declared = page.root.values.get("scenes")
        for id, (key, _) in declared.entries.items() if isinstance(declared, Mapping) else ():
            index = opened.story.index(page.name_of(id))
            if index is not None:
                found[index] = (page.file, key.line, key.column)
    return tuple(found)


def of_body(opened: Opened, scene: int, body: int) -> Place:
    """Where a body of a scene begins."""
    return opened.trace.place(scene, body)


def of_setting(opened: Opened, name: str) -> Place | None:
    """Where a variable or a fact is declared; None for what no file declares by itself,
    and for visits, which are a scene's."""
    kind, dot, rest = name.partition(".")
    section, id = (_SECTIONS.get(kind, ""), rest) if dot else ("variables", name)
    for page in opened.trace.pages:
        declared = page.root.values.get(section)
        found = declared.entries.get(id) if isinstance(declared, Mapping) else None
        if found:
            return (page.file, found[0].line, found[0].column)
    return None


def scene_at(scenes: Sequence[Place], file: str, line: int) -> int | None:
    """The number of the scene that line `line` of a file belongs to; None when it belongs to none."""
    before = [(at, index) for index, (name, at, _) in enumerate(scenes) if name == file and at <= line]
    return max(before)[1] if before else None
