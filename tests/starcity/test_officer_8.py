"""Episode 8 of Volume II: a name in a pocket, a minute in a corridor, nine hours, and two readers at one table."""

from __future__ import annotations

from collections import Counter

import pytest
from lives import Pair, on_file, said, value, words

from starcity_game.engine.casting import dealt_cast
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Subject

pytestmark = pytest.mark.xdist_group("officer")  # one process leads the lives for all of them
LIVES = 80
FIRST = "officer.e8.warrant"
ENDINGS = {"major", "reserve", "fishing", "recalled", "witness", "clerk", "accomplice", "kept_it"}
SAYS = {
    "ozhogina": "as one lets out a seam",
    "rakitin": "and there wasn’t a gap",
    "lomidze": "It seemed to me to be medicine.",
    "polozov": "I’d have told the Swiss.",
    "shubinskaya": "We are still very much in debt.",
}
# What an engineer did, by act and scene, and what is said of it here.
MARKS = {
    ("helped_someone", "e8.door"): "You have to pass under an arm.",
    ("talked_with_stranger", "e8.door"): "“May I see your pass?”",
    ("queried_document", "e8.neither_list"): "the engineer asked one question of one person",
    ("refused_signature", "e1.empty"): "To leave them a hole to look at.",
    ("signed_draft", "e1.signed"): "To have a chair in the room when it matters.",
    ("kept_silent", "e3.wheels"): "To be wrong in private.",
}


@pytest.fixture(scope="module")
def pairs(engine: Engine) -> list[Pair]:
    """Subjects of Volume I, and the officer’s moments in this episode on each of them, in one world."""
    return on_file(engine, LIVES, FIRST)


def did(on: Subject, act: str, scene: str) -> bool:
    return any(d.act == act and d.scene == f"engineer.{scene}" for d in on.deeds)


def test_every_life_ends_with_one_of_the_eight(pairs: list[Pair]) -> None:
    ends = Counter(moments[-1].state.ended for _, moments in pairs)
    assert set(ends) <= ENDINGS
    assert len(ends) >= 6
    assert max(ends.values()) < LIVES * 0.45


def test_the_true_name_is_the_one_that_was_dealt_and_everybody_hears_it(pairs: list[Pair], engine: Engine) -> None:
    assert engine.head.casting
    met = set()
    for _, moments in pairs:
        leak = dealt_cast(engine.head.casting, moments[-1].state.origin.seed)["leak"]
        text = said(moments)
        assert {who for who, mark in SAYS.items() if mark in text} == {leak}
        met.add(leak)
    assert len(met) >= 4


def test_nobody_is_taken_by_two_hands_and_a_loss_has_an_empty_chair(pairs: list[Pair], engine: Engine) -> None:
    nights, flights = Counter[str](), Counter[str]()
    for _, moments in pairs:
        night, flight = (str(value(engine, moments[-1], n)) for n in ("night_o", "flight_o"))
        nights[night] += 1
        flights[flight] += 1
        assert flight in {"landed", "aborted", "lost"}
        if flight == "lost":
            assert night == "used"
            assert not value(engine, moments[-1], "brought_back")
    assert set(nights) == {"used", "held", "torn", "handed"}
    assert len(flights) >= 2


def test_another_name_is_only_given_where_the_first_was_wrong(pairs: list[Pair], engine: Engine) -> None:
    assert engine.head.casting
    ways = Counter[str]()
    for _, moments in pairs:
        leak = dealt_cast(engine.head.casting, moments[-1].state.origin.seed)["leak"]
        nine = str(value(engine, moments[-1], "nine_69"))
        ways[nine] += 1
        assert nine != "rewritten" or value(engine, moments[-1], "name_o") != leak
    assert set(ways) == {"served", "lapsed", "rewritten"}


def test_what_the_engineer_did_is_met_again(pairs: list[Pair]) -> None:
    met = set()
    for on, moments in pairs:
        text = said(moments)
        for (act, scene), mark in MARKS.items():
            if mark in text:
                assert did(on, act, scene), (act, scene)
                met.add(mark)
    assert len(met) >= 4


def test_it_is_an_evening_long(pairs: list[Pair]) -> None:
    lengths = [sum(words(m.events) for m in moments) for _, moments in pairs]
    assert min(lengths) > 3_500
    assert max(lengths) < 6_500
