"""The verdict on a story: what the loader and the rules find in it, weighed as the story says, less what is waived."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

import msgspec

from starcity_game.authoring import rules, waivers
from starcity_game.authoring.codes import CODES, SOFT
from starcity_game.authoring.explore.codes import CODES as EXPLORING
from starcity_game.authoring.opened import Opened, Unsound, opened
from starcity_game.authoring.rules.rule import Level, Rule
from starcity_game.authoring.severity import Levels
from starcity_game.story.diagnostics import Diagnostic, Severity
from starcity_game.story.folder import MAIN_FILE
from starcity_game.story.page import Page

EVERY_CODE: Final = tuple(sorted({*CODES, *rules.ALL}))
"""All codes that a finding of `starcity check` may have."""
WAIVABLE: Final = tuple(sorted({*rules.ALL, *SOFT} - waivers.CODES.keys()))
"""Codes that a comment may waive."""
SETTABLE: Final = tuple(sorted({*rules.ALL, *SOFT}))
"""Codes that a story may give a level."""


class Verdict(msgspec.Struct, frozen=True):
    """What is to be said of a story."""

    findings: tuple[Diagnostic, ...]
    """Errors and warnings, in the order of the files."""
    metrics: tuple[Diagnostic, ...] = ()
    """What was only measured, likewise."""

    @property
    def sound(self) -> bool:
        """Whether there is no error."""
        return all(found.severity is not Severity.ERROR for found in self.findings)


def verdict(folder: Path, only: Collection[str] = ()) -> Verdict:
    """The verdict on the story in `folder`, as far as the codes `only`, or on everything.

    Of a story that cannot be loaded only the loader's findings are told, and all of them when a rule was asked for.
    """
    try:
        return judged(opened(folder), only)
    except Unsound as unsound:
        asked = set(only) & set(CODES) if set(only) <= set(CODES) else ()
        return Verdict(tuple(sorted(f for f in unsound.findings if not asked or f.code in asked)))


class Scales:
    """What a story makes of single findings: levels of its own, and waivers."""

    def __init__(self, story: Opened) -> None:
        self._levels = Levels(_main(story), EVERY_CODE, SETTABLE)
        self._waivers = [waiver for page in story.trace.pages for waiver in waivers.waivers(page)]

    def weighed(self, found: Diagnostic) -> Diagnostic | None:
        """The finding as heavy as the story says; None when it is switched off or waived."""
        level = self._levels.of(found.code, Level(found.severity))
        if level is Level.OFF or any(waiver.covers(found) for waiver in self._waivers):
            return None
        severity = Severity.ERROR if level is Level.ERROR else Severity.WARNING
        return msgspec.structs.replace(found, severity=severity)


def _main(story: Opened) -> Page:
    """The page of story.yaml."""
    return next(page for page in story.trace.pages if page.file == MAIN_FILE)


def judged(story: Opened, only: Collection[str] = ()) -> Verdict:
    """The verdict on a story that was loaded without errors, as far as the codes `only`, or on everything."""
    levels = Levels(_main(story), EVERY_CODE, SETTABLE)
    weighed = [(levels.of(f.code, Level(f.severity)), f) for f in story.findings]
    asked = set(SOFT - EXPLORING.keys())
    for rule in rules.ALL.values():
        if (not only or rule.code in only) and levels.of(rule.code, rule.level) is not Level.OFF:
            asked.add(rule.code)
            weighed += _found(story, rule, levels)
    given = [waiver for page in story.trace.pages for waiver in waivers.waivers(page)]
    level_of = {found: level for level, found in weighed}
    kept, used = waivers.unwaived(level_of, given)
    for fault in waivers.faults(given, used, asked, WAIVABLE, EVERY_CODE):
        level_of[fault] = levels.of(fault.code, Level.WARNING)
        kept.append(fault)
    for fault in levels.faults:
        level_of[fault] = Level.ERROR
        kept.append(fault)
    return _sorted([(level_of[found], found) for found in kept if not only or found.code in only])


def _found(story: Opened, rule: Rule, levels: Levels) -> Iterator[tuple[Level, Diagnostic]]:
    """What a rule finds, with the level it has in this story."""
    for found in rule.find(story):
        yield (
            levels.of(rule.code, found.level or rule.level),
            Diagnostic(*found.place, rule.code, found.message, found.hint),
        )


def _sorted(weighed: list[tuple[Level, Diagnostic]]) -> Verdict:
    """Findings and measures apart, each in the order of the files."""
    severities = {Level.ERROR: Severity.ERROR, Level.WARNING: Severity.WARNING}
    findings = [msgspec.structs.replace(f, severity=severities[level]) for level, f in weighed if level in severities]
    metrics = [msgspec.structs.replace(f, severity=Severity.WARNING) for level, f in weighed if level is Level.METRIC]
    return Verdict(tuple(sorted(findings)), tuple(sorted(metrics)))
