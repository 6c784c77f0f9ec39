"""Every command that may be typed instead of a number."""

from __future__ import annotations

import pytest
from plain_player import TO_THE_GATE, Playing

from starcity_game.plain.commands import COMMANDS

NIGHT = (*TO_THE_GATE, "2", "1")
"""Up to the hub of the second episode, sheet 2."""


def _answer(transcript: str, sheet: int, line: str) -> str:
    """What came after `line` was typed at the prompt of `sheet`, up to the next prompt."""
    return transcript.split(f"[sheet {sheet}] > {line}\n", 1)[1].split("\n[sheet ", maxsplit=1)[0].strip("\n")


def _asked(playing: Playing, line: str, before: tuple[str, ...] = TO_THE_GATE, sheet: int = 0) -> str:
    """What the program answers to one line after the script `before`."""
    return _answer(playing(*before, line), sheet, line)


def test_help_lists_every_command_with_all_its_words(playing: Playing) -> None:
    listed = _asked(playing, "help")
    assert all(f"  {command.usage}" in listed and command.about in listed for command in COMMANDS)


def test_no_word_means_two_commands() -> None:
    words = [word for command in COMMANDS for word in (command.name, *command.aliases)]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_answers_alone_and_with_nonsense(playing: Playing, command) -> None:  # type: ignore[no-untyped-def]
    for word in (command.name, *command.aliases):
        for line in (word, f"{word} zzz", f"{word.upper()} 999999999999"):
            assert "kept" in playing(*NIGHT, line).splitlines()[-1]


def test_look_repeats_the_passage_and_the_options(playing: Playing) -> None:
    transcript = playing(*TO_THE_GATE, "look")
    assert transcript.count("The yard is white to the last rail.") == 2
    assert transcript.count("  2  Ask Belov") == 2


def test_undo_goes_one_two_or_many_sheets_back(playing: Playing) -> None:
    assert _asked(playing, "undo", NIGHT, 2).startswith("-- Back to sheet 1.")
    assert _asked(playing, "u 2", NIGHT, 2).startswith("-- Back to the beginning.")
    assert _asked(playing, "undo 99", NIGHT, 2).startswith("-- Back to the beginning.")
    for line, there in (("undo to 1", "to sheet 1"), ("undo to sheet 0", "to the beginning")):
        transcript = playing(*NIGHT, line, "1")
        assert f"-- Go back {there}? " in transcript and f"-- Back {there}." in transcript


def test_undo_of_many_sheets_is_asked_about(playing: Playing) -> None:
    six = (*TO_THE_GATE, "2", "1", "2", "2", "1", "2")
    assert "-- Go back" not in playing(*six, "undo 5")
    transcript = playing(*six, "undo 6", "2", "undo 6", "", "undo 6", "back", "undo 6", "quit", "undo 99", "1")
    assert transcript.count("-- Go back to the beginning? 6 choices will be taken back.") == 5
    assert transcript.count("-- Nothing is changed.") == 3
    assert transcript.count("-- Back to the beginning.") == 1
    assert transcript.endswith("[sheet 0] > \n\n-- The life of Orlova Anna Sergeyevna is kept at sheet 0.\n")


def test_undo_says_what_it_cannot_do(playing: Playing) -> None:
    assert _asked(playing, "undo") == "-- There is nothing to undo."
    assert _asked(playing, "undo to 7") == "-- That sheet is not behind you."
    assert _asked(playing, "undo to nowhere").startswith("-- Say `undo 3`")


def test_undo_cannot_fish_for_luck(playing: Playing) -> None:
    transcript = playing(*TO_THE_GATE, *["1", "undo"] * 5)
    assert len({_answer(part, 0, "1") for part in transcript.split("-- Back to the beginning.")[:-1]}) == 1


def test_restart_asks_and_begins_the_episode_again(playing: Playing) -> None:
    transcript = playing(*NIGHT, "2", "restart", "2", "restart", "1", "history")
    assert "-- Begin this episode again, at sheet 2? One choice will be taken back." in transcript
    assert _answer(transcript, 2, "history").count("\n") == 2
    assert _asked(playing, "restart") == "-- The episode has only begun."


