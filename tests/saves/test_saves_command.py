"""`starcity saves`: a life is carried out of the folder, taken in, and removed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from starcity_game.authoring.lives import origin
from starcity_game.cli import starcity
from starcity_game.engine.play import Engine
from starcity_game.saves.book import begin
from starcity_game.saves.shelf import Shelf
from starcity_game.story.load import load

SMALL = Path(__file__).parents[1] / "data" / "small"


@pytest.fixture
def life(tmp_path: Path) -> str:
    """The id of a life in the folder `saves`."""
    story = load(SMALL).story
    assert story
    engine = Engine(story)
    book = begin(engine, Shelf(tmp_path / "saves"), origin(engine, "clerk", 3, []))
    book.choose("ask")
    assert book.close()
    return book.cover.life


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(starcity, ["saves", "--saves", str(folder), *words], standalone_mode=False)


def test_a_life_goes_out_and_comes_in_elsewhere(life: str, tmp_path: Path) -> None:
    target = tmp_path / "life.json"
    assert run(tmp_path / "saves", "--export", life, str(target)).return_value == 0
    assert run(tmp_path / "other", "--import", str(target)).output == f"The life is taken in as {life}.\n"
    records = [Shelf(tmp_path / folder).read(life) for folder in ("saves", "other")]
    assert records[0].steps == records[1].steps and records[0].state == records[1].state


def test_a_life_that_is_there_already_comes_in_beside_it(life: str, tmp_path: Path) -> None:
    target = tmp_path / "life.json"
    run(tmp_path / "saves", "--export", life, str(target))
    assert run(tmp_path / "saves", "--import", str(target)).return_value == 0
    assert len(Shelf(tmp_path / "saves").entries()) == 2


def test_a_life_is_removed_for_good(life: str, tmp_path: Path) -> None:
    assert run(tmp_path / "saves", "--delete", life).output == f"The life {life} is removed.\n"
    assert Shelf(tmp_path / "saves").entries() == []


@pytest.mark.parametrize("words", [("--delete", "0" * 12), ("--delete", "../x"), ("--export", "0" * 12, "out.json"),
                                   ("--import", "nowhere.json")])  # fmt: skip
def test_what_is_not_there_is_said_and_nothing_changes(words: tuple[str, ...], life: str, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in (tmp_path / "saves").iterdir()}
    ran = run(tmp_path / "saves", *words)
    assert ran.return_value == 1 and ran.stderr.count("\n") == 1 and ran.stdout == ""
    assert {path: path.read_bytes() for path in (tmp_path / "saves").iterdir()} == before


def test_a_file_that_is_there_is_not_written_over(life: str, tmp_path: Path) -> None:
    target = tmp_path / "kept.txt"
    target.write_text("mine", encoding="utf-8")
    assert run(tmp_path / "saves", "--export", life, str(target)).return_value == 1
    assert target.read_text(encoding="utf-8") == "mine"


def test_one_thing_at_a_time(life: str, tmp_path: Path) -> None:
    ran = run(tmp_path / "saves", "--delete", life, "--import", "x")
    assert "at a time" in getattr(ran.exception, "message", "")
    assert len(Shelf(tmp_path / "saves").entries()) == 1
