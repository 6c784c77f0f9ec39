"""Names and words: N1 to N4, and what is measured of an episode."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruled import MARK, measured, none, only, told, words

from starcity_game.authoring.rules.rule import Level

PEOPLE = """people:
  ozhogina: {forms: {surname: Ozhogina, first: Vera, patronymic: Klimentyevna, short: Vera}}
  lomidze: {forms: {surname: Lomidze, first: Tamara, patronymic: Vakhtangovna}}
  stranger:
    variants:
      - {forms: {surname: Zhuravin, first: Ilya, they: he}}
      - {forms: {surname: Zhuravina, first: Elena, they: she}}
"""


def story(text: str, before: str = "") -> str:
    return f"{before}scenes:\n  start:\n    text: |\n      {text}\n    end: over\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("So says ⟪Ozhogena, and goes.", "“Ozhogena” is no form of a name"),
        ("“⟪Ozhognia’s collar,” they say.", "“Ozhognia” is no form"),
        ("Here is Vera ⟪Klimentevna again.", "“Klimentevna” is no form"),
        ("Here is ⟪Tamara Klimentyevna again.", "nobody in the cast list is called “Tamara Klimentyevna”"),
        ("A certain Yegor ⟪Demyanovich drives.", "nobody in the cast list has the patronymic “Demyanovich”"),
        ("It is ⟪Zhuravin, with a newspaper.", "“Zhuravin” is the name of `stranger` in some lives only"),
    ],
)
def test_names_that_are_nobodys(text: str, message: str, tmp_path: Path) -> None:
    only("N1", tmp_path, story(text, PEOPLE), message, Level.WARNING)


@pytest.mark.parametrize(
    "text",
    [
        "Ozhogina, Vera Klimentyevna, and Tamara Vakhtangovna; Lomidze’s mandarins.",
        "It is {stranger.surname}, with a newspaper. Very well.",
        "Tamarask is a place, and a tamarask a bush.",
        'The {knows.a: Ozhogina|{"Ozhogena" == "x": this|that}} of it.',
    ],
)
def test_names_that_are_somebodys(text: str, tmp_path: Path) -> None:
    none("N1", tmp_path, story(text, PEOPLE + "facts: {a: A.}\n"))


def test_names_of_people_who_are_only_spoken_of_stand_in_the_style_sheet(tmp_path: Path) -> None:
    none("N1", tmp_path, story("A certain Yegor Demyanovich drives.", PEOPLE), sheet="names: [Yegor Demyanovich]\n")


def test_a_name_is_looked_for_in_labels_papers_and_endings_too(tmp_path: Path) -> None:
    text = f"""{PEOPLE}documents: {{order: {{kind: order, text: "To ⟪Ozhogena."}}}}
scenes:
  start:
    text:
      - document: order
    choices:
      - {{label: "Ask ⟪Ozhogena.", end: over}}
      - {{label: Leave., act: {{do: left, how: "past ⟪Ozhogena"}}, end: over}}
acts: {{left: Left.}}
endings: {{over: {{title: Over, parts: ["⟪Ozhogena goes."]}}}}
"""
    assert len(told("N1", tmp_path, text)) == 4


def test_a_word_to_be_sparing_with(tmp_path: Path) -> None:
    text = story(f"Comrade, comrades and ⟪comrade. {words(21)}")
    none("N2", tmp_path, text.replace(MARK, ""))
    only("N2", tmp_path, text, "“comrade” 3 times in 28 words; 2 is enough (1 in 14)", sheet="sparing: {comrade: 14}\n")
    none("N2", tmp_path, text.replace(MARK, ""), sheet="sparing: {comrade: 9}\n")


SHEET = """# a sheet
never: [eyes narrow]
cliches: [vodka, Siberian wind]
anachronisms: [Korolyov (the town), weekend]
for_editors: {anything: at all}
"""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("His ⟪Eyes narrow.", "“eyes narrow” is not to be said"),
        ("There is a ⟪Siberian\n      wind.", "“siberian wind” is a cliché"),
        ("Two ⟪vodkas stand there.", "“vodka” is a cliché"),
        ("He is from *⟪Korolyov*.", "“korolyov” is an anachronism"),
        ("{knows.a: no|a ⟪weekend}", "“weekend” is an anachronism"),
    ],
)
def test_what_the_style_sheet_rules_out(text: str, message: str, tmp_path: Path) -> None:
    only("N3", tmp_path, story(text, "facts: {a: A.}\n"), message, sheet=SHEET)


def test_what_the_style_sheet_allows(tmp_path: Path) -> None:
    none("N3", tmp_path, story("Vodka."))
    none("N3", tmp_path, story("A weekender narrows his eyes.\n\n      Siberian\n\n      wind."), sheet=SHEET)


def test_a_style_sheet_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    found = measured("N3", tmp_path, story("Vodka."), sheet="cliches: [vodka\n")
    assert {f.place[0] for f in found} == {"_editor/style.yaml"}
    found = measured("N3", tmp_path, story("Vodka."), sheet="cliches: {a: b}\nnever: vodka\nsparing: 3\n")
    assert found == []


@pytest.mark.parametrize("text", ["You see it; ⟪you feel cold.", "⟪Suddenly it stops.", "Then ⟪you\n      realise it."])
def test_filter_words(text: str, tmp_path: Path) -> None:
    only("N4", tmp_path, story(text), "tells what could be shown", Level.WARNING)


def repeated(first: str, second: str, between: str = "goto: next") -> str:
    return f"""scenes:
  start:
    episode: {{number: 1, title: One}}
    text: |
      {first}
    {between}
  next:
    text: |
      {second}
    end: over
