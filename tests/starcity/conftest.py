"""The story of the game, loaded once for the tests that read and play it."""

from __future__ import annotations

from pathlib import Path

import pytest

from starcity_game.engine.play import Engine
from starcity_game.story.load import load

STORY = Path(__file__).parents[2] / "story"


@pytest.fixture(scope="session")
def engine() -> Engine:
    """An engine for the game's own story."""
    loaded = load(STORY)
    assert [f.line_of_text() for f in loaded.findings] == []
    assert loaded.story
    return Engine(loaded.story)
