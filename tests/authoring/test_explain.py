"""Every code has a page, and what the pages show is true: their examples are loaded."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from starcity_game.authoring import rules
from starcity_game.authoring.code_pages import CodePage, markdown, pages, written
from starcity_game.authoring.codes import CODES
from starcity_game.authoring.examples import story_with
from starcity_game.authoring.explain import command
from starcity_game.authoring.explore.codes import CODES as EXPLORING
from starcity_game.authoring.replay.codes import CODES as REPLAYING
from starcity_game.authoring.verdict import verdict
from starcity_game.commandline import Missing
from starcity_game.story.diagnostics import Diagnostic

DOCUMENT = Path(__file__).parents[2] / "docs" / "codes.md"
PAGES = {page.code: page for page in pages()}
SHOWN = [page for page in PAGES.values() if page.wrong]
BEYOND_AN_EXAMPLE = {
    "E101", "E102", "E103", "E107", "E108", "E109", "E119", "E120", "E121", "E122", "E123", "E124", "E125", "E126",
    "E127", "E301", "E311", "E404", "E615",
    "W811", "W812", "W813", "W814",
}  # fmt: skip
"""Codes that a few lines of YAML cannot show: bytes, folders, translations, and things too large."""


def explained(*words: str) -> Result:
    return CliRunner().invoke(command, words, standalone_mode=False)


def found(page: CodePage, example: str, folder: Path) -> list[Diagnostic]:
    """What the example gives in its own file; a scene that cannot be read is missed in others."""
    for name, text in story_with(page.where, example).items():
        (folder / name).write_text(text, encoding="utf-8")
    own = {"scene": ("scenes.yaml",), "file": ("example.yaml", "names.yaml"), "story": ("story.yaml",)}[page.where]
    only = () if page.code in CODES else (page.code,)
    told = [f for f in verdict(folder, only).findings if f.file in own]
    return [f for f in told if f.code in CODES or f.code == page.code]


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert set(PAGES) == {*CODES, *rules.ALL}
    assert set(written()) <= set(PAGES)
    assert all(page.meaning and page.why and page.mend for page in PAGES.values())


def test_every_code_that_a_few_lines_can_show_has_an_example() -> None:
    elsewhere = {*EXPLORING, *REPLAYING}  # found by playing, not by the checker
    assert {code for code in CODES if not PAGES[code].wrong} == BEYOND_AN_EXAMPLE | elsewhere
    assert all(bool(page.wrong) == bool(page.right) for page in PAGES.values())


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.code)
def test_an_example_gives_its_code_and_mended_it_does_not(page: CodePage, tmp_path: Path) -> None:
    wrong = found(page, page.wrong, tmp_path)
    assert {f.code for f in wrong} == {page.code}, [f.line_of_text() for f in wrong]
    assert {f.severity.value for f in wrong} <= set(page.severity.split(" or "))
    assert [f.line_of_text() for f in found(page, page.right, tmp_path)] == []


def test_the_document_of_all_codes_is_up_to_date() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == markdown(), "run `make docs`"
    assert all(f"\n### {code}\n" in markdown() for code in PAGES)


def test_a_page_in_the_terminal() -> None:
    ran = explained("e601")
    assert ran.return_value == 0
    lines = ran.output.splitlines()
    assert lines[0] == "E601: a scene that is not declared (error)"
    assert "    goto: landnig" in lines and "    goto: landing" in lines
    assert max(map(len, lines)) <= 80


def test_nothing_that_a_terminal_might_obey_is_printed() -> None:
    for code in PAGES:
        assert all(line.isprintable() for line in explained(code).output.split("\n")), code


def test_without_a_code_all_are_listed() -> None:
    ran = explained()
    assert ran.return_value == 0
    assert all(f"  {code:<5} {page.meaning}\n" in ran.output for code, page in PAGES.items())


@pytest.mark.parametrize(
    ("given", "advice"),
    [("E6O1", "did you mean E6"), ("P99", "there are P1, P2"), ("nonsense", "starcity explain lists all")],
)
def test_an_unknown_code_is_wrong_use(given: str, advice: str) -> None:
    ran = explained(given)
    assert isinstance(ran.exception, Missing)
    assert advice in ran.exception.format_message()
