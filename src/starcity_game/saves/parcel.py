"""One life as one file, to be carried elsewhere, and such a file taken in."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from .files import write_new
from .problems import refused
from .real_disk import RealDisk
from .record import Record, new_life
from .seal import MAX_BYTES
from .shelf import Shelf
from .store import decode, encode


def export(shelf: Shelf, life: str, target: Path) -> None:
    """Write `life` to the file `target`, which must not exist. Raises SaveProblem."""
    data = encode(shelf.read(life))
    try:
        write_new(RealDisk(), target, data)
    except OSError as error:
        raise refused(target, error) from error


def take_in(shelf: Shelf, source: Path) -> Record:
    """Put the life in the file `source` on the shelf, beside the one it is a copy of. Raises SaveProblem."""
    try:
        data = RealDisk().read(Path(os.path.abspath(source)), MAX_BYTES + 1)
    except OSError as error:
        raise refused(source, error) from error
    found = decode(data)
    taken = {entry.id for entry in shelf.entries()}
    life = found.life if _is_id(found.life) and found.life not in taken else new_life()
    return shelf.write(msgspec.structs.replace(found, life=life))


def _is_id(life: str) -> bool:
    """Whether a life can have this id."""
    return len(life) == 12 and set(life) <= set("0123456789abcdef")
