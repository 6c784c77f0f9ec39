"""The JSON Schema (draft 7) of a story's files: the declared keys, and the names that this story declares.

It admits whatever the story's reader admits, in the types that YAML 1.2 gives to plain texts: where words are meant, a
number or `true` is words too. Conditions and texts are only described; what is in them, the checker reads.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from starcity_game.authoring.declared import LOCAL, Declared, declared, second_pole
from starcity_game.authoring.rules.rule import Level
from starcity_game.authoring.shapes import SHAPES, WHOLE_FILE, Shape, kind_of, table
from starcity_game.story.keys import TABLES, Key
from starcity_game.story.nodes import Mapping
from starcity_game.story.page import Page

Json = dict[str, Any]
"""A part of a schema."""

_NAME: Final = "^[a-z][a-z0-9_]*(\\.[a-z0-9_]+)*$"
_WORDS: Final[Json] = {"type": ["string", "number", "boolean", "null"]}
_LOGIC: Final[Json] = {"type": ["string", "boolean"], "minLength": 1}
_NUMBER: Final[Json] = {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^-?[0-9]{1,10}$"}]}
_FLAG: Final[Json] = {"enum": [True, False, "true", "false"]}
_SPAN: Final[Json] = {"type": "string", "pattern": "^\\s*[0-9]+\\s+(minute|hour|day|week)s?\\s*$"}
_DATE: Final[Json] = {"type": "string", "pattern": "^\\s*[0-9]{4}-[0-9]{2}-[0-9]{2}(\\s+[0-9]{1,2}:[0-9]{2})?\\s*$"}
_DIFFICULTY: Final[Json] = {"enum": [*range(11), *map(str, range(11))]}
_WEIGHT: Final[Json] = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": "^-?[0-9]{1,3}(\\.[0-9]{1,4})?$"}]}
_SHOWS: Final = ("bar", "scale", "words", "number", "none")

_PLAIN: Final[dict[str, Json]] = {
    "condition": _LOGIC, "assignment": _LOGIC, "number": _NUMBER, "flag": _FLAG, "span": _SPAN, "date": _DATE,
    "show": {"enum": [*_SHOWS]}, "kept": {"enum": ["kept"]}, "level": {"enum": [*Level]},
    "weight": _WEIGHT, "difficulty": _DIFFICULTY,
    "pole": {"type": "string", "pattern": _NAME}, "former": {"type": "string"},
}  # fmt: skip
"""What a text of some kinds may be; of the others, any words."""
_TYPED: Final = {"true": True, "false": False, "null": None}
"""Names that an editor takes for something else than words."""
_WITH: Final = {
    "a body": {"success": ["check"], "failure": ["check"]},
    "a choice": {"success": ["check"], "failure": ["check"]},
    "a scene": {
        "success": ["check"], "failure": ["check"],
        "deck": ["label"], "label": ["deck"], "urgency": ["deck"], "weight": ["deck"], "once": ["deck"],
    },
    "an entry of a text list": {
        "otherwise": {"anyOf": [{"required": [key]} for key in ("when", "paper", "rumour", "falsehood")]}
    },
}  # fmt: skip
"""Keys that need others beside them: all of a list, or what a schema says."""


def json_schema(pages: Iterable[Page]) -> Json:
    """The schema of one file of a story with these files."""
    files = [*pages]
    return _Writer([*declared(files)], {page.prefix for page in files if page.prefix}).whole()


class _Writer:
    """Writes the parts of a schema; each kind of value and each table stands once under `definitions`."""

    def __init__(self, names: list[Declared], prefixes: set[str]) -> None:
        self.names, self.prefixes = names, sorted(prefixes)

    def whole(self) -> Json:
        """The schema of a file: any section, and the story's own keys, which belong together."""
        properties: Json = {}
        for name in WHOLE_FILE:
            properties |= self.properties(name)
        own = [key for key, declared in table("story.yaml").items() if declared.needed]
        return {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "type": ["object", "null"],
            "additionalProperties": False,
            "properties": properties,
            "dependencies": {key: [other for other in own if other != key] for key in own},
            "definitions": {
                **{_slug(kind): self.kind(kind, shape) for kind, shape in SHAPES.items()},
                **{_slug(_keys_of(name)): self.table(name) for name in TABLES if name not in WHOLE_FILE},
            },
        }

    def properties(self, name: str) -> Json:
        """The keys of a table."""
        return {key: self.key(name, key, known) for key, known in table(name).items()}

    def key(self, name: str, key: str, known: Key) -> Json:
        """One key: what it may hold, and what the guide says of it."""
        # The example goes into the description: under `examples`, editors would offer it as something to put in.
        example = f"\n\nAs in `{key}: {known.example}`" if known.example and known.example != "|" else ""
        return {"description": known.doc + example, "$ref": _ref(kind_of(name, key, known))}

    def table(self, name: str) -> Json:
        """A mapping with the keys of a table."""
        made: Json = {"type": "object", "additionalProperties": False, "properties": self.properties(name)}
        needed = [key for key, known in table(name).items() if known.needed]
        if needed:
            made["required"] = needed
        if name in _WITH:
            made["dependencies"] = _WITH[name]
        return made

    def kind(self, kind: str, shape: Shape) -> Json:
        """A value of this kind, in any of its shapes."""
        ways: list[Json] = []
        if shape.text:
            ways.append(self.text(kind))
        if shape.table:
            ways.append({"$ref": _ref(_keys_of(shape.table))})
        if shape.entries:
            ways.append(self.entries(kind, shape))
        if shape.items:
            ways.append({"type": "array", "items": {"$ref": _ref(shape.items)}})
        return ways[0] if len(ways) == 1 else {"anyOf": ways}

    def entries(self, kind: str, shape: Shape) -> Json:
        """A mapping with free keys: names to be declared, or declared ones."""
        if shape.names and not shape.declares:
            return self.by_name(kind, shape)
        made: Json = {"type": ["object", "null"], "additionalProperties": {"$ref": _ref(shape.entries)}}
        if shape.declares:
            made["propertyNames"] = {"pattern": _NAME}
        return made

    def by_name(self, kind: str, shape: Shape) -> Json:
        """A mapping whose keys are declared names: of a check the variable that is tried, of a call those it sets."""
        tried = kind == "check"
        properties = {}
        for one in self.names:
            kinds = one.value.values.keys() if isinstance(one.value, Mapping) else ()
            if one.kind == shape.names and (not tried or not {"number", "pair"}.isdisjoint(kinds)):
                properties[one.id] = {"description": one.said, "$ref": _ref(shape.entries)}
        made: Json = {"type": "object", "additionalProperties": False, "properties": properties}
        return {**made, "minProperties": 1, "maxProperties": 1} if tried else made

    def text(self, kind: str) -> Json:
        """A text by itself: a name that this story declares, or what its kind may be."""
        if kind in _ALONE:
            return self.name(*_ALONE[kind])
        shape = SHAPES[kind]
        if shape.items:
            return {"$ref": _ref(shape.items)} if SHAPES[shape.items].text and kind != "text" else _WORDS
        return _PLAIN.get(kind, _WORDS)

    def name(self, kind: str, whole: bool) -> Json:
        """One of the names of this kind, with what each is; also without the prefix that some file has."""
        known: dict[Any, str] = {}
        for one in self.names:
            if one.kind == kind and (kind != "variable" or one.node not in second_pole(one.value)):
                known.setdefault(one.id, one.said)
                for prefix in () if whole or kind not in LOCAL else self.prefixes:
                    if one.id.startswith(f"{prefix}."):
                        known.setdefault(one.id.removeprefix(f"{prefix}."), one.said)
        if kind == "ending":
            known["auto"] = "The first by priority whose condition holds."
        if not known:
            return {"not": {}, "description": f"The story declares no {kind}."}
        for word in _TYPED.keys() & known.keys():
            known[_TYPED[word]] = known[word]
        return {"enum": [*known], "enumDescriptions": [*known.values()]}


_ALONE: Final = {
    **{kind: (kind, False) for kind in
       ("scene", "variable", "person", "place", "fact", "act", "deck", "document", "piece", "ending", "note",
        "cast role", "clue", "observer", "manner")},
    "whole scene": ("scene", True), "call": ("scene", False), "paper": ("document", False),
}  # fmt: skip
"""Kinds of texts that are a declared name: of what kind, and whether only the whole id will do."""


def _keys_of(name: str) -> str:
    """The name of the definition of a table, which is not that of a kind: there are an `act` and the keys of one."""
    return f"keys of {name}"


def _slug(name: str) -> str:
    """A name of a definition without anything that a reference would have to escape."""
    return name.replace(" ", "-")


def _ref(name: str) -> str:
    """A reference to a definition."""
    return f"#/definitions/{_slug(name)}"
