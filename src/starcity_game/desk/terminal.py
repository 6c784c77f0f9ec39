"""The terminal is left as it was found, however the desk is left."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

from .keyboard import Keyboard

MODES: Final = (
    "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l\x1b[?2004l\x1b[?1004l\x1b[?2026l\x1b[?2048l"
    "\x1b[0m\x1b[?7h\x1b[?25h"
)
"""Every mode that the desk may have switched, put back; harmless when they are back already."""
LEAVE: Final = "\x1b[<u\x1b[?1049l"
"""Off the desk's screen and its keyboard protocol: only when Textual has not done it, since both are stacked."""
_DECODER: Final = "getincrementaldecoder"
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
    """Let Textual read keys through `Keyboard` instead of a strict decoder."""
    try:
        from textual.drivers import linux_driver
    except ImportError:  # Windows has a driver of its own
        yield
        return
    strict = getattr(linux_driver, _DECODER)
    setattr(linux_driver, _DECODER, lambda name: Keyboard)
    try:
        yield
    finally:
        setattr(linux_driver, _DECODER, strict)


def _line_settings() -> list[Any] | None:
    try:
        import termios

        return termios.tcgetattr(0)
    except (ImportError, OSError, termios.error):
        return None


def _put_back(before: list[Any] | None, reset: str) -> None:
    """Write the reset string and the line settings; a terminal that has gone is no fault."""
    try:
        if sys.__stderr__ is None or not sys.__stderr__.isatty():
            _silence()
        else:
            sys.__stderr__.write(reset)
            sys.__stderr__.flush()
    except (OSError, ValueError):
        _silence()
    if before is not None:
        import termios

        with contextlib.suppress(OSError, termios.error):
            termios.tcsetattr(0, termios.TCSANOW, before)


def _silence() -> None:
    """Let what could not be written to a closed window go nowhere: Python would complain of it in the exit status."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.__stdout__, sys.__stderr__):
            if stream is not None:
                os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
