"""Answers to a questionnaire as an author writes them: by value, label, the label's beginning, or number."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starcity_game.authoring.picking import beginnings
from starcity_game.authoring.told import alike
from starcity_game.engine.play import Engine
from starcity_game.engine.questionnaire import Answers, Asked, given, next_question, typed_forms
from starcity_game.story.diagnostics import nearest
from starcity_game.story.model import Answer

Written = str | dict[str, str]
"""An answer as it is written: a word or number, or the parts of a typed name."""


class NoAnswer(Exception):
    """What was written answers no question, or not this one."""

    def __init__(self, question: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.question, self.message, self.hint = question, message, hint
        """Id of the question, what is the matter without a full stop, and what was probably meant."""


def filled_in(
    engine: Engine, volume: str, written: Mapping[str, Written], fault: Callable[[NoAnswer], None]
) -> Answers:
    """The questionnaire of a volume with the answers that were `written`; the others, and those of which a `fault`
    is told, are the first that is open."""
    answers: Answers = {}
    while (asked := next_question(engine, volume, answers)) is not None:
        id = asked.question.id
        try:
            answers[id] = _answer(engine, asked, written[id]) if id in written else given(asked, 1)
        except NoAnswer as found:
            fault(found)
            answers[id] = given(asked, 1)
    for id in written.keys() - answers.keys():
        fault(NoAnswer(id, f"the questionnaire has no question `{id}`", nearest(id, answers) or _named(answers)))
    return answers


def _answer(engine: Engine, asked: Asked, written: Written) -> str | dict[str, str]:
    """What one answer puts into the answers. Raises NoAnswer."""
    id = asked.question.id
    if isinstance(written, str):
        return given(asked, _number(id, asked.answers, written))
    if not asked.question.typed:
        raise NoAnswer(id, f"the question `{id}` is not answered by a typed name")
    parts = {part: written.get(part, "") for part in ("surname", "first", "patronymic", "short")}
    for part in written.keys() - parts.keys():
        raise NoAnswer(id, f"a typed name has no part `{part}`", nearest(part, parts) or _named(parts))
    try:
        return typed_forms(engine, **parts)
    except ValueError as refused:
        raise NoAnswer(id, str(refused).rstrip(".")) from refused


def _number(id: str, answers: tuple[Answer, ...], written: str) -> int:
    """The number of the answer that is meant, counted from 1. Raises NoAnswer."""
    sought, labels = alike(written), [alike(answer.label) for answer in answers]
    whole = [n for n, answer in enumerate(answers, 1) if written == answer.value or labels[n - 1] == sought]
    if whole:
        return whole[0]
    if sought.isascii() and sought.isdigit() and 0 < int(sought[:9]) <= len(answers):
        return int(sought)
    begun = [n for n, label in enumerate(labels, 1) if sought and label.startswith(sought)]
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise NoAnswer(id, f"more than one answer to `{id}` begins “{written}”")
    known = [answer.value for answer in answers if answer.value]
    advice = nearest(written, known) or beginnings([answer.label for answer in answers], written)
    raise NoAnswer(id, f"the question `{id}` has no answer “{written}” here", advice or _named(known))


def _named(known: Mapping[str, object] | list[str]) -> str:
    """The names that there are, as advice."""
    return f"there is {', '.join(known)}" if known else ""
