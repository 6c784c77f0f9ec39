"""The languages of a story: its own, and those whose translation lies in its folder `_lang`."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from starcity_game.story.calendar import ENGLISH, Calendar
from starcity_game.story.diagnostics import Findings
from starcity_game.story.folder import MAIN_FILE, MAX_STORY_BYTES, SourceFile, read_file
from starcity_game.story.nodes import Scalar

FOLDER: Final = "_lang"
"""Where translations lie, in a story's folder; the underscore keeps them from being read as story files."""
LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:_[A-Za-z0-9]{2,8}){0,2}", re.ASCII)
"""What a language may be called: `ru`, `pt_BR`, `sr_Latn`."""
_FIELDS: Final = {
    "EEEE": "weekday", "cccc": "weekday", "d": "day", "dd": "day", "MMMM": "month", "LLLL": "month", "M": "number",
    "MM": "number", "y": "year", "yyyy": "year",
}  # fmt: skip
"""Fields of a date in the Unicode locale data that a calendar can say."""


def languages(folder: Path) -> tuple[str, ...]:
    """The languages into which the story in `folder` is translated, by name; those of `_lang/NAME.po`."""
    try:
        names = os.listdir(folder / FOLDER)
    except (OSError, ValueError):
        return ()
    found = [name.removesuffix(".po") for name in names if name.endswith(".po")]
    return tuple(sorted(name for name in found if LANGUAGE.fullmatch(name)))


def own_language(folder: Path) -> str:
    """The language that a story says it is written in; English where it says nothing."""
    from starcity_game.story.read_yaml import read_yaml  # noqa: PLC0415 - most players never ask

    try:
        data = read_file(folder.resolve(), MAIN_FILE, Findings())
    except (OSError, ValueError, RuntimeError):
        data = None
    root = read_yaml(data, MAIN_FILE, Findings()) if data else None
    language = root.values.get("language") if root else None
    return language.value.strip() if isinstance(language, Scalar) and language.value.strip() else "en"


def language_files(folder: Path, language: str, findings: Findings) -> list[SourceFile]:
    """The files of one translation: `_lang/ru.po`, and `_lang/ru.yaml` if there is one."""
    found = []
    try:
        root = folder.resolve()
        there = [name for name in (f"{language}.po", f"{language}.yaml") if os.path.lexists(root / FOLDER / name)]
    except (OSError, ValueError, RuntimeError):
        return []
    for name in there:
        path = f"{FOLDER}/{name}"
        data = read_file(root, path, findings, MAX_STORY_BYTES)
        if data is not None:
            found.append(SourceFile(path, data))
    return found


def calendar_of(language: str) -> Calendar:
    """How `language` says a date, from the Unicode locale data; in English where that knows nothing of it."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only a translated story needs it

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return ENGLISH
    pattern = locale.date_formats["full"].format
    used = re.findall(r"%\((\w+)\)s", pattern)
    if not used or not set(used) <= _FIELDS.keys():
        return ENGLISH
    for field in used:
        pattern = pattern.replace(f"%({field})s", f"%({_FIELDS[field]})s")
    days, months = locale.days["format"]["wide"], locale.months["format"]["wide"]
    return Calendar(tuple(days[k] for k in range(7)), tuple(months[k] for k in range(1, 13)), pattern)
