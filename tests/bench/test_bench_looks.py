"""How the author's desk looks: the same picture every time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from conftest import Written

if TYPE_CHECKING:
    from textual.pilot import Pilot

Compare = Callable[..., bool]


@pytest.fixture(autouse=True)
def no_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("starcity_game.bench.workbench.judge", lambda version: version.opened.findings)


async def judged(pilot: Pilot[None]) -> None:
    """Wait until everything that is asked on other threads has been told."""
    for _ in range(200):
        if pilot.app.shop.judged:  # type: ignore[attr-defined]
            break
        await pilot.pause(0.02)
    await pilot.pause()


def test_picture_of_the_desk(snap_compare: Compare, written: Written) -> None:
    async def edited(pilot: Pilot[None]) -> None:
        await pilot.press("2")
        written.edit("The stove is out.", "The stove is out. Somebody has taken the coal.")
        await pilot.app.screen.look()  # type: ignore[attr-defined]
        await judged(pilot)

    assert snap_compare(written.desk(seed=7), terminal_size=(120, 36), run_before=edited)


def test_picture_of_the_desk_where_there_is_room_for_one_pane(snap_compare: Compare, written: Written) -> None:
    async def values(pilot: Pilot[None]) -> None:
        await pilot.press("v", "down", "down")
        await judged(pilot)

    assert snap_compare(written.desk(seed=7), terminal_size=(80, 24), run_before=values)


def test_picture_of_a_broken_story(snap_compare: Compare, written: Written) -> None:
    async def broken(pilot: Pilot[None]) -> None:
        written.edit("goto: finger", "goto: fingre")
        written.edit("Nobody plays to win.", "Nobody plays to {win}.")
        written.edit("set: nerve += 1", "set: nreve += 1")
        await pilot.app.screen.look()  # type: ignore[attr-defined]
        await pilot.press("f", "down")
        await pilot.pause()

    assert snap_compare(written.desk(seed=7), terminal_size=(120, 36), run_before=broken)
