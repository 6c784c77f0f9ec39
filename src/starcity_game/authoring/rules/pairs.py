"""The two ends of an opposed pair: what pushes towards each, and what asks for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from starcity_game.authoring.flow import flow_of
from starcity_game.authoring.opened import Opened
from starcity_game.authoring.rules.places import WHOLE_STORY, places_of
from starcity_game.authoring.rules.rule import Found, Level, Rule
from starcity_game.authoring.rules.thresholds import FEW_PUSHES, POLE_RATIO, WHOLE
from starcity_game.story.expressions import Tree
from starcity_game.story.model import Variable


class Poles(msgspec.Struct):
    """What is done with the two ends of a pair."""

    pushes: list[int]
    """Points towards the first end, and towards the other."""
    tests: list[int]
    """Conditions and checks that ask for each."""


def pairs(story: Opened) -> Iterator[Found]:
    """Pairs that are pushed, or tested, much more towards one end."""
    poles = {v.slot: Poles([0, 0], [0, 0]) for v in story.head.variables.values() if v.kind == "pair"}
    if not poles:
        return
    codes = story.head.code
    for scene in story.scenes:
        for body in scene.bodies:
            for number in body.sets:
                _push(poles, codes[number])
            if body.check and body.check.slot in poles:
                poles[body.check.slot].tests[body.check.mirror] += 1
    for tree in codes:
        _test(poles, tree)
    whole = flow_of(story).whole(WHOLE)
    places = places_of(story, "variables")
    for variable in story.head.variables.values():
        if variable.kind == "pair":
            for what, counted in (("pushed", poles[variable.slot].pushes), ("tested", poles[variable.slot].tests)):
                yield from _uneven(variable, what, counted, places.get(variable.id, WHOLE_STORY), whole)


def _uneven(variable: Variable, what: str, counted: list[int], place: Any, whole: bool) -> Iterator[Found]:
    """The finding for one pair; a measure where it is even, or the story is not whole."""
    if sum(counted) < FEW_PUSHES:
        return
    unit = "points" if what == "pushed" else "times"
    message = (f"`{variable.id}` is {what} {counted[0]} {unit} towards {variable.label}, {counted[1]} towards"
               f" {variable.other.replace('_', ' ')}; 1 to {POLE_RATIO:g} is the most")  # fmt: skip
    over = max(counted) > POLE_RATIO * min(counted)
    yield Found(place, message, level=Level.WARNING if over and whole else Level.METRIC)


def _push(poles: dict[int, Poles], tree: Tree) -> None:
    """Count the points that an assignment adds to one end."""
    if tree[0] == "set" and tree[1] in poles:
        mirrored, sign, inner = False, 1, tree[4]
        if inner[0] == "sub" and inner[1] == ("int", 100):  # the other name was set
            mirrored, inner = True, inner[2]
        if inner[0] in ("add", "sub") and inner[2][0] == "int":
            sign = 1 if inner[0] == "add" else -1
            points = sign * inner[2][1] * (-1 if mirrored else 1)
            poles[tree[1]].pushes[points < 0] += abs(points)


def _test(poles: dict[int, Poles], tree: Any) -> None:
    """Count the comparisons that ask for an end to be high."""
    if tree[0] == "compare":
        for left, sign, right in zip(tree[1::2], tree[2::2], tree[3::2], strict=False):
            for side, high in ((left, sign in (">", ">=")), (right, sign in ("<", "<="))):
                if side[0] in ("slot", "mirror") and side[1] in poles and sign not in ("==", "!="):
                    poles[side[1]].tests[(side[0] == "mirror") == high] += 1
    for part in tree:
        if isinstance(part, tuple | list):
            _test(poles, part)


RULES: Final = (
    Rule(
        "V2", "the two ends of a pair", Level.WARNING,
        "A pair such as candour and caution is two ways to play, and both need as much to do: points towards each"
        f" end, and tests that ask for each, stand within 1 to {POLE_RATIO:g}. Under {FEW_PUSHES} nothing is asked,"
        f" and before a story has {WHOLE} episodes, or as many as its volumes say under `episodes`, it is a measure.",
        "Give the neglected end more to be done, or more that asks for it.",
        pairs,
    ),
)  # fmt: skip
