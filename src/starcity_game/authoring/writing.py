"""Writing several files at once: all of them, or none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from starcity_game.commandline import Missing
from starcity_game.saves.real_disk import RealDisk
from starcity_game.story.diagnostics import visible


class Unwritten(Missing):
    """The files could not be written, and are all as they were: a sentence, and exit status 2."""


def write_all(folder: Path, files: Mapping[str, bytes], before: Mapping[str, bytes] | None = None) -> None:
    """Write `files` (path in `folder` to content), each whole, under another name first.

    With `before`, what the files were read as: if one of them has changed since, nothing is written. Raises
    Unwritten when something fails; then every file is as it was.
    """
    disk, waiting = RealDisk(), []
    try:
        for name, data in files.items():
            path = (folder / name).resolve()
            # its name begins with a dot, as no story file's does
            waiting.append((path.with_name(f".{path.name}.{os.getpid()}.new"), path))
            _prepare(disk, *waiting[-1], data)
        for name, data in (before or {}).items():
            if name in files and (folder / name).read_bytes() != data:
                raise Unwritten(f"{visible(name)} was changed by another program meanwhile. Nothing was written.")
        _exchange(disk, waiting)
    except OSError as fault:
        raise Unwritten(f"Nothing was written: {_reason(fault)}.") from fault
    finally:
        for temporary, _ in waiting:
            with suppress(OSError):
                disk.remove(temporary)


def _prepare(disk: RealDisk, temporary: Path, path: Path, data: bytes) -> None:
    """Write `data` to the file `temporary`, which is to take the place and the permissions of `path`."""
    handle = disk.create(temporary)
    try:
        disk.write(handle, data)
        disk.sync(handle)
    finally:
        disk.close(handle)
    if path.exists():
        shutil.copymode(path, temporary)
    else:
        temporary.chmod(0o666 & ~_umask())


def _exchange(disk: RealDisk, waiting: list[tuple[Path, Path]]) -> None:
    """Give every prepared file its name; when one cannot have it, give those before it their old content back."""
    done: list[tuple[Path, bytes | None]] = []
    try:
        for temporary, path in waiting:
            old = path.read_bytes() if path.exists() else None
            disk.replace(temporary, path)
            done.append((path, old))
    except OSError:
        for path, old in done:
            if old is None:
                disk.remove(path)
            else:
                path.write_bytes(old)
        raise
    for folder in sorted({path.parent for _, path in waiting}):
        disk.sync_folder(folder)


def _umask() -> int:
    """The process's mask for new files, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _reason(fault: OSError) -> str:
    """What the system says, with the file's name."""
    name = f" ({visible(Path(str(fault.filename)).name)})" if fault.filename else ""
    return f"{(fault.strerror or 'it failed').lower()}{name}"
