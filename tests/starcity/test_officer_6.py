"""Episode 6 of Volume II: who has read it, who raised which hand, and one line of a list."""

from __future__ import annotations

from collections import Counter

import pytest
from lives import Pair, handed, knows, on_file, said, value, words

from starcity_game.engine.casting import dealt_cast
from starcity_game.engine.play import Engine

pytestmark = pytest.mark.xdist_group("officer")  # one process leads the lives for all of them
LIVES = 80
FIRST, LAST = "officer.e6.readers", "officer.e6.still_air"
SPINE = {
    "hand_overtime": ("hand", {"ozhogina", "fridkin"}),
    "hand_binder": ("hand", {"polozov", "shubinskaya"}),
    "hand_kitchen": ("hand", {"rakitin", "lomidze"}),
}
# Of the hub: a role and the people of whom it is never learned, or alone learned.
NEVER = {
    "leak_not_ozhogina": ("leak", "ozhogina"),
    "leak_not_polozov": ("leak", "polozov"),
    "leak_not_shubinskaya": ("leak", "shubinskaya"),
}
ALONE = {"leak_lots": ("leak", "lomidze"), "leak_stories": ("leak", "rakitin")}
PATRON = {
    "patron_is_not_polozov": "polozov",
    "patron_is_not_shubinskaya": "shubinskaya",
    "patron_is_not_rakitin": "rakitin",
}
# What an engineer did, by act and scene, and what the officer’s volume says of it.
MARKS = {
    ("burned_paper", "margin"): "a spoonful of ash out of the stove",
    ("hid_paper", "margin"): "as one knows where a wasp is",
    ("surrendered_paper", "margin"): "with Shubinskaya’s number on each",
    ("typed_copies", "margin"): "in every line of it the w has one foot",
    ("helped_someone", "fountain"): "You saw a sleeve held for two hours.",
    ("used_telephone", "fountain"): "You saw a face turned away in a booth",
    ("refused_signature", "asked"): "It is a 4.",
    ("kept_silent", "vote"): "because of that single arm",
    ("left_corridor", "tape"): "The engineer’s chair has Ozhogina in it",
    ("warned_someone", "asya_said"): "There isn’t a V for me.",
}


@pytest.fixture(scope="module")
def pairs(engine: Engine) -> list[Pair]:
    """Subjects of Volume I, and the officer’s moments in this episode on each of them, in one world."""
    return on_file(engine, LIVES, FIRST, LAST)


def test_everybody_comes_through_to_the_telephone(pairs: list[Pair], engine: Engine) -> None:
    last = engine.head.scenes.index(LAST)
    assert all(moments and moments[-1].state.counts.get(last) for _, moments in pairs)


def test_the_spine_gives_each_cast_its_clue(pairs: list[Pair], engine: Engine) -> None:
    assert engine.head.casting
    met = set()
    for _, moments in pairs:
        cast = dealt_cast(engine.head.casting, moments[-1].state.origin.seed)
        for fact, (role, who) in SPINE.items():
            assert knows(engine, moments[-1], fact) is (cast[role] in who), (fact, cast)
            met |= {fact} if cast[role] in who else set()
    assert met == set(SPINE)


def test_the_hub_tells_no_cast_what_is_not_so_in_it(pairs: list[Pair], engine: Engine) -> None:
    assert engine.head.casting
    met = set()
    for _, moments in pairs:
        cast = dealt_cast(engine.head.casting, moments[-1].state.origin.seed)
        known = {fact for fact in (*NEVER, *ALONE, *PATRON) if knows(engine, moments[-1], fact)}
        assert all(cast[NEVER[f][0]] != NEVER[f][1] for f in known & set(NEVER))
        assert all(cast[ALONE[f][0]] == ALONE[f][1] for f in known & set(ALONE))
        assert all(PATRON[f] in (cast["leak"], cast["hand"]) for f in known & set(PATRON))
        met |= known
    assert met == {*NEVER, *ALONE, *PATRON}


def test_each_list_is_filed_by_somebody_and_somebody_pays(pairs: list[Pair], engine: Engine) -> None:
    paying = {"whole": {"asya"}, "cut": {"nobody", "chistov"}, "none": {"everybody"}}
    ways: Counter[tuple[str, str]] = Counter()
    for (_, moments), given in zip(pairs, handed(engine, LIVES), strict=True):
        way, payer = (str(value(engine, moments[-1], name)) for name in ("readers_o", "paid_68"))
        assert payer in paying[way]
        ways[way, payer] += 1
        assert given["asya_kept_out"] is (way == "cut")
        assert ("Whose was the line?" in said(moments)) is (way == "cut")
        assert ("The chair opposite has a ball of wax on it." in said(moments)) is (payer == "chistov")
    assert len(ways) == 4
    assert max(ways.values()) < LIVES * 0.6


def test_the_hands_are_counted_in_each_way(pairs: list[Pair], engine: Engine) -> None:
    met = {str(value(engine, moments[-1], "hands_o")) for _, moments in pairs}
    assert met == {"counted", "rounded", "spared"}


def test_what_the_engineer_did_that_summer_is_met_again(pairs: list[Pair]) -> None:
    met = set()
    for on, moments in pairs:
        text = said(moments)
        for (act, scene), mark in MARKS.items():
            did = any(d.act == act and d.scene == f"engineer.e6.{scene}" for d in on.deeds)
            assert (mark in text) is did, (act, scene, mark)
            met |= {(act, scene)} if did else set()
    assert met == set(MARKS)


def test_a_run_reads_an_evening_of_it(pairs: list[Pair]) -> None:
    read = [sum(words(m.events) for m in moments) for _, moments in pairs]
    assert 2_800 <= sorted(read)[len(read) // 2] <= 5_200
