"""How an author is asked for a value: at once where there are two, from a list where there is one, else in words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from textual.app import App

from starcity_game.authoring.workshop.setting import Setting, Unfit, read, said
from starcity_game.desk.screens.ask import Ask, Sure
from starcity_game.engine.state import Value

Put = Callable[[Setting, Value], None]
_NOWHERE: Final = "-"
"""Key of the answer that is no place: an empty key is none, and no place has this id."""


def ask(app: App[Any], found: Setting, now: Value, put: Put) -> None:
    """Ask for a value of `found`, which is `now`, and give it to `put`; nothing happens when it is left alone."""
    if found.kind in ("flag", "fact"):
        put(found, not now)
    elif found.words:
        words = [(word, word) for word in found.words] + ([(_NOWHERE, "nowhere")] if found.kind == "place" else [])
        app.push_screen(
            Sure(f"{found.name}: {said(found, now) or 'nothing'} now.", words), partial(_chosen, found, put)
        )
    else:
        asked = Ask(f"{found.name}: {found.bounds}.", [(found.bounds, said(found, now))], partial(_objection, found))
        app.push_screen(asked, partial(_written, found, put))


def _chosen(found: Setting, put: Put, word: str | None) -> None:
    if word is not None:
        put(found, "" if word == _NOWHERE else word)


def _written(found: Setting, put: Put, lines: list[str] | None) -> None:
    if lines:
        put(found, read(found, lines[0]))


def _objection(found: Setting, lines: list[str]) -> str:
    """What is wrong with what was written; empty when nothing is."""
    try:
        read(found, lines[0])
    except Unfit as unfit:
        return str(unfit)
    return ""
