"""How somebody stands: every shown variable in words, as a bar of characters, and what changed of them."""

from __future__ import annotations

from typing import Final

from starcity_game.engine import view
from starcity_game.engine.play import Engine
from starcity_game.engine.state import State
from starcity_game.story.model import Variable

_CELLS: Final = 10
"""Characters of a bar."""


def in_words(engine: Engine, state: State) -> list[str]:
    """Every shown variable in words, in the order of declaration."""
    return [said(engine, state, variable) for variable in view.shown(engine, state)]


def said(engine: Engine, state: State, variable: Variable) -> str:
    """A shown variable in words, such as `nerve: 4 of 10`; a pair with both its sides."""
    shown = view.display(engine, state, variable)
    if not variable.other:
        return f"{_label(variable)}: {shown}"
    return f"{_label(variable)} {shown} · {variable.other} {100 - int(view.reading(engine, state, variable))}"


def bars(engine: Engine, state: State) -> list[str]:
    """For every shown variable a bar of characters, or nothing where a bar would say nothing."""
    return [_bar(variable, view.reading(engine, state, variable)) for variable in view.shown(engine, state)]


def _bar(variable: Variable, value: int | bool | str) -> str:
    """The share of a value in what it may be; of a pair, of its first side in both."""
    low, high = (0, 100) if variable.other else (variable.low, variable.high)
    if variable.show not in ("bar", "scale") or isinstance(value, str) or high <= low:
        return ""
    filled = round(_CELLS * (value - low) / (high - low))
    return "#" * filled + "·" * (_CELLS - filled)


def changes(engine: Engine, before: State, after: State) -> list[str]:
    """What differs between two states of the shown variables as they are displayed."""
    return [f"{label}: {was} -> {is_now}" for label, was, is_now in view.changed(engine, before, after)]


def names(variable: Variable) -> set[str]:
    """Everything that a player may call a shown variable, in small letters."""
    return {name.casefold() for name in (variable.id, _label(variable), variable.other) if name}


def _label(variable: Variable) -> str:
    """What a variable is called on the page."""
    return variable.label or variable.id
