"""Everything in a story file that a player may read, each text under a name that survives edits elsewhere.

The declared keys (`story.keys`) say what is read and where it may stand, so that a key that is added there
is for translators as well. One walk serves both: it lists the texts, and it puts others in their places.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Table
from typing import Final

import msgspec

from starcity_game.story import keys
from starcity_game.story.keys import Key
from starcity_game.story.nodes import Mapping, Node, Scalar, Sequence
from starcity_game.story.said import Said, Say, message_of
from starcity_game.story.scenes import slug

_ALWAYS: Final = {"text", "parts", "forms"}
"""Kinds of values that a player reads wherever they stand."""
_NAMED: Final = {"scenes", "documents", "pieces"}
"""Sections whose ids take the file's prefix."""
_NAMES: Final = {id(table): name for name, table in keys.TABLES.items()}


def rewritten(root: Mapping, say: Say, main: bool = False) -> Mapping:
    """`root` with each text that a player may read replaced by what `say` gives for it; `root` itself where
    nothing is. `main` says that it is story.yaml, which holds the story's own keys too."""
    prefix = root.values.get("prefix")
    return _Walk(say, prefix.value if isinstance(prefix, Scalar) else "").file(root, main)


def said(root: Mapping, main: bool = False) -> list[Said]:
    """Every text of a file that a player may read, in the order of the file."""
    found: list[Said] = []

    def listed(one: Said) -> Scalar:
        found.append(one)
        return one.node

    rewritten(root, listed, main)
    return found


