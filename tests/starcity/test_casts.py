"""The cast of Star City: 204 legal ones, evenly dealt, each to be found out; and episode 1 is the same for all."""

from __future__ import annotations

import time
from collections import Counter
from fractions import Fraction
from functools import reduce
from pathlib import Path

import pytest
from lives import POLICIES, live

from starcity_game.authoring.casting.demands import CARELESS_LEFT, STAY_OPEN
from starcity_game.authoring.casting.marginals import marginals
from starcity_game.authoring.casting.stage import Stage, stage_of
from starcity_game.authoring.casting.verdict import complaints
from starcity_game.authoring.opened import Opened, opened
from starcity_game.authoring.rules import ALL
from starcity_game.authoring.rules.rule import Level
from starcity_game.engine.casting import dealt_cast
from starcity_game.story.expressions import reads

GAME = Path(__file__).parents[2] / "story"
SIX = ("ozhogina", "fridkin", "rakitin", "lomidze", "polozov", "shubinskaya")
STORY: Opened = opened(GAME)


def the_stage() -> Stage:
    found = stage_of(STORY)
    assert found is not None
    return found


STAGE = the_stage()


def test_there_are_204_casts_and_none_that_the_bible_forbids() -> None:
    assert len(STAGE.casts) == 204
    for cast in STAGE.casts:
        assert len(set(cast.values())) == 4 and set(cast.values()) <= set(SIX)
        assert cast["informer"] != "polozov"
        assert "fridkin" not in (cast["leak"], cast["patron"])


def test_every_candidate_is_equally_likely() -> None:
    wanted = {"informer": 5, "leak": 5, "hand": 6, "patron": 5}
    for role, of in marginals(STAGE.casting).items():
        assert len(of) == wanted[role]
        assert all(abs(share - Fraction(1, wanted[role])) < Fraction(1, 10**12) for share in of.values())


def test_every_cast_comes_up() -> None:
    seen = Counter(tuple(dealt_cast(STAGE.casting, seed).values()) for seed in range(6_000))
    assert len(seen) == 204


def test_the_plan_is_fair_and_that_is_proved_in_time() -> None:
    began = time.perf_counter()
    found = complaints(STAGE)
    assert found == []
    assert time.perf_counter() - began < 10
    assert [f for code in ("D2", "D3") for f in ALL[code].find(STORY) if f.level is not Level.METRIC] == []


def test_by_hand_too_each_cast_is_found_out_and_stays_open() -> None:
    """The same without the solver: sets of names, one clue after another."""
    conclusions = STAGE.casting.conclusions
    for number, cast in enumerate(STAGE.casts):
        for conclusion in conclusions.values():
            everybody = {*STAGE.suspects(conclusion)}
            clues = [c for c in STAGE.exist[number] if c.volume in conclusion.volumes and conclusion.id in c.rules]
            careful = reduce(lambda left, clue: left & {*clue.rules[conclusion.id]}, clues, everybody)
            assert careful == {cast[conclusion.role]}
            spine = reduce(
                lambda left, clue: left & {*clue.rules[conclusion.id]}, [c for c in clues if c.spine], everybody
            )
            if len(conclusion.volumes) == 1:
                assert len(spine) == CARELESS_LEFT and cast[conclusion.role] in spine
        for volume, own in (("engineer", "informer"), ("officer", "leak")):
            told = [c for c in STAGE.exist[number] if c.volume == volume]
            agree = [
                other
                for other in STAGE.casts
                if all(
                    other[conclusions[id].role] in people
                    for clue in told
                    for id, people in clue.rules.items()
                    if conclusions[id].role != "hand"
                )
            ]
            others = {"informer", "leak", "hand", "patron"} - {own}
            assert all(len({other[role] for other in agree}) >= STAY_OPEN for role in others)


@pytest.mark.slow
def test_the_solver_needs_every_clue_to_a_conclusion() -> None:
    """Leaving out any clue that leads to a name, or clears one, makes the plan unfair."""
    idle = {c.id for c in STAGE.clues if not c.rules} | {"patron_price"}
    for left_out in [c.id for c in STAGE.clues if c.id not in idle]:
        clues = {c.id: c for c in STAGE.clues if c.id != left_out}
        found = complaints(Stage(STORY.head, STAGE.casting, clues))
        assert found, left_out
        assert all(one.conclusion in STAGE.by_id[left_out].rules for one in found)


def test_fridkin_looks_guilty_in_every_cast_and_somebody_else_by_turns() -> None:
    easy = Counter[str]()
    for number in range(len(STAGE.casts)):
        pointed = {p for clue in STAGE.exist[number] for p in clue.points.get("leak", ())}
        assert "fridkin" in pointed
        assert STAGE.casts[number]["leak"] not in pointed
        easy.update(pointed - {"fridkin"})
    assert set(easy) == set(SIX) - {"fridkin"}


@pytest.mark.parametrize("id", ["Volume I", "Volume II"])
def test_every_clue_says_how_it_is_found(id: str) -> None:
    volume = {"Volume I": "engineer", "Volume II": "officer"}[id]
    clues = [clue for clue in STAGE.clues if clue.volume == volume]
    assert clues and all(clue.text and clue.how for clue in clues)
    assert all(clue.cost for clue in clues if not clue.spine and clue.rules and not clue.clears)
    assert len({clue.text for clue in clues}) > 0.9 * len(clues)
    assert {clue.episode for clue in clues} >= {2, 3, 4, 5, 6, 7}


@pytest.mark.slow
def test_episode_1_can_be_lived_in_every_cast() -> None:
    """One life for each cast, by players who take turns."""
    wanted, seed = set(range(len(STAGE.casts))), 0
    numbers = {tuple(cast.values()): number for number, cast in enumerate(STAGE.casts)}
    policies = [*POLICIES.values()]
    while wanted:
        number = numbers[tuple(dealt_cast(STAGE.casting, seed).values())]
        if number in wanted:
            wanted.discard(number)
            *_, life = live(STORY.engine, seed, policies[seed % len(policies)])
            assert life.ended
        seed += 1


def test_nothing_shows_the_cast_as_a_word() -> None:
    """A text may give a form of whoever was cast, and never the word that the role holds."""
    slots = {role.slot for role in STAGE.casting.roles}
    assert STORY.story.dossier is not None
    extracts = STORY.story.dossier.rules.informer  # says whose telling is retyped, and is never printed
    words = [number for number, tree in enumerate(STORY.head.code) if tree[0] == "slot" and reads(tree) & slots]
    assert words == [extracts]
