"""What a story says, whatever the layout of its files: to be compared before and after they are formatted."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from starcity_game.authoring.opened import Opened

_STORY: Final = ("when", "code", "sets", "means", "informer", "source")
_MACHINE: Final = ("present", "may", "effects", "waiver", "word", "copes", "go", "begin", "fly")
_CODES: Final = frozenset((*_STORY, *_MACHINE))
"""Fields that hold numbers of expressions, alone or in tuples."""

Trees = tuple[Any, ...]


def meaning(story: Opened) -> Any:
    """Everything of a story but the lines its scenes stand on and the numbers its expressions happen to have."""
    head, trace = msgspec.structs.replace(story.head, hash="", dossier=b""), story.trace
    scenes = tuple(msgspec.structs.replace(scene, line=0) for scene in story.scenes)
    apart = (story.story.dossier, trace.clues, trace.programme)
    return _said(head, ()), _said(scenes, head.code), _said(apart, head.code)


def _said(value: Any, code: Trees) -> Any:
    """A value with the trees of `code` in place of their numbers. What keeps a list of its own counts in that one."""
    if isinstance(value, msgspec.Struct):
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
        if isinstance(fields.get("code"), tuple):
            code = fields.pop("code")
        return (type(value).__name__, *(_field(name, inner, code) for name, inner in fields.items()))
    if isinstance(value, (list, tuple)):
        return tuple(_said(inner, code) for inner in value)
    if isinstance(value, dict):
        return {key: _said(inner, code) for key, inner in value.items()}
    return value


def _field(name: str, value: Any, code: Trees) -> Any:
    if name in _CODES:
        return _trees(value, code)
    if name in ("arguments", "flies"):
        return tuple((of, _trees(number, code)) for of, number in value)
    if name == "parts":
        return tuple((_trees(number, code), _said(text, code)) for number, text in value)
    return _said(value, code)


def _trees(value: Any, code: Trees) -> Any:
    """The trees behind numbers; a text that happens to have the name of such a field stays."""
    if isinstance(value, tuple):
        return tuple(_trees(inner, code) for inner in value)
    if isinstance(value, int):
        return code[value] if value >= 0 else None
    return value
