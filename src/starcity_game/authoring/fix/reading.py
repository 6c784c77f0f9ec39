"""Reading a story from memory, so that a repair is tried before anything is written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from starcity_game.authoring.opened import Opened, Unsound
from starcity_game.story.compiler import Compiler
from starcity_game.story.diagnostics import Diagnostic, Findings, LimitedFindings, TooManyFindings
from starcity_game.story.folder import MAIN_FILE, SourceFile, read_folder
from starcity_game.story.model import Story
from starcity_game.story.trace import Trace


def files_of(folder: Path) -> list[SourceFile]:
    """The story's files. Raises Unsound when one of them cannot be read: nothing is mended in half a story."""
    findings = Findings()
    files = read_folder(folder, findings)
    if findings.failed:
        raise Unsound(tuple(sorted(findings.items)))
    return files


def read(folder: Path, files: Iterable[SourceFile]) -> Opened:
    """The story that these files are. Raises Unsound when it has errors."""
    trace, findings = Trace(), LimitedFindings()
    compiled, cut = None, False
    try:
        compiled = Compiler(list(files), "", findings, trace).compile()
    except TooManyFindings:
        cut = True
    told: tuple[Diagnostic, ...] = findings.told(MAIN_FILE, "E615", cut)
    if findings.failed or compiled is None:
        raise Unsound(told)
    return Opened(folder, Story(*compiled), trace, told)
