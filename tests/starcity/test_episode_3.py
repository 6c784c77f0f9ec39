"""Episode 3 of Volume I: eleven minutes by a cable hut, who came down, and what was written of a technician."""

from __future__ import annotations

import pytest
from lives import between, lived, pages, said, value, words

from starcity_game.engine.casting import dealt_cast
from starcity_game.engine.life import Life
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Deed, entries

LIVES = 120
FIRST, LAST = "engineer.e3.hour", "engineer.e3.train"
SPINE = {"defect_short": {"ozhogina", "rakitin"}, "defect_one_ink": {"polozov", "lomidze"}}


@pytest.fixture(scope="module")
def lives(engine: Engine) -> list[list[Life]]:
    """The moments of lives of all temperaments from the first scene of this episode to its last."""
    return [between(engine, lived(engine, seed), FIRST) for seed in range(LIVES)]


def deeds(moments: list[Life]) -> list[Deed]:
    return [d for d in entries(moments[-1].state.ledger) if isinstance(d, Deed) and d.scene.startswith("engineer.e3.")]


def test_every_life_does_acts_enough_for_the_file(lives: list[list[Life]]) -> None:
    done = [d for moments in lives for d in deeds(moments)]
    assert {d.episode for d in done} == {3}
    assert len({d.act for d in done}) >= 8
    assert len(done) >= 6 * LIVES


def test_the_clues_are_those_of_the_cast(lives: list[list[Life]], engine: Engine) -> None:
    assert engine.head.casting
    met = set()
    for moments in lives:
        hand = dealt_cast(engine.head.casting, moments[-1].state.origin.seed)["hand"]
        for fact, cast in SPINE.items():
            known = bool(moments[-1].state.values[engine.head.facts[fact].slot])
            assert known is (hand in cast), (fact, hand)
            met |= {fact} if known else set()
    assert met == set(SPINE)


def test_what_was_done_by_the_stove_decides_who_came_down(lives: list[list[Life]], engine: Engine) -> None:
    could = {
        "telephone": {"most", "some"}, "fridkin": {"half"}, "stopwatch": {"some", "few"}, "silent": {"few", "none"},
    }  # fmt: skip
    met = set()
    for moments in lives:
        way, saved = (str(value(engine, moments[-1], name)) for name in ("tower_said", "saved_tower"))
        assert saved in could[way]
        met.add((way, saved))
        assert "He was Korostylev, a major." in pages(moments), "he died in every life"
    assert {saved for _, saved in met} == {"most", "half", "some", "few", "none"}


def test_kaplanov_is_remembered_on_the_last_page(lives: list[list[Life]], engine: Engine) -> None:
    met = set()
    for moments in lives:
        accused = str(value(engine, moments[-1], "accused"))
        met.add(accused)
        named = "I had this from him. Where were you sitting?" in said(moments)
        assert named is (accused == "named" and not value(engine, moments[-1], "used_name"))
    assert met == {"named", "cleared", "left", "own"}


def test_a_run_reads_an_evening_of_it(lives: list[list[Life]], engine: Engine) -> None:
    last = engine.head.scenes.index(LAST)
    read = []
    for moments in lives:
        own = [m for k, m in enumerate(moments) if k == 0 or not moments[k - 1].state.counts.get(last)]
        read.append(sum(words(m.events) for m in own))
    assert 3_300 <= sorted(read)[len(read) // 2] <= 6_000


def test_everybody_has_met_kaplanov_and_heard_of_october_before_writing_of_him(lives: list[list[Life]]) -> None:
    for moments in lives:
        words_said = said(moments)
        asked = words_said.index("At the hut’s board sits Kaplanov")
        october = words_said.index("he asked in writing for just such a rule")
        assert asked < october < words_said.index("It is quite a simple paper.")
