"""`starcity check --fix`: what it mends, what it leaves alone, and that a story still says what it said."""

from __future__ import annotations

import stat
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from starcity_game.authoring.check import command
from starcity_game.authoring.fix.likeness import likeness
from starcity_game.authoring.fix.repair import repaired
from starcity_game.authoring.opened import opened
from starcity_game.authoring.typography import corrected, corrections
from starcity_game.authoring.verdict import verdict
from starcity_game.commandline import OK

HEAD = "story: told\ntitle: Told\nvolumes: {v: {title: V, start: start}}\n"
TAIL = "endings: {over: {title: Over, parts: [The end.]}}\nvariables: {lit: {flag: false}}\n"
EVERY_KEY = Path(__file__).parents[1] / "data" / "every-key"


def fix(folder: Path, *words: str) -> Result:
    ran = CliRunner().invoke(command, [str(folder), "--fix", *words], standalone_mode=False)
    assert ran.exception is None, ran.exception
    return ran


def story(folder: Path, scene: str, name: str = "a.yaml") -> Path:
    """A story whose only scene has this body, and the file that holds it."""
    (folder / "story.yaml").write_text(HEAD + TAIL, encoding="utf-8")
    path = folder / name
    path.write_bytes(f"scenes:\n  start:\n{scene}".encode())
    return path


# ------------------------------------------------------------------------------------------ signs


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('"No," she said. "I don\'t -- never."', "“No,” she said. “I don’t — never.”"),
        ("'Tis the '66 model's 'end'.", "’Tis the ’66 model’s ‘end’."),
        ("\"'Yes', he said\"", "“‘Yes’, he said”"),
        ('{a == "x": "Yes"|"No"}', '{a == "x": “Yes”|“No”}'),
        ("{a: {b: 'x'}|y}'s", "{a: {b: ‘x’}|y}’s"),
        ('*"No"* {you.short}\'s', "*“No”* {you.short}’s"),
        ('He said--"No"--and "Wait--"', "He said—“No”—and “Wait—”"),
        ("wait... what.... a  b", "wait… what.... a b"),
        ('"...and then"', "“…and then”"),
        ('She said "no" to {once: \'him\'|"her"}.', "She said “no” to {once: ‘him’|“her”}."),
        ('a " b', 'a " b'),
        ("Yes.{lit:  And  no.}", "Yes.{lit:  And no.}"),
        ("-- … ---", "— … ---"),
    ],
)
def test_signs_are_set_by_what_stands_around_them(typed: str, printed: str) -> None:
    assert corrected(typed, corrections(typed)) == printed
    assert [c for c in corrections(printed) if c.instead is not None] == []


def test_many_quotation_marks_in_a_row_are_no_trouble() -> None:
    assert len(corrections('"' * 50_000)) == 50_000


STYLES = {
    "plain": ("    text: It's one -- two\n", "    text: It’s one — two\n"),
    "over several lines": ("    text: It's one\n      -- two\n", "    text: It’s one\n      — two\n"),
    "single quotes": ("    text: 'It''s  one' # it's\n", "    text: 'It’s one' # it's\n"),
    "double quotes": (r'    text: "\"It\x27s\" \\{ one..."' + "\n", '    text: "“It’s” \\\\{ one…"\n'),
    "a block": ("    text: |2\n      'A'  b\n        \"c\"\n\n", "    text: |2\n      ‘A’ b\n        “c”\n\n"),
    "a folded block": ("    text: >-\n      'A'\n      b--c\n", "    text: >-\n      ‘A’\n      b—c\n"),
    "a list": ("    text:\n    - It's\n    -   when: lit\n        text: '\"'''\n", None),
}


@pytest.mark.parametrize(("before", "after"), STYLES.values(), ids=STYLES)
def test_signs_are_set_whatever_a_text_is_written_in(tmp_path: Path, before: str, after: str | None) -> None:
    path = story(tmp_path, before + "    end: over\n")
    was = likeness(opened(tmp_path))
    ran = fix(tmp_path, "--only", "T1")
    if after is not None:
        assert path.read_text(encoding="utf-8") == f"scenes:\n  start:\n{after}    end: over\n"
    assert ran.output.splitlines()[0].startswith("a.yaml: ")
    assert likeness(opened(tmp_path)) == was
    assert not repaired(tmp_path).after


