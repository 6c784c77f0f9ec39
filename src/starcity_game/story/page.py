"""Reading values out of the nodes of one file, with a finding for each that has the wrong shape."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Table
from typing import Final

from starcity_game.story.diagnostics import Findings, nearest
from starcity_game.story.expressions.hints import meant_flag
from starcity_game.story.keys import TABLES, Key
from starcity_game.story.nodes import Mapping, Node, Scalar, Sequence
from starcity_game.story.slips import flow_slip, looks_like_prose_key, prose_key_slip
from starcity_game.story.wrong_keys import as_mapping, listing, meant

CODES: Final = {
    "E501": "a key that is not known there",
    "E502": "a key that is needed and missing",
    "E503": "a list or mapping where text was expected, or the other way round",
    "E504": "not a whole number, or out of range",
    "E505": "neither true nor false",
    "E506": "not a name: small letters, digits and _ only",
    "E507": "not a date or span of time",
    "E508": "keys that exclude each other",
    "E509": "an id declared twice",
}

_NUMBER = re.compile(r"-?\d{1,10}", re.ASCII)
NAME: Final = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
"""A name in expressions."""
_ID = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*", re.ASCII)

_COUNTED: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NEEDED: Final = {id(table): [name for name, key in table.items() if key.needed] for table in TABLES.values()}
"""The needed keys of each table, by its identity: going through 24 keys for every choice takes 1 % of a load."""


class Page:
    """One file of a story while it is being read."""

    def __init__(self, file: str, text: str, root: Mapping, findings: Findings) -> None:
        self.file, self.root, self.findings = file, root, findings
        self.text = text
        """The whole file, with the line ends that it has."""
        self._lines: list[str] | None = None
        prefix = root.values.get("prefix")
        self.prefix = self.id(prefix, "prefix") if prefix else ""
        """Goes before the ids of scenes, documents, pieces and decks."""
        ledger = root.values.get("ledger")
        self.ledger = self.number(ledger, "`ledger`", 1, 99) if ledger else 0
        """The episode of an opened ledger that is asked here; 0 where none is named, which is its first."""

    def fault(self, node: Node, code: str, message: str, hint: str = "") -> None:
        """Add an error at `node`."""
        self.findings.error((self.file, node.line, node.column), code, message, hint)

    def fault_inside(self, node: Scalar, offset: int, code: str, message: str, hint: str = "") -> None:
        """Add an error `offset` characters into the text of `node`."""
        self.findings.error((self.file, *self.position(node, offset)), code, message, hint)

    def source(self, line: int) -> str:
        """Line `line` of the file, counted from 1; empty beyond the end."""
        if self._lines is None:
            self._lines = self.text.splitlines()
        return self._lines[line - 1] if 0 < line <= len(self._lines) else ""

    def position(self, node: Scalar, offset: int) -> tuple[int, int]:
        """Line and column of the character `offset` in the text of `node`, as near as YAML's folding allows."""
        before = node.value[:offset]
        if not node.block:
            quote = 0 if node.plain else 1
            return (node.line, node.column + offset + quote) if "\n" not in before else (node.line, node.column)
        rows = before.count("\n")
        row_start = before.rfind("\n") + 1
        content = node.value[row_start:].split("\n", 1)[0]
        indent = self.source(node.line + 1 + rows).find(content)
        return node.line + 1 + rows, max(indent, 0) + offset - row_start + 1

    # ----------------------------------------------------------------------- shapes

    def name_of(self, local: str) -> str:
        """The whole id of something declared in this file."""
        return f"{self.prefix}.{local}" if self.prefix else local

    def near(self, written: str, known: Iterable[str]) -> str:
        """Advice that names the nearest of the whole ids `known`, as it would be written in this file."""
        names = tuple(known)
        hint = nearest(self.name_of(written), names) or nearest(written, names)
        return hint.replace(f"did you mean {self.prefix}.", "did you mean ", 1) if self.prefix else hint

    def keyed(self, node: Node, table: Table[str, Key], what: str) -> dict[str, Node]:
        """The entries of a mapping whose keys are declared in `table`; others are reported and left out.

        What is returned may be the mapping's own: nobody may change it.
        """
        if not isinstance(node, Mapping):
            advice = as_mapping(node.value, table) if isinstance(node, Scalar) else listing(table)
            self.fault(node, "E503", f"{what} is a mapping of keys", advice)
            return {}
        found = node.values
        meant_keys: set[str] = set()
        # as sets the keys are compared at once; one by one takes four times as long
        if not found.keys() <= table.keys():
            found = self._declared(node, table, what, meant_keys)
        needed = _NEEDED.get(id(table))
        for key in table if needed is None else needed:
            if key not in found and table[key].needed and key not in meant_keys:
                self.fault(node, "E502", f"{what} needs the key `{key}`", table[key].doc)
        return found

    def _declared(self, node: Mapping, table: Table[str, Key], what: str, meant_keys: set[str]) -> dict[str, Node]:
        """Those entries of `node` that are declared; the others are reported, and the needed keys that were probably
        meant by them added to `meant_keys`."""
        found: dict[str, Node] = {}
        missing = [key for key, one in table.items() if one.needed and key not in node.entries]
        for key, (key_node, value) in node.entries.items():
            if key in table:
                found[key] = value
            elif looks_like_prose_key(key):
                slip = prose_key_slip(key, self.source(key_node.line))
                self.fault(key_node, slip.code, slip.message, slip.hint)
            else:
                advice, instead = meant(key, table, [name for name in missing if name not in meant_keys])
                meant_keys.add(instead)
                self.fault(key_node, "E501", f"{what} has no key `{key[:60]}`", advice)
        return found

    def entries(self, node: Node, what: str) -> Iterator[tuple[str, Scalar, Node]]:
        """(key, the key's node, value) of a mapping with free keys."""
        if isinstance(node, Mapping):
            for key, (key_node, value) in node.entries.items():
                yield key, key_node, value
        elif not (isinstance(node, Scalar) and node.value == ""):
            self.fault(node, "E503", f"{what} is a mapping of ids")

    def items(self, node: Node) -> list[Node]:
        """The members of a list; anything else is a list of itself."""
        return node.items if isinstance(node, Sequence) else [node]

    def scalar(self, node: Node, what: str) -> Scalar | None:
        """`node` if it is text; a finding, with the slip that YAML made of prose, if it is not."""
        if isinstance(node, Scalar):
            return node
        slip = flow_slip(node)
        if slip is None and isinstance(node, Mapping) and len(node.values) == 1:
            (key, (key_node, _)) = next(iter(node.entries.items()))
            slip = prose_key_slip(key, self.source(key_node.line))
        if slip:
            self.fault(node, slip.code, slip.message, slip.hint)
        else:
            self.fault(node, "E503", f"{what} is text", "write it after `|`, or in quotes")
        return None

    def line(self, node: Node, what: str) -> str:
        """A line of text without inline logic; empty after a finding."""
        scalar = self.scalar(node, what)
        return " ".join(scalar.value.split()) if scalar else ""

    def paragraphs(self, node: Node, what: str) -> str:
        """Text without inline logic, a blank line between paragraphs."""
        scalar = self.scalar(node, what)
        parts = re.split(r"\n\s*\n", scalar.value) if scalar else []
        return "\n\n".join(" ".join(p.split()) for p in parts if p.strip())

    def number(self, node: Node, what: str, low: int = -1_000_000_000, high: int = 1_000_000_000) -> int:
        """A whole number between `low` and `high`; `low` after a finding."""
        if isinstance(node, Scalar) and _NUMBER.fullmatch(node.value) and low <= int(node.value) <= high:
            return int(node.value)
        bounds = f" from {low} to {high}" if abs(low) < 1_000_000_000 else ""
        self.fault(node, "E504", f"{what} is a whole number{bounds}", _in_figures(node, low, high))
        return low

    def is_number(self, node: Node) -> bool:
        """Whether `node` is a whole number of at most ten figures."""
        return isinstance(node, Scalar) and _NUMBER.fullmatch(node.value) is not None

    def flag(self, node: Node, what: str) -> bool:
        """True or false; after a finding what was probably meant, or else false."""
        if isinstance(node, Scalar) and node.value in ("true", "false"):
            return node.value == "true"
        said = meant_flag(node.value) if isinstance(node, Scalar) else ""
        advice = f"write {said}" if said else "write one of the two, in small letters"
        self.fault(node, "E505", f"{what} is true or false", advice)
        return said == "true"

    def value(self, node: Node, what: str) -> int | bool | str:
        """A constant: true, false, a whole number, or else text."""
        scalar = self.scalar(node, what)
        if scalar is None:
            return ""
        if scalar.plain and scalar.value in ("true", "false"):
            return scalar.value == "true"
        if scalar.plain and _NUMBER.fullmatch(scalar.value):
            return self.number(scalar, what, -1_000_000_000)
        return scalar.value

    def words(self, node: Node, what: str) -> list[Scalar]:
        """A list of words, or one word alone."""
        found = []
        for item in self.items(node):
            scalar = item if isinstance(item, Scalar) else self.scalar(item, f"a member of {what}")
            if scalar is not None:
                found.append(scalar)
        return found

    def id(self, node: Node, what: str, dotted: bool = True) -> str:
        """A name for something declared: small letters, digits, `_`, and dots where `dotted`."""
        scalar = self.scalar(node, what)
        if scalar is None:
            return ""
        if not (_ID if dotted else NAME).fullmatch(scalar.value) or len(scalar.value) > 100:
            self.fault(node, "E506", f"{what} `{scalar.value[:60]}` is not a name",
                       "names are of small letters, digits and _, and begin with a letter")  # fmt: skip
        return scalar.value


def _in_figures(node: Node, low: int, high: int) -> str:
    """How a number that is none is written; empty where only its size is wrong."""
    if not isinstance(node, Scalar) or _NUMBER.fullmatch(node.value):
        return ""
    word = node.value.strip().lower()
    if word in _COUNTED and low <= _COUNTED.index(word) <= high:
        return f"write {_COUNTED.index(word)}"
    return f"write a whole number in figures, as in {min(max(5, low), high)}"
