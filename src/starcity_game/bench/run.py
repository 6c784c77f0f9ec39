"""The way in to the author's desk."""

from __future__ import annotations

import time
from pathlib import Path

from starcity_game.authoring.workshop.version import read
from starcity_game.authoring.workshop.watching import Watch
from starcity_game.authoring.workshop.workshop import Wish, Workshop
from starcity_game.desk import terminal
from starcity_game.saves.where import config_folder


def clock() -> str:
    """The time of day as the desk says it."""
    return time.strftime("%H:%M")


def run(folder: Path, wish: Wish) -> int:
    """Open the author's desk on the story in `folder` and give the exit status.

    Raises setting.Unfit for a wish that a sound story cannot fulfil, and whatever ended the program, if the author
    did not.
    """
    watch = Watch(folder)  # before the first reading, so that no edit in between is missed
    shop = Workshop(folder, read(folder), clock(), wish)
    from .authors_desk import AuthorsDesk

    desk = AuthorsDesk(shop, watch, clock, config_folder())
    with terminal.kept():
        desk.run()
    if desk.crash is not None:
        raise desk.crash
    return desk.return_code or 0
