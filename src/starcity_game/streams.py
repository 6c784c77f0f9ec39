"""Standard output and error made fit for any locale: nothing that is printed can fail for its letters."""

from __future__ import annotations

import codecs
import io
import os
import sys
from typing import Final, TextIO

_HANDLER: Final = "typewriter"
_TYPEWRITTEN: Final = {
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "…": "...",
    "—": "--", "–": "-", "‑": "-", "−": "-", "─": "-", "·": "-", "▸": ">", "→": "->",
    "№": "No.", "×": "x", "\u00a0": " ", "\u202f": " ", "\u2009": " ",
}  # fmt: skip
"""What a typewriter without the character would have used."""


def typewritten(text: str) -> str:
    """`text` in ASCII: typographic characters as a typewriter has them, accents dropped, `?` for the rest."""
    return "".join(_TYPEWRITTEN.get(character) or _bare(character) for character in text)


def _bare(character: str) -> str:
    """One character in ASCII."""
    import unicodedata  # noqa: PLC0415 - seldom needed, and `--help` should not wait for it

    return unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode() or "?"


def _replace(error: UnicodeError) -> tuple[str, int]:
    """What a codec writes for characters that it does not have."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return typewritten(error.object[error.start : error.end]), error.end


def prepare() -> None:
    """Make `sys.stdout` and `sys.stderr` usable: present, and with a fallback for every character."""
    codecs.register_error(_HANDLER, _replace)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever started the program
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - it lives as long as we
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)


def silence(stream: TextIO) -> None:
    """Send what is still to be written nowhere, so that a closed pipe is not complained of at exit."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):  # no file behind the stream
        pass
