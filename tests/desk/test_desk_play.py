"""Keys in, a screen out: reading, choosing, taking back."""

from __future__ import annotations

import pytest
from seen import screen_text

from starcity_game.desk.reading_desk import Desk
from starcity_game.desk.session import Session
from starcity_game.desk.widgets.folder import Gauge
from starcity_game.engine import view
from starcity_game.engine.events import EpisodeBegan, Moved


async def test_a_digit_takes_the_option_at_once(desk: Desk) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await pilot.press("1")
        await pilot.pause()
        shown = screen_text(desk)
    assert desk.session.life.sheet == 1
    assert "You draw it nearer to the lamp." in shown
    assert "sheet 1" in shown


async def test_down_and_enter_take_the_option_under_the_hand(desk: Desk) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await pilot.press("down", "enter")
        await pilot.pause()
    last = desk.session.life.last
    assert last is not None and last.choice == "ask"


async def test_a_locked_option_has_no_digit_and_says_why(desk: Desk) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        shown = screen_text(desk)
        await pilot.press("3")
        await pilot.pause()
    assert "·  Burn it." in shown and "you would need more nerve" in shown
    assert desk.session.life.sheet == 0


async def test_the_odds_stand_in_words_beside_a_check(desk: Desk) -> None:
    async with desk.run_test(size=(120, 36)):
        shown = screen_text(desk)
    offered = next(option for option in desk.session.life.offer if option.id == "ask")
    assert offered.odds and offered.odds in shown


@pytest.mark.parametrize("key", ["u", "backspace"])
async def test_undo_takes_the_last_choice_back(desk: Desk, key: str) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        first = desk.session.life.state
        await pilot.press("1", key)
        await pilot.pause()
        shown = screen_text(desk)
    assert desk.session.life.state == first
    assert "The lamp hums." in shown and "nearer to the lamp" not in shown


async def test_undo_at_the_beginning_says_so(desk: Desk) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await pilot.press("u")
        await pilot.pause()
        assert "There is nothing to take back." in screen_text(desk)


async def test_a_click_takes_an_option(desk: Desk) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        row = (
            screen_text(desk).split("\n").index(next(s for s in screen_text(desk).split("\n") if "Read the paper" in s))
        )
        await pilot.click(offset=(40, row))
        await pilot.pause()
    assert desk.session.life.sheet == 1


async def test_brackets_in_prose_are_shown_in_full(desk: Desk) -> None:
    async with desk.run_test(size=(120, 36)):
        shown = screen_text(desk)
    for words in ("[bold]not bold[/bold]", "[@click=app.quit]not a link[/]", "[$5]", "[really]"):
        assert words in shown


async def test_a_paper_is_a_framed_sheet_with_its_stamp(desk: Desk) -> None:
    async with desk.run_test(size=(120, 40)) as pilot:
        await pilot.press("1")
        await pilot.pause()
        shown = screen_text(desk)
    assert "║ SECRET ║" in shown
    assert "│   gross   42 t" in shown and "└──────" in shown


async def test_a_paper_is_whole_in_a_narrow_terminal(desk: Desk) -> None:
    async with desk.run_test(size=(60, 40)) as pilot:
        await pilot.press("1")
        await pilot.pause()
        shown = screen_text(desk)
    assert "║ SECRET ║" in shown and "Plant 586" in shown


async def test_the_cursor_of_the_terminal_is_on_the_option_under_the_hand(desk: Desk) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await pilot.press("down")
        await pilot.pause()
        line = screen_text(desk).split("\n")[desk.cursor_position.y]
    assert line[desk.cursor_position.x :].startswith("▸ 2")


async def test_only_the_last_passages_stay_on_the_desk(desk: Desk) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await pilot.press("1", "1")
        for _ in range(40):
            await pilot.press("2")
        await pilot.pause()
        rows = len(desk.screen.roll.rows)  # type: ignore[attr-defined]
    assert desk.session.life.sheet == 42
    assert rows < 60


async def test_a_life_ends_under_a_stamp_with_somewhere_to_go(desk: Desk) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await pilot.press("1", "2")
        await pilot.pause()
        shown = screen_text(desk)
        assert "║ RELIEVED AT EIGHT ║" in shown
        await pilot.press("2")
        await pilot.pause()
        assert desk.session.life.sheet == 1


