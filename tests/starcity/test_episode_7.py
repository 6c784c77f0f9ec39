"""Episode 7 of Volume I: what is found in the last winter, and the plan that is signed in May."""

from __future__ import annotations

from typing import Any

import pytest
from lives import between, lived, words

from starcity_game.engine.casting import dealt_cast
from starcity_game.engine.events import Paper, Prose, plain
from starcity_game.engine.life import Life
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Deed, entries

LIVES = 120
FIRST, NEXT = "engineer.e7.three", "engineer.e8.arrival"
PUMP = {"ear": "No. 22.", "all": "No. 20.", "thick": "No. 20.", "girl": "No. 20."}


@pytest.fixture(scope="module")
def lives(engine: Engine) -> list[list[Life]]:
    return [between(engine, lived(engine, seed), FIRST, NEXT) for seed in range(LIVES)]


def value(engine: Engine, life: Life, name: str) -> Any:
    return life.state.values[engine.head.variables[name].slot]


def said(moments: list[Life]) -> str:
    return " ".join(
        "\n".join(plain(e.spans) for m in moments for e in m.events if isinstance(e, Prose | Paper)).split()
    )


def test_the_metal_is_in_the_engine_that_was_not_burned(lives: list[list[Life]], engine: Engine) -> None:
    met = set()
    for moments in lives:
        pair = str(value(engine, moments[-1], "burned_pair"))
        assert f"Pump eight belongs to engine {PUMP[pair].rstrip('.')}" in said(moments)
        met.add(pair)
    assert "ear" in met and len(met) == 4


def test_the_hand_is_found_where_somebody_looks(lives: list[list[Life]], engine: Engine) -> None:
    """The third clue is in the hub, first among what is drawn: on offer in every life of its cast, and in no other."""
    assert engine.head.casting
    of = {
        "defect_sign": "ozhogina",
        "defect_tape": "rakitin",
        "defect_counterfoil": "shubinskaya",
        "defect_strip": "lomidze",
    }
    found = dict.fromkeys(of, 0)
    for moments in lives:
        hand = dealt_cast(engine.head.casting, moments[-1].state.origin.seed)["hand"]
        offered = {plain(o.label) for m in moments for o in m.offer}
        for fact, person in of.items():
            known = bool(moments[-1].state.values[engine.head.facts[fact].slot])
            assert not known or hand == person
            found[fact] += known
        assert any("forty lines" in label for label in offered) is (hand == "ozhogina")
    assert all(found.values()), found


def test_both_plans_and_both_dates_are_flown(lives: list[list[Life]], engine: Engine) -> None:
    plans = {(value(engine, m[-1], "launches"), value(engine, m[-1], "window")) for m in lives}
    assert plans == {("one", "june"), ("two", "june"), ("one", "october"), ("two", "october")}


def test_every_life_does_acts_enough_for_the_file(lives: list[list[Life]]) -> None:
    done = [d for moments in lives for d in entries(moments[-1].state.ledger)
            if isinstance(d, Deed) and d.scene.startswith("engineer.e7.")]  # fmt: skip
    assert {d.episode for d in done} == {7}
    assert len({d.act for d in done}) >= 8
    assert len(done) >= 5 * LIVES


def test_a_run_reads_an_evening_of_it(lives: list[list[Life]]) -> None:
    read = sorted(sum(words(m.events) for m in moments) for moments in lives)
    assert 2_400 <= read[len(read) // 2] <= 5_500
