"""What choosing comes to: fake choices, and options that only express something."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from msgspec.structs import replace

from starcity_game.authoring.opened import Opened
from starcity_game.authoring.rules.places import WHOLE_STORY
from starcity_game.authoring.rules.rule import Found, Level, Rule
from starcity_game.authoring.rules.thresholds import FEW_CHOICES, REFLECTIVE_SHARE
from starcity_game.authoring.together import MOST_SIBLINGS, Together
from starcity_game.authoring.uses import without_choice
from starcity_game.story.model import Alternate, Body, Choice, Piece, Scene, Text, Vary


def fake(story: Opened) -> Iterator[Found]:
    """Options that do what a sibling does, and say the same."""
    together = Together(story.head)
    for index, scene in enumerate(story.scenes):
        for body in scene.bodies:
            seen: dict[Any, list[Choice]] = {}
            for choice in body.choices[:MOST_SIBLINGS]:
                alike = seen.setdefault(_meaning(scene, choice), [])
                twin = next((c for c in alike if together.possible([c.when, choice.when])), None)
                if twin:
                    message = f"this option does and says what `{twin.id}` does and says"
                    hint = "give it an effect or a target of its own, or take it out"
                    yield Found(story.trace.place(index, choice.body), message, hint)
                alike.append(choice)


def _meaning(scene: Scene, choice: Choice) -> Any:
    """Everything that comes of an option, in a form that can be compared."""
    found = _of_body(scene, scene.bodies[choice.body])
    acts = any(body.acts for body in without_choice(scene, choice.body))
    return (found, choice.leave, choice.intent if acts else "")


def _of_body(scene: Scene, body: Body) -> Any:
    """What happens in a body and behind it."""
    inner = tuple(
        _of_body(scene, scene.bodies[i]) if i >= 0 else None for i in (body.success, body.failure, *body.then)
    )
    choices = tuple((c.id, c.label, c.when, _of_body(scene, scene.bodies[c.body])) for c in body.choices)
    check = (body.check.slot, body.check.mirror, body.check.difficulty) if body.check else None
    effects = (body.when, body.advance, body.date, body.place, tuple(sorted(body.sets)), tuple(sorted(body.learn)))
    return (effects, body.acts, _uncounted(body.text), check, body.draw, body.jump, inner, choices)


def _uncounted(text: Text) -> Text:
    """A text without the numbers of its counters, which differ in every text."""
    found: list[Piece] = []
    for piece in text:
        if isinstance(piece, Alternate):
            found.append(replace(piece, counter=0, options=tuple(_uncounted(o) for o in piece.options)))
        elif isinstance(piece, Vary):
            found.append(replace(piece, then=_uncounted(piece.then), otherwise=_uncounted(piece.otherwise)))
        else:
            found.append(piece)
    return tuple(found)


def reflective(story: Opened) -> Iterator[Found]:
    """Options that only express something and do not say so, that say so and do more, and the share of them."""
    chosen = expressed = 0
    for index, scene in enumerate(story.scenes):
        for body in scene.bodies:
            for choice in body.choices:
                chosen += 1
                expressed += choice.reflective
                yield from _reflective(story, index, body, choice)
    share = 100 * expressed / chosen if chosen else 0
    if chosen:
        over = share > REFLECTIVE_SHARE and chosen >= FEW_CHOICES
        message = (
            f"{expressed} of {chosen} choices ({share:.0f} %) only express something; {REFLECTIVE_SHARE} % are enough"
        )
        yield Found(WHOLE_STORY, message, level=Level.WARNING if over else Level.METRIC)


def _reflective(story: Opened, index: int, body: Body, choice: Choice) -> Iterator[Found]:
    """What is wrong with one option that is reflective or ought to be."""
    scene = story.scenes[index]
    inner = scene.bodies[choice.body]
    place = story.trace.place(index, choice.body, "reflective" if choice.reflective else "label")
    quiet = _changes_nothing(inner) and not choice.leave
    if choice.reflective and not quiet:
        yield Found(place, "this option is `reflective` and changes something", "take `reflective` out")
    elif choice.reflective and not choice.intent:
        yield Found(place, "this option is `reflective` and has no `intent`", "say what it expresses in `intent`")
    elif not choice.reflective and quiet and inner.text and _goes_with_siblings(scene, body, choice):
        message = "this option has a text and changes nothing, and does not say that it is meant so"
        yield Found(place, message, "give it an effect, or `reflective: true` and an `intent`")


def _changes_nothing(body: Body) -> bool:
    """Whether nothing comes of a body but its text and where it leads."""
    busy = (body.sets, body.learn, body.acts, body.check, body.advance, body.date, body.place, body.then, body.choices)
    return not any(busy) and body.draw is None


def _goes_with_siblings(scene: Scene, body: Body, choice: Choice) -> bool:
    """Whether an option that has siblings leads where one of them leads."""
    jump = scene.bodies[choice.body].jump
    return any(c is not choice and scene.bodies[c.body].jump == jump for c in body.choices)


RULES: Final = (
    Rule(
        "C1", "fake choices", Level.ERROR,
        "Two options that lead to the same place, do the same and say the same are one option; whoever notices"
        " will not trust the next choice. What depends on it, nobody can write later. Options that cannot stand"
        " together are not compared.",
        "Give one of them an effect, a target or at least a text of its own, or take it out.",
        fake,
    ),
    Rule(
        "C2", "options that only express something", Level.WARNING,
        f"To say who one is, is worth an option, for at most {REFLECTIVE_SHARE} % of them, and on purpose: with"
        " `reflective: true`, and with an `intent`, which is what it stores. An option with a text and without any"
        " effect that does not say so was probably left unfinished.",
        "Give it an effect, or write `reflective: true` and an `intent`.",
        reflective,
    ),
)  # fmt: skip
