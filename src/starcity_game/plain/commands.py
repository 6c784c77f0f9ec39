"""Every command of the plain mode, declared once: what it is called, what it takes, what help says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starcity_game.plain import keeping, knowing, reading, turning
from starcity_game.plain.asking import Leave
from starcity_game.plain.command import Command, by_word

if TYPE_CHECKING:
    from starcity_game.plain.session import Session


def show_help(session: Session, rest: str) -> None:
    """All commands, or what one of them does."""
    words = by_word(COMMANDS)
    chosen = [words[rest.casefold()]] if rest.casefold() in words else COMMANDS
    session.page.heading("A number chooses. Or type a word:")
    session.page.gap()
    column = max(len(command.usage) for command in COMMANDS) if session.page.width >= _TWO_COLUMNS else 0
    for command in chosen:
        if column:
            session.page.row(command.usage, command.about, column)
        else:
            session.page.item(f"{command.usage}: {command.about}", "·")


def leave(session: Session, rest: str) -> None:
    """Leave the game."""
    raise Leave


_TWO_COLUMNS: Final = 60
"""Columns from which help stands in two."""

COMMANDS: Final = (
    Command("look", ("l",), "", "the last passage and its options again", reading.look),
    Command("undo", ("u",), "[N | to SHEET]", "take back the last choice, or more", turning.undo),
    Command("restart", (), "", "begin this episode again", turning.restart),
    Command("history", ("h",), "[N | WORD]", "your choices; one sheet; a search", reading.history),
    Command("copy", (), "", "the last passage, easy to copy", reading.copy),
    Command("notebook", ("n",), "", "what you know and suspect", knowing.notebook),
    Command("note", (), "TEXT", "write into your notebook", turning.note),
    Command("people", ("p",), "[NAME]", "who is who", knowing.people),
    Command("file", ("f",), "", "what is known of you", knowing.file),
    Command("status", ("sidebar",), "", "where and how you stand", knowing.status),
    Command("changes", (), "[on | off]", "say after a choice what it changed", turning.changes),
    Command("glossary", ("g",), "[WORD]", "words of the time", knowing.glossary),
    Command("bookmark", ("b",), "[NAME]", "mark this sheet", turning.bookmark),
    Command("bookmarks", (), "", "the marked sheets", turning.bookmarks),
    Command("save", ("s",), "NAME", "keep a copy of this life", keeping.save),
    Command("saves", (), "", "the lives on disk", keeping.saves),
    Command("load", (), "[N]", "go on with another life", keeping.load),
    Command("new", (), "", "begin a new life", keeping.new),
    Command("notes", (), "", "content notes", knowing.content_notes),
    Command("credits", (), "", "who made this", knowing.credits),
    Command("help", ("?",), "[WORD]", "this list", show_help),
    Command("quit", ("q", "exit"), "", "leave; your life is kept", leave),
)
"""In the order of the help."""