async def test_what_changed_is_said_if_it_is_wanted(desk: Desk) -> None:
    desk.set(changes=True)
    async with desk.run_test(size=(120, 36)) as pilot:
        await pilot.press("1")
        await pilot.pause()
        assert "candour: 50 → 55; nerve: 5 of 10 → 4 of 10" in screen_text(desk)


async def test_the_typewriter_is_completed_by_any_key(desk: Desk) -> None:
    desk.set(typewriter=True)
    async with desk.run_test(size=(120, 36)) as pilot:
        await pilot.press("1")
        assert "Sit a little longer" not in screen_text(desk)
        await pilot.press("1")
        await pilot.pause()
        assert "Sit a little longer" in screen_text(desk)
    assert desk.session.life.sheet == 1


async def test_a_passage_goes_to_the_clipboard(desk: Desk) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await pilot.press("c")
        await pilot.pause()
    assert "“Good evening, Vera Ivanovna,”" in desk.clipboard


async def test_every_choice_is_saved(desk: Desk) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await pilot.press("1", "1")
        await pilot.pause()
        assert desk.session.flush()
    assert [entry.sheet for entry in desk.session.entries()] == [2]


async def test_a_failed_save_is_a_quiet_sentence(desk: Desk) -> None:
    folder = desk.session.shelf.folder
    desk.session.flush()
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    folder.write_text("in the way")
    async with desk.run_test(size=(120, 36)) as pilot:
        await pilot.press("1")
        desk.session.flush()
        await pilot.pause(0.1)
        shown = screen_text(desk)
    assert "is not a folder" in shown and "You draw it nearer" in shown, shown


async def test_somebody_who_comes_back_is_told_where_they_were(begun: Session, tmp_path: object) -> None:
    for choice in ("read", "again", "stay"):
        begun.book.choose(choice)
    begun.put_away()
    latest = begun.latest()
    assert latest is not None
    begun.open(latest)
    desk = Desk(begun, None, title=False)
    async with desk.run_test(size=(120, 36)):
        shown = screen_text(desk)
    for words in ("· Read the paper.", "· Sit a little longer.", "· Stay.", "The hour has 2 minutes."):
        assert words in shown


def test_a_date_line_is_in_full_where_the_day_or_the_place_is_another() -> None:
    yard, hut = Moved(600, "The yard"), Moved(660, "The hut")
    later, next_day = Moved(720, "The hut"), Moved(720 + 24 * 60, "The hut")
    lines = [line for _, line in view.dated([yard, hut, later, next_day], Moved(500, "The yard"))]
    assert lines[0] == "10:00"
    assert lines[1].endswith(", 11:00 · The hut")
    assert lines[2] == "12:00"
    assert lines[3].endswith(", 12:00 · The hut") and lines[3] != view.date_line(later)


def test_a_date_line_is_in_full_on_a_first_page_and_after_the_title_of_an_episode() -> None:
    moved = Moved(600, "The yard")
    full = "Friday, 1 January 1960, 10:00 · The yard"
    assert view.dated([moved]) == [(moved, full)]
    began = EpisodeBegan(2, "The Hut")
    assert view.dated([began, moved], moved) == [(began, ""), (moved, full)]


async def test_the_desk_says_the_time_alone_where_day_and_place_stay(desk: Desk) -> None:
    async with desk.run_test(size=(120, 60)) as pilot:
        await pilot.press("1")
        await pilot.pause()
        first, after = screen_text(desk).split("▸ Read the paper.")
        assert ", 06:40 · The reading room" in first
        assert "Friday, 14" not in after and "07:20\n" in after, after
        await pilot.press("1", "u")
        await pilot.pause()
        assert "Friday, 14" not in screen_text(desk).split("▸ Read the paper.")[1]
        await pilot.press("h")
        await pilot.pause()
        assert screen_text(desk).count("Friday, 14") == 1


async def test_a_bar_has_ten_cells_as_many_filled_as_the_value(desk: Desk) -> None:
    async with desk.run_test(size=(120, 36)):
        (line,) = (line for line in screen_text(desk).splitlines() if "▮" in line)
    assert "nerve" in line and line.count("▮") == 5 and line.count("▯") == 5
    assert [Gauge("n", "", value / 10, "bar").drawn(10).count("▮") for value in range(11)] == [*range(11)]
