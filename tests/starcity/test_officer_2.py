"""Episode 2 of Volume II: a post, a letter, five people in summer, and the first file."""

from __future__ import annotations

import pytest
from lives import between, lived, said, value, watched, words

from starcity_game.engine.dossier.subjects import hooks_of
from starcity_game.engine.life import Life
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Deed, entries

pytestmark = pytest.mark.xdist_group("officer")  # one process leads the lives for all of them
LIVES = 60
FIRST, NEXT = "officer.e2.post", "officer.e3.list"


@pytest.fixture(scope="module")
def pairs(engine: Engine) -> list[tuple[Life, list[Life], Life]]:
    """Lives of the engineer; what the officer on each of them lives in this episode; and the end of that life."""
    found = []
    for seed in range(LIVES):
        moments = watched(engine, seed)[1]
        found.append((lived(engine, seed)[-1], between(engine, moments, FIRST, NEXT), moments[-1]))
    return found


def test_everybody_has_the_letter_and_files_something(
    pairs: list[tuple[Life, list[Life], Life]], engine: Engine
) -> None:
    met = set()
    for _, moments, _ in pairs:
        assert moments[-1].state.values[engine.head.facts["easy_letter"].slot]
        met.add(value(engine, moments[-1], "first_file"))
    assert met == {"engineer", "fridkin", "nobody", "author"}


def test_the_cap_comes_back_as_a_telegram(pairs: list[tuple[Life, list[Life], Life]], engine: Engine) -> None:
    wires = {
        "all": ["BEARER WROTE ALL IN WHITE SPACE STOP IN BLUE", "BEARER WROTE ALL IN WHITE SPACE STOP IN INK"],
        "girl": ["IN WELDING GLOVES"],
        "ear": ["CHOSE 19 AND 20"],
        "thick": ["BEARER WROTE TWO AND DREW", "STRUCK OUT WITH RULER"],
    }
    met = set()
    for last, moments, _ in pairs:
        pair = str(value(engine, last, "burned_pair"))
        met.add(pair)
        assert [wire in said(moments) for found in wires.values() for wire in found].count(True) == 1
        assert any(wire in said(moments) for wire in wires[pair])
    assert len(met) == 4


def test_nobody_is_told_here_who_reported_a_word(pairs: list[tuple[Life, list[Life], Life]]) -> None:
    """The word for the hat settles the Informer, and that is for a reader of the other volume."""
    assert all("lottery" not in said(moments).lower() for _, moments, _ in pairs)


def test_what_was_done_about_a_fall_is_seen_from_the_window(
    pairs: list[tuple[Life, list[Life], Life]], engine: Engine
) -> None:
    seen = {
        "entered": "a person kneel in the sand with a steel rule",
        "swept": "with a thumbnail",
        "waited": "open by the width of a face",
    }
    met = set()
    for last, moments, _ in pairs:
        did = str(value(engine, last, "forty_two"))
        met.add(did)
        assert [word for word, line in seen.items() if line in said(moments)] == [did]
    assert met == {*seen}


def test_a_ride_is_seen_again_by_whoever_reads_of_may(pairs: list[tuple[Life, list[Life], Life]]) -> None:
    met = set()
    for last, moments, _ in pairs:
        rode = any(
            isinstance(d, Deed) and d.how == "rode the trainer before it was passed" for d in entries(last.state.ledger)
        )
        read = "On the tenth of May a man was to be let down" in said(moments)
        assert ("walk round the cabin twice" in said(moments)) is (rode and read)
        met.add((rode, read))
    assert len(met) == 4


def test_each_filing_is_paid_for_by_somebody(pairs: list[tuple[Life, list[Life], Life]], engine: Engine) -> None:
    paid = {
        "engineer": "student hostel",
        "fridkin": "boarding-school for mathematics",
        "nobody": "a brother in Riga",
        "author": "moved to the warehouse",
    }
    for _, moments, _ in pairs:
        filed = str(value(engine, moments[-1], "first_file"))
        assert [word for word, line in paid.items() if line in said(moments)] == [filed]


def test_a_word_said_here_is_a_strap_there(pairs: list[tuple[Life, list[Life], Life]], engine: Engine) -> None:
    for _, _, end in pairs:
        assert hooks_of(engine, end.state).get("warned", False) is value(engine, end, "strap")


def test_a_run_reads_an_evening_of_it(pairs: list[tuple[Life, list[Life], Life]]) -> None:
    read = sorted(sum(words(m.events) for m in moments) for _, moments, _ in pairs)
    assert 2_300 <= read[len(read) // 2] <= 5_500
