"""What may be done now, as lines: a number, the words, and at the right what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from textual.content import Content

from ..engine.events import Option
from .typeset import Row, indented, spanned, text, wrap

MARGIN: Final = 5
"""Cells before an option's words: two for the mark, three for the number."""
_GAP: Final = 3


def options(offer: Sequence[Option], width: int) -> list[Row]:
    """The rows of an offer. Locked options have no number and cannot be chosen."""
    rows: list[Row] = []
    number = 0
    for option in offer:
        number += option.open
        rows += _open(option, number, width) if option.open else _locked(option, width)
    return rows


def entry(key: str, label: str, number: int, width: int, beside: str = "") -> list[Row]:
    """A thing of the desk's own that can be chosen, in the same form."""
    head = Content.styled(f"  {number:<3}", "key")
    return [Row(line, key) for line in _beside(indented(wrap(text(label), width - MARGIN), head), beside, width)]


def entries(things: Iterable[tuple[str, str, str]], width: int) -> list[Row]:
    """Several of them as (key, label, what stands at the right), numbered from 1."""
    return [row for n, (key, label, note) in enumerate(things, 1) for row in entry(key, label, n, width, note)]


def beneath(key: str, words: str, width: int, role: str = "aside") -> list[Row]:
    """What is said below the words of `entry`; no rows for no words."""
    lines = wrap(text(words, role), width - MARGIN) if words else []
    return [Row(line, key) for line in indented(lines, Content(" " * MARGIN))]


def _open(option: Option, number: int, width: int) -> list[Row]:
    head = Content.styled(f"  {number:<3}", "key")
    lines = indented(wrap(spanned(option.label), width - MARGIN), head)
    return [Row(line, option.id) for line in _beside(lines, option.odds, width)]


def _locked(option: Option, width: int) -> list[Row]:
    head = Content.styled("  ·  ", "dim")
    lines = indented(wrap(spanned(option.label, "dim"), width - MARGIN), head)
    return [Row(line) for line in _beside(lines, option.reason, width)]


def _beside(lines: Iterable[Content], note: str, width: int) -> list[Content]:
    """`lines` with a note at the right end of the last, or below it when there is no room."""
    found = list(lines)
    if not note:
        return found
    told = text(note, "aside")
    room = width - found[-1].cell_length - told.cell_length
    if room >= _GAP:
        return [*found[:-1], found[-1] + " " * room + told]
    below = wrap(told, width - MARGIN)
    return found + [Content(" " * (width - line.cell_length)) + line for line in below]
