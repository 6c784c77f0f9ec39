"""The cache of compiled stories: whatever is in it, the story that comes out is the story in the folder."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import msgspec
import pytest
from written import EVERY_KEY, HEAD, load_text

from starcity_game.engine.play import Engine
from starcity_game.engine.state import Origin
from starcity_game.story import cache
from starcity_game.story.load import load
from starcity_game.story.model import Head, Story

SCENES = """
scenes:
  start:
    text: Here.
    choices: [{label: again, when: visits.start < 9, goto: start}, {label: on, goto: start}]
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A folder with a small story."""
    root = tmp_path / "story"
    root.mkdir()
    (root / "story.yaml").write_text(HEAD + SCENES)
    return root


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where compiled stories are kept; not there yet."""
    return tmp_path / "cache" / "inner"


def only_file(folder: Path) -> Path:
    """The one file of the cache."""
    (found,) = folder.iterdir()
    return found


def plays(story: Story | None) -> bool:
    """Whether a few turns of the story can be played."""
    assert story is not None
    engine = Engine(story)
    turn = engine.begin(Origin(next(iter(story.head.volumes)), 1, {}))
    for _ in range(3):
        turn = engine.play(turn.state, next(o for o in turn.offer if o.open))
    return True


def test_the_second_load_comes_from_the_cache_and_is_the_same(tmp_path: Path) -> None:
    first, second = load(EVERY_KEY, tmp_path), load(EVERY_KEY, tmp_path)
    assert (first.cached, second.cached) == (False, True)
    assert first.story is not None and second.story is not None
    assert msgspec.json.encode(first.story.head) == msgspec.json.encode(second.story.head)
    assert [first.story.scene(i) for i in range(len(first.story))] == [
        second.story.scene(i) for i in range(len(second.story))
    ]
    assert plays(second.story)


def test_an_edit_a_new_file_and_a_renamed_file_are_compiled_anew(story: Path, folder: Path) -> None:
    load(story, folder)
    (story / "story.yaml").write_text(HEAD + SCENES.replace("Here", "There"))
    assert not load(story, folder).cached
    (story / "more.yaml").write_text("glossary: {A: b}\n")
    loaded = load(story, folder)
    assert not loaded.cached and loaded.story is not None and loaded.story.head.glossary
    (story / "more.yaml").rename(story / "other.yaml")
    assert not load(story, folder).cached
    assert load(story, folder).cached


def test_a_story_with_errors_is_not_kept(story: Path, folder: Path) -> None:
    (story / "story.yaml").write_text(HEAD + SCENES.replace("goto: start", "goto: strat"))
    assert load(story, folder).story is None
    assert not folder.exists() or not [*folder.iterdir()]


def test_damage_at_any_byte_is_noticed_and_mended(story: Path, folder: Path) -> None:
    load(story, folder)
    whole = only_file(folder).read_bytes()
    dice = random.Random(1)
    places = {*range(60), *dice.sample(range(len(whole)), 60), len(whole) - 1}
    for place in places:
        broken = bytearray(whole)
        broken[place] ^= dice.randrange(1, 256)
        only_file(folder).write_bytes(broken)
        loaded = load(story, folder)
        assert not loaded.cached and plays(loaded.story) and not loaded.findings, place
        assert only_file(folder).read_bytes() == whole, "the file is written anew"


