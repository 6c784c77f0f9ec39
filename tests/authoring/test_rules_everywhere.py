"""Every rule on every story there is, and on stories that are deep, wide or small."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruled import END, HEAD

from starcity_game.authoring.opened import Opened, opened
from starcity_game.authoring.rules import ALL
from starcity_game.authoring.rules.rule import Level

STORIES = Path(__file__).parents[1] / "data"
GAME = Path(__file__).parents[2] / "story"
EVERY_KEY = Path(__file__).parents[1] / "data" / "every-key"


def written(folder: Path, text: str) -> Opened:
    (folder / "story.yaml").write_text(HEAD, encoding="utf-8")
    (folder / "a.yaml").write_text(text + END, encoding="utf-8")
    return opened(folder)


@pytest.mark.parametrize("name", ["small", "every-key", "desk-story"])
def test_every_finding_stands_in_a_file_of_the_story(name: str) -> None:
    story = opened(STORIES / name)
    lines = {page.file: page.text.count("\n") + 1 for page in story.trace.pages}
    for rule in ALL.values():
        for found in rule.find(story):
            file, line, column = found.place
            assert file in lines
            assert 0 <= line <= lines[file]
            assert column >= min(line, 1)
            assert found.message


@pytest.mark.parametrize("code", ALL)
def test_a_rule_says_why_it_is_there_and_how_to_mend_what_it_finds(code: str) -> None:
    rule = ALL[code]
    assert rule.code == code
    assert rule.level is not Level.OFF
    assert len(rule.why.split()) > 15
    assert rule.mend.endswith(".")
    assert "'" not in rule.why + rule.mend
    assert "  " not in rule.why


def test_a_thousand_scenes_without_a_choice(tmp_path: Path) -> None:
    chain = "".join(f"  s{n}: {{goto: s{n + 1}}}\n" for n in range(3_000))
    text = f"""variables: {{nerve: {{number: 5, min: 0, max: 9}}}}
scenes:
  start:
    set: nerve += 1
    check: {{nerve: 5}}
    failure: {{goto: s0}}
    choices: [{{label: A., goto: s0}}, {{label: B., goto: s1}}]
{chain}  s3000: {{text: Last., end: over}}
"""
    story = written(tmp_path, text)
    codes = {code for code, rule in ALL.items() if any(f.level is not Level.METRIC for f in rule.find(story))}
    assert codes == {"R5"}


def test_a_story_of_one_scene(tmp_path: Path) -> None:
    story = written(tmp_path, "scenes: {start: {end: over}}")
    assert [found for rule in ALL.values() for found in rule.find(story)] == []


def test_two_findings_in_a_row_are_the_same() -> None:
    first, second = opened(EVERY_KEY), opened(EVERY_KEY)
    for rule in ALL.values():
        assert list(rule.find(first)) == list(rule.find(second))