def test_history_lists_shows_and_searches(playing: Playing) -> None:
    assert "  0  Ask Belov what the glove is for.\n  1  Read it to the end." in _asked(playing, "history", NIGHT, 2)
    assert "The paper cuts your finger to the bone." in _asked(playing, "h 2", NIGHT, 2)
    first = _asked(playing, "history 0", NIGHT, 2)
    assert "The yard is white to the last rail." in first
    assert first.endswith("-- End of sheet 0. There you chose: “Ask Belov what the glove is for.”")
    assert _asked(playing, "history 3", NIGHT, 2) == "-- There is no sheet 3; they go from 0 to 2."
    assert "  0  " in _asked(playing, "history last rail", NIGHT, 2)
    found = _asked(playing, "history GROSS", NIGHT, 2)
    assert "gross" in found and "-- Found once." in found
    assert _asked(playing, "history zeppelin", NIGHT, 2) == "-- “zeppelin” was not read in this life."


def test_history_is_whole_after_loading(playing: Playing) -> None:
    before = playing(*NIGHT, "history", "history 1", "history cold")
    after = playing("1", "history", "history 1", "history cold", seed=None)
    for line in ("history", "history 1", "history cold"):
        assert _answer(before, 2, line) == _answer(after, 2, line)


def test_copy_gives_plain_paragraphs(playing: Playing) -> None:
    copied = _asked(playing, "copy")
    assert "written 42 on his glove" in copied
    assert any(line.startswith("The yard is white") and len(line) > 150 for line in copied.splitlines())


def test_the_notebook_holds_facts_and_notes_and_outlives_the_program(playing: Playing) -> None:
    playing(*TO_THE_GATE, "1", "note Ask\x1b about the glove.")
    notebook = _answer(playing("1", "notebook", seed=None), 1, "notebook")
    assert notebook.startswith("-- You suspect:\n\n  The wagon\n  1  Somebody told Belov to look away.\n")
    assert notebook.endswith("-- Your own notes:\n  1  Ask\\x1b about the glove.")


def test_people_can_be_looked_up(playing: Playing) -> None:
    assert "Belov Ilya Petrovich, yardmaster" in _asked(playing, "people")
    assert "Orlova" not in _asked(playing, "p bel")
    assert "polite:" not in _asked(playing, "people")
    assert "polite: Ilya Petrovich; short: Ilyusha; stress: IlyA PetrOvich" in _asked(playing, "people ilyu")
    assert _asked(playing, "people Rasputin").startswith("-- Nobody of that name.")


def test_file_and_status_say_the_shown_variables_in_words(playing: Playing) -> None:
    for line in ("file", "status"):
        said = _asked(playing, line)
        assert ("seed 7" in said) == (line == "status")
        assert all(part in said for part in ("nerve: 5 of 10", "you are: unremarked", "candour 50 · caution 50"))


def test_changes_are_said_only_when_asked_for(playing: Playing) -> None:
    assert "candour: 50 -> 55" not in playing(*TO_THE_GATE, "2")
    assert "-- candour: 50 -> 55" in playing(*TO_THE_GATE, "changes on", "2")
    assert "candour: 50 -> 55" not in playing(*TO_THE_GATE, "changes on", "changes off", "2")
    assert _asked(playing, "changes") == "-- What a choice changes is not said. `changes on` alters that."
    assert "is said after it. `changes off`" in _asked(playing, "changes", (*TO_THE_GATE, "changes on"))


def test_a_bookmark_can_be_gone_back_to_also_after_loading(playing: Playing) -> None:
    playing(*TO_THE_GATE, "2", "bookmark The Shed", "1")
    transcript = playing("1", "bookmarks", "undo to the shed", "1", seed=None)
    assert "  ·  The Shed, at sheet 1" in _answer(transcript, 2, "bookmarks")
    assert "-- Back to sheet 1." in _answer(transcript, 2, "undo to the shed")


