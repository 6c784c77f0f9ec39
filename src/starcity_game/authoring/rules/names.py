"""Names of people in what is read, held against the cast list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from starcity_game.authoring.opened import Opened
from starcity_game.authoring.rules.rule import Found, Level, Rule
from starcity_game.authoring.rules.style_sheet import FILE, style_sheet
from starcity_game.authoring.rules.thresholds import NEAR_NAME
from starcity_game.authoring.rules.written import Written, written
from starcity_game.story.model import Head

_CAPITAL: Final = re.compile(r"\b[A-ZÀ-ÖØ-ÞА-ЯЁ]\w+")
_WORD: Final = re.compile(r"\w+")
_PATRONYMIC: Final = re.compile(r"[A-Z][a-z]+(?:ovich|evich|ovna|evna|ichna)")
_PAIR: Final = re.compile(r"\b([A-Z]\w+)\s+([A-Z]\w+)")
_NAMES: Final = ("surname", "first", "patronymic", "short", "tender")
"""Forms that are parts of a name; others, such as pronouns, are ordinary words."""


class Cast:
    """Every form of every name."""

    def __init__(self, head: Head) -> None:
        self.fixed: dict[str, set[str]] = {}
        """Word to the people of whose name it is always a part."""
        self.dealt: dict[str, tuple[str, str]] = {}
        """Word to (person, form) where it is a part of the name in some lives only."""
        self.patronymics: dict[str, set[str]] = {}
        """Patronymic to the people who have it."""
        self.firsts: dict[str, set[str]] = {}
        """First name, in all its forms, to the people who have it."""
        for person in head.people.values():
            self._forms(person.id, person.forms, person.slots)
            for forms, _ in person.variants:
                self._forms(person.id, forms, person.slots)
        for volume in head.volumes.values():
            for question in volume.questionnaire:
                for answer in question.answers if question.person else ():
                    self._forms(question.person, answer.forms, head.people[question.person].slots)
        self.words = {*self.fixed, *self.dealt}
        """Every word of every name."""
        self.near = _near(word for word in self.words if len(word) >= NEAR_NAME)

    def _forms(self, person: str, forms: dict[str, str], slots: dict[str, int]) -> None:
        for form in _NAMES:
            for word in _CAPITAL.findall(forms.get(form, "")):
                if form in slots:
                    self.dealt.setdefault(word, (person, form))
                else:
                    self.fixed.setdefault(word, set()).add(person)
                if form == "patronymic":
                    self.patronymics.setdefault(word, set()).add(person)
                elif form != "surname":
                    self.firsts.setdefault(word, set()).add(person)


def names(story: Opened) -> Iterator[Found]:
    """Names that nobody has, that are put together wrongly, or that are somebody's in some lives only."""
    cast = Cast(story.head)
    if not cast.words:
        return
    texts = written(story)
    ordinary = _ordinary(story, texts)
    for text in texts:
        for match in _CAPITAL.finditer(text.text):
            message, hint = _strange(cast, ordinary, match[0])
            if message:
                yield Found(text.place(match.start()), message, hint)
        if cast.patronymics:
            yield from _pairs(cast, text)


def _ordinary(story: Opened, texts: tuple[Written, ...]) -> set[str]:
    """Words that are no names of the cast: written small somewhere, or part of a place, of an entry of the glossary,
    or of a name that the style sheet lists."""
    head = story.head
    found = {word for name in style_sheet(story).names for word in _WORD.findall(name)}
    found.update(word.capitalize() for text in texts for word in _WORD.findall(text.text) if word[0].islower())
    for line in (*head.places.values(), *head.glossary, *head.glossary.values()):
        found.update(_WORD.findall(line))
    return found


def _strange(cast: Cast, ordinary: set[str], word: str) -> tuple[str, str]:
    """What is wrong with a capitalised word, and what was probably meant; empty when nothing is."""
    if word in cast.fixed or word in ordinary:
        return "", ""
    if word in cast.dealt:
        person, form = cast.dealt[word]
        return f"“{word}” is the name of `{person}` in some lives only", f"write {{{person}.{form}}}"
    if len(word) >= NEAR_NAME and (known := _likely(cast, word)):
        return f"“{word}” is no form of a name in the cast list", f"did you mean {known}?"
    if cast.patronymics and _PATRONYMIC.fullmatch(word):
        return (
            f"nobody in the cast list has the patronymic “{word}”",
            "list the person under `people`, or mend the name",
        )
    return "", ""


def _pairs(cast: Cast, text: Written) -> Iterator[Found]:
    """First names that stand before somebody else's patronymic."""
    for match in _PAIR.finditer(text.text):
        first, patronymic = match.groups()
        people = cast.patronymics.get(patronymic)
        if people and first in cast.firsts and not people & cast.firsts[first]:
            hint = f"{patronymic} is {', '.join(sorted(people))}; {first} is {', '.join(sorted(cast.firsts[first]))}"
            yield Found(text.place(match.start()), f"nobody in the cast list is called “{first} {patronymic}”", hint)


def _near(words: Iterator[str]) -> dict[str, str]:
    """Every name, whole and with one letter left out, to the name: two words one slip apart share an entry."""
    found: dict[str, str] = {}
    for word in sorted(words):
        for shorter in (word, *_shorter(word)):
            found.setdefault(shorter, word)
    return found


def _shorter(word: str) -> Iterator[str]:
    """`word` with each one of its letters left out but the first."""
    return (word[:i] + word[i + 1 :] for i in range(1, len(word)))


def _likely(cast: Cast, word: str) -> str:
    """The name that is one slip of the pen from `word`; empty when there is none."""
    for shorter in (word, *_shorter(word)):
        if known := cast.near.get(shorter):
            return known
    return ""


RULES: Final = (
    Rule(
        "N1", "names", Level.WARNING,
        "A reader of a story with thirty Russian names lives by their spelling. Told are capitalised words that"
        f" are one slip of the pen from a form of a name in the cast list (of {NEAR_NAME} letters or more),"
        " patronymics that nobody has, a first name before somebody else’s patronymic, and names written out"
        " although the seed deals them or the questionnaire gives them. Who is entitled to use which form, a"
        " reader must judge.",
        "Mend the spelling, list the person under `people` (or the name, of somebody who is only spoken of, under"
        f" `names` in {FILE}), or write the form in braces, such as `{{you.surname}}`.",
        names,
    ),
)  # fmt: skip
