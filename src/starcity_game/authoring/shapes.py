"""What a value of each kind may look like, and which names it holds: the declared keys, read as a grammar.

`story/keys.py` says of every key what kind of value it has. Here is what each kind is made of, once for all that go
through the files of a story: the schema for editors, renaming, and the formatting of files.
"""

from __future__ import annotations

from collections.abc import Mapping as Table
from typing import Final

import msgspec

from starcity_game.story import keys
from starcity_game.story.keys import Key


class Shape(msgspec.Struct, frozen=True):
    """What a value may be; more than one of these may hold."""

    text: bool = True
    """A text by itself, such as a name or a number."""
    table: str = ""
    """A mapping with the keys of this table of `keys.TABLES`."""
    entries: str = ""
    """A mapping with free keys, whose values are of this kind."""
    names: str = ""
    """The kind of name that the free keys are; empty when they are no names."""
    declares: bool = False
    """Whether those names are declared here rather than used."""
    items: str = ""
    """A list, whose members are of this kind."""


_ALONE: Final = (
    "line", "label", "word", "number", "flag", "value", "date", "span", "stamp", "show", "kept", "level", "weight",
    "difficulty",
    "condition", "assignment", "argument",
    "scene", "whole scene", "former", "variable", "person", "place", "fact", "act", "deck", "document", "piece",
    "ending", "note",
)  # fmt: skip

SHAPES: Final[dict[str, Shape]] = {
    **dict.fromkeys(_ALONE, Shape()),
    "words": Shape(items="word"),
    "formers": Shape(items="former"),
    "pair": Shape(text=False, items="pole"),
    "pole": Shape(),
    "lines": Shape(text=False, entries="line"),
    "content notes": Shape(text=False, entries="line", names="note", declares=True),
    "players": Shape(text=False, entries="player entry"),
    "player entry": Shape(text=False, table="a player"),
    "weights": Shape(text=False, entries="weight", names="variable"),
    "checker": Shape(text=False, table="check in story.yaml"),
    "levels": Shape(text=False, entries="level"),
    "notes": Shape(items="note"),
    "people": Shape(items="person"),
    "facts": Shape(items="fact"),
    "assignments": Shape(items="assignment"),
    "forms": Shape(text=False, entries="line"),
    "values": Shape(text=False, entries="value"),
    "arguments": Shape(text=False, entries="argument", names="variable"),
    "check": Shape(text=False, entries="difficulty", names="variable"),
    "body": Shape(text=False, table="a body"),
    "then": Shape(text=False, table="a body", items="body"),
    "moment": Shape(text=False, table="at"),
    "draw": Shape(text=False, table="draw"),
    "episode": Shape(text=False, table="episode"),
    "acts": Shape(text=False, table="act", items="one act"),
    "one act": Shape(text=False, table="act"),
    "call": Shape(table="call"),
    "choices": Shape(text=False, table="a choice", items="choice"),
    "choice": Shape(text=False, table="a choice"),
    "text": Shape(items="piece of text"),
    "piece of text": Shape(table="an entry of a text list"),
    "paper": Shape(table="a document"),
    "variants": Shape(text=False, items="variant"),
    "variant": Shape(text=False, table="a variant of a person"),
    "parts": Shape(text=False, items="part"),
    "part": Shape(table="a part of an ending"),
    "questions": Shape(text=False, items="question"),
    "question": Shape(text=False, table="a question"),
    "answers": Shape(text=False, items="answer"),
    "answer": Shape(text=False, table="an answer"),
    "scene entry": Shape(text=False, table="a scene"),
    "variable entry": Shape(text=False, table="a variable"),
    "person entry": Shape(text=False, table="a person"),
    "place entry": Shape(table="a place"),
    "fact entry": Shape(table="a fact"),
    "act entry": Shape(table="an entry of acts"),
    "deck entry": Shape(table="a deck"),
    "document entry": Shape(text=False, table="a document"),
    "ending entry": Shape(text=False, table="an ending"),
    "volume entry": Shape(text=False, table="a volume"),
    "scenes": Shape(text=False, entries="scene entry", names="scene", declares=True),
    "variables": Shape(text=False, entries="variable entry", names="variable", declares=True),
    "people declared": Shape(text=False, entries="person entry", names="person", declares=True),
    "places": Shape(text=False, entries="place entry", names="place", declares=True),
    "facts declared": Shape(text=False, entries="fact entry", names="fact", declares=True),
    "acts declared": Shape(text=False, entries="act entry", names="act", declares=True),
    "glossary": Shape(text=False, entries="line"),
    "conditions": Shape(text=False, entries="condition", names="condition", declares=True),
    "pieces": Shape(text=False, entries="text", names="piece", declares=True),
    "decks": Shape(text=False, entries="deck entry", names="deck", declares=True),
    "documents": Shape(text=False, entries="document entry", names="document", declares=True),
    "endings": Shape(text=False, entries="ending entry", names="ending", declares=True),
    "volumes": Shape(text=False, entries="volume entry"),
}
"""Kind to shape: the kinds of `keys`, and those that are parts of them."""

_NEARER: Final = {
    ("a scene", "deck"): "deck",
    ("a scene", "label"): "label",
    ("a scene", "notes"): "notes",
    ("a scene", "was"): "formers",
    ("a choice", "label"): "label",
    ("a choice", "locked"): "label",
    ("an entry of a text list", "document"): "paper",
    ("call", "with"): "arguments",
    ("a variable", "show"): "show",
    ("a variable", "pair"): "pair",
    ("a document", "lines"): "kept",
    ("a volume", "start"): "whole scene",
    ("story.yaml", "check"): "checker",
    ("story.yaml", "notes"): "content notes",
    ("any file", "people"): "people declared",
    ("any file", "facts"): "facts declared",
    ("any file", "acts"): "acts declared",
}
"""Where the kind in `keys` is said in an author's words, which kind of the above is meant."""


def kind_of(table: str, key: str, declared: Key) -> str:
    """The kind of value that `key` has in the table of this name, one of `SHAPES`."""
    if declared.kind == "section":
        return _NEARER.get((table, key), key)
    return _NEARER.get((table, key), declared.kind)


def table(name: str) -> Table[str, Key]:
    """The keys of one kind of mapping, by its name in `keys.TABLES`."""
    return keys.TABLES[name]


WHOLE_FILE: Final = ("any file", "story.yaml")
"""The tables of a file's top level."""
