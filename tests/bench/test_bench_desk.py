"""The author's desk, keys in and screen out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bench_seen import bench, now, screen_text
from conftest import Written
from textual.pilot import Pilot

from starcity_game.authoring.workshop.version import Version

SIZE = (120, 36)


@pytest.fixture(autouse=True)
def no_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the loader finds is enough here; what the rules find is their own tests' matter."""
    monkeypatch.setattr("starcity_game.bench.workbench.judge", lambda version: version.opened.findings)


async def settle(pilot: Pilot[None], *keys: str) -> str:
    """The screen after some keys and a look at the files."""
    await pilot.press(*keys)
    await pilot.pause()
    if hasattr(pilot.app.screen, "look"):
        await pilot.app.screen.look()
        await pilot.pause()
    return screen_text(pilot.app)  # type: ignore[arg-type]


async def test_the_page_scenes_values_and_faults_are_seen_together(written: Written) -> None:
    desk = written.desk()
    async with desk.run_test(size=SIZE) as pilot:
        shown = await settle(pilot)
    assert "THE NIGHT GOODS  author’s desk" in shown and "read at 14:02" in shown
    assert "The yard is white to the last rail." in shown and "▸ 1  Weigh it again." in shown
    assert "◆ gate" in shown and "○ shed" in shown and "1 of 8 read" in shown
    assert "0–10" in shown and "candour" in shown and "1966-01-14 06:40" in shown
    assert "Nothing is wrong." in shown


async def test_an_edit_is_seen_where_the_author_stands(written: Written) -> None:
    desk = written.desk(seed=7)
    async with desk.run_test(size=SIZE) as pilot:
        await settle(pilot, "2")
        written.edit("The stove is out.", "The stove is lit.")
        shown = await settle(pilot)
        assert "The stove is lit." in shown and "“For the cold,” says Belov." in shown and "read at 14:05" in shown
        assert now(desk.shop, "candour") == 55
        marked = [line for line in shown.splitlines() if "▎" in line]
    assert len(marked) == 1 and "The stove is lit." in marked[0]


async def test_a_broken_file_is_said_and_the_last_good_version_goes_on(written: Written) -> None:
    desk = written.desk()
    async with desk.run_test(size=SIZE) as pilot:
        await settle(pilot, "2")
        written.edit("goto: finger", "goto: fingre")
        shown = await settle(pilot)
        assert "BROKEN: showing the version of 14:02" in shown and "The stove is out." in shown
        assert "✗ E601" in shown and "(did you mean finger?)" in shown and "1 error" in shown
        assert "✗1" in next(line for line in shown.splitlines() if "◆ shed" in line)
        shown = await settle(pilot, "1")
        assert "The paper cuts your finger" in shown
        written.edit("goto: fingre", "goto: finger")
        shown = await settle(pilot)
    assert "BROKEN" not in shown and "read at 14:05" in shown and "The paper cuts your finger" in shown


async def test_a_story_that_was_never_sound_shows_its_faults_until_it_is(written: Written) -> None:
    written.edit("goto: finger", "goto: fingre")
    desk = written.desk()
    async with desk.run_test(size=SIZE) as pilot:
        shown = await settle(pilot, "1", "enter", "u", "r", "b", "v", "enter", "plus", "s", "enter", "e", "f", "enter")
        assert "BROKEN: nothing to show yet" in shown and "✗ E601" in shown
        assert f"yard.yaml:{written.line('goto: fingre')} is in no scene; e opens it." in shown
        written.edit("goto: fingre", "goto: finger")
        shown = await settle(pilot)
    assert "The yard is white" in shown and "BROKEN" not in shown


async def test_a_number_is_set_and_the_options_follow(written: Written) -> None:
    desk = written.desk()
    async with desk.run_test(size=SIZE) as pilot:
        assert "you would need more nerve" in await settle(pilot)
        await settle(pilot, "v")
        bench(desk).roll.move_hand("nerve")
        shown = await settle(pilot, "enter")
        assert "nerve: 0 to 10." in shown
        shown = await settle(pilot, "backspace", "1", "1", "enter")
        assert "11 is out of bounds: `nerve` goes from 0 to 10." in " ".join(shown.split())
        shown = await settle(pilot, "ctrl+u", "1", "0", "enter")
        assert "you would need more nerve" not in shown and "3  Open the wagon." in shown
        assert "✎ nerve" in shown and "1 set on this page" in shown
        shown = await settle(pilot, "plus")
        assert "nerve goes from 0 to 10." in shown
        await settle(pilot, "minus")
        assert now(desk.shop, "nerve") == 9 and "you would need more nerve" in await settle(pilot)


