"""What the seed hides in a machine before the first page: its defects, and what tests and repairs miss or leave."""

from __future__ import annotations

from starcity_game.engine.chance import chance
from starcity_game.engine.state import Value
from starcity_game.story.machine import Machine, System


def deal_defects(machine: Machine, seed: int, values: list[Value]) -> None:
    """Put the hidden defects of a new life into its slots."""
    for system in machine.systems.values():
        for id in dealt_in(machine, system, seed):
            values[machine.defects[id].latent] = True
    for deal in machine.deals:
        if chance(seed, deal.place) * 100 < deal.percent:
            values[deal.slot] = True


def dealt_in(machine: Machine, system: System, seed: int) -> list[str]:
    """The defects dealt to one system: how many by its weights, which by their own.

    The order is by u ** (1 / weight) with u drawn for each, as in `engine.draw` (Efraimidis and Spirakis, "Weighted
    random sampling with a reservoir", 2006).
    """
    point = chance(seed, f"system {system.id}") * sum(system.deals)
    count = 0
    while count < len(system.deals) - 1 and point >= system.deals[count]:
        point -= system.deals[count]
        count += 1
    ranked = []
    for id in system.defects:
        weight = machine.defects[id].weight
        if weight:
            ranked.append((-(chance(seed, f"defect {id}") ** (1 / weight)), id))
    return [id for _, id in sorted(ranked)[:count]]
