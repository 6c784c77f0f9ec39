"""Looking at the files of a folder without touching them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

import msgspec

from .disk import Disk
from .files import GENERATIONS, Names
from .problems import Damaged, Newer, reason
from .record import Mark
from .seal import MAX_BYTES
from .store import MIGRATIONS, Migration, Stored, outline

_NEWEST = re.compile(r"life-([0-9a-f]{12})(?:\.([1-9]))?\.json")
_LITTER = re.compile(r"life-([0-9a-f]{12})\.(?:lock|[0-9a-f]{8}\.tmp)")


class Health(StrEnum):
    """What can be said of a file."""

    SOUND = "sound"
    DAMAGED = "damaged"
    NEWER = "newer"
    """Written by a later version of the game."""
    UNREADABLE = "unreadable"
    """The system does not let it be read, or it is no file."""


class Generation(msgspec.Struct, frozen=True):
    """One version of a life on disk."""

    number: int
    """0 for the newest."""
    health: Health
    reason: str = ""
    """What is the matter, in a sentence; empty when it is sound."""
    outline: Stored | None = None
    """What it says of itself, when it is sound."""
    size: int = 0
    """Bytes."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A life as a list shows it. Every text is safe to print."""

    id: str
    """By which the shelf finds it."""
    name: str
    volume: str
    """Id of the volume."""
    sheet: int
    """How many choices have been made."""
    line: str
    """Episode and date."""
    ended: str
    """Id of the ending, or empty."""
    health: Health
    """Of the newest file."""
    reason: str
    """What is the matter, in a sentence; empty when it is sound."""
    generations: tuple[int, ...]
    """Which versions lie there, 0 being the newest."""
    rescue: int | None
    """The newest older version that is sound, when the newest is not."""
    counter: int
    """The higher, the later it was saved."""
    saved: int
    """Seconds since 1970, as the clock had it."""
    story: Mark
    """The story it was played in."""


def lives(names: list[str]) -> dict[str, tuple[int, ...]]:
    """The lives among the `names` of a folder, each with the generations that lie there."""
    found: dict[str, list[int]] = {}
    for name in names:
        if (match := _NEWEST.fullmatch(name)) and (number := int(match[2] or 0)) < GENERATIONS:
            found.setdefault(match[1], []).append(number)
    return {life: tuple(sorted(numbers)) for life, numbers in found.items()}


def litter(names: list[str]) -> dict[str, list[str]]:
    """Locks and temporary files among the `names` of a folder, by life."""
    found: dict[str, list[str]] = {}
    for name in names:
        if match := _LITTER.fullmatch(name):
            found.setdefault(match[1], []).append(name)
    return found


def look(disk: Disk, path: Path, number: int, migrations: Mapping[int, Migration] = MIGRATIONS) -> Generation:
    """What the file `path` is, as generation `number`; never raises."""
    try:
        data = disk.read(path, MAX_BYTES + 1)
        return Generation(number, Health.SOUND, "", outline(data, migrations), len(data))
    except Newer as problem:
        return Generation(number, Health.NEWER, problem.message)
    except Damaged as problem:
        return Generation(number, Health.DAMAGED, problem.message)
    except FileNotFoundError:
        return Generation(number, Health.DAMAGED, "The newest file of this life is not there.")
    except OSError as error:
        return Generation(number, Health.UNREADABLE, f"The file cannot be read: {reason(error)}.")


def entry(disk: Disk, names: Names, life: str, present: tuple[int, ...], migrations: Mapping[int, Migration]) -> Entry:
    """A life as a list shows it; older generations are read only when the newest is not sound."""
    newest = look(disk, names.generation(0), 0, migrations)
    spare = None
    if newest.health is not Health.SOUND:
        older = (look(disk, names.generation(n), n, migrations) for n in present if n)
        spare = next((g for g in older if g.health is Health.SOUND), None)
    said = newest.outline or (spare.outline if spare else None)
    return Entry(
        id=life,
        name=said.name if said else "",
        volume=said.volume if said else "",
        sheet=said.sheet if said else 0,
        line=said.line if said else "",
        ended=said.ended if said else "",
        health=newest.health,
        reason=newest.reason,
        generations=present,
        rescue=spare.number if spare else None,
        counter=said.counter if said else 0,
        saved=said.saved if said else 0,
        story=said.story if said else Mark(""),
    )