async def test_facts_words_and_places_are_chosen(written: Written) -> None:
    desk = written.desk()
    async with desk.run_test(size=SIZE) as pilot:
        await settle(pilot, "v")
        bench(desk).roll.move_hand("knows.heavy")
        await settle(pilot, "enter")
        assert now(desk.shop, "knows.heavy") is True
        bench(desk).roll.move_hand("sex")
        shown = await settle(pilot, "enter")
        assert "sex: woman now." in shown
        await settle(pilot, "2")
        assert now(desk.shop, "sex") == "man"
        bench(desk).roll.move_hand("place")
        await settle(pilot, "enter", "3")
        assert now(desk.shop, "place") == ""
        bench(desk).roll.move_hand("now")
        await settle(pilot, "enter", "escape")
        assert bench(desk).shop.scene_id == "yard.gate"


async def test_a_scene_is_sought_and_entered_with_the_state_kept(written: Written) -> None:
    desk = written.desk()
    async with desk.run_test(size=SIZE) as pilot:
        await settle(pilot, "2")
        shown = await settle(pilot, "slash")
        shown = await settle(pilot, *"MORN")
        assert "○ morning" in shown and "○ hut" not in shown
        shown = await settle(pilot, "enter", "enter")
        assert "The engine is coupled." in shown and "◆ morning" in shown and now(desk.shop, "candour") == 55
        await settle(pilot, "s", "escape")
        assert "○ hut" in await settle(pilot)
        shown = await settle(pilot, "u")
    assert "The stove is out." in shown


async def test_a_finding_is_gone_to(written: Written) -> None:
    written.edit("\n  tea:\n", "\n  alone:\n    text: Nobody comes here.\n    goto: night\n  tea:\n")
    written.edit("Nobody comes here.", "Nobody comes here, *ever.")
    desk = written.desk()
    assert desk.shop.broken or desk.shop.findings
    async with desk.run_test(size=SIZE) as pilot:
        written.edit("Nobody comes here, *ever.", "Nobody comes here.")
        await settle(pilot)
        written.edit("Nobody plays to win.", "Nobody plays to {win}.")
        shown = await settle(pilot, "f")
        assert "BROKEN" in shown and "E304" in shown
        shown = await settle(pilot, "enter")
        assert "Nobody plays to win." in shown  # the scene, in its last good version
        assert "; e opens it." in shown and "yard.yaml:" in shown


async def test_the_end_of_a_life_is_not_the_end_of_the_desk(written: Written) -> None:
    desk = written.desk(scene="morning")
    async with desk.run_test(size=SIZE) as pilot:
        shown = await settle(pilot, "1")
        assert "SIGNED FOR" in shown and "3  Begin at the first page." in shown
        assert "The engine is coupled." in await settle(pilot, "2")
        await settle(pilot, "1")
        shown = await settle(pilot, "3")
        assert "Begin which volume?" in shown
        shown = await settle(pilot, "1")
        assert "The yard is white" in shown
        shown = await settle(pilot, "b", "2")
    assert "From the hut you see the gate" in shown


async def test_the_view_and_the_hand_stay_where_they_are(written: Written) -> None:
    written.edit("The stove is out.", "|\n        " + "\n\n        ".join(f"Line {number}." for number in range(60)))
    desk = written.desk(scene="shed")
    async with desk.run_test(size=SIZE) as pilot:
        await settle(pilot, "space", "space")
        at = bench(desk).roll.scroll_offset.y
        assert at > 20
        written.edit("Line 30.", "Line thirty.")
        shown = await settle(pilot)
        assert bench(desk).roll.scroll_offset.y == at and "Line thirty." in shown
        written.edit("Line 2.", "Line two.")
        shown = await settle(pilot)
        assert "Line two." in shown  # out of view, so the view goes there


