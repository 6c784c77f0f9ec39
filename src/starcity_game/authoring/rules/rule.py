"""A rule of the checker: what it looks at, how much it weighs, and how it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum

import msgspec

from starcity_game.authoring.opened import Opened
from starcity_game.story.trace import Place


class Level(StrEnum):
    """How much a finding of a rule weighs; a story may say otherwise under `check:` in its story.yaml."""

    OFF = "off"
    """The rule is not asked."""
    METRIC = "metric"
    """A measure: printed with `--metrics` only, and never a fault."""
    WARNING = "warning"
    """Worth a look."""
    ERROR = "error"
    """The story does not pass."""


class Found(msgspec.Struct, frozen=True):
    """One thing that a rule has found."""

    place: Place
    """File, line and column, as in a Diagnostic."""
    message: str
    """What is the matter, in a sentence without a full stop."""
    hint: str = ""
    """What was probably meant, or how to mend it."""
    level: Level | None = None
    """Its own weight; None for the rule's. What story.yaml says of the rule goes before both."""


class Rule(msgspec.Struct, frozen=True):
    """One rule of the craft that is decided without play."""

    code: str
    """Stable code, such as `P1`."""
    title: str
    """What it looks at, in a line: "words in a passage"."""
    level: Level
    """How much its findings weigh, unless story.yaml says otherwise."""
    why: str
    """The reason for it, a paragraph for `starcity explain`."""
    mend: str
    """How to mend what it finds, a sentence or two."""
    find: Callable[[Opened], Iterable[Found]]
    """Everything it finds in a story; only reads."""
