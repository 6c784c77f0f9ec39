"""A text for translators: what it is called, and what it says."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from starcity_game.story.nodes import Scalar

_PARAGRAPH = re.compile(r"\n[ \t]*\n")


class Said(msgspec.Struct, frozen=True):
    """One text for translators."""

    context: str
    """Where it stands: scene, choice and key, as in `ward/sit:label`; sections by their names, as in
    `people.ozhogina:forms.short`. With the message it names the text."""
    message: str
    """The text with its inline logic; lines are joined, a blank line divides paragraphs."""
    node: Scalar
    """Where it is written."""
    use: str
    """What it is, for the translator."""


Say = Callable[[Said], Scalar]
"""Gives what stands in a text's place: its own node, or another."""


def message_of(text: str, keep_lines: bool = False) -> str:
    """A text as translators have it: wrapping is no part of it, but where the lines are kept."""
    if keep_lines:
        return "\n".join(line.rstrip() for line in text.strip("\n").split("\n"))
    return "\n\n".join(" ".join(part.split()) for part in _PARAGRAPH.split(text.strip()))
