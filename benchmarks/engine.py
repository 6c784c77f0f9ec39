"""The engine on the neutral workload, against a plain Python player in the same run.

    python benchmarks/engine.py [--bench DIR] [--turns N]

Prints choices a second with the text rendered, the ratio to the plain player (which renders nothing),
whether the path hashes agree, and what a choice costs after many choices against after few.
"""

from __future__ import annotations

import hashlib
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench import arguments, tools, workload

from starcity_game.engine.play import Engine, Turn
from starcity_game.engine.state import Origin
from starcity_game.story.load import load

CLOCK = time.perf_counter


def walk(engine: Engine, draw: Any, turns: int) -> tuple[float, str, str, Turn]:
    """Seconds, path hash, last scene and last turn of the walk that every engine must reproduce."""
    digest = hashlib.sha256()
    turn = engine.begin(Origin("one", 7, {}))
    began = CLOCK()
    for _ in range(turns):
        open_ = [option for option in turn.offer if option.open]
        option = open_[int(draw.unit() * len(open_))]
        digest.update((option.text.rsplit(" ", 1)[1] + "\n").encode())
        turn = engine.play(turn.state, option)
    return CLOCK() - began, digest.hexdigest(), engine.head.scenes[turn.state.scene], turn


def constancy(engine: Engine, draw: Any, after: int, sample: int = 500) -> tuple[float, float]:
    """Seconds a choice takes after ten choices, and after `after`: the least of seven samples of each."""
    early = walk(engine, draw, 10)[3]
    late = walk(engine, draw, after)[3]
    found = []
    for turn in (early, late):
        best = min(_sample(engine, draw, turn, sample) for _ in range(7))
        found.append(best / sample)
    return found[0], found[1]


def _sample(engine: Engine, draw: Any, turn: Turn, count: int) -> float:
    began = CLOCK()
    for _ in range(count):
        open_ = [option for option in turn.offer if option.open]
        turn = engine.play(turn.state, open_[int(draw.unit() * len(open_))])
    return CLOCK() - began


def main() -> int:
    """Run the benchmark; exit status 1 when a path hash differs."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--turns", type=int, default=20_000)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    tools(options.bench)
    import ref_walk
    from gen_workload import Lcg

    agree = True
    with tempfile.TemporaryDirectory() as name:
        for scenes in (100, 10_000):
            document, folder = workload(options.bench, scenes, Path(name))
            plain = ref_walk.compile_doc(document)
            story = load(folder).story
            assert story is not None, "the workload does not load"
            engine = Engine(story)
            for index in range(len(story)):  # the plain player compiles everything before its clock starts, too
                engine.ready(index)
            ratios, rates = [], []
            for _ in range(options.repeat):
                reference = ref_walk.walk(document, plain, options.turns, 1)
                seconds, digest, last, _ = walk(engine, Lcg(1), options.turns)
                agree = agree and (digest, last) == (reference[1], reference[2])
                ratios.append(reference[0] / seconds)
                rates.append(options.turns / seconds)
            early, late = constancy(engine, Lcg(2), 100_000)
            rate, ratio = statistics.median(rates), statistics.median(ratios)
            print(f"{scenes:6} scenes: {rate:9,.0f} choices/s, {ratio:.2f} of the plain player")
            print(f"        path {digest[:16]} {'agrees' if agree else 'DIFFERS'}")
            print(f"        a choice after 100,000 costs {late / early:.2f} of one after 10")
    return 0 if agree else 1


if __name__ == "__main__":
    sys.exit(main())
