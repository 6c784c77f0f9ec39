"""Several processes that answer messages, or none: with one job everything happens in this one.

States hold no circles, and to look for some would take a fifth of the time, so the collector rests meanwhile.
Messages are bytes. What a worker answers may depend only on the messages that it was sent, and a message is always
sent to the worker that its key names, so that answers do not depend on how many processes there are.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any

Worker = Callable[[bytes], bytes]
"""Answers a message."""


class Lost(Exception):
    """A worker died, as when the system ran out of memory."""


class Crew:
    """So many workers, each made by `recruit(*args)` where it works; a context, which ends them."""

    def __init__(self, jobs: int, recruit: Callable[..., Worker], *args: Any) -> None:
        """`recruit` is a function of a module and `args` are plain values, since they go to another process."""
        self._alone = recruit(*args) if jobs <= 1 else None
        self._lines: list[Connection] = []
        self._processes: list[Any] = []
        if self._alone is None:
            context = multiprocessing.get_context("spawn")  # forks of a large process would count its memory again
            for _ in range(jobs):
                mine, theirs = context.Pipe()
                process = context.Process(target=_work, args=(theirs, recruit, args), daemon=True)
                process.start()
                theirs.close()
                self._lines.append(mine)
                self._processes.append(process)

    def __enter__(self) -> Crew:
        self._collecting = gc.isenabled()
        if self._alone is not None:
            gc.disable()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 where: TracebackType | None) -> None:  # fmt: skip
        if self._collecting:
            gc.enable()
        for line in self._lines:
            line.close()
        for process in self._processes:
            if kind is not None:
                process.terminate()
            process.join()

    def each(self, messages: Iterable[bytes], bound: bool) -> Iterator[tuple[int, bytes]]:
        """(number of the message, answer) as they come. `bound`: message number k goes to worker number k, the
        workers being counted round again; otherwise to whoever is free. Raises Lost."""
        if self._alone is not None:
            for number, message in enumerate(messages):
                yield number, self._alone(message)
            return
        queues = self._queues(messages, bound)
        busy = {k: queues[k].popleft() for k in range(len(self._lines)) if queues[k]}
        try:
            for k, (_, message) in busy.items():
                self._lines[k].send_bytes(message)
            while busy:
                for line in wait([self._lines[k] for k in busy]):
                    k = self._lines.index(line)  # type: ignore[arg-type]
                    answer = self._lines[k].recv_bytes()
                    number, _ = busy.pop(k)
                    if queues[k]:
                        busy[k] = queues[k].popleft()
                        self._lines[k].send_bytes(busy[k][1])
                    yield number, answer
        except (EOFError, OSError) as error:
            raise Lost("a process of the search ended before its time") from error

    def _queues(self, messages: Iterable[bytes], bound: bool) -> list[deque[tuple[int, bytes]]]:
        """What waits for each worker: its own messages, or for all the same queue."""
        count = len(self._lines)
        if not bound:
            return [deque(enumerate(messages))] * count
        queues: list[deque[tuple[int, bytes]]] = [deque() for _ in range(count)]
        for number, message in enumerate(messages):
            queues[number % count].append((number, message))
        return queues


def _work(line: Connection, recruit: Callable[..., Worker], args: tuple[Any, ...]) -> None:
    """What a process does until its line is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process is told, and closes the line
    try:
        answer = recruit(*args)
        gc.collect()
        gc.freeze()
        gc.disable()
        while True:
            line.send_bytes(answer(line.recv_bytes()))
    except (EOFError, OSError):
        return
