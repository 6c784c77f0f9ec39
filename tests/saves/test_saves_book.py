"""A life in the hands of a front: every choice kept, copies, bookmarks and notes, and what is said of trouble."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from save_stories import engine_of, origin

from starcity_game.engine.play import Engine
from starcity_game.saves.book import MAX_NOTE, Book, any_seed, begin, entries, take_in
from starcity_game.saves.problems import SaveProblem
from starcity_game.saves.record import MAX_NAME, Bookmark, Mark
from starcity_game.saves.shelf import Shelf

STORY = """
variables:
  depth: {number: 0}
scenes:
  start:
    text: A yard.
    choices:
      - {id: down, label: Down., set: depth += 1, goto: start}
      - {id: never, label: Never., when: depth > 99, goto: start}
"""


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return engine_of(tmp_path / "story", STORY)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "saves")


@pytest.fixture
def book(engine: Engine, shelf: Shelf) -> Book:
    return begin(engine, shelf, origin())


def blocked(tmp_path: Path) -> Shelf:
    """A shelf on which nothing can be written."""
    (tmp_path / "file").write_text("in the way")
    return Shelf(tmp_path / "file" / "saves")


def test_nothing_is_on_disk_before_there_is_something_to_keep(book: Book, shelf: Shelf) -> None:
    assert not book.kept
    assert book.flush() and book.close()
    assert shelf.entries() == []


def test_every_choice_is_on_the_shelf(book: Book, engine: Engine, shelf: Shelf) -> None:
    book.choose("down")
    book.choose("down")
    assert book.kept and book.close()
    assert [entry.sheet for entry in entries(engine, shelf)] == [2]
    again, notices = take_in(engine, shelf, book.cover.life)
    assert (again.life.state, again.life.sheet, notices, again.kept) == (book.life.state, 2, (), True)
    again.close()


def test_a_choice_that_is_not_open_changes_nothing(book: Book) -> None:
    before = book.life
    with pytest.raises(KeyError):
        book.choose("never")
    assert book.life is before and not book.kept


def test_undo_goes_back_one_or_to_a_sheet_and_says_whether_it_did(book: Book, shelf: Shelf) -> None:
    assert not book.undo()
    first = book.life.state
    for _ in range(3):
        book.choose("down")
    assert book.undo() and book.life.sheet == 2
    assert not book.undo(2)
    assert book.undo(0) and book.life.state == first
    assert book.close()
    assert shelf.entries()[0].sheet == 0


def test_a_name_a_bookmark_and_a_note_are_cleaned_cut_and_kept(book: Book, engine: Engine, shelf: Shelf) -> None:
    book.choose("down")
    book.rename("\x1b[31m" + "n" * 200)
    assert book.lay_bookmark("") == "sheet 1"
    assert book.lay_bookmark("b" * 200) == "b" * MAX_NAME
    book.add_note("first")
    book.add_note("\x1b" + "x" * 2 * MAX_NOTE)
    book.strike_note(0)
    book.strike_note(7)
    assert len(book.cover.name) == MAX_NAME and "\x1b" not in book.cover.name
    (note,) = book.cover.notes
    assert len(note) == MAX_NOTE and "\x1b" not in note
    assert book.close()
    again, _ = take_in(engine, shelf, book.cover.life)
    assert msgspec.structs.replace(again.cover, counter=0) == msgspec.structs.replace(book.cover, counter=0)
    again.close()


def test_a_bookmark_of_the_same_name_moves(book: Book) -> None:
    book.lay_bookmark("gate")
    book.lay_bookmark("yard")
    book.choose("down")
    book.lay_bookmark("gate")
    assert book.cover.bookmarks == (Bookmark("yard", 0), Bookmark("gate", 1))
    book.close()


def test_a_copy_lies_beside_the_life_under_its_own_name(book: Book, shelf: Shelf) -> None:
    book.choose("down")
    book.keep_copy("before the gate")
    book.choose("down")
    assert book.close()
    assert {(e.name, e.sheet) for e in shelf.entries()} == {("before the gate", 1), (book.cover.name, 2)}


def test_a_life_that_another_program_plays_is_taken_in_as_a_copy(book: Book, engine: Engine, shelf: Shelf) -> None:
    book.choose("down")
    assert book.close()
    one, _ = take_in(engine, shelf, book.cover.life)
    other, notices = take_in(engine, Shelf(shelf.folder), book.cover.life)
    assert other.cover.life != one.cover.life and other.life.sheet == 1
    assert notices == ("Another program is playing this life; you go on with a copy of it.",)
    one.close()
    third, notices = take_in(engine, Shelf(shelf.folder), book.cover.life)
    assert third.cover.life == book.cover.life and notices == ()
    third.close()
    other.close()


def test_a_life_of_another_story_is_refused_and_let_go(book: Book, engine: Engine, shelf: Shelf) -> None:
    foreign = msgspec.structs.replace(book.record(), story=Mark("elsewhere"))
    shelf.write(foreign)
    with pytest.raises(SaveProblem, match="another story"):
        take_in(engine, shelf, foreign.life)
    assert entries(engine, shelf) == []
    other = Shelf(shelf.folder)
    other.hold(foreign.life)  # raises if the first shelf had kept it
    other.release(foreign.life)


def test_a_failed_save_is_told_and_closing_says_that_it_is_not_durable(engine: Engine, tmp_path: Path) -> None:
    told: list[str] = []
    book = begin(engine, blocked(tmp_path), origin(), told.append)
    assert book.problem == ""
    book.choose("down")
    assert not book.flush()
    assert book.problem.endswith("is not a folder.") and told[0] == book.problem
    assert book.life.sheet == 1
    assert not book.close()


def test_a_seed_nobody_asked_for_can_be_typed() -> None:
    seeds = {any_seed() for _ in range(50)}
    assert len(seeds) > 1 and all(0 <= seed < 1_000_000 for seed in seeds)
