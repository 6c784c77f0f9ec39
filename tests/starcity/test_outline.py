"""The outline of both volumes, held against what it is to bring: clues, hooks, acts and the machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
import yaml
from conftest import STORY

from starcity_game.engine.play import Engine

OUTLINE = STORY / "_editor" / "outline"
EPISODES: dict[int, dict[str, Any]] = {
    number: yaml.safe_load((OUTLINE / f"e{number}.yaml").read_text(encoding="utf-8")) for number in range(2, 9)
}
THREADS: dict[str, Any] = yaml.safe_load((OUTLINE / "threads.yaml").read_text(encoding="utf-8"))
VOLUMES = ("engineer", "officer")
Turn = dict[str, Any]


def section(name: str) -> dict[str, Any]:
    """A section of the story, from whichever files hold it."""
    found: dict[str, Any] = {}
    for path in STORY.rglob("*.yaml"):
        if "_editor" not in path.parts:
            found |= yaml.safe_load(path.read_text(encoding="utf-8")).get(name) or {}
    return found


def turns(volume: str, number: int) -> list[Turn]:
    found: list[Turn] = EPISODES[number][volume]["turns"]
    return found


def every_turn() -> Iterator[tuple[str, int, Turn]]:
    for number in EPISODES:
        for volume in VOLUMES:
            for turn in turns(volume, number):
                yield volume, number, turn


def test_every_clue_of_the_plan_has_one_scene_of_its_own_episode() -> None:
    placed = Counter((clue, volume, number) for volume, number, turn in every_turn() for clue in turn.get("clues", ()))
    planned = {
        (name, clue["volume"], clue["episode"]) for name, clue in section("clues").items() if clue["episode"] > 1
    }
    assert placed == Counter(planned)


def test_every_hook_is_paid_in_the_scene_that_it_names() -> None:
    paid = {
        hook: f"{volume}.e{number}.{turn['scene']}"
        for volume, number, turn in every_turn()
        if volume == "engineer"
        for hook in turn.get("hooks", ())
    }
    due = {name: hook["pays"] for name, hook in section("hooks").items() if ".e1." not in hook["pays"]}
    assert paid == due


def test_every_act_is_of_the_vocabulary(engine: Engine) -> None:
    for volume, number, turn in every_turn():
        for act in turn.get("acts", ()):
            assert act in engine.head.acts, (volume, number, turn["scene"])


def test_the_machine_is_tested_and_mended_by_what_it_has() -> None:
    steps = {name for system in section("systems").values() for name in (*system["tests"], *system["repairs"])}
    for volume, number, turn in every_turn():
        assert set(turn.get("machine", ())) <= steps, (volume, number, turn["scene"])


@pytest.mark.parametrize("volume", VOLUMES)
@pytest.mark.parametrize("number", EPISODES)
def test_an_episode_has_two_fixed_scenes_a_bottleneck_and_a_deck(volume: str, number: int) -> None:
    episode = EPISODES[number][volume]
    names = [turn["scene"] for turn in turns(volume, number)]
    assert len(set(names)) == len(names)
    assert len(episode["fixed"]) == 2
    assert {*episode["fixed"], episode["bottleneck"]} <= set(names)
    decks = [scene for turn in turns(volume, number) for scene in turn.get("deck", ())]
    assert set(decks) <= set(names)
    if number < 8:
        assert len(decks) >= (6 if volume == "engineer" else 5)


def test_days_go_forward_from_one_episode_to_the_next() -> None:
    spans = [EPISODES[number]["dates"] for number in EPISODES]
    assert all(begins < ends for begins, ends in spans)
    assert all(a[1] < b[0] for a, b in pairwise(spans))


def test_threads_run_through_every_episode() -> None:
    for name in "abcde":
        missing = {f"e{number}" for number in range(1, 9)} - THREADS["threads"][name].keys()
        assert missing <= ({"e4", "e6"} if name == "c" else set()), name


def test_the_finale_reads_twenty_decisions_of_earlier_episodes(engine: Engine) -> None:
    reads = THREADS["finale_reads"]
    assert len({read["name"] for read in reads}) == len(reads) >= 20
    for read in reads:
        if (STORY / "engineer" / read["from"]).is_dir():
            assert read["name"] in engine.head.variables, read["name"]
