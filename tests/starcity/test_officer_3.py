"""Episode 3 of Volume II: what the officer makes of Site 31, and of what the engineer did there."""

from __future__ import annotations

from collections import Counter

import pytest
from lives import Pair, handed, on_file, pages, said, value, words

from starcity_game.engine.casting import dealt_cast
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Subject

pytestmark = pytest.mark.xdist_group("officer")  # one process leads the lives for all of them
LIVES = 80
FIRST, LAST = "officer.e3.list", "officer.e3.lights"
SPINE = {
    "leak_phials": ("leak", {"rakitin", "lomidze"}),
    "leak_wrong_goods": ("leak", {"ozhogina", "polozov"}),
    "leak_fourth_copy": ("leak", {"shubinskaya"}),
    "hand_nobody_again": ("hand", {"ozhogina", "fridkin"}),
    "hand_clinic_light": ("hand", {"rakitin", "lomidze"}),
}


@pytest.fixture(scope="module")
def pairs(engine: Engine) -> list[Pair]:
    """Subjects of Volume I, and the officer’s moments in this episode on each of them, in one world."""
    return on_file(engine, LIVES, FIRST, LAST)


def did(on: Subject, act: str, scene: str) -> bool:
    return any(d.act == act and d.scene == f"engineer.e3.{scene}" for d in on.deeds)


def test_everybody_comes_through_to_the_tree(pairs: list[Pair], engine: Engine) -> None:
    last = engine.head.scenes.index(LAST)
    assert all(moments and moments[-1].state.counts.get(last) for _, moments in pairs)


def test_the_clues_are_those_of_the_cast(pairs: list[Pair], engine: Engine) -> None:
    assert engine.head.casting
    met = set()
    for _, moments in pairs:
        cast = dealt_cast(engine.head.casting, moments[-1].state.origin.seed)
        for fact, (role, who) in SPINE.items():
            known = bool(moments[-1].state.values[engine.head.facts[fact].slot])
            assert known is (cast[role] in who), (fact, cast)
            met |= {fact} if known else set()
    assert met == set(SPINE)


def test_every_cause_is_filed_by_somebody_and_somebody_pays(pairs: list[Pair], engine: Engine) -> None:
    paying = {"sabotage": {"kaplanov"}, "negligence": {"kaplanov"}, "wheel": {"vetoshin", "bezrodny"}}
    ways: Counter[tuple[str, str]] = Counter()
    for _, moments in pairs:
        way, payer = (str(value(engine, moments[-1], name)) for name in ("kaplanov_o", "paid_o"))
        assert payer in paying[way]
        ways[way, payer] += 1
        assert ("He could not have made the other one if he had tried." in pages(moments)) is (payer == "bezrodny")
    assert len(ways) == 4
    assert max(ways.values()) < LIVES * 0.6


def test_what_the_engineer_did_by_the_hut_comes_to_the_bunker(pairs: list[Pair]) -> None:
    marks = {
        ("used_telephone", "telephone"): "a wheel; seven degrees; men.",
        ("warned_someone", "tea_down"): "roaring that a general is on his way.",
        ("watched_visitors", "stopwatch"): "heads together over something in a palm",
    }
    met = set()
    for on, moments in pairs:
        text = said(moments)
        for deed, mark in marks.items():
            assert (mark in text) is did(on, *deed), (deed, mark)
            met |= {deed} if mark in text else set()
    assert met == set(marks)


def test_what_was_written_of_kaplanov_lies_in_the_heap(pairs: list[Pair]) -> None:
    met = set()
    for on, moments in pairs:
        text = said(moments)
        for mark, act in (
            ("six lines. Alone, at the board, agitated.", "named_someone"),
            ("make the heap sit crooked", "refused_signature"),
            ("Line 31’s is missing.", "signed_with_opinion"),
        ):
            assert (mark in text) is did(on, act, "list_of_those_near"), (mark, act)
            met |= {act} if mark in text else set()
    assert len(met) == 3


def test_an_hour_that_was_listed_is_a_hook(pairs: list[Pair], engine: Engine) -> None:
    met = set()
    for (_, moments), given in zip(pairs, handed(engine, LIVES), strict=True):
        hour, kitchen = value(engine, moments[-1], "hour_o"), value(engine, moments[-1], "kitchen_o")
        assert given["belikova_cleared"] is (hour == "listed")
        assert not kitchen or given["listened"] is True
        met.add(str(hour))
    assert met == {"unsaid", "listed", "left", "reported"}


def test_a_run_reads_an_evening_of_it(pairs: list[Pair]) -> None:
    read = [sum(words(m.events) for m in moments) for _, moments in pairs]
    assert 2_800 <= sorted(read)[len(read) // 2] <= 5_000
