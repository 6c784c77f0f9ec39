"""The command `starcity` from outside: what it prints, where, and its exit status."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "tests" / "data" / "small"
ONES = b"1\n" * 40
PLAY = ("play", "--plain", "--seed", "7", "--story", str(SMALL))


def _environment(home: Path, **changes: str | None) -> dict[str, str]:
    """A small environment with a home of its own; a change to None leaves the variable out."""
    found: dict[str, str | None] = {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "HOME": str(home), "TERM": "xterm-256color",
        "LANG": "C.UTF-8", **changes,
    }  # fmt: skip
    return {name: value for name, value in found.items() if value is not None}


class Ran:
    """What a run of the command left behind."""

    def __init__(self, done: subprocess.CompletedProcess[bytes]) -> None:
        self.status = done.returncode
        self.out = done.stdout.decode(errors="replace")
        self.err = done.stderr.decode()


class Command:
    """Runs `starcity` with a home and a working folder of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def line(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "starcity_game", *words]

    def __call__(self, *words: str, typed: bytes = b"", **changes: str | None) -> Ran:
        environment = _environment(self.home, **changes)
        done = subprocess.run(
            self.line(*words), input=typed, capture_output=True, env=environment, cwd=self.home, timeout=30,
            check=False,
        )  # fmt: skip
        return Ran(done)

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self.line(*words), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=_environment(self.home), cwd=self.home,
        )  # fmt: skip


@pytest.fixture
def starcity(tmp_path: Path) -> Command:
    return Command(tmp_path)


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    folder = tmp_path / "faulty"
    folder.mkdir()
    (folder / "story.yaml").write_text("story: x\ntitle: X\nscenes: 3\nnonsense: 1\n", encoding="utf-8")
    return folder


def _lives(starcity: Command, folder: Path) -> str:
    return starcity("saves", "--saves", str(folder), "--story", str(SMALL)).out


@pytest.mark.parametrize("words", [(), ("play",), ("check",), ("saves",)])
def test_help_is_on_every_command(starcity: Command, words: tuple[str, ...]) -> None:
    ran = starcity(*words, "--help")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Usage: starcity")


def test_version(starcity: Command) -> None:
    ran = starcity("--version")
    assert ran.status == 0 and ran.out.startswith("starcity 0.")


def test_help_loads_neither_the_story_nor_the_interface(starcity: Command) -> None:
    code = (
        "import sys\nfrom starcity_game import cli\nsys.argv = ['starcity', '--help']\n"
        "try: cli.main()\nexcept SystemExit: pass\n"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in ('textual', 'rich', 'yaml', 'msgspec', 'asyncio')"
        " or m.startswith(('starcity_game.story.load', 'starcity_game.engine', 'starcity_game.desk'))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=_environment(starcity.home), timeout=30, check=True
    )
    assert done.stdout.decode().splitlines()[-1] == "[]"


