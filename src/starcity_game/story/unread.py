"""What of a story could not be read, so that names declared there are not said to be unknown."""

from __future__ import annotations

import re
from typing import Final

from starcity_game.story.nodes import Mapping, Node, Scalar, Sequence

FOLLOWING: Final = frozenset(("E304", *(f"E60{n}" for n in range(1, 10)), "E610", "E612"))
"""Codes of findings that name something which is not declared."""

_KEY: Final = re.compile(r"(?<![\w.-])([A-Za-z_][\w.-]*)[\"']?:(?=\s|$)")
_PAIR: Final = re.compile(r"\bpair: *\[ *(\w+) *, *(\w+) *\]")
_NAMED: Final = re.compile(r"`([^`]+)`")


class Unread:
    """Gathers what was not read, and counts what is held back for it."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        """Whatever may have been declared in what was not read."""
        self.everything = False
        """Whether a file is missing of which nothing is known."""
        self.where: tuple[str, int, int] | None = None
        """Where the first thing that could not be read stands."""
        self.files: set[str] = set()
        """Files that were not read whole."""
        self.held = 0
        """How many findings were held back."""

    def add(self, text: str, where: tuple[str, int, int]) -> None:
        """Add text that could not be read."""
        self.names.update(_KEY.findall(text))
        self.names.update(name for pair in _PAIR.findall(text) for name in pair)
        self._missing(where)

    def add_section(self, node: Node, where: tuple[str, int, int]) -> None:
        """Add a section whose own name is not known."""
        for name, value in node.values.items() if isinstance(node, Mapping) else ():
            pair = value.values.get("pair") if isinstance(value, Mapping) else None
            others = [one.value for one in pair.items if isinstance(one, Scalar)] if isinstance(pair, Sequence) else []
            self.names.update((name, *others))
        self._missing(where)

    def add_file(self, where: tuple[str, int, int]) -> None:
        """Add a file, or a whole folder, of which nothing could be read."""
        if not self.everything:
            self.everything, self.where = True, where
        self._missing(where)

    def _missing(self, where: tuple[str, int, int]) -> None:
        self.files.add(where[0])
        if self.where is None:
            self.where = where

    def explains(self, code: str, message: str) -> bool:
        """Whether a finding may only follow from what was not read; such a finding is counted."""
        if self.where is None or code not in FOLLOWING:
            return False
        found = _NAMED.search(message)
        name = found[1] if found else ""
        if self.everything or name in self.names or not self.names.isdisjoint(name.split(".")):
            self.held += 1
            return True
        return False
