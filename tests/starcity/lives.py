"""Simulated players: whole lives of the game's story, by temperament."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from random import Random
from typing import Any

from starcity_game.engine.dossier.subjects import hooks_of, subject_of
from starcity_game.engine.events import Event, Option, Paper, Prose, plain
from starcity_game.engine.life import Life, begin, choose
from starcity_game.engine.play import Engine
from starcity_game.engine.questionnaire import Answers, given, next_question
from starcity_game.engine.state import Origin, Subject

LONGEST = 1_000
Policy = Callable[[Random, list[Option]], Option]
Pair = tuple[Subject, list[Life]]
"""An engineer as a subject, and moments of the officer on that file."""
POLICIES: dict[str, Policy] = {
    "random": lambda dice, options: dice.choice(options),
    "first": lambda _, options: options[0],
    "last": lambda _, options: options[-1],
    "mostly first": lambda dice, options: options[0] if dice.random() < 0.7 else dice.choice(options),
}
WATCHERS = ("random", "first", "random", "last", "random", "mostly first")
"""The temperaments of the officers: more of them throw dice, since a filing is a fork that the first option hides."""


def answers(engine: Engine, dice: Random, volume: str = "engineer") -> Answers:
    """A questionnaire filled in at random."""
    found: Answers = {}
    while asked := next_question(engine, volume, found):
        found[asked.question.id] = given(asked, dice.randint(1, len(asked.answers)))
    return found


def live(
    engine: Engine, seed: int, policy: Policy, volume: str = "engineer", subject: Subject | None = None
) -> Iterator[Life]:
    """A life, choice by choice, to its ending; in the officer's volume on the file of `subject`."""
    dice = Random(seed)
    life = begin(engine, Origin(volume, seed, answers(engine, dice, volume), subject=subject))
    yield life
    while not life.ended:
        assert life.sheet < LONGEST, "this life does not end"
        life = choose(engine, life, policy(dice, [o for o in life.offer if o.open]).id)
        yield life


@cache
def lived(engine: Engine, seed: int) -> tuple[Life, ...]:
    """The moments of a whole life of the engineer, led by one temperament after another; each is led once for all."""
    return tuple(live(engine, seed, POLICIES[[*POLICIES][seed % len(POLICIES)]]))


@cache
def watched(engine: Engine, seed: int) -> tuple[Subject, tuple[Life, ...]]:
    """The engineer of `lived`, as a subject, and the moments of an officer's whole life on that file, led by a
    temperament that is not always the engineer's; each is led once for all."""
    on = subject_of(engine, lived(engine, seed)[-1].state)
    assert on
    return on, tuple(live(engine, seed, POLICIES[WATCHERS[seed % len(WATCHERS)]], "officer", on))


def episode(engine: Engine, moments: tuple[Life, ...], first: str, last: str) -> list[Life]:
    """The moments from the scene `first` on, up to and with the one in which the scene `last` is entered."""
    found = between(engine, moments, first)
    closes = engine.head.scenes.index(last)
    until = next(k for k, moment in enumerate(found) if moment.state.counts.get(closes))
    return found[: until + 1]


def between(engine: Engine, moments: tuple[Life, ...], first: str, then: str = "") -> list[Life]:
    """The moments from the scene `first` on, up to the scene `then`."""
    begins = engine.head.scenes.index(first)
    ends = engine.head.scenes.index(then) if then else -1
    return [m for m in moments if m.state.counts.get(begins) and not (then and m.state.counts.get(ends))]


def words(events: tuple[Event, ...]) -> int:
    """Words of prose and papers among `events`."""
    return sum(len(plain(e.spans).split()) for e in events if isinstance(e, Prose | Paper))


def on_file(engine: Engine, lives: int, first: str, last: str = "") -> list[Pair]:
    """So many subjects of Volume I, each with the officer's moments from the scene `first` on: to the one in which
    `last` is entered, or to the end."""
    pairs = [watched(engine, seed) for seed in range(lives)]
    if last:
        return [(on, episode(engine, moments, first, last)) for on, moments in pairs]
    return [(on, between(engine, moments, first)) for on, moments in pairs]


def handed(engine: Engine, lives: int) -> list[dict[str, Any]]:
    """What the officer of each of so many lives, at its end, hands on to another life of the engineer."""
    return [dict(hooks_of(engine, watched(engine, seed)[1][-1].state)) for seed in range(lives)]


def value(engine: Engine, life: Life, name: str) -> Any:
    """What a variable of the story is at a moment."""
    return life.state.values[engine.head.variables[name].slot]


def knows(engine: Engine, life: Life, fact: str) -> bool:
    """Whether a fact was learned by a moment."""
    return bool(life.state.values[engine.head.facts[fact].slot])


def pages(moments: Sequence[Life]) -> str:
    """What is read at these moments, prose and papers, line by line."""
    return "\n".join(plain(e.spans) for m in moments for e in m.events if isinstance(e, Prose | Paper))


def said(moments: Sequence[Life]) -> str:
    """The same in one line, so that a phrase is found wherever its line was broken."""
    return " ".join(pages(moments).split())
