"""A fault of a story: where it is, what it is, how to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from enum import StrEnum

import msgspec


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

    def error(self, where: tuple[str, int, int], code: str, message: str, hint: str = "") -> None:
        """Add an error at `where`, which is (file, line, column), both counted from 1."""
        self.items.append(Diagnostic(*where, code, message, hint))

    def warn(self, where: tuple[str, int, int], code: str, message: str, hint: str = "") -> None:
        """Add a warning at `where`."""
        self.items.append(Diagnostic(*where, code, message, hint, Severity.WARNING))

    @property
    def failed(self) -> bool:
        """Whether any finding keeps the story from being played."""
        return any(d.severity is Severity.ERROR for d in self.items)


def nearest(name: str, known: Iterable[str]) -> str:
    """Advice of the form `did you mean x?`, or nothing when no known name is near.

    Long names are cut before comparing: the comparison is quadratic and names come from strangers.
    """
    found = difflib.get_close_matches(name[:80], [k[:80] for k in known], n=1, cutoff=0.6)
    return f"did you mean {found[0]}?" if found else ""


def visible(text: str) -> str:
    """`text` with every character that a terminal might obey shown as an escape, for error lines."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
