"""Damage is noticed, named and contained; what is hostile is refused before it costs anything."""

from __future__ import annotations

import base64
import os
import time
import zlib
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from save_records import LIFE, life_number, record

from starcity_game.saves import store
from starcity_game.saves.look import Health
from starcity_game.saves.problems import Damaged, Newer, SaveProblem
from starcity_game.saves.record import FORMAT
from starcity_game.saves.seal import MAX_BYTES, depth, sealed
from starcity_game.saves.shelf import Shelf
from starcity_game.saves.store import decode, encode

WHOLE = encode(record(3))
OBJECT = msgspec.json.decode(WHOLE)


def forged(**changes: object) -> bytes:
    """A save with other contents and a checksum that fits."""
    return sealed(msgspec.json.encode({k: v for k, v in {**OBJECT, **changes}.items() if k != "check"}))


def way(**changes: object) -> str:
    """State and steps of a forged save."""
    return base64.b64encode(zlib.compress(msgspec.json.encode({"state": {}, "steps": [], **changes}))).decode()


def snapshot(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Everything in a folder, times of change included."""
    found = {}
    for name in os.listdir(folder):
        path = folder / name
        found[name] = (path.stat().st_ino, path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
    return found


def test_there_and_back() -> None:
    assert decode(WHOLE) == record(3)
    assert decode(forged()) == record(3)
    assert decode(encode(record(0, forgotten=5))).sheet == 5


def test_every_flipped_bit_is_noticed() -> None:
    for at in range(len(WHOLE)):
        for bit in (1, 32, 128):
            broken = WHOLE[:at] + bytes([WHOLE[at] ^ bit]) + WHOLE[at + 1 :]
            with pytest.raises(Damaged):
                decode(broken)


def test_every_truncation_is_noticed() -> None:
    for length in range(len(WHOLE)):
        with pytest.raises(Damaged):
            decode(WHOLE[:length])
    with pytest.raises(Damaged):
        decode(WHOLE + b" ")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_sentence(data: bytes) -> None:
    with pytest.raises(Damaged):
        decode(data)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def _encodable(value: Any) -> bool:
    try:
        msgspec.json.encode(value)
    except (ValueError, OverflowError):
        return False
    return True


@settings(max_examples=400)
@given(st.sampled_from(sorted(OBJECT)), _json.filter(_encodable))
def test_any_value_in_any_field_is_a_life_or_a_sentence(field: str, value: Any) -> None:
    try:
        found = decode(forged(**{field: value}))
    except SaveProblem as problem:
        assert problem.message.isprintable()
    else:
        encode(found)


@settings(max_examples=200)
@given(_json.filter(_encodable), _json.filter(_encodable))
def test_any_way_is_a_life_or_a_sentence(state: Any, steps: Any) -> None:
    try:
        decode(forged(way=way(state=state, steps=steps), sheet=0))
    except Damaged as problem:
        assert problem.message.isprintable()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"game": "rogue"}, "another game"),
        ({"seed": 2**70}, "does not hold"),
        ({"name": 5}, "does not hold"),
        ({"life": None}, "does not hold"),
        ({"sheet": 7}, "as many choices"),
        ({"sheet": -1}, "does not hold"),
        ({"way": "????"}, "unfolded"),
        ({"way": way()[:-8]}, "cut off"),
        ({"way": way(state={"a": 1.5})}, "neither a word"),
        ({"way": way(state={"a": {"b": 1}})}, "neither a word"),
        ({"way": way(state={"a": 10**15})}, "neither a word"),
        ({"way": way(steps=[["a", "b"]])}, "does not hold"),
    ],
)
def test_what_a_checksum_cannot_know(changes: dict[str, object], said: str) -> None:
    with pytest.raises(Damaged, match=said):
        decode(forged(**changes))


def test_bombs_are_refused_quickly() -> None:
    start = time.perf_counter()
    for data in (
        b"x" * (MAX_BYTES + 1),
        forged(notes=[]).replace(b'"notes":[]', b'"notes":' + b"[" * 100_000 + b"]" * 100_000),
        sealed(b'{"format":1,"game":"starcity","x":' + b"[" * 900_000 + b"]" * 900_000 + b"}"),
        sealed(b"{" + b"[" * 1_000_000),
        forged(way=base64.b64encode(zlib.compress(b"[" * 60_000_000, 9)).decode()),
        forged(way=base64.b64encode(zlib.compress(b'{"state":{"a":' + b"[" * 9000 + b"]" * 9000 + b"}}")).decode()),
    ):
        with pytest.raises(Damaged):
            decode(data)
    assert time.perf_counter() - start < 10


def test_depth_sees_through_strings() -> None:
    assert depth(b'{"a":[{}]}') == 3
    assert depth(b'{"[[[":"{{\\"[["}') == 1
    assert depth(b'{"\\\\":[[]]}') == 3
    assert depth(b"[[[]],[[]]]") == 3


def test_texts_from_a_save_are_harmless() -> None:
    evil = "\x1b]0;owned\x07\u202e\x9b2J"
    found = decode(
        forged(
            name=evil,
            line=evil,
            page=f"a\n{evil}",
            notes=[f"a\n{evil}"],
            ended=evil,
            bookmarks=[[evil, 1]],
            answers={"name": {"surname": evil}, "sex": evil},
            sheet=1,
            way=way(state={"a": evil, "b": [[evil]]}, steps=[["c", evil, {"a": evil}]]),
        )
    )
    for text in (
        found.name, found.line, found.page, found.ended, *found.notes, found.bookmarks[0].name,
        found.answers["sex"], found.answers["name"]["surname"], found.state["a"],  # type: ignore[index]
        found.state["b"][0][0], found.steps[0].label, found.steps[0].delta["a"],
    ):  # fmt: skip
        assert not set(str(text)) & set("\x1b\x07\u202e\x9b")
    assert found.notes[0].startswith("a\n")


def test_damage_is_contained_and_looking_changes_nothing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    for number in range(4):
        for sheet in range(1, 4):
            shelf.write(record(sheet, life_number(number), name=f"life {number}"))
    (tmp_path / f"life-{life_number(1)}.json").write_bytes(b"{")
    (tmp_path / f"life-{life_number(2)}.json").unlink()
    for generation in ("", ".1", ".2"):
        (tmp_path / f"life-{life_number(3)}{generation}.json").write_bytes(WHOLE[:90])
    before = snapshot(tmp_path)
    shelf = Shelf(tmp_path)
    found = {e.id: e for e in shelf.entries()}
    assert [found[life_number(n)].health for n in range(4)] == [Health.SOUND] + [Health.DAMAGED] * 3
    assert [found[life_number(n)].rescue for n in range(4)] == [None, 1, 1, None]
    assert found[life_number(1)].name == "life 1"
    assert all(e.reason.endswith(".") for e in found.values() if e.health is not Health.SOUND)
    assert [g.health for g in shelf.generations(life_number(1))] == [Health.DAMAGED, Health.SOUND, Health.SOUND]
    assert shelf.read(life_number(0)).sheet == 3
    assert shelf.read(life_number(1), 1).sheet == 2
    with pytest.raises(SaveProblem):
        shelf.read(life_number(2))
    with pytest.raises(Damaged):
        shelf.read(life_number(3), 2)
    latest = shelf.latest()
    assert latest and latest.id == life_number(0)
    assert shelf.trouble() == ""
    assert snapshot(tmp_path) == before


def test_restoring_keeps_the_damaged_file(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    for sheet in range(1, 4):
        shelf.write(record(sheet))
    newest = tmp_path / f"life-{LIFE}.json"
    newest.write_bytes(b"broken")
    with pytest.raises(Damaged):
        shelf.restore_generation(LIFE, 0)
    shelf.restore_generation(LIFE, 1)
    assert shelf.read(LIFE).sheet == 2
    assert (tmp_path / f"life-{LIFE}.damaged.json").read_bytes() == b"broken"
    newest.write_bytes(b"again")
    shelf.restore_generation(LIFE, 2)
    assert shelf.read(LIFE).sheet == 1
    assert (tmp_path / f"life-{LIFE}.damaged-2.json").read_bytes() == b"again"
    assert [e.health for e in shelf.entries()] == [Health.SOUND]


def test_going_back_to_an_older_version_keeps_the_newest(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    for sheet in range(1, 4):
        shelf.write(record(sheet))
    shelf.restore_generation(LIFE, 2)
    assert [g.outline.sheet for g in shelf.generations(LIFE) if g.outline] == [1, 3, 2]


def test_a_file_damaged_while_it_is_played_is_put_aside_not_overwritten(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.hold(LIFE)
    for sheet in range(1, 4):
        shelf.write(record(sheet))
    (tmp_path / f"life-{LIFE}.json").write_bytes(b"broken")
    shelf.write(record(4))
    assert [g.outline.sheet for g in shelf.generations(LIFE) if g.outline] == [4, 2, 1]
    assert (tmp_path / f"life-{LIFE}.damaged.json").read_bytes() == b"broken"
    shelf.release(LIFE)


def test_a_newer_save_is_refused_and_left_alone(tmp_path: Path) -> None:
    data = forged(format=FORMAT + 1, name={"unknown": "shape"})
    (tmp_path / f"life-{LIFE}.json").write_bytes(data)
    before = snapshot(tmp_path)
    shelf = Shelf(tmp_path)
    assert [(e.health, e.rescue) for e in shelf.entries()] == [(Health.NEWER, None)]
    for attempt in (
        lambda: shelf.read(LIFE),
        lambda: shelf.write(record(1)),
        lambda: shelf.rename(LIFE, "x"),
        lambda: shelf.restore_generation(LIFE, 0),
    ):
        with pytest.raises(Newer, match="newer version"):
            attempt()
    assert snapshot(tmp_path) == before


def test_a_flipped_format_is_damage_and_not_a_newer_save() -> None:
    with pytest.raises(Damaged):
        decode(WHOLE.replace(b'"format":1', b'"format":2'))


def old(found: dict[str, Any]) -> dict[str, Any]:
    """From the made-up format 0, in which a life's name was its title."""
    return {**{k: v for k, v in found.items() if k != "title"}, "name": found["title"]}


def test_an_older_format_is_brought_up_and_the_original_kept(tmp_path: Path) -> None:
    data = sealed(msgspec.json.encode({**{k: v for k, v in OBJECT.items() if k not in ("name", "check")},
                                       "title": "Anna", "format": 0}))  # fmt: skip
    path = tmp_path / f"life-{LIFE}.json"
    path.write_bytes(data)
    assert Shelf(tmp_path).entries()[0].health is Health.DAMAGED
    shelf = Shelf(tmp_path, migrations={0: old})
    assert shelf.entries()[0].name == "Anna"
    found = shelf.read(LIFE)
    assert (found.name, found.sheet) == ("Anna", 3)
    assert path.read_bytes() == data
    for _ in range(5):
        shelf.write(found)
    assert (tmp_path / f"life-{LIFE}.format0.json").read_bytes() == data
    assert Shelf(tmp_path).read(LIFE).name == "Anna"
    assert [e.id for e in shelf.entries()] == [LIFE]


def test_a_migration_that_meets_nonsense_is_a_sentence() -> None:
    with pytest.raises(Damaged):
        decode(forged(format=0), {0: old})
    assert store.MIGRATIONS == {}


def test_what_cannot_be_written_is_said_and_leaves_the_old(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.write(record(1))
    before = snapshot(tmp_path)
    for bad in (
        record(1, seed=2**80),
        record(1, state={"a": object()}),
        record(1, notes=(os.urandom(3_000_000).hex(),)),
    ):
        with pytest.raises(SaveProblem):
            shelf.write(bad)
    assert snapshot(tmp_path) == before
