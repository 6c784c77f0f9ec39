"""What may go wrong with a save, in a sentence for the player."""

from __future__ import annotations

import errno
from pathlib import Path

from ..story.diagnostics import visible

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EROFS: "it may only be read",
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
    errno.ENOENT: "it does not exist",
    errno.ENOTDIR: "it is not a folder",
    errno.EEXIST: "something else has that name",
    errno.EISDIR: "it is a folder",
    errno.EIO: "the disk reports an error",
    errno.ENAMETOOLONG: "its name is too long",
    errno.ELOOP: "its links lead round in a circle",
    errno.EMFILE: "too many files are open",
}


class SaveProblem(Exception):
    """Something about a save that the player should be told; nothing was lost by it."""

    def __init__(self, message: str) -> None:
        """`message` is a whole sentence, safe to print."""
        super().__init__(message)
        self.message = message
        """The sentence."""


class InUse(SaveProblem):
    """Another program is playing this life; it may still be read, or opened as a copy."""


class Damaged(SaveProblem):
    """The file is not what was written: cut off, changed, or never a save."""


class Newer(SaveProblem):
    """The file was written by a later version of the game."""


def reason(error: OSError) -> str:
    """Why the system refused, as the end of a sentence."""
    known = _REASONS.get(error.errno or 0)
    return known or visible((error.strerror or "the system refused").lower())


def shown(path: Path) -> str:
    """`path` as it may be printed."""
    return visible(str(path))


def refused(path: Path, error: OSError) -> SaveProblem:
    """The problem of a file or folder that the system would not read or write."""
    return SaveProblem(f"{shown(path)}: {reason(error)}.")
