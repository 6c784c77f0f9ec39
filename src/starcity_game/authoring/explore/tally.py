"""What simulated lives amount to, as numbers that can be added up."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec

from starcity_game.authoring.explore.probes import Probe, Reading
from starcity_game.authoring.explore.watch import Watch
from starcity_game.engine.play import Run
from starcity_game.engine.ready import ReadyBody
from starcity_game.engine.vector import Vector
from starcity_game.story.model import Ending


class Tally(msgspec.Struct):
    """Sums over some lives. Bodies and items are given by their numbers in the inventory."""

    lives: dict[str, int] = {}
    """Player to lives led."""
    endings: dict[str, dict[str, int]] = {}
    """Player to ending to lives; `!` for lives that broke off, `…` for those that were too long."""
    choices: int = 0
    """Choices made in all."""
    checks: dict[int, list[int]] = {}
    """Body of a check to [tries, passes]."""
    offered: dict[int, int] = {}
    """Body of a choice to how often it was open; a storylet's scene as -1 - scene."""
    taken: dict[int, int] = {}
    """The same to how often it was taken."""
    episodes: dict[str, dict[int, int]] = {}
    """`volume/episode` to words read in it to lives; only of episodes that were read to their end."""
    reached: set[int] = set()
    """Items met."""
    walks: dict[int, dict[int, int]] = {}
    """Scene to the scenes entered from it, or -1 - the number of an ending, to how often; -1 for the beginning."""

    def add(self, other: Tally) -> None:
        """Add what other lives amount to."""
        _add(self.lives, other.lives)
        for player, endings in other.endings.items():
            _add(self.endings.setdefault(player, {}), endings)
        self.choices += other.choices
        for body, (tries, passes) in other.checks.items():
            mine = self.checks.setdefault(body, [0, 0])
            mine[0] += tries
            mine[1] += passes
        _add(self.offered, other.offered)
        _add(self.taken, other.taken)
        for episode, words in other.episodes.items():
            _add(self.episodes.setdefault(episode, {}), words)
        self.reached |= other.reached
        for start, ends in other.walks.items():
            _add(self.walks.setdefault(start, {}), ends)


def _add(mine: dict[Any, int], others: dict[Any, int]) -> None:
    for key, number in others.items():
        mine[key] = mine.get(key, 0) + number


class Counting(Watch):
    """A watch that counts words, checks and ways, too."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.words = 0
        """Words read in the present turn."""
        self.tries: list[tuple[ReadyBody, bool]] = []
        """Checks made in the present turn, and how they came out."""
        self.start = -1
        """The scene that the present turn begins in; -1 for a life's first."""
        self.walked: list[tuple[int, int]] = []
        """As in `Tally.walks`, of the present turn."""
        self._at = -1
        self._endings = {id: -1 - number for number, id in enumerate(self.engine.head.endings)}

    def begin(self) -> None:
        """See `Listener`."""
        self.words = 0
        self.tries.clear()
        self.walked.clear()
        self._at = self.start

    def entered(self, scene: int) -> None:
        """See `Listener`."""
        super().entered(scene)
        self.walked.append((self._at, scene))
        self._at = scene

    def came_back(self, scene: int) -> None:
        """See `Listener`."""
        self._at = scene

    def told(self, body: ReadyBody, probe: Probe, values: Any, counts: Vector, seed: int) -> Vector:
        """See `Listener`."""
        if probe.still:
            self.words += probe.words
            return counts
        reading = Reading(values, counts, seed, self.reach)
        reading.read(probe)
        self.words += reading.words
        return reading.counts

    def told_ending(self, ending: Ending, parts: Any, run: Run) -> None:
        """See `Listener`."""
        super().told_ending(ending, parts, run)
        self.walked.append((self._at, self._endings[ending.id]))
        reading = Reading(run.values, run.counts, run.origin.seed, _nothing)
        for _, probe in parts:
            reading.read(probe)
        self.words += reading.words

    def tried(self, body: ReadyBody, success: bool) -> None:
        """See `Listener`."""
        self.tries.append((body, success))


def _nothing(_: int) -> None:
    """Items were told already."""


def quantile(histogram: dict[int, int], share: float) -> int:
    """The value below or at which `share` of what a histogram holds lies; 0 for an empty one."""
    left = share * sum(histogram.values())
    for value, number in sorted(Counter(histogram).items()):
        left -= number
        if left <= 0:
            return value
    return 0
