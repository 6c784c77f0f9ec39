"""A fault of a story: where it is, what it is, how to mend it."""

from __future__ import annotations

import difflib
from bisect import bisect
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import Final

import msgspec

from starcity_game.story.unread import Unread

FEW: Final = 160
"""How many names are all compared with an unknown one."""
NEIGHBOURS: Final = 15
"""How many names on each side are compared with an unknown one, in each of two orders, where there are more."""
MAX_FINDINGS: Final = 200
"""Findings told about one story at most; an author mends these and asks again."""


class Severity(StrEnum):
    """How bad a finding is: an error keeps the story from being played, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Diagnostic(msgspec.Struct, frozen=True, order=True):
    """One finding about one place in a story's files."""

    file: str
    """Path of the file, relative to the story's folder, with forward slashes."""
    line: int
    """Line, counted from 1; 0 when the finding is about the file as a whole."""
    column: int
    """Column, counted from 1 in characters; 0 when the finding is about the whole line or file."""
    code: str
    """Stable code such as `E101`; never reused for another meaning."""
    message: str
    """What is wrong, in a sentence without a full stop."""
    hint: str = ""
    """How to mend it, or the nearest known name; empty when there is nothing useful to say."""
    severity: Severity = Severity.ERROR
    """Whether the story can still be played."""

    def line_of_text(self) -> str:
        """The finding as `file:line:column: code message (hint)`, on one line and safe to print."""
        place = ":".join([visible(self.file)] + [str(n) for n in (self.line, self.column) if n])
        advice = f" ({visible(self.hint)})" if self.hint else ""
        kind = "" if self.severity is Severity.ERROR else f"{self.severity} "
        return f"{place}: {kind}{self.code} {visible(self.message)}{advice}"


class Findings:
    """Collects the diagnostics of one load, so that no stage has to stop at the first."""

    def __init__(self) -> None:
        self.items: list[Diagnostic] = []
        """Everything found so far, in the order of finding."""
        self.unread = Unread()
        """What could not be read, and what is held back for it."""

    def error(self, where: tuple[str, int, int], code: str, message: str, hint: str = "") -> None:
        """Add an error at `where`, which is (file, line, column), both counted from 1."""
        self.items.append(Diagnostic(*where, code, message, hint))

    def warn(self, where: tuple[str, int, int], code: str, message: str, hint: str = "") -> None:
        """Add a warning at `where`."""
        self.items.append(Diagnostic(*where, code, message, hint, Severity.WARNING))

    @property
    def count(self) -> int:
        """How many findings there are, with those that were held back."""
        return len(self.items) + self.unread.held

    @property
    def failed(self) -> bool:
        """Whether any finding keeps the story from being played."""
        return any(d.severity is Severity.ERROR for d in self.items)


class TooManyFindings(Exception):
    """There are as many errors as an author can use."""


class LimitedFindings(Findings):
    """The findings of one load, which the error after the last ends."""

    def error(self, where: tuple[str, int, int], code: str, message: str, hint: str = "") -> None:
        """Add an error, or raise `TooManyFindings`; one that follows from what could not be read is only counted."""
        if self.unread.explains(code, message):
            return
        self.check()
        super().error(where, code, message, hint)

    def check(self) -> None:
        """Raise `TooManyFindings` when there are as many errors as are told."""
        if len(self.items) >= MAX_FINDINGS and sum(d.severity is Severity.ERROR for d in self.items) >= MAX_FINDINGS:
            raise TooManyFindings

    def told(self, file: str, code: str, more: bool) -> tuple[Diagnostic, ...]:
        """What is told, in the order of the files: errors before warnings where not all can be.

        The last line says that there is more, if there is or `more` says so; it stands in `file` under `code`.
        """
        if self.unread.held and self.unread.everything and self.unread.where:
            count = f"{self.unread.held:,} name{'s' * (self.unread.held != 1)} could not be looked up"
            self.items.append(Diagnostic(*self.unread.where, code, f"{count}, because of what could not be read here",
                                         "mend this first, then check again"))  # fmt: skip
        kept = sorted(self.items, key=lambda d: d.severity is not Severity.ERROR)[:MAX_FINDINGS]
        found = tuple(sorted(kept))
        if not more and len(kept) == len(self.items):
            return found
        kind = Severity.ERROR if self.failed else Severity.WARNING
        message = "there may be more faults in this story"
        return (*found, Diagnostic(file, 0, 0, code, message, "mend these first, then check again", kind))


def nearest(name: str, known: Iterable[str], like: float = 0.6) -> str:
    """Advice of the form `did you mean x?`, or nothing when no known name is near; `like` is 1 for the same name.

    Long names are cut before comparing: the comparison is quadratic and names come from strangers. Of many
    names only those that begin or end most like `name` are compared, because each comparison takes
    60 microseconds, and a large story has 20,000 names.
    """
    name = name[:80]
    names = tuple(known)
    if len(names) > FEW:
        forwards, backwards = _orders(names)
        likely = _around(name, forwards) + [one[::-1] for one in _around(name[::-1], backwards)]
        names = tuple(dict.fromkeys(likely))
    found = difflib.get_close_matches(name, [one[:80] for one in names], n=1, cutoff=like)
    return f"did you mean {found[0]}?" if found else ""


@lru_cache(maxsize=4)
def _orders(names: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """`names` in order, and spelt backwards in order; kept, because sorting for every unknown name takes 20 ms."""
    return sorted(names), sorted(one[::-1] for one in names)


def _around(name: str, names: list[str]) -> list[str]:
    """The neighbours of `name` among the sorted `names`."""
    place = bisect(names, name)
    return names[max(place - NEIGHBOURS, 0) : place + NEIGHBOURS]


def visible(text: str) -> str:
    """`text` with every character that a terminal might obey shown as an escape, for error lines."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
