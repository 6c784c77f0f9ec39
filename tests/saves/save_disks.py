"""File systems that fail, stop, or forget at a chosen operation."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from starcity_game.saves.real_disk import RealDisk

OPERATIONS = [
    "names",
    "read",
    "create",
    "write",
    "sync",
    "close",
    "replace",
    "link",
    "remove",
    "sync_folder",
    "make_folder",
    "lock",
]


class Killed(BaseException):
    """The process ends here: no handler runs to any effect."""


class Counting:
    """A disk that lets `at` decide what becomes of each operation; operations are counted from 0."""

    def __init__(self, disk: Any, at: Callable[[int, str, Callable[[], Any], tuple[Any, ...]], Any]) -> None:
        self.disk, self.at, self.count = disk, at, 0

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.disk, name)
        if name not in OPERATIONS:
            return found

        def operation(*given: Any) -> Any:
            number, self.count = self.count, self.count + 1
            return self.at(number, name, lambda: found(*given), given)

        return operation


def failing(number: int, code: int = errno.ENOSPC, also_later: bool = False, disk: Any = None) -> Counting:
    """A disk whose operation `number` fails; a failing write writes half of what it should."""

    def at(count: int, name: str, do: Callable[[], Any], given: tuple[Any, ...]) -> Any:
        if count == number or (also_later and count > number):
            if name == "write":
                os.write(given[0], given[1][: len(given[1]) // 2])
            if name == "close":
                do()
            raise OSError(code, os.strerror(code))
        return do()

    return Counting(disk or RealDisk(), at)


def killed(number: int, after: bool) -> Counting:
    """A disk that ends the process before, or just after, its operation `number`."""
    held: list[Any] = []

    def at(count: int, name: str, do: Callable[[], Any], given: tuple[Any, ...]) -> Any:
        if count < number or (count == number and after):
            found = do()
            if name == "lock":
                held.append(found)
            if count < number:
                return found
        elif count == number and name == "write":
            os.write(given[0], given[1][: len(given[1]) // 2])
        while held:  # the kernel drops the locks of the dead, and leaves their files
            lock = held.pop()
            if lock is not None and lock._handle >= 0:
                os.close(lock._handle)
                lock._handle = -1
        raise Killed

    return Counting(RealDisk(), at)


class Inode:
    """A file of `PowerDisk`: what was written, and what of it would survive."""

    def __init__(self) -> None:
        self.data = b""
        self.synced: bytes | None = None


class MemoryLock:
    def __init__(self, held: set[Path], path: Path) -> None:
        self.held, self.path = held, path
        held.add(path)

    def holds(self) -> bool:
        return True

    def release(self) -> None:
        self.held.discard(self.path)


class PowerDisk:
    """A file system in memory that keeps what is durable apart from what only seems so.

    Names change in steps that are whole or not at all (a rename is one step), but those that were
    not synced may survive in any combination; so may bytes that were not.
    """

    def __init__(self) -> None:
        self.names_now: dict[str, Inode] = {}
        self.names_durable: dict[str, Inode] = {}
        self.pending: list[dict[str, Inode | None]] = []
        self.open: dict[int, Inode] = {}
        self.held: set[Path] = set()

    def _change(self, **changes: Inode | None) -> None:
        self.pending.append(changes)
        _apply(self.names_now, changes)

    def _find(self, path: Path) -> Inode:
        if path.name not in self.names_now:
            raise FileNotFoundError(errno.ENOENT, "gone", str(path))
        return self.names_now[path.name]

    def names(self, folder: Path) -> list[str]:
        return list(self.names_now)

    def read(self, path: Path, limit: int) -> bytes:
        return self._find(path).data[:limit]

    def create(self, path: Path) -> int:
        assert path.name not in self.names_now
        handle = len(self.open)
        self.open[handle] = Inode()
        self._change(**{path.name: self.open[handle]})
        return handle

    def write(self, handle: int, data: bytes) -> None:
        self.open[handle].data += data

    def sync(self, handle: int) -> None:
        self.open[handle].synced = self.open[handle].data

    def close(self, handle: int) -> None:
        assert handle in self.open

    def replace(self, old: Path, new: Path) -> None:
        found = self._find(old)
        if self.names_now.get(new.name) is not found:  # POSIX: else nothing happens at all
            self._change(**{new.name: found, old.name: None})

    def link(self, old: Path, new: Path) -> None:
        if new.name in self.names_now:
            raise FileExistsError(errno.EEXIST, "there", str(new))
        self._change(**{new.name: self._find(old)})

    def remove(self, path: Path) -> None:
        self._find(path)
        self._change(**{path.name: None})

    def same(self, one: Path, other: Path) -> bool:
        return self.names_now.get(one.name, 1) is self.names_now.get(other.name, 2)

    def sync_folder(self, folder: Path) -> None:
        self.names_durable, self.pending = dict(self.names_now), []

    def make_folder(self, folder: Path) -> None:
        """There is one folder and it is there."""

    def writable(self, folder: Path) -> bool:
        return True

    def lock(self, path: Path) -> MemoryLock | None:
        return None if path in self.held else MemoryLock(self.held, path)

    def after_power_cut(self) -> Iterator[PowerDisk]:
        """Every disk that might be found when the power is back."""
        for keep in range(len(self.pending) + 1):
            for chosen in combinations(self.pending, keep):
                for lost in (lambda data: data, lambda data: b"", lambda data: data[: len(data) // 2]):
                    yield self._found(chosen, lost)

    def _found(self, chosen: tuple[dict[str, Inode | None], ...], lost: Callable[[bytes], bytes]) -> PowerDisk:
        disk = PowerDisk()
        names = dict(self.names_durable)
        for changes in chosen:
            _apply(names, changes)
        again: dict[int, Inode] = {}
        for name, inode in names.items():
            fresh = again.setdefault(id(inode), Inode())
            fresh.data = fresh.synced = inode.data if inode.synced == inode.data else lost(inode.data)
            disk.names_now[name] = disk.names_durable[name] = fresh
        return disk


def _apply(names: dict[str, Inode], changes: dict[str, Inode | None]) -> None:
    for name, inode in changes.items():
        if inode is None:
            names.pop(name, None)
        else:
            names[name] = inode