def test_a_file_that_was_cut_off_or_is_something_else(story: Path, folder: Path) -> None:
    load(story, folder)
    whole = only_file(folder).read_bytes()
    others = [whole[:length] for length in (0, 1, 10, 30, 40, 60, len(whole) // 2, len(whole) - 1)]
    others += [
        whole + b"x",
        whole * 2,
        b"\0" * 100,
        b"starcity story 0\n" + whole[17:],
        os.urandom(500),
        b"\x80\x04\x95",
    ]
    for data in others:
        only_file(folder).write_bytes(data)
        loaded = load(story, folder)
        assert not loaded.cached and plays(loaded.story)


def test_the_file_of_another_story_under_this_ones_name(story: Path, folder: Path, tmp_path: Path) -> None:
    load(story, folder)
    mine = only_file(folder)
    load(EVERY_KEY, tmp_path / "other")
    shutil.copy(only_file(tmp_path / "other"), mine)
    loaded = load(story, folder)
    assert not loaded.cached and loaded.story is not None and loaded.story.head.id == "told"


def forge(story: Path, folder: Path, **changes: object) -> None:
    """A file with the right name and checksum, in which fields of the head are others."""
    loaded = load(story)
    assert loaded.story is not None
    head = msgspec.structs.replace(loaded.story.head, **changes)
    blobs = [msgspec.msgpack.encode(loaded.story.scene(i)) for i in range(len(loaded.story))]
    cache.write_cache(folder, loaded.story.head.hash, head, blobs)


HOSTILE = [
    ["call", ["text", "__import__('os').system('true')"]],
    ["text", 5],
    ["slot", 0, "x"],
    ["slot", -1, "n"],
    ["slot", 10_000, "n"],
    ["mirror", 10_000],
    ["visits", 10_000],
    ["visits", -1],
    ["set", 10_000, 0, 1, ["int", 1]],
    ["set", 0, 5, 1, ["int", 1]],
    ["put", 0, ["attr", "x"]],
    ["div", ["int", 1], ["int", 0]],
    ["div", ["int", 1], ["slot", 0, "n"]],
    ["int", 10**18],
    ["not", ["int", 1]],
    [],
    "text",
    None,
    7,
    {"a": 1},
    ["add", *[["int", 1]] * 3],
    [["int", 1]],
    [{}],
]


@pytest.mark.parametrize("tree", HOSTILE, ids=repr)
def test_a_forged_expression_leads_to_a_new_compilation(tree: object, story: Path, folder: Path) -> None:
    forge(story, folder, code=(tree,))
    loaded = load(story, folder)
    assert not loaded.cached and plays(loaded.story)


def test_a_deeply_nested_forged_expression(story: Path, folder: Path) -> None:
    deep: list[object] = ["int", 1]
    for _ in range(400):
        deep = ["neg", deep]
    forge(story, folder, code=(deep,))
    assert not load(story, folder).cached


@pytest.mark.parametrize(
    "change", [{"hash": "0" * 32}, {"scenes": ("a", "b")}, {"title": 5}, {"code": "no"}, {"start": 1}]
)
def test_a_forged_head(change: dict[str, object], story: Path, folder: Path) -> None:
    forge(story, folder, **change)
    loaded = load(story, folder)
    assert not loaded.cached and plays(loaded.story)


def test_lengths_that_do_not_add_up() -> None:
    loaded = load_text(SCENES)
    assert loaded.story is not None
    head: Head = loaded.story.head
    body = cache.pack(head, [b"abc"])
    assert len(cache.unpack(memoryview(body))) == 1
    for cut in (body[:-1], body + b"x", b"\xff" * 8 + body[8:], b"\0" * 8):
        with pytest.raises((ValueError, msgspec.MsgspecError, cache.struct.error)):
            cache.unpack(memoryview(cut))


def test_a_cache_that_cannot_be_written_is_no_fault(story: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    for place in (blocked, blocked / "below", Path("/proc/starcity-cache"), tmp_path / ("x" * 300)):
        loaded = load(story, place)
        assert loaded.story is not None and not loaded.cached and not loaded.findings
    assert blocked.read_text() == "not a folder"


def test_nothing_is_left_behind_when_writing_fails(story: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert load(story, folder).story is not None
    assert [*folder.iterdir()] == []


def test_a_folder_or_a_pipe_where_the_file_should_be(story: Path, folder: Path) -> None:
    load(story, folder)
    path = only_file(folder)
    path.unlink()
    path.mkdir()
    assert plays(load(story, folder).story)
    path.rmdir()
    os.mkfifo(path)
    assert plays(load(story, folder).story)


def test_old_compilations_are_forgotten_and_nothing_else_is_touched(story: Path, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "notes.story").write_text("mine")
    for edit in range(cache.MOST + 5):
        (story / "story.yaml").write_text(HEAD + SCENES.replace("Here", f"Here {edit}"))
        load(story, folder)
        newest = max(folder.glob("?" * 49 + ".story"), key=lambda p: p.stat().st_mtime_ns)
        os.utime(newest, (edit, edit))
    assert len([*folder.iterdir()]) == cache.MOST + 1
    assert (folder / "notes.story").read_text() == "mine"
    assert load(story, folder).cached
