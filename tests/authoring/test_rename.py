"""A name is changed everywhere or nowhere, and nothing else changes with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from starcity_game.authoring.declared import declared
from starcity_game.authoring.fix.reading import files_of, read
from starcity_game.authoring.rename.command import command
from starcity_game.authoring.rename.renaming import renaming
from starcity_game.authoring.rename.target import KINDS
from starcity_game.commandline import Faulty, Missing
from starcity_game.story.folder import SourceFile
from starcity_game.story.load import load

DATA = Path(__file__).parents[1] / "data"
TRICKY = '''story: tricky
title: Tricky
volumes: {one: {title: One, start: a.first}}
prefix: a
variables:
  nerve: {number: 5, min: 0, max: 10}
  ease: {pair: [ease, duty]}
  word: {word: ""}
people:
  anna: {forms: {first: Anna}, attributes: {young: true}, when: "knows.letter"}
places: {hall: Hall, yard: {name: Yard}}
facts: {letter: {text: A letter., about: [anna]}}
conditions: {calm: nerve > 4, tense: not calm and duty > 10}
endings: {out: {title: Out, parts: [{when: calm, text: "{nerve}"}, Done.]}}
scenes:
  first: # nerve, hall and letter in a comment
    at: {place: hall}
    text: |
      The word nerve and the word hall.   {nerve > 4 and
      nerve < 9: {anna.first} has {nerve} *{once: nerve|{anna.young: hall|yard}}*|}
    choices:
      - label: "Say \\"nerve\\", {place == \\"hall\\": aloud|{place in [\\"yard\\", \\"hall\\"]: low|not}}."
        id: say
        when: place == "hall" and word != "hall"
        check: {nerve: 5}
        set: ['nerve += 1 if place == ''hall'' else 2', word = "hall"]
        learn: letter
      - label: Go.
        check: {duty: 5}
        call: {scene: second, with: {nerve: nerve - 1, word: "nerve"}}
        then: {goto: second}
    then: {goto: a.second}
  second:
    assumes: [letter]
    text: "{tense: a|{calm: b|c}}{seen.first: x|}{visits.a.first > 2: y|}"
    set: ease -= duty if knows.letter else ease
    choices: [{label: Out., end: out}, {label: Back., goto: first, when: seen.second},
      {label: Yard., at: {place: yard}, goto: first}]
'''  # fmt: skip


def tricky(folder: Path, text: str = TRICKY) -> Path:
    (folder / "story.yaml").write_bytes(text.encode())
    return folder


def run(*words: str) -> None:
    assert command.main([*words], standalone_mode=False) == 0


@pytest.mark.parametrize("folder", ["every-key", "small", "tricky"])
def test_every_name_can_be_changed_and_changed_back(folder: str, tmp_path: Path) -> None:
    root = tricky(tmp_path) if folder == "tricky" else DATA / folder
    files = files_of(root)
    before = read(root, files)
    data = {file.path: file.data for file in files}
    for one in declared(before.trace.pages):
        if one.kind not in KINDS:
            continue
        there = renaming(before, data, one.id, f"{one.node.value}_2", one.kind)
        now = {**data, **there.changed}
        back = renaming(
            read(root, [SourceFile(p, d) for p, d in now.items()]), now, there.new.id, one.node.value, one.kind
        )
        if one.kind != "scene":
            assert {**now, **back.changed} == data, (one.kind, one.id)


def changed(root: Path, *words: str) -> dict[int, str]:
    """The lines of story.yaml that a renaming changes, by number, with its new text."""
    before = (root / "story.yaml").read_text(encoding="utf-8").split("\n")
    run(*words, str(root))
    after = (root / "story.yaml").read_text(encoding="utf-8").split("\n")
    assert len(before) == len(after)
    return {n: new for n, (old, new) in enumerate(zip(before, after, strict=True), 1) if old != new}


def test_a_variable_changes_in_expressions_and_not_in_prose(tmp_path: Path) -> None:
    lines = changed(tricky(tmp_path), "nerve", "courage")
    assert lines[19] == "      The word nerve and the word hall.   {courage > 4 and"
    assert lines[20] == "      courage < 9: {anna.first} has {courage} *{once: nerve|{anna.young: hall|yard}}*|}"
    assert lines[26] == """        set: ['courage += 1 if place == ''hall'' else 2', word = "hall"]"""
    assert lines[30] == '        call: {scene: second, with: {courage: courage - 1, word: "nerve"}}'
    assert {6, 13, 14, 19, 20, 25, 26, 30} == lines.keys()


def test_a_place_changes_where_it_is_compared_and_not_where_words_are_the_same(tmp_path: Path) -> None:
    lines = changed(tricky(tmp_path), "hall", "great_hall")
    assert lines[24] == '        when: place == "great_hall" and word != "hall"'
    assert lines[22].count('\\"great_hall\\"') == 2
    assert lines[26] == """        set: ['nerve += 1 if place == ''great_hall'' else 2', word = "hall"]"""
    assert lines.keys() == {11, 17, 22, 24, 26}


def test_the_second_name_of_a_pair_is_a_variable(tmp_path: Path) -> None:
    lines = changed(tricky(tmp_path), "duty", "order")
    assert lines[7] == "  ease: {pair: [ease, order]}"
    assert lines.keys() == {7, 13, 29, 36}


def test_a_scene_leaves_its_old_id_and_each_reference_keeps_its_form(tmp_path: Path) -> None:
    root = tricky(tmp_path)
    run("second", "last", str(root))
    text = (root / "story.yaml").read_text(encoding="utf-8")
    assert "  last:\n    was: second\n    assumes: [letter]\n" in text
    assert "then: {goto: a.last}" in text
    assert "then: {goto: last}" in text
    assert "when: seen.last}" in text
    story = load(root).story
    assert story is not None
    assert story.index("a.second") == story.index("a.last") is not None
    run("a.last", "a.final", str(root))
    assert "    was: [second, last]\n" in (root / "story.yaml").read_text(encoding="utf-8")
    run("final", "second", str(root))
    assert "    was: [final, last]\n" in (root / "story.yaml").read_text(encoding="utf-8")


def test_a_list_of_former_ids_in_lines_gets_one_more(tmp_path: Path) -> None:
    text = TRICKY.replace(
        "    assumes: [letter]\n", "    title: Two\n    was:\n      - old   # the first\n    assumes: letter\n"
    )
    root = tricky(tmp_path, text)
    run("second", "last", str(root))
    assert "      - old   # the first\n      - second\n    assumes" in (root / "story.yaml").read_text(encoding="utf-8")


def test_line_ends_and_a_byte_order_mark_stay(tmp_path: Path) -> None:
    root = tricky(tmp_path, "\ufeff" + TRICKY.replace("\n", "\r\n"))
    run("first", "begin", str(root))
    data = (root / "story.yaml").read_bytes().decode()
    assert data.startswith("\ufeffstory: tricky\r\n")
    assert data.count("\r\n") == data.count("\n") == TRICKY.count("\n") + 1
    assert "start: a.begin}" in data
    assert "visits.a.begin > 2" in data


REFUSED = {
    ("nosuch", "new"): "declares no name nosuch",
    ("nerv", "new"): "did you mean nerve?",
    ("nerve", "anna"): "There is a person anna already",
    ("nerve", "two words"): "is not a name",
    ("nerve", "no.dots"): "is not a name",
    ("nerve", "and"): "with the new name the story has errors",
    ("first", "second"): "There is a scene a.second already",
    ("first", "b.first"): "its id cannot be b.first",
    ("out", "auto"): "cannot be called auto",
    ("letter", "Letter"): "is not a name",
}


@pytest.mark.parametrize("names", REFUSED, ids=" ".join)
def test_what_cannot_be_is_refused_in_a_sentence_and_changes_nothing(names: tuple[str, str], tmp_path: Path) -> None:
    root = tricky(tmp_path)
    with pytest.raises(Missing) as refused:
        run(*names, str(root))
    assert REFUSED[names].lower() in refused.value.message.lower()
    assert (root / "story.yaml").read_text(encoding="utf-8") == TRICKY
    assert [path.name for path in root.iterdir()] == ["story.yaml"]


def test_a_name_of_two_kinds_asks_for_the_kind(tmp_path: Path) -> None:
    text = TRICKY.replace("facts: {letter:", "facts: {hall: A hall., letter:")
    root = tricky(tmp_path, text)
    with pytest.raises(Missing, match="hall is a fact and a place: say which with --kind"):
        run("hall", "lobby", str(root))
    run("hall", "lobby", "--kind", "fact", str(root))
    assert (root / "story.yaml").read_text(encoding="utf-8") == text.replace("{hall: A hall.", "{lobby: A hall.")


def test_a_name_that_would_take_a_reference_from_another_scene_is_refused(tmp_path: Path) -> None:
    text = TRICKY + "  b.c: {text: Hm., goto: second}\n"
    (tmp_path / "other.yaml").write_text("scenes:\n  b.d: {text: Hm., goto: a.b.c}\n  b.e: {text: Hm., goto: b.d}\n")
    root = tricky(tmp_path, text.replace("then: {goto: second}", "then: {goto: b.e}"))
    with pytest.raises(Missing, match="something else in the story would change"):
        run("a.b.c", "a.b.e", str(root))


def test_a_former_id_of_another_scene_is_refused(tmp_path: Path) -> None:
    root = tricky(tmp_path, TRICKY.replace("    assumes: [letter]\n", "    was: old\n"))
    with pytest.raises(Missing, match="E613"):
        run("first", "old", str(root))


def test_a_dry_run_says_where_and_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tricky(tmp_path)
    run("calm", "quiet", "--dry-run", str(root))
    assert capsys.readouterr().out == "story.yaml: 4 places, lines 13, 14, 35\n"
    assert (root / "story.yaml").read_text(encoding="utf-8") == TRICKY


def test_a_story_with_errors_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tricky(tmp_path, TRICKY + "  third: {goto: nowhere}\n")
    with pytest.raises(Faulty):
        run("nerve", "courage", str(root))
    assert "E601" in capsys.readouterr().err


def test_a_name_of_a_kind_that_is_not_changed_is_refused_in_a_sentence(tmp_path: Path) -> None:
    root = tmp_path / "story"
    shutil.copytree(DATA / "every-key", root)
    with pytest.raises(Missing, match="receipt is a clue: such names are not changed"):
        run("receipt", "slip", str(root))


def test_several_files_change_together(tmp_path: Path) -> None:
    root = tmp_path / "story"
    shutil.copytree(DATA / "every-key", root)
    run("captain", "commander", str(root))
    texts = {path.name: path.read_text(encoding="utf-8") for path in root.glob("*.yaml")}
    assert "  commander:\n" in texts["names.yaml"]
    assert "to: commander" in texts["tower.yaml"]
    assert "{commander.polite}" in texts["tower.yaml"]
    assert "caller: {one_of: [nobody, captain, wife]}" in texts["names.yaml"]
    assert load(root).story is not None