"""


LONG = "beneath ashen harbour lanterns"


def test_a_phrase_that_comes_again(tmp_path: Path) -> None:
    text = repeated(f"It stood {LONG} once.", f"And, ⟪{LONG.capitalize()}, it fell.")
    only("N4", tmp_path, text, f"“{LONG}” stands in this episode already, at a.yaml:5")


def test_a_longer_phrase_is_told_once_and_whole(tmp_path: Path) -> None:
    text = repeated(f"A b {LONG} burn brightly c.", f"D e ⟪{LONG}\n      burn brightly f.")
    only("N4", tmp_path, text, f"“{LONG} burn brightly” stands")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("It was on the other side of the house.", "He was on the other side of the house."),
        ("Beneath ashen harbour. Lanterns.", "Beneath ashen harbour lanterns."),
        ("Ozhogina Vera Klimentyevna Lomidze.", "Ozhogina Vera Klimentyevna Lomidze."),
        ("{knows.a: beneath ashen|over} harbour lanterns.", "Beneath ashen harbour lanterns."),
    ],
)
def test_phrases_that_may_come_again(first: str, second: str, tmp_path: Path) -> None:
    none("N4", tmp_path, PEOPLE + "facts: {a: A.}\n" + repeated(first, second))


def test_a_refrain_of_the_style_sheet_may_come_again(tmp_path: Path) -> None:
    text = repeated(f"It stood {LONG} once.", f"And {LONG} it fell.")
    none("N4", tmp_path, text, sheet=f"refrains: [{LONG}]\n")


def test_a_phrase_may_come_again_in_another_episode(tmp_path: Path) -> None:
    text = repeated(f"It stood {LONG} once.", f"And {LONG} it fell.")
    none("N4", tmp_path, text.replace("  next:\n", "  next:\n    episode: {number: 2, title: Two}\n"))


def test_a_phrase_may_stand_in_texts_of_which_one_is_read(tmp_path: Path) -> None:
    choices = f"choices: [{{label: A., text: It is {LONG}., end: over}}, {{label: B., text: So {LONG}., goto: next}}]"
    none("N4", tmp_path, repeated("Choose.", "Done.", choices))
    apart = f"choices: [{{label: A., text: It is {LONG}., end: over}}, {{label: B., goto: next}}]"
    none("N4", tmp_path, repeated("Choose.", "Done.", apart))
    varying = f'"{{knows.a: it stood {LONG}|it fell {LONG}}}"'
    none("N4", tmp_path, "facts: {a: A.}\n" + repeated("Choose.", "Done.").replace("|\n      Done.", varying))


def test_what_there_is_of_an_episode_is_measured(tmp_path: Path) -> None:
    text = repeated("One two three.", "Four.", "choices: [{label: Go on., goto: next}]")
    (found,) = measured("M1", tmp_path, text)
    assert found.message == "episode 1, One: 2 scenes, 6 words, 1 options"
    assert found.place == ("a.yaml", 3, 5)


def test_an_episode_that_is_too_long_to_look_through_says_so(tmp_path: Path) -> None:
    long = "".join(f"  s{n}: {{text: {words(14_000)}, goto: s{n + 1}}}\n" for n in range(8))
    text = f"scenes:\n  start: {{episode: {{number: 1, title: One}}, goto: s0}}\n{long}  s8: {{end: over}}\n"
    (found,) = measured("N4", tmp_path, text)
    assert "too many to look for repeated phrases" in found.message
    assert found.level is Level.METRIC
