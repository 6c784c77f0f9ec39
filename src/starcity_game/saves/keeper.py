"""Saving in the background: no key ever waits for the disk."""

from __future__ import annotations

import threading
from collections.abc import Callable

from ..story.diagnostics import visible
from .problems import SaveProblem
from .record import Record

Build = Callable[[], Record]
"""Gives the record to save; called on the writer's thread."""


def _nothing(_: object) -> None:
    """A callback for nobody."""


class Keeper:
    """One thread that writes lives; while it is busy only the newest record waits.

    The callbacks are called on that thread and should only post a message.
    """

    def __init__(
        self,
        write: Callable[[Record], Record],
        on_problem: Callable[[str], None] = _nothing,
        on_saved: Callable[[Record], None] = _nothing,
    ) -> None:
        """`write` comes back when a record is durable or raises SaveProblem, as `Shelf.write` does.

        `on_problem` gets a sentence whenever a save fails; `on_saved` what is now durable.
        """
        self._write = write
        self._on_problem = on_problem
        self._on_saved = on_saved
        self._news = threading.Condition()
        self._waiting: Build | None = None
        self._failed: Build | None = None
        self._busy = False
        self._closed = False
        self.problem = ""
        """Why the last save failed, in a sentence; empty when it did not."""
        self._thread = threading.Thread(target=self._run, name="saves", daemon=True)
        self._thread.start()

    def submit(self, record: Record | Build) -> None:
        """Save this as soon as possible, in place of what was still waiting. Never blocks on the disk."""
        build = record if callable(record) else lambda: record
        with self._news:
            self._waiting = build
            self._news.notify_all()

    @property
    def settled(self) -> bool:
        """Whether everything that was submitted is durable."""
        with self._news:
            return not (self._waiting or self._busy or self._failed)

    def flush(self, timeout: float | None = 5.0) -> bool:
        """Wait until everything is durable, at most `timeout` seconds; what failed is tried once more.

        Says whether it is.
        """
        with self._news:
            if self._failed and not (self._waiting or self._busy):
                self._waiting = self._failed
                self._news.notify_all()
            if self._thread.is_alive():
                self._news.wait_for(lambda: not (self._waiting or self._busy), timeout)
            return not (self._waiting or self._busy or self._failed)

    def close(self, timeout: float | None = 5.0) -> bool:
        """`flush`, and end the thread. Says whether everything is durable."""
        done = self.flush(timeout)
        with self._news:
            self._closed = True
            self._news.notify_all()
        return done

    def _run(self) -> None:
        """Write whatever comes, until closed."""
        while True:
            with self._news:
                self._news.wait_for(lambda: self._waiting or self._closed)
                build, self._waiting = self._waiting, None
                if build is None:
                    return
                self._busy = True
            saved, problem = self._attempt(build)
            with self._news:
                self.problem = problem
                self._failed = build if problem else None
            self._tell(saved, problem)
            with self._news:
                self._busy = False
                self._news.notify_all()

    def _attempt(self, build: Build) -> tuple[Record | None, str]:
        """Build and write once; what was saved, or why not."""
        try:
            return self._write(build()), ""
        except SaveProblem as problem:
            return None, problem.message
        except Exception as error:  # a fault of the program itself must not end saving for good
            return None, f"Not saved: {visible(f'{type(error).__name__}: {error}')}."

    def _tell(self, saved: Record | None, problem: str) -> None:
        """Call back; a front that has gone must not end saving either."""
        try:
            if saved is not None:
                self._on_saved(saved)
            else:
                self._on_problem(problem)
        except Exception:  # there is nobody left to tell
            return
