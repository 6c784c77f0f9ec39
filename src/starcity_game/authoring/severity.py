"""What a story makes of its findings: `check: {severity: {P4: off}}` in its story.yaml."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from starcity_game.authoring.likely import likely
from starcity_game.authoring.rules.rule import Level
from starcity_game.story.diagnostics import Diagnostic, nearest
from starcity_game.story.nodes import Mapping, Scalar
from starcity_game.story.page import Page

CODES: Final = {
    "E804": "`check` in story.yaml names a code that is not known",
    "E805": "`check` in story.yaml gives a level that there is not",
    "E806": "`check` in story.yaml gives a level to an error of the loader",
}
"""Codes of this module, each with its meaning."""

_LEVELS: Final = tuple(level.value for level in Level)


class Levels:
    """The levels that a story gives."""

    def __init__(self, main: Page, codes: Collection[str], settable: Collection[str]) -> None:
        """Read them from story.yaml. `codes` are all that there are, `settable` those that may be given a level."""
        self._codes, self._settable = codes, settable
        self.given: dict[str, Level] = {}
        """Code to level."""
        self.faults = tuple(self._read(main))
        """What is wrong with them."""

    def of(self, code: str, own: Level) -> Level:
        """The level of a finding whose own would be `own`."""
        return self.given.get(code, own)

    def _read(self, main: Page) -> Iterator[Diagnostic]:
        """Keep every level that can be given; the faults of the others."""
        check = main.root.values.get("check")
        severity = check.values.get("severity") if isinstance(check, Mapping) else None
        for code, (key, level) in severity.entries.items() if isinstance(severity, Mapping) else ():
            word = level.value if isinstance(level, Scalar) else ""
            if code not in self._codes:
                yield _fault(main, key, "E804", f"there is no code `{code[:20]}`", likely(code, self._codes))
            elif code not in self._settable:
                yield _fault(main, key, "E806", f"{code} is an error of the loader, which nothing can soften",
                             "mend what it finds")  # fmt: skip
            elif word not in _LEVELS:
                hint = nearest(word, _LEVELS) or f"one of {', '.join(_LEVELS)}"
                at = level if isinstance(level, Scalar) else key
                yield _fault(main, at, "E805", f"`{word[:20]}` is no level", hint)
            else:
                self.given[code] = Level(word)


def _fault(main: Page, node: Scalar, code: str, message: str, hint: str) -> Diagnostic:
    """A fault of `check` in story.yaml."""
    return Diagnostic(main.file, node.line, node.column, code, message, hint)
