"""Mending the slips of a story that cannot be loaded for them, each tried before it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from starcity_game.authoring.fix.reading import read
from starcity_game.authoring.fix.slips import MENDABLE, Mend, mend
from starcity_game.authoring.opened import Unsound
from starcity_game.story.diagnostics import Diagnostic, Severity
from starcity_game.story.folder import SourceFile

MOST: Final = 200
"""Slips that are tried at most; each try reads the story again."""

Errors = tuple[Diagnostic, ...]


class Mended(NamedTuple):
    """What came of it."""

    files: dict[str, SourceFile]
    """Every file of the story, mended where it could be."""
    done: tuple[tuple[str, int, str], ...]
    """(file, line, code) of what was mended."""


def mended(folder: Path, files: Mapping[str, SourceFile], wanted: Callable[[str], bool]) -> Mended:
    """The files of a story with every slip mended that can be, of those whose code is `wanted`.

    A mend counts when the slip is gone and no new error stands on its lines or above; below, new errors may be such
    as could not be seen before.
    """
    now, done = dict(files), []
    tried: set[tuple[str, int, str]] = set()
    errors = errors_of(folder, now.values())
    while len(tried) < MOST:
        slip = next((e for e in errors if _is_new(e, tried) and e.code in MENDABLE and wanted(e.code)), None)
        if slip is None:
            break
        tried.add(_place(slip))
        found = _tried(folder, now, slip, errors)
        if found is not None:
            now[slip.file], errors = found
            done.append(_place(slip))
            tried = {place for place in tried if place[0] != slip.file}
    return Mended(now, tuple(done))


def errors_of(folder: Path, files: Iterable[SourceFile]) -> Errors:
    """The errors of a story, in the order of the files; none where it can be loaded."""
    try:
        read(folder, files)
    except Unsound as unsound:
        return tuple(e for e in unsound.findings if e.severity is Severity.ERROR)
    return ()


def _is_new(slip: Diagnostic, tried: set[tuple[str, int, str]]) -> bool:
    """Whether this slip was not tried yet."""
    return _place(slip) not in tried


def _place(slip: Diagnostic) -> tuple[str, int, str]:
    """What tells one slip from another."""
    return slip.file, slip.line, slip.code


def _tried(
    folder: Path, files: dict[str, SourceFile], slip: Diagnostic, errors: Errors
) -> tuple[SourceFile, Errors] | None:
    """The file of a slip with that mended, and the errors that are left; None when that does not mend it."""
    text = files[slip.file].data.decode("utf-8", "surrogateescape")
    raw = text.split("\n")
    way = mend(slip.code, [line.removesuffix("\r").removeprefix("\ufeff") for line in raw], slip.line - 1)
    if way is None:
        return None
    file = SourceFile(slip.file, "\n".join(_replaced(raw, way)).encode("utf-8", "surrogateescape"))
    left = errors_of(folder, {**files, slip.file: file}.values())
    return (file, left) if _holds(slip, way, errors, left) else None


def _replaced(raw: list[str], way: Mend) -> list[str]:
    """The lines of a file with a mend made; line ends and a byte order mark stay."""
    end = "\r" if raw[way.first].endswith("\r") else ""
    mark = "\ufeff" if raw[way.first].startswith("\ufeff") else ""
    new = [f"{mark if n == 0 else ''}{line}{end}" for n, line in enumerate(way.lines)]
    return [*raw[: way.first], *new, *raw[way.last :]]


def _holds(slip: Diagnostic, way: Mend, before: Errors, after: Errors) -> bool:
    """Whether a mend has done what it should, and nothing else."""
    longer = len(way.lines) - (way.last - way.first)
    known = Counter((e.file, e.line + (longer if _below(e, slip, way) else 0), e.code) for e in before)
    known[_place(slip)] -= 1
    new = Counter(_place(e) for e in after) - known
    reached = way.first + len(way.lines)
    return all(file != slip.file or line > reached or not line for file, line, _ in new)


def _below(found: Diagnostic, slip: Diagnostic, way: Mend) -> bool:
    """Whether a finding stands below what was mended, so that its line may have moved."""
    return found.file == slip.file and found.line > way.last
