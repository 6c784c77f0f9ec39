"""Options that a sibling beats in everything that the player sees."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any, Final

from starcity_game.authoring.opened import Opened
from starcity_game.authoring.rules.rule import Found, Level, Rule
from starcity_game.authoring.rules.style_sheet import style_sheet
from starcity_game.authoring.together import MOST_SIBLINGS, Together
from starcity_game.authoring.uses import without_choice
from starcity_game.story.expressions import Tree
from starcity_game.story.model import Body, Choice, Scene


def dominated(story: Opened) -> Iterator[Found]:
    """Options that a sibling beats in everything that the player sees."""
    together, scales = Together(story.head), _scales(story)
    for index, scene in enumerate(story.scenes):
        for body in scene.bodies:
            if len(body.choices) > 1:
                yield from _dominated(story, together, scales, index, body)


def _dominated(
    story: Opened, together: Together, scales: dict[int, tuple[str, int]], index: int, body: Body
) -> Iterator[Found]:
    """Those options of one choice that a sibling beats; each is told once."""
    scene = story.scenes[index]
    seen = [(c, *_visible(story, scales, scene, c)) for c in body.choices[:MOST_SIBLINGS]]
    told: set[int] = set()
    for one, other in combinations(seen, 2):
        for better, worse in ((one, other), (other, one)):
            beaten = worse[0].body not in told and better[2] == worse[2] and _beats(better[1], worse[1])
            if beaten and together.possible([better[0].when, worse[0].when]):
                told.add(worse[0].body)
                names = ", ".join(
                    scales[s][0] for s in {**better[1], **worse[1]} if better[1].get(s) != worse[1].get(s)
                )
                message = f"in all that is shown (here {names}) the option `{better[0].id}` is better than this one"
                yield Found(
                    story.trace.place(index, worse[0].body), message, "let each cost something that the other spares"
                )


def _scales(story: Opened) -> dict[int, tuple[str, int]]:
    """For every variable that the player sees its name, and 1 where more is better, -1 where worse, 0 for neither."""
    worse = style_sheet(story).worse
    found = {}
    for variable in story.story.shown:
        neutral = variable.kind != "number" or (variable.show == "words" and variable.id not in worse)
        found[variable.slot] = variable.id, 0 if neutral else -1 if variable.id in worse else 1
    return found


def _visible(
    story: Opened, scales: dict[int, tuple[str, int]], scene: Scene, choice: Choice
) -> tuple[dict[int, float], Any]:
    """What an option visibly adds to each scale (more is better), and what else comes of it that is seen.

    A change of a scale that has no better end, or by an amount that is not written out, makes options incomparable.
    """
    amounts: dict[int, float] = {}
    others: list[Any] = []
    for body in without_choice(scene, choice.body):
        others += [body.check, body.learn, body.jump, body.choices, body.advance, body.place]
        for number in body.sets:
            slot, amount = _pushed(story.head.code[number])
            if slot in scales:
                direction = scales[slot][1]
                if direction and amount is not None:
                    amounts[slot] = amounts.get(slot, 0) + direction * amount
                else:
                    others.append((slot, amount, number if amount is None else 0))
    return amounts, others


def _pushed(tree: Tree) -> tuple[int, int | None]:
    """The slot that an assignment sets, and the number it adds; None for any other assignment."""
    if tree[0] == "set" and tree[4][0] in ("add", "sub"):
        _, first, second = tree[4]
        if first[0] == "slot" and first[1] == tree[1] and second[0] == "int":
            return tree[1], second[1] if tree[4][0] == "add" else -second[1]
    return tree[1], None


def _beats(better: dict[int, float], worse: dict[int, float]) -> bool:
    """Whether one option is nowhere worse than the other and somewhere better."""
    slots = {*better, *worse}
    gains = [better.get(slot, 0) - worse.get(slot, 0) for slot in slots]
    return bool(gains) and min(gains) >= 0 and max(gains) > 0


RULES: Final = (
    Rule(
        "C6", "options that are beaten in everything visible", Level.WARNING,
        "If one option is better on every shown scale, and the same in all else that is seen, it is not a choice"
        " but a test of attention. Compared are changes of shown numbers, of which more is better unless"
        " `more_is_worse` in the style sheet names them; pairs have no better end, and so has a number shown in"
        " words that is not named there. Options that learn different facts or lead to different places are not"
        " compared.",
        "Let each option cost something that the other spares, or show what the costlier one buys.",
        dominated,
    ),
)  # fmt: skip
