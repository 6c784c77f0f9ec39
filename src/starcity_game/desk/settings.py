"""What the player likes: light, measure, motion. One small file, forgiving when read, whole when written."""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

from .themes import TITLES

_MOST: Final = 64 * 1024


class Settings(msgspec.Struct, frozen=True):
    """Everything that can be set."""

    theme: str = "lamp"
    """One of `themes.TITLES`."""
    measure: int = 66
    """Cells of a line of prose, 60 to 72."""
    typewriter: bool = False
    """Whether new text appears letter by letter."""
    changes: bool = False
    """Whether a line after a choice says what it changed."""
    reader: bool = False
    """Whether a screen reader is listening: the cursor is shown, nothing stands beside the text."""
    keys: dict[str, str] = {}
    """Keys of the player's own, by the id of the command."""


@dataclass(frozen=True)
class Field:
    """One line of the settings screen."""

    id: str
    title: str
    help: str
    values: tuple[tuple[Any, str], ...]
    """(value, what it is called), in the order in which they follow one another."""


_SWITCH: Final = ((False, "off"), (True, "on"))

FIELDS: Final = (
    Field("theme", "Light", "What the desk is lit by.", tuple(TITLES.items())),
    Field("measure", "Measure", "Letters in a line of prose.", tuple((n, str(n)) for n in (60, 63, 66, 69, 72))),
    Field("typewriter", "Typewriter", "New text appears letter by letter; any key completes it.", _SWITCH),
    Field("changes", "What changed", "A line after each choice says what it changed.", _SWITCH),
    Field(
        "reader", "Screen reader",
        "The cursor is shown on the option under the hand, and nothing stands beside the text. "
        "`starcity play --plain` is the same game as lines.", _SWITCH,
    ),
)  # fmt: skip
"""What the settings screen shows, in order."""


def read(folder: Path | None) -> Settings:
    """The settings in `folder`; whatever is missing or cannot be understood is as at first."""
    try:
        path = _file(folder)
        found = msgspec.json.decode(path.read_bytes()) if path and path.stat().st_size < _MOST else {}
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return Settings()
    if not isinstance(found, dict):
        return Settings()
    good = {f.id: found[f.id] for f in FIELDS if f.id in found and _is_one(found[f.id], f.values)}
    keys = found.get("keys")
    if isinstance(keys, dict):
        good["keys"] = {k: v for k, v in keys.items() if isinstance(v, str) and v.strip()}
    return Settings(**good)


def write(folder: Path | None, settings: Settings) -> bool:
    """Keep `settings` in `folder`, whole or not at all. Says whether that went well."""
    path = _file(folder)
    if path is None:
        return False
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(".tmp", "settings-", path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(msgspec.json.format(msgspec.json.encode(settings)) + b"\n")
            os.replace(name, path)
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(name)
            return False
    except OSError:
        return False
    return True


def following(field: Field, value: object, by: int = 1) -> object:
    """The value after (or before) `value` among those of `field`, round again at the end."""
    values = [one for one, _ in field.values]
    at = values.index(value) if value in values else 0
    return values[(at + by) % len(values)]


def _is_one(value: object, values: tuple[tuple[Any, str], ...]) -> bool:
    return any(type(value) is type(one) and value == one for one, _ in values)


def _file(folder: Path | None) -> Path | None:
    return folder / "settings.json" if folder else None