class _Walk:
    """Goes through one file."""

    def __init__(self, say: Say, prefix: str) -> None:
        self._say, self._prefix = say, prefix
        self._kept = False  # whether the text is of a document whose lines are kept

    def file(self, root: Mapping, main: bool) -> Mapping:
        """A whole file."""
        changed: dict[str, Node] = {}
        for name, node in root.values.items():
            if name in _WHOLE:
                changed[name] = self._keyed(name, node, _WHOLE[name])
            elif name in _SECTIONS:
                changed[name] = self._section(name, node)
            elif main and name == "notes":
                changed[name] = self._free(
                    node, lambda note, one: self._line(f"notes.{note}:text", one, "a content note")
                )
            elif main and name == "volumes":
                changed[name] = self._free(node, lambda way, one: self._keyed(f"volumes.{way}", one, keys.VOLUME))
            elif main and name in keys.STORY:
                changed[name] = self._value("story", name, keys.STORY[name], node, "story.yaml")
        return _with(root, changed)

    def _section(self, section: str, node: Node) -> Node:
        table, alone = _SECTIONS[section]
        if section == "glossary":
            return self._glossary(node)

        def entry(local: str, value: Node) -> Node:
            name = f"{self._prefix}.{local}" if self._prefix and section in _NAMED else local
            at = name if section == "scenes" else f"{section}.{name}"
            if table is None:
                return self._text(f"{at}:text", value, "a piece")
            if section == "documents":
                return self._document(at, value)
            if isinstance(value, Scalar) and alone:
                return self._value(at, alone, table[alone], value, _NAMES[id(table)])
            made = self._keyed(at, value, table)
            return self._labelled(at, made, local) if section == "variables" else made

        return self._free(node, entry)

    def _labelled(self, at: str, node: Node, id: str) -> Node:
        """A variable that is shown; without a label its name is read."""
        if not isinstance(node, Mapping) or "show" not in node.values or "label" in node.values:
            return node
        name = Scalar(id.replace("_", " "), node.line, node.column)
        label = self._line(f"{at}:label", name, "`label` of a variable, made from its name.")
        return node if label is name else _and(node, "label", label)

    def _glossary(self, node: Node) -> Node:
        """Words are read as well as what they mean, so that here the keys are texts too."""
        if not isinstance(node, Mapping):
            return node
        values: dict[str, Node] = {}
        for word, (key, meaning) in node.entries.items():
            own = self._line(f"glossary.{word}:word", key, "a word of the glossary")
            name = own.value if isinstance(own, Scalar) and own.value not in values else word
            values[name] = self._line(f"glossary.{word}:meaning", meaning, "what a word of the glossary means")
        return msgspec.structs.replace(node, values=values) if len(values) == len(node.values) else node

    # ----------------------------------------------------------------------- shapes

    def _free(self, node: Node, each: Callable[[str, Node], Node]) -> Node:
        """A mapping with free keys."""
        if not isinstance(node, Mapping):
            return node
        return _with(node, {name: each(name, value) for name, value in node.values.items()})

    def _listed(self, node: Node, each: Callable[[int, Node], Node]) -> Node:
        """A list, its members counted from 1, or one member alone."""
        if not isinstance(node, Sequence):
            return each(1, node)
        items = [each(number, item) for number, item in enumerate(node.items, 1)]
        same = all(new is old for new, old in zip(items, node.items, strict=True))
        return node if same else msgspec.structs.replace(node, items=items)

    def _keyed(self, at: str, node: Node, table: Table[str, Key]) -> Node:
        """A mapping whose keys are declared in `table`."""
        if not isinstance(node, Mapping):
            return node
        what, changed = _NAMES[id(table)], {}
        for name, value in node.values.items():
            key = table.get(name)
            if key is not None:
                changed[name] = self._value(at, name, key, value, what)
        return _with(node, changed)

    def _value(self, at: str, name: str, key: Key, node: Node, what: str) -> Node:
        """The value of one declared key."""
        shape = _SHAPES.get(key.kind)
        if shape is not None:
            return shape(self, f"{at}:{name}", node)
        if not key.said and key.kind not in _ALWAYS:
            return node
        use = f"`{name}` of {what}. {key.doc}"
        if key.kind == "words":
            return self._listed(node, lambda k, one: self._line(f"{at}:{name}/{k}", one, use))
        if key.kind == "text":
            return self._text(f"{at}:{name}", node, use)
        return self._line(f"{at}:{name}", node, use)

    # ------------------------------------------------------------------------ texts

    def _line(self, context: str, node: Node, use: str) -> Node:
        """A text without entries."""
        if not isinstance(node, Scalar):
            return node
        message = message_of(node.value, self._kept)
        return self._say(Said(context, message, node, use)) if message else node

    def _text(self, context: str, node: Node, use: str) -> Node:
        """A text in any of its shapes."""
        if isinstance(node, Sequence):
            return self._listed(node, lambda k, one: self._entry(f"{context}/{k}", one, use))
        return self._line(context, node, use)

    def _entry(self, context: str, node: Node, use: str) -> Node:
        """An entry of a text list. One that is given a condition keeps its name."""
        if not isinstance(node, Mapping):
            return self._line(context, node, use)
        changed = {}
        for name, value in node.values.items():
            if name == "text":
                changed[name] = self._text(context, value, use)
            elif name == "otherwise":
                changed[name] = self._text(f"{context}:otherwise", value, use)
            elif name == "document":
                changed[name] = self._document(f"{context}:document", value)
        return _with(node, changed)

    # ---------------------------------------------------------------- kinds of values

    def _document(self, at: str, node: Node) -> Node:
        lines = node.values.get("lines") if isinstance(node, Mapping) else None
        self._kept = isinstance(lines, Scalar) and lines.value == "kept"
        made = self._keyed(at, node, keys.DOCUMENT)
        self._kept = False
        return made

    def _body(self, at: str, node: Node) -> Node:
        return self._keyed(at, node, keys.BODY)

    def _then(self, at: str, node: Node) -> Node:
        alone = not isinstance(node, Sequence) or len(node.items) == 1
        return self._listed(node, lambda k, one: self._body(at if alone else f"{at}{k}", one))

    def _choices(self, at: str, node: Node) -> Node:
        above = at.removesuffix(":choices")
        return self._listed(node, lambda _, one: self._choice(above, one))

    def _choice(self, above: str, node: Node) -> Node:
        """A choice. Its id is made from the label as the author wrote it, whatever language is shown."""
        if not isinstance(node, Mapping):
            return node
        label, given = node.values.get("label"), node.values.get("id")
        name = given.value if isinstance(given, Scalar) else slug(label.value if isinstance(label, Scalar) else "")
        made = self._keyed(f"{above}/{name}", node, keys.CHOICE)
        if made is node or given is not None or not isinstance(made, Mapping):
            return made
        return _and(made, "id", Scalar(name, node.line, node.column))

    def _acts(self, at: str, node: Node) -> Node:
        return self._listed(node, lambda k, one: self._keyed(f"{at}/{k}", one, keys.ACT))

    def _episode(self, at: str, node: Node) -> Node:
        return self._keyed(at, node, keys.EPISODE)

    def _forms(self, at: str, node: Node) -> Node:
        use = "A form of a name; `polite`, `full` and `label` are made from the others where they are not given."
        return self._free(node, lambda form, one: self._line(f"{at}.{form}", one, use))

    def _variants(self, at: str, node: Node) -> Node:
        return self._listed(node, lambda k, one: self._keyed(f"{at}/{k}", one, keys.VARIANT))

    def _parts(self, at: str, node: Node) -> Node:
        use = "A part of an ending."
        return self._listed(node, lambda k, one: self._entry(f"{at}/{k}", one, use))

    def _questions(self, at: str, node: Node) -> Node:
        above = at.rpartition(":")[0]
        return self._listed(node, lambda k, one: self._keyed(f"{above}/{_name(one, 'id', k)}", one, keys.QUESTION))

    def _answers(self, at: str, node: Node) -> Node:
        above = at.rpartition(":")[0]
        return self._listed(node, lambda k, one: self._keyed(f"{above}/{_name(one, 'value', k)}", one, keys.ANSWER))


