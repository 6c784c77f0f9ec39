"""Results of finished chunks on disk, so that an interrupted run goes on where it was.

A file is a line that names the format, then records: length and checksum (BLAKE2b, 8 bytes) of what follows, then
a result in MessagePack. What is not whole at the end, as after a crash, is cut off; the rest counts.
"""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Final

import msgspec

from starcity_game import __version__
from starcity_game.authoring.explore.tally import Tally
from starcity_game.authoring.explore.trial import Chunk
from starcity_game.saves import lock

FORMAT: Final = b"starcity lives 1\n"
MOST: Final = 12
"""Files that are kept; the oldest go."""
_HEAD: Final = struct.Struct("<I8s")
_LARGEST: Final = 50_000_000
"""Bytes of a record at most."""


class Kept:
    """The results of one story with one set of options; a context. Where nothing can be written, or another run is
    writing, it keeps nothing."""

    def __init__(self, folder: Path | None, key: str, fresh: bool) -> None:
        """`folder` need not exist; with `fresh`, what is there is thrown away."""
        self.path = folder / f"{key}.lives" if folder else None
        self.found: dict[Chunk, Tally] = {}
        """What was there."""
        self._fresh = fresh
        self._file: IO[bytes] | None = None
        self._lock: lock.Lock | None = None

    def __enter__(self) -> Kept:
        if self.path is None:
            return self
        with suppress(OSError, ValueError):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = lock.take(self.path.with_suffix(".lock"))
            if self._lock is not None:
                self._open(self.path)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 where: TracebackType | None) -> None:  # fmt: skip
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
        if self._lock is not None:
            self._lock.release()

    def keep(self, chunk: Chunk, tally: Tally) -> None:
        """Add a result; a disk that cannot take it is no fault."""
        if self._file is None:
            return
        data = msgspec.msgpack.encode((chunk, tally))
        try:
            self._file.write(_HEAD.pack(len(data), _sum(data)) + data)
            self._file.flush()
        except OSError:
            self._file = None

    def _open(self, path: Path) -> None:
        """Read what there is, cut off what is not whole, and stay ready to add."""
        exists = path.exists()
        file = path.open("r+b" if exists and not self._fresh else "w+b")
        whole = 0
        for end, chunk, tally in _records(file):
            self.found[chunk], whole = tally, end
        if not whole:
            file.seek(0)
            file.write(FORMAT)
            whole = len(FORMAT)
        file.truncate(whole)
        file.seek(whole)
        file.flush()
        self._file = file
        os.utime(path)
        _forget_old(path.parent)


def _records(file: IO[bytes]) -> Iterator[tuple[int, Chunk, Tally]]:
    """(where it ends, chunk, result) of every whole record from the beginning."""
    if file.read(len(FORMAT)) != FORMAT:
        return
    while len(head := file.read(_HEAD.size)) == _HEAD.size:
        length, checksum = _HEAD.unpack(head)
        data = file.read(length) if length <= _LARGEST else b""
        if len(data) != length or _sum(data) != checksum:
            return
        try:
            chunk, tally = msgspec.msgpack.decode(data, type=tuple[Chunk, Tally])
        except msgspec.MsgspecError:
            return
        yield file.tell(), chunk, tally


def _sum(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=8).digest()


def _forget_old(folder: Path) -> None:
    """Delete the oldest files."""
    for path in sorted(folder.glob("*.lives"), key=lambda p: p.stat().st_mtime)[:-MOST]:
        path.unlink()


def key(story_hash: str, options: bytes) -> str:
    """The name under which results are kept: by the story, the options, and the program that led the lives."""
    digest = hashlib.blake2b(f"{__version__} {story_hash} ".encode() + options, digest_size=16)
    package = Path(__file__).parents[2]
    for folder in ("story", "engine", "authoring/explore"):
        for path in sorted((package / folder).glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()
