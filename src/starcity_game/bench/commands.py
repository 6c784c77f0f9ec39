"""Every command of the author's desk, declared once, in the form of the reading desk's."""

from __future__ import annotations

from typing import Final

from starcity_game.desk.commands import LIST, PLAY, SEARCH, Command

_OWN = {one.id: one for one in PLAY}

AUTHOR: Final = (
    _OWN["choose"],
    Command("author-edit", "e", "Edit", "Open your editor at what is under the hand; your desk waits.", "edit", True),
    SEARCH,
    _OWN["undo"],
    Command("author-next", "tab", "Pane", "On to the next pane.", "turn_to(1)", True),
    Command("author-before", "shift+tab", "Pane before", "Back to the pane before.", "turn_to(-1)", listed=False),
    Command(
        "author-scenes", "s", "Scenes", "The scenes, by file; Enter begins there, as things are.", "pane('scenes')"
    ),
    Command("author-page", "p", "Page", "The page as a reader would see it.", "pane('page')"),
    Command("author-values", "v", "Values", "Everything that can be set; Enter sets it.", "pane('values')"),
    Command("author-faults", "f", "Faults", "What is wrong; Enter goes to the scene.", "pane('faults')"),
    Command("author-more", "plus", "One more", "The number under the hand, one higher.", "bump(1)"),
    Command("author-less", "minus", "One less", "The number under the hand, one lower.", "bump(-1)"),
    Command("author-again", "r", "Read again", "The page anew, for somebody who arrives as you did.", "again"),
    Command("author-begin", "b", "Begin", "The first page of a volume.", "begin"),
    Command("author-back", "escape", "Back", "Close the search, or go back to the page.", "back", listed=False),
    _OWN["settings"],
    Command("leave", "q", "Leave", "Ask, and leave.", "app.leave"),
    *(one for one in LIST if one.id != "list-digit"),
)
"""Commands of the author's desk."""
