"""How much is read at once, and what is offered: P1 to P4."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruled import measured, none, only, words

from starcity_game.authoring.rules.rule import Level

CHOICES = "    choices:\n      - {label: Stay., end: over}\n      - {label: Leave., end: over, text: You go.}\n"


def scene(name: str, text: str, rest: str, mark: str = "") -> str:
    return f"  {name}:\n    {mark}text: {text}\n{rest}"


@pytest.mark.parametrize(("count", "level"), [(151, Level.WARNING), (221, Level.ERROR)])
def test_a_long_passage(count: int, level: Level, tmp_path: Path) -> None:
    text = "scenes:\n" + scene("start", words(count), CHOICES, "⟪")
    only("P1", tmp_path, text, f"{count} words in one passage", level)


def test_a_passage_of_just_enough_words(tmp_path: Path) -> None:
    none("P1", tmp_path, "scenes:\n" + scene("start", words(150), CHOICES))


def test_texts_that_exclude_each_other_are_not_added_up(tmp_path: Path) -> None:
    text = f"""variables: {{way: {{one_of: [a, b]}}}}
scenes:
  start:
    text:
      - when: way == "a"
        text: {words(100)}
      - when: way == "b"
        text: {words(100)}
{CHOICES}"""
    none("P1", tmp_path, text)
    together = text.replace('way == "b"', 'way in ["a", "b"]').replace("    text:\n      -", "    ⟪text:\n      -")
    only("P1", tmp_path, together, "200 words")


def test_a_piece_counts_in_a_passage_and_a_document_does_not(tmp_path: Path) -> None:
    story = f"""pieces: {{snow: {words(100)}}}
documents: {{order: {{kind: order, text: {words(300)}}}}}
scenes:
  start:
    ⟪text:
      - {words(60)}
      - piece: snow
      - document: order
{CHOICES}"""
    only("P1", tmp_path, story, "160 words")
    none("P1", tmp_path, story.replace("      - piece: snow\n", "").replace("⟪", ""))


def chain(first: int, second: int) -> str:
    return f"""scenes:
  start:
    text: You stand.
    choices:
      - {{label: Stay., end: over}}
      - ⟪label: Go.
        text: {words(first)}
        goto: far
  far:
    text: {words(second)}
{CHOICES}"""


@pytest.mark.parametrize(("count", "level"), [(301, Level.WARNING), (451, Level.ERROR)])
def test_a_long_way_between_choices_is_told_where_it_begins(count: int, level: Level, tmp_path: Path) -> None:
    only("P2", tmp_path, chain(100, count - 100), f"{count} words from here to the next choice, by `far`", level)


def test_a_way_of_just_enough_words(tmp_path: Path) -> None:
    none("P2", tmp_path, chain(100, 200).replace("⟪", ""))


def test_the_way_leads_through_calls_and_outcomes_and_what_follows(tmp_path: Path) -> None:
    text = f"""variables: {{nerve: {{number: 5, min: 0, max: 10}}}}
scenes:
  start:
    text: You stand.
    choices:
      - {{label: Stay., end: over}}
      - ⟪label: Go.
        check: {{nerve: 5}}
        success: {{text: Good.}}
        failure: {{text: {words(100)}}}
        call: telephone
        then:
          text: {words(110)}
          goto: far
  telephone:
    text: {words(120)}
  far:
    text: It is far.
{CHOICES}"""
    only("P2", tmp_path, text, "333 words from here")


def test_a_hub_ends_a_way_each_time_it_offers(tmp_path: Path) -> None:
    text = f"""decks: {{days: {{}}}}
scenes:
  start:
    text: {words(140)}
    hub: true
    draw: {{from: days, show: 2}}
    choices:
      - {{label: Leave., leave: true}}
    then: {{text: {words(140)}, end: over}}
  walk: {{deck: days, label: Walk., text: {words(140)}}}
  talk: {{deck: days, label: Talk., text: {words(140)}}}
"""
    none("P2", tmp_path, text)


def test_the_longest_of_several_ways_into_a_choice_is_told(tmp_path: Path) -> None:
    text = chain(150, 200).replace(
        "- {label: Stay., end: over}\n      - ⟪label",
        f"- {{label: Run., text: {words(120)}, goto: far}}\n      - ⟪label",
    )
    only("P2", tmp_path, text, "2 ways lead into it that are too long")


def options(count: int, when: str = "") -> str:
    listed = "".join(
        f"      - {{label: Option {n}., {when.format(n=n)}text: You do {n}., end: over}}\n" for n in range(count)
    )
    return f"scenes:\n  start:\n    text: Choose.\n    {{}}choices:\n{listed}"


def test_too_many_options(tmp_path: Path) -> None:
    only("P3", tmp_path, options(6).replace("{}choices", "⟪choices"), "6 options may stand open at once")
    none("P3", tmp_path, options(5).replace("{}choices", "choices"))


def test_options_that_exclude_each_other_are_not_added_up(tmp_path: Path) -> None:
    head = "variables: {way: {one_of: [a0, a1, a2, a3, a4, a5]}}\n"
    text = head + options(6, 'when: way == "a{n}", ').replace("{}choices", "choices") + "    then: {end: over}\n"
    none("P3", tmp_path, text)


def test_two_turns_of_the_page_in_a_row(tmp_path: Path) -> None:
    text = f"""scenes:
  start:
    text: One.
    choices: [{{label: Go on., goto: second}}]
  second:
    text: Two.
    ⟪choices: [{{label: Go on., goto: third}}]
  third:
    text: Three.
{CHOICES}"""
    only("P3", tmp_path, text, "two offers of one option in a row")
    alone = text.replace("⟪choices: [{label: Go on., goto: third}]", "goto: third")
    none("P3", tmp_path, alone)


def test_the_middle_number_of_options_is_a_measure(tmp_path: Path) -> None:
    (found,) = measured("P3", tmp_path, "scenes:\n" + scene("start", "Choose.", CHOICES))
    assert "has 2 options" in found.message
    assert found.level is Level.METRIC


def two(first: str, second: str, when: tuple[str, str] = ("", "")) -> str:
    return f"""variables: {{lit: {{flag: false}}}}
scenes:
  start:
    text: Choose.
    choices:
      - label: {first}
        {when[0]}
        end: over
      - id: other
        label: {second}
        {when[1]}
        end: over
    then: {{end: over}}
"""


def test_a_long_label(tmp_path: Path) -> None:
    text = two("Stay.", words(17)).replace("label: w0", "⟪label: w0")
    only("P4", tmp_path, text, "17 words in a label")
    none("P4", tmp_path, two("Stay.", words(16)))


def test_only_the_longest_wording_of_a_label_counts(tmp_path: Path) -> None:
    none("P4", tmp_path, two("Stay.", f'"{{lit: {words(10)}|{words(12)}}}"'))


def test_labels_that_read_alike(tmp_path: Path) -> None:
    alike = two("Ask Fridkin about the notebook politely.", "Ask Fridkin about the notebook.")
    marked = alike.replace("label: Ask Fridkin about the notebook.", "⟪label: Ask Fridkin about the notebook.")
    only("P4", tmp_path, marked, "% of their words in common")
    none("P4", tmp_path, two("Ask Fridkin about the notebook.", "Take the notebook from its nail."))


def test_labels_that_cannot_stand_together_may_read_alike(tmp_path: Path) -> None:
    label = "Pass the folded sheet under the glass."
    none("P4", tmp_path, two(label, label, ("when: lit", "when: not lit")))
