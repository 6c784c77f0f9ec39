"""The inventory of an opened file as lines: its sheets and the index cards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from textual.content import Content

from ..engine.dossier import inventory
from ..engine.dossier.file import File
from .typeset import BLANK, Row, indented, text, wrap

_NUMBER: Final = 6
"""Cells of the column of numbers."""
_DAY: Final = 10


def inventoried(file: File, width: int) -> list[Row]:
    """The whole inventory; each sheet can be chosen by its number."""
    rows = [Row(BLANK), Row(text(file.title, "strong")), Row(BLANK)]
    if not file.sheets:
        return [*rows, Row(text(inventory.EMPTY, "aside")), Row(BLANK)]
    for line in inventory.inventory(file):
        rows += _sheet(line, width)
    rows.append(Row(BLANK))
    if file.cards:
        rows += [Row(text("On index cards", "strong")), *_cards(file, width)]
    return rows


def _sheet(line: inventory.Line, width: int) -> Iterator[Row]:
    """One sheet: number, day, and what it is and where it is from."""
    head = Content.styled(f"{line.number:>4}  ", "key") + text(line.day.ljust(_DAY), "date")
    words = wrap(text(line.said), width - _NUMBER - _DAY)
    return (Row(one, str(line.number)) for one in indented(words, head))


def _cards(file: File, width: int) -> Iterator[Row]:
    """The index cards."""
    for card in file.cards:
        for one in wrap(text(inventory.said_card(card.now, card.text), "aside"), width):
            yield Row(one)
