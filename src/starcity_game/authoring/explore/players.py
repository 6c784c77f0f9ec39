"""Simulated players: thousands of lives by temperament, on all cores, and what comes of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import msgspec

from starcity_game.authoring.explore.crew import Crew
from starcity_game.authoring.explore.kept import Kept, key
from starcity_game.authoring.explore.policies import players_of
from starcity_game.authoring.explore.tally import Tally
from starcity_game.authoring.explore.trial import Chunk, recruit
from starcity_game.authoring.opened import Opened
from starcity_game.story.cache import encode_scene, write_cache

CHUNK: Final = 100
"""Lives that are led, and kept, together."""


class Trials(msgspec.Struct, frozen=True):
    """How many lives, and how."""

    lives: int = 10_000
    seed: int = 0
    jobs: int = 1
    """Processes."""
    fresh: bool = False
    """Whether results of an earlier run are thrown away."""


class Played(msgspec.Struct, frozen=True):
    """What the players' lives amount to."""

    tally: Tally
    players: tuple[str, ...]
    lives: int
    resumed: int
    """Lives that an earlier run had led."""
    seconds: float
    """For the lives that were led now."""
    growth: tuple[tuple[int, tuple[int, ...]], ...] = ()
    """(lives so far, items that were new in the last of them) as the lives are added up."""


def play(
    story: Opened, trials: Trials, folder: Path | None, progress: Callable[[int, int], None] | None = None
) -> Played:
    """Lead the lives, and add them up in the order of their numbers. Results are kept in `folder`, if there is one,
    while they come; `progress` is told how many lives were led, and how many there are."""
    players = players_of(story)
    encoded = msgspec.msgpack.encode(players)
    chunks = [Chunk(n, min(CHUNK, trials.lives - n)) for n in range(0, trials.lives, CHUNK)]
    options = msgspec.msgpack.encode((encoded, trials.seed, CHUNK))
    began = time.monotonic()
    with Kept(folder, key(story.head.hash, options), trials.fresh) as kept:
        found = {chunk: kept.found[chunk] for chunk in chunks if chunk in kept.found}
        left = [chunk for chunk in chunks if chunk not in found]
        resumed = done = sum(chunk.count for chunk in found)
        if progress:
            progress(done, trials.lives)
        for chunk, tally in _led(story, encoded, trials, left):
            kept.keep(chunk, tally)
            found[chunk] = tally
            done += chunk.count
            if progress:
                progress(done, trials.lives)
    whole, growth = _added_up(chunks, found)
    seconds = time.monotonic() - began
    return Played(whole, tuple(p.id for p in players), trials.lives, resumed, seconds, growth)


def _added_up(chunks: list[Chunk], found: dict[Chunk, Tally]) -> tuple[Tally, tuple[tuple[int, tuple[int, ...]], ...]]:
    """The sum of all chunks, and the items that were new in each of them."""
    whole, growth = Tally(), []
    for chunk in chunks:
        growth.append((chunk.first + chunk.count, tuple(sorted(found[chunk].reached - whole.reached))))
        whole.add(found[chunk])
    return whole, tuple(growth)


def _led(story: Opened, players: bytes, trials: Trials, chunks: list[Chunk]) -> Iterator[tuple[Chunk, Tally]]:
    """(chunk, result) as they come."""
    if not chunks:
        return
    with TemporaryDirectory(prefix="starcity-") as folder:
        write_cache(Path(folder), story.head.hash, story.head, [encode_scene(s) for s in story.scenes])
        jobs = min(trials.jobs, len(chunks))
        with Crew(jobs, recruit, folder, story.head.hash, players, trials.seed) as crew:
            messages = [msgspec.msgpack.encode(chunk) for chunk in chunks]
            for number, answer in crew.each(messages, bound=False):
                yield chunks[number], msgspec.msgpack.decode(answer, type=Tally)
