"""Whether two stories are the same but for one name."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from starcity_game.authoring.declared import Declared
from starcity_game.authoring.opened import Opened
from starcity_game.authoring.rename.references import HEADS
from starcity_game.story.filing import unpacked

_THE_NAME = "\0"


def same_but_for_the_name(before: Opened, after: Opened, old: Declared, new: Declared) -> bool:
    """Whether `after` is `before` with the name of `old` changed to that of `new`, and nothing else."""
    return bool(_plain(before, old, new) == _plain(after, old, new))


def _plain(story: Opened, old: Declared, new: Declared) -> Any:
    """The story as plain values, with either name replaced by one and the same sign."""
    ids = "|".join(re.escape(id) for id in sorted({old.id, new.id}, key=len, reverse=True))
    heads = "|".join(HEADS.get(old.kind, ()))
    name = re.compile(f"((?:(?:{heads})[.])?)(?:{ids})(?=$|[/#])")
    labels = {old.id.replace("_", " "), new.id.replace("_", " ")} if old.kind == "variable" else set()
    former = {old.id, new.id, old.node.value, new.node.value} if old.kind == "scene" else set()
    former |= {old.page.name_of(id) for id in former}

    def plain(value: Any) -> Any:
        if isinstance(value, str):
            if value in labels:
                return _THE_NAME
            return name.sub(rf"\g<1>{_THE_NAME}", value) if name.match(value) else value
        if isinstance(value, dict):
            return {plain(key): plain(inner) for key, inner in value.items()}
        if isinstance(value, (list, tuple)):
            return [plain(inner) for inner in value]
        return value

    head = msgspec.structs.replace(
        story.head, hash="", was={id: scene for id, scene in story.head.was.items() if id not in former}
    )
    scenes = [msgspec.structs.replace(scene, line=0) for scene in story.scenes]
    dossier = unpacked(head.dossier)
    return plain(msgspec.to_builtins([msgspec.structs.replace(head, dossier=b""), scenes, dossier]))
