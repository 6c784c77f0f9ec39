"""Whether a story's files have changed since they were last looked at."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Final

from starcity_game.story.diagnostics import Findings
from starcity_game.story.folder import MAX_ENTRIES, content_hash, read_folder

_Signs = dict[str, tuple[int, int, int]]
"""Path to size, time of the last change (ns) and number on the disk."""
_TICK: Final = 2_000_000_000
"""Nanoseconds after which a save shows in a file's time on every disk; that of FAT has a tick of two seconds."""


class Watch:
    """Looks at a folder when it is asked to; what it costs is one `stat` a file, and reading only after a change."""

    def __init__(self, folder: Path) -> None:
        """Everything in `folder` counts as seen."""
        self._folder = folder
        self._signs = _signs(folder)
        self._fresh = True
        self._hash = self._content()

    def look(self) -> bool:
        """Whether the content differs from that of the last look; a file that was only touched does not count."""
        signs = _signs(self._folder)
        if signs == self._signs and not self._fresh:
            return False
        # Two saves within one tick of the disk's clock look the same: what has just been written is read once more.
        self._fresh = any(0 <= time.time_ns() - changed < _TICK for _, changed, _ in signs.values())
        self._signs = signs
        before, self._hash = self._hash, self._content()
        return self._hash != before

    def _content(self) -> str:
        """A hash of everything that the loader would read, and of what it would say of the folder itself."""
        findings = Findings()
        files = read_folder(self._folder, findings)
        return content_hash(files) + "".join(one.line_of_text() for one in findings.items)


def _signs(folder: Path) -> _Signs:
    """What the system says of every story file below `folder`; nothing for a folder that cannot be read."""
    found: _Signs = {}
    waiting, seen = [str(folder)], 0
    while waiting and seen < MAX_ENTRIES:
        here = waiting.pop()
        try:
            with os.scandir(here) as entries:
                for entry in entries:
                    seen += 1
                    if entry.name.startswith(("_", ".")):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    elif entry.name.endswith((".yaml", ".yml")):
                        status = entry.stat()
                        found[entry.path] = (status.st_size, status.st_mtime_ns, status.st_ino)
        except OSError:  # gone while it was read, or not to be read: the loader says so
            found[here] = (-1, -1, -1)
    return found
