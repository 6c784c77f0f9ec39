"""The map of a story: whole or a part, with everything escaped that means something to the programs that draw."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from starcity_game.authoring.diagrams import dot, mermaid
from starcity_game.authoring.graph import command
from starcity_game.authoring.opened import opened
from starcity_game.authoring.story_map import Road, Sort, StoryMap, Way, story_map
from starcity_game.commandline import Faulty, Missing

DATA = Path(__file__).parents[1] / "data"
EVERY_KEY = str(DATA / "every-key")
STRING = r'"(?:[^"\\\n]|\\.)*"'
DOT_LINE = re.compile(
    rf"digraph {STRING} \{{|\s*subgraph cluster_\d+ \{{|\s*\}}|\s*rankdir=TB;|\s*(?:node|edge) \[[^\]]*\];"
    rf"|\s*label={STRING};|\s*{STRING} \[label={STRING}, [^\]]*\];|\s*{STRING} -> {STRING}(?: \[.*\])?;"
)
MERMAID_LINE = re.compile(
    r'flowchart TD|  subgraph e\d+\["[^"]*"\]|  end|\s+n\d+[\[(]+"[^"]*"[\])]+(?::::outside)?'
    r'|  n\d+ (?:-->|-\.->|-\.-|==>)(?:\|"[^"|]*"\|)? n\d+|  classDef outside .*'
)


def run(*words: str) -> None:
    assert command.main([*words], standalone_mode=False) == 0


def whole(folder: Path) -> StoryMap:
    return story_map(opened(folder))


def roads(shown: StoryMap) -> dict[tuple[str, str], Road]:
    return {(road.start, road.end): road for road in shown.roads}


HOSTILE = r"""story: h
title: "A \"b\" \\"
volumes: {o: {title: O, start: a}}
scenes:
  a:
    episode: {number: 1, title: "E \" ] end"}
    title: "<i>\" \\ ] }"
    choices:
      - label: '"] \} \| --> <b> `x` # ; end & \\ \{'
        goto: b
  b: {text: B., end: out}
endings: {out: {title: 'O"', parts: [O.]}}
"""


def test_ways_are_of_their_kinds() -> None:
    found = roads(whole(DATA / "every-key"))
    assert found["scene:tower.foot", "scene:tower.stair"].labels == ("Climb.", "Ask Roman Lvovich for the key.")
    assert found["scene:tower.lamp_room", "scene:tower.telephone"].way is Way.CALL
    assert found["scene:tower.lamp_room", "deck:tower.night"].way is Way.DRAW
    assert found["deck:tower.night", "scene:tower.oil"].labels == ("Measure the oil.",)
    ended = {end for start, end in found if start == "scene:tower.relief" and end.startswith("ending:")}
    assert ended == {"ending:signed", "ending:dark", "ending:plain"}


def test_hubs_storylets_and_decks_are_told_apart() -> None:
    sorts = {place.key: place.sort for place in whole(DATA / "every-key").places}
    assert sorts["scene:tower.lamp_room"] is Sort.HUB
    assert sorts["scene:tower.rats"] is Sort.STORYLET
    assert sorts["deck:tower.idle"] is Sort.DECK
    assert sorts["scene:tower.foot"] is Sort.SCENE


def test_a_neighbourhood_goes_both_ways_and_no_further() -> None:
    shown = whole(DATA / "every-key").around("scene:tower.stair", 1)
    assert {place.id for place in shown.places} == {"tower.foot", "tower.stair", "tower.lamp_room"}
    assert {place.id for place in whole(DATA / "every-key").around("scene:tower.stair", 0).places} == {"tower.stair"}


def test_an_episode_shows_what_is_next_to_it_as_outside() -> None:
    shown = whole(DATA / "every-key").of_episode(2)
    assert {place.id for place in shown.places if not place.outside} == {"tower.relief"}
    outside = {place.id for place in shown.places if place.outside}
    assert outside == {"tower.morning", "tower.lamp_room", "tower.telephone", "signed", "dark", "plain"}
    inside = {"scene:tower.relief"}
    assert all({road.start, road.end} & inside for road in shown.roads)


@pytest.mark.parametrize("folder", ["every-key", "small", "desk-story"])
def test_every_line_is_of_the_language(folder: str) -> None:
    shown = whole(DATA / folder)
    assert [line for line in dot(shown, "x").splitlines() if not DOT_LINE.fullmatch(line)] == []
    assert [line for line in mermaid(shown).splitlines() if not MERMAID_LINE.fullmatch(line)] == []


def test_what_means_something_to_those_who_draw_is_escaped(tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_text(HOSTILE)
    story = opened(tmp_path)
    shown = story_map(story)
    assert shown.roads[0].labels[0].startswith('"] } | -->')
    drawn = dot(shown, story.head.title)
    assert [line for line in drawn.splitlines() if not DOT_LINE.fullmatch(line)] == []
    assert drawn.startswith('digraph "A \\"b\\" \\\\" {')
    assert [line for line in mermaid(shown).splitlines() if not MERMAID_LINE.fullmatch(line)] == []


def test_the_map_is_the_same_each_time(capsys: pytest.CaptureFixture[str]) -> None:
    run(EVERY_KEY)
    first = capsys.readouterr().out
    run(EVERY_KEY, "--dot")
    assert capsys.readouterr().out == first


def test_a_scene_may_be_named_without_its_prefix(capsys: pytest.CaptureFixture[str]) -> None:
    run(EVERY_KEY, "--scene", "stair", "--depth", "1", "--mermaid")
    assert capsys.readouterr().out.startswith("flowchart TD\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--scene", "stairs"), "There is no scene stairs (did you mean"),
        (("--episode", "7"), "There is no episode 7; there are"),
    ],
)
def test_what_is_not_there_is_said(words: tuple[str, ...], told: str) -> None:
    with pytest.raises(Missing) as missing:
        run(EVERY_KEY, *words)
    assert missing.value.message.startswith(told)


@pytest.mark.parametrize("words", [("--dot", "--mermaid"), ("--episode", "1", "--scene", "a"), ("--depth", "1")])
def test_options_that_exclude_each_other_are_refused(words: tuple[str, ...]) -> None:
    with pytest.raises(click.UsageError):
        run(EVERY_KEY, *words)


def test_a_story_with_errors_has_no_map(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "story.yaml").write_text("story: x\n")
    with pytest.raises(Faulty):
        run(str(tmp_path))
    assert "E502" in capsys.readouterr().err
