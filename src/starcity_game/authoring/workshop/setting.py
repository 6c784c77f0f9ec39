"""Everything of a life that an author may set: its name, what it may be, and how it is read from words."""

from __future__ import annotations

from typing import Final

import msgspec

from starcity_game.engine.play import Engine
from starcity_game.engine.questionnaire import open_answers
from starcity_game.engine.state import Origin, Value
from starcity_game.story.calendar import EPOCH, MINUTES_A_DAY, parse_date
from starcity_game.story.diagnostics import nearest, visible
from starcity_game.story.expressions import counters
from starcity_game.story.model import Answer, Head, Question, Variable
from starcity_game.story.strict_text import clean

LARGEST_SEED: Final = 2**53 - 1
_LONGEST: Final = 1_000
_YES: Final = {"yes", "true", "1", "known", "on"}
_NO: Final = {"no", "false", "0", "unknown", "off"}
_WHOLE: Final = 15
"""Digits of a number that is looked at."""


class Unfit(ValueError):
    """What was written cannot be set; the message is a sentence for the author."""


class Setting(msgspec.Struct, frozen=True):
    """One thing that can be set."""

    name: str
    """As in an expression: `nerve`, `now`, `place`, `knows.glove`, `visits.yard.gate`; `life.seed` and
    `life.<question>` for what is settled before the first page."""
    kind: str
    """`number`, `pair`, `flag`, `word`, `text`, `date`, `place`, `fact`, `visits`, `seed` or `answer`."""
    low: int = 0
    high: int = 0
    words: tuple[str, ...] = ()
    """What it may be, where that is a list; the words in which an author gives it."""

    @property
    def bounds(self) -> str:
        """What it may be, in a few words."""
        if self.words and self.kind != "place":
            return ", ".join(self.words)
        kinds = {"flag": "yes or no", "fact": "known or unknown", "date": "YYYY-MM-DD HH:MM", "text": "a text",
                 "place": "a place of the story"}  # fmt: skip
        return kinds.get(self.kind) or f"{self.low:,} to {self.high:,}"


def settings(engine: Engine, origin: Origin) -> tuple[Setting, ...]:
    """Everything that can be set in a life: date and place, variables, facts, visits that are asked for, and what was
    settled before the first page."""
    head = engine.head
    found = [Setting("now", "date"), Setting("place", "place", words=tuple(head.places))]
    found += [_variable(one) for one in head.variables.values()]
    found += [Setting(f"knows.{fact}", "fact") for fact in head.facts]
    asked = sorted({c for tree in head.code for c in counters(tree) if c < len(head.scenes)})
    found += [Setting(f"visits.{head.scenes[index]}", "visits", 0, 1_000_000) for index in asked]
    found.append(Setting("life.seed", "seed", 0, LARGEST_SEED))
    for question in head.volumes[origin.volume].questionnaire:
        labels = tuple(label(a) for a in open_answers(engine, origin.volume, question, _until(origin, question, head)))
        found.append(Setting(f"life.{question.id}", "answer", words=labels))
    return tuple(found)


def find(engine: Engine, origin: Origin, name: str) -> Setting:
    """The setting that `name` means. Raises Unfit with the nearest name."""
    known = {one.name: one for one in settings(engine, origin)}
    for variable in engine.head.variables.values():
        if variable.other and name == variable.other:
            raise Unfit(f"`{name}` is 100 less `{variable.id}`; set `{variable.id}`.")
    found = known.get(name) or known.get({"date": "now", "seed": "life.seed"}.get(name, name))
    if found is None:
        advice = nearest(name, known)
        raise Unfit(f"Nothing here is called `{visible(name[:60])}`" + (f"; {advice}" if advice else "."))
    return found


def read(setting: Setting, words: str) -> Value:
    """The value that `words` give to `setting`. Raises Unfit with a sentence that says what it takes."""
    words = " ".join(clean(words).split())
    match setting.kind:
        case "number" | "pair" | "visits" | "seed":
            return _number(setting, words)
        case "flag" | "fact":
            if words.casefold() not in _YES | _NO:
                raise Unfit(f"`{setting.name}` is {setting.bounds}.")
            return words.casefold() in _YES
        case "date":
            minutes = parse_date(words)
            if minutes is None:
                raise Unfit("A date is written 1966-01-14 06:40, and has to be one of the calendar.")
            return minutes
        case "text":
            if len(words) > _LONGEST:
                raise Unfit(f"A text has at most {_LONGEST:,} characters.")
            return words
    return _word(setting, words)


def said(setting: Setting, value: Value) -> str:
    """A value as `read` would take it."""
    if setting.kind == "date":
        return say_moment(int(value))
    if isinstance(value, bool):
        yes, no = ("known", "unknown") if setting.kind == "fact" else ("yes", "no")
        return yes if value else no
    return str(value)


def say_moment(minutes: int) -> str:
    """A moment as a story's files write it: `1966-01-14 06:40`."""
    days, rest = divmod(minutes, MINUTES_A_DAY)
    try:
        day = type(EPOCH).fromordinal(EPOCH.toordinal() + days)
    except (ValueError, OverflowError):
        return "beyond the calendar"
    return f"{day.isoformat()} {rest // 60:02}:{rest % 60:02}"


def _variable(variable: Variable) -> Setting:
    low, high = (0, 100) if variable.kind == "pair" else (variable.low, variable.high)
    words = variable.words if variable.kind == "word" else ()
    return Setting(variable.id, variable.kind, low, high, words)


def _number(setting: Setting, words: str) -> int:
    plain = words.replace(",", "").replace("−", "-")
    if not plain.removeprefix("-").isdecimal() or len(plain) > _WHOLE + 2:
        raise Unfit(f"`{setting.name}` takes a whole number, {setting.bounds}.")
    number = int(plain)
    if not setting.low <= number <= setting.high:
        raise Unfit(f"{number:,} is out of bounds: `{setting.name}` goes from {setting.bounds}.")
    return number


def _word(setting: Setting, words: str) -> str:
    """One of the words that a setting may be, or the word with a number; no place at all is an empty one."""
    if words in setting.words or (setting.kind == "place" and not words):
        return words
    if setting.kind == "answer" and words.isdecimal() and 0 < int(words[:3]) <= len(setting.words):
        return setting.words[int(words[:3]) - 1]
    advice = nearest(words, setting.words)
    listed = f" It takes {', '.join(setting.words)}." if not advice and len(setting.words) <= 12 else ""
    named = visible(words[:60])
    raise Unfit(f"`{setting.name}` cannot be `{named}`" + (f"; {advice}" if advice else ".") + listed)


# ---------------------------------------------------------------- what is settled before the first page


def _until(origin: Origin, question: Question, head: Head) -> dict[str, str | dict[str, str]]:
    """The answers to the questions before `question`."""
    found = {}
    for one in head.volumes[origin.volume].questionnaire:
        if one.id == question.id:
            break
        if one.id in origin.answers:
            found[one.id] = origin.answers[one.id]
    return found


def label(answer: Answer) -> str:
    """What an answer says, in the words in which an author gives it."""
    return clean(answer.label)
