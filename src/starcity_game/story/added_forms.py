"""Forms of names that only a translation needs: cases, above all. They stand in `_lang/ru.yaml`, shaped as in a
story file but with nothing in it but forms, and are merged with the story's own."""

from __future__ import annotations

from typing import Final

import msgspec

from starcity_game.story.diagnostics import Findings, nearest
from starcity_game.story.folder import SourceFile
from starcity_game.story.nodes import Mapping, Node, Scalar, Sequence
from starcity_game.story.read_yaml import read_yaml
from starcity_game.story.translated import Translated

_LISTS: Final = {"variants": "", "questionnaire": "id", "options": ""}
"""Lists that hold forms further in, and the key by which their members are known; without one, by their order."""
_SECTIONS: Final = ("people", "volumes")


class AddedForms:
    """What one such file adds to a story. What does not fit goes to the findings as a warning, W813."""

    def __init__(self, file: SourceFile, findings: Findings) -> None:
        self._file, self._findings = file.path, findings
        found = Findings()
        root = read_yaml(file.data, file.path, found)
        for finding in found.items:
            place = Scalar("", finding.line, finding.column)
            self._report(place, f"{finding.code} {finding.message}", finding.hint)
        self._root = root if root is not None and not found.failed else Mapping({}, [], 1, 1)
        self._met: set[tuple[str, str]] = set()
        self._known: dict[str, list[str]] = {section: [] for section in _SECTIONS}
        for key, (node, _) in self._root.entries.items():
            if key not in _SECTIONS:
                self._report(node, f"a translation adds forms under `people` and `volumes`, not under `{key[:60]}`")

    def _report(self, node: Node, message: str, hint: str = "") -> None:
        self._findings.warn((self._file, node.line, node.column), "W813", message, hint)

    def merged(self, root: Mapping) -> Mapping:
        """A story file with the forms that are added to what it declares."""
        changed: dict[str, Node] = {}
        for section in _SECTIONS:
            own, added = root.values.get(section), self._root.values.get(section)
            if isinstance(own, Mapping) and isinstance(added, Mapping):
                self._known[section] += own.values
                inside = {id: self._into(own.values[id], node) for id, node in added.values.items() if id in own.values}
                self._met |= {(section, id) for id in inside}
                changed[section] = msgspec.structs.replace(own, values={**own.values, **inside})
        return msgspec.structs.replace(root, values={**root.values, **changed}) if changed else root

    def finish(self) -> None:
        """Report what was added to nobody; asked when every file has been merged."""
        for section in _SECTIONS:
            added = self._root.values.get(section)
            for id, (key, _) in added.entries.items() if isinstance(added, Mapping) else ():
                if (section, id) not in self._met:
                    self._report(key, f"`{id[:60]}` is not declared under `{section}`",
                                 nearest(id, self._known[section]))  # fmt: skip

    def _into(self, own: Node, added: Node) -> Node:
        """A person, variant, volume, question or answer with forms added."""
        if not isinstance(own, Mapping) or not isinstance(added, Mapping):
            self._report(added, "this does not have the shape that the story has here")
            return own
        changed: dict[str, Node] = {}
        keys: list[Scalar | tuple[int, int]] = list(own.keys)
        for key, (node, value) in added.entries.items():
            if key == "forms":
                if key not in own.values:
                    keys.append(node)
                changed[key] = self._forms(own.values.get(key), value)
            elif key in _LISTS and key in own.values:
                changed[key] = self._list(own.values[key], value, _LISTS[key])
            elif key not in _LISTS.values():
                self._report(node, f"a translation can add `forms` here, not `{key[:60]}`")
        return msgspec.structs.replace(own, values={**own.values, **changed}, keys=keys)

    def _list(self, own: Node, added: Node, name: str) -> Node:
        """A list whose members have forms added: those of the same name, or all in their order."""
        if not isinstance(own, Sequence) or not isinstance(added, Sequence):
            self._report(added, "this does not have the shape that the story has here")
            return own
        if not name:
            if len(own.items) != len(added.items):
                self._report(added, f"the story has {len(own.items)} of these, in this order")
                return own
            pairs = zip(own.items, added.items, strict=True)
            return msgspec.structs.replace(own, items=[self._into(one, more) for one, more in pairs])
        more = {_word(item, name): item for item in added.items}
        known = [_word(item, name) for item in own.items]
        for word, item in more.items():
            if word not in known:
                self._report(item, f"the story has no `{word[:60]}` here", nearest(word, known))
        items = [self._into(item, more[word]) if word in more else item
                 for word, item in zip(known, own.items, strict=True)]  # fmt: skip
        return msgspec.structs.replace(own, items=items)

    def _forms(self, own: Node | None, added: Node) -> Node:
        """Forms with others added; one that the story has as well is replaced."""
        if not isinstance(added, Mapping):
            self._report(added, "`forms` is a mapping", "as in {dative: Вере Климентьевне}")
            return own if own is not None else Mapping({}, [], 0, 0)
        have = own if isinstance(own, Mapping) else Mapping({}, [], added.line, added.column)
        values, keys = dict(have.values), list(have.keys)
        for form, (key, value) in added.entries.items():
            if not isinstance(value, Scalar):
                self._report(value, "a form is text")
                continue
            if form not in values:
                keys.append(key)
            before = values.get(form)
            kept = before.own if isinstance(before, Translated) else before.value if isinstance(before, Scalar) else ""
            values[form] = Translated(value.value, value.line, value.column, value.style, kept)
        return msgspec.structs.replace(have, values=values, keys=keys)


def _word(node: Node, key: str) -> str:
    """The value of `key` in a mapping; empty where there is none."""
    found = node.values.get(key) if isinstance(node, Mapping) else None
    return found.value if isinstance(found, Scalar) else ""
