"""Bringing a translation up to date with its story: nothing that a translator wrote is lost, and what was written for
another text is shown to nobody until the translator has looked at it."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from typing import Final

import msgspec

from starcity_game.authoring.i18n.texts import SourceText
from starcity_game.story.po import Entry

LIKE: Final = 0.6
"""How like a former message has to be for its translation to be worth looking at (difflib's ratio, as in Babel)."""
_LONGEST: Final = 400
"""Characters of two messages that are compared: the comparison is quadratic."""


class Merged(msgspec.Struct, frozen=True):
    """A translation that is up to date."""

    entries: list[tuple[Entry, SourceText | None]]
    """In the order of the story; after them those that it has no longer."""


def merged(texts: list[SourceText], old: Iterable[Entry]) -> Merged:
    """The translation in `old` for a story that has these texts.

    A translation follows its message: to where it stood, else within its scene, else anywhere. Then it follows its
    place, or else a message much like its own in the same scene, but is marked as fuzzy.
    """
    return _Merging(texts, list(old)).merged()


class _Merging:
    """One merging; the rules are applied one after another to what the rules before have left."""

    def __init__(self, texts: list[SourceText], old: list[Entry]) -> None:
        self.texts, self.old = texts, old
        self.left = {id(entry): entry for entry in old if entry.text or entry.notes}
        self.found: dict[int, Entry] = {}

    def merged(self) -> Merged:
        """See `merged`."""
        self._by(lambda t: (t.context, t.message), lambda e: (e.context, e.message))
        self._by(lambda t: (scene_of(t.context), t.message), lambda e: (scene_of(e.context), e.message))
        self._again()
        self._by(lambda t: t.message, lambda e: e.message)
        self._again()
        self._by(lambda t: t.context, lambda e: "" if e.obsolete else e.context, fuzzy=True)
        self._alike()
        entries: list[tuple[Entry, SourceText | None]] = [
            (self.found.get(number, Entry(text.context, text.message, "")), text)
            for number, text in enumerate(self.texts)
        ]
        gone = [msgspec.structs.replace(e, obsolete=True, fuzzy=False) for e in self.left.values() if e.text]
        return Merged(entries + [(entry, None) for entry in gone])

    def _by(self, of_text: Callable[[SourceText], object], of_old: Callable[[Entry], object],
            fuzzy: bool = False) -> None:  # fmt: skip
        """Give each text that has none the translation with the same key."""
        known: dict[object, list[Entry]] = {}
        for entry in self.left.values():
            known.setdefault(of_old(entry), []).append(entry)
        for number, text in enumerate(self.texts):
            waiting = known.get(of_text(text))
            if number not in self.found and waiting:
                self._take(number, waiting.pop(0), fuzzy)

    def _again(self) -> None:
        """Let a text that stands in its scene already be translated as it is there."""
        known = {(scene_of(e.context), e.message): e for e in self.found.values() if e.text and not e.fuzzy}
        for number, text in enumerate(self.texts):
            entry = known.get((scene_of(text.context), text.message))
            if number not in self.found and entry:
                self.found[number] = Entry(text.context, text.message, entry.text)

    def _alike(self) -> None:
        """Offer what is left in a scene to its texts that are like it."""
        by_scene: dict[str, list[Entry]] = {}
        for entry in self.left.values():
            by_scene.setdefault(scene_of(entry.context), []).append(entry)
        for number, text in enumerate(self.texts):
            near = by_scene.get(scene_of(text.context), []) if number not in self.found else []
            best = max(((_likeness(text.message, e.message), -k) for k, e in enumerate(near)), default=(0.0, 0))
            if best[0] >= LIKE:
                self._take(number, near.pop(-best[1]), fuzzy=True)

    def _take(self, number: int, entry: Entry, fuzzy: bool) -> None:
        """Give a text a translation that nothing else has."""
        text = self.texts[number]
        del self.left[id(entry)]
        unsure = bool(entry.text) and (fuzzy or entry.fuzzy)
        previous = (entry.previous or entry.message) if fuzzy else entry.previous
        self.found[number] = Entry(text.context, text.message, entry.text, 0, unsure, False,
                                   previous if unsure else "", entry.notes)  # fmt: skip


def scene_of(context: str) -> str:
    """The scene, or the entry of a section, that a text belongs to."""
    return context.partition("/")[0].partition(":")[0]


def _likeness(one: str, other: str) -> float:
    """From 0 to 1; 0 soon where they cannot be alike."""
    matcher = difflib.SequenceMatcher(None, one[:_LONGEST], other[:_LONGEST], autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= LIKE and matcher.quick_ratio() >= LIKE else 0.0
