"""In a terminal of its own: however the author's desk is left, the room is as it was found."""

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
from conftest import Written

ROOT = Path(__file__).parent.parent.parent
MODES = (b"1049", b"1000", b"1003", b"1006", b"2004")


def _own_the_terminal() -> None:
    """Make standard input the controlling terminal, so that closing it is felt."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Room:
    """A process in a pseudo-terminal."""

    def __init__(self, home: Path, *arguments: str) -> None:
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT / "src"),
        }  # fmt: skip
        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        self.before = termios.tcgetattr(self.slave)
        self.arguments = arguments
        self.out = b""

    def open(self, **environment: str) -> None:
        """Start the desk."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "starcity_game", "author", *self.arguments],
            stdin=self.slave, stdout=self.slave, stderr=self.slave, env={**self.environment, **environment},
            start_new_session=True, preexec_fn=_own_the_terminal,  # noqa: PLW1509 - the test has no threads
        )  # fmt: skip

    def read(self, until: bytes = b"", seconds: float = 20.0) -> bytes:
        """Everything that comes until `until` is seen or the process has ended."""
        end, mark = time.monotonic() + seconds, len(self.out)
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

    def send(self, keys: bytes, until: bytes) -> None:
        """Press keys and wait for what they bring."""
        os.write(self.master, keys)
        self.read(until)

    def ended(self) -> int:
        """Its exit status, after its last words."""
        self.read(seconds=10)
        return self.process.wait(5)

    def left_on(self) -> list[bytes]:
        """Modes that were not put back."""
        wrong = [m for m in MODES if self.out.rfind(b"?" + m + b"h") > self.out.rfind(b"?" + m + b"l")]
        return wrong + ([b"25"] if self.out.rfind(b"?25l") > self.out.rfind(b"?25h") else [])

    def close(self) -> None:
        """Nothing of it stays."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for descriptor in (self.master, self.slave):
            os.close(descriptor)


@pytest.fixture
def room(written: Written, tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path, str(written.folder))
    yield made
    made.close()


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_puts_everything_back(room: Room, number: signal.Signals) -> None:
    room.open()
    room.read(b"white to the last rail")
    room.process.send_signal(number)
    assert room.ended() == 128 + number
    assert room.left_on() == [] and termios.tcgetattr(room.slave) == room.before


@pytest.mark.slow
def test_a_saved_file_is_seen_without_a_key_being_pressed(room: Room, written: Written) -> None:
    room.open()
    room.read(b"white to the last rail")
    written.edit("white to the last rail", "white to the last signal")
    room.read(b"signal", 10)
    room.send(b"q", b"not kept")
    os.write(room.master, b"1")
    assert room.ended() == 0
    assert room.left_on() == [] and termios.tcgetattr(room.slave) == room.before


@pytest.mark.slow
def test_the_editor_has_the_terminal_to_itself_and_gives_it_back(room: Room, written: Written, tmp_path: Path) -> None:
    script = tmp_path / "vim"
    edit = f"sed -i 's/white to the last/black to the last/' '{written.folder}/yard.yaml'"
    script.write_text(f'#!/bin/sh\necho "OPENED $*"\nstty -a | tr " " "\\n" | grep icanon\nread line\n{edit}\n')
    script.chmod(0o755)
    room.open(EDITOR=str(script))
    room.read(b"white to the last rail")
    os.write(room.master, b"e")
    seen = room.read(b"icanon")
    assert b"OPENED +%d %s/yard.yaml" % (written.line("  gate:"), bytes(written.folder)) in seen
    assert b"-icanon" not in seen
    os.write(room.master, b"\x03")  # ^C ends the script, and not the desk
    room.read(b"Page")
    room.send(b"e", b"icanon")
    room.send(b"done\n", b"black to the last")
    room.send(b"q", b"not kept")
    os.write(room.master, b"1")
    assert room.ended() == 0
    assert room.left_on() == [] and termios.tcgetattr(room.slave) == room.before


def test_a_crash_shows_no_traceback(room: Room, tmp_path: Path, written: Written) -> None:
    code = (
        "import sys; from starcity_game.bench import headings\n"
        "def broken(*_): raise RuntimeError('what a pity')\n"
        "headings.top = broken; sys.argv[1:] = ['author', sys.argv[1]]\n"
        "from starcity_game.cli import main; main()"
    )
    room.process = subprocess.Popen(
        [sys.executable, "-c", code, str(written.folder)],
        stdin=room.slave, stdout=room.slave, stderr=room.slave, env=room.environment,
        start_new_session=True, preexec_fn=_own_the_terminal,  # noqa: PLW1509 - the test has no threads
    )  # fmt: skip
    assert room.ended() == 1
    assert b"Traceback" not in room.out and b"what a pity" not in room.out and b"A report lies in" in room.out
    assert room.left_on() == [] and termios.tcgetattr(room.slave) == room.before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--scene", "shde"], "did you mean"),
        (["--set", "nerve"], "--set takes NAME=VALUE"),
        (["--set", "nerve=20"], "out of bounds"),
        (["--volume", "colonel"], "it has clerk, guard"),
    ],
)
def test_what_cannot_be_begun_is_said_in_a_sentence(room: Room, arguments: list[str], said: str) -> None:
    room.arguments += tuple(arguments)
    room.open()
    assert room.ended() == 2
    assert said in " ".join(room.out.decode().split()) and b"1049h" not in room.out


def test_without_a_terminal_it_says_so_at_once(written: Written, tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(ROOT / "src")}
    ran = subprocess.run(
        [sys.executable, "-m", "starcity_game", "author", str(written.folder)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, env=environment, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (2, "") and "needs a terminal" in ran.stderr
    assert ran.stderr.count("\n") == 1
