"""Playing a playthrough up to where the story first differs from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from starcity_game.authoring.opened import Opened
from starcity_game.authoring.picking import NotOffered, picked
from starcity_game.authoring.replay.difference import compared, nearest_passage
from starcity_game.authoring.replay.playthrough import Line, Playthrough, Step
from starcity_game.authoring.told import alike, told
from starcity_game.authoring.workshop.version import homes
from starcity_game.engine import life as lives
from starcity_game.engine import standing
from starcity_game.engine.life import Life
from starcity_game.engine.play import Engine
from starcity_game.story.diagnostics import Diagnostic
from starcity_game.story.expressions import compile_effects, compile_expression
from starcity_game.story.trace import Place

_SHOWN: Final = 12
"""Choices of the way that are told, the last ones."""
_BEGINNING: Final = 160
"""Characters of an expected text that are told; and of a page on which nothing is like it."""


class Difference(msgspec.Struct, frozen=True):
    """Where the story does not do what a playthrough says."""

    finding: Diagnostic
    details: tuple[str, ...] = ()
    """Lines that show how the two differ."""


class Outcome(msgspec.Struct, frozen=True):
    """What came of playing a playthrough."""

    life: Life
    """Where it stopped."""
    differences: tuple[Difference, ...]
    """Everything that differs on the first page where something does; none when all is as expected."""
    standing: tuple[str, ...]
    """Where that is: the way there, and the options."""


def play(story: Opened, script: Playthrough) -> Outcome:
    """Play `script`, which was read without errors, as far as it agrees with the story."""
    life = _begun(story, script)
    for step in script.steps:
        found = list(_differences(story, life, step))
        if found:
            return _stopped(story, life, found)
        for wanted in step.choose:
            try:
                life = lives.choose(story.engine, life, picked(life.offer, wanted.text).id)
            except NotOffered as refused:
                return _stopped(story, life, [_at(wanted.place, "E824", refused.message, refused.hint)])
    return Outcome(life, (), ())


def _begun(story: Opened, script: Playthrough) -> Life:
    """The page on which the playthrough begins."""
    engine = story.engine
    if script.start < 0:
        return lives.begin(engine, script.origin)
    state = standing.unbegun(engine, script.origin)
    for fact in script.learn:
        state = standing.know(engine, state, fact, True)
    values = state.values.copy()
    compile_effects(script.sets)(values, state.counts)
    state = msgspec.structs.replace(state, values=values)
    turn = standing.enter(engine, state, script.start, homes(story.head, story.scenes).get(script.start))
    return Life(turn.state, turn.events, turn.offer, None)


def _stopped(story: Opened, life: Life, found: Sequence[Difference]) -> Outcome:
    """The outcome of a playthrough that differs from the story here."""
    return Outcome(life, tuple(found), (*way(life, story.engine), *options(life)))


def _differences(story: Opened, life: Life, step: Step) -> Iterator[Difference]:
    """Everything that a step expects of the page and does not find."""
    if step.scene:
        yield from _scene(story.engine, life, step.scene)
    read = " ".join("\n".join(told(life.events)).split())
    page = alike(read)
    for line in step.expect:
        if alike(line.text) not in page:
            yield _at(line.place, "E822", f"“{_short(line)}” is not read here", details=_nearest(read, line))
    for line in step.never:
        if alike(line.text) in page:
            yield _at(line.place, "E823", f"“{_short(line)}” is read here")
    yield from _options(life, step)
    for condition in step.state:
        if not compile_expression(condition.tree)(life.state.values, life.state.counts):
            yield _at(condition.place, "E825", f"`{condition.text}` does not hold here",
                      details=values_of(story, life, condition.text))  # fmt: skip
    if step.end:
        yield from _ending(story, life, step.end)


def _options(life: Life, step: Step) -> Iterator[Difference]:
    """Options that are not open and should be, or are and should not."""
    for line in step.offers:
        try:
            picked(life.offer, line.text)
        except NotOffered as refused:
            yield _at(line.place, "E824", refused.message, refused.hint)
    for line in step.lacks:
        try:
            there = picked(life.offer, line.text).text
        except NotOffered:
            continue
        yield _at(line.place, "E824", f"“{_within_quotes(there)}” is open here")


def _scene(engine: Engine, life: Life, wanted: Line) -> Iterator[Difference]:
    """Whether the reader stands in another scene."""
    here = engine.head.scenes[life.state.scene]
    if here != wanted.text:
        yield _at(wanted.place, "E826", f"the reader is in `{here}` here, not in `{wanted.text}`")


def _ending(story: Opened, life: Life, wanted: Line) -> Iterator[Difference]:
    """Whether the life has not ended as it should."""
    ended = life.state.ended
    if ended == wanted.text:
        return
    if ended == "!":
        message = "the story breaks off here"
    else:
        message = f"the life has ended with `{ended}`" if ended else "the life has not ended here"
    yield _at(wanted.place, "E826", message, f"expected `{wanted.text}`")


def values_of(story: Opened, life: Life, text: str) -> tuple[str, ...]:
    """What the variables that an expression names hold now."""
    known = story.head.variables.values()
    words = set("".join(c if c.isalnum() or c == "_" else " " for c in text).split())
    found = [f"{v.id} is {_value(life.state.values[v.slot])}" for v in known if words & {v.id, v.other or v.id}]
    return ("now: " + ", ".join(found),) if found else ()


def _value(value: int | bool | str) -> str:
    """A value as an expression writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _short(line: Line) -> str:
    """A line as a message names it."""
    text = _within_quotes(" ".join(line.text.split()))
    return text if len(text) <= _BEGINNING else text[:_BEGINNING].rstrip() + "…"


def _within_quotes(text: str) -> str:
    """A text as it stands between quotation marks: its own are single."""
    return text.replace("“", "‘").replace("”", "’")


def _nearest(page: str, line: Line) -> tuple[str, ...]:
    """What the page says instead of a line."""
    passage = nearest_passage(page, line.text)
    if passage:
        return (f"nearest: {compared(line.text, passage)}",)
    return (f"nothing like it; the page begins: {page[:_BEGINNING]}{'…' if len(page) > _BEGINNING else ''}",)


def way(life: Life, engine: Engine) -> Iterator[str]:
    """Where a life stands, and the last choices that led there."""
    scene = engine.ready(life.state.scene).source
    yield f"sheet {life.sheet}, in {scene.id} ({scene.file}:{scene.line})"
    steps = lives.steps(life)
    if steps:
        taken = [step.choice for step in steps[-_SHOWN:]]
        yield "the way here: " + ("… › " if len(steps) > _SHOWN else "") + " › ".join(taken)


def options(life: Life) -> Iterator[str]:
    """The options of a page, numbered as in the plain mode."""
    if not life.offer:
        yield "no options: the life has ended"
    number = 0
    for option in life.offer:
        number += option.open
        yield f"  {number if option.open else '·'}  {option.text}  [{option.id}]"


def _at(place: Place, code: str, message: str, hint: str = "", details: tuple[str, ...] = ()) -> Difference:
    """A difference at a place of the playthrough."""
    return Difference(Diagnostic(*place, code, message, hint), details)
