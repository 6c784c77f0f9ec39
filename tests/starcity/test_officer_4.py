"""Episode 4 of Volume II: eleven leaves, fourteen lines, and what the engineer did about them."""

from __future__ import annotations

from collections import Counter

import pytest
from lives import Pair, handed, on_file, pages, said, value, words

from starcity_game.engine.casting import dealt_cast
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Subject

pytestmark = pytest.mark.xdist_group("officer")  # one process leads the lives for all of them
LIVES = 80
FIRST, LAST = "officer.e4.request", "officer.e4.nail"
CLUES = {
    "hand_routing": ("hand", {"polozov", "shubinskaya"}),
    "hand_not_ozhogina": ("hand", {"fridkin", "lomidze", "polozov", "rakitin", "shubinskaya"}),
    "hand_not_rakitin": ("hand", {"fridkin", "lomidze", "polozov", "ozhogina", "shubinskaya"}),
    "patron_is_not_fridkin": ("hand", {"fridkin"}),
}
SPINE = "hand_routing"


@pytest.fixture(scope="module")
def pairs(engine: Engine) -> list[Pair]:
    """Subjects of Volume I, and the officer’s moments in this episode on each of them, in one world."""
    return on_file(engine, LIVES, FIRST, LAST)


def did(on: Subject, act: str, scene: str) -> bool:
    return any(d.act == act and d.scene == f"engineer.e4.{scene}" for d in on.deeds)


def test_everybody_comes_through_to_the_nail(pairs: list[Pair], engine: Engine) -> None:
    last = engine.head.scenes.index(LAST)
    assert all(moments and moments[-1].state.counts.get(last) for _, moments in pairs)


def test_the_clues_are_those_of_the_cast(pairs: list[Pair], engine: Engine) -> None:
    assert engine.head.casting
    met = set()
    for _, moments in pairs:
        cast = dealt_cast(engine.head.casting, moments[-1].state.origin.seed)
        for fact, (role, who) in CLUES.items():
            known = bool(moments[-1].state.values[engine.head.facts[fact].slot])
            assert not known or cast[role] in who, (fact, cast)
            assert known or fact != SPINE or cast[role] not in who, (fact, cast)
            met |= {fact} if known else set()
    assert met == set(CLUES)


def test_the_eleven_leaves_go_three_ways_and_somebody_pays(pairs: list[Pair], engine: Engine) -> None:
    marks = {
        "let_go": "You say that it was found.",
        "held": "When does it come out?",
        "shown": "Yermolin is retired on the Monday",
    }
    ways: Counter[str] = Counter()
    for (_, moments), given in zip(pairs, handed(engine, LIVES), strict=True):
        way, text = str(value(engine, moments[-1], "memorandum_o")), said(moments)
        assert {name for name, mark in marks.items() if mark in text} == {way}
        assert given["memorandum_let_go"] is (way == "let_go")
        ways[way] += 1
    assert set(ways) == set(marks)
    assert max(ways.values()) < LIVES * 0.7


def test_whoever_was_moved_is_a_hook(engine: Engine) -> None:
    met = {given["transferred"] for given in handed(engine, LIVES)}
    assert met == {"nobody", "nosikov", "gurevich", "asya"}


def test_line_fourteen_comes_to_the_officer_as_it_was_played(pairs: list[Pair]) -> None:
    marks = {
        "signed_draft": "it was what 3177 had led you to expect",
        "signed_with_opinion": "the hand of a person slipping",
        "refused_signature": "You could have heard the hatch",
        "reminded_chief": "It was four steps",
    }
    met = set()
    for on, moments in pairs:
        text = said(moments)
        for act, mark in marks.items():
            assert (mark in text) is did(on, act, "protocol"), (act, mark)
            met |= {act} if mark in text else set()
    assert met == set(marks)


def test_komarov_lives_or_not_as_the_engineer_played_it(pairs: list[Pair]) -> None:
    alive = [on.keeps["komarov"] == "alive" for on, _ in pairs]
    assert alive == ["to carry out the programme in two stages" in pages(moments) for _, moments in pairs]
    assert any(alive)
    assert not all(alive)


def test_a_run_reads_an_evening_of_it(pairs: list[Pair]) -> None:
    read = [sum(words(m.events) for m in moments) for _, moments in pairs]
    assert 2_800 <= sorted(read)[len(read) // 2] <= 6_000