def test_a_saved_copy_stays_where_it_was(playing: Playing) -> None:
    transcript = playing(*NIGHT, "save Before the tea", "2", "load before the tea", "look")
    assert "-- A copy is kept as “Before the tea”." in transcript
    assert "-- Before the tea, sheet 2, The weighing shed" in _answer(transcript, 3, "load before the tea")


def test_saves_and_load_number_the_lives(playing: Playing) -> None:
    transcript = playing(*NIGHT, "save Other", "saves", "load 1", "load 2")
    assert "  1  Other, sheet 2" in _answer(transcript, 2, "saves")
    assert "-- Other, sheet 2" in _answer(transcript, 2, "load 1")
    assert "-- Orlova Anna Sergeyevna, sheet 2" in _answer(transcript, 2, "load 2")


def test_new_begins_another_life_and_keeps_this_one(playing: Playing) -> None:
    transcript = playing(*NIGHT, "new", "2", "1", "1", volume="clerk")
    assert "From the hut you see the gate" in transcript
    assert "sheet 2" in playing(seed=None)


def test_glossary_notes_and_credits(playing: Playing) -> None:
    assert "TTN: The waybill" in _asked(playing, "glossary")
    assert "TTN" not in _asked(playing, "g plombe")
    assert "An injury, told in one sentence. You read it." in _asked(playing, "notes")
    assert "Written in an afternoon." in _asked(playing, "credits")


def test_an_unknown_word_names_the_nearest_command(playing: Playing) -> None:
    assert _asked(playing, "notebok") == "-- “notebok” is no command; did you mean notebook?"
    assert _asked(playing, "go") == "-- “go” is no command; `help` lists them."
    assert _asked(playing, "undoo") == "-- “undoo” is no command; did you mean undo?"
    assert _asked(playing, "[@click=app.quit]x") == "-- “[@click=app.quit]x” is no command; `help` lists them."


def test_a_number_without_an_option_is_asked_for_again(playing: Playing) -> None:
    for line in ("0", "3", "999999999"):
        assert _asked(playing, line) == "-- Please type a number from 1 to 2."


def test_an_empty_line_asks_again(playing: Playing) -> None:
    assert playing(*TO_THE_GATE, "", "").count("[sheet 0] > ") == 3


def test_leaving_keeps_the_life(playing: Playing) -> None:
    assert playing(*TO_THE_GATE, "1", "quit", "1").endswith(
        "-- The life of Orlova Anna Sergeyevna is kept at sheet 1.\n"
    )


def test_at_a_terminal_the_end_can_be_undone(playing: Playing) -> None:
    transcript = playing(*["1"] * 7, "1", "undo", "2", "quit", live=True)
    assert "-- 4 sheets in the file.\n-- To go on: `undo`, `restart`, `history`, `new` or `quit`.\n" in transcript
    assert "The end: Not signed for" in transcript


def test_the_file_draws_bars_beside_its_words(playing: Playing) -> None:
    filed = _asked(playing, "file")
    assert "nerve: 5 of 10           #####·····" in filed
    assert "candour 50 · caution 50  #####·····" in filed


def test_questions_in_a_game_can_be_left_for_the_game(playing: Playing) -> None:
    for question in ("load", "restart", "undo to 0", "new"):
        for line in ("back", "quit", *([""] if question != "new" else [])):
            transcript = playing(*TO_THE_GATE, "2", question, "help", line, "notes")
            assert "-- Nothing is changed." in transcript
            assert "[sheet 1] > notes" in transcript


def test_help_explains_a_word_of_the_story(playing: Playing) -> None:
    assert _asked(playing, "help ttn") == "  ·  TTN: The waybill that goes with a load."
    assert _asked(playing, "help nerve") == "  ·  nerve: 5 of 10"
    assert _asked(playing, "help undo").count("\n") == 2
    assert "is no command, and the glossary" in _asked(playing, "help zeppelin")
