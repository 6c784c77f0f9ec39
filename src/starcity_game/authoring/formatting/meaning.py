"""What a story says, whatever the layout of its files: to be compared before and after they are formatted."""

from __future__ import annotations

from typing import Any

import msgspec

from starcity_game.authoring.opened import Opened

_CODES = ("when", "code", "sets")
"""Fields that hold numbers of expressions."""


def meaning(story: Opened) -> Any:
    """Everything of a story but the lines its scenes stand on and the numbers its expressions happen to have."""
    code = story.head.code

    def said(value: Any) -> Any:
        if isinstance(value, msgspec.Struct):
            fields = value.__struct_fields__
            return (type(value).__name__, *(field(name, getattr(value, name)) for name in fields))
        if isinstance(value, (list, tuple)):
            return tuple(said(inner) for inner in value)
        if isinstance(value, dict):
            return {key: said(inner) for key, inner in value.items()}
        return value

    def field(name: str, value: Any) -> Any:
        if name in _CODES:
            return tuple(map(tree, value)) if isinstance(value, tuple) else tree(value)
        if name == "arguments":
            return tuple((slot, tree(number)) for slot, number in value)
        if name == "parts":
            return tuple((tree(number), said(text)) for number, text in value)
        return said(value)

    def tree(number: int) -> Any:
        return code[number] if number >= 0 else None

    head = msgspec.structs.replace(story.head, hash="", code=())
    return said(head), tuple(said(msgspec.structs.replace(scene, line=0)) for scene in story.scenes)
