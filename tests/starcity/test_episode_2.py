"""Episode 2 of Volume I: what the outline and the bible ask of it, counted and played."""

from __future__ import annotations

import pytest
from lives import between, lived, pages, value, words

from starcity_game.engine.casting import dealt_cast
from starcity_game.engine.life import Life
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Deed, entries

LIVES = 120
FIRST = "engineer.e2.gate"
NEXT = "engineer.e3.hour"
INFORMERS = {
    "informer_gallery": {"rakitin"},
    "informer_powder": {"fridkin", "lomidze"},
    "informer_lottery": {"ozhogina", "shubinskaya"},
}


@pytest.fixture(scope="module")
def lives(engine: Engine) -> list[list[Life]]:
    """The moments of lives of all temperaments from the first scene of this episode on."""
    return [between(engine, lived(engine, seed), FIRST) for seed in range(LIVES)]


def test_a_run_reads_an_evening_of_it(lives: list[list[Life]], engine: Engine) -> None:
    after = engine.head.scenes.index(NEXT)
    own = [[m for m in moments if not m.state.counts.get(after)] for moments in lives]
    read = sorted(sum(words(m.events) for m in moments) for moments in own)
    assert 3_000 <= read[len(read) // 2] <= 5_500


def test_every_life_does_acts_enough_for_the_file(lives: list[list[Life]]) -> None:
    done = [d for moments in lives for d in entries(moments[-1].state.ledger) if isinstance(d, Deed)]
    own = [d for d in done if d.scene.startswith("engineer.e2.")]
    assert len({d.act for d in own}) >= 8
    assert {d.episode for d in own} == {2}
    assert len(own) >= 6 * LIVES


def test_everybody_meets_the_clue_of_the_cast(lives: list[list[Life]], engine: Engine) -> None:
    assert engine.head.casting
    seen = set()
    for moments in lives:
        informer = dealt_cast(engine.head.casting, moments[-1].state.origin.seed)["informer"]
        for fact, cast in INFORMERS.items():
            known = bool(moments[-1].state.values[engine.head.facts[fact].slot])
            assert known is (informer in cast), (fact, informer)
            seen |= {fact} if known else set()
    assert seen == set(INFORMERS)


def test_the_cap_gives_every_pair_and_the_number_returns(lives: list[list[Life]], engine: Engine) -> None:
    read = {"all": "It was No. 22.", "thick": "It was No. 21.", "girl": "It was No. 17.", "ear": "It was No. 19."}
    met = set()
    for moments in lives:
        pair = str(value(engine, moments[-1], "burned_pair"))
        met.add(pair)
        assert read[pair] in pages(moments), pair
        assert (value(engine, moments[-1], "engines_rule") == "every") is (pair == "all")
    assert met == set(read)


def test_a_page_to_the_minister_builds_the_stand(lives: list[list[Life]], engine: Engine) -> None:
    for moments in lives:
        signed = value(engine, moments[-1], "hold_down") in ("signed", "figure")
        assert value(engine, moments[-1], "stand_built") is signed
