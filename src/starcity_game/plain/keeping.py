"""Commands about lives: keep a copy, list them, go on with another, begin a new one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from starcity_game.engine.dossier.subjects import subject_of
from starcity_game.plain.asking import number_of
from starcity_game.plain.library import line_of
from starcity_game.plain.questions import new_origin
from starcity_game.saves.book import any_seed
from starcity_game.saves.look import Entry, Health
from starcity_game.saves.problems import SaveProblem, shown
from starcity_game.saves.subjects import export_ledger

if TYPE_CHECKING:
    from starcity_game.plain.session import Session


def save(session: Session, rest: str) -> None:
    """Keep a copy of this life under a name of its own."""
    if not rest:
        session.page.heading("Every choice is saved by itself. `save` and a name keeps a copy of this sheet.")
        return
    session.book.flush()  # so that the copy comes after it on the shelf, whatever the disk is doing
    try:
        session.book.keep_copy(rest)
    except SaveProblem as problem:
        session.page.heading(problem.message)
    else:
        session.page.heading(f"A copy is kept as “{rest}”.")


def saves(session: Session, _: str) -> None:
    """The folder, and every life in it."""
    entries = _entries(session)
    session.page.heading(f"Lives in {session.library.folder} (`load N` goes on with one):")
    for number, entry in enumerate(entries, 1):
        session.page.item(line_of(entry), str(number))


def load(session: Session, rest: str) -> None:
    """Go on with another life, chosen by its number or its name."""
    entries = _entries(session)
    if not entries:
        session.page.heading("There is no life on disk yet.")
        return
    number = number_of(rest)
    named = [i for i, entry in enumerate(entries) if rest and entry.name.casefold() == rest.casefold()]
    chosen: int | None
    if number is not None and 0 < number <= len(entries):
        chosen = number - 1
    elif named:
        chosen = named[0]
    else:
        chosen = session.ask("Which life?", [line_of(entry) for entry in entries])
    if chosen is not None:
        go_on(session, entries[chosen])


def go_on(session: Session, entry: Entry) -> None:
    """Go on with the life `entry`; what hinders it is said, and the present one goes on."""
    if entry.id == session.book.cover.life:
        session.page.heading("You are in this life already.")
        return
    try:
        if entry.health is not Health.SOUND and not _rescued(session, entry):
            return
        session.book.flush()
        book, notices = session.library.open(entry)
    except SaveProblem as problem:
        session.page.heading(problem.message)
        return
    session.open(book, notices)


def _rescued(session: Session, entry: Entry) -> bool:
    """Whether the player had a life mended that is not sound."""
    if entry.rescue is None:
        session.page.heading(f"This life cannot be opened. {entry.reason}")
        return False
    question = f"This life cannot be opened. {entry.reason} An older version of it is whole."
    if session.ask(question, ["Go on from the older version.", "Leave it as it is."]) != 0:
        return False
    session.library.rescue(entry)
    return True


def ledger(session: Session, path: str) -> None:
    """Write the ledger of a finished life to a new file, for somebody to open."""
    if not path:
        session.page.heading("`ledger` and a path writes what was done in this life, for a friend to open as a file.")
        return
    target = Path(path).expanduser()
    try:
        subject = subject_of(session.engine, session.life.state)
        if subject is None:
            raise SaveProblem(
                "There is no ledger of this life: it is not over, or not of the volume that files are of."
            )
        export_ledger(session.engine, subject, target)
    except SaveProblem as problem:
        session.page.heading(problem.message)
        return
    session.page.heading(f"The ledger is written to {shown(target.absolute())}.")


def new(session: Session, _: str) -> None:
    """Begin a new life; this one stays on disk."""
    origin = session.settle(lambda: new_origin(session.asking, session.engine, session.library.shelf, None, any_seed()))
    if origin is not None:
        session.open(session.library.begin(origin))


def _entries(session: Session) -> list[Entry]:
    """The lives on disk, the present one included; none after a problem was said."""
    session.book.flush()
    try:
        return session.library.entries()
    except SaveProblem as problem:
        session.page.heading(problem.message)
        return []