def test_the_plain_mode_loads_no_interface(starcity: Command, tmp_path: Path) -> None:
    code = (
        "import sys\nfrom starcity_game import cli\n"
        f"sys.argv = ['starcity', *{PLAY!r}, '--saves', {str(tmp_path / 's')!r}]\n"
        "try: cli.main()\nexcept SystemExit: pass\n"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in ('textual', 'rich', 'asyncio')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=ONES, capture_output=True, env=_environment(starcity.home), timeout=30,
        check=True,
    )  # fmt: skip
    assert done.stdout.decode().splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "words",
    [
        ("--sideways",),
        ("play", "--sideways"),
        ("dance",),
        ("play", "--seed", "seven"),
        ("play", "--seed", "-1"),
        ("play", "--plain", "--story", "/nowhere/at/all"),
        ("play", "--plain", "--story", "a\x1b]0;title\x07b"),
        ("play", "--plain", "--story", str(SMALL), "--volume", "gardener"),
        ("check", "/nowhere/at/all"),
        ("check", str(ROOT / "tests")),
    ],
)
def test_wrong_use_is_one_sentence_and_status_2(starcity: Command, words: tuple[str, ...]) -> None:
    ran = starcity(*words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("starcity: ") and ran.err.count("\n") == 1
    assert ran.err[:-1].isprintable()


def test_a_sound_story_has_no_faults(starcity: Command) -> None:
    ran = starcity("check", str(SMALL))
    assert (ran.status, ran.out, ran.err) == (0, "No faults.\n", "")


def test_all_faults_are_listed_one_a_line(starcity: Command, faulty: Path) -> None:
    ran = starcity("check", str(faulty))
    assert (ran.status, ran.err) == (1, "")
    *faults, count = ran.out.splitlines()
    assert len(faults) > 1 and all(line.startswith("story.yaml") for line in faults)
    assert count == f"{len(faults)} errors, 0 warnings."


def test_a_faulty_story_is_not_played(starcity: Command, faulty: Path) -> None:
    ran = starcity("play", "--plain", "--story", str(faulty))
    assert (ran.status, ran.out) == (1, "")
    assert "story.yaml" in ran.err and "Traceback" not in ran.err


def test_a_script_plays_a_life_to_its_ending(starcity: Command, tmp_path: Path) -> None:
    ran = starcity(*PLAY, "--saves", str(tmp_path / "s"), typed=ONES)
    assert (ran.status, ran.err) == (0, "")
    assert "The end: Signed for" in ran.out


def test_two_runs_print_the_same_bytes(starcity: Command, tmp_path: Path) -> None:
    runs = [starcity(*PLAY, "--saves", str(tmp_path / s), typed=ONES, PYTHONHASHSEED=s) for s in ("1", "2")]
    assert runs[0].out == runs[1].out


def test_saves_lists_the_lives_with_health_and_sheets(starcity: Command, tmp_path: Path) -> None:
    folder = tmp_path / "s"
    assert "No lives yet." in _lives(starcity, folder)
    starcity(*PLAY, "--saves", str(folder), typed=b"1\n" * 5)
    first, life = _lives(starcity, folder).splitlines()
    assert first == str(folder)
    assert "sound; sheet 1; Orlova Anna Sergeyevna; clerk; " in life


def test_saves_says_by_its_status_that_a_life_is_damaged(starcity: Command, tmp_path: Path) -> None:
    starcity(*PLAY, "--saves", str(tmp_path), typed=b"1\n" * 5)
    (file,) = tmp_path.glob("life-*.json")
    file.write_bytes(file.read_bytes()[:-20])
    ran = starcity("saves", "--saves", str(tmp_path))
    assert ran.status == 1 and "damaged" in ran.out


def test_saves_go_to_the_users_folder_when_none_is_named(starcity: Command, tmp_path: Path) -> None:
    code = "import sys; from starcity_game.saves import where; where.checkout = lambda package=None: None\n"
    code += f"sys.argv = ['starcity', *{PLAY!r}]; from starcity_game.cli import main; main()"
    subprocess.run(
        [sys.executable, "-c", code], input=ONES, capture_output=True, env=_environment(tmp_path), timeout=30,
        check=True,
    )  # fmt: skip
    assert list(tmp_path.rglob("life-*.json"))


@pytest.mark.parametrize(
    "changes",
    [
        {"LANG": "C", "LC_ALL": "C"},
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1252:strict"},
        {"TERM": None},
        {"TERM": "dumb"},
        {"TERM": "xyzzy"},
        {"TZ": "Nowhere/Nowhere"},
        {"HOME": None},
        {"HOME": "relative"},
        {"HOME": "/nonexistent"},
    ],
    ids=str,
)
def test_odd_environments_are_no_hindrance(starcity: Command, tmp_path: Path, changes: dict[str, str | None]) -> None:
    ran = starcity(*PLAY, "--saves", str(tmp_path / "s"), typed=ONES, **changes)
    assert (ran.status, ran.err) == (0, "")
    assert "The end: Signed for" in ran.out
    assert "sheet 4" in _lives(starcity, tmp_path / "s")


def test_ascii_gets_the_characters_of_a_typewriter(starcity: Command, tmp_path: Path) -> None:
    ran = starcity(*PLAY, "--saves", str(tmp_path / "s"), typed=ONES, PYTHONIOENCODING="ascii")
    assert '"Good morning, Anna Sergeyevna,"' in ran.out
    assert "  ----------" in ran.out
    assert "?" not in ran.out.replace("Which volume?", "").replace("all of it?", "")


@pytest.mark.parametrize("command", [(), ("play",)])
def test_without_a_terminal_the_plain_mode_is_taken(starcity: Command, command: tuple[str, ...]) -> None:
    words = (*command, "--story", str(SMALL)) if command else ()
    ran = starcity(*words, TERM="xterm-256color")
    assert ran.status == 0 and "\x1b" not in ran.out and ran.err == ""
    assert ran.out.startswith("  ") and ran.out.endswith("> \n")


def test_on_a_dumb_terminal_the_plain_mode_is_taken(starcity: Command) -> None:
    status, shown = _at_a_terminal(starcity, ("play", "--story", str(SMALL)), b"q\n", TERM="dumb")
    assert status == 0 and b"Which volume?" in shown and b"\x1b" not in shown


def test_at_a_terminal_emphasis_is_italic_unless_colours_are_unwanted(starcity: Command, tmp_path: Path) -> None:
    words = (*PLAY, "--saves", str(tmp_path / "s"))
    _, shown = _at_a_terminal(starcity, words, b"1\n1\n1\n1\nquit\n")
    assert b"has written \x1b[3m42\x1b[23m on" in shown
    _, shown = _at_a_terminal(starcity, words, b"1\n1\n1\n1\nquit\n", NO_COLOR="1")
    assert b"has written 42 on" in shown and b"\x1b" not in shown


def test_at_a_terminal_what_is_typed_is_not_shown_twice(starcity: Command, tmp_path: Path) -> None:
    words = (*PLAY, "--saves", str(tmp_path / "s"))
    status, shown = _at_a_terminal(starcity, words, b"1\n1\n1\n1\n" + b"1\n" * 4 + b"undo\nquit\n")
    assert status == 0
    assert b"To go on: `undo`" in shown and b"Back to sheet 3." in shown
    assert shown.count(b"undo\r\n") <= 1


def test_a_read_only_folder_is_said_and_play_goes_on(starcity: Command, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    ran = starcity(*PLAY, "--saves", str(blocked), typed=ONES)
    assert ran.status == 0
    assert "Nothing can be saved in" in ran.out and "The end: Signed for" in ran.out


def test_closed_streams_are_no_hindrance(starcity: Command, tmp_path: Path) -> None:
    line = " ".join(f"'{word}'" for word in starcity.line(*PLAY, "--saves", str(tmp_path / "s")))
    for closing in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
        done = subprocess.run(["sh", "-c", f"{line} {closing}"], env=_environment(tmp_path), timeout=30,
                              capture_output=True, cwd=tmp_path, check=False)  # fmt: skip
        assert done.returncode == 0, closing
        assert done.stderr == b""


def test_hostile_input_is_endured(starcity: Command, tmp_path: Path) -> None:
    typed = b"1\n" * 4 + b"\xff\xfe\x00\x1b]0;x\x07\n" + b"x" * 1_000_000 + b"\n" + b"1\n"
    ran = starcity(*PLAY, "--saves", str(tmp_path / "s"), typed=typed)
    assert (ran.status, ran.err) == (0, "")
    assert all(c.isprintable() or c == "\n" for c in ran.out)
    assert len(ran.out) < 20_000 and "sheet 1" in _lives(starcity, tmp_path / "s")


def test_a_closed_pipe_is_quiet_and_loses_nothing(starcity: Command, tmp_path: Path) -> None:
    line = " ".join(f"'{word}'" for word in starcity.line(*PLAY, "--saves", str(tmp_path / "s")))
    done = subprocess.run(["sh", "-c", f"yes 1 | {line} | head -c 1500"], env=_environment(tmp_path), timeout=30,
                          capture_output=True, cwd=tmp_path, check=False)  # fmt: skip
    assert done.stderr == b""
    assert len(done.stdout) == 1_500
    assert "sound; sheet" in _lives(starcity, tmp_path / "s")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_saves_and_ends_with_its_status(starcity: Command, tmp_path: Path, number: signal.Signals) -> None:
    playing = starcity.start(*PLAY, "--saves", str(tmp_path / "s"))
    assert playing.stdin and playing.stdout
    playing.stdin.write(b"1\n" * 5)
    playing.stdin.flush()
    seen = b""
    while b"[sheet 1] > " not in seen:
        seen += os.read(playing.stdout.fileno(), 65_536)
    playing.send_signal(number)
    rest, errors = playing.communicate(timeout=15)
    assert playing.returncode == 128 + number
    assert b"Traceback" not in rest + errors and errors == b""
    assert "sound; sheet 1;" in _lives(starcity, tmp_path / "s")
    if number == signal.SIGINT:
        assert b"is kept at sheet 1." in rest


def test_the_unexpected_is_one_paragraph_and_a_report(starcity: Command, tmp_path: Path) -> None:
    code = (
        "import sys; from starcity_game.plain import draw\n"
        "def broken(*_): secret = 'a local variable'; raise RuntimeError('by surprise')\n"
        f"draw.options = broken; sys.argv = ['starcity', *{PLAY!r}, '--saves', {str(tmp_path / 's')!r}]\n"
        "from starcity_game.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], input=ONES, capture_output=True, cwd=tmp_path, timeout=30,
                          env=_environment(tmp_path), check=False)  # fmt: skip
    said = done.stderr.decode()
    assert done.returncode == 1
    assert "Traceback" not in said and "by surprise" not in said and said.count("\n") == 1
    (report,) = (tmp_path / ".cache").rglob("crash-*.txt")
    assert str(report) in said and "by surprise" in report.read_text(encoding="utf-8")


def _at_a_terminal(starcity: Command, words: tuple[str, ...], typed: bytes, **changes: str) -> tuple[int, bytes]:
    """Run the command in a pseudo-terminal; its status and everything it wrote."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(starcity.home)
        os.execve(sys.executable, starcity.line(*words), _environment(starcity.home, **changes))
    for line in typed.splitlines(keepends=True):
        os.write(terminal, line)
        time.sleep(0.02)
    seen = b""
    try:
        while part := os.read(terminal, 65_536):
            seen += part
    except OSError:  # the terminal closes with the last program in it
        pass
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), seen
