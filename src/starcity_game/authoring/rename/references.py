"""Where the files of a story use a name: as a value, as a key, inside an expression, or inside a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from starcity_game.authoring.declared import LOCAL, Declared
from starcity_game.authoring.spots import Spot, spots
from starcity_game.story.expressions.parse import Parser
from starcity_game.story.expressions.reader import Node as Part
from starcity_game.story.expressions.scan import scan
from starcity_game.story.nodes import Scalar
from starcity_game.story.page import Page
from starcity_game.story.prose import Writer, is_plain, parse_text

HEADS: Final = {
    "fact": ("knows",),
    "scene": ("seen", "visits"),
    "act": ("did", "filed", "sheet", "sheets", "sources"),
    "variable": ("subject",),
    "observer": ("manner",),
}
"""What stands before the names of these kinds in an expression."""
_TEXTS: Final = ("text", "label")
_EXPRESSIONS: Final = ("condition", "assignment", "argument", "expression")


class Reference(msgspec.Struct, frozen=True):
    """One place where a name is used or declared."""

    page: Page
    """The file."""
    node: Scalar
    """The text that holds it."""
    start: int
    """Where the name begins in the node's value."""
    end: int
    """Where it ends there."""
    whole_only: bool = False
    """Whether only the whole id will do here, whatever the file's prefix."""

    @property
    def written(self) -> str:
        """The name as it is written there."""
        return self.node.value[self.start : self.end]


def references(pages: Iterable[Page], target: Declared, known: set[str]) -> Iterator[Reference]:
    """Every place that names `target`, declarations included; `known` are the whole ids of its kind."""
    for page in pages:
        for spot in spots(page.root):
            for start, end, whole_only in _in_spot(spot, target.kind):
                found = Reference(page, spot.node, start, end, whole_only)
                if _meaning(found, spot, target.kind, known) == target.id:
                    yield found


def _meaning(found: Reference, spot: Spot, kind: str, known: set[str]) -> str:
    """The whole id that a name stands for."""
    name = found.written
    if kind not in LOCAL or found.whole_only:
        return name
    if spot.declares:
        return found.page.name_of(name)
    return resolved(name, found.page.prefix, known)


def resolved(name: str, prefix: str, known: set[str]) -> str:
    """The whole id that `name` stands for in a file with `prefix`: its own names come first."""
    local = f"{prefix}.{name}"
    return local if prefix and local in known else name


def _in_spot(spot: Spot, kind: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether only a whole id will do) of each name of this kind in a text, whatever it names."""
    value = spot.node.value
    # A condition is both a name, as the key of its section, and an expression, as what stands under `when`.
    same = (spot.kind == kind and (spot.key or kind != "condition")) or (spot.kind == "pole" and kind == "variable")
    if same or (spot.kind == "whole scene" and kind == "scene"):
        yield 0, len(value), spot.kind == "whole scene"
    elif not spot.key and (spot.kind in _EXPRESSIONS or spot.kind in _TEXTS):
        for text, offset in _expressions(spot):
            for start, end in _in_expression(text, kind, spot.kind == "assignment"):
                yield offset + start, offset + end, False


def _expressions(spot: Spot) -> list[tuple[str, int]]:
    """The expressions in a text, each with the offset at which it begins."""
    value = spot.node.value
    if spot.kind in _TEXTS:
        return [] if is_plain(value) else _inline(value, spot.kept)
    if spot.kind == "argument" and not (spot.node.plain or value[:1] == '"'):
        return []  # words in YAML's quotes are a text, as the reader of calls has it
    return [(value, 0)]


def _inline(value: str, kept: bool) -> list[tuple[str, int]]:
    """The expressions in the braces of a text."""
    found: list[tuple[str, int]] = []

    def noted(text: str, offset: int) -> int:
        found.append((text, offset))
        return 0

    parse_text(value, Writer(noted, noted, lambda: 0), kept)
    return found


def _in_expression(text: str, kind: str, sets: bool) -> Iterator[tuple[int, int]]:
    """Where an expression, or with `sets` an assignment, has names of this kind."""
    if kind in ("place", "person"):
        parser = Parser(text)
        part = parser.assignment()[2] if sets else parser.whole()
        yield from ((at + 1, at + 1 + len(name)) for at, name in _compared(part, kind))
    if kind == "place":
        return
    for sign in scan(text):
        if sign.kind != "name":
            continue
        head, dot, rest = sign.text.partition(".")
        if dot and head in HEADS.get(kind, ()):
            yield sign.column + len(head) + 1, sign.column + len(sign.text)
        elif kind == "person":
            if dot:
                yield sign.column, sign.column + len(head)
        elif kind in ("variable", "condition") and rest == "":
            yield sign.column, sign.column + len(sign.text)


def _compared(part: Part, kind: str) -> Iterator[tuple[int, str]]:
    """(column, text) of each string that is compared with what holds an id of this kind: `place`, or `cast.…`."""
    inner = [one for one in part.parts if isinstance(one, Part)]
    if part.form in ("compare", "in") and any(one.form == "name" and _holds(str(one.parts[0]), kind) for one in inner):
        for one in inner:
            yield from _strings(one)
    for one in inner:
        yield from _compared(one, kind)


def _holds(name: str, kind: str) -> bool:
    """Whether the value of `name` is the id of a place, or of a person: `cast.leak` is, `cast.leak.ill` is not."""
    return name == "place" if kind == "place" else name.startswith("cast.") and name.count(".") == 1


def _strings(part: Part) -> Iterator[tuple[int, str]]:
    """The strings that the value of a part can be."""
    if part.form == "text":
        yield part.column, str(part.parts[0])
    elif part.form == "if":
        for one in part.parts[1:]:
            yield from _strings(one)
