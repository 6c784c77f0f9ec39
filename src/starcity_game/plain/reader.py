"""What the player types, line by line, whatever bytes come."""

from __future__ import annotations

from typing import BinaryIO, Final

MAX_CHARACTERS: Final = 1_000
"""Characters of a line that are looked at; the rest of it is passed over."""
_MAX_BYTES: Final = 4 * MAX_CHARACTERS
_GULP: Final = 65_536


class Reader:
    """Reads lines from a stream of bytes; the terminal is left in the mode in which it was found."""

    def __init__(self, stream: BinaryIO, echo: bool) -> None:
        """Read from `stream`; `echo` says that no terminal shows what is typed, so that the program must."""
        self._stream = stream
        self.echo = echo
        """Whether the program has to show what was typed."""

    def line(self) -> str | None:
        """The next line without blanks around it, or None at the end of input."""
        data = self._stream.readline(_MAX_BYTES)
        if not data:
            return None
        rest = data
        while len(rest) > 1 and not rest.endswith(b"\n"):
            rest = self._stream.readline(_GULP)
        return data.decode("utf-8", errors="replace")[:MAX_CHARACTERS].strip()
