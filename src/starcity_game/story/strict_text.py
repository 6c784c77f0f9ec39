"""Strict text: the characters that no story, name or error line may hold, and how to show them harmlessly.

Forbidden is whatever a terminal might obey or a reader cannot see: control characters (C0 but for tab and
line feed, DEL, C1 with NEL), the separators U+2028 and U+2029, bidirectional marks, overrides and
isolates, zero-width and other invisible characters (Unicode's Default_Ignorable_Code_Point), surrogates and
noncharacters.
"""

from __future__ import annotations

import re
import unicodedata

_LOW = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
)
_HIGH = "\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff" + "".join(
    f"{chr((plane << 16) | 0xFFFE)}{chr((plane << 16) | 0xFFFF)}" for plane in range(1, 17)
)

FORBIDDEN = re.compile(f"[{_LOW}{_HIGH}]")
"""One forbidden character. Tab and line feed are allowed; carriage return is not: line ends are unified."""

_IN_NAMES = re.compile(f"[{_LOW}{_HIGH}\t\n]")


_CONTROL = bytes([*range(9), *range(11, 32), 127])
_SUSPECT = re.compile(f"[{_LOW}\U00010000-\U0010ffff]")


def first_forbidden(text: str) -> int | None:
    """Index of the first forbidden character of `text`, or None when there is none.

    Python's `re` tests the planes above the first range by range, which is slow on a megabyte; so a set that
    takes all of them for suspects comes first.
    """
    if text.isascii() and len(text.encode().translate(None, _CONTROL)) == len(text):
        return None  # seen through in a tenth of the time
    suspect = _SUSPECT.search(text)
    if suspect is None:
        return None
    found = FORBIDDEN.search(text, suspect.start())
    return found.start() if found else None


def describe(character: str) -> str:
    """One character in words for an author, such as `U+200B ZERO WIDTH SPACE`."""
    name = unicodedata.name(character, "")
    if not name:
        name = "a control character" if unicodedata.category(character) == "Cc" else "not a character for text"
        return f"U+{ord(character):04X} ({name})"
    return f"U+{ord(character):04X} {name}"


def clean(text: str, *, lines: bool = False) -> str:
    """`text` with each forbidden character shown as an escape such as `\\u200b`, for names and errors.

    The result is one line: tabs and line feeds are shown as escapes too, unless `lines` asks to keep them.
    """
    return (FORBIDDEN if lines else _IN_NAMES).sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    """A visible escape for one character, as Python and YAML write it."""
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