def test_all_else_stays_byte_for_byte(tmp_path: Path) -> None:
    body = "    text: It's.   # it's\r\n\r\n    end:   over\t\r\n"
    path = story(tmp_path, body)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"start:\n", b"start:\r\n"))
    before = path.read_bytes()
    path.chmod(0o640)
    fix(tmp_path, "--only", "T1")
    assert path.read_bytes() == before.replace(b"It's.", "It’s.".encode())
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.yaml", "story.yaml"]


def test_what_is_waived_or_switched_off_is_left_alone(tmp_path: Path) -> None:
    path = story(tmp_path, "    # allow T1: as typed\n    text: It's.\n    end: over\n")
    before = path.read_bytes()
    fix(tmp_path)
    assert path.read_bytes() == before
    path = story(tmp_path, "    text: It's.\n    end: over\n")
    main = tmp_path / "story.yaml"
    main.write_text(main.read_text() + "check: {severity: {T1: off}}\n")
    before = path.read_bytes()
    fix(tmp_path)
    assert path.read_bytes() == before


def test_a_label_set_anew_keeps_the_id_it_had(tmp_path: Path) -> None:
    path = story(tmp_path, "    choices:\n      - label: Don't.\n        end: over\n      - {label: It's, end: over}\n")
    was = [choice.id for choice in opened(tmp_path).scenes[0].bodies[0].choices]
    fix(tmp_path)
    assert "      - label: Don’t.\n        id: don-t\n        end: over\n" in path.read_text(encoding="utf-8")
    assert [choice.id for choice in opened(tmp_path).scenes[0].bodies[0].choices] == was == ["don-t", "it-s"]


# ------------------------------------------------------------------------------------------ ids


def test_ids_are_written_down_only_when_asked_for(tmp_path: Path) -> None:
    path = story(tmp_path, "    choices:\n      - label: Nod.\n        end: over\n")
    before = path.read_bytes()
    fix(tmp_path)
    assert path.read_bytes() == before
    fix(tmp_path, "--ids")
    assert b"      - label: Nod.\n        id: nod\n        end: over\n" in path.read_bytes()


IDS = {
    "with a comment": (
        "      -   label: Nod. # so\n          end: over\n",
        "      -   label: Nod. # so\n          id: nod\n          end: over\n",
    ),
    "in braces": ("      - {label: Nod., end: over}\n", "      - {id: nod, label: Nod., end: over}\n"),
    "in a block": (
        "      - label: |\n          Nod,\n          and go.\n        end: over\n",
        "      - id: nod-and-go\n        label: |\n          Nod,\n          and go.\n        end: over\n",
    ),
    "over two lines": (
        "      - label: Nod,\n          and go.\n        end: over\n",
        "      - id: nod-and-go\n        label: Nod,\n          and go.\n        end: over\n",
    ),
    "last in the file": (
        "      - end: over\n        label: 'Nod.'",
        "      - end: over\n        label: 'Nod.'\n        id: nod",
    ),
    "not first": (
        '      - end: over\n        label: "Nod."\n',
        '      - end: over\n        label: "Nod."\n        id: nod\n',
    ),
    "there already": ("      - label: Nod.\n        id: no\n        end: over\n", None),
}


@pytest.mark.parametrize(("before", "after"), IDS.values(), ids=IDS)
def test_an_id_stands_beside_its_label(tmp_path: Path, before: str, after: str | None) -> None:
    path = story(tmp_path, "    choices:\n" + before)
    was = likeness(opened(tmp_path))
    fix(tmp_path, "--ids")
    assert path.read_text() == f"scenes:\n  start:\n    choices:\n{after or before}"
    assert likeness(opened(tmp_path)) == was


