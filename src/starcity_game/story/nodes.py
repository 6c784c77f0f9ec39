"""The nodes of a story file: text, lists and mappings, each with its place in the source."""

from __future__ import annotations

from typing import TypeAlias

import msgspec


class Scalar(msgspec.Struct, frozen=True, gc=False):
    """A piece of text. It is never converted: `no`, `1:30` and `0777` are the words an author wrote."""

    value: str
    """The text, with YAML's quotes and escapes undone; empty where nothing was written."""
    line: int
    """Line on which it begins, counted from 1."""
    column: int
    """Column at which it begins, counted from 1 in characters."""
    style: str = ""
    """How it was written: empty for plain, or one of `'`, `"`, `|`, `>`."""

    @property
    def plain(self) -> bool:
        """Whether it was written without quotes and not as a block."""
        return not self.style

    @property
    def block(self) -> bool:
        """Whether it was written as a block, after `|` or `>`."""
        return self.style in {"|", ">"}


# Nodes form a tree, so the cycle collector need not know them (gc=False): 16 bytes and some time saved for each.
class Sequence(msgspec.Struct, frozen=True, gc=False):
    """A list."""

    items: list[Node]
    """The members, in the order of the file."""
    line: int
    """Line on which it begins, counted from 1."""
    column: int
    """Column at which it begins, counted from 1 in characters."""
    flow: bool = False
    """Whether it was written in square brackets."""


class Mapping(msgspec.Struct, frozen=True, gc=False):
    """Keys and their values."""

    values: dict[str, Node]
    """Key to value, in the order of the file; keys are in Unicode form NFC. Nobody may change it."""
    keys: list[Scalar | tuple[int, int]]
    """In the same order the keys' own nodes, or for ordinary keys only their lines and columns, counted from 0: a
    node for each of 200,000 keys, and a pair with its value, would be a twentieth of the time of reading, and
    faults alone need them."""
    line: int
    """Line on which it begins, counted from 1."""
    column: int
    """Column at which it begins, counted from 1 in characters."""
    flow: bool = False
    """Whether it was written in braces."""

    @property
    def entries(self) -> dict[str, tuple[Scalar, Node]]:
        """Key to (the key's own node, the value), in the order of the file; made anew at each call."""
        made = {}
        for (name, value), key in zip(self.values.items(), self.keys, strict=True):
            made[name] = (key if isinstance(key, Scalar) else Scalar(name, key[0] + 1, key[1] + 1), value)
        return made


Node: TypeAlias = Scalar | Sequence | Mapping
"""Anything that can stand as a value in a story file."""


def where(node: Node, file: str) -> tuple[str, int, int]:
    """The place of `node` in the form that findings take: (file, line, column)."""
    return file, node.line, node.column
