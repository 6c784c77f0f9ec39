"""Which folders are used: what the player said, else the checkout's, else the user's own."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from .problems import shown
from .real_disk import RealDisk

APP = "starcity"
"""The name of the folders below the user's own."""
_PACKAGE = Path(__file__).resolve().parent.parent


class Place(msgspec.Struct, frozen=True):
    """A folder that was chosen, and what the player should be told of the choice."""

    path: Path
    """Absolute; need not exist yet."""
    notice: str = ""
    """A sentence when it is not the folder that was to be expected, or cannot be written to."""
    writable: bool = True
    """Whether something can be kept there."""


def checkout(package: Path = _PACKAGE) -> Path | None:
    """The project's folder when the program runs from one: it holds src/, story/ and pyproject.toml."""
    root = package.parent.parent
    whole = package.parent.name == "src" and (root / "pyproject.toml").is_file() and (root / "story").is_dir()
    return root if whole else None


def saves_folder(given: str | Path | None = None, package: Path = _PACKAGE) -> Place:
    """Where the lives are.

    A folder that was asked for is used even when it may only be read: its lives can still be read.
    Without one, a folder that cannot be written to is passed over, with a sentence; the last resort
    is a temporary folder.
    """
    disk = RealDisk()
    if given is not None:
        path = _absolute(given)
        if disk.writable(path):
            return Place(path)
        notice = f"Nothing can be saved in {shown(path)}: it may only be read, or is no folder."
        return Place(path, notice, False)
    wanted: Path | None = None
    for path in _usual(package):
        if disk.writable(path):
            return Place(path, _passed_over(wanted, path))
        wanted = wanted or path
    return _temporary(wanted, disk)


def stories_folder(given: str | Path | None = None, package: Path = _PACKAGE) -> Path:
    """Where the story is; absolute, and perhaps not there."""
    if given is not None:
        return _absolute(given)
    root = checkout(package)
    return root / "story" if root else package / "data" / "story"


def cache_folder() -> Path | None:
    """Where compiled stories are kept; None when the user has no such folder."""
    return _own("user_cache_dir")


def config_folder() -> Path | None:
    """Where settings are kept; None when the user has no such folder."""
    return _own("user_config_dir")


def _usual(package: Path) -> Iterator[Path]:
    """The folders that lives are looked for in when none was asked for, the best first."""
    root = checkout(package)
    if root:
        yield root / "saves"
    own = _own("user_data_dir")
    if own:
        yield own / "saves"


def _own(which: str) -> Path | None:
    """A folder of the user's, from platformdirs.

    None when there is no home: an empty or relative HOME would lead to `/.local` or into the
    working folder.
    """
    import platformdirs  # noqa: PLC0415 - not needed where a folder was asked for; 8 ms

    find: Callable[..., str] = getattr(platformdirs, which)
    home = os.environ.get("HOME")
    if sys.platform != "win32" and home is not None and not os.path.isabs(home):
        return None
    try:
        path = Path(find(APP, appauthor=False))
    except (OSError, RuntimeError, KeyError):
        return None
    return path if path.is_absolute() else None


def _passed_over(wanted: Path | None, used: Path) -> str:
    """What to say when `used` is not the first choice."""
    return f"Nothing can be saved in {shown(wanted)}; lives are kept in {shown(used)}." if wanted else ""


def _temporary(wanted: Path | None, disk: RealDisk) -> Place:
    """A folder that lasts as long as the machine likes, when there is no other."""
    first = f"Nothing can be saved in {shown(wanted)}" if wanted else "There is no home folder to save in"
    path = _temporary_path()
    if path and disk.writable(path):
        return Place(path, f"{first}; lives are kept in {shown(path)}, which may be emptied at any time.")
    nowhere = wanted or path or Path(os.sep, APP)
    return Place(nowhere, f"{first}, nor anywhere else: this life is not saved.", False)


def _temporary_path() -> Path | None:
    """This user's temporary folder; None when there is none, or another user has taken its name."""
    try:
        top = Path(tempfile.gettempdir()).absolute() / f"{APP}-{_user()}"
    except OSError:
        return None
    try:
        there = os.lstat(top)
    except OSError:
        return top / "saves"
    mine = stat.S_ISDIR(there.st_mode) and (sys.platform == "win32" or there.st_uid == os.getuid())
    return top / "saves" if mine else None


def _user() -> str:
    """The user's number, so that two users of a machine do not share a temporary folder."""
    return str(os.getuid()) if sys.platform != "win32" else "user"


def _absolute(given: str | Path) -> Path:
    """`given` from the working folder; as it is when that has been deleted."""
    path = Path(given).expanduser() if str(given).startswith("~") else Path(given)
    try:
        return path.absolute()
    except OSError:
        return path
