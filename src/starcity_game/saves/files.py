"""Writing a file so that at every instant a whole one lies there, and it stays after a power cut.

The order is: a new file beside the old, its bytes, `fsync`, the names, `fsync` of the folder. On ext4
saves without the first `fsync` were lost in 6 of 6 power cuts, without the second in 8 of 8. After a
failed `fsync` the pages count as clean, so nothing is ever synced again: a retry writes a new file.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from .disk import Disk
from .seal import MAX_BYTES

GENERATIONS = 3
"""How many versions of a life are kept, the newest included."""


class Names:
    """The names of the files of one life."""

    def __init__(self, folder: Path, life: str) -> None:
        """`life` is the life's id: 12 hexadecimal digits, never anything a player typed."""
        self.folder = folder
        """Where they lie."""
        self.life = life
        """The life's id."""
        self._stem = f"life-{life}"
        self.lock = folder / f"{self._stem}.lock"
        """What the life is locked by while it is played."""

    def generation(self, number: int) -> Path:
        """The newest file for 0, the one before it for 1, and so on."""
        return self.folder / (f"{self._stem}.{number}.json" if number else f"{self._stem}.json")

    def temporary(self) -> Path:
        """A name that nothing else has."""
        return self.folder / f"{self._stem}.{os.urandom(4).hex()}.tmp"

    def aside(self, word: str, number: int) -> Path:
        """Where a file that must not be lost is put: `word` says why, `number` is 1, 2, …"""
        return self.folder / f"{self._stem}.{word}{f'-{number}' if number > 1 else ''}.json"


def write_new(disk: Disk, path: Path, data: bytes) -> None:
    """Make the file `path` with `data` in it, durable but for its name. Leaves nothing when it fails."""
    handle = disk.create(path)
    try:
        try:
            disk.write(handle, data)
            disk.sync(handle)
        finally:
            disk.close(handle)
    except OSError:
        discard(disk, path)
        raise


def publish(disk: Disk, names: Names, data: bytes, *, rotate: bool = True) -> None:
    """Make `data` the newest file of a life; the ones before move down a generation.

    Whatever instant the world ends at, the newest name stands for a whole file, old or new: it gets
    a second name before the new file takes its first. Raises OSError, and then the old file is there.
    """
    temporary = names.temporary()
    write_new(disk, temporary, data)
    try:
        if rotate:
            # A save without the one before it kept is better than no save.
            with contextlib.suppress(OSError):
                _rotate(disk, names)
        disk.replace(temporary, names.generation(0))
    except OSError:
        discard(disk, temporary)
        raise
    disk.sync_folder(names.folder)


def _rotate(disk: Disk, names: Names) -> None:
    """Give the newest file a second name as generation 1, after moving the older ones down."""
    newest, second = names.generation(0), names.generation(1)
    present = set(disk.names(names.folder))
    # They are one file when an earlier save was broken off here: moving again would cost a generation.
    if newest.name not in present or disk.same(newest, second):
        return
    for number in range(GENERATIONS - 1, 1, -1):
        if names.generation(number - 1).name in present:
            disk.replace(names.generation(number - 1), names.generation(number))
    second_name(disk, names, newest, second)


def second_name(disk: Disk, names: Names, old: Path, new: Path) -> None:
    """Let the file `old` be found as `new` too; a copy where the file system has no links."""
    try:
        disk.link(old, new)
    except OSError:
        temporary = names.temporary()
        write_new(disk, temporary, disk.read(old, MAX_BYTES + 1))
        try:
            disk.replace(temporary, new)
        except OSError:
            discard(disk, temporary)
            raise


def set_aside(disk: Disk, names: Names, path: Path, word: str) -> Path:
    """Give the file `path` a further name that no save will ever use, and say which."""
    present = set(disk.names(names.folder))
    number = 1
    while (target := names.aside(word, number)).name in present:
        if disk.same(path, target):
            return target
        number += 1
    second_name(disk, names, path, target)
    return target


def discard(disk: Disk, path: Path) -> None:
    """Remove `path` if that can be done."""
    with contextlib.suppress(OSError):
        disk.remove(path)