@pytest.mark.parametrize(
    ("key", "seen"), [("s", "◆ gate"), ("v", "candour"), ("f", "Nothing is wrong."), ("p", "Weigh")]
)
async def test_one_pane_at_a_time_where_there_is_no_room_for_four(written: Written, key: str, seen: str) -> None:
    desk = written.desk()
    async with desk.run_test(size=(80, 24)) as pilot:
        shown = await settle(pilot, key)
        others = {"◆ gate", "candour", "Nothing is wrong.", "Weigh"} - {seen}
        assert seen in shown and not any(other in shown for other in others)
        assert "s scenes   p page   v values   f faults" in shown
        away = await settle(pilot, "tab")
        assert seen not in away
        assert await settle(pilot, "shift+tab") == shown
        await pilot.resize_terminal(120, 36)
        shown = await settle(pilot)
    assert all(one in shown for one in ("◆ gate", "candour", "Nothing is wrong.", "Weigh"))


async def test_what_cannot_be_seen_cannot_be_chosen(written: Written) -> None:
    desk = written.desk()
    async with desk.run_test(size=(80, 24)) as pilot:
        await settle(pilot, "v", "2")
        assert desk.shop.scene_id == "yard.gate"
        await settle(pilot, "p", "2")
        assert desk.shop.scene_id == "yard.shed"


@pytest.mark.parametrize("size", [(1, 1), (59, 20), (60, 19), (60, 20), (99, 24), (100, 20), (400, 120)])
async def test_no_size_breaks_it(written: Written, size: tuple[int, int]) -> None:
    desk = written.desk()
    async with desk.run_test(size=size) as pilot:
        shown = await settle(pilot, "2", "v", "s", "f", "p")
    small = size[0] < 60 or size[1] < 20
    assert ("The stove is out." in shown) != small
    if size == (59, 20):
        assert "60 x 20" in " ".join(shown.split())


async def test_every_command_has_a_key_in_the_help_and_a_line_in_the_palette(written: Written) -> None:
    from starcity_game.bench.commands import AUTHOR

    desk = written.desk()
    async with desk.run_test(size=(120, 60)) as pilot:
        listed = {command.title for command in desk.get_system_commands(bench(desk))}
        assert {one.title for one in AUTHOR if one.listed and one.action} <= listed
        shown = await settle(pilot, "question_mark")
    assert all(one.title in shown for one in AUTHOR)


async def test_leaving_asks_first(written: Written) -> None:
    desk = written.desk()
    async with desk.run_test(size=SIZE) as pilot:
        shown = await settle(pilot, "q")
        assert "Leave the author’s desk." in shown and "not kept" in shown
        await pilot.press("2")
        assert bench(desk)
        await pilot.press("q", "1")
        await pilot.pause()
    assert desk.return_code == 0 and desk.crash is None


@pytest.mark.parametrize(
    ("editor", "said"), [("", "Name your editor in VISUAL or EDITOR"), ("vim", "cannot be shared")]
)
async def test_without_an_editor_the_place_is_said(
    written: Written, monkeypatch: pytest.MonkeyPatch, editor: str, said: str
) -> None:
    monkeypatch.setenv("VISUAL", editor)
    desk = written.desk()
    async with desk.run_test(size=SIZE) as pilot:
        shown = await settle(pilot, "e")
    assert f"yard.yaml:{written.line('  gate:')}. " in shown and said in shown


async def test_what_is_foreign_is_shown_and_not_obeyed(written: Written) -> None:
    written.edit("title: Waybill No. 31", "title: '[bold]Waybill[/] [@click=app.quit]31'")
    written.edit(
        "text:\n      - The stove is out.", "title: '[red]The shed[/]'\n    text:\n      - '[b]The stove[/] is out.'"
    )
    desk = written.desk(scene="shed")
    async with desk.run_test(size=SIZE) as pilot:
        shown = await settle(pilot, "s")
    assert "[b]The stove[/] is out." in shown and "[red]The shed[/], yard.yaml" in shown


async def test_rules_are_asked_while_the_page_is_there_already(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    from threading import Event

    from starcity_game.authoring.workshop.version import judge

    may = Event()

    def slowly(version: Version) -> object:
        assert may.wait(10)
        return judge(version)

    monkeypatch.setattr("starcity_game.bench.workbench.judge", slowly)
    desk = written.desk()
    async with desk.run_test(size=SIZE) as pilot:
        shown = await settle(pilot, "2")
        assert "looking …" in shown and "The stove is out." in shown
        may.set()
        await settled(pilot, lambda: desk.shop.judged)
        shown = await settle(pilot)
    assert "looking …" not in shown


async def settled(pilot: Pilot[None], done: Callable[[], bool]) -> None:
    """Wait until something is so."""
    for _ in range(200):
        if done():
            return
        await pilot.pause(0.02)
    raise AssertionError("it never was so")
