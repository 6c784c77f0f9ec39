"""How likely each cast is dealt, so that each role falls on each of its candidates as often as on the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

GRAIN: Final = 1 << 53
"""What all weights come to, nearly: as many as there are different draws (`engine.chance`)."""
_CLOSE: Final = 1e-15
_MOST_STEPS: Final = 400_000
"""Casts weighed at most, over all rounds and roles: a tenth of a second, where equal odds cannot be had."""
_MOST_ROUNDS: Final = 400
"""Rounds at most. Where equal odds can be had, a tenth of them is enough; where they can be had only by hardly ever
dealing some casts, they would come nearer for ever, and should not."""
_LOOK: Final = 10
_PROGRESS: Final = 0.9
"""Rounds end early when `_LOOK` of them have not taken off a tenth of what is wanting."""

Cast = tuple[int, ...]


def even_weights(casts: Sequence[Cast]) -> tuple[int, ...]:
    """A weight of 1 or more for each cast, by which every role falls equally on all its candidates; where the casts
    do not allow that, as near as it comes.

    Iterative proportional fitting: W. E. Deming and F. F. Stephan, "On a least squares adjustment of a sampled
    frequency table" (1940). It ends in the weights that are nearest to equal ones and have the wanted sums; rounded to
    53 bits, the sums are right to 1e-13 or better.
    """
    columns = [[cast[role] for cast in casts] for role in range(len(casts[0]))]
    weights, before = [1 / len(casts)] * len(casts), float("inf")
    for number in range(max(1, min(_MOST_ROUNDS, _MOST_STEPS // (len(casts) * len(columns))))):
        worst = 0.0
        for column in columns:
            weights, off = _fitted(column, weights)
            worst = max(worst, off)
        if worst < _CLOSE:
            return _rounded(weights)
        if number % _LOOK == _LOOK - 1:
            if worst > before * _PROGRESS:
                break
            before = worst
    return _rounded(_halfway(columns, weights))  # the odds cannot be equal, or nearly not


def _fitted(column: Sequence[int], weights: Sequence[float]) -> tuple[list[float], float]:
    """The weights by which one role falls equally on its candidates, and how far the farthest was from that."""
    sums: dict[int, float] = {}
    for candidate, weight in zip(column, weights, strict=True):
        sums[candidate] = sums.get(candidate, 0.0) + weight
    wanted = 1 / len(sums)
    factors = {candidate: wanted / total for candidate, total in sums.items()}
    fitted = [weight * factors[candidate] for weight, candidate in zip(weights, column, strict=True)]
    return fitted, max(abs(total - wanted) for total in sums.values())


def _halfway(columns: Sequence[Sequence[int]], weights: list[float]) -> list[float]:
    """Weights halfway between what each role asks for."""
    mean = [0.0] * len(weights)
    for column in columns:
        weights, _ = _fitted(column, weights)
        mean = [a + b / len(columns) for a, b in zip(mean, weights, strict=True)]
    return mean


def _rounded(weights: Sequence[float]) -> tuple[int, ...]:
    """Whole weights; none is 0, so that every cast may come up."""
    return tuple(max(1, round(weight * GRAIN)) for weight in weights)
