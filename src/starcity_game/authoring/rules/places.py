"""Where the things that a story declares stand in its files."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from starcity_game.authoring.opened import Opened
from starcity_game.story.folder import MAIN_FILE
from starcity_game.story.nodes import Mapping
from starcity_game.story.trace import Place

WHOLE_STORY: Final[Place] = (MAIN_FILE, 0, 0)
"""The place of what concerns no line in particular."""
_PREFIXED: Final = frozenset({"scenes", "documents", "pieces", "decks"})


@lru_cache(maxsize=8)
def places_of(story: Opened, section: str) -> dict[str, Place]:
    """Whole id to place of everything declared in `section`, in the order of the files."""
    found: dict[str, Place] = {}
    for page in story.trace.pages:
        node = page.root.values.get(section)
        if isinstance(node, Mapping):
            for name, (key, _) in node.entries.items():
                found[page.name_of(name) if section in _PREFIXED else name] = (page.file, key.line, key.column)
    return found


def part_of_scene(story: Opened, scene: int, body: int) -> str:
    """A body as messages name it: `ward`, or `ward/sit`."""
    found = story.scenes[scene]
    path = found.bodies[body].path
    return f"{found.id}/{path}" if path else found.id