def _each(table: Table[str, Key]) -> Callable[[_Walk, str, Node], Node]:
    """A mapping of entries by id, each with the keys of `table`."""
    return lambda walk, at, node: walk._free(
        node, lambda id, one: walk._keyed(f"{at.replace(':', '.')}.{id}", one, table)
    )


def _several(table: Table[str, Key]) -> Callable[[_Walk, str, Node], Node]:
    """A list, or one alone, of mappings with the keys of `table`; each is called by its id, or its number."""
    return lambda walk, at, node: walk._listed(
        node, lambda k, one: walk._keyed(f"{at.replace(':', '.')}/{_name(one, 'id', k)}", one, table)
    )


def _name(node: Node, key: str, number: int) -> str:
    """What a member of a list is called: the value of `key`, or its number."""
    found = node.values.get(key) if isinstance(node, Mapping) else None
    return found.value if isinstance(found, Scalar) else str(number)


def _and(node: Mapping, name: str, value: Node) -> Mapping:
    """`node` with one key more."""
    key = Scalar(name, node.line, node.column)
    return msgspec.structs.replace(node, values={**node.values, name: value}, keys=[*node.keys, key])


def _with(node: Mapping, changed: dict[str, Node]) -> Mapping:
    """`node` with the values in `changed`; `node` itself when they are its own."""
    if all(node.values[key] is value for key, value in changed.items()):
        return node
    return msgspec.structs.replace(node, values={**node.values, **changed})


_SECTIONS: Final[dict[str, tuple[Table[str, Key] | None, str]]] = {
    "scenes": (keys.SCENE, ""),
    "variables": (keys.VARIABLE, ""),
    "people": (keys.PERSON, ""),
    "places": (keys.PLACE, "name"),
    "facts": (keys.FACT, "text"),
    "acts": (keys.ACT_ENTRY, "text"),
    "glossary": (None, ""),
    "documents": (keys.DOCUMENT, ""),
    "pieces": (None, ""),
    "endings": (keys.ENDING, ""),
    "systems": (keys.SYSTEM, ""),
    "observers": (keys.OBSERVER, ""),
    "reports": (keys.REPORT, ""),
    "engineers": (keys.ENGINEER, ""),
}
"""Section to the keys of its entries (none for texts), and the key that an entry of one line stands for."""

_WHOLE: Final = {"flight": keys.FLIGHT, "file": keys.FILE, "interview": keys.INTERVIEW}
"""Sections without entries, and their keys."""
_SHAPES: Final[dict[str, Callable[[_Walk, str, Node], Node]]] = {
    "body": _Walk._body, "then": _Walk._then, "choices": _Walk._choices, "acts": _Walk._acts,
    "episode": _Walk._episode, "forms": _Walk._forms, "variants": _Walk._variants, "parts": _Walk._parts,
    "questions": _Walk._questions, "answers": _Walk._answers,
    "defects": _each(keys.DEFECT), "tests": _each(keys.TEST), "repairs": _each(keys.REPAIR),
    "plans": _each(keys.PLAN), "steps": _each(keys.STEP), "chains": _each(keys.CHAIN),
    "causes": _several(keys.CAUSE), "cope": _several(keys.COPE), "false detail": _several(keys.FALSE),
    "written document": _Walk._document, "deeds": _several(keys.DEED), "deeds ruled": _several(keys.RULED),
    "interview questions": _several(keys.INTERVIEW_QUESTION), "interview answers": _several(keys.INTERVIEW_ANSWER),
}  # fmt: skip
"""Kinds of values that hold texts further in."""
