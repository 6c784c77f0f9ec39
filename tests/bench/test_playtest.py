"""Playtests: a note is pinned to where the player stands, on the disk at once, and read back by scene."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcity_game.authoring.lives import origin, played
from starcity_game.bench.pinned import append, read, section
from starcity_game.bench.playtest import by_scene, pinning
from starcity_game.engine.play import Engine
from starcity_game.plain.game import Wish, run
from starcity_game.saves.where import Place
from starcity_game.story.load import load
from starcity_game.story.strict_text import clean

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "data" / "small"
TIME = "1966-01-14 06:40+03:00"


@pytest.fixture(scope="module")
def engine() -> Engine:
    story = load(SMALL).story
    assert story
    return Engine(story)


def playtest(engine: Engine, folder: Path, *script: str) -> str:
    """The transcript of a sitting whose notes go to notes.md."""
    out, typed = io.StringIO(), io.BytesIO("".join(line + "\n" for line in script).encode())
    own = (pinning(folder / "notes.md", lambda: TIME),)
    assert run(engine, Place(folder / "saves"), Wish("clerk", 7), typed, out, False, own) == 0
    return out.getvalue()


def test_a_note_is_pinned_with_everything_that_leads_there(engine: Engine, tmp_path: Path) -> None:
    said = playtest(engine, tmp_path, "1", "1", "1", "! Why a glove?", "2", "note Cold", "quit")
    assert "-- Pinned to yard.gate, in" in said
    notes, findings = read((tmp_path / "notes.md").read_bytes(), "notes.md")
    assert findings == []
    assert [(n.text, n.scene, n.sheet, n.seed, n.choices, n.time) for n in notes] == [
        ("Why a glove?", "yard.gate", "0", "7", (), TIME),
        ("Cold", "yard.shed", "1", "7", ("ask",), TIME),
    ]
    assert notes[1].state == (
        "Friday, 14 January 1966, 07:20 · The weighing shed", "nerve: 5 of 10", "you are: unremarked",
        "candour 55 · caution 45",
    )  # fmt: skip
    assert "-- Pinned to" in playtest(engine, tmp_path, "1", "1", "1", "!Who weighs it?", "quit")
    assert read((tmp_path / "notes.md").read_bytes(), "notes.md")[0][-1].text == "Who weighs it?"
    again = played(engine, "clerk", 7, ["sex=woman"], " ".join(notes[1].choices)).life
    assert engine.head.scenes[again.state.scene] == notes[1].scene


def test_every_note_is_in_the_file_before_the_next_line_is_asked(engine: Engine, tmp_path: Path) -> None:
    seen: list[int] = []

    class Typed(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            path = tmp_path / "notes.md"
            seen.append(path.read_text(encoding="utf-8").count("\n> ") if path.exists() else 0)
            return super().readline(size)

    typed = Typed(b"1\n1\n1\nnote one\nnote two\n")
    own = (pinning(tmp_path / "notes.md", lambda: TIME),)
    run(engine, Place(tmp_path / "saves"), Wish("clerk", 7), typed, io.StringIO(), False, own)
    assert seen[-3:] == [0, 1, 2]


def test_an_empty_note_is_asked_for_and_help_knows_the_command(engine: Engine, tmp_path: Path) -> None:
    said = playtest(engine, tmp_path, "1", "1", "1", "!", "help note")
    assert "Say `note` and a sentence." in said and "pin a note to this scene" in said
    assert not (tmp_path / "notes.md").exists()


def test_a_note_that_cannot_be_written_is_said_and_the_game_goes_on(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "notes.md").mkdir()
    said = playtest(engine, tmp_path, "1", "1", "1", "note lost", "2", "quit")
    assert "The note is not written: it is a folder." in said and "sheet 1" in said


@given(st.text(min_size=1, max_size=60))
def test_whatever_is_noted_is_read_back(engine: Engine, text: str) -> None:
    life = played(engine, "clerk", 7, [], "ask").life
    written = section(engine, life, text, TIME) + section(engine, life, "next", TIME)
    notes, findings = read(written.encode(), "n")
    assert findings == []
    assert [note.text for note in notes] == [clean(text), "next"]


def test_a_list_follows_the_story_and_keeps_what_the_author_wrote_between(engine: Engine) -> None:
    gate, shed = (played(engine, "clerk", 7, [], choices).life for choices in ("", "ask"))
    text = section(engine, shed, "late", TIME) + "My own *remark*.\n\n" + section(engine, gate, "early", TIME)
    text += section(engine, gate, "lost", TIME).replace("scene: yard.gate", "scene: yard.fence")
    notes, findings = read(text.encode(), "n.md")
    assert findings == []
    shown = list(by_scene(engine, notes))
    gate_line, shed_line = (engine.ready(engine.story.index(f"yard.{s}") or 0).source.line for s in ("gate", "shed"))
    assert [line for line in shown if not line.startswith("    ")] == [
        f"yard.yaml:{gate_line} yard.gate, sheet 0, seed 7, {TIME}",
        f"yard.yaml:{shed_line} yard.shed, sheet 1, seed 7, {TIME}",
        f"(gone) yard.fence, then yard.yaml:{gate_line}, sheet 0, seed 7, {TIME}",
        "3 notes.",
    ]
    assert shown[1] == "    early" and "    chosen: ask" in shown


def test_what_was_broken_by_hand_has_its_place(engine: Engine) -> None:
    life = played(engine, "clerk", 7, [], "").life
    text = section(engine, life, "a", TIME).replace("seed:", "sed:") + section(engine, life, "b", TIME)
    notes, findings = read(text.encode(), "n.md")
    assert [note.text for note in notes] == ["a", "b"]
    assert [(f.line, f.code, f.hint) for f in findings] == [(11, "E501", "did you mean seed?")]


def test_what_is_added_never_half_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "n.md"
    append(path, "first\n")

    def broken(handle: int) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="no space"):
        append(path, "second\n")
    assert path.read_text(encoding="utf-8") == "first\n"


def starcity(folder: Path, *words: str, typed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The whole command, run in a folder."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "HOME": str(folder)}
    line = [sys.executable, "-m", "starcity_game", "playtest", str(SMALL), *words]
    return subprocess.run(line, input=typed, capture_output=True, cwd=folder, env=environment, timeout=30, check=False)


def test_the_command_plays_and_lists(tmp_path: Path) -> None:
    typed = b"1\n1\n1\n! Too cold.\nquit\n"
    ran = starcity(tmp_path, "--volume", "clerk", "--seed", "7", "--saves", "s", typed=typed)
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "playtest.md").read_text(encoding="utf-8").startswith("# Notes on The Night Goods\n")
    ran = starcity(tmp_path, "--list", "playtest.md")
    assert ran.returncode == 0 and b"    Too cold.\n" in ran.stdout and b"One note." in ran.stdout


@pytest.mark.parametrize("words", [("--notes", "."), ("--list", "nowhere.md"), ("--volume", "clark")])
def test_wrong_use_is_a_sentence(words: tuple[str, ...], tmp_path: Path) -> None:
    ran = starcity(tmp_path, *words)
    assert ran.returncode == 2 and ran.stderr.startswith(b"starcity: ") and ran.stderr.count(b"\n") == 1


def test_the_origin_of_a_note_is_whole(engine: Engine) -> None:
    begun = origin(engine, "clerk", 9, ["sex=man"], ["injury"])
    from starcity_game.engine.life import begin

    text = section(engine, begin(engine, begun), "x", TIME)
    for part in ("volume: clerk", "seed: 9", "  sex: man", '  name: "ORLOV Andrei Sergeyevich"', "skip: [injury]"):
        assert f"\n{part}\n" in text
