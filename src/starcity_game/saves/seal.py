"""The outside of a save: one JSON object that begins with a checksum of all the rest.

`{"check":"<40 hex digits>","format":1,…}` and a line feed. Every later format keeps this outside, so
that a damaged file can be told from a newer one. The checksum is BLAKE2b (RFC 7693) over every byte
behind it; it is there to notice accidents, not to keep players from editing their own lives.
"""

from __future__ import annotations

import hashlib

from .problems import Damaged

MAX_BYTES = 4 * 1024 * 1024
"""No save is larger."""
MAX_DEPTH = 24
"""No save is nested deeper."""

_BEGIN = b'{"check":"'
_DIGITS = 40
_REST = len(_BEGIN) + _DIGITS + 2
_ALIKE = bytes.maketrans(b"{}", b"[]")
_OTHERS = bytes(b for b in range(256) if b not in b'"[]{}')


def sealed(body: bytes) -> bytes:
    """The JSON object `body` with its checksum put in front, as it is written to a file."""
    rest = body[1:] + b"\n"
    return _BEGIN + _digest(rest) + b'",' + rest


def unsealed(data: bytes) -> bytes:
    """The JSON object inside `data`, safe to parse. Raises Damaged if it is not what was written."""
    if not data:
        raise Damaged("The file is empty.")
    if len(data) > MAX_BYTES:
        raise Damaged("The file is larger than any save.")
    rest = data[_REST:]
    if not data.startswith(_BEGIN) or data[_REST - 2 : _REST] != b'",':
        raise Damaged("The file does not begin as a save does.")
    if data[len(_BEGIN) : _REST - 2] != _digest(rest):
        raise Damaged("The file was cut off or changed: its checksum does not fit.")
    body = b"{" + rest
    if depth(body) >= MAX_DEPTH:
        raise Damaged("The file is nested deeper than any save.")
    return body


def depth(data: bytes, most: int = MAX_DEPTH) -> int:
    """How deep the brackets of JSON text are nested, counted up to `most`.

    Strings are taken out first; then pairs are rubbed out from the inside, a level at a time, all at
    the speed of C: this stands in front of the parser and sees every byte of every save.
    """
    bare = data.replace(b"\\\\", b"").replace(b'\\"', b"").translate(_ALIKE, _OTHERS)
    left = b"".join(bare.split(b'"')[::2])
    for level in range(most):
        if not left:
            return level
        inner = left.replace(b"[]", b"")
        if inner == left:
            return most
        left = inner
    return most


def _digest(rest: bytes) -> bytes:
    """The checksum of `rest` in hexadecimal digits."""
    return hashlib.blake2b(rest, digest_size=_DIGITS // 2).hexdigest().encode()
