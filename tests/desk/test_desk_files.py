"""Files and years on the desk: which one is opened, how its sheets are turned, and how a ledger is written."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from seen import screen_text

from starcity_game.desk.reading_desk import Desk
from starcity_game.desk.screens.ask import Ask
from starcity_game.desk.screens.play import Play
from starcity_game.desk.session import Session
from starcity_game.engine.dossier.subjects import first_subject, subject_of
from starcity_game.engine.life import Life, begin, choose
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Deed, Origin, entries
from starcity_game.saves.shelf import Shelf
from starcity_game.saves.subjects import export_ledger, openable
from starcity_game.saves.worlds import on_file
from starcity_game.story.load import load

Compare = Callable[..., bool]
SIZES = [(120, 36), (80, 24), (60, 20)]
EVERY_KEY = Path(__file__).parent.parent / "data" / "every-key"
VOLUME_TWO = ("1", "2")
"""From the title page to the choice of a file."""


@pytest.fixture(scope="module")
def tower() -> Engine:
    loaded = load(EVERY_KEY)
    assert loaded.story is not None
    return Engine(loaded.story)


@pytest.fixture
def shelf(tower: Engine, tmp_path: Path) -> Iterator[Session]:
    made = Session(tower, Shelf(tmp_path / "saves"))
    yield made
    made.put_away()


@pytest.fixture
def front(shelf: Session, tmp_path: Path) -> Desk:
    """The title page of a story that opens files."""
    return Desk(shelf, tmp_path / "config", title=True, seed=7)


@pytest.fixture
def relief(shelf: Session, tmp_path: Path) -> Desk:
    """A life on a file."""
    shelf.begin(Origin("second", 7, {}, subject=first_subject(shelf.engine, "second")))
    return Desk(shelf, tmp_path / "config", title=False, seed=7)


def way(engine: Engine) -> tuple[Life, list[str]]:
    """A life of the volume `first` that has ended, with something done in it, and its choices."""
    for dice in map(random.Random, range(200)):
        life, chosen = begin(engine, Origin("first", 3, {})), list[str]()
        while not life.ended and len(chosen) < 60:
            chosen.append(dice.choice([option.id for option in life.offer if option.open]))
            life = choose(engine, life, chosen[-1])
        if life.ended and any(isinstance(d, Deed) and d.act == "kept_watch" for d in entries(life.state.ledger)):
            return life, chosen
    raise AssertionError("no way to an ending")


def finish(session: Session) -> None:
    """Put a finished life on the shelf."""
    session.begin(Origin("first", 3, {}))
    for choice in way(session.engine)[1]:
        session.book.choose(choice)
    assert session.life.ended
    session.put_away()


async def test_a_ready_ledger_is_opened(front: Desk) -> None:
    async with front.run_test(size=(120, 36)) as pilot:
        await pilot.press(*VOLUME_TWO)
        await pilot.pause()
        shown = screen_text(front)
        assert (
            "Whose file do you open?" in shown and "1  The one who slept" in shown and "A ledger from a friend" in shown
        )
        await pilot.press("1")
        await pilot.pause()
        assert "The one who slept" in screen_text(front)
        await pilot.press("1", "1", "1")
        await pilot.pause()
        assert isinstance(front.screen, Play)
        assert "DREMIN" in screen_text(front)
    subject = front.session.life.state.origin.subject
    assert subject and subject.forms["surname"] == "Dremin"


async def test_the_interview_is_answered_and_gone_back_in(front: Desk) -> None:
    async with front.run_test(size=(80, 24)) as pilot:
        await pilot.press(*VOLUME_TWO, "2", "1")
        await pilot.pause()
        assert "Was it lit?" in screen_text(front)
        await pilot.press("backspace")
        await pilot.pause()
        assert "Of whom?" in screen_text(front) and "Was it lit?" not in screen_text(front)
        await pilot.press("escape")
        await pilot.pause()
        assert "Whose file do you open?" in screen_text(front)
        await pilot.press("2", "1", "1", "1", "1", "1")
        await pilot.pause()
        assert isinstance(front.screen, Play)


async def test_a_friends_ledger_is_read_and_a_bad_one_refused(front: Desk, tmp_path: Path, tower: Engine) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    subject = subject_of(tower, way(tower)[0].state)
    assert subject
    export_ledger(tower, subject, good)
    bad.write_text("x" * 1_000_000)
    async with front.run_test(size=(120, 36)) as pilot:
        await pilot.press(*VOLUME_TWO, "3", *str(bad), "enter")
        await pilot.pause()
        assert "Where is the ledger?" in screen_text(front), "it is asked again"
        await pilot.press("ctrl+u", *str(good), "enter", "1", "1", "1")
        await pilot.pause()
        assert isinstance(front.screen, Play)
    assert front.session.life.state.origin.subject == subject


async def test_a_finished_life_is_opened_with_its_seed(shelf: Session, front: Desk) -> None:
    finish(shelf)
    async with front.run_test(size=(120, 36)) as pilot:
        await pilot.press("2", "2", "1")
        await pilot.pause()
        shown = screen_text(front)
        assert "Seed    3" in shown and "the same world" in shown and "another seed" not in shown
        await pilot.press("s")
        await pilot.pause()
        assert "the same world" in screen_text(front)
    (one, *_) = openable(shelf.shelf, shelf.engine)
    assert on_file(shelf.shelf, shelf.engine, one).seed == 3


async def test_sheets_are_turned_with_the_arrows(relief: Desk) -> None:
    async with relief.run_test(size=(120, 36)) as pilot:
        await pilot.press("f")
        await pilot.pause()
        inventory = " ".join(screen_text(relief).split())
        assert "File No. 4" in inventory and "as on sheet 2" in inventory
        assert "come from one" not in inventory, "what is to be concluded is not said"
        await pilot.press("right")
        await pilot.pause()
        assert "Foma kept the watch" in screen_text(relief)
        await pilot.press("left")
        await pilot.pause()
        assert "File No. 4" in screen_text(relief) and "as on sheet 2" in " ".join(screen_text(relief).split())
        await pilot.press("2")
        await pilot.pause()
        assert "As on sheet 2" in screen_text(relief)
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert isinstance(relief.screen, Play)


async def test_a_ledger_is_written_from_the_shelf(shelf: Session, front: Desk, tmp_path: Path) -> None:
    finish(shelf)
    target = tmp_path / "ledger.txt"
    async with front.run_test(size=(120, 36)) as pilot:
        await pilot.press("3", "e", *str(target), "enter")
        await pilot.pause()
        assert target.is_file()
        assert "The ledger is written to" in " ".join(screen_text(front).split())
        before = target.read_bytes()
        await pilot.press("e", *str(target), "enter")
        await pilot.pause()
        assert isinstance(front.screen, Ask), "it is asked again"
    assert target.read_bytes() == before


@pytest.mark.parametrize("size", SIZES)
def test_picture_of_the_choice_of_a_file(snap_compare: Compare, front: Desk, size: tuple[int, int]) -> None:
    assert snap_compare(front, press=[*VOLUME_TWO], terminal_size=size)


@pytest.mark.parametrize("size", SIZES)
def test_picture_of_an_opened_file(snap_compare: Compare, relief: Desk, size: tuple[int, int]) -> None:
    assert snap_compare(relief, press=["f"], terminal_size=size)
