"""Folders live: copied by hand, full of other things, read-only, gone, or somebody else's."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from save_disks import failing
from save_records import LIFE, life_number, record
from test_saves_damage import snapshot

from starcity_game.saves.look import Health
from starcity_game.saves.parcel import export, take_in
from starcity_game.saves.problems import InUse, SaveProblem
from starcity_game.saves.record import new_life
from starcity_game.saves.shelf import Shelf


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_name_is_fine(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder = tmp_path_factory.mktemp("names")
    shelf = Shelf(folder)
    shelf.write(record(1, name=name))
    assert os.listdir(folder) == [f"life-{LIFE}.json"]
    shown = shelf.entries()[0].name
    assert "\n" not in shown and "\x1b" not in shown and len(shown) <= 80
    if name.isprintable() and len(name) <= 80:
        assert shown == name


@pytest.mark.parametrize("name", ["", ".", "..", "/etc/passwd", "CON", "nul", "a\x00b", "-rf", "\ud800", "a" * 5000])
def test_no_name_is_a_path(tmp_path: Path, name: str) -> None:
    shelf = Shelf(tmp_path / "saves")
    shelf.write(record(1, name="plain"))
    shelf.rename(LIFE, name)
    assert os.listdir(tmp_path) == ["saves"]
    assert sorted(os.listdir(tmp_path / "saves")) == [f"life-{LIFE}.1.json", f"life-{LIFE}.json"]


@pytest.mark.parametrize("life", ["", "../../x", "0123456789AB", "0123456789ab.1", "/etc/passwd", "0" * 13])
def test_no_id_is_a_path(tmp_path: Path, life: str) -> None:
    shelf = Shelf(tmp_path)
    for attempt in (shelf.read, shelf.delete, shelf.generations, shelf.hold, lambda x: shelf.write(record(1, x))):
        with pytest.raises(SaveProblem):
            attempt(life)
    assert os.listdir(tmp_path) == []


def test_only_the_owner_may_look(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    Shelf(folder).write(record(1))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / f"life-{LIFE}.json").stat().st_mode) == 0o600


def test_the_counter_decides_what_is_latest_not_the_clock(tmp_path: Path) -> None:
    first, second = life_number(1), life_number(2)
    Shelf(tmp_path).write(record(1, first, saved=2_000_000_000))
    Shelf(tmp_path).write(record(1, second, saved=5))
    latest = Shelf(tmp_path).latest()
    assert latest and latest.id == second
    os.utime(tmp_path / f"life-{first}.json", (3e9, 3e9))
    Shelf(tmp_path).rename(first, "renaming is not playing")
    assert [e.id for e in Shelf(tmp_path).entries()] == [second, first]
    Shelf(tmp_path).write(record(2, first, saved=1))
    assert [e.id for e in Shelf(tmp_path).entries()] == [first, second]


def test_three_generations_are_kept(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    for sheet in range(1, 7):
        shelf.write(record(sheet))
    assert [shelf.read(LIFE, n).sheet for n in range(3)] == [6, 5, 4]
    assert sorted(os.listdir(tmp_path)) == [f"life-{LIFE}{n}.json" for n in (".1", ".2", "")]


def test_a_missing_folder_is_empty_and_is_made_at_the_first_save(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "none" / "such")
    assert shelf.trouble() == ""
    assert shelf.entries() == []
    assert shelf.latest() is None
    assert os.listdir(tmp_path) == []
    shelf.write(record(1))
    assert [e.id for e in shelf.entries()] == [LIFE]


def test_a_folder_deleted_under_us_comes_back_with_the_life(tmp_path: Path) -> None:
    folder = tmp_path / "saves"
    shelf = Shelf(folder)
    shelf.hold(LIFE)
    shelf.write(record(1))
    shutil.rmtree(folder)
    assert shelf.entries() == []
    shelf.write(record(2))
    assert shelf.read(LIFE).sheet == 2
    with pytest.raises(InUse):
        Shelf(folder).hold(LIFE)
    shelf.release(LIFE)
    assert os.listdir(folder) == [f"life-{LIFE}.json"]


def test_a_file_instead_of_a_folder_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "saves"
    path.write_text("no folder")
    shelf = Shelf(path)
    assert "is not a folder" in shelf.trouble()
    for attempt in (shelf.entries, shelf.latest, lambda: shelf.write(record(1)), lambda: shelf.hold(LIFE)):
        with pytest.raises(SaveProblem, match=r"not a folder|something else"):
            attempt()
    assert path.read_text() == "no folder"


def test_what_is_not_ours_is_ignored(tmp_path: Path) -> None:
    Shelf(tmp_path).write(record(1))
    for name in ("notes.txt", "life-xyz.json", f"life-{LIFE}.json.bak", f"life-{LIFE} (copy).json", "life-.tmp",
                 f"life-{LIFE}.7.json", f"life-{LIFE}.sync-conflict.json", ".DS_Store"):  # fmt: skip
        (tmp_path / name).write_bytes(b"\x00\xff")
    (tmp_path / "a folder").mkdir()
    before = snapshot(tmp_path)
    shelf = Shelf(tmp_path)
    assert [(e.id, e.health, e.generations) for e in shelf.entries()] == [(LIFE, Health.SOUND, (0,))]
    shelf.write(record(2))
    after = snapshot(tmp_path)
    assert all(after[name] == before[name] for name in before if name != f"life-{LIFE}.json")


def test_strange_things_with_our_names_are_listed_and_waited_for_by_nobody(tmp_path: Path) -> None:
    (tmp_path / f"life-{life_number(1)}.json").mkdir()
    os.mkfifo(tmp_path / f"life-{life_number(2)}.json")
    (tmp_path / f"life-{life_number(3)}.json").symlink_to("/dev/zero")
    (tmp_path / f"life-{life_number(4)}.json").symlink_to(tmp_path / "nowhere")
    (tmp_path / f"life-{life_number(5)}.json").symlink_to(tmp_path / f"life-{life_number(5)}.json")
    Shelf(tmp_path).write(record(1))
    start = time.perf_counter()
    found = {e.id: e for e in Shelf(tmp_path).entries()}
    assert time.perf_counter() - start < 2
    assert found[LIFE].health is Health.SOUND
    assert all(found[life_number(n)].health is not Health.SOUND for n in range(1, 6))
    assert all(found[life_number(n)].reason for n in range(1, 6))
    with pytest.raises(SaveProblem):
        Shelf(tmp_path).write(record(1, life_number(1)))


def test_a_life_copied_by_hand_is_a_life_of_its_own(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.write(record(1))
    other = life_number(9)
    shutil.copy(tmp_path / f"life-{LIFE}.json", tmp_path / f"life-{other}.json")
    assert {e.id for e in shelf.entries()} == {LIFE, other}
    copy = shelf.read(other)
    assert copy.life == other
    shelf.write(shelf.copied(copy))
    assert len({e.id for e in shelf.entries()}) == 3
    assert shelf.entries()[0].name == "Orlova (copy)"


def test_a_thousand_lives(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.write(record(200))
    data = (tmp_path / f"life-{LIFE}.json").read_bytes()
    for number in range(1000):
        (tmp_path / f"life-{life_number(number)}.json").write_bytes(data)
    start = time.perf_counter()
    assert len(Shelf(tmp_path).entries()) == 1001
    assert time.perf_counter() - start < 5


def test_only_leftovers_of_the_dead_are_removed(tmp_path: Path) -> None:
    dead, alive = life_number(1), life_number(2)
    player = Shelf(tmp_path)
    player.hold(alive)
    for name in (f"life-{dead}.deadbeef.tmp", f"life-{dead}.lock", f"life-{alive}.12345678.tmp", "mine.tmp",
                 "life-mine.tmp", f"life-{LIFE}.00000000.tmp"):  # fmt: skip
        (tmp_path / name).touch()
    Shelf(tmp_path).entries()
    assert len(os.listdir(tmp_path)) == 7
    Shelf(tmp_path).write(record(1))
    assert sorted(os.listdir(tmp_path)) == sorted(
        [f"life-{LIFE}.json", f"life-{alive}.12345678.tmp", f"life-{alive}.lock", "life-mine.tmp", "mine.tmp"]
    )
    player.write(record(1, alive))
    player.release(alive)
    assert f"life-{alive}.12345678.tmp" not in os.listdir(tmp_path)


def test_deleting_is_asked_for_and_complete(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    other = life_number(1)
    for sheet in range(1, 5):
        shelf.write(record(sheet))
        shelf.write(record(sheet, other))
    shelf.delete(LIFE)
    assert [e.id for e in shelf.entries()] == [other]
    assert not [n for n in os.listdir(tmp_path) if LIFE in n]


@pytest.mark.parametrize("number", range(8))
def test_deleting_half_way_leaves_a_life_or_nothing(tmp_path: Path, number: int) -> None:
    for sheet in range(1, 5):
        Shelf(tmp_path).write(record(sheet))
    with contextlib.suppress(SaveProblem):
        Shelf(tmp_path, failing(number)).delete(LIFE)
    found = Shelf(tmp_path).entries()
    assert [e.health for e in found] in ([Health.SOUND], [])


HOLDER = """
import sys
sys.path[:0] = {paths!r}
from pathlib import Path
from starcity_game.saves.shelf import Shelf
Shelf(Path(sys.argv[1])).hold(sys.argv[2])
print("held", flush=True)
sys.stdin.read()
"""


def test_two_programs_cannot_play_one_life(tmp_path: Path) -> None:
    Shelf(tmp_path).write(record(1))
    source = HOLDER.format(paths=[p for p in sys.path if p])
    player = subprocess.Popen(
        [sys.executable, "-c", source, str(tmp_path), LIFE], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert player.stdout and player.stdin
    try:
        assert player.stdout.readline() == b"held\n"
        second = Shelf(tmp_path)
        for attempt in (lambda: second.hold(LIFE), lambda: second.write(record(2)), lambda: second.delete(LIFE),
                        lambda: second.rename(LIFE, "x"), lambda: second.restore_generation(LIFE, 0)):  # fmt: skip
            with pytest.raises(InUse, match="Another program"):
                attempt()
        assert second.read(LIFE).sheet == 1
        second.write(second.copied(second.read(LIFE)))
        second.write(record(5, life_number(3)))
        player.kill()
        player.wait()
        second.hold(LIFE)
        assert second.write(record(2)).sheet == 2
        second.release(LIFE)
    finally:
        player.kill()
        player.communicate()
    assert not [n for n in os.listdir(tmp_path) if n.endswith(".lock")]


def test_a_lock_goes_to_one_of_many(tmp_path: Path) -> None:
    got: list[Shelf] = []
    playing = threading.Semaphore()
    worst = []

    def play() -> None:
        shelf = Shelf(tmp_path)
        for _ in range(30):
            try:
                shelf.hold(LIFE)
            except InUse:
                continue
            worst.append(playing.acquire(blocking=False))
            got.append(shelf)
            playing.release()
            shelf.release(LIFE)

    threads = [threading.Thread(target=play) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got and all(worst)
    assert os.listdir(tmp_path) == []


READER = """
import os, sys
sys.path[:0] = {paths!r}
from pathlib import Path
from save_records import record
from starcity_game.saves.problems import SaveProblem
from starcity_game.saves.shelf import Shelf
from starcity_game.saves.where import saves_folder
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
shelf = Shelf(Path(sys.argv[1]))
print(bool(shelf.trouble()), len(shelf.entries()), shelf.read("0123456789ab").sheet)
try:
    shelf.write(record(2))
