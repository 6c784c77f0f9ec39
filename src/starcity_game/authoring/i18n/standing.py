"""How far a translation has come, counted against the story as it is now."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from starcity_game.authoring.i18n.texts import SourceText
from starcity_game.story.diagnostics import Diagnostic
from starcity_game.story.po import Entry


class Standing(msgspec.Struct, frozen=True):
    """One translation in numbers."""

    language: str
    translated: int
    """Texts that a player reads in the language."""
    fuzzy: tuple[SourceText, ...]
    """Texts whose translation was of another wording, or is in doubt."""
    missing: tuple[SourceText, ...]
    """Texts without a translation."""
    obsolete: int
    """Translations of texts that the story has no longer."""
    faults: tuple[Diagnostic, ...]
    """Translations that the story cannot use, with their places."""

    @property
    def line(self) -> str:
        """All of it in one line."""
        total = self.translated + len(self.fuzzy) + len(self.missing) + self._broken
        parts = (
            f"{self.translated} translated", f"{len(self.fuzzy)} fuzzy", f"{len(self.missing)} missing",
            f"{self._broken} broken", f"{self.obsolete} obsolete",
        )  # fmt: skip
        return f"{self.language}: of {total} texts {', '.join(parts)}"

    @property
    def _broken(self) -> int:
        return sum(fault.code == "W812" for fault in self.faults)


def standing(
    language: str, texts: Iterable[SourceText], entries: Iterable[Entry], faults: tuple[Diagnostic, ...]
) -> Standing:
    """Where the translation with these entries stands; `faults` is what loading the story in it has found."""
    entries, texts = list(entries), list(texts)
    current = {(e.context, e.message): e for e in entries if not e.obsolete}
    places, contexts = {entry.context for entry in current.values() if entry.text}, {text.context for text in texts}
    done, fuzzy, missing = 0, [], []
    for text in texts:
        entry = current.get((text.context, text.message))
        if entry and entry.text and not entry.fuzzy:
            done += 1
        elif text.context in places:
            fuzzy.append(text)
        else:
            missing.append(text)
    broken = sum(fault.code == "W812" for fault in faults)
    obsolete = sum(entry.obsolete or entry.context not in contexts for entry in entries if entry.text)
    return Standing(language, done - broken, tuple(fuzzy), tuple(missing), obsolete, faults)
