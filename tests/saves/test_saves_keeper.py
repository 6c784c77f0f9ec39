"""Saving in the background: no key waits, only the newest waits, failure is told and tried again."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from save_disks import failing
from save_records import LIFE, record

from starcity_game.saves.keeper import Keeper
from starcity_game.saves.problems import SaveProblem
from starcity_game.saves.record import Record
from starcity_game.saves.shelf import Shelf


def test_no_submit_waits_and_only_the_newest_is_written() -> None:
    gate, written = threading.Event(), []

    def write(given: Record) -> Record:
        gate.wait(5)
        written.append(given.sheet)
        return given

    keeper = Keeper(write)
    start = time.perf_counter()
    for sheet in range(1, 500):
        keeper.submit(record(sheet % 7, name=str(sheet)) if sheet < 499 else record(9))
    assert time.perf_counter() - start < 2
    assert not keeper.settled
    assert keeper.flush(0.05) is False
    gate.set()
    assert keeper.flush() and keeper.settled
    assert written[-1] == 9
    assert len(written) <= 2
    assert keeper.close()


def test_the_record_is_built_on_the_writers_thread(tmp_path: Path) -> None:
    threads = []

    def build() -> Record:
        threads.append(threading.current_thread())
        return record(1)

    keeper = Keeper(Shelf(tmp_path).write)
    keeper.submit(build)
    assert keeper.close()
    assert threads and threads[0] is not threading.main_thread()


def test_a_failure_is_told_in_a_sentence_and_the_next_save_retries(tmp_path: Path) -> None:
    disk = failing(0, also_later=True)
    told: list[str] = []
    saved: list[int] = []
    keeper = Keeper(Shelf(tmp_path, disk).write, told.append, lambda r: saved.append(r.sheet))
    keeper.submit(record(1))
    assert keeper.flush() is False
    assert told and told[0].endswith(".") and "full" in told[0]
    assert keeper.problem and saved == []
    disk.at = lambda count, name, do, given: do()
    keeper.submit(record(2))
    assert keeper.flush() is True
    assert keeper.problem == "" and saved == [2]
    assert Shelf(tmp_path).read(LIFE).sheet == 2
    assert keeper.close()


def test_flush_tries_once_more_what_had_failed(tmp_path: Path) -> None:
    disk = failing(0, also_later=True)
    keeper = Keeper(Shelf(tmp_path, disk).write)
    keeper.submit(record(4))
    assert keeper.flush() is False
    disk.at = lambda count, name, do, given: do()
    assert keeper.close() is True
    assert Shelf(tmp_path).read(LIFE).sheet == 4


def test_a_fault_of_the_program_does_not_end_saving(tmp_path: Path) -> None:
    told: list[str] = []

    def tell(message: str) -> None:
        told.append(message)
        raise RuntimeError("the front has gone")

    keeper = Keeper(Shelf(tmp_path).write, tell)
    keeper.submit(lambda: record(1 // 0))
    keeper.flush()
    keeper.submit(record(3))
    assert keeper.close()
    assert any("ZeroDivisionError" in message for message in told)
    assert Shelf(tmp_path).read(LIFE).sheet == 3


def test_a_hanging_disk_does_not_hang_the_quitting() -> None:
    def write(given: Record) -> Record:
        time.sleep(30)
        raise SaveProblem("never")

    keeper = Keeper(write)
    keeper.submit(record(1))
    start = time.perf_counter()
    assert keeper.close(0.2) is False
    assert time.perf_counter() - start < 2
