"""`starcity file`: a file as text, and a ledger as a text for a friend."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from starcity_game.cli import starcity

EVERY_KEY = Path(__file__).parents[1] / "data" / "every-key"


def ran(tmp_path: Path, *arguments: str, story: Path = EVERY_KEY) -> Result:
    return CliRunner().invoke(
        starcity, ["file", *arguments, "--story", str(story), "--saves", str(tmp_path / "lives")], standalone_mode=False
    )


def test_alone_it_lists_what_could_be_opened(tmp_path: Path) -> None:
    assert ran(tmp_path).output == "sleeper  The one who slept; A short ledger.\n"


def test_it_prints_the_file_of_a_ledger_and_the_same_for_the_same_seed(tmp_path: Path) -> None:
    first = ran(tmp_path, "sleeper", "--seed", "3")
    assert first.return_value == 0 and first.output.startswith("File No. 4\n\nSheet 2  12.04.61")
    assert first.output == ran(tmp_path, "sleeper", "--seed", "3").output
    assert "[watch_" not in first.output and "[watch_" in ran(tmp_path, "sleeper", "--seed", "3", "--sources").output


def test_a_ledger_written_for_a_friend_gives_the_same_file(tmp_path: Path) -> None:
    target = tmp_path / "friend.txt"
    assert ran(tmp_path, "sleeper", "--export", str(target)).return_value == 0
    assert ran(tmp_path, str(target), "--seed", "5").output == ran(tmp_path, "sleeper", "--seed", "5").output
    again = ran(tmp_path, "sleeper", "--export", str(target))
    assert again.return_value == 1 and "something else has that name" in again.output


def test_what_cannot_be_opened_is_said_in_a_sentence(tmp_path: Path) -> None:
    assert ran(tmp_path, "nobody").output == "There is no such life.\n"
    bad = tmp_path / "bad.txt"
    bad.write_text("STAR CITY: LEDGER, FORM 9\n", encoding="utf-8")
    found = ran(tmp_path, str(bad))
    assert found.return_value == 1 and found.output == "This ledger is of form 9, and this game reads form 1.\n"
    small = Path(__file__).parents[1] / "data" / "small"
    assert ran(tmp_path, "sleeper", story=small).output == "This story opens no files.\n"
