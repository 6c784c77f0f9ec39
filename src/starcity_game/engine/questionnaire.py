"""The questionnaire of a volume, asked one question at a time."""

from __future__ import annotations

import unicodedata
from typing import Final

import msgspec

from starcity_game.engine.play import Engine
from starcity_game.engine.state import Value
from starcity_game.engine.vector import Vector
from starcity_game.story.forms import derived
from starcity_game.story.model import Answer, Question
from starcity_game.story.strict_text import clean

Answers = dict[str, str | dict[str, str]]
"""Question id to the chosen value, or to the forms of a name."""

LONGEST_NAME: Final = 40
"""Characters of a typed name at most."""


class Asked(msgspec.Struct, frozen=True):
    """A question, with the answers that are open after those given so far."""

    question: Question
    answers: tuple[Answer, ...]


def next_question(engine: Engine, volume: str, answers: Answers) -> Asked | None:
    """The first question of the volume without an answer; None when all are answered."""
    for question in engine.head.volumes[volume].questionnaire:
        if question.id not in answers:
            return Asked(question, open_answers(engine, volume, question, answers))
    return None


def open_answers(engine: Engine, volume: str, question: Question, answers: Answers) -> tuple[Answer, ...]:
    """The answers of a question whose conditions hold after the answers given so far; all when none does."""
    values: list[Value] = list(engine.head.start)
    for earlier in engine.head.volumes[volume].questionnaire:
        given = answers.get(earlier.id)
        if isinstance(given, str) and earlier.slot >= 0:
            values[earlier.slot] = given
    counts = Vector(engine.head.counters)
    found = []
    for answer in question.answers:
        test = engine.code.function(answer.when)
        if test is None or test(values, counts):
            found.append(answer)
    return tuple(found) or question.answers


def given(asked: Asked, number: int) -> str | dict[str, str]:
    """What the answer with this number, counted from 1, puts into the answers. Raises IndexError.

    A name is kept in the story's own language, so that a life can be gone on with in any.
    """
    if not 1 <= number <= len(asked.answers):
        raise IndexError(number)
    answer = asked.answers[number - 1]
    return dict(answer.own or answer.forms) if asked.question.person else answer.value


def typed_forms(engine: Engine, surname: str, first: str, patronymic: str, short: str) -> dict[str, str]:
    """The forms of a typed name. Raises ValueError with a sentence when it cannot be used."""
    parts = {"surname": surname, "first": first, "patronymic": patronymic, "short": short or first}
    parts = {k: unicodedata.normalize("NFC", " ".join(clean(v).split())) for k, v in parts.items()}
    for form, text in parts.items():
        if not text and form in ("surname", "first"):
            raise ValueError("A surname and a first name are needed.")
        if len(text) > LONGEST_NAME:
            raise ValueError(f"A name has at most {LONGEST_NAME} letters.")
        if text and not (all(c.isalpha() or c in " -'’" for c in text) and any(map(str.isalpha, text))):
            raise ValueError("A name is of letters, hyphens and apostrophes.")
    asked = {q.person for volume in engine.head.volumes.values() for q in volume.questionnaire}
    taken = {p.forms.get("label", "").casefold() for p in engine.head.people.values() if p.id not in asked}
    if parts["surname"].casefold() in taken:
        raise ValueError(f"There is somebody called {parts['surname']} in this story already; choose another surname.")
    return derived({**parts, "tender": parts["short"]})
