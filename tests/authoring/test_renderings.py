"""Rule D1: every act that can be reported is told by two kinds of observer at least."""

from __future__ import annotations

from pathlib import Path

import pytest

from starcity_game.authoring.opened import opened
from starcity_game.authoring.rules.renderings import renderings

STORY = "story: yard\ntitle: The Yard\nvolumes: {keeper: {title: K, start: gate}, officer: {title: O, start: desk}}\n"
YARD = """\
people: {anna: {forms: {surname: Anina, first: Anna}}}
acts: {left: Left., wrote: Wrote., lied: {text: Lied., visible: false}}
endings: {over: {title: Over, parts: [o]}}
file: {of: keeper}
manners: {dry: {}, kind: {}, sly: {}}
scenes:
  gate: {text: A., act: %s, end: over}
  desk: {text: B., act: {do: wrote, seen_by: [anna]}, end: over}
reports:
  dry: {act: left, manner: dry, text: T.}
"""
SEEN = "{do: left, how: slowly, seen_by: [anna]}"


def messages(folder: Path, act: str = SEEN, more: str = "") -> list[str]:
    (folder / "story.yaml").write_text(STORY, encoding="utf-8")
    (folder / "yard.yaml").write_text(YARD % act + more, encoding="utf-8")
    return [found.message for found in renderings(opened(folder))]


def test_one_manner_is_too_few(tmp_path: Path) -> None:
    assert messages(tmp_path) == ["`left` (slowly) is reported in 1 manner only"]


@pytest.mark.parametrize(
    ("more", "enough"),
    [
        ("  kind: {act: left, manner: kind, text: U.}\n", True),
        ("  kind: {act: left, manner: [kind, sly], how: slowly, scene: gate, text: U.}\n", True),
        ("  dry2: {act: left, manner: dry, text: U.}\n", False),
        ("  told: {act: left, manner: kind, cites: true, text: U.}\n", False),
        ("  typed: {act: left, extract: true, text: U.}\n", False),
    ],
)
def test_another_manner_at_first_hand_is_enough(tmp_path: Path, more: str, enough: bool) -> None:
    assert (messages(tmp_path, SEEN, more) == []) is enough


def test_what_nobody_saw_needs_no_report_and_its_trace_needs_two(tmp_path: Path) -> None:
    unseen = "{do: left, how: slowly}"
    assert messages(tmp_path, unseen) == []
    assert messages(tmp_path, unseen, "  ash: {act: left, manner: sly, trace: true, text: U.}\n") == [
        "`left` (slowly) is reported in 1 manner only"
    ]
    hidden = "[{do: left, seen_by: [anna]}, {do: lied, seen_by: [anna]}]"
    assert messages(tmp_path, hidden) == ["`left` is reported in 1 manner only"]


def test_a_report_that_fits_no_act_is_told_and_so_is_one_of_the_officers_own_acts(tmp_path: Path) -> None:
    more = "  kind: {act: left, manner: kind, how: fast, text: U.}\n  mine: {act: wrote, manner: kind, text: U.}\n"
    assert messages(tmp_path, SEEN, more)[1:] == [
        "the report `kind` can be about no act of the story",
        "the report `mine` can be about no act of the story",
    ]


def test_the_games_own_acts_are_all_reported() -> None:
    story = opened(Path(__file__).parents[2] / "story")
    assert [found.message for found in renderings(story)] == []
