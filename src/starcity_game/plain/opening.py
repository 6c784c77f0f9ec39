"""Whose file is opened, and whose years are lived in: what is asked before a questionnaire."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from starcity_game.engine.dossier.subjects import Said, next_asked
from starcity_game.engine.play import Engine
from starcity_game.plain.asking import Asking, Back
from starcity_game.saves import worlds
from starcity_game.saves.problems import SaveProblem
from starcity_game.saves.shelf import Shelf
from starcity_game.saves.subjects import Openable, dossier_of, openable
from starcity_game.saves.worlds import ALONE, World
from starcity_game.story.filing import Interview

_LEDGER = "A ledger from a friend (you type where it is)"


def world(asking: Asking, engine: Engine, shelf: Shelf, volume: str) -> World | None:
    """The world of a new life; None where there is nothing to ask. Raises Back from the first question."""
    if worlds.opens(engine, volume):
        return _settled(asking, lambda: _file(asking, engine, shelf))
    try:
        others = worlds.years(shelf, engine, volume)
    except SaveProblem as problem:
        asking.page.heading(problem.message)
        return None
    return _settled(asking, lambda: _years(asking, engine, shelf, others)) if others else None


def _settled(asking: Asking, ask: Callable[[], World | None]) -> World:
    """Ask until there is an answer that holds. Raises Back."""
    while True:
        try:
            found = ask()
        except SaveProblem as problem:
            asking.page.heading(problem.message)
            continue
        if found is not None:
            if found.notice:
                asking.page.heading(found.notice)
            return found


def _years(asking: Asking, engine: Engine, shelf: Shelf, others: Sequence[Openable]) -> World:
    """New years, or those that an officer has left behind. Raises Back and SaveProblem."""
    chosen = asking.pick("Whose years are these?", ["New ones", *(_line(one) for one in others)])
    return worlds.in_years(shelf, engine, others[chosen - 1]) if chosen else ALONE


def _file(asking: Asking, engine: Engine, shelf: Shelf) -> World | None:
    """A file to be opened; None when the player came back from looking for one. Raises Back and SaveProblem."""
    ready, interview = openable(shelf, engine), dossier_of(engine).interview
    more = [*([worlds.READING_ROOM] if interview else []), _LEDGER]
    chosen = asking.pick("Whose file do you open?", [*(_line(one) for one in ready), *more])
    if chosen < len(ready):
        return worlds.on_file(shelf, engine, ready[chosen])
    try:
        if interview and chosen == len(ready):
            return _interview(asking, interview)
        path = asking.answer("Where is it? ", "Type the path of a text file.")
        return worlds.from_text(engine, Path(path).expanduser()) if path.strip() else None
    except Back:
        return None


def _line(one: Openable) -> str:
    """One file in the list."""
    return f"{one.title} ({one.line})" if one.line else one.title


def _interview(asking: Asking, interview: Interview) -> World:
    """The subject that six answers give. Raises Back from the first."""
    asking.page.text(interview.about)
    said: Said = {}
    while (asked := next_asked(interview, said)) is not None:
        question, replies = asked
        asking.page.text(question.ask)
        try:
            said[question.id] = replies[asking.pick("", [reply.label for reply in replies])].id
        except Back:
            if not said:
                raise
            said.popitem()
    return worlds.answered(interview, said)
