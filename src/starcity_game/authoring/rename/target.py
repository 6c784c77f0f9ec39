"""What is meant by the two names of `starcity rename`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from starcity_game.authoring.declared import LOCAL, Declared
from starcity_game.commandline import Missing
from starcity_game.story.diagnostics import Findings, nearest, visible
from starcity_game.story.nodes import Mapping, Scalar
from starcity_game.story.page import Page

KINDS: Final = (
    "scene", "variable", "condition", "person", "fact", "place", "act", "deck", "document", "piece", "ending", "note",
)  # fmt: skip
"""Kinds of names that can be changed."""
_TOGETHER: Final = ("variable", "condition", "person")
"""Kinds that share their names: each means something in expressions by itself. They have no dots."""


def target(names: Sequence[Declared], old: str, kind: str | None) -> Declared:
    """The one declared thing that `old` means. Raises Missing when it is none, or one of several."""
    among = [one for one in names if one.kind in KINDS and kind in (None, one.kind)]
    found = [one for one in among if one.id == old] or [one for one in among if one.node.value == old]
    what = kind or "name"
    others = sorted({one.kind for one in names if one.kind not in KINDS and one.id == old})
    if not found and kind is None and others:
        raise Missing(f"{visible(old)} is a {' and a '.join(others)}: such names are not changed by this command.")
    if not found:
        advice = nearest(old, [one.id for one in among])
        raise Missing(f"The story declares no {what} {visible(old)[:100]}{f' ({advice})' if advice else ''}.")
    kinds = sorted({one.kind for one in found})
    if len(kinds) > 1:
        raise Missing(f"{old} is a {' and a '.join(kinds)}: say which with --kind.")
    if len(found) > 1:
        raise Missing(f"{old} is {', '.join(one.id for one in found)}: say the whole id.")
    return found[0]


def renamed(names: Sequence[Declared], old: Declared, new: str) -> Declared:
    """`old` with its new name, given as a whole id or without the prefix. Raises Missing when it cannot have it."""
    prefix = old.page.prefix if old.kind in LOCAL else ""
    local = new.removeprefix(f"{prefix}.") if prefix else new
    if prefix and "." in local and local == new:
        raise Missing(f"The {old.kind} stands in a file whose prefix is {prefix}: its id cannot be {visible(new)}.")
    _check(local, dotted=old.kind not in _TOGETHER)
    whole = f"{prefix}.{local}" if prefix else local
    kinds = _TOGETHER if old.kind in _TOGETHER else (old.kind,)
    for one in names:
        if one.kind in kinds and one.id == whole:
            raise Missing(f"There is a {one.kind} {whole} already ({one.page.file}:{one.node.line}).")
    if old.kind == "ending" and local == "auto":
        raise Missing("An ending cannot be called auto, which means the first that holds.")
    node = Scalar(local, old.node.line, old.node.column, old.node.style)
    return Declared(old.kind, whole, old.page, node, old.value)


def _check(name: str, dotted: bool) -> None:
    """Raise Missing for what is no name, by the reader's own rule."""
    findings = Findings()
    Page("", "", Mapping({}, [], 1, 1), findings).id(Scalar(name, 1, 1), "the new name", dotted)
    for finding in findings.items:
        raise Missing(f"{visible(finding.message[0].upper() + finding.message[1:])}: {finding.hint}.")
