"""A compiled story on disk, keyed by its content, in a format that cannot run code.

A file is: a line that names the format, a checksum of the rest, the lengths of the head and of each
scene, then head and scenes in MessagePack. Anything that does not fit is as good as no file: the
story is compiled again, and the file written anew.
"""

from __future__ import annotations

import hashlib
import os
import re
import struct
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from starcity_game import __version__
from starcity_game.story.expressions import Sound
from starcity_game.story.model import Head, Scene, Story

FORMAT: Final = b"starcity story 1\n"
"""Changes when the layout of the file does."""
LARGEST: Final = 200_000_000
"""Bytes of a compiled story at most; the largest story that can be compiled has a fifth of it."""
MOST: Final = 12
"""Compiled stories that are kept."""
_NAME: Final = re.compile(r"[0-9a-f]{32}-[0-9a-f]{16}\.story")
_SUM: Final = 16
_COUNT: Final = struct.Struct("<II")


def write_cache(folder: Path, story_hash: str, head: Head, blobs: list[bytes]) -> None:
    """Keep a compiled story; a folder that cannot be written is no fault."""
    body = pack(head, blobs)
    name = ""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=".story-")
        with os.fdopen(handle, "wb") as file:
            file.write(FORMAT + _checksum(body) + body)
        os.replace(name, folder / file_name(story_hash))
        _forget_old(folder)
    except OSError:
        if name:
            with suppress(OSError):
                os.unlink(name)


def _forget_old(folder: Path) -> None:
    """Delete the oldest compiled stories: every edit of a story leaves one behind."""
    kept = [path for path in folder.iterdir() if _NAME.fullmatch(path.name) and path.is_file()]
    for path in sorted(kept, key=lambda path: path.stat().st_mtime)[:-MOST]:
        path.unlink()


def read_cache(folder: Path, story_hash: str) -> Story | None:
    """The story with this content, or None when there is none that is whole."""
    try:
        path = folder / file_name(story_hash)
        if not path.is_file() or path.stat().st_size > LARGEST:
            return None
        data = path.read_bytes()
        start = len(FORMAT) + _SUM
        body = memoryview(data)[start:]
        if data[: len(FORMAT)] != FORMAT or data[len(FORMAT) : start] != _checksum(body):
            return None
        story = unpack(body)
        _check_code(story.head)
    except (OSError, msgspec.MsgspecError, struct.error, ValueError, TypeError, IndexError, KeyError, RecursionError):
        return None
    return story if story.head.hash == story_hash else None


def _check_code(head: Head) -> None:
    """Raise ValueError when an expression could not be compiled, or would reach beyond the story's values."""
    sound = Sound(len(head.start), head.counters)
    for tree in (*head.code, *head.machine.code):
        sound.check(tree)


def file_name(story_hash: str) -> str:
    """Name of the cache file for a content hash; the compiler that made it is part of the name."""
    return f"{story_hash}-{_compiler()}.story"


def _compiler() -> str:
    """A hash of this package's own source and of Python's version, so that a story compiled by an earlier
    compiler is never taken for one of this one's (2 ms; a version number would be forgotten one day)."""
    digest = hashlib.blake2b(f"{__version__} {sys.version_info[:2]}".encode(), digest_size=8)
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def pack(head: Head, blobs: list[bytes]) -> bytes:
    """Head and scenes as one run of bytes."""
    first = msgspec.msgpack.encode(head)
    lengths = struct.pack(f"<{len(blobs)}I", *map(len, blobs))
    return b"".join((_COUNT.pack(len(first), len(blobs)), lengths, first, *blobs))


def unpack(body: memoryview) -> Story:
    """The story in the bytes that `pack` made; raises ValueError or a MsgspecError for others."""
    head_length, count = _COUNT.unpack_from(body)
    lengths = struct.unpack_from(f"<{count}I", body, _COUNT.size)
    at = _COUNT.size + 4 * count
    head = msgspec.msgpack.decode(body[at : at + head_length], type=Head)
    at += head_length
    blobs: list[bytes | memoryview] = []
    for length in lengths:
        blobs.append(body[at : at + length])
        at += length
    if at != len(body) or count != len(head.scenes):
        raise ValueError("the lengths do not add up")
    return Story(head, blobs)


encode_scene: Final[Callable[[Scene], bytes]] = msgspec.msgpack.Encoder().encode
"""Gives a scene as it is stored."""


def _checksum(body: bytes | memoryview) -> bytes:
    return hashlib.blake2b(body, digest_size=_SUM).digest()
