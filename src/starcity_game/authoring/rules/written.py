"""Texts of a story as they stand in its files, with the place of every character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import Final

import msgspec

from starcity_game.authoring.opened import Opened
from starcity_game.story.nodes import Mapping, Node, Scalar, Sequence
from starcity_game.story.page import Page
from starcity_game.story.trace import Place

BORDER: Final = "\x1f"
"""Stands in `Written.text` for the marks of inline logic: what is on its two sides need not be read in a row."""
_PRINTED: Final = "\x1e"
"""Stands for an expression that is printed."""
_TOKEN: Final = re.compile(r"\w+(?:[’'-]\w+)*")
_HEAD: Final = re.compile(r"""\{(?:[^"':{}|]|"[^"]*"|'[^']*')*([:}])""")
_Text = tuple["Part", Scalar, bool]
"""What a text is, its node, and whether it stands under a condition."""
_ESCAPE: Final = re.compile(r"\\(.)", re.S)


class Part(StrEnum):
    """What a text is in its story."""

    PROSE = "prose"
    LABEL = "label"
    """Of a choice or a storylet, or why one is closed."""
    PAPER = "paper"
    LEDGER = "ledger"
    """What an act says of its manner and of what hung on it."""
    ENDING = "ending"
    FACT = "fact"


class Written(msgspec.Struct, frozen=True):
    """One text in a file."""

    part: Part
    page: Page
    node: Scalar
    text: str
    """The text with its inline logic blanked out, of the length of `node.value`."""
    scene: int = -1
    """Number of the scene it stands in; -1 outside scenes."""
    body: int = -1
    varies: bool = False
    """Whether it is read under a condition of its own."""

    def place(self, offset: int) -> Place:
        """Where the character `offset` of the text stands."""
        return (self.page.file, *self.page.position(self.node, offset))


def tokens(text: str) -> list[str]:
    """The words of `text` in small letters, as they are compared."""
    return _TOKEN.findall(text.lower())


def blanked(text: str) -> str:
    """`text` with everything that is no prose replaced: of the same length, so that places stay right."""
    if "{" not in text and "\\" not in text:
        return text
    text = _ESCAPE.sub(lambda m: " " + (m[1] if m[1] not in "{}|" else " "), text)
    text = _HEAD.sub(lambda m: (BORDER if m[1] == ":" else _PRINTED) * len(m[0]), text)
    return text.replace("|", BORDER).replace("}", BORDER)


@lru_cache(maxsize=1)
def written(story: Opened) -> tuple[Written, ...]:
    """Every text that a reader can meet: those of scenes in their order, then the others; kept for the next rule."""
    return (*_of_scenes(story), *_of_sections(story))


def _of_scenes(story: Opened) -> Iterator[Written]:
    """The texts of scenes."""
    for index, scene in enumerate(story.scenes):
        page = story.trace.page(index)
        for number in range(len(scene.bodies)):
            node = story.trace.node(index, number)
            if isinstance(node, Mapping):
                for part, scalar, varies in _of_body(node):
                    yield Written(part, page, scalar, blanked(scalar.value), index, number, varies)


def _of_body(node: Mapping) -> Iterator[_Text]:
    """The texts that one body holds itself."""
    for key, value in node.values.items():
        if key == "text":
            yield from _texts(Part.PROSE, value)
        elif key in ("label", "locked"):
            yield from _texts(Part.LABEL, value)
        elif key == "act":
            for act in value.items if isinstance(value, Sequence) else [value]:
                if isinstance(act, Mapping):
                    for name in ("how", "stakes"):
                        if name in act.values:
                            yield from _texts(Part.LEDGER, act.values[name])


def _of_sections(story: Opened) -> Iterator[Written]:
    """The texts that stand outside scenes."""
    for page in story.trace.pages:
        for section, part, key in (
            ("pieces", Part.PROSE, ""), ("documents", Part.PAPER, "text"), ("endings", Part.ENDING, "parts"),
            ("facts", Part.FACT, "text"),
        ):  # fmt: skip
            node = page.root.values.get(section)
            for value in node.values.values() if isinstance(node, Mapping) else ():
                inner: Node | None = value
                if isinstance(value, Mapping):
                    inner = value.values.get(key)
                if inner is not None:
                    yield from (Written(p, page, s, blanked(s.value), varies=v) for p, s, v in _texts(part, inner))


def _texts(part: Part, node: Node, varies: bool = False) -> Iterator[_Text]:
    """The texts of a string, of a text list, or of an entry of one."""
    if isinstance(node, Scalar):
        yield part, node, varies
    elif isinstance(node, Sequence):
        for item in node.items:
            if isinstance(item, Scalar):
                yield part, item, varies
            elif isinstance(item, Mapping):
                yield from _texts_of_entry(part, item)


def _texts_of_entry(part: Part, entry: Mapping) -> Iterator[_Text]:
    """The texts of an entry with keys; names of documents and pieces are none."""
    for key in ("text", "otherwise"):
        if key in entry.values:
            yield from _texts(part, entry.values[key], "when" in entry.values)
    document = entry.values.get("document")
    if isinstance(document, Mapping) and "text" in document.values:
        yield from _texts(Part.PAPER, document.values["text"], "when" in entry.values)
