"""The plan of clues against whole lives: the spine is met by everybody, and nothing is told to the wrong cast."""

from __future__ import annotations

from pathlib import Path

import pytest
from lives import knows, lived, watched

from starcity_game.authoring.casting.stage import Stage, stage_of
from starcity_game.authoring.opened import opened
from starcity_game.engine.casting import dealt_cast
from starcity_game.engine.life import Life
from starcity_game.engine.play import Engine

pytestmark = pytest.mark.xdist_group("officer")  # one process leads the lives for all of them
LIVES = 80
GAME = Path(__file__).parents[2] / "story"


@pytest.fixture(scope="module")
def stage() -> Stage:
    """Every cast, with the clues that exist in it."""
    found = stage_of(opened(GAME))
    assert found
    return found


def end(engine: Engine, volume: str, seed: int) -> Life:
    return lived(engine, seed)[-1] if volume == "engineer" else watched(engine, seed)[1][-1]


@pytest.mark.parametrize("volume", ["engineer", "officer"])
def test_a_clue_is_met_where_it_exists_and_nowhere_else(engine: Engine, stage: Stage, volume: str) -> None:
    assert engine.head.casting
    clues = [clue for clue in stage.clues if clue.volume == volume]
    assert clues
    met: set[str] = set()
    for seed in range(LIVES):
        life = end(engine, volume, seed)
        cast = dict(dealt_cast(engine.head.casting, life.state.origin.seed))
        exist = stage.exist[stage.casts.index(cast)]
        for clue in clues:
            known = knows(engine, life, clue.fact)
            if clue not in exist:
                assert not known, f"{clue.id} is learned in a cast for which it does not exist: {cast}"
            elif clue.spine:
                assert known, f"{clue.id} stands on the spine and was not met in life {seed}: {cast}"
            met |= {clue.id} if known else set()
    assert {clue.id for clue in clues if clue.rules} - met == set(), "no life meets these"
