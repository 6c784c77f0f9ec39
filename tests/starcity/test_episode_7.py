"""Episode 7 of Volume I: what is found in the last winter, and the plan that is signed in May."""

from __future__ import annotations

import pytest
from lives import between, lived, said, value, words

from starcity_game.engine.casting import dealt_cast
from starcity_game.engine.events import plain
from starcity_game.engine.life import Life
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Deed, entries

LIVES = 120
FIRST, NEXT = "engineer.e7.three", "engineer.e8.arrival"
PUMP = {"ear": "No. 22.", "all": "No. 20.", "thick": "No. 20.", "girl": "No. 20."}


@pytest.fixture(scope="module")
def lives(engine: Engine) -> list[list[Life]]:
    return [between(engine, lived(engine, seed), FIRST, NEXT) for seed in range(LIVES)]


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


def test_who_writes_is_found_by_a_lie_or_a_corner_and_in_no_other_cast(lives: list[list[Life]], engine: Engine) -> None:
    assert engine.head.casting
    of = {"informer_ash": "lomidze", "informer_planted": "rakitin"}
    found = dict.fromkeys(of, 0)
    for moments in lives:
        informer = dealt_cast(engine.head.casting, moments[-1].state.origin.seed)["informer"]
        for fact, person in of.items():
            known = bool(moments[-1].state.values[engine.head.facts[fact].slot])
            assert not known or informer == person
            found[fact] += known
    assert all(found.values()), found


def test_what_was_said_earlier_is_said_back(lives: list[list[Life]], engine: Engine) -> None:
    """Of this episode and of those before it: a stopwatch, a column, two halves of a refusal, six references."""
    said_back = {
        ("snow_said", "june"): "So see me out of it too.",
        ("snow_said", "clean"): "How long have I been waiting?",
        ("three_said", "read"): "with both its halves",
        ("three_said", "soft"): "the half of it",
        ("refs_said", "read"): "You think of six sheets on a green table",
        ("prague", "abstained"): "it cost Polozov a reprimand",
        ("ref_lomidze", "generous"): "Never asks by what right.",
        ("ref_ozhogina", "steady"): "Without ties.",
    }
    met = set()
    for moments in lives:
        read = said(moments)
        for (name, chosen), words_of_it in said_back.items():
            if value(engine, moments[-1], name) == chosen:
                met.add((name, chosen))
                assert words_of_it in read, (name, chosen)
            else:
                assert words_of_it not in read, (name, chosen)
    assert met == set(said_back)


def test_a_school_wins_its_own_argument_and_no_other(lives: list[list[Life]], engine: Engine) -> None:
    board = {"engines": "what thirty engines have done", "gyroscopes": "two platforms", "computing": "the sum for two"}
    for moments in lives:
        offered = " ".join(plain(o.label) for m in moments for o in m.offer if o.open)
        school = str(value(engine, moments[-1], "school"))
        assert {name for name, words_of_it in board.items() if words_of_it in offered} == {school}


def test_both_plans_and_both_dates_are_flown(lives: list[list[Life]], engine: Engine) -> None:
    plans = {(value(engine, m[-1], "launches"), value(engine, m[-1], "window")) for m in lives}
    assert plans == {("one", "june"), ("two", "june"), ("one", "october"), ("two", "october")}


def test_every_life_does_acts_enough_for_the_file(lives: list[list[Life]]) -> None:
    done = [d for moments in lives for d in entries(moments[-1].state.ledger)
            if isinstance(d, Deed) and d.scene.startswith("engineer.e7.")]  # fmt: skip
    assert {d.episode for d in done} == {7}
    assert len({d.act for d in done}) >= 14
    assert len(done) >= 5 * LIVES


def test_a_run_reads_an_evening_of_it(lives: list[list[Life]]) -> None:
    read = sorted(sum(words(m.events) for m in moments) for moments in lives)
    assert 3_500 <= read[len(read) // 2] <= 5_500
