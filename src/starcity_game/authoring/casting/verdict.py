"""What is unfair about a plan, told once for all the casts that it is so in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from starcity_game.authoring.casting.solver import Demand, unfair
from starcity_game.authoring.casting.stage import Stage


class Complaint(msgspec.Struct, frozen=True):
    """One thing that is unfair."""

    conclusion: str
    clue: str
    """The clue at fault; empty where it is one that is missing."""
    demand: Demand | None
    """None where it is what is written that does not agree with the plan."""
    message: str
    """What is the matter, with the first cast that it is so in and the number of the others."""
    casts: tuple[int, ...]


def complaints(stage: Stage) -> list[Complaint]:
    """Everything that is unfair, in the order of the first cast each is met in."""
    found: dict[tuple[str, str, str, Demand], list[int]] = {}
    for one in unfair(stage):
        truth = ""
        if one.conclusion:
            conclusion = stage.casting.conclusions[one.conclusion]
            truth = (
                f"{conclusion.label or one.conclusion} {stage.answer(conclusion, stage.truth(conclusion, one.cast))}: "
            )
        key = (one.conclusion, one.clue, truth + one.message, one.demand)
        found.setdefault(key, []).append(one.cast)
    return [
        Complaint(conclusion, clue, demand, f"{message}{in_casts(stage, casts)}", tuple(casts))
        for (conclusion, clue, message, demand), casts in found.items()
    ]


def in_casts(stage: Stage, casts: Sequence[int]) -> str:
    """Which casts something is so in: the first, and how many more."""
    return "".join(_parts(stage, casts))


def _parts(stage: Stage, casts: Sequence[int]) -> Iterator[str]:
    if casts:
        yield f", in the cast {stage.said(casts[0])}"
    if len(casts) > 1:
        yield f" and {len(casts) - 1} more"
