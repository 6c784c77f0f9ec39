"""Episode 8 of Volume I: the flight is what the years made of it, and every life comes to an end of its own."""

from __future__ import annotations

from collections import Counter

import pytest
import yaml
from conftest import STORY
from lives import between, lived, said, value, words

from starcity_game.authoring.opened import opened
from starcity_game.authoring.uses import uses_of
from starcity_game.engine.casting import dealt_cast
from starcity_game.engine.life import Life
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Deed, entries

LIVES = 200
FIRST = "engineer.e8.arrival"
ENDINGS = {"nameless", "kuibyshev", "silence", "arrested", "informer", "abroad", "department", "aloud"}
DECISIONS = 20
PAIRS = ({"ozhogina", "rakitin"}, {"polozov", "lomidze"}, {"fridkin", "shubinskaya"})
DEFECT = {
    "ozhogina": "descent_table", "fridkin": "masked_resonance", "rakitin": "docking_log", "lomidze": "passed_card",
    "polozov": "trainer_certificate", "shubinskaya": "change_notice",
}  # fmt: skip


@pytest.fixture(scope="module")
def lives(engine: Engine) -> list[list[Life]]:
    return [between(engine, lived(engine, seed), FIRST) for seed in range(LIVES)]


def been(engine: Engine, life: Life, scene: str) -> bool:
    return bool(life.state.counts.get(engine.head.scenes.index(f"engineer.e8.{scene}")))


def test_every_life_ends_in_one_of_eight(lives: list[list[Life]]) -> None:
    ended = Counter(moments[-1].state.ended for moments in lives)
    assert set(ended) <= ENDINGS
    assert len(ended) >= 6, ended


def test_every_life_is_asked_for_the_page_and_has_the_door_the_minute_and_the_silent_hours(
    lives: list[list[Life]], engine: Engine
) -> None:
    for moments in lives:
        last = moments[-1]
        spine = (
            "commission", "neither_list", "thirty_numbers", "door", "desks", "silent_one", "fridkin_sits",
            "price_asked", "coat", "report", "called", "archive",
        )  # fmt: skip
        assert all(been(engine, last, scene) for scene in spine)
        minutes = [
            s for s in ("hundred_metres", "sixty", "held_up", "table_seen", "table_lost") if been(engine, last, s)
        ]
        assert len(minutes) == 1
        assert "“The other thing,” says the one with the coat. “The minute.”" in said(moments)


def test_nothing_that_is_said_in_the_silent_hours_enters_the_ledger(lives: list[list[Life]], engine: Engine) -> None:
    silent = {
        s.rpartition(".")[2]
        for s in engine.head.scenes
        if s.startswith("engineer.e8.")
        and (s.rpartition(".")[2].startswith(("visit_", "silent_", "price_", "moonset")) or s.endswith("fridkin_sits"))
    }
    assert len(silent) >= 14
    done: Counter[str] = Counter()
    for moments in lives:
        deeds = [d for d in entries(moments[-1].state.ledger) if isinstance(d, Deed) and d.episode == 8]
        done.update(d.act for d in deeds)
        assert not {d.scene.rpartition(".")[2] for d in deeds} & silent
        assert len(deeds) >= 2
    assert len(done) >= 7, done


def test_who_is_asked_in_time_puts_it_right_and_who_is_asked_for_nothing_pays(
    lives: list[list[Life]], engine: Engine
) -> None:
    """The question is put to one of the two between whom the spine leaves the reader; the answer is the cast's."""
    assert engine.head.casting
    met = Counter()
    for moments in lives:
        last = moments[-1]
        hand = dealt_cast(engine.head.casting, last.state.origin.seed)["hand"]
        whom, asked = value(engine, last, "asked_whom"), value(engine, last, "asked")
        met[asked] += 1
        offered = {o.id for o in next(m for m in moments if been(engine, m, "neither_list")).offer}
        pair = next(p for p in PAIRS if hand in p)
        assert offered == pair | {"nothing"}
        if asked == "nobody":
            continue
        assert whom in pair
        assert (whom == hand) is (asked in ("right", "again"))
        if asked == "right":
            defect = engine.head.machine.defects[DEFECT[hand]]
            assert last.state.values[defect.mended]
        if asked == "wrong" and whom == "ozhogina":
            assert value(engine, last, "console_empty")
    assert min(met[a] for a in ("nobody", "right", "wrong")) >= 3, met


def test_a_no_go_can_be_taken_back_before_it_stands(lives: list[list[Life]], engine: Engine) -> None:
    said_go = Counter(value(engine, m[-1], "said_go") for m in lives)
    assert set(said_go) == {"go", "asked", "withdrawn", "no"}
    for moments in lives:
        held = value(engine, moments[-1], "no_go") == "fuelling"
        assert held is (value(engine, moments[-1], "said_go") == "no")
        assert held is been(engine, moments[-1], "drained")


def test_everybody_is_asked_the_price(lives: list[list[Life]], engine: Engine) -> None:
    for moments in lives:
        assert value(engine, moments[-1], "price") in ("paid", "refused", "unsaid")
        assert moments[-1].state.values[engine.head.facts["patron_price"].slot]


def test_what_came_of_the_flight_is_told_in_the_ending(lives: list[list[Life]], engine: Engine) -> None:
    told = {
        "landed": "You know what each bolt of it cost", "home": "They came home, without it.",
        "held": "It did not land, because of one word.", "lost": "It is known to the second when.",
        "stranded": "is known to within four kilometres",
    }  # fmt: skip
    met = set()
    for moments in lives:
        came = str(value(engine, moments[-1], "came"))
        met.add(came)
        assert told[came] in said(moments), came
    assert {"home", "held", "landed", "stranded"} <= met


def test_the_engines_are_asked_for_by_the_numbers_that_were_drawn(lives: list[list[Life]], engine: Engine) -> None:
    lit = {"thick": (18, 21), "girl": (17, 22), "ear": (19, 20), "all": range(17, 22)}
    names = {17: "Seventeen", 18: "Eighteen", 19: "Nineteen", 20: "Twenty", 21: "Twenty-one"}
    met = set()
    for moments in lives:
        pair = str(value(engine, moments[-1], "burned_pair"))
        met.add(pair)
        text = said(moments)
        for number, name in names.items():
            after = text.split(f"“{name}", 1)[1].split("“", 2)[1]
            assert after.startswith("Lit" if number in lit[pair] else "Not lit"), (pair, number, after[:20])
    assert len(met) == 4


def test_the_finale_reads_twenty_decisions_of_earlier_episodes() -> None:
    """Of those that the outline names, so many are asked for by name in scenes, papers or endings of episode 8."""
    story = opened(STORY)
    uses = uses_of(story)
    names = [
        d["name"] for d in yaml.safe_load((STORY / "_editor" / "outline" / "threads.yaml").read_text())["finale_reads"]
    ]
    text = "\n".join(p.read_text() for p in (STORY / "engineer" / "e8").glob("*.yaml"))
    flight = (STORY / "machine" / "flight.yaml").read_text() + (STORY / "machine" / "variables.yaml").read_text()
    read = {n for n in names if n in story.head.variables and (n in text or n in flight)}
    assert uses.readers
    assert len(read) >= DECISIONS, sorted(set(names) - read)


def test_a_run_reads_an_evening_of_it(lives: list[list[Life]]) -> None:
    read = sorted(sum(words(m.events) for m in moments) for moments in lives)
    assert read[0] >= 3_500
    assert 4_300 <= read[len(read) // 2] <= 8_000
