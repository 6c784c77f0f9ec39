"""What a player feels, in a pseudo-terminal, against an empty Textual app run turn about with the game.

    python benchmarks/terminal.py [--bench DIR] [--runs N]

Prints, as ratios to the empty app: the time to the first text of a resumed life, the time from key to
paint when the highlight moves, memory; what a choice costs after 200 choices against after five; what
it does while idle; and the start of `starcity --help` against the bare interpreter. Needs pyte.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench import ROOT, arguments, environment, tools, workload

from starcity_game.story.load import load

STORY = ROOT / "story"


def game(*words: str) -> list[str]:
    """The game's command."""
    return [sys.executable, "-m", "starcity_game", "play", *words]


def live(story: Path, saves: Path, choices: int, questions: int) -> None:
    """A life of so many choices in `saves`, always the first option, by plain mode."""
    script = "1\n" * (questions + choices)
    command = game("--plain", "--seed", "7", "--story", str(story), "--saves", str(saves))
    subprocess.run(command, input=script, text=True, check=True, stdout=subprocess.DEVNULL, env=environment())


def questions_of(story: Path) -> int:
    """How many answers come before the first page: the questionnaire and the content notes."""
    loaded = load(story).story
    assert loaded is not None, f"{story} does not load"
    (volume,) = loaded.head.volumes.values()
    return len(volume.questionnaire) + bool(loaded.head.notes)


def measured(bench: Path, command: list[str], expect: str, keys: str, runs: int, *more: str) -> dict[str, Any]:
    """The harness's figures for the game and for the empty app, run turn about."""
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        harness = [sys.executable, str(bench / "pty_bench.py"), "--runs", str(runs), "--expect", expect,
                   "--keys", keys, "--quit", "ctrl+q", "--ref", "list", "--json", out.name, *more]  # fmt: skip
        done = subprocess.run(
            [*harness, "--", *command], env=environment(), text=True, capture_output=True, check=False
        )
        if done.returncode:
            sys.exit(f"the harness failed:\n{done.stdout}{done.stderr}")
        results = json.loads(Path(out.name).read_text(encoding="utf-8"))["results"]
    reference = next(name for name in results if name.startswith("ref:"))
    return {"game": results["app"], "empty": results[reference]}


def ratio(figures: dict[str, Any], metric: str) -> str:
    """One metric as a ratio to the empty app's."""
    return f"{figures['game'][metric] / figures['empty'][metric]:.2f}"


def reading(bench: Path, folder: Path, runs: int) -> None:
    """A resumed life of the game's own story."""
    saves = folder / "own"
    live(STORY, saves, 5, questions_of(STORY))
    command = game("--story", str(STORY), "--saves", str(saves))
    figures = measured(bench, command, "sheet 5", "down,up", runs, "--idle", "3")
    print(f"first text of a resumed life: {ratio(figures, 'time_to_text_ms')} of an empty app")
    first, frame = ratio(figures, "key_first_ms"), ratio(figures, "key_frame_ms")
    print(f"moving the highlight: {first} to the first byte, {frame} to the frame")
    print(f"memory: {ratio(figures, 'peak_rss_mib')}")
    idle = figures["game"]
    print(f"idle: {idle['idle_cpu_pct']} % CPU, {idle['idle_bytes_s']} bytes/s; keys ignored: {idle['keys_ignored']}")


def long_life(bench: Path, folder: Path, runs: int) -> None:
    """A choice after 200 choices, against one after five, on the neutral workload."""
    _, story = workload(bench, 100, folder)
    found = {}
    for choices in (5, 200):
        saves = folder / f"grid{choices}"
        live(story, saves, choices, questions_of(story))
        sizes = [p.stat().st_size for p in saves.glob("life-*.json") if p.name.count(".") == 1]
        command = game("--story", str(story), "--saves", str(saves))
        figures = measured(bench, command, "sheet", "1", runs, "--presses", "12")
        found[choices] = figures["game"]["key_frame_ms"]
        print(
            f"after {choices} choices: a choice takes {found[choices]} ms to its frame; the save has {max(sizes)} bytes"
        )
    print(f"a choice after 200 costs {found[200] / found[5]:.2f} of one after 5")


def start(runs: int) -> None:
    """`starcity --help` against the bare interpreter."""

    def seconds(command: list[str]) -> float:
        began = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment())
        return time.perf_counter() - began

    bare = [sys.executable, "-c", "pass"]
    helping = [sys.executable, "-m", "starcity_game", "--help"]
    seconds(helping)
    ratios = [seconds(helping) / seconds(bare) for _ in range(2 * runs + 1)]
    print(f"starcity --help: {statistics.median(ratios):.1f} times the bare interpreter")


def main() -> int:
    """Run it all."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--runs", type=int, default=8)
    options = parser.parse_args()
    tools(options.bench)
    with tempfile.TemporaryDirectory() as name:
        reading(options.bench, Path(name), options.runs)
        long_life(options.bench, Path(name), options.runs)
    start(options.runs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
