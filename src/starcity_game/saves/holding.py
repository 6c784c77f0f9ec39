"""Which lives this program has for itself, and which only for a moment."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator

from .disk import Disk, Held
from .files import Names
from .problems import InUse, refused

_IN_USE = "Another program is playing this life. It can be read, or played on as a copy."


class Locks:
    """The locks that one shelf has. May be used by several threads."""

    def __init__(self, disk: Disk, guard: threading.RLock) -> None:
        """`guard` is the shelf's own, so that a lock does not change hands in the middle of a save."""
        self._disk = disk
        self._guard = guard
        self._held: dict[str, Held] = {}

    def hold(self, names: Names) -> None:
        """Have a life until `release`. Raises InUse or SaveProblem."""
        for _ in range(4):
            with self._guard, contextlib.suppress(InUse):
                self._take(names)
                return
            time.sleep(0.03)  # another program may only be looking whether a lock is a leftover
        raise InUse(_IN_USE)

    def release(self, life: str) -> None:
        """Let other programs have this life; fine if it was not held."""
        with self._guard:
            held = self._held.pop(life, None)
            if held:
                held.release()

    @contextlib.contextmanager
    def during(self, names: Names) -> Iterator[None]:
        """Have a life for a moment, or as long as it is held anyway. Raises InUse or SaveProblem."""
        before = names.life in self._held
        self._take(names)
        try:
            yield
        finally:
            if not before:
                self.release(names.life)

    def _take(self, names: Names) -> None:
        """Have the lock of a life; taken anew when its folder was deleted and made again."""
        held = self._held.get(names.life)
        if held and held.holds():
            return
        try:
            self._disk.make_folder(names.folder)
            found = self._disk.lock(names.lock)
        except OSError as error:
            raise refused(names.folder, error) from error
        if held:
            self._held.pop(names.life).release()
        if found is None:
            raise InUse(_IN_USE)
        self._held[names.life] = found
