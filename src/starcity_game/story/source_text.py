"""From the bytes of a story file to strict text, line by line where the author wrote it."""

from __future__ import annotations

import codecs

from starcity_game.story.diagnostics import Findings
from starcity_game.story.strict_text import FORBIDDEN, describe, first_forbidden

CODES = {
    "E101": "the file is not UTF-8 text",
    "E102": "the file is not text at all (it holds NUL bytes)",
    "E103": "the file is larger than a story file may be",
    "E104": "a character that is invisible, or that a terminal might obey",
}
"""Codes of this module, each with its meaning."""

MAX_BYTES = 1_000_000
"""Size of a story file at most, in bytes."""
MAX_FAULTS = 20
"""Faults told about one file at most; an author mends these and asks again."""

_REPLACEMENT = "\ufffd"
_SAVE_AS = "save it again as UTF-8 in your editor"


def source_text(data: bytes, file: str, findings: Findings) -> str | None:
    """The text of a story file with `\\n` line ends, or None after saying why it cannot be read.

    A forbidden character is reported and replaced by one U+FFFD, so that every later column is still right.
    """
    if len(data) > MAX_BYTES:
        size = f"{len(data) / 1_000_000:.1f}"
        findings.error(
            (file, 0, 0), "E103", f"this file has {size} MB; 1 MB is the most", "split it into several files"
        )
        return None
    decoded = _decode(data, file, findings)
    if decoded is None:
        return None
    text = decoded.removeprefix("\ufeff").replace("\r\n", "\n")
    return _without_forbidden(text, file, findings)


def _decode(data: bytes, file: str, findings: Findings) -> str | None:
    """The bytes as text, or None after one line that says what they are instead."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE))
    if wide or _looks_wide(data):
        findings.error((file, 0, 0), "E101", "this file is UTF-16 or UTF-32; a story file is UTF-8", _SAVE_AS)
        return None
    if b"\0" in data:
        findings.error((file, 0, 0), "E102", "this is not a text file", "begin its name with _ to have it ignored")
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        before = data[: fault.start].decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
        message = f"this file is not UTF-8: the byte 0x{data[fault.start]:02X} means nothing here"
        findings.error((file, *place(before, len(before))), "E101", message, _SAVE_AS)
        return None


def _looks_wide(data: bytes) -> bool:
    """Whether every second or fourth byte at the start is NUL, as in UTF-16 and UTF-32 without a mark."""
    head = data[:64]
    return len(head) >= 4 and (not any(head[::2]) or not any(head[1::2]))


def place(text: str, index: int) -> tuple[int, int]:
    """Line and column of `text[index]`, both counted from 1."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _without_forbidden(text: str, file: str, findings: Findings) -> str:
    """`text` with its forbidden characters reported and replaced; the text itself when there are none."""
    if first_forbidden(text) is None:
        return text
    for number, found in enumerate(FORBIDDEN.finditer(text)):
        if number == MAX_FAULTS:
            break
        message = f"the character {describe(found[0])} may not stand in a story"
        findings.error((file, *place(text, found.start())), "E104", message, "delete it; most editors do not show it")
    return FORBIDDEN.sub(_REPLACEMENT, text)
