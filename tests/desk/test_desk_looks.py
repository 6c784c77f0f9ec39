"""How it looks: readable in every light, at every size, and the same picture every time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from seen import screen_text
from textual.color import Color

from starcity_game.desk.ink import ink
from starcity_game.desk.reading_desk import Desk
from starcity_game.desk.session import Session
from starcity_game.desk.themes import PALETTES, READABLE, TITLES

Compare = Callable[..., bool]
SIZES = [(120, 36), (80, 24), (60, 20)]


def luminance(colour: Color) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [c / 255 for c in (colour.r, colour.g, colour.b)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """Contrast ratio, WCAG 2.2."""
    light, dark = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", [name for name in TITLES if name != "terminal"])
@pytest.mark.parametrize(("letters", "ground"), READABLE)
def test_everything_written_can_be_read(name: str, letters: str, ground: str) -> None:
    palette = PALETTES[name]
    assert contrast(getattr(palette, letters), getattr(palette, ground)) >= 4.5


def test_the_terminals_own_colours_are_left_alone() -> None:
    palette = PALETTES["terminal"]
    assert {palette.text, palette.dim, palette.desk, palette.paper, palette.ink} == {"ansi_default"}
    assert ink("terminal").style("dim").dim and ink("terminal").style("key").bold


@pytest.mark.parametrize("name", TITLES)
async def test_every_light_shows_the_same_words(desk: Desk, name: str) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        before = screen_text(desk)
        desk.set(theme=name)
        await pilot.pause()
        assert screen_text(desk) == before


async def test_no_color_means_the_terminals_own(begun: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    desk = Desk(begun, None, title=False)
    async with desk.run_test(size=(120, 36)):
        assert desk.theme == "terminal"
        assert "▸ 1  Read the paper." in screen_text(desk)


@pytest.mark.parametrize(
    "size", [(1, 1), (2, 1), (20, 5), (59, 20), (60, 19), (60, 20), (99, 24), (100, 24), (400, 120)]
)
async def test_no_size_breaks_it(desk: Desk, size: tuple[int, int]) -> None:
    async with desk.run_test(size=size) as pilot:
        await pilot.press("1", "n", "escape", "h", "escape")
        await pilot.pause()
        shown = screen_text(desk)
    small = size[0] < 60 or size[1] < 20
    assert desk.session.life.sheet == (not small)  # what cannot be seen cannot be chosen
    assert ("The stove is out." in shown or "Machine parts" in shown) != small
    if size == (20, 5):
        assert "60 x 20" in " ".join(shown.split())


async def test_a_storm_of_sizes_loses_nothing(desk: Desk) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await pilot.press("1")
        before = screen_text(desk)
        for step in range(40):
            await pilot.resize_terminal(1 + step * 37 % 200, 1 + step * 23 % 70)
        await pilot.resize_terminal(120, 36)
        await pilot.pause()
        assert screen_text(desk) == before


@pytest.mark.parametrize("size", SIZES)
async def test_the_sheet_and_the_name_are_always_visible(desk: Desk, size: tuple[int, int]) -> None:
    async with desk.run_test(size=size) as pilot:
        await pilot.press("1")
        await pilot.pause()
        shown = screen_text(desk)
    assert "sheet 1" in shown and "lampina" in shown.casefold()


@pytest.mark.parametrize("size", SIZES)
async def test_the_line_of_keys_fits_and_holds_six_at_most(desk: Desk, size: tuple[int, int]) -> None:
    async with desk.run_test(size=size):
        line = screen_text(desk).split("\n")[-1]
    keys = [words for words in line.strip().split("   ") if words]
    assert 4 <= len(keys) <= 6 and len(line) <= size[0]
    assert "? help" in keys or size[0] < 80


@pytest.mark.parametrize("size", SIZES)
def test_picture_of_the_title(snap_compare: Compare, title: Desk, size: tuple[int, int]) -> None:
    assert snap_compare(title, terminal_size=size)


@pytest.mark.parametrize("size", SIZES)
def test_picture_of_the_questionnaire(snap_compare: Compare, title: Desk, size: tuple[int, int]) -> None:
    assert snap_compare(title, press=["1", "1", "1"], terminal_size=size)


@pytest.mark.parametrize("size", SIZES)
def test_picture_of_reading(snap_compare: Compare, desk: Desk, size: tuple[int, int]) -> None:
    assert snap_compare(desk, press=["1", "down"], terminal_size=size)


async def test_the_picture_for_the_readme_is_drawn(tmp_path: Path) -> None:
    from starcity_game.desk.picture import picture

    story = Path(__file__).parent.parent / "data" / "desk-story"
    drawn: Any = await picture(story, ("1",))
    assert drawn == await picture(story, ("1",))
    assert drawn.startswith("<svg") and "SECRET" in drawn
