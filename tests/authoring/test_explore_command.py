"""`starcity explore` from outside: what it prints, what it writes, and its exit status."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from explored import DATA, story, written

from starcity_game.authoring.explore.items import Kind
from starcity_game.authoring.explore.judging import Contradiction, judge
from starcity_game.authoring.explore.proof import Proof
from starcity_game.authoring.explore.report import Verdict
from starcity_game.authoring.explore.witness import Limits, Search, search, wanted
from starcity_game.cli import main
from starcity_game.engine.life import begin, choose
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Origin

NOTHING = Proof({}, (), (), (), ())

CLOSED = """
variables: {nerve: {number: 5, min: 0, max: 10}}
endings: {out: {title: Out, parts: [Out.]}}
scenes:
  a:
    choices:
      - {label: Out., end: out}
      - {label: Fly., when: nerve > 10, goto: b}
  b: {end: out}
"""
OPEN = CLOSED.replace("nerve > 10", "nerve > 4")
HARD = """
variables: {n: {number: 0, min: 0, max: 1000}}
endings: {out: {title: Out, parts: [Out.]}}
scenes:
  a:
    text: "{n == 777: Odd|Even}."
    choices:
      - {label: Up., set: n += 2, goto: a}
      - {label: Down., set: n -= 2, goto: a}
      - {label: Out., end: out}
"""


class Done:
    """How a run of the command came out."""

    def __init__(self, exit_code: int, output: str) -> None:
        self.exit_code, self.output = exit_code, output


Explore = Callable[..., Done]


@pytest.fixture
def explore(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Explore:
    """Runs `starcity explore` with a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def run(*words: str) -> Done:
        monkeypatch.setattr("sys.argv", ["starcity", "explore", *words])
        with pytest.raises(SystemExit) as left:
            main()
        said = capsys.readouterr()
        assert "Traceback" not in said.err and "did not expect" not in said.err
        return Done(int(left.value.code or 0), said.out + said.err)

    return run


def found(name: str, proof: Proof = NOTHING) -> tuple[object, Search]:
    opened = story(name)
    return opened, search(opened, wanted(opened, proof.unreachable), Limits(seconds=1))


def test_a_story_of_which_everything_is_reached(tmp_path: Path, explore: Explore) -> None:
    written(tmp_path / "s", OPEN)
    done = explore(str(tmp_path / "s"), "--lives", "40", "--jobs", "1", "--strict")
    assert done.exit_code == 0, done.output
    assert "0 errors, 0 warnings." in done.output
    assert "40 lives of simulated players" in done.output
    assert "Not proved" not in done.output


def test_nothing_is_said_of_a_version_or_an_episode_that_there_is_not(tmp_path: Path, explore: Explore) -> None:
    written(tmp_path / "s", OPEN)
    done = explore(str(tmp_path / "s"), "--lives", "40", "--jobs", "1")
    first = done.output.splitlines()[0]
    assert first.endswith(")") and not first.endswith(" )")
    assert " S3 `" in done.output and "episode 0" not in done.output


def test_an_option_that_nothing_opens_is_an_error(tmp_path: Path, explore: Explore) -> None:
    written(tmp_path / "s", CLOSED)
    done = explore(str(tmp_path / "s"), "--lives", "0", "--jobs", "1")
    assert done.exit_code == 1
    assert "scenes.yaml:8:9: R1 no life reaches the option `a/fly`" in done.output
    assert "lives of simulated players" not in done.output


def test_an_alarm_says_the_way_and_the_way_can_be_gone(tmp_path: Path, explore: Explore) -> None:
    file, copy = tmp_path / "out.json", tmp_path / "s"
    shutil.copytree(DATA / "every-key", copy)
    tower = copy / "tower.yaml"
    scene = "    learn: [oil_low]\n"
    told = tower.read_text(encoding="utf-8")
    assert scene in told
    tower.write_text(told.replace(scene, f"    assumes: captain_sober\n{scene}"), encoding="utf-8")
    done = explore(str(copy), "--lives", "0", "--jobs", "1", "--seconds", "8", "--json", str(file))
    assert done.exit_code == 1
    assert "K1 the fact `captain_sober`" in done.output
    assert "the way: first, seed 0" in done.output
    way = json.loads(file.read_text(encoding="utf-8"))["alarms"][0]["way"]
    engine = Engine(story("every-key").story)
    life = begin(engine, Origin(way["volume"], way["seed"], way["answers"], frozenset(way["skip"])))
    for choice in way["choices"]:
        life = choose(engine, life, choice)
    assert engine.head.scenes[life.state.scene] == "tower.oil"


