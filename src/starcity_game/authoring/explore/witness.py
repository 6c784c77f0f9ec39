"""The search for a way to everything: rounds of shards, merged in order, until all is reached or the limit is."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Container, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import msgspec

from starcity_game.authoring.explore.crew import Crew
from starcity_game.authoring.explore.explorer import SHARDS, recruit
from starcity_game.authoring.explore.inventory import Inventory, Key
from starcity_game.authoring.explore.items import Kind, items
from starcity_game.authoring.explore.shard import SOUGHT, SUSPECT, Found, Order
from starcity_game.authoring.explore.ways import Ways, Witness
from starcity_game.authoring.opened import Opened
from starcity_game.engine.play import Engine
from starcity_game.story.cache import encode_scene, write_cache

__all__ = ["Limits", "Search", "Witness", "search", "wanted"]

ROUND: Final = 1_500
"""Turns that a shard plays in the first round; twice as many in each of the next three."""
PATIENCE: Final = 6
"""Rounds without anything new after which the search gives up, once each item left was hunted `HUNTS` times."""
HUNTS: Final = 4
"""See `PATIENCE`."""
EXTRA: Final = 4
"""Rounds given to what is suspected when everything else is reached."""


class Limits(msgspec.Struct, frozen=True):
    """How far a search goes."""

    seconds: float = 60.0
    """When it stops, between two rounds. What is found in less time does not depend on the machine."""
    states: int = 2_000_000
    """States kept in all."""
    seed: int = 0
    jobs: int = 1
    """Processes."""


class Search(msgspec.Struct):
    """What a search found."""

    reached: Mapping[Key, Witness]
    stuck: dict[str, Witness]
    """Scenes where a life breaks off."""
    unlearned: dict[tuple[str, int, str], Witness]
    """(scene, body, fact): a body runs that assumes the fact, which was not learned."""
    turns: int
    """Choices played."""
    states: int
    """States kept."""
    depth: int
    """Choices of the longest way."""
    origins: int
    """Beginnings tried."""
    seconds: float
    complete: bool
    """Whether everything that was wanted is reached."""


def wanted(story: Opened, unreachable: Container[Key]) -> frozenset[Key]:
    """Every item of a story but those of which it was proved that nothing reaches them."""
    keys = ((item.kind, item.id) for item in items(story.head, story.scenes))
    return frozenset(key for key in keys if key not in unreachable)


def search(
    story: Opened, wanted: frozenset[Key], limits: Limits, progress: Callable[[int, int], None] | None = None,
    suspects: frozenset[str] = frozenset(),
) -> Search:  # fmt: skip
    """Look for a way to every item of `wanted`, and to whatever else lies on the way. `progress` is told how many
    of them are reached, and how many there are. In the scenes `suspects` a life may break off or a fact be missing;
    a few rounds are given to show that."""
    began = time.monotonic()
    inventory = Inventory(story.head, story.scenes)
    flags = bytes(
        SOUGHT * (inventory.key(n) in wanted) | SUSPECT * (item.kind is Kind.SCENE and item.id in suspects)
        for n, item in enumerate(inventory.items)
    )
    ways = Ways(Engine(story.story), limits.seed)
    found = Search(ways, {}, {}, 0, 0, 0, 0, 0.0, not wanted)
    with TemporaryDirectory(prefix="starcity-") as folder:
        write_cache(Path(folder), story.head.hash, story.head, [encode_scene(s) for s in story.scenes])
        with Crew(limits.jobs, recruit, folder, story.head.hash, limits.seed, flags) as crew:
            _rounds(crew, story, inventory, ways, found, flags, limits, began, progress)
    found.seconds = time.monotonic() - began
    return found


def _suspected(found: Search, suspects: Collection[str]) -> bool:
    """Whether in one of `suspects` nothing bad was shown yet."""
    shown = {*found.stuck, *(scene for scene, _, _ in found.unlearned)}
    return any(scene not in shown for scene in suspects)


def _rounds(crew: Crew, story: Opened, inventory: Inventory, ways: Ways, found: Search, wanted: bytes,
            limits: Limits, began: float, progress: Callable[[int, int], None] | None) -> None:  # fmt: skip
    """Play rounds until everything wanted is reached, a limit is, or nothing new comes any more."""
    left = all_wanted = sum(flag & SOUGHT for flag in wanted)
    suspects = [item.id for item, flag in zip(inventory.items, wanted, strict=True) if flag & SUSPECT]
    news: list[int] = []
    barren = hunted = extra = rounds = 0
    while time.monotonic() - began < limits.seconds and found.states < limits.states:
        if not left:
            extra += 1
            if extra > EXTRA or not _suspected(found, suspects):
                break
        elif barren >= PATIENCE and hunted >= HUNTS:
            break
        orders = [msgspec.msgpack.encode(Order(k, tuple(news), ROUND << min(rounds, 3))) for k in range(SHARDS)]
        rounds += 1
        answers = dict(crew.each(orders, bound=True))
        news, kept, begun, hunted = [], 0, 0, HUNTS
        for shard in range(SHARDS):
            one = msgspec.msgpack.decode(answers[shard], type=Found)
            news += ways.add(shard, one, inventory.key)
            kept, begun, hunted = kept + one.states, begun + one.begun, min(hunted, one.attempts)
            found.turns += one.turns
            found.depth = max(found.depth, one.depth)
            _faults(story, ways, shard, one, found)
        found.states, found.origins = kept, begun
        gained = sum(wanted[n] & SOUGHT for n in news)
        left -= gained
        barren = 0 if gained else barren + 1
        if progress:
            progress(all_wanted - left, all_wanted)
    found.complete = not left


def _faults(story: Opened, ways: Ways, shard: int, one: Found, found: Search) -> None:
    """Keep the ways to where lives break off and to facts taken for granted."""
    for scene, node in one.stuck:
        found.stuck.setdefault(story.head.scenes[scene], ways.way(shard, node))
    for scene, body, fact, node in one.unlearned:
        found.unlearned.setdefault((story.head.scenes[scene], body, fact), ways.way(shard, node))
