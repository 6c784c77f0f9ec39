"""A small story, and a player at a pipe."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from plain_player import SMALL, Playing

from starcity_game.engine.play import Engine
from starcity_game.plain.game import Wish, run
from starcity_game.saves.where import Place
from starcity_game.story.load import load


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The small story, ready to be played."""
    loaded = load(SMALL)
    assert loaded.story is not None, loaded.findings
    return Engine(loaded.story)


@pytest.fixture
def playing(engine: Engine, tmp_path: Path) -> Playing:
    """Plays a script, given as lines, and gives the transcript; all scripts of a test share one folder."""

    def play(
        *script: str,
        seed: int | None = 7,
        volume: str | None = "clerk",
        new: bool = False,
        live: bool = False,
        place: Place | None = None,
    ) -> str:
        out = io.StringIO()
        typed = io.BytesIO("".join(line + "\n" for line in script).encode())
        saves = place or Place(tmp_path / "saves")
        assert run(engine, saves, Wish(volume, seed, new), typed, out, live) == 0
        return out.getvalue()

    return play
