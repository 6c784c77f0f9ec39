"""A story in another language: what a translator wrote takes the place of the story's own texts before anything is
compiled, so that inline logic is read, checked and compiled as ever. What cannot be used falls back, text by text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from starcity_game.story.added_forms import AddedForms
from starcity_game.story.calendar import Calendar
from starcity_game.story.diagnostics import Diagnostic, Findings, Severity
from starcity_game.story.folder import MAIN_FILE, SourceFile
from starcity_game.story.languages import calendar_of
from starcity_game.story.nodes import Mapping, Scalar
from starcity_game.story.page import Page
from starcity_game.story.po import Entry, NotPo, read_po
from starcity_game.story.said import Said
from starcity_game.story.saying import rewritten
from starcity_game.story.strict_text import describe, first_forbidden
from starcity_game.story.translated import Translated, TranslatedPage

CODES: Final = {
    "W811": "a translation that cannot be read",
    "W812": "a translated text that does not fit the story, so that the story's own is shown",
    "W813": "a form that a translation adds to nobody",
    "W814": "a translation with which the story cannot be played",
}


class Translation:
    """One language of one story, applied file by file; what it finds are warnings, never errors."""

    def __init__(self, language: str, files: list[SourceFile], findings: Findings) -> None:
        """A translation from `_lang/LANGUAGE.po` and perhaps `.yaml`; what is wrong goes to `findings`."""
        self.language = language
        self._findings = findings
        self.calendar: Calendar = calendar_of(language)
        self.refusals = 0
        """How many texts have been refused so far."""
        self._file = f"_lang/{language}.po"
        self._po: list[str] = []
        self._entries: dict[tuple[str, str], Entry] = {}
        self._added: AddedForms | None = None
        for file in files:
            if file.path.endswith(".po"):
                self._read(file)
            else:
                self._added = AddedForms(file, findings)

    def page(self, file: str, text: str, root: Mapping, findings: Findings) -> Page:
        """One file of the story in this language."""
        root = rewritten(root, self._said, file == MAIN_FILE)
        if self._added:
            root = self._added.merged(root)
        return TranslatedPage(file, text, root, findings, self._refused)

    def finish(self) -> None:
        """Report what fits nowhere; asked when every file has been seen."""
        if self._added:
            self._added.finish()

    def useless(self, found: Iterable[Diagnostic]) -> None:
        """Say that the story has errors with this translation, `found`, and none without it."""
        first = next((one for one in found if one.severity is Severity.ERROR), None)
        reason = f": {first.code} {first.message}" if first else ""
        self._findings.warn((self._file, 0, 0), "W814", f"with this translation the story is at fault{reason}",
                            first.hint if first else "")  # fmt: skip

    def warnings(self) -> Iterator[Diagnostic]:
        """Everything that is wrong with it. None of it is an error: the story can be played."""
        for one in self._findings.items:
            yield (
                one
                if one.severity is Severity.WARNING
                else msgspec.structs.replace(
                    one, code="W811", message=f"{one.code} {one.message}", severity=Severity.WARNING
                )
            )

    # ---------------------------------------------------------------------- details

    def _read(self, file: SourceFile) -> None:
        """Take in the texts that can be used: whole, not in doubt, of harmless characters."""
        try:
            text = file.data.decode("utf-8-sig").replace("\r\n", "\n")
            entries = read_po(text)
        except UnicodeDecodeError:
            self._findings.warn((file.path, 0, 0), "W811", "this translation is not UTF-8", "save it as UTF-8")
            return
        except NotPo as fault:
            self._findings.warn((file.path, fault.line, 0), "W811", f"this is no PO file: {fault}")
            return
        self._file, self._po = file.path, text.split("\n")
        for entry in entries:
            if not entry.text or entry.fuzzy or entry.obsolete:
                continue
            bad = first_forbidden(entry.text)
            if bad is None:
                self._entries[entry.context, entry.message] = entry
            else:
                what = f"the character {describe(entry.text[bad])} may not stand in a story"
                self._findings.warn((file.path, entry.line, 0), "W812", what, "delete it; most editors do not show it")

    def _said(self, one: Said) -> Scalar:
        """What stands in the place of a text."""
        key = (one.context, one.message)
        entry = self._entries.get(key)
        return one.node if entry is None else Translated(entry.text, entry.line, 0, "", one.node.value, key)

    def _refused(self, node: Translated, offset: int, code: str, message: str, hint: str) -> None:
        """Drop a text that does not fit, or the added forms when one of them does not."""
        self.refusals += 1
        if node.key in self._entries:
            entry = self._entries.pop(node.key)
            place = (self._file, *_position(self._po, entry, offset))
            self._findings.warn(place, "W812", f"the translation of `{entry.context}` does not fit: {code} {message}",
                               hint)  # fmt: skip
        elif node.key == ("", ""):
            self._added = None


_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_CHARACTER = re.compile(r"\\.|.")


def _position(lines: list[str], entry: Entry, offset: int) -> tuple[int, int]:
    """Line and column of the character `offset` of a translation in its file; the message's line where that fails."""
    start = next((n for n in range(entry.line - 1, len(lines)) if lines[n].startswith("msgstr")), len(lines))
    for number in range(start, len(lines)):
        found = _STRING.search(lines[number])
        if found is None:
            break
        places = [character.start() for character in _CHARACTER.finditer(found[1])]
        if offset < len(places):
            return number + 1, found.start(1) + places[offset] + 1
        offset -= len(places)
    return entry.line, 0
