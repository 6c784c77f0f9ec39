"""The settings of a life in a state: what each one is, and the state in which it is something else. Pure."""

from __future__ import annotations

import msgspec

from starcity_game.authoring.workshop.setting import Unfit, find, label, read, said
from starcity_game.engine import standing
from starcity_game.engine.play import Engine
from starcity_game.engine.state import NOW, PLACE, Origin, State, Value
from starcity_game.story.model import Head


def value(engine: Engine, state: State, name: str) -> Value:
    """What `name`, the name of a setting, is in `state`."""
    head, kind, rest = engine.head, *_parts(name)
    if kind == "knows":
        return bool(state.values[head.facts[rest].slot])
    if kind == "visits":
        index = engine.story.index(rest)
        return state.counts.get(index) if index is not None else 0
    if kind == "life":
        return state.origin.seed if rest == "seed" else _answered(head, state.origin, rest)
    return state.values[_slot(head, name)]


def apply(engine: Engine, state: State, name: str, value: Value) -> State:
    """`state` with the setting `name` as `value`, which `read` gave."""
    kind, rest = _parts(name)
    if kind == "knows":
        return standing.know(engine, state, rest, bool(value))
    if kind == "visits":
        index = engine.story.index(rest)
        return state if index is None else standing.visit(state, index, int(value))
    if kind == "life":
        return _resettled(engine, state, rest, value)
    return standing.put(state, _slot(engine.head, name), value)


def fits(engine: Engine, origin: Origin, name: str, value: Value) -> bool:
    """Whether the story, perhaps another version than that in which `value` was read, can still hold it."""
    try:
        setting = find(engine, origin, name)
        return read(setting, said(setting, value)) == value
    except Unfit:
        return False


def _parts(name: str) -> tuple[str, str]:
    """The kind of name and what follows; an empty kind for a variable, the date and the place."""
    kind, dot, rest = name.partition(".")
    return (kind, rest) if dot else ("", name)


def _slot(head: Head, name: str) -> int:
    return {"now": NOW, "place": PLACE}[name] if name in ("now", "place") else head.variables[name].slot


def _answered(head: Head, origin: Origin, id: str) -> str:
    """The label of the answer that was given to a question; empty when it is none of the story's."""
    given = origin.answers.get(id)
    for question in head.volumes[origin.volume].questionnaire:
        for answer in question.answers if question.id == id else ():
            if given == (dict(answer.forms) if question.person else answer.value):
                return label(answer)
    return ""


def _resettled(engine: Engine, state: State, id: str, value: Value) -> State:
    """`state` in a life with another seed, or with another answer to one question."""
    origin = state.origin
    if id == "seed":
        return standing.born(engine, state, msgspec.structs.replace(origin, seed=int(value)))
    for question in engine.head.volumes[origin.volume].questionnaire:
        for answer in question.answers if question.id == id else ():
            if label(answer) == value:
                given = dict(answer.forms) if question.person else answer.value
                moved = standing.born(
                    engine, state, msgspec.structs.replace(origin, answers={**origin.answers, id: given})
                )
                return standing.put(moved, question.slot, answer.value) if question.slot >= 0 else moved
    return state
