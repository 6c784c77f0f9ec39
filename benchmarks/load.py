"""How long a story takes to load, cold and from the cache, beside PyYAML's fastest loader on the same bytes.

    python benchmarks/load.py [--runs 5] [--bench FOLDER]

Every measurement is a process of its own, in which nothing else is alive; the three kinds take turns, so that
a slow minute of the machine falls on all of them. Shown is the median of each, and its ratio to the reference.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

import yaml
from bench import ROOT, arguments, environment, workload

SIZES = (100, 10_000)
KINDS = ("CSafeLoader", "cold", "cached")


def seconds(kind: str, story: Path, cache: Path) -> float:
    """Seconds that one kind of loading takes in this process; imports are done before."""
    if kind == "CSafeLoader":
        contents = [path.read_bytes() for path in sorted(story.glob("*.yaml"))]
        begun = perf_counter()
        for data in contents:
            yaml.load(data, yaml.CSafeLoader)
        return perf_counter() - begun
    sys.path.insert(0, str(ROOT / "src"))
    from starcity_game.story.load import load

    begun = perf_counter()
    loaded = load(story, cache if kind == "cached" else None)
    took = perf_counter() - begun
    if loaded.story is None or loaded.cached != (kind == "cached"):
        sys.exit("\n".join(["the workload did not load", *(f.line_of_text() for f in loaded.findings[:5])]))
    return took


def measured(kind: str, story: Path, cache: Path) -> float:
    """The same in a new process."""
    command = [sys.executable, __file__, "--one", kind, str(story), str(cache)]
    return float(subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment()).stdout)


def compare(story: Path, cache: Path, runs: int) -> dict[str, float]:
    """Median seconds of each kind."""
    sys.path.insert(0, str(ROOT / "src"))
    from starcity_game.story.load import load

    load(story, cache)
    taken: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for _ in range(runs):
        for kind in KINDS:
            taken[kind].append(measured(kind, story, cache))
    return {kind: median(times) for kind, times in taken.items()}


def main() -> int:
    """Measure and print; with `--one`, measure one kind in this process and print its seconds."""
    if sys.argv[1:2] == ["--one"]:
        print(seconds(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4])))
        return 0
    parser = arguments("Time the loading of the neutral workload beside PyYAML's CSafeLoader on the same bytes.")
    parser.add_argument("--runs", type=int, default=5, help="measurements of each kind, of which the median counts")
    options = parser.parse_args()
    print(f"{'scenes':>7} {'MB':>6} {'':<12} {'seconds':>9} {'ratio':>7}")
    with tempfile.TemporaryDirectory() as name:
        for scenes in SIZES:
            folder = Path(name)
            _, story = workload(options.bench, scenes, folder)
            size = sum(path.stat().st_size for path in story.glob("*.yaml")) / 1e6
            found = compare(story, folder / f"cache{scenes}", options.runs)
            for kind, took in found.items():
                print(f"{scenes:>7,} {size:>6.2f} {kind:<12} {took:>9.4f} {took / found['CSafeLoader']:>7.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
