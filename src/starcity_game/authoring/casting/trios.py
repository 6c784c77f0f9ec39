"""Three clues to one conclusion that do not lean on each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from starcity_game.authoring.casting.demands import (
    CLUE_CHANNELS,
    CLUE_EPISODES,
    CLUES_ON_SPINE,
    CLUES_TO_CONCLUSION,
    PINNED_BY,
)
from starcity_game.authoring.casting.stage import Stage
from starcity_game.story.model import Clue, Conclusion


def narrows(stage: Stage, conclusion: Conclusion, clue: Clue) -> bool:
    """Whether a clue is one *to* the conclusion: it leaves at most half of those who may be suspected. One that only
    takes a name or two off the list clears somebody, and is asked for by itself."""
    left = clue.rules.get(conclusion.id)
    return left is not None and 2 * len(left) <= len(stage.suspects(conclusion))


def met_by_all(clue: Clue) -> bool:
    """Whether every reader meets a clue: on the spine, behind no check."""
    return clue.spine and not clue.checked


def origins(stage: Stage, clue: Clue) -> frozenset[str]:
    """Where a clue comes from in the end: its source, and those of all that it rests on."""
    found, waiting, seen = {clue.source}, [*clue.rests_on], {clue.id}
    while waiting:
        other = stage.by_id[waiting.pop()]
        if other.id not in seen:
            seen.add(other.id)
            found.add(other.source)
            waiting += other.rests_on
    return frozenset(found)


def lacking(stage: Stage, clues: Sequence[Clue]) -> str:
    """What keeps `clues` from being enough for a conclusion; empty when some of them are enough.

    They are, when so many of them come from different sources, by more than one way, in more than one episode, most of
    them on the spine and the rest kept on offer by the hub in time.
    """
    of = {clue.id: origins(stage, clue) for clue in clues}
    found = "none"
    best = -1
    for chosen in combinations(clues, CLUES_TO_CONCLUSION):
        reached, fault = _fault(chosen, [of[c.id] for c in chosen])
        if not fault:
            return ""
        if reached > best:
            best, found = reached, fault
    if best >= 0:
        return found
    return f"{len(clues)} of {CLUES_TO_CONCLUSION} clues to it exist{_named(clues)}"


def _fault(chosen: Sequence[Clue], sources: Sequence[frozenset[str]]) -> tuple[int, str]:
    """How far some clues come in the list of demands, and what the first is that they fail."""
    named = _named(chosen)
    if any(a & b for a, b in combinations(sources, 2)):
        return 0, f"no {CLUES_TO_CONCLUSION} clues to it have sources of their own{named}"
    if len({clue.channel for clue in chosen}) < CLUE_CHANNELS:
        return 1, f"it has no clue by another way than {chosen[0].channel}{named}"
    if len({clue.episode for clue in chosen}) < CLUE_EPISODES:
        return 2, f"it has no clue in another episode than {chosen[0].episode}{named}"
    rest = [clue for clue in chosen if not met_by_all(clue)]
    if len(chosen) - len(rest) < CLUES_ON_SPINE:
        return 3, f"a clue to it is missing on the spine, behind no check: {CLUES_ON_SPINE} are asked for{named}"
    if late := [clue.id for clue in rest if not clue.pinned or clue.checked or clue.episode > PINNED_BY]:
        return 4, f"`{late[0]}` is not pinned by the hub by episode {PINNED_BY}, behind no check"
    return 5, ""


def _named(clues: Sequence[Clue]) -> str:
    return f" (of {', '.join(clue.id for clue in clues)})" if clues else ""
