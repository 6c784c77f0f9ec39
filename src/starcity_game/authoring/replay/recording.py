"""Writing a playthrough from a life: what was chosen, and how each page began."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Final

from starcity_game.engine import life as lives
from starcity_game.engine.events import Event, Paper, Prose, plain
from starcity_game.engine.life import Life
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Origin
from starcity_game.story.model import Question

_WORDS: Final = 9
"""Words of a page's beginning that are expected."""
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*", re.ASCII)
_TRAPS: Final = {"true", "false", "null"}
"""Words that are no words in YAML."""


class Gone(Exception):
    """A choice of the life is no longer offered by the story."""

    def __init__(self, sheet: int, choice: str) -> None:
        super().__init__(choice)
        self.sheet, self.choice = sheet, choice
        """On which sheet it was made, and its id."""


def recorded(engine: Engine, origin: Origin, choices: Iterable[str], about: str = "") -> str:
    """The text of a playthrough of the life that takes the options with the ids `choices`. Raises Gone."""
    life = lives.begin(engine, origin)
    lines = [*beginning(engine, origin, about), "steps:", *_page(life)]
    for choice in choices:
        option = next((o for o in life.offer if o.id == choice and o.open), None)
        if option is None:
            raise Gone(life.sheet, choice)
        lines.append(f"  - choose: {quoted(choice)}  # {' '.join(option.text.split())}")
        life = lives.choose(engine, life, choice)
        lines += _page(life)
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """`text` as a value of YAML: plain when it is a simple word, else in double quotes."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _TRAPS:
        return text
    return json.dumps(text, ensure_ascii=False)


def beginning(engine: Engine, origin: Origin, about: str) -> list[str]:
    """What a life begins with, as lines of YAML: everything above the steps of a playthrough."""
    lines = [f"about: {quoted(about)}"] if about else []
    lines += [f"volume: {quoted(origin.volume)}", f"seed: {origin.seed}"]
    questions = engine.head.volumes[origin.volume].questionnaire
    answers = [f"  {q.id}: {_answer(q, origin.answers[q.id])}" for q in questions if q.id in origin.answers]
    if answers:
        lines += ["answers:", *answers]
    if origin.skip:
        lines.append(f"skip: [{', '.join(map(quoted, sorted(origin.skip)))}]")
    return lines


def _answer(question: Question, given: str | dict[str, str]) -> str:
    """An answer as it is written: its value, or for a name its label or its parts."""
    if isinstance(given, str):
        return quoted(given)
    for answer in question.answers:
        if answer.forms == given:
            return quoted(answer.label)
    parts = [
        f"{part}: {quoted(given[part])}" for part in ("surname", "first", "patronymic", "short") if given.get(part)
    ]
    return f"{{{', '.join(parts)}}}"


def _page(life: Life) -> list[str]:
    """The step that expects the page on which a life stands: how it begins, and that it is the end."""
    begins = _beginning(life.events)
    lines = [f"  - expect: {quoted(begins)}"] if begins else []
    if life.state.ended and life.state.ended != "!":
        lines.append(f"{'    ' if lines else '  - '}end: {quoted(life.state.ended)}")
    return lines


def _beginning(events: Iterable[Event]) -> str:
    """The first words of a page that are the story's own."""
    texts = (plain(event.spans) for event in events if isinstance(event, Prose | Paper))
    first = next((text for text in texts if text.strip()), "")
    return " ".join(first.split("\n\n")[0].split()[:_WORDS])
