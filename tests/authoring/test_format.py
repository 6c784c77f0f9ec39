"""Formatting changes how a story's files look and nothing else, and formatting twice is formatting once."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcity_game.authoring.fix.reading import files_of, read
from starcity_game.authoring.formatting.command import command
from starcity_game.authoring.formatting.formatted import formatted, laid_out
from starcity_game.authoring.formatting.meaning import meaning
from starcity_game.authoring.formatting.prose import wrapped
from starcity_game.commandline import Faulty
from starcity_game.story.folder import SourceFile
from starcity_game.story.model import Alternate, Piece, Run, Vary
from starcity_game.story.prose import Writer, parse_text

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
TEMPLATE = ROOT / "src" / "starcity_game" / "authoring" / "template"
STORIES = [ROOT / "story", DATA / "every-key", DATA / "small", DATA / "desk-story", TEMPLATE]
HEAD = "story: s\ntitle: S\nvolumes: {o: {title: O, start: a}}\n"


def run(*words: str) -> int:
    return int(command.main([*words], standalone_mode=False))


def one_file(text: str) -> str:
    return laid_out(SourceFile("story.yaml", text.encode())).decode()


def in_folder(folder: Path, text: str) -> Path:
    (folder / "story.yaml").write_bytes(text.encode())
    return folder


@pytest.mark.parametrize("folder", STORIES, ids=lambda path: path.name)
def test_every_file_has_a_usual_form_that_says_the_same_and_keeps_it(folder: Path) -> None:
    files = files_of(folder)
    story = read(folder, files)
    found = formatted(story, files)
    assert found.left == {}
    after = [SourceFile(file.path, found.changed.get(file.path, file.data)) for file in files]
    again = read(folder, after)
    assert meaning(again) == meaning(story)
    assert formatted(again, after).changed == {}


def messy(text: str) -> str:
    """The text with what careless editors make of it; kept lines and all that stands in lines stay."""
    made = []
    for number, line in enumerate(text.split("\n")):
        indent = len(line) - len(line.lstrip(" "))
        made.append(" " * indent + re.sub(r"^( *)- ", r"\1-   ", line) + " " * (number % 3))
        if number % 5 == 0 and not line.strip():
            made += ["", "   "]
    return "\n".join(made).rstrip("\n ") + "\n\n\n"


@pytest.mark.parametrize("name", ["names.yaml", "scenes/harbour.yaml", "scenes/night.yaml", "story.yaml"])
def test_a_messy_file_comes_back_to_its_usual_form(name: str) -> None:
    usual = (TEMPLATE / name).read_bytes()
    file = SourceFile(name, messy(usual.decode()).encode())
    assert file.data != usual
    assert laid_out(file) == usual


def test_line_ends_and_a_byte_order_mark_stay() -> None:
    text = "\ufeff" + (TEMPLATE / "names.yaml").read_text(encoding="utf-8").replace("\n", "\r\n")
    assert one_file(text) == text


def test_keys_of_a_body_come_in_the_order_in_which_they_happen_with_their_comments() -> None:
    found = one_file(
        HEAD + "scenes:\n  a:\n    then: {end: out}   # at last\n    # what is read\n    text: A.\n"
        "    # what it costs\n\n    set: x -= 1\n    title: A\n"
    )
    # `then` and `text` stay in their order, because saved lives count texts and bodies as they are written
    assert found.endswith("    then: {end: out}   # at last\n    # what is read\n    text: A.\n"
                          "    # what it costs\n\n    set: x -= 1\n    title: A\n")  # fmt: skip
    found = one_file(
        HEAD + "scenes:\n  a:\n    # what is read\n    text: A.\n    # what it costs\n    set: x -= 1   # dear\n"
        "    title: A\n    end: out\n    learn: f\n"
    )
    assert found.endswith("    title: A\n    # what it costs\n    set: x -= 1   # dear\n    learn: f\n"
                          "    # what is read\n    text: A.\n    end: out\n")  # fmt: skip


def test_a_choice_that_gets_another_first_key_keeps_its_dash() -> None:
    found = one_file(HEAD + "scenes:\n  a:\n    choices:\n    -   text: B.\n        # free\n        label: L\n")
    assert found.endswith("    choices:\n      # free\n      - label: L\n        text: B.\n")


def test_steps_inwards_are_of_two_spaces_and_scenes_have_a_line_between_them() -> None:
    found = one_file(
        f"{HEAD}scenes:\n    a:\n        text: |\n            A\n            b.\n"
        "        goto: b\n    # last\n    b: {end: out}\n"
    )
    assert found.endswith("\nscenes:\n  a:\n    text: |\n      A b.\n    goto: b\n\n  # last\n  b: {end: out}\n")


def test_kept_lines_are_kept() -> None:
    kept = "documents:\n  d:\n    kind: k\n    lines: kept\n    text: |\n      a\n        b   c\n\n      d\n"
    assert one_file(HEAD + "\n" + kept) == HEAD + "\n" + kept


def test_comments_after_a_text_and_at_the_end_stay() -> None:
    text = (
        f"{HEAD}\nscenes:\n  a:\n    text: |\n      A.\n    # after\n\n"
        "  b:\n    end: out   # beside\n    # below\n# the end\n"
    )
    assert sorted(re.findall("#.*", one_file(text))) == sorted(re.findall("#.*", text))
    assert one_file(one_file(text)) == one_file(text)


REST = (
    "variables: {x: {number: 0}}\nendings: {out: {title: O, parts: [O.]}}\nscenes:\n  a: {goto: c}\n  b:\n    goto: a\n"
)


@pytest.mark.parametrize("inner", ["notes:\n      []\n", "set:\n      -\n        x = 1\n"])
def test_what_is_unusual_is_left_alone(inner: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = in_folder(tmp_path, HEAD + REST)
    (root / "c.yaml").write_text(f"scenes:\n  c:\n    text:   C.\n    end: out\n    {inner}")
    before = (root / "c.yaml").read_bytes()
    assert run(str(root)) == 0
    told = capsys.readouterr()
    assert told.out == "story.yaml\n"
    assert told.err.startswith("c.yaml is left as it is: line ")
    assert (root / "c.yaml").read_bytes() == before


def test_a_file_that_would_say_something_else_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def torn(lines: list[str], width: int) -> list[str]:
        return [part for line in lines for part in (line, "")]

    monkeypatch.setattr("starcity_game.authoring.formatting.layout.wrapped", torn)
    root = in_folder(tmp_path, HEAD + REST)
    (root / "c.yaml").write_text("scenes:\n  c:\n    text: |\n      C\n      d.\n    end: out\n")
    assert run(str(root)) == 0
    told = capsys.readouterr()
    assert told.out == "story.yaml\n"
    assert told.err == "c.yaml is left as it is: otherwise it would say something else.\n"


def test_check_lists_what_would_change_and_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "small"
    shutil.copytree(DATA / "small", root)
    before = {path.name: path.read_bytes() for path in root.iterdir()}
    assert run("--check", str(root)) == 1
    assert capsys.readouterr().out == "story.yaml\nyard.yaml\n"
    assert run("--diff", str(root)) == 0
    assert "\n+    advance: 40 minutes\n" in capsys.readouterr().out
    assert {path.name: path.read_bytes() for path in root.iterdir()} == before
    assert run(str(root)) == 0
    assert run("--check", str(root)) == 0


def test_a_story_with_errors_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Faulty):
        run(str(in_folder(tmp_path, HEAD)))
    assert "E601" in capsys.readouterr().err


def test_the_story_that_new_makes_is_in_its_usual_form() -> None:
    assert run("--check", str(TEMPLATE)) == 0


def read_back(text: str) -> list[Piece]:
    """The pieces of a text, with its expressions as they are written."""
    codes: list[str] = []

    def noted(code: str, _: int) -> int:
        codes.append(" ".join(code.split()))
        return len(codes) - 1

    return [codes, *parse_text(text, Writer(noted, noted, lambda: 0))]  # type: ignore[list-item]


WORDS = st.lists(
    st.sampled_from(["a", "bb", "ccc,", "*em*", "dddd", "x.y", "“q”", "\\{", "--", "#", "- e"]), min_size=1, max_size=12
).map(" ".join)
INLINE = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.builds("{{a > 1 and b: {}|{}}}".format, inner, inner),
        st.builds("{{once: {}}}{}".format, inner, inner),
        st.builds("{}{{cycle: {} | {}}}".format, inner, inner, inner),
        st.builds("{} {}".format, inner, inner),
        st.builds("{}\n{}".format, inner, inner),
        st.builds('{} {{x == "a: b"}}. {}'.format, inner, inner),
        st.builds("{}\n\n{}".format, WORDS, WORDS),
    ),
    max_leaves=8,
)


@given(INLINE, st.integers(40, 80))
def test_a_wrapped_text_reads_the_same_and_is_wrapped_for_good(text: str, width: int) -> None:
    once = wrapped(text.split("\n"), width)
    assert read_back("\n".join(once)) == read_back(text)
    assert wrapped(once, width) == once


def test_inline_logic_is_kept_on_a_line_where_it_fits() -> None:
    text = "One two three four five six seven {nerve > 4: eight nine|ten eleven} twelve."
    assert wrapped([text], 50) == [
        "One two three four five six seven",
        "{nerve > 4: eight nine|ten eleven} twelve.",
    ]


def test_the_kinds_of_pieces_that_the_wrapping_meets() -> None:
    kinds = {type(piece) for piece in read_back("a {b > 1: c|d} {once: e}")[1:]}
    assert kinds == {Run, Vary, Alternate}


def test_a_story_in_its_usual_form_is_said_to_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = HEAD + "endings: {over: {title: Over, parts: [Over.]}}\nscenes:\n  a:\n    end:   over\n"
    assert run(str(in_folder(tmp_path, text))) == 0
    assert capsys.readouterr().out == "story.yaml\n"
    assert run(str(tmp_path)) == 0
    assert capsys.readouterr().out == "Nothing to format.\n"
