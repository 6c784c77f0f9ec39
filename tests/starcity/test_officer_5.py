"""Episode 5 of Volume II: a number on one sheet, five sheets with a figure each, and one match."""

from __future__ import annotations

import statistics
from collections import Counter

import pytest
from lives import Pair, handed, lived, on_file, said, value, words

from starcity_game.engine.casting import dealt_cast
from starcity_game.engine.events import Prose, plain
from starcity_game.engine.life import steps
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Subject

pytestmark = pytest.mark.xdist_group("officer")  # one process leads the lives for all of them
LIVES = 60
FIRST, LAST = "officer.e5.kashtan", "officer.e5.one_copy"
SPINE = {
    "leak_trap_rounded": {"ozhogina", "polozov"},
    "leak_trap_phials": {"rakitin", "lomidze"},
    "leak_trap_archive": {"shubinskaya"},
}


@pytest.fixture(scope="module")
def pairs(engine: Engine) -> list[Pair]:
    """Subjects of Volume I, and the officer’s moments in this episode on each of them, in one world."""
    return on_file(engine, LIVES, FIRST, LAST)


def did(on: Subject, act: str, scene: str, how: str = "") -> bool:
    return any(d.act == act and d.scene == f"engineer.e5.{scene}" and how in d.how for d in on.deeds)


def test_one_reading_is_of_an_evening(pairs: list[Pair]) -> None:
    read = [sum(words(m.events) for m in moments) for _, moments in pairs]
    assert 3_000 < statistics.median(read) < 5_500


def test_what_comes_back_fits_two_of_five_as_the_cast_has_it(pairs: list[Pair], engine: Engine) -> None:
    assert engine.head.casting
    met = set()
    for _, moments in pairs:
        cast = dealt_cast(engine.head.casting, moments[-1].state.origin.seed)
        for fact, who in SPINE.items():
            known = bool(moments[-1].state.values[engine.head.facts[fact].slot])
            assert known is (cast["leak"] in who), (fact, cast)
            met |= {fact} if known else set()
        suspect = value(engine, moments[-1], "suspect_o")
        two = next(who for who in SPINE.values() if cast["leak"] in who) | (
            {"ozhogina"} if cast["leak"] == "shubinskaya" else set()
        )
        assert suspect in two | {"nobody"}
    assert met == set(SPINE)


def test_the_figures_fit_as_the_strip_says() -> None:
    pounds = {who: kg * 2.20462 for who, kg in zip("orpls", (870, 790, 850, 770, 910), strict=True)}
    hundreds = {who: round(lb, -2) for who, lb in pounds.items()}
    assert {who for who, lb in hundreds.items() if lb == 1_900} == {"o", "p"}
    assert {who for who, lb in hundreds.items() if lb == 1_700} == {"r", "l"}
    assert {who for who, lb in pounds.items() if round(lb / 2_000, 1) == 1.0} == {"o", "s"}
    assert (850 - 760) / 3 == 30


def test_whoever_was_told_is_the_hook(pairs: list[Pair], engine: Engine) -> None:
    ways: Counter[str] = Counter()
    for (_, moments), given in zip(pairs, handed(engine, LIVES), strict=True):
        told = str(value(engine, moments[-1], "canary_o"))
        ways[told] += 1
        assert given["canary_told"] == told
        assert ("You say it to the carpet." in said(moments)) is (told == "you")
    assert set(ways) == {"nobody", "ozhogina", "polozov", "you"}
    assert max(ways.values()) < LIVES * 0.6


def test_the_lead_in_the_box_is_what_the_engineer_left_there(pairs: list[Pair]) -> None:
    marks = {
        ("asked_private_count", "ninety"): "You know what it was that was asked, since you made it necessary.",
        ("left_paper", "ninety"): "Under the engineer’s own name, then",
        ("queried_document", "ninety"): "The engineer had asked, and Polozov had answered",
        ("kept_silent", "ninety"): "Only you know that there was something not to say.",
    }
    met = set()
    for on, moments in pairs:
        text = said(moments)
        for deed, mark in marks.items():
            assert (mark in text) is did(on, *deed), (deed, mark)
            met |= {deed} if mark in text else set()
        assert ("There are nine more than copy No. 3 allows." in text) is bool(on.keeps["true_figure"])
    assert met == set(marks)


def test_a_reference_is_quoted_in_its_own_words(pairs: list[Pair]) -> None:
    quoted = {
        "generous": "“Knows what each paper is about, and remembers who asked for it.” And whom",
        "steady": "“In her time nothing has been lost.” How can that be known?",
        "short": "“Literate. Accurate.” Of an archivist",
    }
    met = set()
    for on, moments in pairs:
        text, wrote = said(moments), str(on.keeps["ref_shubinskaya"])
        for how, words_of_it in quoted.items():
            assert (words_of_it in text) is (how == wrote), (how, wrote)
        met.add(wrote)
    assert met >= set(quoted)


def test_a_sentence_that_went_up_is_known_by_heart(pairs: list[Pair], engine: Engine) -> None:
    met = set()
    for (_, moments), given in zip(pairs, handed(engine, LIVES), strict=True):
        up, ref = (value(engine, moments[-1], name) for name in ("up_o", "ref_o"))
        met.add(up)
        assert given["reference_quoted"] is (up == "fridkin" or ref == "quoted")
    assert met == {"fridkin", "archivist", "neither"}


def test_the_match_is_the_same_word_for_word(pairs: list[Pair], engine: Engine) -> None:
    talk = "“I have it written down how he laughed.”"
    mine = next(
        plain(e.spans)
        for _, moments in pairs
        for m in moments
        for e in m.events
        if isinstance(e, Prose) and talk in plain(e.spans)
    )
    mine = mine[mine.index("“Forgive me.") : mine.index("quite sure of.”")]
    heard = ""
    for step in steps(lived(engine, 0)[-1]):
        if engine.ready(step.before.scene).source.id == "engineer.e5.match":
            heard = "\n".join(
                plain(e.spans) for e in engine.enter(step.before, step.before.scene).events if isinstance(e, Prose)
            )
    assert mine in heard
