"""Episode 6 of Volume I: what the outline and the bible ask of it, counted and played."""

from __future__ import annotations

import pytest
from lives import between, knows, lived, pages, value, words

from starcity_game.engine.casting import dealt_cast
from starcity_game.engine.events import plain
from starcity_game.engine.life import Life
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Deed, entries

LIVES = 120
FIRST = "engineer.e6.drawer"
# What one cast alone may learn in the hub, and by which storylet.
HUB = {
    "informer_carriage": ("informer", "ozhogina", "Ozhogina is at the far end of the hall"),
    "informer_ghost": ("informer", "shubinskaya", "ask for a strip of tracing paper"),
    "informer_place": ("informer", "fridkin", "Fridkin’s girl has got in"),
    "defect_splice": ("hand", "fridkin", "wind the old films"),
    "defect_serial": ("hand", "polozov", "see the paper by which she has been passed"),
}
COUNTED = {
    "raised": "For ....................................... 212",
    "late": "“Two hundred and eleven,” says the teller.",
    "abstained": "1 (one)",
    "out": "the reel goes round",
}


@pytest.fixture(scope="module")
def lives(engine: Engine) -> list[list[Life]]:
    """The moments of lives of all temperaments from the first scene of this episode on."""
    return [between(engine, lived(engine, seed), FIRST) for seed in range(LIVES)]


def cast(engine: Engine, life: Life) -> dict[str, str]:
    assert engine.head.casting
    return dict(dealt_cast(engine.head.casting, life.state.origin.seed))


def offered(moments: list[Life]) -> str:
    return "\n".join(plain(o.label) for m in moments for o in m.offer)


def test_a_run_reads_an_evening_of_it(lives: list[list[Life]], engine: Engine) -> None:
    after = engine.head.scenes.index("engineer.e7.three")
    own = [[m for m in moments if not m.state.counts.get(after)] for moments in lives]
    read = sorted(sum(words(m.events) for m in moments) for moments in own)
    assert 3_500 <= read[len(read) // 2] <= 5_500


def test_every_life_does_acts_enough_for_the_file(lives: list[list[Life]]) -> None:
    done = [
        [d for d in entries(moments[-1].state.ledger) if isinstance(d, Deed) and d.scene.startswith("engineer.e6.")]
        for moments in lives
    ]
    assert {d.episode for own in done for d in own} == {6}
    assert len({d.act for own in done for d in own}) >= 20
    assert sum(len({d.act for d in own}) >= 8 for own in done) >= LIVES * 9 // 10


def test_the_clue_on_the_spine_is_met_by_its_casts_and_by_no_other(lives: list[list[Life]], engine: Engine) -> None:
    met = set()
    for moments in lives:
        there = cast(engine, moments[-1])["hand"] in ("fridkin", "shubinskaya")
        assert knows(engine, moments[-1], "defect_milliseconds") is there
        met.add(there)
    assert met == {True, False}


def test_the_hub_offers_what_it_pins_to_its_cast_and_to_no_other(lives: list[list[Life]], engine: Engine) -> None:
    met = set()
    for moments in lives:
        dealt = cast(engine, moments[-1])
        for fact, (role, who, label) in HUB.items():
            assert (label in offered(moments)) is (dealt[role] == who), (fact, dealt)
            if knows(engine, moments[-1], fact):
                assert dealt[role] == who, fact
                met.add(fact)
    assert met == set(HUB)


def test_whoever_is_thanked_and_innocent_clears_themself(lives: list[list[Life]], engine: Engine) -> None:
    for moments in lives:
        dealt = cast(engine, moments[-1])
        for who in ("lomidze", "polozov"):
            guilty = who in (dealt["leak"], dealt["hand"], dealt["patron"])
            thanked = value(engine, moments[-1], "thanked") == who
            assert knows(engine, moments[-1], f"patron_not_{who}") is (thanked and not guilty), (who, dealt)


def test_a_hand_has_four_ways_and_the_paper_knows_them(lives: list[list[Life]], engine: Engine) -> None:
    met = set()
    for moments in lives:
        text, prague = pages(moments), str(value(engine, moments[-1], "prague"))
        met.add(prague)
        assert COUNTED[prague] in text or (prague == "out" and "the tape goes round" in text), prague
        assert ("is typed, and lined through" in text) is (prague == "abstained")
        swapped = value(engine, moments[-1], "ozhogina_hand") != "unsaid"
        assert ("Present ................................... 211" in text) is (prague == "out" and not swapped)
    assert met == set(COUNTED)


def test_kaplanov_and_the_stand_are_said_back(lives: list[list[Life]], engine: Engine) -> None:
    met = set()
    for moments in lives:
        named = value(engine, moments[-1], "accused") == "named"
        assert ("before your paper on the tower named him" in pages(moments)) is named
        stood = bool(value(engine, moments[-1], "stand_built"))
        assert ("One page paid for this, with a name under it." in pages(moments)) is stood
        met |= {named, stood}
    assert met == {True, False}


def test_who_abstained_is_not_on_the_list_for_the_bunker(lives: list[list[Life]], engine: Engine) -> None:
    for moments in lives:
        barred = value(engine, moments[-1], "prague") == "abstained"
        assert ("You are not on the list for the bunker." in pages(moments)) is barred


def test_the_second_is_said_only_to_who_asks_and_shown_to_all(lives: list[list[Life]], engine: Engine) -> None:
    for moments in lives:
        text = pages(moments)
        assert "107. Nos. 25–30. All together" in text
        asked = value(engine, moments[-1], "slip") == "asked"
        assert ("“A hundred and seven,” says Fridkin." in text) is asked


def test_nobody_is_told_that_the_next_one_is_sound_who_has_not_read_it(lives: list[list[Life]], engine: Engine) -> None:
    met = set()
    for moments in lives:
        read = bool(value(engine, moments[-1], "read_all"))
        if "laid another way, in the spring" in pages(moments):
            assert read
        if not read:
            met.add("the main channels do not say" in pages(moments))
    assert True in met
