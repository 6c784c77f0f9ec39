"""Every screen opens, shows what it is for, and goes back where it came from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from seen import screen_text

from starcity_game.desk.reading_desk import Desk
from starcity_game.desk.screens.people import _card
from starcity_game.desk.screens.play import Play
from starcity_game.desk.screens.title import Title
from starcity_game.desk.session import Session
from starcity_game.engine.events import plain
from starcity_game.engine.play import Engine
from starcity_game.engine.view import PersonCard
from starcity_game.saves.shelf import Shelf
from starcity_game.story.load import load

OPENED = {
    "n": "WHAT IS KNOWN",
    "p": "BELOV ILYA",
    "f": "PERSONAL FILE",
    "h": "Read the paper.",
    "l": "Lampina Vera",
    "b": "Lay a bookmark here.",
    "comma": "Typewriter",
    "question_mark": "Take the option with this number",
    "f1": "Take the option with this number",
    "s": "under a name",
    "q": "Close the file, and leave.",
    "R": "Begin this episode again?",
}


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)])
@pytest.mark.parametrize("key", OPENED)
async def test_a_screen_opens_and_escapes(desk: Desk, key: str, size: tuple[int, int]) -> None:
    async with desk.run_test(size=size) as pilot:
        await pilot.press("1", key)
        await pilot.pause()
        assert OPENED[key] in screen_text(desk)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(desk.screen, Play)


async def test_the_palette_finds_commands_by_name(desk: Desk) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await pilot.press("ctrl+p", *"noteb")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert "STAR CITY   Notebook" in screen_text(desk)


async def test_the_questionnaire_is_filled_in_by_number(title: Desk) -> None:
    async with title.run_test(size=(120, 36)) as pilot:
        await pilot.press("1", "1", "1", "1")
        await pilot.pause()
        form = screen_text(title)
        assert "Female" in form and "LAMPINA Vera Ivanovna" in form and "Cold, described." in form
        await pilot.press("2")
        await pilot.pause()
        assert "1 left out" in screen_text(title)
        await pilot.press("1")
        await pilot.pause()
        assert isinstance(title.screen, Play)
    origin = title.session.life.state.origin
    assert (origin.seed, origin.skip, origin.answers["sex"]) == (7, frozenset({"cold"}), "woman")


async def test_a_name_can_be_typed(title: Desk) -> None:
    async with title.run_test(size=(120, 36)) as pilot:
        await pilot.press("1", "1", "1", "2")
        await pilot.pause()
        for part in ("Belov", "Anna", "Petrovna", "Anya"):
            await pilot.press(*part, "enter")
        await pilot.pause()
        assert "somebody called Belov" in screen_text(title)
        await pilot.press("ctrl+u", *"Zimina", "enter", "enter", "enter", "enter")
        await pilot.pause()
        assert "ZIMINA Anna Petrovna" in screen_text(title)


async def test_the_seed_is_seen_and_entered(title: Desk) -> None:
    async with title.run_test(size=(120, 36)) as pilot:
        await pilot.press("1", "1", "s")
        await pilot.pause()
        await pilot.press("ctrl+u", *"4x2", "enter")
        await pilot.pause()
        assert "A seed is a whole number" in screen_text(title)
        await pilot.press("backspace", "backspace", "2", "enter")
        await pilot.pause()
        assert "Seed    42" in screen_text(title)


async def test_backspace_goes_back_a_line_of_the_form(title: Desk) -> None:
    async with title.run_test(size=(120, 36)) as pilot:
        await pilot.press("1", "1", "2", "backspace")
        await pilot.pause()
        assert "Male" in screen_text(title) and "▸ 1  Female" in screen_text(title)


OPEN_QUESTIONS = [
    ("5. Sex", "2  Male"),
    ("1-3. Surname", "2  Another name"),
    ("Cold, described.", "2  Leave"),
    ("For the department’s use", "2  Enter another seed."),
]


async def test_the_open_question_is_in_view_after_each_answer_and_each_size(title: Desk) -> None:
    async with title.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "1")
        for asked, last in OPEN_QUESTIONS:
            for size in ((80, 24), (60, 20), (100, 30), (80, 24)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                shown = screen_text(title)
                assert asked in shown.rpartition("└")[2] and last in shown, (size, shown)
            await pilot.press("1")
            await pilot.pause()
        assert isinstance(title.screen, Play)


def test_a_card_says_how_somebody_is_addressed_below_what_is_known() -> None:
    card = PersonCard(
        "b", "Belov Ilya", (), "IlyA", "yardmaster", "Counts.", True, ("Writes.",), "Belov Ilya",
        (("polite", "Ilya Petrovich"), ("short", "Ilya")),
    )  # fmt: skip
    shown = _card(card)
    assert (shown.title, shown.head) == ("BELOV ILYA", (("post", "yardmaster"),))
    assert plain(shown.spans) == "Counts.\n– Writes.\n\npolite: Ilya Petrovich\nshort: Ilya\nstress: IlyA"


async def test_of_somebody_dealt_by_the_seed_a_card_says_the_label_alone(begun: Session, tmp_path: Path) -> None:
    folder = tmp_path / "story"
    shutil.copytree(Path(__file__).parent.parent / "data" / "desk-story", folder)
    head = folder / "story.yaml"
    dealt = """people:
  guard:
    stress: GUsev
    post: guard
    variants:
      - {forms: {label: the guard, surname: Gusev, first: Oleg, polite: Oleg Olegovich}}
      - {forms: {label: the guard, surname: Guseva, first: Inna, polite: Inna Olegovna}}
