"""Signals that end the program become an exception, so that everything is put in order on the way out."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

_ENDING: Final = ("SIGTERM", "SIGHUP")


class Signalled(BaseException):
    """A signal asks the program to end; not an `Exception`, so that nothing swallows it."""

    def __init__(self, number: int) -> None:
        """`number` is the signal's."""
        super().__init__(number)
        self.number = number
        """The signal's number; the exit status is 128 more."""


@contextmanager
def raised() -> Iterator[None]:
    """While inside, SIGTERM and SIGHUP raise `Signalled` once; a signal that was ignored stays ignored."""
    before = {}
    for name in _ENDING:
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            before[number] = signal.signal(number, _raise)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _raise(number: int, frame: FrameType | None) -> None:
    """End the program; further signals wait until it has put things in order."""
    for name in _ENDING:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    raise Signalled(number)
