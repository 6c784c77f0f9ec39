"""Episode 5 of Volume I: a length of cable, ninety kilograms, and a firing that is held down."""

from __future__ import annotations

import pytest
from lives import between, lived, said, value, words

from starcity_game.engine.casting import dealt_cast
from starcity_game.engine.life import Life
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Deed, entries

LIVES = 120
FIRST, LAST = "engineer.e5.cable", "engineer.e5.grass"


@pytest.fixture(scope="module")
def lives(engine: Engine) -> list[list[Life]]:
    """The moments of lives of all temperaments from the first scene of this episode on."""
    return [between(engine, lived(engine, seed), FIRST) for seed in range(LIVES)]


def test_the_paper_itself_shows_that_it_does_not_add_up(lives: list[list[Life]]) -> None:
    text = said(lives[0])
    assert "filled ........................ 2,400" in text
    assert 2_400 - 1_580 - 60 == 850 - 90


def test_the_figure_is_true_where_somebody_was_asked_who_could_know(lives: list[list[Life]], engine: Engine) -> None:
    met = set()
    for moments in lives:
        asked, true = (value(engine, moments[-1], name) for name in ("figure_asked", "true_figure"))
        assert true is (asked in ("ozhogina", "dnepr"))  # no finished life told Polozov anything
        met.add(asked)
    assert met == {"taken", "polozov", "ozhogina", "dnepr"}


def test_what_was_paid_for_in_1966_is_held_down_in_1968(lives: list[list[Life]], engine: Engine) -> None:
    for moments in lives:
        held = bool(value(engine, moments[-1], "stand_built"))
        text = said(moments)
        assert ("with frost down the whole of one side" in text) is held
        assert ("six have been bolted to a wall" in text) is not held


def test_a_school_has_one_argument_of_its_own_whichever_firing_it_is(lives: list[list[Life]], engine: Engine) -> None:
    schools = {"engines", "gyroscopes", "computing"}
    met = set()
    for moments in lives:
        offers = [{o.id.split("/")[-1] for o in m.offer} for m in moments]
        own = [offer & schools for offer in offers if {"water", "chief"} <= offer or {"say", "sign"} <= offer]
        assert own == [{value(engine, moments[-1], "school")}]
        met |= own[0]
    assert met == schools


def test_what_was_said_to_leonov_comes_back_on_the_last_page(lives: list[list[Life]], engine: Engine) -> None:
    met = set()
    for moments in lives:
        word = bool(value(engine, moments[-1], "said_right"))
        assert ("half a minute over, on your word" in said(moments)) is word
        met.add(word)
    assert met == {True, False}


def test_gagarin_s_friday_is_on_the_board_whether_he_fell_or_not(lives: list[list[Life]], engine: Engine) -> None:
    for moments in lives:
        text = said(moments)
        fell = bool(value(engine, moments[-1], "gagarin_fell"))
        assert "Friday" in text and ("There’s a bump!" in text) is fell
        assert ("where a dog lay" in text) is fell


def test_every_life_does_acts_enough_for_the_file(lives: list[list[Life]]) -> None:
    done = [d for moments in lives for d in entries(moments[-1].state.ledger)
            if isinstance(d, Deed) and d.scene.startswith("engineer.e5.")]  # fmt: skip
    assert {d.episode for d in done} == {5}
    assert len({d.act for d in done}) >= 8
    assert len(done) >= 5 * LIVES


def test_the_clues_of_the_spine_are_those_of_the_cast(lives: list[list[Life]], engine: Engine) -> None:
    assert engine.head.casting
    for moments in lives:
        cast = dealt_cast(engine.head.casting, moments[-1].state.origin.seed)
        knows = {fact: bool(moments[-1].state.values[engine.head.facts[fact].slot])
                 for fact in ("defect_agreement", "defect_door_book", "informer_clock")}  # fmt: skip
        assert knows["defect_agreement"] is (cast["hand"] in ("ozhogina", "rakitin"))
        assert knows["defect_door_book"] is (cast["hand"] in ("polozov", "lomidze"))
        assert knows["informer_clock"] is (cast["informer"] in ("fridkin", "lomidze"))


def test_a_run_reads_an_evening_of_it(lives: list[list[Life]], engine: Engine) -> None:
    last = engine.head.scenes.index(LAST)
    read = []
    for moments in lives:
        own = [m for k, m in enumerate(moments) if k == 0 or not moments[k - 1].state.counts.get(last)]
        read.append(sum(words(m.events) for m in own))
    assert 3_500 <= sorted(read)[len(read) // 2] <= 5_500
