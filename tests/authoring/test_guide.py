"""The author's guide is true: its stories are sound and whole, its commands print what it shows, its tables are the
program's own."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import guide
import pytest

from starcity_game.authoring import craft, reference, rules
from starcity_game.authoring.code_pages import pages
from starcity_game.authoring.explore import figures
from starcity_game.authoring.explore.codes import CODES as EXPLORING
from starcity_game.authoring.explore.proof import prove
from starcity_game.authoring.explore.witness import Limits, search, wanted
from starcity_game.authoring.opened import opened
from starcity_game.authoring.rules import thresholds
from starcity_game.authoring.verdict import judged, verdict
from starcity_game.cli import AUTHORS
from starcity_game.story.keys import TABLES

STATES = [pytest.param(state, id=f"{chapter}-{n}-{state.folder}")
          for chapter in guide.CHAPTERS for n, state in enumerate(guide.states(chapter))]  # fmt: skip
TOLD = [chapter for chapter in guide.CHAPTERS if any(block.kind == "console" for block in guide.blocks(chapter))]
_MISTAKES = re.compile(r"<!-- mistakes of (\w+) -->\n\n.*?\n\|-.*?\n(.*?)\n\n<!-- end", re.DOTALL)


@pytest.mark.parametrize("state", STATES)
def test_a_story_of_the_guide_is_sound_and_everything_in_it_is_reached(state: guide.State, tmp_path: Path) -> None:
    guide.put(tmp_path, state.files)
    story = opened(tmp_path)
    told = judged(story).findings
    assert {found.code for found in told} == set(state.told), [found.line_of_text() for found in told]
    proof = prove(story)
    assert (proof.unreachable, proof.always, proof.never, proof.stuck, proof.unlearned) == ({}, (), (), (), ())
    found = search(story, wanted(story, ()), Limits(seconds=20))
    assert found.complete, wanted(story, ()) - set(found.reached)
    assert (found.stuck, found.unlearned) == ({}, {})


@pytest.mark.slow
@pytest.mark.parametrize("chapter", TOLD)
def test_every_command_of_a_chapter_prints_what_the_chapter_shows(chapter: str, tmp_path: Path) -> None:
    folder = tmp_path / "writing"
    folder.mkdir()
    files: dict[str, str] = {}
    for block in guide.blocks(chapter):
        if block.file:
            files = guide.with_block(files, block)
            guide.put(folder, {block.file: files[block.file]})
        for command in guide.commands(block.text) if block.kind == "console" else ():
            assert command.words[0] == "starcity"
            printed = guide.run(command.words[1:], folder, command.typed)
            assert guide.like(command.shown).fullmatch(printed), f"{' '.join(command.words)} prints:\n{printed}"


def _cells(row: str) -> list[str]:
    """The cells of a row of a table, without the marks of code."""
    cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]]
    return [cell.strip("` ").replace("\\|", "|").replace("⏎", "\n").replace("⇥", "\t") for cell in cells]


def mistakes() -> list[tuple[str, str, str, str]]:
    """The rows of the table of mistakes: what went wrong, right, wrong, what is told."""
    found = _MISTAKES.search(guide.written("authoring.md"))
    assert found
    return [tuple(_cells(row)) for row in found[2].splitlines()]  # type: ignore[misc]


def what_is_told(right: str, wrong: str, folder: Path) -> str:
    """What the checker says of the tutorial's last story with one place of it changed."""
    story = list(guide.states("authoring.md"))[-1].files
    (name,) = [name for name, text in story.items() if right in text]
    assert story[name].count(right) == 1, right
    guide.put(folder, {**story, name: story[name].replace(right, wrong)})
    return "<br>".join(found.line_of_text() for found in verdict(folder).findings)


def test_the_table_of_mistakes_has_at_least_ten() -> None:
    assert len(mistakes()) >= 10


@pytest.mark.parametrize("row", mistakes(), ids=lambda row: row[0])
def test_a_mistake_is_told_as_the_table_says(row: tuple[str, str, str, str], tmp_path: Path) -> None:
    _, right, wrong, told = row
    assert what_is_told(right, wrong, tmp_path) == told


@pytest.mark.parametrize(("chapter", "made"), [("reference", reference), ("craft", craft)])
def test_what_is_made_from_the_program_is_up_to_date(chapter: str, made: ModuleType) -> None:
    text = guide.written(f"authoring/{chapter}.md")
    assert made.rewritten(text) == text, "run `make docs`"


def test_a_chapter_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="marks"):
        reference.rewritten("no marks")


def test_the_reference_names_every_code_and_key() -> None:
    text = reference.reference()
    assert all(f"| {page.code} |" in text for page in pages())
    assert all(f"| `{key}` |" in text for table in TABLES.values() for key in table)


def test_every_rule_stands_in_the_craft_chapter_and_every_number_with_a_rule_of_its_own() -> None:
    text = craft.craft()
    assert all(f"### {code}: " in text for code in (*rules.ALL, *EXPLORING))
    numbers = craft.reasons(thresholds) | craft.reasons(figures)
    assert set(numbers) == {name for names in craft.NUMBERS.values() for name in names}


def test_the_chapter_of_tools_has_every_command_for_authors() -> None:
    text = guide.written("authoring/tools.md")
    assert [name for name in AUTHORS if f"[`starcity {name}`](" not in text] == []


@pytest.mark.parametrize("chapter", guide.CHAPTERS)
def test_every_link_of_a_chapter_leads_somewhere(chapter: str) -> None:
    folder = (guide.DOCS / chapter).parent
    for target in re.findall(r"\]\(([^)\s]+)\)", guide.written(chapter)):
        name, _, heading = target.partition("#")
        path = folder / name if name else guide.DOCS / chapter
        assert path.is_file(), target
        assert not heading or heading in guide.anchors(path), target
