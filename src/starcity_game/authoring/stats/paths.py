"""What is read on the way: a few simulated lives, dealt from a seed."""

from __future__ import annotations

from collections import Counter
from statistics import mean, median
from typing import Final

import msgspec

from starcity_game.authoring.explore.origins import nth
from starcity_game.authoring.opened import Opened
from starcity_game.authoring.told import told
from starcity_game.authoring.words import count
from starcity_game.engine import life as lives
from starcity_game.engine.chance import dealt
from starcity_game.engine.events import Checked
from starcity_game.engine.life import Life

LONGEST: Final = 2_000
"""Choices after which a simulated life is given up."""


class Spread(msgspec.Struct, frozen=True):
    """Numbers of which there is one in every life."""

    least: int = 0
    middle: int = 0
    """The median, rounded."""
    average: int = 0
    most: int = 0


class Path(msgspec.Struct, frozen=True):
    """One simulated life."""

    words: int
    """Words of everything read; labels of options are not among them."""
    choices: int
    offered: tuple[int, ...]
    """Open options at each choice."""
    ended: str
    """Id of the ending; empty when it was given up."""
    checks: tuple[tuple[str, bool], ...]
    """(what it rests on, whether it came out well) of each check."""


class Paths(msgspec.Struct, frozen=True):
    """What several lives have in common."""

    lives: int
    words: Spread
    choices: Spread
    options: Spread
    """Open options at a choice, over all choices of all lives."""
    between: int
    """Words between two choices, on average."""
    endings: dict[str, int]
    """Ending's id to the lives that came to it; `` (nothing) for those given up."""
    checks: dict[str, tuple[int, int]]
    """What a check rests on, to how many were made and how many came out well."""


def paths(story: Opened, number: int, seed: int) -> Paths:
    """What is read in `number` lives at random; the same for the same seed, on every machine."""
    found = [walked(story, seed, index) for index in range(number)]
    made = Counter(rests_on for path in found for rests_on, _ in path.checks)
    well = Counter(rests_on for path in found for rests_on, success in path.checks if success)
    choices = sum(path.choices for path in found)
    return Paths(
        number,
        _spread([path.words for path in found]),
        _spread([path.choices for path in found]),
        _spread([offered for path in found for offered in path.offered]),
        round(sum(path.words for path in found) / choices) if choices else 0,
        dict(sorted(Counter(path.ended for path in found).items())),
        {rests_on: (made[rests_on], well[rests_on]) for rests_on in sorted(made)},
    )


def walked(story: Opened, seed: int, index: int) -> Path:
    """Life number `index` of a seed, every open option being as likely as any other."""
    life = lives.begin(story.engine, nth(story.engine, seed, index))
    words, offered, checks = _read(life), [], list(_checks(life))
    while not life.ended and life.sheet < LONGEST:
        open_ones = [option for option in life.offer if option.open]
        offered.append(len(open_ones))
        taken = open_ones[dealt(seed, f"walk {index}", life.sheet, len(open_ones))]
        life = lives.choose(story.engine, life, taken.id)
        words += _read(life)
        checks += _checks(life)
    ended = life.state.ended if life.ended else ""
    return Path(words, life.sheet, tuple(offered), ended, tuple(checks))


def _read(life: Life) -> int:
    """Words of one page."""
    return sum(count(paragraph) for paragraph in told(life.events))


def _checks(life: Life) -> list[tuple[str, bool]]:
    """The checks of one turn."""
    return [(event.rests_on, event.success) for event in life.events if isinstance(event, Checked)]


def _spread(numbers: list[int]) -> Spread:
    """Least, middle, average and most of some numbers."""
    if not numbers:
        return Spread()
    return Spread(min(numbers), round(median(numbers)), round(mean(numbers)), max(numbers))
