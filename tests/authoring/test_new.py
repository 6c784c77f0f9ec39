"""A new story works, passes every rule, and is worth imitating; what is there already is never touched."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from starcity_game.authoring.explore.items import Kind, items
from starcity_game.authoring.new import command, story_files
from starcity_game.authoring.opened import Opened, opened
from starcity_game.authoring.verdict import verdict
from starcity_game.commandline import Missing
from starcity_game.engine.life import begin, choose
from starcity_game.engine.state import Origin


def run(*words: str) -> None:
    assert command.main([*words], standalone_mode=False) == 0


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    root = tmp_path_factory.mktemp("new") / "story"
    run(str(root))
    return opened(root)


def test_a_new_story_has_no_findings(story: Opened) -> None:
    assert [one.line_of_text() for one in verdict(story.folder).findings] == []


def test_it_has_one_of_everything_that_the_guide_begins_with(story: Opened) -> None:
    bodies = [body for scene in story.scenes for body in scene.bodies]
    assert 6 <= len(story.scenes) <= 8
    assert any(scene.hub for scene in story.scenes)
    assert any(body.check and body.success > 0 and body.failure > 0 for body in bodies)
    assert story.head.documents and story.head.facts and story.head.acts and story.head.glossary
    assert [len(storylets) for storylets in story.head.decks.values()] == [3]
    assert len(story.head.endings) >= 2


def test_every_scene_option_and_ending_of_it_is_met_and_every_life_ends(story: Opened) -> None:
    met: set[tuple[Kind, str]] = set()
    for seed in range(300):
        dice = random.Random(seed)
        life = begin(story.engine, Origin("night", seed, {}))
        while not life.ended:
            assert life.sheet < 20
            scene = story.scenes[life.state.scene]
            met |= {(Kind.SCENE, scene.id)} | {(Kind.OPTION, option.id) for option in life.offer if option.open}
            life = choose(story.engine, life, dice.choice([option.id for option in life.offer if option.open]))
        met.add((Kind.ENDING, life.state.ended))
    wanted = {
        (item.kind, item.id.rpartition("/")[2] if item.kind is Kind.OPTION else item.id)
        for item in items(story.head, story.scenes)
        if item.kind in (Kind.SCENE, Kind.OPTION, Kind.ENDING)
    }
    assert wanted - met == set()


def test_every_file_names_the_schema_that_lies_where_it_says(story: Opened) -> None:
    files = sorted(story.folder.rglob("*.yaml"))
    assert len(files) == 5
    for path in files:
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        assert first.startswith("# yaml-language-server: $schema=")
        schema = json.loads((path.parent / first.partition("$schema=")[2]).read_text(encoding="utf-8"))
        assert "gauge.hut" in schema["definitions"]["scene"]["enum"]


def test_a_title_names_the_story(tmp_path: Path) -> None:
    run(str(tmp_path / "s"), "--title", "The Tide: “High”")
    head = opened(tmp_path / "s").head
    assert (head.title, head.id) == ("The Tide: “High”", "the_tide_high")


@pytest.mark.parametrize(
    "title", ["#1", "- a", "'", '"', "{x}", "'\"", "*a*", "yes", "10: 20", "Прилив", "a # b", "\\"]
)
def test_any_line_can_be_the_title(title: str, tmp_path: Path) -> None:
    run(str(tmp_path / "s"), "--title", title)
    assert opened(tmp_path / "s").head.title == title


def test_without_a_title_the_id_is_made_from_the_folder(tmp_path: Path) -> None:
    run(str(tmp_path / "9 Nights"))
    assert opened(tmp_path / "9 Nights").head.id == "story_9_nights"


def test_an_empty_folder_may_be_there_already(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    run(str(tmp_path / "s"))
    assert (tmp_path / "s" / "story.yaml").is_file()


@pytest.mark.parametrize("inside", [".hidden", "story.yaml", "folder/"])
def test_a_folder_that_holds_something_is_not_touched(inside: str, tmp_path: Path) -> None:
    (tmp_path / inside).mkdir() if inside.endswith("/") else (tmp_path / inside).write_text("mine")
    with pytest.raises(Missing, match="is not empty"):
        run(str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == [inside.rstrip("/")]


@pytest.mark.parametrize("title", ["", "   ", "x" * 201, "a\x1b[31m"])
def test_what_is_no_title_is_refused(title: str, tmp_path: Path) -> None:
    with pytest.raises(Missing, match="A title is a line"):
        run(str(tmp_path / "s"), "--title", title)
    assert not (tmp_path / "s").exists()


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "s").write_text("mine")
    with pytest.raises(Missing, match="cannot be made"):
        run(str(tmp_path / "s"))
    assert (tmp_path / "s").read_text() == "mine"


def test_when_writing_fails_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from starcity_game.authoring.writing import Unwritten
    from starcity_game.saves.real_disk import RealDisk

    written = 0

    def full(self: RealDisk, handle: int, data: bytes) -> None:
        nonlocal written
        written += 1
        if written == 3:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(RealDisk, "write", full)
    with pytest.raises(Unwritten, match="no space left"):
        run(str(tmp_path / "a" / "b"))
    assert list(tmp_path.iterdir()) == []


def test_the_files_are_the_same_each_time(tmp_path: Path) -> None:
    assert story_files("", tmp_path) == story_files("", tmp_path)