"""
    head.write_text(head.read_text(encoding="utf-8").replace("people:\n", dealt, 1), encoding="utf-8")
    loaded = load(folder)
    assert loaded.story is not None, [f.line_of_text() for f in loaded.findings]
    session = Session(Engine(loaded.story), Shelf(tmp_path / "saves"))
    session.begin(begun.life.state.origin)
    desk = Desk(session, None, title=False)
    async with desk.run_test(size=(120, 60)) as pilot:
        await pilot.press("p")
        await pilot.pause()
        shown = screen_text(desk)
    session.put_away()
    assert "THE GUARD" in shown
    assert not any(name in shown.casefold() for name in ("gusev", "oleg", "inna"))


async def test_continue_is_the_first_item_and_goes_on(desk: Desk) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await pilot.press("1", "t")
        await pilot.pause()
        assert isinstance(desk.screen, Title)
        assert "▸ 1  Continue" in screen_text(desk)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(desk.screen, Play)
        assert desk.session.life.sheet == 1


async def test_history_finds_words_and_goes_back(desk: Desk) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await pilot.press("1", "1", "2", "2", "h", "slash", *"nearer", "enter")
        await pilot.pause()
        assert "“nearer”: 1 found" in screen_text(desk)
        await pilot.press("enter", "1")
        await pilot.pause()
        assert isinstance(desk.screen, Play)
    assert desk.session.life.sheet == 1


async def test_a_long_history_is_set_piece_by_piece(desk: Desk) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await pilot.press("1", "1", *(["2"] * 58), "h")
        await pilot.pause()
        roll = desk.screen.roll  # type: ignore[attr-defined]
        before = len(roll.rows)
        assert "Stay." in screen_text(desk)
        await pilot.press("home")
        await pilot.pause()
        assert len(roll.rows) > before
        for _ in range(4):
            await pilot.press("home")
            await pilot.pause()
        assert "The first page" in screen_text(desk)


async def test_notes_of_ones_own_are_written_kept_and_struck(desk: Desk) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await pilot.press("n", "a", *"[x] glove?", "enter")
        await pilot.pause()
        assert "[x] glove?" in screen_text(desk)
        assert desk.session.book.cover.notes == ("[x] glove?",)
        await pilot.press("x")
        await pilot.pause()
    assert desk.session.book.cover.notes == ()


async def test_what_is_suspected_stands_apart(desk: Desk) -> None:
    async with desk.run_test(size=(120, 40)) as pilot:
        await pilot.press("1", "n")
        await pilot.pause()
        shown = screen_text(desk)
        assert "Belov writes on his glove." in shown and "ONLY SUSPECTED" not in shown
        await pilot.press("slash", *"zzz")
        await pilot.pause()
        assert "Belov writes on his glove." not in screen_text(desk)


async def test_a_bookmark_is_laid_and_gone_back_to(desk: Desk) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await pilot.press("1", "b", "1", "enter", "escape", "1", "2", "b", "2")
        await pilot.pause()
        assert isinstance(desk.screen, Play)
    assert desk.session.life.sheet == 1


async def test_a_life_is_renamed_on_the_shelf(desk: Desk) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await pilot.press("l", "r", "ctrl+u", *"../[b]", "enter")
        await pilot.pause()
        assert "../[b]" in screen_text(desk)


async def test_a_damaged_life_is_named_and_its_last_good_version_opened(desk: Desk) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await pilot.press("1")
        desk.session.flush()
        await pilot.press("1", "t")
        await pilot.pause()
        newest = next(p for p in Path(desk.session.shelf.folder).glob("life-*.json") if p.name.count(".") == 1)
        newest.write_bytes(b"{half a sa")
        await pilot.press("2")
        await pilot.pause()
        if not any(entry.health == "damaged" for entry in desk.session.entries()):
            raise AssertionError("the file was not damaged")
        await pilot.press("escape", "2" if "Continue" not in screen_text(desk) else "3")
        await pilot.pause()
        shown = screen_text(desk)
        assert "DAMAGED" in shown and "g opens that" in shown
        await pilot.press("g", "enter")
        await pilot.pause()
        assert isinstance(desk.screen, Play)
    assert desk.session.life.sheet == 1


async def test_settings_are_used_at_once_and_kept(desk: Desk) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await pilot.press("comma", "1")
        await pilot.pause()
        assert desk.theme == "paper" and "‹ Paper ›" in screen_text(desk)
        await pilot.press("down", "right")
        await pilot.pause()
        assert "‹ 69 ›" in screen_text(desk)
    again = Desk(desk.session, desk._config, title=False)
    assert (again.theme, again.settings.measure) == ("paper", 69)


async def test_every_key_can_be_changed(desk: Desk) -> None:
    desk.set(keys={"undo": "z"})
    async with desk.run_test(size=(120, 36)) as pilot:
        await pilot.press("1", "z")
        await pilot.pause()
        assert desk.session.life.sheet == 0
        assert "z undo" in screen_text(desk)
        await pilot.press("question_mark")
        await pilot.pause()
        assert "z             Undo" in screen_text(desk)


async def test_leaving_asks_first_and_ctrl_q_does_not(desk: Desk) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await pilot.press("q", "3")
        await pilot.pause()
        assert isinstance(desk.screen, Play)
        await pilot.press("ctrl+q")
    assert desk.return_code == 0
