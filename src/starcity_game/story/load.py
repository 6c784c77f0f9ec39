"""From a folder of YAML to a story: from the cache where it is known, compiled anew where it is not."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from starcity_game.story.cache import read_cache, write_cache
from starcity_game.story.diagnostics import Diagnostic, Findings, LimitedFindings, TooManyFindings
from starcity_game.story.folder import MAIN_FILE, SourceFile, content_hash, read_folder
from starcity_game.story.model import Head, Story

if TYPE_CHECKING:
    from starcity_game.story.trace import Trace  # it knows the reader of files, which the cache spares a player


class Loaded(msgspec.Struct, frozen=True):
    """What a folder gave."""

    story: Story | None
    """The story; None when there are errors."""
    findings: tuple[Diagnostic, ...]
    """Everything found, in the order of files and lines. Empty when the story came from the cache, though it may
    have warnings."""
    cached: bool = False
    """Whether the compiled story was found in the cache."""


def load(folder: Path, cache: Path | None = None, trace: Trace | None = None) -> Loaded:
    """The story in `folder`. With `cache`, a folder where compiled stories are kept by content; with `trace`,
    which needs a compilation and so excludes a cache, the places of everything are kept there."""
    seen, findings = Findings(), LimitedFindings()
    files = read_folder(folder, seen)
    findings.items.extend(seen.items)
    story_hash = content_hash(files)
    if cache and not findings.items:
        story = read_cache(cache, story_hash)
        if story:
            return Loaded(story, (), cached=True)
    compiled, cut = None, False
    with _without_collector():
        try:
            compiled = _compiled(files, story_hash, findings, trace)
        except TooManyFindings:
            cut = True
    found = findings.told(MAIN_FILE, "E615", cut)
    if findings.failed or compiled is None:
        return Loaded(None, found)
    head, blobs = compiled
    if cache:
        write_cache(cache, story_hash, head, blobs)
    return Loaded(Story(head, blobs), found)


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


def _compiled(
    files: list[SourceFile], story_hash: str, findings: LimitedFindings, trace: Trace | None
) -> tuple[Head, list[bytes]] | None:
    """Head and stored scenes, as `compiler.Compiler` gives them."""
    # A story from the cache needs neither YAML nor the compiler: 25 ms of a start of 500.
    from starcity_game.story.compiler import Compiler  # noqa: PLC0415

    return Compiler(files, story_hash, findings, trace).compile()
