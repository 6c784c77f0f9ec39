"""The plan of clues against whole lives: the spine is met by everybody, and nothing is told to the wrong cast."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from lives import lived, watched

from starcity_game.engine.casting import dealt_cast
from starcity_game.engine.life import Life
from starcity_game.engine.play import Engine

pytestmark = pytest.mark.xdist_group("officer")  # one process leads the lives for all of them
LIVES = 80
CLUES = Path(__file__).parents[2] / "story" / "clues"


def planned() -> dict[str, dict[str, Any]]:
    """The clues as the plan has them."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(CLUES.glob("*.yaml")):
        found |= yaml.safe_load(path.read_text(encoding="utf-8")).get("clues") or {}
    return found


def exists(clue: dict[str, Any], cast: dict[str, str]) -> bool:
    """Whether the clue is there in this cast. Its condition is of the plain kind that Python reads in the same way."""
    return bool(eval(clue.get("when", "True"), {"__builtins__": {}}, {"cast": SimpleNamespace(**cast)}))


def end(engine: Engine, volume: str, seed: int) -> Life:
    return lived(engine, seed)[-1] if volume == "engineer" else watched(engine, seed)[1][-1]


@pytest.mark.parametrize("volume", ["engineer", "officer"])
def test_a_clue_is_met_where_it_exists_and_nowhere_else(engine: Engine, volume: str) -> None:
    assert engine.head.casting
    clues = {name: clue for name, clue in planned().items() if clue["volume"] == volume}
    assert clues
    met: set[str] = set()
    for seed in range(LIVES):
        life = end(engine, volume, seed)
        cast = dict(dealt_cast(engine.head.casting, life.state.origin.seed))
        for name, clue in clues.items():
            known = bool(life.state.values[engine.head.facts[clue["fact"]].slot])
            if not exists(clue, cast):
                assert not known, f"{name} is learned in a cast for which it does not exist: {cast}"
            elif clue.get("spine"):
                assert known, f"{name} stands on the spine and was not met in life {seed}: {cast}"
            met |= {name} if known else set()
    telling = {name for name, clue in clues.items() if "rules" in clue or "clears" in clue}
    assert telling - met == set(), "no life meets these"
