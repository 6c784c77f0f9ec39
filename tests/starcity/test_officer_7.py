"""Episode 7 of Volume II: what goes into a space of seven letters, and who was left out of four hundred."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from lives import Pair, episode, handed, knows, live, on_file, said, value, words

from starcity_game.engine.casting import dealt_cast
from starcity_game.engine.events import Option
from starcity_game.engine.life import Life
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Subject

pytestmark = pytest.mark.xdist_group("officer")  # one process leads the lives for all of them
LIVES = 80
FIRST, LAST = "officer.e7.blank", "officer.e7.wide"
# Of the hub: a role and the one person of whom a clue is never learned, or alone learned.
NEVER = {
    "leak_not_rakitin": ("leak", "rakitin"),
    "leak_not_lomidze": ("leak", "lomidze"),
    "hand_not_lomidze": ("hand", "lomidze"),
    "hand_not_polozov": ("hand", "polozov"),
}
ALONE = {
    "leak_sevens": ("leak", "ozhogina"),
    "leak_trunk_call": ("leak", "polozov"),
    "leak_verses": ("leak", "shubinskaya"),
    "hand_own_sum": ("hand", "ozhogina"),
    "hand_one_fewer": ("hand", "fridkin"),
    "hand_night_pass": ("hand", "rakitin"),
    "hand_friday_ash": ("hand", "lomidze"),
}
# What an engineer did, by act, scene and how, and what the officer’s volume says of it.
MARKS = {
    ("read_aloud", "three", "a refusal, in blue, to the Central Committee"): "Now it is his mouth.",
    ("read_aloud", "three", "half of a refusal, to the Central Committee"): "One line of two.",
    ("spoke_foreign_language", "orbit", ""): "Was made use of as a dictionary",
    ("helped_someone", "december", ""): "it is the one thing that was of use",
    ("helped_someone", "gate_shots", ""): "There is broken glass in one of that person’s cuffs.",
    ("talked_with_stranger", "hat", "in a bus, over a hat"): "Then it is taken out of your hands",
    ("gave_out_figure", "leave", ""): "has bent down to the sister’s ear",
}
SURE = {mark for mark in MARKS.values() if "dictionary" not in mark}


@pytest.fixture(scope="module")
def pairs(engine: Engine) -> list[Pair]:
    """Subjects of Volume I, and the officer’s moments in this episode on each of them, in one world."""
    return on_file(engine, LIVES, FIRST, LAST)


def test_everybody_comes_through_to_the_blank_for_june(pairs: list[Pair], engine: Engine) -> None:
    last = engine.head.scenes.index(LAST)
    assert all(moments and moments[-1].state.counts.get(last) for _, moments in pairs)
    assert all(knows(engine, moments[-1], "easy_name") for _, moments in pairs)


def test_the_hub_tells_no_cast_what_is_not_so_in_it(pairs: list[Pair], engine: Engine) -> None:
    assert engine.head.casting
    met = set()
    for _, moments in pairs:
        cast = dealt_cast(engine.head.casting, moments[-1].state.origin.seed)
        known = {fact for fact in (*NEVER, *ALONE, "leak_not_fridkin") if knows(engine, moments[-1], fact)}
        assert all(cast[NEVER[f][0]] != NEVER[f][1] for f in known & set(NEVER))
        assert all(cast[ALONE[f][0]] == ALONE[f][1] for f in known & set(ALONE))
        met |= known
    assert met == {*NEVER, *ALONE, "leak_not_fridkin"}


def test_what_is_pinned_is_on_offer_in_its_cast(pairs: list[Pair], engine: Engine) -> None:
    assert engine.head.casting
    hub = engine.head.scenes.index("officer.e7.count_down")
    for _, moments in pairs:
        cast = dealt_cast(engine.head.casting, moments[-1].state.origin.seed)
        due = sum(cast[role] == who for role, who in ALONE.values())
        offer = next(m.offer for m in moments if m.state.counts.get(hub))
        assert len(offer) == 4
        pinned = [o for o in offer if any(f".e7.{name}" in o.id for name in PINNED)]
        assert len(pinned) == due, (cast, [o.id for o in offer])


PINNED = ("sevens", "meter", "verses", "own_sum", "one_fewer", "clock_discs", "friday_ash")


def test_each_name_is_filed_by_somebody_and_somebody_pays(pairs: list[Pair], engine: Engine) -> None:
    paying = {"none": "yudina", "fridkin": "fridkin"}
    ways: Counter[str] = Counter()
    for (_, moments), given in zip(pairs, handed(engine, LIVES), strict=True):
        name, payer = (str(value(engine, moments[-1], n)) for n in ("name_o", "paid_69"))
        assert payer == paying.get(name, "other")
        hook = given["name_filed"]
        assert hook == (name if name in paying else "other")
        ways[name] += 1
    assert {"none", "fridkin"} < set(ways) and len(ways) >= 4
    assert max(ways.values()) < LIVES * 0.6


def naming_the_leak(engine: Engine, seed: int, on: Subject) -> list[Life]:
    """The episode in the life of an officer who, when a name is due, has the right one."""
    assert engine.head.casting
    leak = dealt_cast(engine.head.casting, seed)["leak"]

    def policy(dice: Random, options: list[Option]) -> Option:
        wanted = [o for o in options if o.id.rpartition("/")[2] in ("other", leak)]
        return (wanted or [dice.choice(options)])[0]

    return episode(engine, tuple(live(engine, seed, policy, "officer", on)), FIRST, LAST)


def test_the_real_one_acts_again_unless_it_was_the_real_one(pairs: list[Pair], engine: Engine) -> None:
    assert engine.head.casting
    silent = Counter[bool]()
    right = [(on, naming_the_leak(engine, seed, on)) for seed, (on, _) in enumerate(pairs[:6])]
    for _, moments in (*pairs, *right):
        cast = dealt_cast(engine.head.casting, moments[-1].state.origin.seed)
        quiet = "nothing has been received on this subject" in said(moments)
        assert quiet is (value(engine, moments[-1], "name_o") == cast["leak"])
        assert quiet is not ("by way of a third country" in said(moments))
        silent[quiet] += 1
    assert silent[False] and silent[True]


def test_i_left_you_out_is_so_only_where_it_is(pairs: list[Pair], engine: Engine) -> None:
    met = set()
    for _, moments in pairs:
        noon = str(value(engine, moments[-1], "noon_o"))
        assert ("and it is not so. The list went off at ten to six" in said(moments)) is (noon == "listed")
        met.add(noon)
    assert met == {"listed", "left"}


def test_what_the_engineer_did_is_met_again(pairs: list[Pair]) -> None:
    met = set()
    for on, moments in pairs:
        text = said(moments)
        for (act, scene, how), mark in MARKS.items():
            done = any(d.act == act and d.scene == f"engineer.e7.{scene}" and how in (d.how, "") for d in on.deeds)
            if mark in SURE:
                assert (mark in text) is done, (act, scene)
            else:
                assert done or mark not in text, (act, scene)
            met |= {mark} if mark in text else set()
    assert met == set(MARKS.values())


def test_a_run_reads_an_evening_of_it(pairs: list[Pair]) -> None:
    read = [sum(words(m.events) for m in moments) for _, moments in pairs]
    assert 3_200 <= sorted(read)[len(read) // 2] <= 5_500
