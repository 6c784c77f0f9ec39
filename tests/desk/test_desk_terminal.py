"""In a terminal of its own: however the desk is left, the room is as it was found and the life is saved."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from starcity_game.saves.shelf import Shelf

ROOT = Path(__file__).parent.parent.parent
STORY = ROOT / "tests" / "data" / "desk-story"
MODES = (b"1049", b"1000", b"1003", b"1006", b"2004")


def _own_the_terminal() -> None:
    """Make standard input the controlling terminal, so that closing it is felt."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Room:
    """A process in a pseudo-terminal."""

    def __init__(self, folder: Path, code: str = "") -> None:
        self.saves = folder / "saves"
        play = ["play", "--story", str(STORY), "--saves", str(self.saves)]
        program = ["-c", code] if code else ["-m", "starcity_game"]
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT / "src"),
        }
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        self.before = termios.tcgetattr(slave)
        self.process = subprocess.Popen(
            [sys.executable, *program, *play], stdin=slave, stdout=slave, stderr=slave, env=environment,
            start_new_session=True, preexec_fn=_own_the_terminal,  # noqa: PLW1509 - the test has no threads
        )  # fmt: skip
        self.slave = slave
        self.out = b""

    def read(self, until: bytes = b"", seconds: float = 20.0) -> bytes:
        """Everything that comes until `until` is seen or the process has ended."""
        end = time.monotonic() + seconds
        mark = len(self.out)
        while time.monotonic() < end and (not until or until not in self.out[mark:]):
            if select.select([self.master], [], [], 0.05)[0]:
                try:
                    self.out += os.read(self.master, 65536)
                except OSError:
                    break
            elif self.process.poll() is not None:
                break
        assert not until or until in self.out[mark:], self.out[-2000:]
        return self.out[mark:]

    def send(self, keys: bytes, until: bytes = b"") -> None:
        for start in range(0, len(keys), 1024):  # a terminal takes a few kilobytes at a time
            os.write(self.master, keys[start : start + 1024])
            if len(keys) > 1024:
                self.read(seconds=0.02)
        if until:
            self.read(until)

    def begin(self) -> None:
        """Be at the desk with one choice made."""
        self.read(b"Female")
        self.send(b"1", b"Another")
        self.send(b"1", b"Leave")
        self.send(b"1", b"Begin.")
        self.send(b"1", b"lamp hums")
        self.send(b"1", b"Sit a little")

    def ended(self) -> int:
        """Its exit status, after its last words."""
        self.read(seconds=10)
        return self.process.wait(5)

    def left_on(self) -> list[bytes]:
        """Modes that were not put back."""
        wrong = [m for m in MODES if self.out.rfind(b"?" + m + b"h") > self.out.rfind(b"?" + m + b"l")]
        return wrong + ([b"25"] if self.out.rfind(b"?25l") > self.out.rfind(b"?25h") else [])

    def sheets(self) -> list[int]:
        """Choices in each life on disk."""
        return [entry.sheet for entry in Shelf(self.saves).entries()]

    def close(self) -> None:
        """Nothing of it stays."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for descriptor in (self.master, self.slave):
            try:
                os.close(descriptor)
            except OSError:
                continue


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_saves_and_puts_everything_back(room: Room, number: signal.Signals) -> None:
    room.begin()
    room.process.send_signal(number)
    assert room.ended() == 128 + number
    assert room.left_on() == []
    assert termios.tcgetattr(room.slave) == room.before
    assert room.sheets() == [1]


def test_a_closed_window_ends_it(room: Room) -> None:
    room.begin()
    os.close(room.slave)
    os.close(room.master)
    assert room.process.wait(10) == 128 + signal.SIGHUP
    assert room.sheets() == [1]


def test_leaving_puts_everything_back(room: Room) -> None:
    room.begin()
    room.send(b"\x11")
    assert room.ended() == 0
    assert room.left_on() == []
    assert termios.tcgetattr(room.slave) == room.before


def test_bytes_that_are_no_text_and_pastes_are_endured(room: Room) -> None:
    room.begin()
    room.send(b"\xff\xfe\x80")
    room.send(b"\x1b[200~" + b"12\x1b]0;owned\x07" * 3000 + b"\x1b[201~")
    room.send(b"1", b"A page is turned")
    room.send(b"\x11")
    assert room.ended() == 0
    assert b"owned" not in room.out
    assert room.sheets() == [2]


def test_a_crash_is_a_paragraph_and_costs_nothing(tmp_path: Path) -> None:
    code = (
        "from starcity_game.desk.screens.play import Play\n"
        "def broken(self):\n    secret = 'local variable'\n    raise ZeroDivisionError('inside')\n"
        "Play.action_undo = broken\n"
        "from starcity_game.cli import main\nmain()\n"
    )
    room = Room(tmp_path, code)
    try:
        room.begin()
        room.send(b"u")
        assert room.ended() == 1
        shown = room.out[room.out.rfind(b"1049l") :]
        assert b"A report lies in" in shown
        for word in (b"Traceback", b"ZeroDivisionError", b"local variable"):
            assert word not in room.out
        assert room.left_on() == []
        assert termios.tcgetattr(room.slave) == room.before
        assert room.sheets() == [1]
    finally:
        room.close()
