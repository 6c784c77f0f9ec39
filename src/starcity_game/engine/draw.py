"""Which storylets a hub offers: the most urgent, then the most specific, then by seeded weight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from starcity_game.engine.chance import chance
from starcity_game.engine.state import Value
from starcity_game.engine.vector import Vector

if TYPE_CHECKING:
    from starcity_game.engine.play import Engine


def drawn_storylets(
    engine: Engine,
    values: Sequence[Value],
    counts: Vector,
    seed: int,
    hub: int,
    deck: tuple[int, ...],
    show: int,
) -> tuple[int, ...]:
    """Up to `show` storylets of `deck` as scene indexes, for one visit to the hub with this index.

    Among equals the order is by u ** (1 / weight) with u drawn for each (Efraimidis and Spirakis,
    "Weighted random sampling with a reservoir", 2006), so a storylet of weight 2 comes first twice as
    often as one of weight 1.
    """
    visit = counts.get(hub)
    ranked = []
    for index in deck:
        scene = engine.ready(index).source
        storylet = scene.storylet
        if storylet is None or (storylet.once and counts.get(index)):
            continue
        when = engine.code.function(storylet.when)
        if when is None or when(values, counts):
            luck = chance(seed, f"draw {scene.id}", visit) ** (1 / storylet.weight)
            ranked.append((-storylet.urgency, -storylet.conditions, -luck, index))
    return tuple(rank[3] for rank in sorted(ranked)[:show])
