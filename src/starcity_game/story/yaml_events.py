"""YAML events, from libyaml through PyYAML, or from PyYAML's own parser where libyaml is missing.

libyaml's own composer is never used: it overflows the C stack on deep nesting.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import yaml

# Absent where PyYAML was built without libyaml.
CParser: Any = getattr(yaml.cyaml, "CParser", None) if yaml.__with_libyaml__ else None


def event_source(text: str) -> Callable[[], Any]:
    """A function that gives the next YAML event of `text` at each call, then None."""
    if CParser is not None:
        next_event: Callable[[], Any] = CParser(text).get_event
        return next_event
    return partial(next, yaml.parse(text, Loader=yaml.SafeLoader), None)


def lines_with_comments(text: str) -> frozenset[int]:
    """Indices of the lines that may end in a comment."""
    if " #" not in text and "\t#" not in text:
        return frozenset()
    return frozenset(n for n, line in enumerate(text.split("\n")) if " #" in line or "\t#" in line)


def place(event: Any) -> tuple[int, int]:
    """Line and column at which `event` begins, both counted from 1."""
    mark = event.start_mark
    return mark.line + 1, mark.column + 1
