"""Episode 4 of Volume I: a list of remarks, fourteen lines, and what holds a ship back."""

from __future__ import annotations

from collections import Counter

import pytest
from lives import episode, lived, said, value, words

from starcity_game.engine.casting import dealt_cast
from starcity_game.engine.life import Life
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Deed, entries

LIVES = 160
FIRST, LAST = "engineer.e4.remarks", "engineer.e4.lake"
GROUNDS = 5
"""What must come together; no single thing gives more than two of it."""
TRAY = {2: "There are two on the tray", 3: "There are three on the tray", 4: "There are four on the tray"}


@pytest.fixture(scope="module")
def lives(engine: Engine) -> list[list[Life]]:
    """The moments of lives of all temperaments in this episode, to the page on which the next begins."""
    return [episode(engine, lived(engine, seed), FIRST, LAST) for seed in range(LIVES)]


def test_the_ship_is_held_by_five_grounds_and_never_by_one(lives: list[list[Life]], engine: Engine) -> None:
    flown: Counter[str] = Counter()
    signed: Counter[str] = Counter()
    for moments in lives:
        grounds, fate = (value(engine, moments[-1], name) for name in ("grounds", "komarov"))
        assert (fate == "alive") is (grounds >= GROUNDS)
        flown[fate] += 1
        if fate == "alive":
            signed[value(engine, moments[-1], "protocol")] += 1
        assert ("Will you run it again?" in said(moments)) is (fate == "alive")
    assert min(flown.values()) >= LIVES // 16, flown
    assert len(signed) >= 2, "no single way of signing decides it"
    assert "signed" not in signed, "one who signs without a word takes back two"


def test_it_is_told_afterwards_cause_by_cause(lives: list[list[Life]], engine: Engine) -> None:
    causes = {
        ("remarks_said", "counted"): ("Four numbers that had gone, read out.", "The numbers, read out."),
        ("dropped_first", True): ("A film of a drop.", "The film."),
        ("packer_words", True): ("A packer’s name.", "Her words, with her name."),
        ("told_komarov", "told"): ("I asked to have it read", "He himself: he asked."),
        ("table_said", "argued"): ("A question to a thin man.", "The question that was to win."),
        ("gagarin_said", "no"): ("somebody by the carafe who said no", "What was said by the carafe."),
    }
    for moments in lives:
        text, dead = said(moments), value(engine, moments[-1], "komarov") == "dead"
        for (name, wanted), told in causes.items():
            held = value(engine, moments[-1], name) == wanted
            assert (told[dead] in text) is held, name
        grounds = value(engine, moments[-1], "grounds")
        assert (TRAY.get(grounds, "next to nothing on the tray") in text) is dead


def test_what_the_chief_is_reminded_of_is_his_own_page(lives: list[list[Life]], engine: Engine) -> None:
    met = set()
    for moments in lives:
        carried = value(engine, moments[-1], "protocol") == "carried"
        clause = value(engine, moments[-1], "clause") == "empty"
        met.add((carried, clause))
        assert ("I shall be told that there is a date." in said(moments)) is carried
        assert ("What flies empty may fly as it likes." in said(moments)) is (carried and clause)
    assert {(True, True), (False, True)} <= met


def test_what_was_done_in_1966_is_said_back_in_1967(lives: list[list[Life]], engine: Engine) -> None:
    for moments in lives:
        text = said(moments)
        was = {name: value(engine, moments[-1], name) for name in ("tube", "stand_built", "engines_rule", "rode")}
        assert ("the one that you brought him" in text) is bool(was["tube"])
        assert ("A whole column is blocked out in red" in text) is bool(was["stand_built"])
        assert ("he has put burning" in text) is (was["engines_rule"] == "every")
        assert ("you were the first to come down in it" in text) is (was["rode"] == "you")


def test_a_school_wins_one_argument(lives: list[list[Life]], engine: Engine) -> None:
    won = {"engines": "is for bare metal", "gyroscopes": "ever let it sit", "computing": "an error of the pen"}
    met = set()
    for moments in lives:
        school = value(engine, moments[-1], "school")
        argued = value(engine, moments[-1], "table_said") == "argued"
        assert [k for k, words_ in won.items() if words_ in said(moments)] == [school] * argued
        met |= {school} if argued else set()
    assert met == set(won)


def test_every_life_does_acts_enough_for_the_file(lives: list[list[Life]]) -> None:
    done = [d for moments in lives for d in entries(moments[-1].state.ledger)
            if isinstance(d, Deed) and d.scene.startswith("engineer.e4.")]  # fmt: skip
    assert {d.episode for d in done} == {4}
    assert len({d.act for d in done}) >= 8
    assert len(done) >= 6 * LIVES


def test_the_clues_of_the_spine_are_those_of_the_cast(lives: list[list[Life]], engine: Engine) -> None:
    assert engine.head.casting
    for moments in lives:
        cast = dealt_cast(engine.head.casting, moments[-1].state.origin.seed)
        knows = {
            fact: bool(moments[-1].state.values[engine.head.facts[fact].slot])
            for fact in ("defect_old_logic", "informer_window", "informer_thursdays", "informer_not_fridkin")
        }
        assert knows["defect_old_logic"] is (cast["hand"] in ("fridkin", "shubinskaya"))
        assert knows["informer_window"] is (cast["informer"] in ("ozhogina", "shubinskaya"))
        assert knows["informer_thursdays"] is (cast["informer"] == "rakitin")
        assert knows["informer_not_fridkin"] is (cast["informer"] != "fridkin")


def test_a_run_reads_an_evening_of_it(lives: list[list[Life]]) -> None:
    read = sorted(sum(words(m.events) for m in moments) for moments in lives)
    assert 3_500 <= read[len(read) // 2] <= 5_500
