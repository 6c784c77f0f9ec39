"""A file as a reader may look through it: never what only its author knows, such as who an extract comes from, and
never what is left to the reader to conclude, such as which sheets are one."""

from __future__ import annotations

from typing import Final

import msgspec

from starcity_game.engine.dossier.file import File, Sheet, said_day

EMPTY: Final = "Nothing has come in yet."
"""What is said of a file without sheets."""


class Line(msgspec.Struct, frozen=True):
    """One sheet in the inventory."""

    number: int
    day: str
    """When it was written, as on the paper."""
    kind: str
    source: str
    """How it is signed, and by what way it came."""
    cites: tuple[int, ...]
    """The sheets that it has everything from."""

    @property
    def said(self) -> str:
        """What it is, and where it is from."""
        cites = f", as on sheet {', '.join(map(str, self.cites))}" if self.cites else ""
        return f"{self.kind}, {self.source}{cites}"


def inventory(file: File) -> tuple[Line, ...]:
    """Every sheet that is there, in the sewn order."""
    return tuple(_line(sheet) for sheet in file.sheets)


def _line(sheet: Sheet) -> Line:
    source = " · ".join(filter(None, (sheet.signs, sheet.channel)))
    return Line(sheet.number, said_day(sheet.now), sheet.kind, source, sheet.cites)


def said_card(now: int, text: str) -> str:
    """A line of the index cards."""
    return f"{said_day(now)}  {text}"
