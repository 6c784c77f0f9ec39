"""Whether what is chosen is read again: in later scenes, episodes later, and in the endings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from starcity_game.authoring.flow import flow_of, later_of
from starcity_game.authoring.opened import Opened
from starcity_game.authoring.rules.places import WHOLE_STORY, places_of
from starcity_game.authoring.rules.rule import Found, Level, Rule
from starcity_game.authoring.rules.thresholds import FAR, FAR_SHARE, FEW_CHOICES, LATER_SHARE, MAJOR_READS, WHOLE
from starcity_game.authoring.uses import uses_of, without_choice
from starcity_game.story.model import Scene

FOLLOWED: Final = 20
"""Scenes that an option is followed through at most, where none of them offers a choice."""


def read_later(story: Opened) -> Iterator[Found]:
    """The share of choices whose effect a later scene reads; under it, the choices that nothing reads."""
    later = later_of(story)
    unread, chosen = [], 0
    for index, number, bits in _effects(story):
        chosen += 1
        if bits >= 0 and not bits & later.after[index]:
            unread.append((index, number))
    yield from _share(chosen, len(unread), LATER_SHARE, "in a later scene")
    for index, number in unread:
        place = story.trace.place(index, number)
        yield Found(place, "no effect of this option is read in a later scene", level=Level.METRIC)


def read_far(story: Opened) -> Iterator[Found]:
    """The share of choices whose effect is read two or more episodes later."""
    later, flow = later_of(story), flow_of(story)
    far = {e.number: 0 for e in flow.episodes} | {0: 0}
    for number in far:
        for other, bits in later.by_number.items():
            far[number] |= bits if number and other >= number + FAR else 0
    unread = chosen = 0
    for index, _, bits in _effects(story):
        episode = flow.episode[index]
        if episode and episode.number and not far[episode.number] and _is_last(episode.number, far):
            continue  # nothing comes so long after it
        chosen += 1
        if bits >= 0 and not bits & far[episode.number if episode else 0]:
            unread += 1
    whole = flow.whole(WHOLE)
    if flow.episodes:
        yield from _share(chosen, unread, FAR_SHARE, f"{FAR} or more episodes later", whole)


def _is_last(number: int, far: dict[int, int]) -> bool:
    """Whether no episode comes so long after `number` that it could read anything, in a story that has such."""
    return max(far) >= WHOLE and not any(other >= number + FAR for other in far)


@lru_cache(maxsize=1)
def _effects(story: Opened) -> tuple[tuple[int, int, int], ...]:
    """(scene, body, what it changes as a set of bits) of every option that has a sibling; -1 for one with an act,
    which the second volume reads. Kept for the rule that asks next."""
    return tuple(_each_effect(story))


def _each_effect(story: Opened) -> Iterator[tuple[int, int, int]]:
    """What `_effects` keeps."""
    for index, scene in enumerate(story.scenes):
        for body in scene.bodies:
            if len(body.choices) > 1 or body.draw:
                targets = [_targets(scene, choice.body) for choice in body.choices]
                leading = Counter(target for each in targets for target in each)
                shared = {target for target, options in leading.items() if options > 1}
                for choice in body.choices:
                    yield index, choice.body, _bits(story, scene, choice.body, shared)


def _bits(story: Opened, scene: Scene, number: int, shared: set[int]) -> int:
    """What an option changes up to the next choice, as a set of bits, but for what happens in the scenes `shared`,
    to which a sibling leads as well; -1 where there is an act."""
    uses, slots = uses_of(story), len(story.head.start)
    bits, waiting, seen = 0, [(scene, number)], set(shared)
    while waiting:
        inside, at = waiting.pop()
        bodies = list(without_choice(inside, at))
        if any(body.acts for body in bodies):
            return -1
        for slot in uses.effects(inside, at):
            bits |= 1 << slot
        stopped = inside is not scene and any(body.choices or body.draw for body in bodies)
        if not stopped and len(seen) - len(shared) < FOLLOWED:
            for target in _targets(inside, at) - seen:
                seen.add(target)
                bits |= 1 << (slots + target)
                waiting.append((story.scenes[target], 0))
    return bits


def _targets(scene: Scene, number: int) -> set[int]:
    """The scenes that an option leads to without another choice."""
    return {b.jump.scene for b in without_choice(scene, number) if b.jump and b.jump.scene >= 0}


def _share(chosen: int, unread: int, enough: int, when: str, whole: bool = True) -> Iterator[Found]:
    """What there is to say when `unread` of `chosen` options are not read `when`."""
    if not chosen:
        return
    share = 100 * (chosen - unread) / chosen
    under = share < enough and whole and chosen >= FEW_CHOICES
    message = f"of {chosen} options {share:.0f} % have an effect that is read {when}; {enough} % are aimed at"
    yield Found(WHOLE_STORY, message, level=Level.WARNING if under else Level.METRIC)


def major_facts(story: Opened) -> Iterator[Found]:
    """Facts that much hangs on and that are read in few places, or in no ending."""
    uses = uses_of(story)
    whole = flow_of(story).whole(WHOLE)
    places = places_of(story, "facts")
    for fact in story.head.facts.values():
        if not fact.major:
            continue
        ends = uses.endings.get(fact.slot, set())
        count = len(set(uses.readers.get(fact.slot, ()))) + len(ends)
        if count < MAJOR_READS or not ends:
            among = f"{MAJOR_READS} are asked for, one of them an ending"
            message = f"the major fact `{fact.id}` is read in {count} places, {len(ends)} of them endings; {among}"
            hint = f"read `knows.{fact.id}` in an echo, in a payment and in an ending, or do not call it major"
            yield Found(places.get(fact.id, WHOLE_STORY), message, hint, Level.WARNING if whole else Level.METRIC)


RULES: Final = (
    Rule(
        "C3", "choices whose effect is read in a later scene", Level.WARNING,
        f"At least {LATER_SHARE} % of all options should change something, up to the next choice, that a scene"
        " after them or an ending reads: a variable, a fact, the visit of a scene that only they lead to; or do an"
        f" act, which the ledger keeps for whoever reads files. Under {FEW_CHOICES} options nothing is asked."
        " `--metrics` lists the options that nothing reads.",
        "Let a later text vary by what was done: a phrase is enough for an echo.",
        read_later,
    ),
    Rule(
        "C4", "choices whose effect is read episodes later", Level.WARNING,
        f"At least {FAR_SHARE} % of all options should be read {FAR} or more episodes later, for a payment that was"
        f" not expected any more. Before a story has {WHOLE} episodes, or as many as its volumes say under"
        " `episodes`, this is a measure only.",
        "Let something long past be paid: a door that is open or shut because of it.",
        read_far,
    ),
    Rule(
        "C5", "major facts", Level.WARNING,
        f"A fact is major because much hangs on it: at least {MAJOR_READS} places read it, one of them an ending."
        f" Before a story has {WHOLE} episodes, or as many as its volumes say under `episodes`, this is a"
        " measure only, since the places that could read it may not be written.",
        "Read it in an echo, in a payment and in an ending; or take `major` away.",
        major_facts,
    ),
)  # fmt: skip
