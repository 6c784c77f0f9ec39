"""States that wait to be tried, alike ones kept once, the nearest to what is looked for first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from heapq import heappop, heappush, nsmallest
from typing import Any, Final

from starcity_game.authoring.explore.nearness import FAR
from starcity_game.engine.play import Turn
from starcity_game.engine.state import State

WAITING: Final = 16_000
"""States that wait at most; when there are more, the farther half is given up."""
FULL: Final = 8
"""Up to which count counters are told apart."""


class Frontier:
    """One attempt: what is near, and what makes two states unlike, stay the same for its time."""

    def __init__(
        self, watched: Callable[[int], Sequence[int]], far: Mapping[int, int], spread: int = 1, crowd: int = 1 << 30
    ) -> None:
        """`watched` gives of a scene the slots (and counters, as -1 - number) that matter; `far` its distance to
        what is looked for. Of `spread` beginnings in turn states are told apart, and of one body at most `crowd`
        states are kept."""
        self._watched, self._far, self._spread, self._crowd = watched, far, spread, crowd
        self._waiting: list[tuple[int, int, int, Turn]] = []
        self._cells: set[Any] = set()
        self._known: dict[tuple[int, int], int] = {}
        self._count = 0

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def is_new(self, state: State, root: int) -> bool:
        """Whether a state is unlike all that were kept; then it counts as kept."""
        values, counts, place = state.values, state.counts, (state.scene, state.body)
        known = self._known.get(place, 0)
        if known >= self._crowd:
            return False
        watched = self._watched(state.scene)
        seen = tuple([values[w] if w >= 0 else min(counts.get(-1 - w), FULL) for w in watched])
        frames = tuple([(f.scene, f.body) for f in state.frames]) if state.frames else ()
        cell = (place, frames, state.drawn, seen, root % self._spread)
        if cell in self._cells:
            return False
        self._cells.add(cell)
        self._known[place] = known + 1
        return True

    def push(self, node: int, turn: Turn) -> None:
        """A state to be tried."""
        place = (turn.state.scene, turn.state.body)
        rank = self._far.get(place[0], FAR) + self._known.get(place, 0) // 4
        self._count += 1
        heappush(self._waiting, (rank, self._count, node, turn))
        if len(self._waiting) > WAITING:
            self._waiting = nsmallest(WAITING // 2, self._waiting)

    def pop(self) -> tuple[int, Turn]:
        """The node and turn to be tried next."""
        return heappop(self._waiting)[2:]
