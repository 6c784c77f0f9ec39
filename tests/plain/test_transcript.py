"""A whole life as a transcript.

After a change that is meant, write the golden file anew:
`starcity play --plain --seed 7 --story tests/data/small --saves "$(mktemp -d)"
< tests/plain/transcript.script > tests/plain/transcript.txt`
"""

from __future__ import annotations

from pathlib import Path

from plain_player import Playing

HERE = Path(__file__).parent
SCRIPT = (HERE / "transcript.script").read_text(encoding="utf-8").splitlines()
ONES = ["1"] * 50


def test_the_transcript_is_the_golden_one(playing: Playing) -> None:
    golden = (HERE / "transcript.txt").read_text(encoding="utf-8")
    assert playing(*SCRIPT, volume=None) == golden


def test_the_same_seed_and_script_give_the_same_transcript(playing: Playing) -> None:
    assert playing(*SCRIPT, volume=None) == playing(*SCRIPT, volume=None)


def test_a_stream_of_ones_plays_a_life_to_its_ending(playing: Playing) -> None:
    transcript = playing(*ONES, volume=None)
    assert "The end: Signed for" in transcript
    assert "The life of Orlova Anna Sergeyevna is kept at sheet 4." in transcript


def test_a_stream_of_ones_goes_on_with_a_life_that_lies_on_disk(playing: Playing) -> None:
    playing("1", "1", "1", "1", "1")
    assert "The end: Signed for" in playing(*ONES, seed=None)


def test_without_a_terminal_every_line_fits_the_measure(playing: Playing) -> None:
    assert max(map(len, playing(*SCRIPT, volume=None).splitlines())) <= 72


def test_saving_and_loading_after_every_choice_leaves_the_passages_as_they_are(playing: Playing) -> None:
    """The passages of a life that is put away after each choice are those of one that never was."""
    choices = ["1", "1", "2", "1", "2"]
    whole = playing("1", "1", "1", *choices)
    parts = [playing("1", "1", "1", choices[0])]
    parts += [playing("1", choice, seed=None) for choice in choices[1:]]
    for number, (part, choice) in enumerate(zip(parts, choices, strict=True)):
        passage = part.split(f"[sheet {number}] > {choice}\n")[1]
        assert passage.split("\n[sheet ")[0].split("\n-- The life of")[0] in whole


def test_the_life_is_recapped_when_it_is_taken_up_again(playing: Playing) -> None:
    playing("1", "1", "1", "2")
    assert (
        "-- Orlova Anna Sergeyevna, sheet 1, The weighing shed\n"
        "-- Friday, 14 January 1966, 07:20, episode 1\n"
        "-- Last you chose: “Ask Belov what the glove is for.”\n"
    ) in playing("1", seed=None)


def test_a_seed_begins_a_new_life_beside_the_old(playing: Playing) -> None:
    playing("1", "1", "1", "1")
    assert "Continue" not in playing("1", "1", "1", "1")
    assert playing(seed=None).count("Another life") == 1


def test_the_end_of_input_is_a_quiet_end(playing: Playing) -> None:
    assert playing().endswith("> \n")
    assert playing("1", "1", "1").endswith("[sheet 0] > \n\n-- Nothing was chosen in this life, so it is not kept.\n")


def test_a_life_taken_back_to_its_beginning_is_kept_and_said_to_be(playing: Playing) -> None:
    assert playing("1", "1", "1", "1", "undo", "quit").endswith(
        "-- The life of Orlova Anna Sergeyevna is kept at sheet 0.\n"
    )
    assert "Continue (Orlova Anna Sergeyevna, sheet 0, " in playing(seed=None)
    assert playing("1", "quit", seed=None).endswith("is kept at sheet 0.\n")


def test_a_life_begun_over_is_kept_and_said_to_be(playing: Playing) -> None:
    script = ("1", "1", "1", "1", "restart", "1", "quit")
    assert playing(*script).endswith("-- The life of Orlova Anna Sergeyevna is kept at sheet 0.\n")


def test_a_script_goes_on_after_an_ending(playing: Playing) -> None:
    transcript = playing("1", "1", "1", *["1"] * 4, "undo", "2", "history", volume="clerk")
    assert "The end: Signed for" in transcript and "The end: Not signed for" in transcript
    assert transcript.split("[sheet 4] > history\n")[1].count("\n  ") == 4


def test_a_script_without_end_is_left_when_there_is_nothing_to_choose(playing: Playing) -> None:
    assert playing(*["1"] * 5000).count("There is nothing to choose here.") == 100
