"""Exploring: choices and lives a second without text, and the neutral workload witnessed or proved.

    python benchmarks/explore.py [--bench DIR] [--lives N] [--jobs N]

Prints, for the game's own story, the silent engine's choices a second against the engine with its text in the same
run, and the search's and the players' on one core and on all; then seconds and peak memory of `starcity explore` on
the workload with 10,000 scenes, whose every item must come out reached or proved unreachable.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from bench import ROOT, arguments, environment, tools, workload

from starcity_game.authoring.explore.origins import nth
from starcity_game.authoring.explore.players import Trials, play
from starcity_game.authoring.explore.silent import SilentEngine
from starcity_game.authoring.explore.witness import Limits, search, wanted
from starcity_game.authoring.opened import opened
from starcity_game.engine.play import Engine

CLOCK = time.perf_counter
STORY = ROOT / "story"
SCENES = 10_000


def walk(engine: Engine, turns: int) -> float:
    """Choices a second of random lives."""
    dice, number = random.Random(1), 0
    turn = engine.begin(nth(engine, 0, number))
    began = CLOCK()
    for _ in range(turns):
        options = [option for option in turn.offer if option.open]
        if options:
            turn = engine.play(turn.state, dice.choice(options))
        else:
            number += 1
            turn = engine.begin(nth(engine, 0, number))
    return turns / (CLOCK() - began)


def own_story(lives: int, jobs: int) -> None:
    """The game's own story."""
    story = opened(STORY)
    engines = (Engine(story.story), SilentEngine(story.story))
    loud, silent = (max(walk(engine, 15_000) for _ in range(3)) for engine in engines)
    print(f"silent engine: {silent:,.0f} choices/s, {silent / loud:.2f} of the engine with its text")
    for count in sorted({1, jobs}):
        found = search(story, wanted(story, {}), Limits(seconds=8, jobs=count))
        rate = found.turns / found.seconds
        print(f"search, {count} processes: {rate:,.0f} choices/s, {rate / loud:.2f} of that engine, "
              f"{found.states / found.seconds:,.0f} states/s")  # fmt: skip
        played = play(story, Trials(lives=lives, jobs=count), None)
        rate = played.tally.choices / played.seconds
        print(f"players, {count} processes: {lives / played.seconds:,.0f} lives/s, "
              f"{rate:,.0f} choices/s, {rate / loud:.2f} of that engine")  # fmt: skip


def large_story(bench: Path, folder: Path, jobs: int) -> bool:
    """The workload; whether nothing of it is left unproved."""
    _, story = workload(bench, SCENES, folder)
    out = folder / "explored.json"
    command = [sys.executable, "-m", "starcity_game", "explore", str(story), "--lives", "0", "--seconds", "300",
               "--jobs", str(jobs), "--json", str(out)]  # fmt: skip
    began = CLOCK()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment())
    peak = [0]
    watcher = threading.Thread(target=_watch, args=(process, peak), daemon=True)
    watcher.start()
    process.wait()
    seconds = CLOCK() - began
    watcher.join()
    began = CLOCK()
    command = [sys.executable, "-m", "starcity_game", "check", str(story)]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment(), check=False)
    checked = CLOCK() - began
    verdicts = json.loads(out.read_text(encoding="utf-8"))["verdicts"]
    left = sum(found["not proved"] for found in verdicts.values())
    whole = sum(sum(found.values()) for found in verdicts.values())
    print(
        f"{SCENES:,} scenes, {whole:,} items, {jobs} processes: explored in {seconds:.1f} s, checked in {checked:.1f} s"
    )
    print(f"        {left} not proved; peak memory of all processes {peak[0] / 1e6:,.0f} MB")
    return bool(left == 0)


def _watch(process: subprocess.Popen[bytes], peak: list[int]) -> None:
    """Keep the largest sum of resident memory of a process and those it started; on Linux alone."""
    while process.poll() is None:
        peak[0] = max(peak[0], sum(map(_resident, _family(process.pid))))
        time.sleep(0.1)


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return
    for child in children.split():
        yield from _family(int(child))


def _resident(pid: int) -> int:
    """Bytes of a process that are in memory."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def main() -> int:
    """Run the benchmark; exit status 1 when something of the workload is left unproved."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--lives", type=int, default=2_000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    tools(options.bench)
    own_story(options.lives, options.jobs)
    with tempfile.TemporaryDirectory() as name:
        return 0 if large_story(options.bench, Path(name), options.jobs) else 1


if __name__ == "__main__":
    sys.exit(main())
