"""The file system as the saves use it: few operations, each of which may fail on its own.

Everything that touches the disk goes through `Disk`, so that a test can let the n-th operation
fail, or end the world there, for every n.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


class Held(Protocol):
    """A lock that somebody has."""

    def holds(self) -> bool:
        """Whether it still protects the name it was taken for."""
        ...

    def release(self) -> None:
        """Give it back."""
        ...


class Disk(Protocol):
    """What the saves ask of a file system. Everything raises OSError when it fails."""

    def names(self, folder: Path) -> list[str]:
        """Names of what lies in `folder`, in any order."""
        ...

    def read(self, path: Path, limit: int) -> bytes:
        """The first `limit` bytes of a regular file."""
        ...

    def create(self, path: Path) -> int:
        """A new file for nobody but its owner, open for writing; it must not exist."""
        ...

    def write(self, handle: int, data: bytes) -> None:
        """Write all of `data`."""
        ...

    def sync(self, handle: int) -> None:
        """Come back when what was written to the file would survive a power cut."""
        ...

    def close(self, handle: int) -> None:
        """Close the file."""
        ...

    def replace(self, old: Path, new: Path) -> None:
        """Give the file `old` the name `new`, in one step, in place of what had it."""
        ...

    def link(self, old: Path, new: Path) -> None:
        """Give the file `old` a second name, which must be free."""
        ...

    def remove(self, path: Path) -> None:
        """Remove a file."""
        ...

    def same(self, one: Path, other: Path) -> bool:
        """Whether two names stand for one file; False when either stands for none."""
        ...

    def sync_folder(self, folder: Path) -> None:
        """Come back when the names in `folder` would survive a power cut."""
        ...

    def make_folder(self, folder: Path) -> None:
        """Make `folder`, and those above it, for nobody but their owner; fine if it is there."""
        ...

    def writable(self, folder: Path) -> bool:
        """Whether files could be made in `folder`, found out without making one."""
        ...

    def lock(self, path: Path) -> Held | None:
        """The lock with the name `path`, or None when another program has it."""
        ...