@pytest.mark.slow
def test_the_three_verdicts_are_never_mixed_up(tmp_path: Path, explore: Explore) -> None:
    file = tmp_path / "out.json"
    written(tmp_path / "s", HARD)
    done = explore(str(tmp_path / "s"), "--lives", "0", "--jobs", "1", "--seconds", "1", "--json", str(file))
    report = json.loads(file.read_text(encoding="utf-8"))
    for item in report["items"]:
        assert ("way" in item) == (item["verdict"] == "reached")
        assert ("reason" in item) == (item["verdict"] == "unreachable")
    left = [item["id"] for item in report["items"] if item["verdict"] == "not proved"]
    assert left == ["a@0:text.0.0"]
    assert "Not proved:" in done.output and "Looked at" in done.output
    assert done.exit_code == 0
    strict = explore(str(tmp_path / "s"), "--lives", "0", "--jobs", "1", "--seconds", "1", "--strict")
    assert strict.exit_code == 1


def test_the_same_report_every_time(tmp_path: Path, explore: Explore) -> None:
    files = [tmp_path / name for name in ("one.json", "two.json")]
    for file, jobs in zip(files, "12", strict=True):
        explore(str(DATA / "small"), "--lives", "120", "--jobs", jobs, "--fresh", "--json", str(file))
    assert files[0].read_bytes() == files[1].read_bytes()


def test_nothing_is_both_reached_and_proved_unreachable() -> None:
    opened, search_ = found("small")
    key = next(iter(search_.reached))
    wrong = Proof({key: "so it is said"}, (), (), (), ())
    with pytest.raises(Contradiction):
        judge(opened, wrong, search_, 0)  # type: ignore[arg-type]
    report = judge(opened, NOTHING, search_, 0)  # type: ignore[arg-type]
    assert sum(report.count(k, v) for k in Kind for v in Verdict) == len(report.items)


def test_wrong_use_is_said_in_a_sentence(tmp_path: Path, explore: Explore) -> None:
    missing = explore(str(tmp_path / "nowhere"))
    assert missing.exit_code == 2 and "There is no story" in missing.output
    no_folder = explore(str(DATA / "small"), "--json", str(tmp_path / "no" / "x.json"))
    assert no_folder.exit_code == 2 and "There is no folder" in no_folder.output
    assert explore(str(DATA / "small"), "--lives", "-1").exit_code == 2


def test_a_story_with_errors_is_not_explored(tmp_path: Path, explore: Explore) -> None:
    written(tmp_path / "s", OPEN)
    (tmp_path / "s" / "scenes.yaml").write_text("scenes:\n  a: {goto: nowhere}\n", encoding="utf-8")
    done = explore(str(tmp_path / "s"))
    assert done.exit_code == 1
    assert "E601" in done.output and "Traceback" not in done.output


def test_a_story_may_waive_what_exploring_finds_or_give_it_a_level(tmp_path: Path, explore: Explore) -> None:
    copy = tmp_path / "s"
    written(copy, CLOSED)
    scenes = copy / "scenes.yaml"
    told = scenes.read_text(encoding="utf-8")
    waived = told.replace("goto: b}", "goto: b}  # allow R1: for the next part").replace(
        "b: {", "# allow R1: likewise\n  b: {"
    )
    scenes.write_text(waived, encoding="utf-8")
    assert explore(str(copy), "--lives", "0", "--jobs", "1").exit_code == 0
    scenes.write_text(told, encoding="utf-8")
    main = copy / "story.yaml"
    main.write_text(main.read_text(encoding="utf-8") + "check: {severity: {R1: warning}}\n", encoding="utf-8")
    done = explore(str(copy), "--lives", "0", "--jobs", "1")
    assert done.exit_code == 0
    assert "warning R1" in done.output
