"""The passage of a page that is most like an expected text, and how the two differ, word by word."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Sequence
from typing import Final

from starcity_game.authoring.told import alike

LONGEST: Final = 120
"""Words of an expected text that are compared, at most."""
_ENOUGH: Final = 0.5
"""Share of the words that a passage must have for it to count as like the text."""


def nearest_passage(page: str, expected: str) -> str:
    """The stretch of `page` that is most like `expected`; empty when nothing is."""
    words, sought = page.split(), expected.split()[:LONGEST]
    size = len(sought)
    best, at = 0.0, -1
    bare, wanted = [*map(_bare, words)], [*map(_bare, sought)]
    for start in range(max(1, len(words) - size + 1)):
        stretch = bare[start : start + size]
        common = Counter(stretch) & Counter(wanted)
        # Among stretches with the same words, the one in which more of them stand in their places.
        score = common.total() + sum(map(str.__eq__, stretch, wanted)) / (size + 1)
        if common.total() / size >= _ENOUGH and score > best:
            best, at = score, start
    return " ".join(words[at : at + size]) if at >= 0 else ""


def compared(expected: str, found: str) -> str:
    """Both texts in one, as word differences are written: `a [-black-] {+white+} cat`, where `-` was expected
    and `+` is what the page says."""
    before, after = expected.split()[:LONGEST], found.split()
    parts: list[str] = []
    matcher = difflib.SequenceMatcher(None, [*map(alike, before)], [*map(alike, after)], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            parts += before[a:b]
            continue
        parts += _marked("[-", before[a:b], "-]") + _marked("{+", after[c:d], "+}")
    return " ".join(parts)


def _marked(begin: str, words: Sequence[str], end: str) -> list[str]:
    """Words between marks; nothing for none."""
    return [begin + " ".join(words) + end] if words else []


def _bare(word: str) -> str:
    """A word without the punctuation around it, in small letters."""
    return alike(word).strip(".,;:!?\"'()[]-").casefold()
