"""The usual order of the keys of a body: that in which they happen."""

from __future__ import annotations

from typing import Final

from starcity_game.story.keys import BODY

_FIRST: Final = ("when", "assumes")
"""Keys of a body that are asked before anything happens. With a scene's or choice's own keys they stay in front, in the
order that their author gave them."""
_HAPPENS: Final = {key: number for number, key in enumerate((*(k for k in BODY if k not in _FIRST), "skip"))}
_COUNTED: Final = ("text", "success", "failure", "choices", "then", "skip")
"""Keys whose texts and bodies are counted in the order in which they are written. Saved lives count on that."""

TABLES: Final = ("a body", "a scene", "a choice")
"""Kinds of mappings whose keys have this order."""


def usual(keys: list[str]) -> list[str]:
    """The keys of a body in their usual order; as they are where saved lives would not find something again."""
    counted = [key for key in keys if key in _COUNTED]
    if counted != sorted(counted, key=_COUNTED.index):
        return keys
    front = [key for key in keys if key not in _HAPPENS]
    return front + sorted((key for key in keys if key in _HAPPENS), key=lambda key: _HAPPENS[key])
