"""A lock on a life that the kernel drops when its holder dies, however it dies.

The lock lies on a file of its own, because the life's file is replaced at every save and a lock
belongs to the file, not to its name.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path

_BUSY = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}
_CANNOT = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL}

if sys.platform == "win32":
    import msvcrt

    def _seize(handle: int) -> None:
        """Lock the first byte, or raise OSError."""
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _seize(handle: int) -> None:
        """Lock the whole file, or raise OSError. `flock`, because a POSIX lock goes with any close."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """A lock that is held until `release`, or until the process ends."""

    def __init__(self, path: Path, handle: int) -> None:
        """`handle` is open on `path` and locked; use `take`."""
        self._path = path
        self._handle = handle

    def holds(self) -> bool:
        """Whether the locked file is still the one with the name (a folder may be deleted under us)."""
        return _same(self._path, self._handle)

    def release(self) -> None:
        """Give the lock back and remove its file."""
        if self._handle < 0:
            return
        # Removed while still locked: whoever opened it meanwhile sees that the name has gone and tries again.
        if self.holds():
            with contextlib.suppress(OSError):
                os.unlink(self._path)
        with contextlib.suppress(OSError):
            os.close(self._handle)
        self._handle = -1
        if sys.platform == "win32":  # an open file cannot be removed there
            with contextlib.suppress(OSError):
                os.unlink(self._path)


def take(path: Path) -> Lock | None:
    """The lock with the name `path`; None when another has it. Raises OSError if it cannot be made.

    Where the file system has no locks at all the lock is given without one: playing is worth more.
    """
    for _ in range(20):
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            _seize(handle)
        except OSError as error:
            if error.errno not in _CANNOT:
                os.close(handle)
                if error.errno in _BUSY:
                    return None
                raise
        if _same(path, handle):
            return Lock(path, handle)
        os.close(handle)
    return None


def _same(path: Path, handle: int) -> bool:
    """Whether the open file `handle` still has the name `path`."""
    try:
        there, here = os.stat(path), os.fstat(handle)
    except OSError:
        return False
    return (there.st_dev, there.st_ino) == (here.st_dev, here.st_ino)
