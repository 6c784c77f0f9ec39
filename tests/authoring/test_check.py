"""`starcity check`: what it finds, weighs and waives, and the forms in which it says so."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from starcity_game.authoring.check import command
from starcity_game.commandline import Missing

HEAD = "story: told\ntitle: Told\nvolumes: {v: {title: V, start: start}}\n"
SCENE = """\
scenes:
  start:
    text: |
      “One.”
      It's two -- three.
    choices:
      - label: Wait...
        end: over
endings: {over: {title: Over, parts: [The end.]}}
"""
OWN_STORY = Path(__file__).parents[2] / "story"


def check(folder: Path, *words: str) -> Result:
    """The command on a folder; its exit status is the return value."""
    return CliRunner().invoke(command, [str(folder), *words], standalone_mode=False)


def written(folder: Path, scene: str = SCENE, more: str = "") -> Path:
    (folder / "story.yaml").write_text(HEAD + more, encoding="utf-8")
    (folder / "a.yaml").write_text(scene, encoding="utf-8")
    return folder


def lines(ran: Result) -> list[str]:
    """What was printed, without the count."""
    assert ran.exception is None, ran.exception
    return ran.output.splitlines()[:-1]


def places(ran: Result) -> list[str]:
    """Place, severity and code of each finding."""
    return [line.split(" ", 3)[0] + " " + " ".join(line.split(" ")[1:3]) for line in lines(ran)]


# ------------------------------------------------------------------------------------------ typography


def test_typography_is_found_at_its_character(tmp_path: Path) -> None:
    ran = check(written(tmp_path), "--only", "T1")
    assert places(ran) == ["a.yaml:5:9: warning T1", "a.yaml:5:16: warning T1", "a.yaml:7:20: warning T1"]
    assert ran.return_value == 0


@pytest.mark.parametrize(
    "text",
    [
        "{name == \"x\": he|she} said",  # logic
        "“{you.first}” …",
        "Name ........ No ----- end",  # lines to write on
        r"\{ and \}",
    ],
)  # fmt: skip
def test_what_no_player_reads_is_not_looked_at(tmp_path: Path, text: str) -> None:
    scene = SCENE.replace("“One.”\n      It's two -- three.", text).replace("Wait...", "Wait")
    names = "variables: {name: {one_of: [x, y]}}\npeople: {you: {forms: {first: Anna}}}\n"
    ran = check(written(tmp_path, names + scene), "--only", "T1")
    assert lines(ran) == []


def test_blanks_of_a_document_whose_lines_are_kept_may_be_columns(tmp_path: Path) -> None:
    paper = "documents:\n  d:\n    kind: list\n{}    text: |\n      One   1\n      Two   2\n"
    assert lines(check(written(tmp_path, paper.format("    lines: kept\n") + SCENE), "--only", "T1"))[:1] == [
        "a.yaml:12:9: warning T1 a straight apostrophe or quotation mark in a text (write ’)"
    ]
    assert "several blanks" in lines(check(written(tmp_path, paper.format("") + SCENE), "--only", "T1"))[0]


# ------------------------------------------------------------------------------------------ levels


@pytest.mark.parametrize(
    ("level", "shown", "status"),
    [
        ("off", [], 0),
        ("metric", [], 0),
        ("warning", ["warning T1"] * 3, 0),
        ("error", ["T1 a", "T1 two", "T1 three"], 1),
    ],
)
def test_a_story_says_what_a_rule_weighs(tmp_path: Path, level: str, shown: list[str], status: int) -> None:
    ran = check(written(tmp_path, more=f"check: {{severity: {{T1: {level}}}}}\n"), "--only", "T1")
    assert [place.split(" ", 1)[1] for place in places(ran)] == shown
    assert ran.return_value == status


def test_what_is_measured_is_told_when_asked_for(tmp_path: Path) -> None:
    ran = check(written(tmp_path, more="check: {severity: {T1: metric}}\n"), "--only", "T1", "--metrics")
    assert places(ran)[0] == "a.yaml:5:9: metric T1"
    assert ran.output.endswith("No faults.\n") and ran.return_value == 0


def test_a_warning_of_the_loader_can_be_weighed_too(tmp_path: Path) -> None:
    orphan = SCENE.replace("scenes:\n", "scenes:\n  orphan: {end: over}\n")
    assert check(written(tmp_path, orphan), "--only", "W703").return_value == 0
    assert check(written(tmp_path, orphan, "check: {severity: {W703: error}}\n"), "--only", "W703").return_value == 1
    assert lines(check(written(tmp_path, orphan, "check: {severity: {W703: off}}\n"), "--only", "W703")) == []


@pytest.mark.parametrize(
    ("severity", "column", "code", "told"),
    [
        ("{T11: off}", 20, "E804", "there is no code `T11` (did you mean T1?)"),
        ("{T1: of}", 24, "E805", "`of` is no level (did you mean off?)"),
        ("{E601: off}", 20, "E806", "E601 is an error of the loader, which nothing can soften"),
    ],
)
def test_a_level_that_cannot_be_given_is_an_error(
    tmp_path: Path, severity: str, column: int, code: str, told: str
) -> None:
    ran = check(written(tmp_path, more=f"check: {{severity: {severity}}}\n"))
    assert any(line.startswith(f"story.yaml:4:{column}: {code} {told}") for line in lines(ran)), ran.output
    assert ran.return_value == 1


@pytest.mark.parametrize(
    ("given", "code"), [("[T1]", "E503"), ("{severity: {T1: [off]}}", "E208"), ("{severty: {}}", "E501")]
)
def test_the_loader_holds_the_key_to_its_shape(tmp_path: Path, given: str, code: str) -> None:
    ran = check(written(tmp_path, more=f"check: {given}\n"))
    assert [line.split()[1] for line in lines(ran)] == [code]


# ------------------------------------------------------------------------------------------ waivers

WAIVED = {
    "alone, above the key of a text": SCENE.replace("    text: |", "    # allow T1: as typed\n    text: |"),
    "at the key of a text": SCENE.replace("text: |", "text: |  # allow T1: as typed"),
    "above, with more comments and an empty line": SCENE.replace(
        "    text: |", "    # allow T1: as typed\n\n    # so\n    text: |"
    ),
    "above a list of texts": SCENE.replace(
        "    text: |\n      “One.”\n      It's two -- three.",
        "    # allow T1: as typed\n    text:\n      - One.\n      - |\n        It's two -- three.",
    ),
    "at the dash of a text": SCENE.replace(
        "    text: |\n      “One.”\n      It's two -- three.",
        "    text:\n      - One.\n      - |  # allow P1, T1: as typed\n        It's two -- three.",
    ),
}


@pytest.mark.parametrize("scene", WAIVED.values(), ids=WAIVED)
def test_a_waiver_covers_the_text_that_its_line_opens(tmp_path: Path, scene: str) -> None:
    (one,) = lines(check(written(tmp_path, scene), "--only", "T1"))
    assert "three dots" in one


def test_a_waiver_covers_its_own_line(tmp_path: Path) -> None:
    scene = SCENE.replace("Wait...", "Wait...  # allow T1: she trails off")
    found = lines(check(written(tmp_path, scene), "--only", "T1"))
    assert len(found) == 2 and not any("three dots" in line for line in found)


def test_a_waiver_at_a_scene_covers_the_scene_as_a_whole_and_not_what_is_in_it(tmp_path: Path) -> None:
    orphan = SCENE.replace(
        "scenes:\n", "scenes:\n  # allow W703: for episode 2\n  orphan:\n    text: It's.\n    end: over\n"
    )
    found = lines(check(written(tmp_path, orphan)))
    assert not any("W703" in line for line in found)
    assert any(line.startswith("a.yaml:4:13: warning T1") for line in found)


@pytest.mark.parametrize(
    ("waiver", "code", "told"),
    [
        ("# allow T1", "W801", "gives no reason"),
        ("# allow T1 as typed", "W801", "gives no reason"),
        ("# allow T1:", "W801", "gives no reason"),
        ("# allow W703: for later", "W802", "nothing here is found by W703"),
        ("# allow T9: as typed", "W803", "there are T1"),
        ("# allow E601: later", "W803", "only rules of the checker and warnings can be waived"),
    ],
)  # fmt: skip
def test_a_waiver_that_does_not_work_is_a_warning(tmp_path: Path, waiver: str, code: str, told: str) -> None:
    scene = SCENE.replace("    text: |", f"    {waiver}\n    text: |")
    found = [line for line in lines(check(written(tmp_path, scene))) if " W8" in line]
    assert len(found) == 1 and found[0].startswith(f"a.yaml:3:5: warning {code}") and told in found[0]


def test_a_waiver_without_a_reason_waives_nothing(tmp_path: Path) -> None:
    scene = SCENE.replace("    text: |", "    # allow T1\n    text: |")
    assert len(lines(check(written(tmp_path, scene), "--only", "T1"))) == 3


@pytest.mark.parametrize("text", ["|\n      # allow T1: not a comment", '"a # allow T1: not a comment"'])
def test_a_sentence_that_looks_like_a_waiver_is_none(tmp_path: Path, text: str) -> None:
    scene = SCENE.replace("|\n      “One.”\n      It's two -- three.", text)
    assert not any(" W8" in line for line in lines(check(written(tmp_path, scene))))


def test_an_ordinary_comment_is_no_waiver(tmp_path: Path) -> None:
    scene = SCENE.replace("    text: |", "    # allow for the clock; allow 2 minutes\n    text: |")
    assert not any(" W8" in line for line in lines(check(written(tmp_path, scene))))


# ------------------------------------------------------------------------------------------ output


def test_json_is_an_array_with_keys_in_a_fixed_order(tmp_path: Path) -> None:
    ran = check(written(tmp_path), "--only", "T1", "--json")
    found = json.loads(ran.output)
    assert list(found[0]) == ["file", "line", "column", "code", "severity", "message", "hint"]
    assert found[1] == {
        "file": "a.yaml", "line": 5, "column": 16, "code": "T1", "severity": "warning",
        "message": "two hyphens in a text", "hint": "write —",
    }  # fmt: skip
    assert ran.output.isascii()


def test_json_of_nothing_is_an_empty_array(tmp_path: Path) -> None:
    assert json.loads(check(written(tmp_path), "--only", "E601", "--json").output) == []


def test_json_tells_measures_only_when_asked_for(tmp_path: Path) -> None:
    folder = written(tmp_path, more="check: {severity: {T1: metric}}\n")
    assert json.loads(check(folder, "--only", "T1", "--json").output) == []
    found = json.loads(check(folder, "--only", "T1", "--json", "--metrics").output)
    assert {one["severity"] for one in found} == {"metric"}


def test_annotations_of_a_workflow_are_escaped(tmp_path: Path) -> None:
    folder = tmp_path / "a,b:c%"
    folder.mkdir()
    ran = check(written(folder, SCENE.replace("end: over", "goto: 100%")), "--github")
    (line,) = ran.output.splitlines()
    place, _, message = line.removeprefix("::error ").partition("::")
    assert place.startswith("file=") and place.endswith("a%2Cb%3Ac%25/a.yaml,line=8,col=15,title=E601")
    assert message == "no scene `100%25` is declared"
    assert ran.return_value == 1


# ------------------------------------------------------------------------------------------ use


def test_a_story_with_errors_gives_the_findings_of_the_loader_alone(tmp_path: Path) -> None:
    folder = written(tmp_path, SCENE.replace("end: over", "goto: nowhere"))
    assert [line.split()[1] for line in lines(check(folder))] == ["E601"]
    assert [line.split()[1] for line in lines(check(folder, "--only", "T1"))] == ["E601"]


def test_only_some_codes(tmp_path: Path) -> None:
    broken = SCENE.replace("end: over", "goto: nowhere\n        learn: nothing")
    assert [line.split()[1] for line in lines(check(written(tmp_path, broken), "--only", "E604"))] == ["E604"]
    assert len(lines(check(written(tmp_path, broken), "--only", "E604", "--only", "E601"))) == 2


def test_an_unknown_code_is_wrong_use(tmp_path: Path) -> None:
    ran = check(written(tmp_path), "--only", "T11")
    assert isinstance(ran.exception, Missing) and "did you mean T1" in ran.exception.format_message()


@pytest.mark.parametrize("words", [("--json", "--github"), ("--ids",), ("--dry-run",)])
def test_options_that_do_not_go_together_are_wrong_use(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert isinstance(check(written(tmp_path), *words).exception, click.UsageError)


def test_our_own_story_is_printed_as_a_book() -> None:
    ran = check(OWN_STORY, "--only", "T1")
    assert (lines(ran), ran.return_value) == ([], 0)
