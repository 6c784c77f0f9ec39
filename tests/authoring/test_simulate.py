"""Programmes led by policies: the same counts whatever the number of processes, and what a policy may not do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from starcity_game.authoring.opened import Opened, opened
from starcity_game.authoring.simulate.command import command
from starcity_game.authoring.simulate.leader import Leader
from starcity_game.authoring.simulate.running import simulate
from starcity_game.authoring.simulate.table import judge, lines
from starcity_game.cli import starcity
from starcity_game.story.programme import Programme

MACHINE = """
story: yard
title: The Yard
volumes: {v: {title: V, start: start}}
variables:
  weeks: {number: 0, min: -9, max: 50}
  built: {flag: false}
systems:
  engine:
    title: The engine
    deals: [1, 2, 1]
    defects: {valve: {name: A valve}, wire: {name: A wire}}
    tests:
      run: {name: A run, reveals: [valve, wire], costs: {weeks: 2}}
      late: {name: A late run, reveals: [valve], costs: {weeks: 1}}
    repairs:
      weld: {name: A weld, removes: [valve], costs: {weeks: 3}}
      bind: {name: A binding, removes: [wire], costs: {weeks: 3}}
flight:
  plans: {day: {title: By day}, night: {title: By night}}
  steps:
    out:
      title: Out
      reaches: [gone]
      chains:
        dark: {grade: abort, plans: [night], causes: [{when: not built, text: No lamp.}], text: Dark.}
        stop: {grade: abort, causes: [valve], text: It stopped.}
        spark: {grade: loss, causes: [wire, {untested: run}], text: A spark.}
programme:
  periods:
    - {title: One, at: 1961-01-01, set: weeks += 5, opens: [run, weld, bind, late], decides: [lamp]}
    - {title: Two, at: 1961-06-01, set: weeks += 4, closes: [run, late]}
  decisions:
    lamp:
      no: {set: weeks += 1}
      yes: {set: [built = true, weeks -= 1]}
  flies: [{plan: night, when: built}, {plan: day, when: weeks >= 0}]
  policies:
    knowing: {knows: true}
    thrifty: {likes: {weeks: 1}, keeps: {weeks: 9}, tests: 9, repairs: 9}
    lamplighter: {likes: {built: 9}, tests: 1, repairs: 1}
    any: {whim: 1}
  outcomes:
    there: {title: there, when: flight.gone}
    back: {title: back, when: flight.outcome == "abort"}
    lost: lost
  aims: [{policy: knowing, outcomes: [there], least: 99}]
scenes: {start: {text: A., end: over}}
endings: {over: {title: Over, parts: [Over.]}}
"""


@pytest.fixture
def story(tmp_path: Path) -> Opened:
    (tmp_path / "story.yaml").write_text(MACHINE)
    return opened(tmp_path)


def programme_of(story: Opened) -> Programme:
    assert story.trace.programme is not None
    return story.trace.programme


def test_the_counts_are_the_same_whatever_the_number_of_processes(story: Opened) -> None:
    programme = programme_of(story)
    alone = simulate(story.folder, programme, 1_000, 3, 1)
    assert simulate(story.folder, programme, 1_000, 3, 2) == alone
    assert [tally.programmes for tally in alone] == [250] * 4
    assert all(sum(tally.outcomes.values()) == 250 for tally in alone)
    assert simulate(story.folder, programme, 1_000, 4, 1) != alone


def test_one_who_knows_finds_and_mends_what_is_there(story: Opened) -> None:
    (knowing, thrifty, *_) = simulate(story.folder, programme_of(story), 800, 0, 1)
    assert knowing.share("there") == 100
    assert thrifty.share("there") < 80


def test_what_is_to_be_kept_is_not_spent(story: Opened) -> None:
    programme = programme_of(story)
    leader = Leader(story.story, programme)
    for seed in range(30):
        assert leader.lead(programme.policies["thrifty"], seed).values["weeks"] >= 9
        assert leader.lead(programme.policies["lamplighter"], seed).values["weeks"] >= 0


def test_a_machine_is_the_same_for_every_policy(story: Opened) -> None:
    programme = programme_of(story)
    leader = Leader(story.story, programme)
    knowing = [leader.lead(programme.policies["knowing"], seed).values["weeks"] for seed in range(200)]
    left = {weeks: knowing.count(weeks) for weeks in set(knowing)}
    assert sorted(left) == [2, 5, 10], "three machines: one mend costs 3, finding it 2"
    assert left[5] > left[10] and left[5] > left[2]


def test_what_ended_a_flight_is_told(story: Opened) -> None:
    (_, thrifty, lamplighter, _) = simulate(story.folder, programme_of(story), 800, 0, 1)
    assert thrifty.undone.keys() == {"out: stop", "out: spark"}
    assert sum(thrifty.undone.values()) == thrifty.outcomes["back"] + thrifty.outcomes["lost"]
    assert "out: dark" not in lamplighter.undone


def test_the_table_and_its_aims(story: Opened) -> None:
    programme = programme_of(story)
    tallies = simulate(story.folder, programme, 400, 0, 1)
    printed = [*lines(programme, tallies, why=True)]
    assert printed[0].split() == ["there", "back", "lost"]
    assert printed[1].split() == ["knowing", "100.0", "0.0", "0.0"]
    assert printed[5] == "holds: knowing, there: 100.0 % (aim: 99 or more)"
    assert [judged.held for judged in judge(programme, tallies)] == [True]


def test_the_command_says_whether_the_aims_hold(story: Opened) -> None:
    held = CliRunner().invoke(command, [str(story.folder), "--lives", "200", "--jobs", "1"], standalone_mode=False)
    assert held.return_value == 0
    assert held.output.startswith("50 machines, each led by 4 policies; in percent.\n")
    (story.folder / "story.yaml").write_text(MACHINE.replace("least: 99", "least: 0, most: 5"))
    failed = CliRunner().invoke(command, [str(story.folder), "--lives", "200", "--jobs", "1"], standalone_mode=False)
    assert failed.return_value == 1
    assert "FAILS: knowing, there: 100.0 % (aim: 0 to 5)" in failed.output


def test_a_story_without_a_programme(story: Opened) -> None:
    bare = MACHINE[: MACHINE.index("programme:")] + MACHINE[MACHINE.index("scenes:") :]
    (story.folder / "story.yaml").write_text(bare)
    result = CliRunner().invoke(starcity, ["simulate", str(story.folder)])
    assert result.exit_code != 0
    assert "no programme" in result.output + str(result.exception)


def test_a_story_with_faults(story: Opened, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(story.folder, broken, ignore=shutil.ignore_patterns("broken"))
    (broken / "story.yaml").write_text(MACHINE.replace("removes: [valve]", "removes: [vale]"))
    result = CliRunner().invoke(starcity, ["simulate", str(broken)])
    assert "E660" in result.output and "Traceback" not in result.output