except SaveProblem as problem:
    print("you may not write there" in problem.message)
place = saves_folder(sys.argv[1])
print(place.writable, bool(place.notice), str(place.path) == sys.argv[1])
"""


def test_a_folder_that_may_only_be_read_is_said_at_the_start(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("readonly")
    Shelf(folder).write(record(1))
    (folder / f"life-{LIFE}.json").chmod(0o644)
    above = [p for p in (folder, *folder.parents) if p.stat().st_mode & 0o777 == 0o700]
    for path in above:
        path.chmod(0o755)
    folder.chmod(0o555)
    try:
        ran = subprocess.run(
            [sys.executable, "-c", READER.format(paths=[p for p in sys.path if p]), str(folder)],
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
        )
    finally:
        for path in above:
            path.chmod(0o700)
    assert ran.stdout.split() == ["True", "1", "1", "True", "False", "True", "True"], ran.stderr
    assert sorted(os.listdir(folder)) == [f"life-{LIFE}.json"]


def test_a_life_is_carried_from_shelf_to_shelf(tmp_path: Path) -> None:
    here, there = Shelf(tmp_path / "here"), Shelf(tmp_path / "there")
    here.write(record(5))
    target = tmp_path / "anna.json"
    export(here, LIFE, target)
    with pytest.raises(SaveProblem, match="something else has that name"):
        export(here, LIFE, target)
    with pytest.raises(SaveProblem, match="does not exist"):
        export(here, LIFE, tmp_path / "none" / "anna.json")
    assert take_in(there, target).life == LIFE
    again = take_in(there, target)
    assert again.life != LIFE and there.read(again.life).steps == record(5).steps
    target.write_bytes(target.read_bytes()[:-9])
    for source in (target, tmp_path / "nothing", tmp_path):
        with pytest.raises(SaveProblem):
            take_in(there, source)
    assert len(there.entries()) == 2


def test_ids_do_not_repeat() -> None:
    assert len({new_life() for _ in range(1000)}) == 1000
