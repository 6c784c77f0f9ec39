"""The style sheet that a story may keep in `_editor/style.yaml`, beside what is loaded."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import msgspec

from starcity_game.authoring.opened import Opened
from starcity_game.authoring.rules.thresholds import SPARING
from starcity_game.story.diagnostics import Diagnostic, Findings
from starcity_game.story.nodes import Mapping, Node, Scalar, Sequence
from starcity_game.story.read_yaml import read_yaml
from starcity_game.story.source_text import MAX_BYTES

FILE: Final = "_editor/style.yaml"
"""Where the style sheet stands in a story's folder. Folders whose name begins with `_` are not loaded as story."""
LISTS: Final = {"never": "not to be said", "cliches": "a cliché", "anachronisms": "an anachronism"}
"""Keys of the lists of words, and what a word of each is called. An entry may end with a note in parentheses."""


class StyleSheet(msgspec.Struct, frozen=True):
    """What a style sheet asks for, as far as a program can hold a story to it."""

    banned: dict[str, str] = {}
    """Word or phrase, in small letters, to what it is called."""
    sparing: dict[str, int] = {}
    """Word, in small letters, to the number of words that may hold it once."""
    refrains: frozenset[str] = frozenset()
    """Phrases that are meant to come again, in small letters."""
    names: frozenset[str] = frozenset()
    """Names, as they are written, of people who are not in the cast list."""
    worse: frozenset[str] = frozenset()
    """Variables of which more is worse for the player."""
    faults: tuple[Diagnostic, ...] = ()
    """Why the file, or part of it, could not be read."""


@lru_cache(maxsize=1)
def style_sheet(story: Opened) -> StyleSheet:
    """The style sheet of a story; an empty one where there is none."""
    findings = Findings()
    path = story.folder / FILE
    try:
        if not path.is_file():  # a pipe would keep us waiting
            return StyleSheet()
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError:
        return StyleSheet()
    root = read_yaml(data, FILE, findings)
    if root is None:
        return StyleSheet(faults=tuple(findings.items))
    banned = {}
    for key, called in LISTS.items():
        for entry in _words(root.values.get(key)):
            banned[entry.split(" (")[0].lower()] = called
    return StyleSheet(
        banned,
        dict(_numbers(root.values.get("sparing"))),
        frozenset(word.lower() for word in _words(root.values.get("refrains"))),
        frozenset(_words(root.values.get("names"))),
        frozenset(_words(root.values.get("more_is_worse"))),
        tuple(findings.items),
    )


def _words(node: Node | None) -> list[str]:
    """The entries of a list of words that are not empty; none for anything else."""
    if not isinstance(node, Sequence):
        return []
    found = (" ".join(item.value.split()) for item in node.items if isinstance(item, Scalar))
    return [word for word in found if word]


def _numbers(node: Node | None) -> list[tuple[str, int]]:
    """Words with a number each; a word without one gets the usual number."""
    if isinstance(node, Mapping):
        pairs = [(name, value.value) for name, value in node.values.items() if isinstance(value, Scalar)]
        return [(name.lower(), int(n) if n.isascii() and n.isdigit() and int(n) else SPARING) for name, n in pairs]
    return [(word.lower(), SPARING) for word in _words(node)]
