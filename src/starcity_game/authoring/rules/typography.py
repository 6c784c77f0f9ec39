"""T1: the typewriter's straight quotes, double hyphens, double blanks and three dots in what a player reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from starcity_game.authoring.edits import Source, Unplaced
from starcity_game.authoring.opened import Opened
from starcity_game.authoring.rules.rule import Found, Level, Rule
from starcity_game.authoring.spots import Spot, spots
from starcity_game.authoring.typography import MARKS, Correction, corrections
from starcity_game.story.folder import SourceFile
from starcity_game.story.nodes import Mapping
from starcity_game.story.trace import Place

_PROSE: Final = frozenset({"text", "label", "line"})
"""Kinds of texts that are sentences; all others are names, numbers and expressions."""


def misprints(root: Mapping, source: Source) -> Iterator[tuple[Spot, list[tuple[int, int, Correction]]]]:
    """The texts of a file that have something to correct, each with (start, end, correction): offsets in
    `source.text`. A text that cannot be found again in the file is left out."""
    for spot in spots(root):
        if spot.key or spot.kind not in _PROSE:
            continue
        found = corrections(spot.node.value, spot.kept)
        if not found:
            continue
        try:
            places = source.places(spot.node)
        except Unplaced:
            continue
        yield spot, [(*_span(one, places), one) for one in found]


def _span(one: Correction, places: list[tuple[int, int]]) -> tuple[int, int]:
    """Offsets in the file of what is to be corrected. Blanks of a folded text have no sure places, so that theirs
    are what lies between their neighbours."""
    if one.blanks:
        return places[one.start - 1][1], places[one.end][0]
    return places[one.start][0], places[one.end - 1][1]


def _find(story: Opened) -> Iterator[Found]:
    """Every misprint of a story."""
    for page in story.trace.pages:
        if MARKS.search(page.text) is None:
            continue
        source = Source(SourceFile(page.file, page.text.encode()))
        for _, found in misprints(page.root, source):
            for start, _, one in found:
                yield Found(place_of(source, start), f"{one.what} in a text", _advice(one))


def place_of(source: Source, offset: int) -> Place:
    """The place in a file of the character at `offset`; a byte order mark is none."""
    line = source.line_of(offset)
    return source.path, line, offset - source.offset(line, 1) + 1


def _advice(one: Correction) -> str:
    """What to write instead."""
    if one.instead is None:
        return "it stands between blanks, so that it opens and closes nothing"
    return "write one" if one.blanks else f"write {one.instead}"


RULES: Final = (
    Rule(
        "T1",
        "typography: straight quotes, double hyphens, double blanks, three dots",
        Level.WARNING,
        "A story is set like a book: “ ” ‘ ’ for quotation marks and apostrophes, — for a dash, … for a pause. The "
        "signs of a typewriter are read as slips on a page that otherwise looks printed. Braces with logic, names and "
        "expressions are not looked at; in a document with `lines: kept` blanks are left alone, since they may stand "
        "for columns.",
        "`starcity check --fix` writes the right sign by what stands around it. Where a straight quotation mark stands "
        "between blanks it opens and closes nothing, and only the author can say what was meant.",
        _find,
    ),
)
