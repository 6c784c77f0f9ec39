"""Holding what is written to the plan: a clue of an episode that exists is found there, in the casts that it is for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from starcity_game.authoring.casting.reach import Reach
from starcity_game.authoring.casting.stage import Stage
from starcity_game.authoring.flow import Flow, flow_of
from starcity_game.authoring.opened import Opened
from starcity_game.authoring.uses import without_choice
from starcity_game.story.model import Clue, Role, Scene

Spot = tuple[int, int]
"""Number of a scene, and of a body in it."""


class Astray(NamedTuple):
    """A clue that is not where the plan has it."""

    clue: str
    message: str
    casts: tuple[int, ...]
    """The casts that it concerns; none where it is all of them."""


def astray(story: Opened, stage: Stage) -> Iterator[Astray]:
    """Every clue of a written episode that is not found there as the plan says."""
    flow = flow_of(story)
    episodes = {volume: _written(flow, story, volume) for volume in story.head.volumes}
    planned = [clue for clue in stage.clues if clue.episode in episodes.get(clue.volume, {})]
    reach = {volume: Reach(story, stage, volume) for volume in {clue.volume for clue in planned}}
    for clue in planned:
        yield from _of_clue(story, stage, clue, episodes[clue.volume][clue.episode], reach[clue.volume])


def _written(flow: Flow, story: Opened, volume: str) -> dict[int, frozenset[int]]:
    """The episodes of a volume that there are, with their scenes."""
    found: dict[int, set[int]] = {}
    for scene in flow.of_volume(story.head.volumes[volume].start):
        episode = flow.episode[scene]
        if episode and episode.number:
            found.setdefault(episode.number, set()).add(scene)
    return {number: frozenset(scenes) for number, scenes in found.items()}


def _of_clue(story: Opened, stage: Stage, clue: Clue, scenes: frozenset[int], reach: Reach) -> Iterator[Astray]:
    """What is the matter with one clue whose episode is written."""
    where = f"episode {clue.episode} of `{clue.volume}`"
    everywhere = [
        (index, number)
        for index, scene in enumerate(story.scenes)
        for number, body in enumerate(scene.bodies)
        if clue.fact in body.learn
    ]
    here = [spot for spot in everywhere if spot[0] in scenes]
    if not here:
        yield Astray(clue.id, f"no scene of {where} teaches the fact `{clue.fact}`, where the plan has it", ())
        return
    missing, false = [], []
    for cast in range(len(stage.casts)):
        exists = clue in stage.exist[cast]
        if exists and not any(reach.comes_to(cast, spot) for spot in here):
            missing.append(cast)
        elif not exists and any(reach.comes_to(cast, spot) for spot in everywhere):
            false.append(cast)
    if missing:
        yield Astray(clue.id, f"nobody comes to the fact `{clue.fact}` in {where}", tuple(missing))
    if false:
        yield Astray(clue.id, f"the fact `{clue.fact}` can be learned where the clue does not exist", tuple(false))
    if clue.spine and not any(_on_spine(story.scenes, clue.fact, spot) for spot in here):
        yield Astray(
            clue.id, f"`{clue.fact}` is not on the spine of {where}: it is behind a check, an option or a deck", ()
        )


def _on_spine(scenes: Sequence[Scene], fact: str, spot: Spot) -> bool:
    """Whether a body belongs to no storylet, no outcome of a check, and no option but one of several that all teach
    the fact."""
    scene = scenes[spot[0]]
    if scene.storylet:
        return False
    body = scene.bodies[spot[1]]
    while body.parent >= 0:
        around = scene.bodies[body.parent]
        if body.role == Role.OUTCOME:
            return False
        if body.role == Role.CHOICE and not all(_teaches(scene, c.body, fact) for c in around.choices):
            return False
        body = around
    return True


def _teaches(scene: Scene, body: int, fact: str) -> bool:
    """Whether an option teaches a fact before the next choice."""
    return any(fact in inner.learn for inner in without_choice(scene, body))
