"""Episode 8 of Volume I: the flight is what the years made of it, and every life comes to an end of its own."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
import yaml
from conftest import STORY
from lives import between, lived, words

from starcity_game.authoring.opened import opened
from starcity_game.authoring.uses import uses_of
from starcity_game.engine.events import Paper, Prose, plain
from starcity_game.engine.life import Life
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Deed, entries

LIVES = 200
FIRST = "engineer.e8.arrival"
ENDINGS = {"nameless", "kuibyshev", "silence", "arrested", "informer", "abroad", "department", "aloud"}
SILENT = {"other_silence", "silent_one", "silent_two", "silent_three", "silent_price", "silent_last"}
DECISIONS = 20


@pytest.fixture(scope="module")
def lives(engine: Engine) -> list[list[Life]]:
    return [between(engine, lived(engine, seed), FIRST) for seed in range(LIVES)]


def value(engine: Engine, life: Life, name: str) -> Any:
    return life.state.values[engine.head.variables[name].slot]


def said(moments: list[Life]) -> str:
    return " ".join(
        "\n".join(plain(e.spans) for m in moments for e in m.events if isinstance(e, Prose | Paper)).split()
    )


def test_every_life_ends_in_one_of_eight(lives: list[list[Life]]) -> None:
    ended = Counter(moments[-1].state.ended for moments in lives)
    assert set(ended) <= ENDINGS
    assert len(ended) >= 6, ended


def test_nothing_that_is_said_in_the_nine_hours_enters_the_ledger(lives: list[list[Life]]) -> None:
    for moments in lives:
        done = {d.scene.rpartition(".")[2] for d in entries(moments[-1].state.ledger) if isinstance(d, Deed)}
        assert not done & SILENT


def test_everybody_is_asked_the_price(lives: list[list[Life]], engine: Engine) -> None:
    for moments in lives:
        assert value(engine, moments[-1], "price") in ("paid", "refused", "unsaid")
        assert moments[-1].state.values[engine.head.facts["patron_price"].slot]


def test_what_came_of_the_flight_is_told_in_the_ending(lives: list[list[Life]], engine: Engine) -> None:
    told = {
        "landed": "You know the price of every bolt", "home": "It did not come to the ground",
        "held": "It did not go.", "lost": "It is known to the second when.",
        "stranded": "is known to within four kilometres",
    }  # fmt: skip
    met = set()
    for moments in lives:
        came = str(value(engine, moments[-1], "came"))
        met.add(came)
        assert told[came] in said(moments), came
    assert {"home", "held", "lost"} <= met


def test_the_finale_reads_twenty_decisions_of_earlier_episodes() -> None:
    """Of those that the outline names, so many are asked for by name in scenes, papers or endings of episode 8."""
    story = opened(STORY)
    uses = uses_of(story)
    names = [
        d["name"] for d in yaml.safe_load((STORY / "_editor" / "outline" / "threads.yaml").read_text())["finale_reads"]
    ]
    text = "\n".join(p.read_text() for p in (STORY / "engineer" / "e8").glob("*.yaml"))
    flight = (STORY / "machine" / "flight.yaml").read_text() + (STORY / "machine" / "variables.yaml").read_text()
    read = {n for n in names if n in story.head.variables and (n in text or n in flight)}
    assert uses.readers
    assert len(read) >= DECISIONS, sorted(set(names) - read)


def test_a_run_reads_an_evening_of_it(lives: list[list[Life]]) -> None:
    read = sorted(sum(words(m.events) for m in moments) for moments in lives)
    assert 2_000 <= read[len(read) // 2] <= 8_000
