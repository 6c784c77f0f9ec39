"""Ten temperaments through both volumes: what one is like has to be able to decide how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from starcity_game.authoring.explore.policies import players_of
from starcity_game.authoring.explore.trial import Chunk, Trial
from starcity_game.authoring.opened import opened
from starcity_game.story.players import Player

GAME = Path(__file__).parents[2] / "story"
TEMPERAMENTS = (
    Player("saint", {"people": 2, "conscience": 2, "standing": -0.3, "trust": -0.3}, whim=0.2),
    Player("coward", {"caution": 1, "attention": -2, "nerve": 1, "discretion": 1, "cover": 2}, odds=3, whim=0.2),
    Player("climber", {"standing": 3, "trust": 3, "service": 1}, whim=0.2),
    Player("whistle-blower", {"candour": 2, "truth": 2, "attention": 0.5}, whim=0.2),
    Player("friend", {"people": 2, "nerve": 0.5, "conscience": 1, "discretion": 0.5}, whim=0.5),
    Player("only to see it fly", {"margin": 2, "standing": 0.3, "truth": 1, "zeal": 0.5}, whim=0.2),
)


@pytest.mark.slow
def test_ten_temperaments_end_in_six_ways_at_least() -> None:
    story = opened(GAME)
    players = (*players_of(story), *TEMPERAMENTS)
    assert len(players) == 10
    assert story.story
    ends: dict[str, set[str]] = {volume: set() for volume in story.head.volumes}
    for seed in (1, 2, 3):
        led: dict[str, set[str]] = {}
        for half, volume in enumerate(sorted(ends)):
            tally = Trial(story.story, players, seed).lead(Chunk(half * len(players), len(players)))
            led[volume] = {ending for of in tally.endings.values() for ending in of}
            ends[volume] |= led[volume]
        assert all(len(found) >= 5 for found in led.values()), led
    assert all(len(found) >= 6 for found in ends.values()), ends
