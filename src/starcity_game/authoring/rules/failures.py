"""Failing forward, and dying early."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from starcity_game.authoring.flow import flow_of
from starcity_game.authoring.opened import Opened
from starcity_game.authoring.rules.rule import Found, Level, Rule
from starcity_game.authoring.rules.thresholds import FAILURE_WORDS, LAST_PART
from starcity_game.authoring.uses import without_choice
from starcity_game.authoring.words import words_of
from starcity_game.story.model import Body, Scene

FOLLOWED: Final = 20
"""Scenes that a failed branch is followed through at most: words that come later are nobody's consequence."""


def failures(story: Opened) -> Iterator[Found]:
    """Checks whose failure says little or changes nothing."""
    for index, scene in enumerate(story.scenes):
        for number, body in enumerate(scene.bodies):
            if not body.check:
                continue
            if body.failure < 0:
                message, hint = (
                    "this check has no `failure`",
                    "write what happens then: another scene, with its own asset",
                )
                yield Found(story.trace.place(index, number, "check"), message, hint)
                continue
            place = story.trace.place(index, number, "failure")
            words = _own_words(story, scene, body)
            if words < FAILURE_WORDS:
                message = f"the failed branch says {words} words of its own; {FAILURE_WORDS} are asked for"
                yield Found(place, message, "let failure be a scene: what is seen, lost, or owed because of it")
            if not _has_effect(scene, body):
                message = "the failed branch changes nothing of its own"
                yield Found(place, message, "let it set, teach or record something, or lead elsewhere")


def _own_words(story: Opened, scene: Scene, check: Body) -> int:
    """Words of a failed branch up to the next choice, on its longest way, without what success leads to as well."""
    return _reading(story, scene, check.failure, (*_targets(scene, check.success),))


def _reading(story: Opened, scene: Scene, number: int, seen: tuple[int, ...]) -> int:
    """Words from a body to the next choice, without the scenes `seen`."""
    body = scene.bodies[number]
    found = words_of(story).most(body.text, scene.papers)
    if body.choices or body.draw:
        return found
    onward = [_reading(story, scene, i, seen) for i in (body.success, body.failure, *body.then) if i >= 0]
    if body.jump and body.jump.scene >= 0 and body.jump.scene not in seen and len(seen) < FOLLOWED:
        target = body.jump.scene
        onward.append(_reading(story, story.scenes[target], 0, (*seen, target)))
    return found + max(onward, default=0)


def _has_effect(scene: Scene, check: Body) -> bool:
    """Whether failing changes something, or leads where success does not."""
    if any(body.sets or body.learn or body.acts for body in without_choice(scene, check.failure)):
        return True
    return bool(_targets(scene, check.failure) - _targets(scene, check.success))


def _targets(scene: Scene, number: int) -> set[int]:
    """The scenes that a branch leads to without a choice."""
    if number < 0:
        return set()
    return {body.jump.scene for body in without_choice(scene, number) if body.jump and body.jump.scene >= 0}


def early_ends(story: Opened) -> Iterator[Found]:
    """Ends of a life in an episode before the last third of its volume."""
    flow = flow_of(story)
    for volume in story.head.volumes.values():
        reached = flow.of_volume(volume.start)
        episodes = sorted({e.number for e in (flow.episode[i] for i in reached) if e and e.number})
        early = (
            set(episodes[: -(-len(episodes) * (LAST_PART - 1) // LAST_PART)]) if len(episodes) >= LAST_PART else set()
        )
        for index in sorted(reached):
            episode = flow.episode[index]
            if episode and episode.number in early:
                yield from _ends(story, index, episode.number, episodes)


def _ends(story: Opened, index: int, number: int, episodes: list[int]) -> Iterator[Found]:
    """The ends in one scene."""
    for inner, body in enumerate(story.scenes[index].bodies):
        if body.jump and body.jump.kind == "end":
            message = f"a life can end here, in episode {number} of {len(episodes)}, before the last third"
            hint = "let it go on with a loss; an end after that needs two warnings"
            yield Found(story.trace.place(index, inner, "end"), message, hint)


RULES: Final = (
    Rule(
        "R4", "early ends", Level.WARNING,
        "Whoever has read for two hours and is shot for one choice will not begin again. No life ends before the"
        f" last third of its volume’s episodes (asked of volumes with {LAST_PART} at least); that later ends are"
        " announced twice is for a reader to judge.",
        "Let it go on with a loss.",
        early_ends,
    ),
    Rule(
        "R5", "failed branches", Level.WARNING,
        "Failure opens another scene with its own asset; it is never silence, and never “try again”. At least"
        f" {FAILURE_WORDS} words up to the next choice, counted without what success leads to as well, and one"
        " effect of its own: something set, learned or recorded, or a scene that success does not lead to.",
        "Write what is seen, lost or owed because it failed.",
        failures,
    ),
)  # fmt: skip
