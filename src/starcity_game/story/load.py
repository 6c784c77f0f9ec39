"""From a folder of YAML to a story: from the cache where it is known, compiled anew where it is not."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from starcity_game.story.cache import read_cache, write_cache
from starcity_game.story.diagnostics import Diagnostic, Findings, LimitedFindings, Severity, TooManyFindings
from starcity_game.story.folder import MAIN_FILE, SourceFile, content_hash, read_folder
from starcity_game.story.model import Head, Story

if TYPE_CHECKING:
    from starcity_game.story.trace import Trace  # it knows the reader of files, which the cache spares a player
    from starcity_game.story.translation import Translation

UNSPOKEN: Final = ("W811", "W814")
"""Codes of a translation that cannot be used at all, so that the story is in its own language."""
_ATTEMPTS: Final = 5
"""Compilations at most while texts of a translation are refused; the second already is mostly without refusal."""


class Loaded(msgspec.Struct, frozen=True):
    """What a folder gave."""

    story: Story | None
    """The story; None when there are errors."""
    findings: tuple[Diagnostic, ...]
    """Everything found, in the order of files and lines. Empty when the story came from the cache, though it may
    have warnings."""
    cached: bool = False
    """Whether the compiled story was found in the cache."""


def load(folder: Path, cache: Path | None = None, trace: Trace | None = None, language: str = "") -> Loaded:
    """The story in `folder`. With `cache`, a folder where compiled stories are kept by content; with `trace`,
    which needs a compilation and so excludes a cache, the places of everything are kept there; with `language`,
    one of `languages(folder)`, in that language, with warnings of what in the translation cannot be used."""
    seen, spoken = Findings(), Findings()
    files = read_folder(folder, seen)
    words = _language_files(folder, language, spoken) if language else []
    story_hash = content_hash([*files, *words])
    if cache and not seen.items and not spoken.items:
        story = read_cache(cache, story_hash)
        if story:
            return Loaded(story, (), cached=True)
    job = _Job(files, story_hash, seen, trace)
    with _without_collector():
        made = _in_language(job, language, words, spoken) if language else job.compiled(None)
    if made.compiled is None:
        return Loaded(None, made.found)
    head, blobs = made.compiled
    if cache and not any(finding.code in UNSPOKEN for finding in made.found):
        write_cache(cache, story_hash, head, blobs)
    return Loaded(Story(head, blobs), made.found)


class _Made(msgspec.Struct, frozen=True):
    """What one compilation gave."""

    compiled: tuple[Head, list[bytes]] | None
    """Head and stored scenes; None when there are errors."""
    found: tuple[Diagnostic, ...]
    """What it found."""


class _Job(msgspec.Struct, frozen=True):
    """What is to be compiled, perhaps more than once."""

    files: list[SourceFile]
    hash: str
    seen: Findings
    """What the reading of the folder found."""
    trace: Trace | None

    def compiled(self, translation: Translation | None) -> _Made:
        """The story in the language of `translation`, or in its own."""
        # A story from the cache needs neither YAML nor the compiler: 25 ms of a start of 500.
        from starcity_game.story.compiler import Compiler  # noqa: PLC0415

        findings, compiled, cut = LimitedFindings(), None, False
        findings.items.extend(self.seen.items)
        for one in self.seen.items:
            if one.severity is Severity.ERROR:
                findings.unread.add_file((one.file, one.line, one.column))
        if self.trace is not None:
            self.trace.clear()
        try:
            compiled = Compiler(self.files, self.hash, findings, self.trace, translation).compile()
        except TooManyFindings:
            cut = True
        return _Made(None if findings.failed else compiled, findings.told(MAIN_FILE, "E615", cut))


def _language_files(folder: Path, language: str, findings: Findings) -> list[SourceFile]:
    """The files of one translation."""
    from starcity_game.story.languages import language_files  # noqa: PLC0415 - most stories are played as written

    return language_files(folder, language, findings)


def _in_language(job: _Job, language: str, words: list[SourceFile], spoken: Findings) -> _Made:
    """The story in another language; in its own where the translation cannot be used. What is wrong with a
    translation never keeps a story from being played: each text that is refused is left out of the next attempt."""
    from starcity_game.story.translation import Translation  # noqa: PLC0415

    translation = Translation(language, words, spoken)
    for _ in range(_ATTEMPTS):
        refused = translation.refusals
        made = job.compiled(translation)
        if translation.refusals == refused:
            break
    if made.compiled is None or translation.refusals > refused:
        own = job.compiled(None)
        if own.compiled is None:
            return own
        translation.useless(made.found)
        made = own
    return _Made(made.compiled, tuple(sorted({*made.found, *translation.warnings()})))


def unspoken(loaded: Loaded) -> list[str]:
    """What to tell a player who asked for a language of which nothing can be shown; nothing where all is well."""
    return [one.line_of_text() for one in loaded.findings if one.code in UNSPOKEN]


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep the cycle collector from walking a million living nodes again and again (a third of the time)."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
