"""The style sheet and the continuity table, held against the story that they are about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import yaml
from conftest import STORY

from starcity_game.authoring.opened import opened
from starcity_game.authoring.rules.style_sheet import LISTS, style_sheet
from starcity_game.authoring.verdict import verdict
from starcity_game.engine.play import Engine
from starcity_game.story.calendar import EPOCH, MINUTES_A_DAY
from starcity_game.story.model import Run, Text

STYLE: dict[str, Any] = yaml.safe_load((STORY / "_editor" / "style.yaml").read_text(encoding="utf-8"))
CONTINUITY: dict[str, Any] = yaml.safe_load((STORY / "_editor" / "continuity.yaml").read_text(encoding="utf-8"))


def runs(text: Text) -> Iterator[str]:
    """Every piece of unvarying text."""
    for piece in text:
        if isinstance(piece, Run):
            yield piece.text
        for name in ("then", "otherwise"):
            yield from runs(getattr(piece, name, ()))
        for option in getattr(piece, "options", ()):
            yield from runs(option)


def prose(engine: Engine) -> Iterator[tuple[str, str]]:
    """(where, text) of everything that is read."""
    for index in range(len(engine.story)):
        scene = engine.story.scene(index)
        for body in scene.bodies:
            for text in (body.text, *(c.label for c in body.choices), *(c.locked for c in body.choices)):
                yield from ((scene.id, found) for found in runs(text))
        for paper in scene.papers:
            yield from ((scene.id, found) for found in runs(paper.text))
    for document in engine.head.documents.values():
        yield from ((document.id, found) for found in runs(document.text))
    for name, piece in engine.head.pieces.items():
        yield from ((name, found) for found in runs(piece))
    for ending in engine.head.endings.values():
        for _, text in ending.parts:
            yield from ((ending.id, found) for found in runs(text))
    for fact in engine.head.facts.values():
        yield fact.id, fact.text


@pytest.mark.parametrize("code", ["N1", "N2", "N3", "N4", "T1"])
def test_the_style_sheet_is_kept(code: str) -> None:
    assert [found.line_of_text() for found in verdict(STORY, [code]).findings] == []


@pytest.mark.parametrize("listed", [key for key in LISTS if key in STYLE])
def test_what_the_style_sheet_lists_would_be_told(listed: str) -> None:
    assert STYLE[listed]
    assert {word.split(" (")[0].lower() for word in STYLE[listed]} <= style_sheet(opened(STORY)).banned.keys()


def test_quotation_marks_come_in_pairs(engine: Engine) -> None:
    for where, text in prose(engine):
        assert text.count("“") - text.count("”") in (0, 1, -1), (where, text[:80])


def test_the_calendar_has_the_weekdays_that_there_were() -> None:
    for day, line in CONTINUITY["calendar"].items():
        assert line.startswith(day.strftime("%A")), day


def test_every_dated_scene_stands_on_a_day_of_the_calendar(engine: Engine) -> None:
    days: set[date] = set(CONTINUITY["calendar"])
    for index in range(len(engine.story)):
        scene = engine.story.scene(index)
        for body in scene.bodies:
            if body.date is not None and body.date >= 0:
                assert EPOCH + timedelta(days=body.date // MINUTES_A_DAY) in days, scene.id


def test_everybody_in_the_table_is_in_the_cast(engine: Engine) -> None:
    cast = engine.head.people
    assert set(CONTINUITY["whereabouts"]) <= set(cast)
    assert set(CONTINUITY["address"]) <= set(cast)


def test_nobody_acts_where_the_table_says_they_are_not(engine: Engine) -> None:
    """Witnesses of acts are somewhere that the table allows: a hospital's people only at the hospital."""
    hospital = {"sukhova", "lerman"}
    for index in range(len(engine.story)):
        scene = engine.story.scene(index)
        for body in scene.bodies:
            for act in body.acts:
                if hospital & set(act.seen_by):
                    assert scene.file.endswith(("01-corridor.yaml", "02-operation.yaml", "05-week.yaml")), scene.id
