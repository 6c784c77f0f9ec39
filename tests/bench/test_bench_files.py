"""The files under watch, the places in them, and the editor that opens them."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest
from conftest import Written

from starcity_game.authoring.workshop import editor, places
from starcity_game.authoring.workshop.watching import Watch


def test_a_folder_that_nobody_touches_is_quiet(written: Written) -> None:
    watch = Watch(written.folder)
    assert [watch.look() for _ in range(3)] == [False] * 3


def test_an_edit_is_noticed_once(written: Written) -> None:
    watch = Watch(written.folder)
    written.edit("The stove is out.", "The stove is lit.")
    assert [watch.look(), watch.look()] == [True, False]


def test_a_file_that_was_only_touched_is_no_edit(written: Written) -> None:
    watch = Watch(written.folder)
    os.utime(written.folder / "yard.yaml", ns=(1, 1))
    assert not watch.look()


def test_an_edit_of_the_same_length_is_noticed(written: Written) -> None:
    watch = Watch(written.folder)
    written.edit("The stove is out.", "The stove is lit."[::-1])
    assert watch.look()


def test_two_saves_of_one_length_within_a_tick_of_the_disks_clock_are_two_edits(written: Written) -> None:
    path = written.folder / "yard.yaml"
    watch = Watch(written.folder)
    written.edit("The stove is out.", "The stove is lit.")
    moment = path.stat().st_mtime_ns
    assert watch.look()
    written.edit("The stove is lit.", "The stove is hot.")
    os.utime(path, ns=(moment, moment))
    assert [watch.look(), watch.look()] == [True, False]


def test_files_that_come_and_go_and_move_are_noticed(written: Written) -> None:
    watch = Watch(written.folder)
    new = written.folder / "deep" / "new.yaml"
    new.parent.mkdir()
    assert not watch.look()
    new.write_text("places: {}\n", encoding="utf-8")
    assert watch.look()
    new.rename(new.with_name("other.yaml"))
    assert watch.look()
    new.with_name("other.yaml").unlink()
    assert watch.look()


def test_what_is_not_the_storys_is_not_watched(written: Written) -> None:
    watch = Watch(written.folder)
    for name in ("notes.txt", "_draft.yaml", ".hidden.yaml", "yard.yaml~", "4913"):
        (written.folder / name).write_text("x", encoding="utf-8")
    assert not watch.look()


def test_an_editor_that_writes_a_new_file_in_place_of_the_old_is_noticed(written: Written) -> None:
    watch = Watch(written.folder)
    path = written.folder / "yard.yaml"
    beside = path.with_suffix(".swp")
    beside.write_text(path.read_text(encoding="utf-8").replace("is out", "is lit"), encoding="utf-8")
    beside.replace(path)
    assert watch.look()


def test_a_folder_that_goes_away_is_noticed_and_noticed_when_it_comes_back(written: Written) -> None:
    watch = Watch(written.folder)
    away = written.folder.rename(written.folder.with_name("away"))
    assert [watch.look(), watch.look()] == [True, False]
    away.rename(written.folder)
    assert [watch.look(), watch.look()] == [True, False]


def test_every_line_of_a_file_belongs_to_the_scene_above_it(written: Written) -> None:
    version = written.shop().version
    assert version is not None
    lines = (written.folder / "yard.yaml").read_text(encoding="utf-8").splitlines()
    first = lines.index("scenes:") + 1
    current = None
    for number, line in enumerate(lines, 1):
        if number > first and line.startswith("  ") and line[2].isalpha():
            current = "yard." + line.strip().rstrip(":")
        found = places.scene_at(version.places, "yard.yaml", number)
        assert (None if found is None else version.head.scenes[found]) == current, (number, line)
    assert places.scene_at(version.places, "story.yaml", 40) is None


@pytest.mark.parametrize("name", ["nerve", "knows.heavy"])
def test_a_setting_is_found_where_it_is_declared(written: Written, name: str) -> None:
    version = written.shop().version
    assert version is not None
    found = places.of_setting(version.opened, name)
    assert found is not None
    line = (written.folder / found[0]).read_text(encoding="utf-8").splitlines()[found[1] - 1]
    assert line.strip().startswith(name.rpartition(".")[2] + ":")
    assert places.of_setting(version.opened, "now") is None


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ("vim", ["vim", "+12", "a b.yaml"]),
        ("/usr/bin/nvim -p", ["/usr/bin/nvim", "-p", "+12", "a b.yaml"]),
        ("nano", ["nano", "+12", "a b.yaml"]),
        ("emacsclient -t", ["emacsclient", "-t", "+12", "a b.yaml"]),
        ("hx", ["hx", "a b.yaml:12"]),
        ("code --wait", ["code", "--wait", "--goto", "a b.yaml:12"]),
        ("'/opt/my editor/ed'", ["/opt/my editor/ed", "a b.yaml"]),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(chosen: str, words: list[str]) -> None:
    assert editor.command(chosen, "a b.yaml", 12) == words
    assert editor.command(chosen, "a b.yaml", 0) == [*shlex.split(chosen), "a b.yaml"]


@pytest.mark.parametrize("chosen", ["", "  ", "vim 'unclosed"])
def test_an_editor_that_cannot_be_understood_is_refused(chosen: str) -> None:
    with pytest.raises(ValueError):
        editor.command(chosen, "a.yaml", 1)


def test_visual_goes_before_editor() -> None:
    assert editor.named({"VISUAL": "hx", "EDITOR": "vi"}) == "hx"
    assert editor.named({"VISUAL": " ", "EDITOR": "vi"}) == "vi"
    assert editor.named({}) == ""


def test_a_folder_with_a_very_odd_name_is_watched(tmp_path: Path, written: Written) -> None:
    odd = written.folder.rename(tmp_path / "a\nb '\"[x]")
    watch = Watch(odd)
    Written(odd).edit("The stove is out.", "The stove is lit.")
    assert watch.look()
