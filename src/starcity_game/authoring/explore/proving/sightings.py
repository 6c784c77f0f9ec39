"""What could happen at all, gathered from every point that could be reached in any life."""

from __future__ import annotations

from typing import NamedTuple

from starcity_game.authoring.explore.proving.narrowing import Condition
from starcity_game.authoring.explore.proving.values import EITHER, FALSE, TRUE

Key = tuple[str, str]
"""Where a condition stands: what it belongs to (`option`, `then`, `storylet`, `ending`, `part` or `wording`), and the
id of that, as items have it; of a wording the id without its side."""


class Stand(NamedTuple):
    """Where a condition stands, for finding it in the files."""

    scene: int
    """Number of its scene; -1 outside scenes."""
    body: int
    """Number of the body, for an option that which it leads to; -1 outside scenes."""
    steps: tuple[int, ...] = ()
    """For a wording the way to it in its text, see `Item.steps`, without the side."""


class Decided(NamedTuple):
    """How a condition could come out."""

    could: int
    """`TRUE`, `FALSE` or both."""
    state: int
    """What could be where it was asked; 0 when it could come out either way."""
    condition: Condition
    stand: Stand


class Sightings:
    """Everything that could happen."""

    def __init__(self) -> None:
        self.entered: set[int] = set()
        """Steps that could run."""
        self.asked: set[int] = set()
        """Steps that could come to their options."""
        self.followed: dict[int, int] = {}
        """By step, what could be where it looks for what follows."""
        self.opened: set[int] = set()
        """Steps whose option could be open."""
        self.wordings: set[str] = set()
        """Wordings that could be shown, by the ids of items."""
        self.endings: set[str] = set()
        """Endings that a life could have."""
        self.decided: dict[Key, Decided] = {}
        """How each condition could come out."""
        self.stuck: set[int] = set()
        """Steps at which a life could break off with nothing to come back to."""
        self.circling: set[int] = set()
        """Steps that could lead to themselves without an open option."""
        self.unlearned: set[tuple[int, str]] = set()
        """(step, fact) of uses of a fact that could be unlearned."""

    def decide(self, key: Key, stand: Stand, condition: Condition, holds: int, fails: int) -> None:
        """A condition could leave these two states where it holds and where it fails."""
        could = (TRUE if holds else 0) | (FALSE if fails else 0)
        before = self.decided.get(key)
        if before is not None and before.could == EITHER:
            return
        state = holds | fails
        if before is not None:
            could, state = could | before.could, state | before.state
        if could:
            self.decided[key] = Decided(could, 0 if could == EITHER else state, condition, stand)
