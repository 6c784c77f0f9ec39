"""The file system of this machine, as `disk.Disk` describes it."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import time
from pathlib import Path

from . import lock as locks
from .disk import Held

_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_BUSY_FOR = 1.0
"""Seconds for which a rename that Windows calls busy is tried again."""


class RealDisk:
    """The file system of this machine. The operations are those of `Disk`."""

    def names(self, folder: Path) -> list[str]:
        """See `Disk.names`."""
        return os.listdir(folder)

    def read(self, path: Path, limit: int) -> bytes:
        """See `Disk.read`. A pipe or a device is refused rather than waited for."""
        handle = os.open(path, _READ)
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise OSError(errno.EINVAL, "it is not a regular file", str(path))
            found = bytearray()
            while len(found) < limit and (part := os.read(handle, limit - len(found))):
                found += part
            return bytes(found)
        finally:
            os.close(handle)

    def create(self, path: Path) -> int:
        """See `Disk.create`."""
        return os.open(path, _CREATE, 0o600)

    def write(self, handle: int, data: bytes) -> None:
        """See `Disk.write`."""
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]

    def sync(self, handle: int) -> None:
        """See `Disk.sync`. On macOS `fsync` only reaches the drive's own memory; F_FULLFSYNC goes further."""
        if sys.platform == "darwin":
            import fcntl  # noqa: PLC0415 - there is none on Windows

            with contextlib.suppress(OSError):
                fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
                return
        os.fsync(handle)

    def close(self, handle: int) -> None:
        """See `Disk.close`."""
        os.close(handle)

    def replace(self, old: Path, new: Path) -> None:
        """See `Disk.replace`. On Windows a virus scanner may hold the file for a moment."""
        until = time.monotonic() + _BUSY_FOR
        while True:
            try:
                os.replace(old, new)
                return
            except PermissionError:
                if sys.platform != "win32" or time.monotonic() > until:
                    raise
                time.sleep(0.02)

    def link(self, old: Path, new: Path) -> None:
        """See `Disk.link`."""
        os.link(old, new)

    def remove(self, path: Path) -> None:
        """See `Disk.remove`."""
        os.unlink(path)

    def same(self, one: Path, other: Path) -> bool:
        """See `Disk.same`."""
        try:
            return os.path.samefile(one, other)
        except OSError:
            return False

    def sync_folder(self, folder: Path) -> None:
        """See `Disk.sync_folder`. Windows has no such thing, some network file systems neither."""
        if sys.platform == "win32":
            return
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            self.sync(handle)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.ENOTSUP):
                raise
        finally:
            os.close(handle)

    def make_folder(self, folder: Path) -> None:
        """See `Disk.make_folder`."""
        if os.path.isdir(folder):
            return
        if folder.parent != folder:
            self.make_folder(folder.parent)
        with contextlib.suppress(FileExistsError):
            os.mkdir(folder, 0o700)
            self.sync_folder(folder.parent)
        if not os.path.isdir(folder):
            raise NotADirectoryError(errno.ENOTDIR, "it is not a folder", str(folder))

    def writable(self, folder: Path) -> bool:
        """See `Disk.writable`. A folder that is still to be made counts as the one it would be made in."""
        while not os.path.lexists(folder) and folder.parent != folder:
            folder = folder.parent
        return os.path.isdir(folder) and os.access(folder, os.W_OK | os.X_OK)

    def lock(self, path: Path) -> Held | None:
        """See `Disk.lock`."""
        return locks.take(path)
