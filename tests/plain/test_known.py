"""What is shown of what is known: in a story where a fact has several people and somebody is dealt by the seed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from plain_player import Playing

from starcity_game.engine.play import Engine
from starcity_game.plain.game import Wish, run
from starcity_game.saves.where import Place
from starcity_game.story.load import load

STORY = """
story: known
title: Known
version: "1"
language: en
volumes:
  one: {title: One, short: One, start: room}
variables:
  nerve: {number: 5, min: 0, max: 10, label: nerve, show: bar}
  attention: {number: 0, min: 0, max: 10, label: you are, show: words, words: [unremarked, noted]}
glossary:
  Nerve: What is left of it.
  nervous: Something else.
  people: Whom one counts.
people:
  you: {forms: {surname: Orlova, first: Anna}}
  belov: {forms: {surname: Belov, first: Ilya, patronymic: Petrovich, they: he, word: man}, post: yardmaster}
  stoker: {forms: {surname: Gusev, first: Foma, patronymic: Lukich, short: Foma, tender: Fomka}}
  stranger:
    variants:
      - forms: {label: A stranger, full: Zhuravin Ilya, surname: Zhuravin, first: Ilya, short: Ilyusha, they: he}
        attributes: {woman: false}
      - forms: {label: A stranger, full: Zhuravina Elena, surname: Zhuravina, first: Elena, short: Lena, they: she}
        attributes: {woman: true}
  unmet: {forms: {surname: Nemo, first: Ivan}, when: nerve > 9}
facts:
  both: {text: They share a stove., about: [belov, stoker], matter: the stove}
  cold: {text: It is cold., about: [belov], matter: the stove}
  alone: {text: It has one door.}
  seen: {text: Somebody was here., about: [stranger], matter: the door, suspected: true}
endings:
  out: {title: Out, parts: [You go out.]}
scenes:
  room:
    title: The stove
    text: A room.
    choices:
      - id: learn
        label: Look at everything that there is to see in the room, one thing after another.
        learn: [both, cold, alone, seen]
        set: attention += 1
        text: You look.
        goto: room
      - {id: shake, label: Shake., set: [attention += 5, nerve -= 1], text: You shake., goto: room}
      - {id: go, label: Go., end: out}
"""


@pytest.fixture
def playing(tmp_path: Path) -> Playing:
    """Plays a script in the story above."""
    folder = tmp_path / "story"
    folder.mkdir()
    (folder / "story.yaml").write_text(STORY, encoding="utf-8")
    loaded = load(folder)
    assert loaded.story is not None, loaded.findings
    engine = Engine(loaded.story)

    def play(*script: str, seed: int | None = 7) -> str:
        out, typed = io.StringIO(), io.BytesIO("".join(line + "\n" for line in script).encode())
        assert run(engine, Place(tmp_path / "saves"), Wish(None, seed), typed, out, False) == 0
        return out.getvalue()

    return play


def _last(transcript: str) -> str:
    """The answer to the last line of a script."""
    return transcript.split("] > ")[-2].partition("\n")[2].rpartition("\n[")[0].strip("\n")


def test_the_notebook_is_grouped_by_matter_without_tags_that_repeat(playing: Playing) -> None:
    assert _last(playing("1", "notebook")).splitlines() == [
        "-- You know:",
        "",
        "  The stove",
        "  1  They share a stove. (Belov; Gusev)",
        "  2  It is cold. (Belov)",
        "",
        "  Other things",
        "  3  It has one door. (The stove)",
        "",
        "-- You suspect:",
        "",
        "  The door",
        "  4  Somebody was here. (A stranger; The stove)",
    ]


def test_a_fact_about_two_stands_once_in_the_list_and_under_each_by_name(playing: Playing) -> None:
    assert _last(playing("1", "people")).count("They share a stove.") == 1
    for name in ("belov", "gusev"):
        assert "They share a stove." in _last(playing("1", f"people {name}"))


def test_a_card_shows_forms_of_address_alone_and_only_by_name(playing: Playing) -> None:
    listed = _last(playing("people"))
    assert "Lukich;" not in listed and "short" not in listed
    card = _last(playing("people gusev"))
    assert card.endswith("     polite: Foma Lukich; short: Foma; tender: Fomka")
    assert not any(form in _last(playing("people belov")) for form in ("they", "word", "man:", "surname"))


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_somebody_dealt_by_the_seed_shows_a_label_and_no_name(playing: Playing, seed: int) -> None:
    assert "  ·  A stranger" in playing("people", "people stranger", seed=seed)
    secrets = ("Zhuravin", "Ilyusha", "Lena", "Elena")
    assert not any(name in playing("people", "people a str", "1", "notebook", seed=seed) for name in secrets)
    for name in ("people zhuravin", "people lena", "people ilyusha"):
        assert _last(playing(name, seed=seed)).startswith("-- Nobody of that name.")


def test_somebody_not_met_has_no_card(playing: Playing) -> None:
    assert "Nemo" not in playing("people")
    assert _last(playing("people nemo")).startswith("-- Nobody of that name.")


def test_only_what_looks_different_is_said_to_have_changed(playing: Playing) -> None:
    transcript = playing("changes on", "1", "2", "2")
    first, second, third = transcript.split("] > ")[2:5]
    assert "->" not in first
    assert "-- nerve: 5 of 10 -> 4 of 10; you are: unremarked -> noted\n" in second
    assert "-- nerve: 4 of 10 -> 3 of 10\n" in third


def test_help_gives_what_the_glossary_says_of_a_shown_word(playing: Playing) -> None:
    assert _last(playing("help nerve")) == "  ·  nerve: 5 of 10\n  ·  Nerve: What is left of it."
    assert _last(playing("file")).endswith("-- `help` and one of these words says what it means.")
    helped = _last(playing("help people")).splitlines()
    assert helped[2].startswith("  people, p [NAME]") and helped[3] == "  ·  people: Whom one counts."


def test_a_long_label_is_cut_after_a_word_before_and_after_loading(playing: Playing) -> None:
    line = "  0  Look at everything that there is to see in the room, one…"
    assert line in _last(playing("1", "history")).splitlines()
    assert line in _last(playing("1", "history", seed=None)).splitlines()
