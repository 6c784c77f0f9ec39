"""PO files: entries with a context, a message and a translation. Babel reads them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from io import StringIO

import msgspec

_LATER = re.compile(r"^#~\|.*$", re.M)
"""Former messages of obsolete entries, which other tools write and Babel does not know."""


class Entry(msgspec.Struct, frozen=True):
    """One message of a PO file."""

    context: str
    """Where its text stands in the story."""
    message: str
    """The text as it was when it was translated."""
    text: str
    """The translation; empty where there is none yet."""
    line: int = 0
    """Line of the file on which the message begins, counted from 1; 0 for one that is not from a file."""
    fuzzy: bool = False
    """Whether the translator still has to look at it; such a one is not shown."""
    obsolete: bool = False
    """Whether the story has this text no longer."""
    previous: str = ""
    """Of a fuzzy one, the message that the translation was of."""
    notes: tuple[str, ...] = ()
    """The translator's own remarks, line by line."""


class NotPo(ValueError):
    """A file that is no PO file: why, and `line`, counted from 1; 0 where that is not known."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def read_po(text: str) -> list[Entry]:
    """The entries of a PO file but for its header, in order. Raises NotPo."""
    from babel.messages import pofile  # noqa: PLC0415 - only a translated story needs it: 60 ms

    try:
        catalog = pofile.read_po(StringIO(_LATER.sub("", text)), abort_invalid=True)
    except pofile.PoFileError as fault:
        raise NotPo(str(fault), fault.lineno + 1) from None
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError) as fault:
        raise NotPo(f"it cannot be understood ({type(fault).__name__})") from None  # what the library happens to meet
    found = [(message, False) for message in catalog if message.id]
    found += [(message, True) for message in catalog.obsolete.values()]
    return [
        Entry(
            one.context or "", one.id, one.string, one.lineno or 0, one.fuzzy, gone,
            _previous(one.user_comments, pofile.unescape),
            tuple(note for note in one.user_comments if not note.startswith("|")),
        )
        for one, gone in found
        if isinstance(one.id, str) and isinstance(one.string, str)
    ]  # fmt: skip


def _previous(comments: Iterable[str], unescape: Callable[[str], str]) -> str:
    """The former message among an entry's comments, where Babel puts it."""
    found, inside = "", False
    for comment in comments:
        if comment.startswith("|"):
            word, _, rest = comment[1:].strip().partition('"')
            inside = word.strip() == "msgid" or (inside and not word.strip())
            if inside and rest.endswith('"'):
                found += unescape(f'"{rest}')
    return found
