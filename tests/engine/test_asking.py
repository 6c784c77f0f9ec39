"""The questionnaire, and the views that fronts draw."""

from __future__ import annotations

import pytest
from told import EVERY_KEY, Told, engine_of

from starcity_game.engine import view
from starcity_game.engine.play import Engine
from starcity_game.engine.questionnaire import given, next_question, typed_forms
from starcity_game.engine.state import Origin
from starcity_game.story.load import load

_loaded = load(EVERY_KEY)
assert _loaded.story is not None
ENGINE = Engine(_loaded.story)


def test_questions_come_one_by_one_and_later_ones_look_at_earlier_answers() -> None:
    answers: dict[str, str | dict[str, str]] = {}
    asked = next_question(ENGINE, "first", answers)
    assert asked is not None and [a.label for a in asked.answers] == ["Private", "Sergeant"]
    answers["rank"] = given(asked, 2)
    asked = next_question(ENGINE, "first", answers)
    assert asked is not None and [a.label for a in asked.answers] == ["LUNIN Pyotr"] and asked.question.typed
    answers["name"] = given(asked, 1)
    assert next_question(ENGINE, "first", answers) is None
    assert next_question(ENGINE, "second", {}) is None
    told = Told(ENGINE, volume="first", answers=answers)
    assert told.all[-1] == "Eighty steps, Petya. You know each of them."


@pytest.mark.parametrize("number", [0, 3, -1])
def test_an_answer_by_a_number_that_is_not_there(number: int) -> None:
    asked = next_question(ENGINE, "first", {})
    assert asked is not None
    with pytest.raises(IndexError):
        given(asked, number)


def test_answers_that_fit_nothing_are_left_at_their_beginning() -> None:
    told = Told(ENGINE, volume="first", answers={"rank": "general", "name": "Ivan", "colour": {"x": "y"}})
    assert told.all[-1] == "Eighty steps, Pasha. You have counted them."


def test_a_question_always_has_an_answer() -> None:
    asked = next_question(ENGINE, "first", {"rank": "general"})
    assert asked is not None and len(asked.answers) == 2


def test_a_typed_name_gives_every_form() -> None:
    forms = typed_forms(ENGINE, " Orlova ", "Anna", "Sergeyevna", "")
    assert forms == {
        "surname": "Orlova", "first": "Anna", "patronymic": "Sergeyevna", "short": "Anna", "tender": "Anna",
        "polite": "Anna Sergeyevna", "full": "Orlova Anna Sergeyevna", "label": "Orlova",
    }  # fmt: skip
    told = Told(ENGINE, volume="first", answers={"rank": "private", "name": forms})
    assert told.all[-1].startswith("Eighty steps, Anna.")
    assert view.form(ENGINE, told.turn.state, "you", "full") == "Orlova Anna Sergeyevna"


@pytest.mark.parametrize(
    ("surname", "first", "says"),
    [
        ("", "Anna", "are needed"),
        ("Orlova", "", "are needed"),
        ("Orlova", "x" * 41, "at most 40"),
        ("Orl0va", "Anna", "letters"),
        ("\x1b[2J", "Anna", "letters"),
        ("[bold]", "Anna", "letters"),
        ("-", "Anna", "letters"),
        ("Ver\u202ea", "Anna", "letters"),
        ("Veksler", "Anna", "already"),
        ("VEKSLER", "Anna", "already"),
    ],
)
def test_a_typed_name_that_cannot_be_used(surname: str, first: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        typed_forms(ENGINE, surname, first, "", "")


@pytest.mark.parametrize("surname", ["Lunin", "d’Arc", "Rimsky-Korsakov", "Орлова", "Re\u0301ti"])
def test_a_typed_name_that_can(surname: str) -> None:
    assert typed_forms(ENGINE, surname, "Anna", "", "Anya")["surname"]


def test_the_forms_that_a_typed_name_lacks_are_its_own() -> None:
    engine = engine_of(
        "people: {me: {forms: {surname: N, first: N}}}\n"
        'scenes: {start: {text: "{me.vocative} {me.surname}", choices: [{label: a, goto: start}]}}\n',
        head="""story: s
title: S
volumes:
  v:
    title: V
    start: start
    questionnaire:
      - id: name
        ask: Name
        person: me
        typed: true
        options: [{label: A, forms: {surname: A, first: Anna, vocative: O Anna}}]
""",
    )
    forms = typed_forms(engine, "N", "Boris", "", "Borya")
    assert Told(engine, answers={"name": forms}).all == ["Borya N"]
    assert Told(engine, answers={"name": {"first": "Anna", "vocative": "O Anna"}}).all[0].startswith("O Anna")


def test_values_in_words() -> None:
    head = ENGINE.head.variables
    says = {
        ("nerve", 4): "4 of 10", ("notice", 0): "unseen", ("notice", 2): "unseen", ("notice", 3): "seen",
        ("notice", 4): "seen", ("notice", 5): "watched", ("notice", 6): "watched", ("candour", 58): "58",
        ("lamp_lit", True): "yes", ("lamp_lit", False): "no", ("caller", "captain"): "captain", ("rounds", 3): "3",
    }  # fmt: skip
    for (name, value), words in says.items():
        assert view.say(head[name], value) == words
    state = ENGINE.begin(Origin("first", 1, {})).state
    assert view.display(ENGINE, state, head["nerve"]) == "5 of 10"
    assert [v.id for v in ENGINE.story.shown] == ["nerve", "notice", "candour", "rounds"]


def test_notebook_people_and_place() -> None:
    told = Told(ENGINE, seed=1, volume="first")
    cards = view.people(ENGINE, told.turn.state)
    assert [c.id for c in cards if c.key] == ["captain"] and cards[0].id == "captain"
    assert {c.id for c in cards} == {"captain", "cook", "keeper", "you", "relief"}
    cards = [c for c in cards if c.id not in ("cook", "keeper")]
    assert [c.id for c in cards] == ["captain", "you", "relief"]
    assert ("polite", "Roman Lvovich") in cards[0].forms and cards[0].stress == "Roman LvOvich"
    assert cards[2].name in ("Sych Anton", "Sycheva Antonina")
    assert ("they", "he" if cards[2].name == "Sych Anton" else "she") in cards[2].forms
    assert "woman" not in dict(cards[2].forms)
    assert view.place_name(ENGINE, told.turn.state) == "The stair"
    assert view.notebook(ENGINE, told.turn.state) == []
    for seed in range(30):
        told = Told(ENGINE, seed=seed, volume="first")
        told.choose(told.turn.offer[1].id)
        if any(line.startswith("+") for line in told.all):
            break
    (entry,) = view.notebook(ENGINE, told.turn.state)
    assert (entry.fact, entry.about, entry.matter, entry.where, entry.suspected) == (
        "captain_sober", ("Veksler",), "the captain", "The foot of the stair", True,
    )  # fmt: skip
    assert view.people(ENGINE, told.turn.state)[0].known == ("The captain does not drink.",)
    assert view.form(ENGINE, told.turn.state, "nobody", "full") == ""
