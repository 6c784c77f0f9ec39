"""Every command of the desk, declared once: its key, the palette, the help and the listing come from here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from textual.binding import Binding

_SIGNS: Final = {
    "question_mark": "?", "escape": "Esc", "enter": "Enter", "space": "Space", "backspace": "Bksp", "up": "↑",
    "down": "↓", "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End",
    "slash": "/", "comma": ",", "plus": "+", "minus": "-", "f1": "F1", "delete": "Del", "tab": "Tab",
}  # fmt: skip


@dataclass(frozen=True)
class Command:
    """Something that a reader can do."""

    id: str
    """Name in the settings, for another key."""
    keys: str
    """Keys, comma-separated, the first being the one that is shown."""
    title: str
    """What the palette and the line of keys call it."""
    help: str
    """What it does, in a sentence."""
    action: str
    """Textual action of the screen or the app."""
    shown: bool = False
    """Whether it belongs to the six of the bottom line."""
    listed: bool = True
    """Whether the palette offers it."""
    sign: str = ""
    """How its key is written when that is not plain from the key."""
    priority: bool = False
    """Whether it is heard before whatever has the focus."""

    def keys_now(self, custom: Mapping[str, str]) -> str:
        """Its keys, after what the player has changed."""
        return custom.get(self.id, self.keys)

    def shown_key(self, custom: Mapping[str, str]) -> str:
        """The first of its keys as a reader knows it."""
        if self.sign and self.id not in custom:
            return self.sign
        return sign(self.keys_now(custom).split(",")[0])


def sign(key: str) -> str:
    """A key as a reader knows it: `ctrl+p` is `^p`."""
    key = key.strip()
    return "^" + key[5:] if key.startswith("ctrl+") else _SIGNS.get(key, key)


def _digits() -> Command:
    return Command(
        "choose", ",".join("123456789"), "Choose", "Take the option with this number, at once.", "", True, False, "1-9"
    )


EVERYWHERE: Final = (
    Command("palette", "ctrl+p", "Palette", "All commands, by name.", "app.command_palette", False, False),
    Command("help", "question_mark,f1", "Help", "The keys of the place where you are.", "app.help", True),
    Command(
        "interrupt", "ctrl+c", "Leave", "Copy what the mouse has selected; twice, leave.", "app.interrupt", listed=False
    ),
    Command("quit", "ctrl+q", "Leave at once", "Save and leave, without asking.", "app.quit", priority=True),
)
"""Commands that are heard on every screen."""

PLAY: Final = (
    _digits(),
    Command("undo", "u,backspace", "Undo", "Take the last choice back.", "undo", True),
    Command(
        "notebook", "n", "Notebook", "What you know, what you suspect, and your own notes.", "go('notebook')", True
    ),
    Command("file", "f", "File", "What is known of you, or the file that you opened.", "go('file')", True),
    Command("people", "p", "People", "Who is who, and what to call them.", "go('people')"),
    Command("history", "h", "History", "Everything you have read in this life, with search.", "go('history')"),
    Command("save", "s", "Save", "Keep this life under a name.", "save"),
    Command("load", "l", "Load", "Open another life.", "go('saves')"),
    Command("bookmark", "b", "Bookmarks", "Lay a bookmark here, or go back to one.", "go('bookmarks')"),
    Command("restart", "R", "Restart the episode", "Go back to where this episode began.", "restart"),
    Command("copy", "c", "Copy the passage", "Put what you have just read on the clipboard.", "copy"),
    Command("page", "space", "Page", "Turn a screenful.", "page(1)", listed=False),
    Command("back", "pageup", "Page back", "Turn back a screenful.", "page(-1)", listed=False),
    Command("forth", "pagedown", "Page on", "Turn a screenful.", "page(1)", listed=False),
    Command("up", "up,k", "Up", "The option above.", "step(-1)", listed=False),
    Command("down", "down,j", "Down", "The option below.", "step(1)", listed=False),
    Command("take", "enter", "Take", "Take the option under the hand.", "take", listed=False),
    Command("top", "home", "Top", "The first line that is still on the desk.", "edge(-1)", listed=False),
    Command("bottom", "end", "Bottom", "The options.", "edge(1)", listed=False),
    Command("settings", "comma", "Settings", "Light, measure, motion.", "go('settings')"),
    Command("title", "t", "Title page", "Put the life away and go to the title page.", "app.title"),
    Command("leave", "q,escape", "Leave", "Ask, and leave.", "app.leave"),
)
"""Commands of the reading desk."""

LIST: Final = (
    Command("list-up", "up,k", "Up", "The line above.", "step(-1)", listed=False),
    Command("list-down", "down,j", "Down", "The line below.", "step(1)", listed=False),
    Command("list-take", "enter", "Take", "Take what is under the hand.", "take", listed=False),
    Command("list-digit", ",".join("123456789"), "Choose", "Take the thing with this number.", "", False, False, "1-9"),
    Command("list-page", "space,pagedown", "Page", "Turn a screenful.", "page(1)", listed=False),
    Command("list-back", "pageup", "Page back", "Turn back a screenful.", "page(-1)", listed=False),
    Command("list-top", "home", "Top", "The first line.", "edge(-1)", listed=False),
    Command("list-bottom", "end", "Bottom", "The last line.", "edge(1)", listed=False),
)
"""Commands of every screen that is a list of lines."""

BACK: Final = Command("close", "escape,q", "Back", "Go back to where you came from.", "close", True, False)
"""The way back from a screen."""

TITLE: Final = (
    Command("leave", "q,escape", "Leave", "Ask, and leave.", "app.leave", True),
    Command("settings", "comma", "Settings", "Light, measure, motion.", "app.go('settings')"),
)
"""Commands of the title page."""

SEARCH: Final = Command("search", "slash", "Search", "Look for words.", "search", True)
"""Search, where there is something to search."""

NOTEBOOK: Final = (
    SEARCH,
    Command("note", "a", "Write a note", "Write a note of your own.", "note", True),
    Command("strike", "delete,x", "Strike out", "Strike out the note under the hand.", "strike"),
    Command("order", "o", "By person or matter", "Arrange the facts by person or by matter.", "order", True),
)
"""Commands of the notebook."""

SAVES: Final = (
    Command("rename", "r", "Rename", "Give the life under the hand another name.", "rename", True),
    Command("restore", "g", "Restore", "Open the last good copy of a damaged life.", "restore", True),
    Command("ledger", "e", "Write a ledger", "Write what was done in a finished life, for a friend to open.", "ledger"),
)
"""Commands of the shelf of lives."""

SETTINGS: Final = (
    Command("setting-next", "right,plus", "Next value", "The next value of the line under the hand.", "turn(1)", True),
    Command("setting-before", "left,minus", "Value before", "The value before.", "turn(-1)"),
)
"""Commands of the settings."""

BOOKMARKS: Final = (Command("lay", "a", "Lay one here", "Lay a bookmark at this sheet.", "lay", True),)
"""Commands of the bookmarks."""

FORM: Final = (
    Command("form-back", "backspace", "Line above", "Go back to the line before.", "back", True),
    Command("seed", "s", "Seed", "See or enter the number from which everything is dealt.", "seed", True),
)
"""Commands of the questionnaire."""

WHOSE: Final = (Command("whose-back", "backspace", "Answer above", "Go back to the answer before.", "back", True),)
"""Commands of the choice of a file."""

FILE: Final = (
    Command("sheet-before", "left", "Sheet before", "Turn back a sheet of the file.", "turn(-1)", True),
    Command("sheet-after", "right", "Sheet after", "Turn over to the next sheet of the file.", "turn(1)", True),
)
"""Commands of a file that was opened."""

ALL: Final = {
    "Everywhere": EVERYWHERE,
    "Reading": PLAY,
    "Title page": TITLE,
    "Lists": (*LIST, BACK),
    "Choice of a file": WHOSE,
    "Questionnaire": FORM,
    "An opened file": FILE,
    "Notebook": NOTEBOOK,
    "Saved lives": SAVES,
    "Settings": SETTINGS,
    "Bookmarks": BOOKMARKS,
}
"""Every table by the place where it holds."""


def bindings(commands: Iterable[Command]) -> list[Binding]:
    """The bindings of `commands`; digits become one binding each, with a number to their action."""
    found = []
    for one in commands:
        keyed = [(key, f"digit({key})") for key in one.keys.split(",")] if not one.action else [(one.keys, one.action)]
        found += [
            Binding(key, action, one.title, show=False, id=one.id, priority=one.priority, tooltip=one.help)
            for key, action in keyed
        ]
    return found


def listing() -> str:
    """All commands as a Markdown table, for the documentation."""
    lines = ["| Where | Key | Command | What it does |", "|---|---|---|---|"]
    for place, commands in ALL.items():
        for one in commands:
            keys = one.sign or ", ".join(f"`{sign(key)}`" for key in one.keys.split(","))
            lines.append(f"| {place} | {keys} | {one.title} (`{one.id}`) | {one.help} |")
    return "\n".join(lines)