def test_every_id_of_a_whole_story_can_be_written_down(tmp_path: Path) -> None:
    for path in EVERY_KEY.glob("*.yaml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    was = likeness(opened(tmp_path))
    fix(tmp_path, "--ids")
    assert likeness(opened(tmp_path)) == was
    nodes = opened(tmp_path)
    assert all("id" in nodes.trace.node(n, c.body).values  # type: ignore[union-attr]
               for n, scene in enumerate(nodes.scenes) for body in scene.bodies for c in body.choices)  # fmt: skip
    assert not repaired(tmp_path, ids=True).after


# ------------------------------------------------------------------------------------------ slips

SLIPS = {
    "a colon": ("    text: He said: no.\n", '    text: "He said: no."\n'),
    "a number": ("    text: The room #3 is shut.\n", '    text: "The room #3 is shut."\n'),
    "emphasis": ("    text: *Nobody* came.\n", '    text: "*Nobody* came."\n'),
    "quotation marks": (
        '    text: “a” "No" b\n    title: "No" she says.\n',
        '    text: “a” "No" b\n    title: \'"No" she says.\'\n',
    ),
    "an apostrophe": ("    text: 'Twas late.\n", '    text: "\'Twas late."\n'),
    "a name first": ("    text: {lit: lit|dark} it was.\n", '    text: "{lit: lit|dark} it was."\n'),
    "an exclamation": ("    text: !Stop it says.\n", '    text: "!Stop it says."\n'),
    "a dash": ("    text: - No.\n", '    text: "- No."\n'),
    "a line after |": ("    text: | No.\n      Never.\n", "    text: |\n      No.\n      Never.\n"),
    "a backslash": ('    text: "a \\{ b"\n', '    text: "a \\\\{ b"\n'),
    "over several lines": (
        "    text: He said: no,\n      and then: go.\n",
        "    text: |\n      He said: no,\n      and then: go.\n",
    ),
    "in a list": (
        "    text:\n      - He said: no.\n      - Yes.\n",
        '    text:\n      - "He said: no."\n      - Yes.\n',
    ),
    "two at once": (
        "    title: He said: no.\n    text: 'Twas late.\n",
        '    title: "He said: no."\n    text: "\'Twas late."\n',
    ),
}


@pytest.mark.parametrize(("before", "after"), SLIPS.values(), ids=SLIPS)
def test_a_slip_of_yaml_is_mended(tmp_path: Path, before: str, after: str) -> None:
    path = story(tmp_path, before + "    end: over\n")
    assert not verdict(tmp_path).sound
    every = sorted({f.code for f in verdict(tmp_path).findings})
    ran = fix(tmp_path, *(word for code in {*every, "E202", "E210"} for word in ("--only", code)))
    assert path.read_text(encoding="utf-8") == f"scenes:\n  start:\n{after}    end: over\n"
    assert ran.return_value == OK and "mended (E2" in ran.output.splitlines()[0]


def test_a_tab_that_indents_is_mended(tmp_path: Path) -> None:
    path = story(tmp_path, "    choices:\n      - label: Nod.\n\t\t\t\tend: over\n")
    fix(tmp_path, "--only", "E206")
    assert path.read_text().endswith("      - label: Nod.\n        end: over\n")


@pytest.mark.parametrize(
    "scene",
    [
        '    text: "No, she says.\n    end: over\n',  # nobody knows where it should close
        "    choices:\n      - {label: No: never, end: over}\n",  # quotes around it would make a text of the choice
        "    text: One.\n     goto: over\n",
        "    goto: nowhere\n",
    ],
)
def test_what_cannot_be_mended_for_sure_is_left_alone_and_told(tmp_path: Path, scene: str) -> None:
    path = story(tmp_path, scene)
    before, found = path.read_bytes(), verdict(tmp_path).findings
    ran = fix(tmp_path)
    assert path.read_bytes() == before
    assert ran.return_value == 1
    assert all(f.line_of_text() in ran.output for f in found)


def test_a_story_with_other_errors_keeps_its_signs(tmp_path: Path) -> None:
    path = story(tmp_path, "    text: It's late.\n    goto: nowhere\n")
    before = path.read_bytes()
    ran = fix(tmp_path)
    assert path.read_bytes() == before
    assert "left alone until the story has no errors" in ran.output


# ------------------------------------------------------------------------------------------ how it is told


def test_a_dry_run_prints_a_difference_and_changes_nothing(tmp_path: Path) -> None:
    path = story(tmp_path, "    text: It's late.\n    end: over\n")
    before = path.read_bytes()
    ran = fix(tmp_path, "--dry-run")
    assert path.read_bytes() == before
    assert ran.output.splitlines()[:2] == ["--- a/a.yaml", "+++ b/a.yaml"]
    assert {"-    text: It's late.", "+    text: It’s late."} <= set(ran.output.splitlines())
    assert ran.return_value == OK


def test_what_was_done_is_told_before_what_is_left(tmp_path: Path) -> None:
    story(tmp_path, "    text: It's \" late.\n    end: over\n")
    ran = fix(tmp_path, "--only", "T1")
    assert ran.output.splitlines() == [
        "a.yaml: 1 sign set.",
        "a.yaml:3:16: warning T1 a straight quotation mark in a text "
        "(it stands between blanks, so that it opens and closes nothing)",
        "0 errors, 1 warning.",
    ]


def test_findings_for_a_program_are_not_mixed_with_what_was_done(tmp_path: Path) -> None:
    story(tmp_path, "    text: It's late.\n    end: over\n")
    ran = fix(tmp_path, "--only", "T1", "--json")
    assert ran.stdout == "[]\n" and "1 sign set" in ran.stderr


def test_a_file_that_cannot_be_written_is_said_and_nothing_is_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = story(tmp_path, "    text: It's late.\n    end: over\n")
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("starcity_game.saves.real_disk.RealDisk.write", full)
    ran = CliRunner().invoke(command, [str(tmp_path), "--fix"], standalone_mode=False)
    assert "no space left" in str(ran.exception).lower()
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.yaml", "story.yaml"]


# ------------------------------------------------------------------------------------------ an invariant

PARTS = st.sampled_from([
    "a", "It", " ", "  ", "'", '"', "--", "---", "...", "....", "*", "{lit: x|y}", "{once: 'a'|\"b\"}", "\n", "\n\n",
    ",", ".", "(", ")", "—", "“", "’", "\\{", "1", "-", ":", " #", "é", "{lit == false: \"q\"|'r'}", "{lit:  x|  y}",
])  # fmt: skip
TEXTS = st.lists(PARTS, max_size=14).map("".join)
WRITTEN = st.sampled_from(["block", "folded", "single", "double", "plain", "label"])


def scene_with(text: str, style: str) -> str:
    """A scene with `text`, written in one of YAML's ways."""
    lines = "\n".join("      " + line for line in text.split("\n"))
    double = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    single = text.replace("'", "''").replace("\n", " ")
    flat = text.replace("\n", " ")
    return {
        "block": f"    text: |2\n{lines}\n    end: over\n",
        "folded": f"    text: >2\n{lines}\n    end: over\n",
        "single": f"    text: '{single}'\n    end: over\n",
        "double": f'    text: "{double}"\n    end: over\n',
        "plain": f"    text: x{flat}\n    end: over\n",
        "label": f'    choices:\n      - label: "x{double}"\n        end: over\n'
        f"      - {{label: '{single}', end: over}}\n",
    }[style]


@settings(max_examples=150, deadline=None)
@given(TEXTS, WRITTEN, st.booleans())
def test_a_story_that_was_mended_says_what_it_said(text: str, style: str, ids: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        story(folder, scene_with(text, style))
        before = verdict(folder)
        if before.sound:
            was = likeness(opened(folder))
        repair = repaired(folder, ids=ids)
        assert not any("left as it was" in note for note in repair.notes)
        for path, data in repair.after.items():
            (folder / path).write_bytes(data)
        after = verdict(folder)
        if before.sound:
            assert likeness(opened(folder)) == was
            assert {f.code for f in after.findings} <= {f.code for f in before.findings}
        assert all("between blanks" in f.hint for f in after.findings if f.code == "T1")
        assert repaired(folder, ids=ids).after == {}
