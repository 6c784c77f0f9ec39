"""What is offered: how many options, and how they are labelled."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from statistics import median
from typing import Final

from starcity_game.authoring.opened import Opened
from starcity_game.authoring.rules.places import WHOLE_STORY
from starcity_game.authoring.rules.rule import Found, Level, Rule
from starcity_game.authoring.rules.thresholds import (
    COMMON,
    FEWEST_OPTIONS,
    LABEL_COMMON,
    LABEL_SHARE,
    LABEL_WORDS,
    MEDIAN_OPTIONS,
    MOST_OPTIONS,
)
from starcity_game.authoring.rules.written import tokens
from starcity_game.authoring.stretches import stretches_of
from starcity_game.authoring.together import MOST_SIBLINGS, Together
from starcity_game.authoring.words import count, words_of
from starcity_game.story.model import Body, Choice, Scene


def numbers(story: Opened) -> Iterator[Found]:
    """Choices with too many options, turns of the page in a row, and the middle number of options."""
    together = Together(story.head)
    offered = []
    for index, scene in enumerate(story.scenes):
        for number, body in enumerate(scene.bodies):
            most = _most(together, body)
            if most > 1:
                offered.append(most)
            if most > MOST_OPTIONS:
                message = f"{most} options may stand open at once; {MOST_OPTIONS} are enough"
                hint = "split the choice, or give options that cannot meet a `when` each that says so"
                yield Found(story.trace.place(index, number, "choices"), message, hint)
            if _turns_page(scene, body):
                yield from _next_turn(story, index, body)
    if offered:
        message = (
            f"the middle one of {len(offered)} choices has {median(offered):g} options; {MEDIAN_OPTIONS} are aimed at"
        )
        yield Found(WHOLE_STORY, message, level=Level.METRIC)


def _most(together: Together, body: Body) -> int:
    """Options that may stand open at once, at most."""
    drawn = body.draw[1] if body.draw else 0
    own = len(body.choices)
    if own + drawn > MOST_OPTIONS:
        known = together.most([c.when for c in body.choices])
        own = own if known is None else known
    return own + drawn


def _turns_page(scene: Scene, body: Body) -> bool:
    """Whether the body offers one option alone, always."""
    return len(body.choices) == 1 and body.draw is None and body.choices[0].when < 0 and not body.choices[0].locked


def _next_turn(story: Opened, index: int, body: Body) -> Iterator[Found]:
    """The turn of the page to which another leads, without anything between them."""
    way = stretches_of(story).from_body(index, body.choices[0].body).way
    if way:
        scene, number = way[-1]
        if (scene, number) != (index, body.choices[0].body) and _turns_page(
            story.scenes[scene], story.scenes[scene].bodies[number]
        ):
            place = story.trace.place(scene, number, "choices")
            yield Found(
                place, "two offers of one option in a row", "join the passages, or let the reader decide something"
            )


def labels(story: Opened) -> Iterator[Found]:
    """Labels that are long, and siblings that read alike."""
    words, together = words_of(story), Together(story.head)
    for index, scene in enumerate(story.scenes):
        for body in scene.bodies:
            spoken = [words.spoken(c.label) for c in body.choices]
            for choice, label in zip(body.choices, spoken, strict=True):
                if len(label) > 2 * LABEL_WORDS and (long := count(label)) > LABEL_WORDS:
                    message = f"{long} words in a label; {LABEL_WORDS} are enough"
                    yield Found(
                        story.trace.place(index, choice.body, "label"),
                        message,
                        "say the act; its cost may stand in the text",
                    )
            yield from _alike(story, together, index, body, spoken)


def _alike(story: Opened, together: Together, index: int, body: Body, spoken: list[str]) -> Iterator[Found]:
    """Labels that share too many words with one before them."""
    said = [set(tokens(label)) for label in spoken[:MOST_SIBLINGS]]
    told: set[int] = set()
    for (i, one), (k, other) in combinations(enumerate(said), 2):
        common = one & other
        if len(common - COMMON) < LABEL_COMMON or k in told:
            continue
        share = 200 * len(common) // (len(one) + len(other))
        pair = (body.choices[i], body.choices[k])
        if share >= LABEL_SHARE and together.possible([c.when for c in pair]):
            told.add(k)
            yield _alike_found(story, index, pair, share)


def _alike_found(story: Opened, index: int, pair: tuple[Choice, Choice], share: int) -> Found:
    """The finding for two labels that read alike."""
    message = (
        f"this label and that of `{pair[0].id}` have {share} % of their words in common; under {LABEL_SHARE} is enough"
    )
    return Found(story.trace.place(index, pair[1].body, "label"), message, "name what only this option risks")


RULES: Final = (
    Rule(
        "P3", "options in a choice", Level.WARNING,
        f"{FEWEST_OPTIONS} to {MOST_OPTIONS} options, {MEDIAN_OPTIONS} in the middle. One alone is a turn of the"
        " page, which may stand for a breath; two in a row are a machine asking whether anybody is there. Options"
        " that exclude each other are tried out and not added up.",
        "Split a choice that offers too much, or let what has happened close some of it. Join pages that only turn.",
        numbers,
    ),
    Rule(
        "P4", "labels of options", Level.WARNING,
        f"A label of more than {LABEL_WORDS} words is a passage. Siblings that have {LABEL_SHARE} % of their words"
        f" in common, {LABEL_COMMON} of them more than “the” and “you”, are read as one option twice. Labels that"
        " cannot stand together are not compared.",
        "Say the act, with its object. Options differ in what is risked, not in politeness.",
        labels,
    ),
)  # fmt: skip
