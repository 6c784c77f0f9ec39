"""Every command of the plain mode, declared once: what it is called, what it takes, what help says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starcity_game.plain import dossier, keeping, knowing, people, reading, turning
from starcity_game.plain.asking import Leave
from starcity_game.plain.command import Command, by_word

if TYPE_CHECKING:
    from starcity_game.plain.session import Session


def show_help(session: Session, rest: str) -> None:
    """All commands; or what one of them does; or what a word of the story means."""
    command = by_word(session.commands).get(rest.casefold())
    if rest and command is None:
        dossier.explain(session, rest, [command.name for command in session.commands])
        return
    session.page.heading("A number chooses. Or type a word:")
    session.page.gap()
    column = max(len(command.usage) for command in session.commands) if session.page.wide else 0
    for shown in [command] if command else session.commands:
        if column:
            session.page.row(shown.usage, shown.about, column)
        else:
            session.page.item(f"{shown.usage}: {shown.about}", "·")
    for line in dossier.meaning(session, rest) if command else ():
        session.page.item(line, "·")


def leave(session: Session, rest: str) -> None:
    """Leave the game."""
    raise Leave


COMMANDS: Final = (
    Command("look", ("l",), "", "the last passage and its options again", reading.look),
    Command("undo", ("u",), "[N | to SHEET]", "take back the last choice, or more", turning.undo),
    Command("restart", (), "", "begin this episode again", turning.restart),
    Command("history", ("h",), "[N | WORD]", "your choices; a sheet again; a search", reading.history),
    Command("copy", (), "", "the last passage, easy to copy", reading.copy),
    Command("notebook", ("n",), "", "what you know and suspect", knowing.notebook),
    Command("note", (), "TEXT", "write into your notebook", turning.note),
    Command("people", ("p",), "[NAME]", "who is who", people.people),
    Command("file", ("f",), "[N]", "what is known of you, or on file", dossier.file),
    Command("status", ("sidebar",), "", "where and how you stand", dossier.status),
    Command("changes", (), "[on | off]", "say after a choice what it changed", turning.changes),
    Command("glossary", ("g",), "[WORD]", "words of the time", knowing.glossary),
    Command("bookmark", ("b",), "[NAME]", "mark this sheet", turning.bookmark),
    Command("bookmarks", (), "", "the marked sheets", turning.bookmarks),
    Command("save", ("s",), "NAME", "keep a copy of this life", keeping.save),
    Command("saves", (), "", "the lives on disk", keeping.saves),
    Command("load", (), "[N]", "go on with another life", keeping.load),
    Command("ledger", (), "PATH", "this life’s ledger, for a friend", keeping.ledger),
    Command("new", (), "", "begin a new life", keeping.new),
    Command("notes", (), "", "content notes", knowing.content_notes),
    Command("credits", (), "", "who made this", knowing.credits),
    Command("help", ("?",), "[WORD]", "this list; one command; a word explained", show_help),
    Command("quit", ("q", "exit"), "", "leave; your life is kept", leave),
)
"""In the order of the help."""
