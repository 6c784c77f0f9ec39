"""When something happens that should not: a report on disk, one paragraph on the screen, no traceback."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from pathlib import Path

from . import __version__
from .story.diagnostics import visible


def apology(error: BaseException, folder: Path | None) -> str:
    """Write a report about `error` into `folder` (or a temporary one) and return what to tell the player."""
    report = _write(error, folder)
    where = f"A report lies in {visible(str(report))}" if report else "No report could be written"
    return (
        "Star City has come upon something it did not expect and has to stop. Your life is on disk up to "
        f"the last choice. {where}; please send it to the makers of the game."
    )


def _write(error: BaseException, folder: Path | None) -> Path | None:
    """Path of the report, or None when there is no place for it."""
    lines = traceback.format_exception(error)
    text = f"Star City {__version__}, Python {sys.version}, {platform.platform()}\n\n{''.join(lines)}"
    for place in filter(None, (folder, _temporary())):
        try:
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(".txt", "crash-", place)
            with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
                file.write(text)
        except OSError:
            continue
        return Path(name)
    return None


def _temporary() -> Path | None:
    """The system's folder for temporary files, if it has one."""
    try:
        return Path(tempfile.gettempdir())
    except OSError:  # none can be written
        return None
