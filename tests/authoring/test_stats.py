"""The numbers of a story, counted by hand in a small one."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from starcity_game.authoring.opened import Opened, opened
from starcity_game.authoring.stats import met
from starcity_game.authoring.stats.command import command
from starcity_game.authoring.stats.paths import paths
from starcity_game.authoring.stats.report import lines, stats
from starcity_game.authoring.stats.tables import few, table
from starcity_game.authoring.stats.written import Words, by_episode, by_file, whole

SMALL = Path(__file__).parents[1] / "data" / "small"
MAIN = """
story: counted
title: One two
volumes: {v: {title: Three, short: T, start: a.start}}
variables: {nerve: {number: 2, min: 0, max: 10, label: nerve}}
people:
  belov: {forms: {surname: Belov, first: Ilya, their: his}, post: a clerk}
  orlova: {forms: {surname: Orlova, first: Anna, their: her}}
  guest:
    variants:
      - {forms: {label: Somebody, name: Ivan}}
      - {forms: {label: Somebody, name: Oleg}}
  nobody: {forms: {surname: Nemo}}
facts:
  cold: {text: It is cold., about: [belov]}
  warm: It is warm.
  never: Never.
acts: {said: Said it., unsaid: Unsaid.}
endings:
  out: {title: Out, parts: [You go out., {when: knows.cold, text: Cold.}]}
  home: {title: Home, parts: [Orlova.]}
"""
SCENES = """
prefix: a
documents:
  slip: {kind: note, title: A slip, from: Belov, text: Four words are here.}
pieces: {snow: It snows again.}
scenes:
  start:
    episode: {number: 1, title: First}
    text:
      - |
        One two {nerve > 1: three four|five}, {nerve} — his.
      - document: slip
    choices:
      - id: look
        label: Look at {guest.name}.
        learn: cold
        act: {do: said, to: belov, seen_by: [guest]}
        goto: second
      - id: try
        label: Try.
        check: {nerve: 5}
        success: {text: Well done.}
        failure: {text: Not.}
        goto: second
      - {id: shut, label: Shut., when: nerve > 8, locked: too weak, goto: second}
  second:
    episode: {number: 2, title: Second}
    text:
      - piece: snow
      - when: knows.cold
        text: "*Cold*ness, Anna."
    choices:
      - {id: go, label: Go out., end: out}
"""


@pytest.fixture
def counted(tmp_path: Path) -> Opened:
    (tmp_path / "story.yaml").write_text(MAIN, encoding="utf-8")
    (tmp_path / "a.yaml").write_text(SCENES, encoding="utf-8")
    return opened(tmp_path)


def test_words_by_file_and_role(counted: Opened) -> None:
    files = {part.name: part for part in by_file(counted)}
    # one two three four five N his; Well done. Not.; pieces 3; Coldness, Anna. — labels 3+1+1+2 (too weak)+2
    assert files["a.yaml"].words == Words(prose=7 + 3 + 3 + 2, choices=9, documents=4 + 2 + 1)
    # titles and parts of endings 1+3+1+1+1; facts 3+3+1, a clerk 2, One two, Three
    assert files["story.yaml"].words == Words(endings=7, other=7 + 2 + 2 + 1)
    assert (files["a.yaml"].scenes, files["a.yaml"].choices) == (2, 4)
    assert whole(counted).words.all == sum(part.words.all for part in files.values())


def test_words_by_episode(counted: Opened) -> None:
    first, second = by_episode(counted)
    assert (first.name, first.scenes, first.choices) == ("1 First", 1, 3)
    assert first.words == Words(prose=10, choices=7, documents=7)
    assert (second.name, second.words) == ("2 Second", Words(prose=2, choices=2))


def test_what_is_read_on_the_way(counted: Opened) -> None:
    found = paths(counted, 30, 1)
    assert found.lives == 30 and found.endings == {"out": 30}
    assert (found.choices.least, found.choices.most) == (2, 2)
    assert (found.options.least, found.options.most) == (1, 2)
    # Episode 1: First (3), One two three four, 2 his (6), the slip (2 + from: Belov 2 + 4); look or try; episode 2 (3),
    # It snows again (3); the ending (3) and its title (1)
    always = 3 + 6 + 8 + 3 + 3 + 3 + 1
    looked = 3 + 2 + 1
    assert found.words.most == always + looked
    # nerve, against you: success — four words and `Well done.`, or `Not.`
    assert found.words.least == always + 4 + 1
    made, well = found.checks["nerve"]
    assert 0 < well < made < 30


def test_the_same_seed_gives_the_same_lives(counted: Opened) -> None:
    assert paths(counted, 20, 5) == paths(counted, 20, 5)
    assert paths(counted, 0, 5).words.most == 0


def test_people_are_found_by_names_of_their_own_and_by_what_is_printed(counted: Opened) -> None:
    found = {one.person: one for one in met.people(counted)}
    assert found["belov"].scenes == ("a.start",)
    assert found["orlova"].scenes == ("a.second",) and found["orlova"].endings == ("home",)
    assert found["guest"].scenes == ("a.start",)
    assert (found["nobody"].scenes, found["nobody"].endings) == ((), ())
    assert [(found[id].acts, found[id].facts) for id in ("belov", "guest", "orlova")] == [(1, 1), (1, 0), (0, 0)]


def test_facts_acts_and_checks_have_their_places(counted: Opened) -> None:
    assert [msgspec.structs.astuple(fact) for fact in met.facts(counted)] == [
        ("cold", ("a.start",), ("a.second", "out")), ("warm", (), ()), ("never", (), ()),
    ]  # fmt: skip
    assert [(act.act, act.scenes) for act in met.acts(counted)] == [("said", ("a.start",)), ("unsaid", ())]
    assert [msgspec.structs.astuple(check) for check in met.checks(counted)] == [
        ("a.start/try", "nerve", 5, "against you")
    ]


def test_tables_are_aligned() -> None:
    assert table("T", ["", "n", "in"], [("a", 1000, "x"), ("bcd", 5, "")]) == [
        "T", "           n  in", "  a    1,000  x", "  bcd      5", "",
    ]  # fmt: skip
    assert table("T", ["", "n"], []) == ["T", "  none", ""]
    assert few(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more" and few(["a"]) == "a"


def test_lines_and_json_say_the_same(counted: Opened) -> None:
    found = stats(counted, 5, 1)
    assert any(line.split()[:1] == ["all"] and line.endswith(f" {found.all.words.all}") for line in lines(found))
    ran = CliRunner().invoke(command, [str(counted.folder), "--json", "--lives", "5"], standalone_mode=False)
    assert ran.return_value == 0 and msgspec.json.decode(ran.output) == msgspec.json.decode(msgspec.json.encode(found))


def test_the_command_prints_tables_and_refuses_a_faulty_story(tmp_path: Path) -> None:
    ran = CliRunner().invoke(command, [str(SMALL), "--lives", "3"], standalone_mode=False)
    titles = [line for line in ran.output.splitlines() if line and not line.startswith(" ")]
    assert ran.return_value == 0 and len(titles) == 9, titles
    (tmp_path / "story.yaml").write_text("story: x\nscenes: 3\n", encoding="utf-8")
    ran = CliRunner().invoke(command, [str(tmp_path)], standalone_mode=False)
    assert type(ran.exception).__name__ == "Faulty" and "story.yaml:2" in ran.stderr
