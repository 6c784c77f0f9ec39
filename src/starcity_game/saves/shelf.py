"""The folder of lives. Looking never writes, moves or deletes; every problem is a sentence."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from .disk import Disk
from .files import GENERATIONS, Names, discard, publish, set_aside
from .holding import Locks
from .look import Entry, Generation, Health, entry, litter, lives, look
from .problems import Damaged, Newer, SaveProblem, refused, shown
from .real_disk import RealDisk
from .record import FORMAT, Record, new_life
from .seal import MAX_BYTES
from .store import MIGRATIONS, Migration, decode, encode, format_of


class Shelf:
    """Lives side by side in one folder. May be used by several threads."""

    def __init__(
        self, folder: Path, disk: Disk | None = None, migrations: Mapping[int, Migration] = MIGRATIONS
    ) -> None:
        """`folder` need not exist: it is made at the first save."""
        self.folder = folder
        """Where the lives are."""
        self._disk = disk or RealDisk()
        self._migrations = migrations
        self._guard = threading.RLock()
        self._locks = Locks(self._disk, self._guard)
        self._counter = -1
        self._tidied = False

    # ---------------------------------------------------------------------- looking

    def trouble(self) -> str:
        """Why nothing could be saved here, in a sentence to be said at the start; empty when all is well."""
        if self._disk.writable(self.folder):
            return ""
        return f"Nothing can be saved in {shown(self.folder)}: it may only be read, or is not a folder."

    def entries(self) -> list[Entry]:
        """Every life, the last saved first; a folder that does not exist is empty. Raises SaveProblem."""
        try:
            found = lives(self._disk.names(self.folder))
        except FileNotFoundError:
            found = {}
        except OSError as error:
            raise refused(self.folder, error) from error
        listed = (
            entry(self._disk, self._names(life), life, present, self._migrations) for life, present in found.items()
        )
        return sorted(listed, key=lambda e: (-e.counter, -e.saved, e.id))

    def latest(self) -> Entry | None:
        """The sound life that was saved last, whatever the clock says. Raises SaveProblem."""
        return next((e for e in self.entries() if e.health is Health.SOUND), None)

    def generations(self, life: str) -> tuple[Generation, ...]:
        """Every version of one life with its health, the newest first. Raises SaveProblem."""
        names = self._names(life)
        try:
            present = lives(self._disk.names(self.folder)).get(life, ())
        except OSError as error:
            raise refused(self.folder, error) from error
        return tuple(look(self._disk, names.generation(n), n, self._migrations) for n in present)

    def read(self, life: str, generation: int = 0) -> Record:
        """A whole life. Raises Damaged, Newer, or another SaveProblem."""
        return msgspec.structs.replace(decode(self._bytes(life, generation), self._migrations), life=life)

    # ---------------------------------------------------------------------- playing

    def hold(self, life: str) -> None:
        """Keep other programs from writing this life until `release`. Raises InUse or SaveProblem."""
        self._locks.hold(self._names(life))

    def release(self, life: str) -> None:
        """Let other programs have this life; fine if it was not held."""
        self._locks.release(life)

    def write(self, record: Record) -> Record:
        """Save a life and come back when it is durable; gives it with its counter.

        Raises SaveProblem; then what lay on the disk before is still there, whole.
        """
        with self._guard, self._saying(), self._locks.during(self._names(record.life)):
            self._tidy()
            numbered = msgspec.structs.replace(record, counter=self._next(record.counter))
            self._publish(numbered)
            self._counter = numbered.counter
            return numbered

    # --------------------------------------------------------------- at the player's wish

    def rename(self, life: str, name: str) -> None:
        """Give a life another name; its place in the list stays. Raises SaveProblem."""
        with self._guard, self._saying(), self._locks.during(self._names(life)):
            self._publish(msgspec.structs.replace(self.read(life), name=name))

    def restore_generation(self, life: str, generation: int) -> None:
        """Make an older version the newest. A damaged newest is kept beside it as `….damaged.json`.

        Raises SaveProblem, also when that version is not sound itself.
        """
        with self._guard, self._saying(), self._locks.during(self._names(life)):
            data = self._bytes(life, generation)
            decode(data, self._migrations)
            publish(self._disk, self._names(life), data, rotate=self._make_way(life))

    def delete(self, life: str) -> None:
        """Remove a life with everything kept of it. Raises SaveProblem."""
        with self._guard, self._saying(), self._locks.during(self._names(life)):
            there = self._disk.names(self.folder)
            whole = [n for n in there if n.startswith(f"life-{life}.") and n.endswith(".json")]
            newest = self._names(life).generation(0).name
            # The newest goes last: broken off here, it is still a life and not a damaged one.
            for name in sorted(whole, key=lambda n: n == newest):
                self._disk.remove(self.folder / name)
            self._disk.sync_folder(self.folder)

    def copied(self, record: Record) -> Record:
        """The same life under an id of its own, to be played beside the first; nothing is written yet."""
        name = f"{record.name} (copy)".strip()
        return msgspec.structs.replace(record, life=new_life(), name=name, counter=0)

    # ---------------------------------------------------------------------- within

    def _names(self, life: str) -> Names:
        """The names of a life's files. Raises SaveProblem for an id that no life could have."""
        if len(life) != 12 or not set(life) <= set("0123456789abcdef"):
            raise SaveProblem("There is no such life.")
        return Names(self.folder, life)

    def _bytes(self, life: str, generation: int) -> bytes:
        """The bytes of one version. Raises SaveProblem."""
        path = self._names(life).generation(min(max(generation, 0), GENERATIONS))
        try:
            return self._disk.read(path, MAX_BYTES + 1)
        except OSError as error:
            raise refused(path, error) from error

    def _publish(self, record: Record) -> None:
        """Write `record` as the newest version. Raises SaveProblem or OSError."""
        data = encode(record)
        rotate = self._make_way(record.life)
        publish(self._disk, self._names(record.life), data, rotate=rotate)

    def _make_way(self, life: str) -> bool:
        """Put aside what must not be lost of the newest file; say whether it may become a generation."""
        names = self._names(life)
        try:
            number = format_of(self._disk.read(names.generation(0), MAX_BYTES + 1))
        except FileNotFoundError:
            return True
        except Damaged:
            self._keep(names, "damaged")
            return False
        if number > FORMAT:
            raise Newer("This life was saved by a newer version of the game. It is left as it is.")
        if number < FORMAT:
            self._keep(names, f"format{number}")
        return True

    def _keep(self, names: Names, word: str) -> None:
        """Let the newest file be found under a further name, durably, before it is replaced."""
        set_aside(self._disk, names, names.generation(0), word)
        self._disk.sync_folder(self.folder)

    def _next(self, own: int) -> int:
        """A counter above every other of the folder, as far as it was looked at."""
        if self._counter < 0:
            self._counter = max((e.counter for e in self.entries()), default=0)
        return max(self._counter, own) + 1

    @contextlib.contextmanager
    def _saying(self) -> Iterator[None]:
        """Turn what the system refuses into a sentence."""
        try:
            yield
        except OSError as error:
            self._tidied = False  # where writing failed, removing what was begun may have failed too
            raise SaveProblem(
                f"Not saved: {refused(self.folder, error).message} The save before this one is whole."
            ) from error

    def _tidy(self) -> None:
        """Remove what dead programs left: locks nobody has, and temporary files beside them."""
        if self._tidied:
            return
        self._tidied = True
        for life, names in litter(self._disk.names(self.folder)).items():
            with contextlib.suppress(OSError, SaveProblem), self._locks.during(self._names(life)):
                for name in names:
                    if name.endswith(".tmp"):
                        discard(self._disk, self.folder / name)
