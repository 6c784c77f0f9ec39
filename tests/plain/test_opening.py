"""What is asked before the first page, and what is said of the saves."""

from __future__ import annotations

from pathlib import Path

from plain_player import TO_THE_GATE, Playing

from starcity_game.saves.shelf import Shelf
from starcity_game.saves.where import Place


def test_a_name_may_be_typed_and_is_asked_for_until_it_fits(playing: Playing) -> None:
    typed = ("2", "2", "Petrov", "", "Petrovich", "", "Petrov", "Ivan", "Ilyich", "Vanya")
    transcript = playing(*typed, "1", "2")
    assert "-- A surname and a first name are needed." in transcript
    assert "“Good morning, Ivan Ilyich,”" in transcript


def test_answers_that_do_not_fit_are_not_offered(playing: Playing) -> None:
    assert "ORLOV Andrei" in playing("2")
    assert "ORLOV Andrei" not in playing("1")


def test_a_passage_can_be_left_out(playing: Playing) -> None:
    transcript = playing("1", "1", "2", "2", "2", "1")
    assert "The paper cuts your finger" not in transcript
    assert "You put the paper down." in transcript


def test_the_volume_is_asked_for_only_when_it_is_not_named(playing: Playing) -> None:
    assert "Which volume?" in playing(volume=None)
    assert "Which volume?" not in playing(volume="guard")


def test_a_wrong_answer_is_asked_again(playing: Playing) -> None:
    assert playing("0", "5", "woman", "1").count("Please type a number from 1 to 2.") == 3


def test_the_questionnaire_can_be_left(playing: Playing) -> None:
    assert playing("1", "q", "1").endswith("> q\n")


def test_continue_is_the_first_and_another_life_the_last(playing: Playing) -> None:
    playing(*TO_THE_GATE, "2")
    playing("2", "1", "1", "2", "1")
    transcript = playing("3", "1", seed=None)
    menu = transcript.split("> 3")[0]
    assert "  1  Continue (Orlov Andrei Sergeyevich, sheet 2, " in menu
    assert "  2  New volume\n  3  Another life" in menu
    assert "-- Orlova Anna Sergeyevna, sheet 1, " in transcript


def test_a_life_of_another_volume_is_not_gone_on_with(playing: Playing) -> None:
    playing(*TO_THE_GATE, "2")
    assert "Continue" not in playing(seed=None, volume="guard")


def test_a_folder_that_cannot_be_written_is_said_at_the_start_and_never_again(playing: Playing, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    notice = "Nothing can be saved there."
    transcript = playing(*["1"] * 20, place=Place(blocked / "saves", notice, False))
    assert transcript.count(notice) == 1
    assert transcript.index(notice) < transcript.index("5. Sex")
    assert "The end: Signed for" in transcript
    assert "is kept at" not in transcript


def test_a_save_that_fails_is_said_and_play_goes_on(playing: Playing, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    transcript = playing(*["1"] * 20, place=Place(blocked / "saves"))
    assert "The end: Signed for" in transcript
    assert "is kept at" not in transcript
    assert str(blocked) in transcript.replace("\n   ", " ")


def test_a_life_that_another_program_plays_is_gone_on_with_as_a_copy(playing: Playing, tmp_path: Path) -> None:
    playing(*TO_THE_GATE, "2")
    other = Shelf(tmp_path / "saves")
    (entry,) = other.entries()
    other.hold(entry.id)
    transcript = playing("1", "1", seed=None)
    other.release(entry.id)
    assert "you go on with a copy of it." in transcript.replace("\n   ", " ")
    assert sorted(e.sheet for e in other.entries()) == [1, 2]


def test_a_damaged_life_is_spoken_of_and_its_older_version_can_be_had(playing: Playing, tmp_path: Path) -> None:
    playing(*TO_THE_GATE, "2")
    playing("1", "1", seed=None)
    playing(*TO_THE_GATE, "2")
    shelf = Shelf(tmp_path / "saves")
    damaged = next(e for e in shelf.entries() if e.sheet == 2)
    (tmp_path / "saves" / f"life-{damaged.id}.json").write_text("nonsense", encoding="utf-8")
    listed = playing("2", *TO_THE_GATE, "load 2", "1", seed=None).replace("\n   ", " ")
    assert "damaged" in listed.split("Continue")[0]
    assert "An older version of it is whole." in listed


def test_a_foreign_name_in_a_save_is_harmless(playing: Playing, tmp_path: Path) -> None:
    playing(*TO_THE_GATE, "2", "save \x1b]0;title\x07[red]")
    transcript = playing(seed=None)
    assert "\x1b" not in transcript
    assert "[red]" in transcript


def test_help_is_spoken_of_at_the_start_and_answers_every_question(playing: Playing) -> None:
    transcript = playing("help", "1", "?", "2", "help", "", "1", "HELP", "2", "help", volume=None)
    assert transcript.splitlines()[3] == "-- Type help at any time."
    assert transcript.replace("\n   ", " ").count("`back` goes back, `quit` leaves.") == 5


def test_back_takes_back_an_answer(playing: Playing) -> None:
    transcript = playing("1", "back", "2", "1", "back", "1", "1", "quit")
    assert transcript.count("5. Sex") == 2
    assert transcript.count("1  ORLOV Andrei") == 2
    assert "“Good morning, Andrei Sergeyevich,”" in transcript.replace("\n ", "")


def test_back_goes_through_the_content_notes_and_to_the_volume(playing: Playing) -> None:
    transcript = playing("1", "1", "1", "2", "back", "back", "back", "back", "2", volume=None)
    asked = [line for line in transcript.splitlines() if line.startswith(("-- Which", "  5.", "  1-3.", "-- Do you"))]
    assert [line[:6] for line in asked] == [
        *("-- Whi", "  5. S", "  1-3.", "-- Do ", "-- Do ", "  1-3.", "  5. S", "-- Whi", "-- Do "),
    ]


def test_back_from_the_first_question_says_that_there_is_none_before(playing: Playing) -> None:
    assert playing("back", "1").count("There is no question before this one.") == 1
    playing(*TO_THE_GATE, "1")
    assert playing("back", "1", seed=None).count("There is no question before this one.") == 1
    assert playing("2", "back", "1", "quit", seed=None).count("1  Continue") == 2


def test_another_life_can_be_thought_better_of(playing: Playing) -> None:
    playing(*TO_THE_GATE, "1")
    playing(*TO_THE_GATE, "1")
    for line in ("back", ""):
        assert playing("3", line, "1", "quit", seed=None).count("1  Continue") == 2


def test_a_typed_name_has_an_example_and_an_empty_surname_goes_back(playing: Playing) -> None:
    for line in ("", "back"):
        transcript = playing("1", "2", line, "1", "1")
        assert "Surname (as in Orlova): " in transcript
        assert transcript.count("2  Another name") == 2
        assert "“Good morning, Anna Sergeyevna,”" in transcript
