"""Episode 4 of Volume I: a list of remarks, fourteen lines, and what holds a ship back."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from lives import lived, words

from starcity_game.engine.casting import dealt_cast
from starcity_game.engine.events import Paper, Prose, plain
from starcity_game.engine.life import Life
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Deed, entries

LIVES = 160
FIRST, LAST = "engineer.e4.remarks", "engineer.e4.lake"
GROUNDS = 4
"""What must come together; no single thing gives more than half of it."""


@pytest.fixture(scope="module")
def lives(engine: Engine) -> list[list[Life]]:
    """The moments of lives of all temperaments from the first scene of this episode on."""
    found = [lived(engine, seed) for seed in range(LIVES)]
    first = engine.head.scenes.index(FIRST)
    return [[m for m in moments if m.state.counts.get(first)] for moments in found]


def value(engine: Engine, life: Life, name: str) -> Any:
    return life.state.values[engine.head.variables[name].slot]


def said(moments: list[Life]) -> str:
    return " ".join(
        "\n".join(plain(e.spans) for m in moments for e in m.events if isinstance(e, Prose | Paper)).split()
    )


def test_the_ship_is_held_by_four_grounds_and_never_by_one(lives: list[list[Life]], engine: Engine) -> None:
    flown: Counter[str] = Counter()
    signed: Counter[str] = Counter()
    for moments in lives:
        grounds, fate = (value(engine, moments[-1], name) for name in ("grounds", "komarov"))
        assert (fate == "alive") is (grounds >= GROUNDS)
        flown[fate] += 1
        if fate == "alive":
            signed[value(engine, moments[-1], "protocol")] += 1
        assert ("Will you run it again?" in said(moments)) is (fate == "alive")
    assert min(flown.values()) >= LIVES // 10, flown
    assert len(signed) >= 2, "no single way of signing decides it"
    assert "signed" not in signed, "one who signs without a word leaves two grounds at most to others"


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
        knows = {fact: bool(moments[-1].state.values[engine.head.facts[fact].slot])
                 for fact in ("defect_old_logic", "informer_window", "informer_thursdays")}  # fmt: skip
        assert knows["defect_old_logic"] is (cast["hand"] in ("fridkin", "shubinskaya"))
        assert knows["informer_window"] is (cast["informer"] in ("ozhogina", "shubinskaya"))
        assert knows["informer_thursdays"] is (cast["informer"] == "rakitin")


def test_a_run_reads_an_evening_of_it(lives: list[list[Life]], engine: Engine) -> None:
    last = engine.head.scenes.index(LAST)
    read = []
    for moments in lives:
        own = [m for k, m in enumerate(moments) if k == 0 or not moments[k - 1].state.counts.get(last)]
        read.append(sum(words(m.events) for m in own))
    assert 2_500 <= sorted(read)[len(read) // 2] <= 5_500
