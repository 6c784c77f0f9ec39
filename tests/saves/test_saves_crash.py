"""Whatever operation fails, wherever the process or the power ends: a whole old or a whole new life."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from save_disks import Counting, Killed, PowerDisk, failing, killed
from save_records import LIFE, record

from starcity_game.saves.look import Health
from starcity_game.saves.problems import SaveProblem
from starcity_game.saves.shelf import Shelf


def settled(folder: Path, upto: int) -> None:
    """A folder with a life that was saved `upto` times."""
    shelf = Shelf(folder)
    for sheet in range(1, upto + 1):
        shelf.write(record(sheet))


def no_litter(folder: Path) -> None:
    assert [n for n in os.listdir(folder) if n.endswith((".tmp", ".lock"))] == []


def whole(shelf: Shelf, life: str = LIFE) -> list[int]:
    """The sheets of a life's versions, every one of which must be sound."""
    found = shelf.generations(life)
    assert all(g.health is Health.SOUND for g in found), found
    assert [g.number for g in found][:1] == [0]
    return [g.outline.sheet for g in found if g.outline]


@pytest.mark.parametrize("before", [0, 1, 2, 4])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS])
@pytest.mark.parametrize("also_later", [False, True])
def test_any_one_operation_may_fail(tmp_path: Path, before: int, code: int, also_later: bool) -> None:
    number = failures = 0
    while True:
        folder = tmp_path / str(number)
        settled(folder, before)
        disk = failing(number, code, also_later)
        shelf = Shelf(folder, disk)
        try:
            shelf.write(record(9))
            acknowledged = True
        except SaveProblem as problem:
            acknowledged = False
            assert problem.message.endswith((".", "!"))
        if disk.count <= number:
            break
        failures += 1
        if folder.exists() and (acknowledged or before):
            sheets = whole(Shelf(folder))
            assert sheets[0] == 9 if acknowledged else sheets[0] in (before, 9)
        if not also_later:
            assert not folder.exists() or not [n for n in os.listdir(folder) if n.endswith(".tmp")]
        # The way is free again: the same shelf saves everything anew.
        disk.at = lambda count, name, do, given: do()
        shelf.write(record(10))
        assert whole(Shelf(folder))[0] == 10
        no_litter(folder)
        number += 1
    assert failures >= 10


@pytest.mark.parametrize("before", [0, 1, 2, 4])
@pytest.mark.parametrize("after", [False, True])
def test_the_process_may_end_at_any_operation(tmp_path: Path, before: int, after: bool) -> None:
    number = 0
    while True:
        folder = tmp_path / str(number)
        settled(folder, before)
        disk = killed(number, after)
        try:
            Shelf(folder, disk).write(record(9))
            assert disk.count <= number
            break
        except Killed:
            pass
        shelf = Shelf(folder)
        if before:
            sheets = whole(shelf)
            assert sheets[0] in (before, 9)
            assert len(sheets) >= min(before, 2)
        shelf.write(record(10))
        assert whole(Shelf(folder))[0] == 10
        no_litter(folder)
        number += 1
    assert number >= 10


@pytest.mark.parametrize("before", [1, 2, 4])
@pytest.mark.parametrize("links", [True, False])
def test_the_power_may_go_at_any_operation(before: int, links: bool) -> None:
    folder, number, worlds = Path("anywhere"), 0, 0
    while True:
        power = PowerDisk()
        for sheet in range(1, before + 1):
            Shelf(folder, power).write(record(sheet))

        def at(count: int, name: str, do: Callable[[], object], given: object, number: int = number) -> object:
            if count == number:
                raise Killed
            if name == "link" and not links:
                raise OSError(errno.EPERM, "no links here")
            return do()

        disk = Counting(power, at)
        try:
            Shelf(folder, disk).write(record(9))
            acknowledged = True
        except Killed:
            acknowledged = False
        for found in power.after_power_cut():
            worlds += 1
            sheets = whole(Shelf(folder, found))
            assert sheets[0] == 9 if acknowledged else sheets[0] in (before, 9)
            Shelf(folder, found).write(record(10))
            assert whole(Shelf(folder, found))[0] == 10
            assert not [n for n in found.names_now if n.endswith(".tmp")]
        if acknowledged:
            break
        number += 1
    assert worlds > 50


@pytest.mark.parametrize("forgotten", ["sync", "sync_folder"])
def test_without_either_sync_the_power_disk_does_lose_saves(forgotten: str) -> None:
    """The test above can fail: whichever `sync` is left out, a save that was acknowledged is lost."""
    power = PowerDisk()
    disk = Counting(power, lambda count, name, do, given: None if name == forgotten else do())
    Shelf(Path("anywhere"), disk).write(record(1))
    found = [Shelf(Path("x"), world).entries() for world in power.after_power_cut()]
    assert any([e.health for e in listed] != [Health.SOUND] for listed in found)


def test_a_file_system_without_links_keeps_generations_too(tmp_path: Path) -> None:
    def at(count: int, name: str, do: Callable[[], object], given: object) -> object:
        if name == "link":
            raise OSError(errno.EPERM, "no links here")
        return do()

    for sheet in range(1, 6):
        Shelf(tmp_path, Counting(Shelf(tmp_path)._disk, at)).write(record(sheet))  # type: ignore[arg-type]
    assert whole(Shelf(tmp_path)) == [5, 4, 3]
    no_litter(tmp_path)


WRITER = """
import sys
sys.path[:0] = {paths!r}
from pathlib import Path
from save_records import record
from starcity_game.saves.shelf import Shelf
shelf = Shelf(Path(sys.argv[1]))
shelf.hold("0123456789ab")
for sheet in range(int(sys.argv[2]), 100000):
    shelf.write(record(sheet))
    print(sheet, flush=True)
"""


@pytest.mark.slow
def test_a_real_kill_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    source = WRITER.format(paths=[p for p in sys.path if p])
    last = 0
    for turn in range(12):
        player = subprocess.Popen([sys.executable, "-c", source, str(tmp_path), str(last + 1)], stdout=subprocess.PIPE)
        assert player.stdout
        time.sleep(0.35 + turn * 0.0137)
        player.send_signal(signal.SIGKILL)
        said = player.stdout.read().split(b"\n")[:-1]
        player.wait()
        acknowledged = int(said[-1]) if said else last
        sheet = whole(Shelf(tmp_path))[0] if acknowledged else 0
        assert acknowledged <= sheet <= acknowledged + 1
        last = sheet
    assert last > 20
    shelf = Shelf(tmp_path)
    shelf.hold(LIFE)
    shelf.write(record(last + 1))
    shelf.release(LIFE)
    no_litter(tmp_path)
