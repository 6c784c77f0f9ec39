"""The terminal is left as it was found, however the desk is left."""

from __future__ import annotations

import asyncio
import codecs
import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

MODES: Final = (
    "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l\x1b[?2004l\x1b[?1004l\x1b[?2026l\x1b[?2048l"
    "\x1b[0m\x1b[?7h\x1b[?25h"
)
"""Every mode that the desk may have switched, put back; harmless when they are back already."""
LEAVE: Final = "\x1b[<u\x1b[?1049l"
"""Off the desk's screen and its keyboard protocol: only when Textual has not done it, since both are stacked."""
_ENDING: Final = ("SIGTERM", "SIGHUP", "SIGINT")


def unfit() -> str:
    """Why the desk cannot be shown here, in a sentence; empty when it can."""
    streams = (sys.__stdin__, sys.__stdout__, sys.__stderr__)
    if not all(stream is not None and not stream.closed and stream.isatty() for stream in streams):
        return "The desk needs a terminal; `starcity play --plain` is the same game as lines."
    if os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        return "This terminal can only write lines; `starcity play --plain` is the same game."
    return ""


def refuse(words: str) -> int:
    """Say on standard error why nothing is opened, and give the exit status for wrong use."""
    if sys.__stderr__ is not None:
        print(words, file=sys.__stderr__)
    return 2


def on_signals(done: Callable[[int], None]) -> None:
    """Have `done` called on the loop with the number of a signal that asks the program to end."""
    loop = asyncio.get_running_loop()
    for name in _ENDING:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            # Windows has no such handlers, and a loop outside the main thread may not have them.
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, partial(done, int(number)))


@contextlib.contextmanager
def kept() -> Iterator[None]:
    """While inside, input that is not UTF-8 is endured; afterwards every mode is off and the line settings are back."""
    before = _line_settings()
    orderly = False
    with _tolerant():
        try:
            yield
            orderly = True
        finally:
            _put_back(before, MODES if orderly else LEAVE + MODES)


@contextlib.contextmanager
def _tolerant() -> Iterator[None]:
    """Textual decodes keys strictly, and one byte that is not UTF-8 would end the program."""
    try:
        from textual.drivers import linux_driver
    except ImportError:  # Windows has a driver of its own
        yield
        return
    strict = linux_driver.getincrementaldecoder

    def lenient(name: str) -> Any:
        return partial(codecs.getincrementaldecoder(name), errors="replace")

    linux_driver.getincrementaldecoder = lenient  # type: ignore[assignment]
    try:
        yield
    finally:
        linux_driver.getincrementaldecoder = strict


def _line_settings() -> list[Any] | None:
    try:
        import termios

        return termios.tcgetattr(0)
    except (ImportError, OSError, termios.error):
        return None


def _put_back(before: list[Any] | None, reset: str) -> None:
    """Write the reset string and the line settings; a terminal that has gone is no fault."""
    with contextlib.suppress(OSError, ValueError):
        if sys.__stderr__ is not None and sys.__stderr__.isatty():
            sys.__stderr__.write(reset)
            sys.__stderr__.flush()
    if before is not None:
        import termios

        with contextlib.suppress(OSError, termios.error):
            termios.tcsetattr(0, termios.TCSANOW, before)
