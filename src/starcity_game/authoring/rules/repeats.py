"""Phrases that come again within one episode, where one life can read them twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

import msgspec

from starcity_game.authoring.flow import Flow, flow_of
from starcity_game.authoring.opened import Opened
from starcity_game.authoring.rules.names import Cast
from starcity_game.authoring.rules.places import WHOLE_STORY
from starcity_game.authoring.rules.rule import Found, Level
from starcity_game.authoring.rules.style_sheet import style_sheet
from starcity_game.authoring.rules.thresholds import COMMON, LONGEST_EPISODE, PHRASE_CONTENT, PHRASE_WORDS
from starcity_game.authoring.rules.written import BORDER, Part, Written, tokens, written
from starcity_game.story.model import Role, Scene

KEPT: Final = 20
"""Places of one phrase that later ones are compared with."""
_STEP: Final = re.compile(rf"(\w+(?:[’'-]\w+)*)|[.?!:;“”…—–{BORDER}]|\n\s*\n")


class Clause(msgspec.Struct):
    """Words that stand in a row without a stop between them."""

    text: Written
    words: list[str]
    offsets: list[int]
    varies: bool
    """Whether it stands in a text that has several wordings."""


def repeated(story: Opened) -> Iterator[Found]:
    """Every phrase that comes again in its episode."""
    flow = flow_of(story)
    texts: defaultdict[int, list[Written]] = defaultdict(list)
    for text in written(story):
        if text.part is Part.PROSE and text.scene >= 0:
            episode = flow.episode[text.scene]
            texts[episode.first if episode else -1].append(text)
    seeker = _Seeker(story, flow)
    for first, found in texts.items():
        words = sum(len(text.text) for text in found) // 6  # a word of English and its space
        if words > LONGEST_EPISODE:
            name = f"the episode that begins in `{story.head.scenes[first]}`" if first >= 0 else "the story"
            message = f"{name} has about {words:,} words, too many to look for repeated phrases"
            yield Found(WHOLE_STORY, message, "divide it into episodes", Level.METRIC)
        else:
            yield from seeker.repeats(found)


class _Seeker:
    """Looks for repeated phrases in the texts of an episode."""

    def __init__(self, story: Opened, flow: Flow) -> None:
        self._story, self._flow = story, flow
        self._refrains = style_sheet(story).refrains
        head = story.head
        lines = (*head.places.values(), *head.glossary)
        self._empty = {w.lower() for w in Cast(head).words} | {w for line in lines for w in tokens(line)} | COMMON

    @cached_property
    def _after(self) -> list[int]:
        """For every scene those that can follow it, as sets of bits."""
        return self._flow.later([1 << scene for scene in range(len(self._story.scenes))])

    def repeats(self, texts: Sequence[Written]) -> Iterator[Found]:
        """The phrases among `texts` that come again, each as long as it is, where it comes the second time."""
        seen: dict[tuple[str, ...], list[tuple[Clause, int]]] = {}
        for clause in (clause for text in texts for clause in _clauses(text)):
            told = 0
            for at in range(len(clause.words) - PHRASE_WORDS + 1):
                known = seen.setdefault(tuple(clause.words[at : at + PHRASE_WORDS]), [])
                earlier = self._earlier(known, clause, at) if known and at >= told else None
                if earlier:
                    told = at + earlier[2]
                    yield self._found(*earlier[:2], clause, at, earlier[2])
                if len(known) < KEPT:
                    known.append((clause, at))

    def _earlier(self, known: Sequence[tuple[Clause, int]], clause: Clause, at: int) -> tuple[Clause, int, int] | None:
        """Where the phrase at `at` stood before, as (clause, first word, words); None where it may stand here."""
        for first, start in known:
            length = self._length(first, start, clause, at)
            if length and self._both_read(first, clause):
                return first, start, length
        return None

    def _length(self, first: Clause, start: int, clause: Clause, at: int) -> int:
        """Words of the phrase that two clauses share from there on; 0 when it says too little to be noticed."""
        one, other = first.words[start:], clause.words[at:]
        length = next(
            (i for i, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
        )
        while length > PHRASE_WORDS and other[length - 1] in self._empty:
            length -= 1
        phrase = other[:length]
        content = [w for w in phrase if w not in self._empty and not w[0].isdigit()]
        if len(content) < PHRASE_CONTENT:
            return 0
        said = " ".join(phrase)
        return 0 if any(r in said or said in r for r in self._refrains) else length

    def _found(self, first: Clause, start: int, clause: Clause, at: int, length: int) -> Found:
        """The finding for one repeated phrase."""
        said = " ".join(clause.words[at : at + length])
        file, line, _ = first.text.place(first.offsets[start])
        message = f"“{said}” stands in this episode already, at {file}:{line}"
        return Found(clause.text.place(clause.offsets[at]), message, "find other words, or list it under `refrains`")

    def _both_read(self, one: Clause, other: Clause) -> bool:
        """Whether one life can read both clauses, as far as the form of the story shows."""
        here, there = one.text, other.text
        if here.scene != there.scene:
            return bool(self._after[here.scene] >> there.scene & 1 or self._after[there.scene] >> here.scene & 1)
        if here.body == there.body:
            return not (one.varies or other.varies)
        return not _exclude(self._story.scenes[here.scene], here.body, there.body)


def _clauses(text: Written) -> Iterator[Clause]:
    """The clauses of a text that are long enough for a phrase."""
    varies = text.varies or BORDER in text.text
    clause = Clause(text, [], [], varies)
    for match in _STEP.finditer(text.text):
        if match[1]:
            clause.words.append(match[1].lower())
            clause.offsets.append(match.start())
            continue
        if len(clause.words) >= PHRASE_WORDS:
            yield clause
        clause = Clause(text, [], [], varies)
    if len(clause.words) >= PHRASE_WORDS:
        yield clause


def _exclude(scene: Scene, one: int, other: int) -> bool:
    """Whether two bodies of a scene are different ways to go on from the same point."""
    ways = []
    for number in (one, other):
        way = [number]
        while scene.bodies[way[-1]].parent >= 0:
            way.append(scene.bodies[way[-1]].parent)
        ways.append(way[::-1])
    fork = next((pair for pair in zip(*ways, strict=False) if pair[0] != pair[1]), None)
    if fork is None:
        return False
    roles = {scene.bodies[number].role for number in fork}
    if roles == {Role.CHOICE}:
        return not (scene.hub and scene.bodies[fork[0]].parent == 0)
    return len(roles) == 1 or Role.SKIP in roles
