"""What values an expression may have, and what a name in it may stand for."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Final, Protocol, TypeAlias

import msgspec

Value: TypeAlias = bool | int | str
"""A value of a story: a flag, a whole number (also a date, in minutes), or a word or text."""

Tree: TypeAlias = tuple[Any, ...]
"""A checked expression: a tag (a string) first, then its parts, which are strings, integers, booleans and
further trees, so that it can be stored; read back, tuples may have become lists. The tags: see `tree.py`."""

LARGEST: Final = 1_000_000_000
"""The largest number that can be written or stored; the smallest is its negative."""


class Kind(StrEnum):
    """The kind of a value."""

    NUMBER = "number"
    FLAG = "flag"
    WORD = "word"
    TEXT = "text"
    DATE = "date"

    def spoken(self) -> str:
        """The kind as an error message says it."""
        return "true or false" if self is Kind.FLAG else f"a {self.value}"


class Type(msgspec.Struct, frozen=True):
    """The type of an expression."""

    kind: Kind
    """What kind of value it has."""
    words: tuple[str, ...] = ()
    """For a `WORD`: the words it may be."""


NUMBER: Final = Type(Kind.NUMBER)
"""The type of every number."""
FLAG: Final = Type(Kind.FLAG)
"""The type of true and false."""
TEXT: Final = Type(Kind.TEXT)
"""The type of free text."""
DATE: Final = Type(Kind.DATE)
"""The type of a moment, in minutes since 1960-01-01 00:00."""


class Name(msgspec.Struct, frozen=True):
    """What a name in an expression stands for: a slot, a visit counter, a named condition or a constant."""

    type: Type
    """The type of what it stands for."""
    slot: int = -1
    """Index into the sequence of values; -1 when it is no value."""
    counter: int = -1
    """Number of a visit counter, when not negative: a `FLAG` asks whether it is above 0."""
    mirror: bool = False
    """Whether it is the second name of a pair, which reads as 100 minus the slot."""
    tree: Tree | None = None
    """The checked tree of a named condition, which is put in place of the name."""
    constant: bool | int | str | None = None
    """A value that never changes, such as a person's attribute."""
    bounds: tuple[int, int] | None = None
    """The least and the greatest number it can hold; None is the widest, and 0 to 100 for a mirror."""
    writable: bool = True
    """Whether an assignment may name it."""
    refusal: str = ""
    """Why it stands for nothing after all, for an error message; empty for every other name."""


class Scope(Protocol):
    """The names that an expression may use."""

    def lookup(self, name: str) -> Name | None:
        """What `name` stands for, dots and all; None when it is not declared."""

    def known(self) -> Iterable[str]:
        """Every declared name, for advice on a mistyped one."""


class Counters(Protocol):
    """The visit counters of a game."""

    def get(self, counter: int, /) -> int:
        """How many times the place with this number was visited; 0 when never."""
