"""`starcity casts`: what it prints, and what it says of a word that it does not know."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from starcity_game.authoring.casting.command import command

DATA = Path(__file__).parents[1] / "data"
GAME = Path(__file__).parents[2] / "story"


def said(*words: str) -> tuple[int, str]:
    """Whether the command was refused, and what it printed or said."""
    found = CliRunner().invoke(command, words, standalone_mode=False)
    return (2, found.exception.format_message()) if found.exception else (found.return_value, found.output)  # type: ignore[attr-defined]


def test_it_counts_the_casts_and_says_that_the_plan_is_fair() -> None:
    status, text = said(str(GAME))
    assert status == 0
    assert text.startswith("204 casts, ") and text.endswith("Fair in every cast.\n")
    assert "informer  fridkin      20.00 %     60" in text


def test_a_plan_that_is_unfair_is_a_fault() -> None:
    status, text = said(str(DATA / "every-key"))
    assert status == 1 and "no clue clears" in text


def test_it_shows_one_cast_with_all_its_clues() -> None:
    status, text = said(str(GAME), "--cast", "leak=shubinskaya, informer=fridkin")
    assert status == 0
    assert text.startswith("informer=fridkin,leak=shubinskaya,")
    assert "officer 5, machine, spine: leak_trap_archive" in text
    assert "leak_trap_phials" not in text


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("leek=rakitin", "There is no role leek: did you mean"),
        ("leak=fridkin", "fridkin is no candidate for leak"),
        ("leak", "leak needs a person, as in leak=ozhogina"),
        ("leak=rakitin,hand=rakitin", "There is no legal cast like this."),
        ("\x1b[31m=x", "There is no role"),
    ],
)
def test_a_cast_that_there_is_not(wanted: str, message: str) -> None:
    status, text = said(str(GAME), "--cast", wanted)
    assert status == 2 and message in text and "\x1b" not in text


def test_a_story_without_a_casting() -> None:
    assert said(str(DATA / "small")) == (2, "The story has no casting.")
