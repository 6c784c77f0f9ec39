"""What the game's own story amounts to, in one go: `make measure`.

Words and what a life reads; choices read later; casts and clues; what a programme comes to in the hands of each
policy, against the balance that the story aims at; minutes of each episode and shares of the endings over simulated
players; and how long the whole story takes from the cache, as a ratio to an empty Textual app in the same run.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from bench import ROOT, environment

STORY = ROOT / "story"
RUNS = 5
EMPTY = """
from textual.app import App
class Empty(App):
    def on_mount(self):
        self.exit()
Empty().run(headless=True)
"""
"""A Textual app that does nothing, from the interpreter's first line to its end."""
CACHED = """
import sys
from pathlib import Path
from time import perf_counter
from starcity_game.story.load import load
begun = perf_counter()
assert load(Path(sys.argv[1]), Path(sys.argv[2])).cached
print(perf_counter() - begun)
"""
MEASURES = re.compile(r"(?:metric|warning) (?:M1|C3|C4|V2)")
"""What is of interest among the findings of the checker."""
PARTS = (
    ("Words, lives, people", ["stats", str(STORY), "--lives", "200"]),
    ("Choices read later, and what there is of each episode", ["check", str(STORY), "--metrics"]),
    ("Casts and clues", ["casts", str(STORY)]),
    ("The machine by policy", ["simulate", str(STORY), "--lives", "2000"]),
    ("Endings, minutes, checks", ["explore", str(STORY), "--lives", "2000", "--seconds", "60"]),
)


def loading() -> str:
    """The time from the cache, and its ratio to the empty app."""
    sys.path.insert(0, str(ROOT / "src"))
    from starcity_game.story.load import load

    taken: dict[str, list[float]] = {"cached": [], "empty": []}
    where = environment() | {"PYTHONPATH": str(ROOT / "src")}
    with tempfile.TemporaryDirectory() as name:
        load(STORY, Path(name))
        for _ in range(RUNS):
            done = subprocess.run(
                [sys.executable, "-c", CACHED, str(STORY), name], check=True, env=where, stdout=subprocess.PIPE
            )
            taken["cached"].append(float(done.stdout))
            begun = perf_counter()
            subprocess.run([sys.executable, "-c", EMPTY], check=True, env=where, stdout=subprocess.DEVNULL)
            taken["empty"].append(perf_counter() - begun)
    cached, empty = median(taken["cached"]), median(taken["empty"])
    return (
        f"the whole story from the cache: {cached:.3f} s, {cached / empty:.2f} of an empty Textual app ({empty:.2f} s)"
    )


def main() -> int:
    """Print all of it; the exit status is the worst of the parts."""
    worst = 0
    for title, command in PARTS:
        print(f"\n== {title}", flush=True)
        done = subprocess.run(
            [sys.executable, "-m", "starcity_game", *command], check=False, cwd=ROOT, stdout=subprocess.PIPE, text=True,
            env=environment() | {"PYTHONPATH": str(ROOT / "src")},
        )  # fmt: skip
        lines = done.stdout.splitlines()
        if command[0] == "check":
            lines = [line for line in lines if MEASURES.search(line) and "no effect" not in line]
        print("\n".join(lines), flush=True)
        worst = max(worst, done.returncode)
    print(f"\n== Loading\n{loading()}")
    return worst


if __name__ == "__main__":
    sys.exit(main())
