"""Commands that turn sheets: back to an earlier choice, back to the start of an episode, to a bookmark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starcity_game.engine import life as lives
from starcity_game.plain.asking import number_of
from starcity_game.story.diagnostics import nearest

if TYPE_CHECKING:
    from starcity_game.plain.session import Session


_FAR: Final = 5
"""Choices that are taken back without asking, at most."""
_SURE: Final = ("Yes.", "No, go on.")


def undo(session: Session, rest: str) -> None:
    """Take back the last choice, the last N, or all after a sheet or a bookmark."""
    keep = _sheet_to_keep(session, rest)
    if keep is None:
        return
    lost = session.life.sheet - keep
    if lost <= 0:
        nothing = "There is nothing to undo." if not rest else "That sheet is not behind you."
        session.page.heading(nothing)
        return
    there = f"to sheet {keep}" if keep else "to the beginning"
    far = lost > _FAR or (rest and number_of(rest) is None)
    if far and session.ask(f"Go back {there}? {_count(lost)} will be taken back.", _SURE) != 0:
        return
    session.page.heading(f"Back {there}.")
    session.turn_back(keep)


def _sheet_to_keep(session: Session, rest: str) -> int | None:
    """The number of the last sheet to keep; None after saying that `rest` cannot be understood."""
    word = rest.casefold()
    if not word:
        return session.life.sheet - 1 if session.life.sheet else 0
    if (number := number_of(word)) is not None:
        return max(0, session.life.sheet - number)
    target = word.removeprefix("to ").strip() if word.startswith("to ") else ""
    target = target.removeprefix("sheet ").strip()
    if (number := number_of(target)) is not None:
        return number
    marks = {mark.name.casefold(): mark.sheet for mark in session.book.cover.bookmarks}
    if target in marks:
        return marks[target]
    advice = nearest(target, marks)
    session.page.heading(f"Say `undo 3`, `undo to 12`, or `undo to` and a bookmark. {advice}".strip())
    return None


def restart(session: Session, _: str) -> None:
    """Begin the episode again, after asking."""
    start = lives.episode_start(session.life)
    if start == session.life.sheet:
        session.page.heading("The episode has only begun.")
        return
    lost = session.life.sheet - start
    question = f"Begin this episode again, at sheet {start}? {_count(lost)} will be taken back."
    if session.ask(question, _SURE) == 0:
        session.turn_back(start)


def _count(choices: int) -> str:
    """How many choices, in words."""
    return "One choice" if choices == 1 else f"{choices} choices"


def bookmark(session: Session, rest: str) -> None:
    """Remember this sheet under a name."""
    sheet = session.life.sheet
    name = session.book.lay_bookmark(rest)
    session.page.heading(f"Bookmark “{name}” lies at sheet {sheet}. `undo to {name}` goes back to it.")


def bookmarks(session: Session, _: str) -> None:
    """The bookmarks of this life."""
    if not session.book.cover.bookmarks:
        session.page.heading("There are no bookmarks. `bookmark` and a name lays one here.")
        return
    session.page.heading("Bookmarks (`undo to NAME` goes back to one):")
    for mark in session.book.cover.bookmarks:
        session.page.item(f"{mark.name}, at sheet {mark.sheet}", "·")


def note(session: Session, rest: str) -> None:
    """Write a note of one's own into the notebook."""
    if not rest:
        session.page.heading("Say `note` and a sentence.")
        return
    session.book.add_note(rest)
    session.page.heading("Written into your notebook.")


def changes(session: Session, rest: str) -> None:
    """Say after each choice what it changed, or do not; alone, say which of the two it is."""
    wanted = {"on": True, "off": False, "": session.shows_changes}.get(rest.casefold())
    if wanted is None:
        session.page.heading("Say `changes on` or `changes off`.")
        return
    session.shows_changes = wanted
    other = "" if rest else f" `changes {'off' if wanted else 'on'}` alters that."
    session.page.heading(f"What a choice changes is {'said after it' if wanted else 'not said'}.{other}")
