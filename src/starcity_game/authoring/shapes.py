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
    "scene", "whole scene", "former", "planned fact", "variable", "person", "place", "fact", "act", "deck", "document",
    "piece", "ending", "note", "cast role", "clue",
    "observer", "manner", "expression", "planned scene",
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
    "casting": Shape(text=False, table="casting"),
    "cast roles": Shape(text=False, entries="cast role entry", names="cast role", declares=True),
    "cast role entry": Shape(text=False, table="a role of the casting"),
    "nevers": Shape(text=False, entries="person", names="cast role", items="never"),
    "never": Shape(text=False, entries="person", names="cast role"),
    "cast conditions": Shape(items="condition"),
    "conclusions": Shape(text=False, entries="conclusion entry", names="conclusion", declares=True),
    "conclusion entry": Shape(text=False, table="a conclusion"),
    "answers of people": Shape(text=False, entries="line", names="person"),
    "named people": Shape(text=False, entries="people", names="conclusion"),
    "clue names": Shape(items="clue"),
    "clue entry": Shape(text=False, table="a clue"),
    "works": Shape(items="word"),
    "fly": Shape(table="fly"),
    "numbers": Shape(items="number"),
    "shares": Shape(entries="number", items="word"),
    "costs": Shape(text=False, entries="number", names="variable"),
    "systems": Shape(text=False, entries="system entry"),
    "system entry": Shape(text=False, table="a system"),
    "defects": Shape(text=False, entries="defect entry"),
    "defect entry": Shape(text=False, table="a defect"),
    "tests": Shape(text=False, entries="test entry"),
    "test entry": Shape(text=False, table="a test"),
    "repairs": Shape(text=False, entries="repair entry"),
    "repair entry": Shape(text=False, table="a repair"),
    "flight": Shape(text=False, table="flight"),
    "plans": Shape(text=False, entries="plan entry"),
    "plan entry": Shape(text=False, table="a plan"),
    "steps": Shape(text=False, entries="step entry"),
    "step entry": Shape(text=False, table="a step"),
    "chains": Shape(text=False, entries="chain entry"),
    "chain entry": Shape(text=False, table="a chain"),
    "causes": Shape(table="a cause", items="cause"),
    "cause": Shape(table="a cause"),
    "cope": Shape(text=False, table="copes"),
    "programme": Shape(text=False, table="programme"),
    "periods": Shape(text=False, table="a period", items="period entry"),
    "period entry": Shape(text=False, table="a period"),
    "decisions": Shape(text=False, entries="decision entry"),
    "decision entry": Shape(text=False, entries="way entry"),
    "way entry": Shape(text=False, table="a way to decide"),
    "flies": Shape(text=False, table="an entry of flies", items="flies entry"),
    "flies entry": Shape(text=False, table="an entry of flies"),
    "policies": Shape(text=False, entries="policy entry"),
    "policy entry": Shape(text=False, table="a policy"),
    "outcomes": Shape(text=False, entries="outcome entry"),
    "outcome entry": Shape(table="an outcome"),
    "aims": Shape(text=False, table="an aim", items="aim entry"),
    "aim entry": Shape(text=False, table="an aim"),
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
    "clues": Shape(text=False, entries="clue entry", names="clue", declares=True),
    "observers": Shape(text=False, entries="observer entry", names="observer", declares=True),
    "observer entry": Shape(text=False, table="an observer"),
    "observer names": Shape(items="observer"),
    "manner section": Shape(text=False, entries="manner entry", names="manner", declares=True),
    "manner entry": Shape(text=False, table="a manner"),
    "manners": Shape(items="manner"),
    "reports": Shape(text=False, entries="report entry"),
    "report entry": Shape(text=False, table="a report"),
    "act names": Shape(items="act"),
    "place list": Shape(items="place"),
    "groups of places": Shape(text=False, items="place list"),
    "scenes named": Shape(items="scene"),
    "how lines": Shape(items="line"),
    "variable names": Shape(items="variable"),
    "ending names": Shape(items="ending"),
    "false detail": Shape(text=False, table="false"),
    "written document": Shape(text=False, table="a document"),
    "file rules": Shape(text=False, table="file"),
    "recalls": Shape(text=False, entries="recall entry"),
    "recall entry": Shape(text=False, table="a recall"),
    "hooks": Shape(text=False, entries="hook entry"),
    "hook entry": Shape(text=False, table="a hook"),
    "engineers": Shape(text=False, entries="engineer entry"),
    "engineer entry": Shape(text=False, table="an engineer"),
    "deeds": Shape(text=False, items="deed"),
    "deed": Shape(text=False, table="a deed"),
    "interview": Shape(text=False, table="interview"),
    "interview questions": Shape(text=False, items="interview question"),
    "interview question": Shape(text=False, table="a question of the interview"),
    "interview answers": Shape(text=False, items="interview answer"),
    "interview answer": Shape(text=False, table="an answer of the interview"),
    "answers given": Shape(text=False, entries="words"),
    "deeds ruled": Shape(text=False, items="deed ruled"),
    "deed ruled": Shape(text=False, table="a deed of the interview"),
    "values by variable": Shape(text=False, entries="value", names="variable"),
}
"""Kind to shape: the kinds of `keys`, and those that are parts of them."""

_NEARER: Final = {
    ("a scene", "deck"): "deck",
    ("a scene", "label"): "label",
    ("a scene", "notes"): "notes",
    ("a scene", "was"): "formers",
    ("a choice", "label"): "label",
    ("a conclusion", "volumes"): "words",
    ("any file", "manners"): "manner section",
    ("an observer", "sees"): "place list",
    ("an engineer", "keeps"): "values by variable",
    ("an answer of the interview", "keeps"): "values by variable",
    ("a choice", "locked"): "label",
    ("an entry of a text list", "document"): "paper",
    ("a cause", "acts"): "act names",
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
