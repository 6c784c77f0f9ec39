"""Whether the plan is fair: for every legal cast, every conclusion and every kind of reader."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum

import msgspec

from starcity_game.authoring.casting.demands import CARELESS_LEFT, LOOK_GUILTY, STAY_OPEN
from starcity_game.authoring.casting.knowledge import KnowingReader, PlainReader
from starcity_game.authoring.casting.stage import Stage
from starcity_game.authoring.casting.trios import lacking, met_by_all, narrows
from starcity_game.story.model import Clue, Conclusion


class Demand(IntEnum):
    """What is asked of a plan."""

    TRUTH = 0
    """No clue lies."""
    ENOUGH = 1
    """Three independent clues to each conclusion."""
    CLEARED = 2
    """A clearing fact for everybody who is not meant."""
    CAREFUL = 3
    """With all clues that stand behind no check, one name is left, and it is the right one."""
    CARELESS = 4
    """With what every reader meets, the right name is left among two."""
    OPEN = 5
    """Who has read one volume cannot know what another settles."""
    DOUBT = 6
    """Somebody else looks guilty."""


class Unfair(msgspec.Struct, frozen=True):
    """One demand that one cast fails."""

    cast: int
    conclusion: str
    """Empty for a clue that lies."""
    demand: Demand
    message: str
    clue: str = ""
    """The clue that is at fault, if there is one."""


def unfair(stage: Stage) -> Iterator[Unfair]:
    """Every demand that the plan fails, cast by cast."""
    judge = _Judge(stage)
    for cast in range(len(stage.casts)):
        yield from judge.lies(cast)
        for conclusion in stage.casting.conclusions.values():
            yield from judge.settled(cast, conclusion)
            yield from judge.open(cast, conclusion)


class _Judge:
    """Holds one plan to the demands. What depends on the same clues and the same name is worked out once."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.plain, self.knowing = PlainReader(stage), KnowingReader(stage)
        self.volumes = tuple(dict.fromkeys(v for c in stage.casting.conclusions.values() for v in c.volumes))
        self._known: dict[tuple[str, str, tuple[str, ...]], tuple[Unfair, ...]] = {}

    def lies(self, cast: int) -> Iterator[Unfair]:
        """Clues that rule out who is meant."""
        stage, conclusions = self.stage, self.stage.casting.conclusions
        for clue in stage.exist[cast]:
            for id, people in clue.rules.items():
                if (truth := stage.truth(conclusions[id], cast)) not in people:
                    yield Unfair(
                        cast, id, Demand.TRUTH, f"the clue `{clue.id}` rules {truth} out, who is meant", clue.id
                    )
            if clue.means >= 0 and not stage.holds(clue.means, cast):
                yield Unfair(cast, "", Demand.TRUTH, f"the clue `{clue.id}` says what is not so", clue.id)

    def settled(self, cast: int, conclusion: Conclusion) -> Iterator[Unfair]:
        """Whether the readers of a conclusion's volumes come to it as they should."""
        clues = tuple(c for c in self.stage.exist[cast] if c.volume in conclusion.volumes)
        key = (conclusion.id, self.stage.truth(conclusion, cast), tuple(clue.id for clue in clues))
        if key not in self._known:
            self._known[key] = tuple(self._settled(cast, conclusion, clues))
        for one in self._known[key]:
            yield msgspec.structs.replace(one, cast=cast)

    def _settled(self, cast: int, conclusion: Conclusion, clues: tuple[Clue, ...]) -> Iterator[Unfair]:
        stage, id = self.stage, conclusion.id
        truth, suspects = stage.truth(conclusion, cast), stage.suspects(conclusion)
        alone = len(conclusion.volumes) == 1
        if alone and (fault := lacking(stage, [clue for clue in clues if narrows(stage, conclusion, clue)])):
            yield Unfair(cast, id, Demand.ENOUGH, fault)
        for person in suspects:
            if person != truth and not any(person in clue.clears.get(id, ()) for clue in clues):
                yield Unfair(cast, id, Demand.CLEARED, f"no clue clears {stage.answer(conclusion, person)}")
        left = self.plain.left(conclusion, [clue for clue in clues if not clue.checked])
        if truth in left and (others := [stage.answer(conclusion, p) for p in left if p != truth]):
            yield Unfair(cast, id, Demand.CAREFUL, f"a careful reader cannot rule out {', '.join(others)}")
        left = self.plain.left(conclusion, [clue for clue in clues if met_by_all(clue)])
        if alone and truth in left and len(left) != CARELESS_LEFT:
            names = ", ".join(stage.answer(conclusion, p) for p in left)
            message = f"the spine alone leaves {len(left)} of {CARELESS_LEFT} names: {names}"
            yield Unfair(cast, id, Demand.CARELESS, message)
        pointed = {p for clue in clues for p in clue.points.get(id, ())} - {truth}
        if len(pointed) < LOOK_GUILTY and any(id in clue.points for clue in stage.clues):
            message = f"{len(pointed)} of {LOOK_GUILTY} who are innocent look guilty"
            yield Unfair(cast, id, Demand.DOUBT, message)

    def open(self, cast: int, conclusion: Conclusion) -> Iterator[Unfair]:
        """Whether a conclusion stays open to a reader of each volume that cannot settle it alone."""
        for volume in self.volumes:
            if {*conclusion.volumes} <= {volume}:
                continue
            clues = [clue for clue in self.stage.exist[cast] if clue.volume == volume]
            if conclusion.answers:
                left = self.plain.left(conclusion, clues)
            else:
                left = self.knowing.left(conclusion.role, clues)
            if len(left) < STAY_OPEN:
                message = f"a reader of `{volume}` alone knows it, and only {' with '.join(conclusion.volumes)} may say"
                yield Unfair(cast, conclusion.id, Demand.OPEN, message)
