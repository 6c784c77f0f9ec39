"""The way in: what is needed is loaded in the order in which it may fail, Textual last."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from . import terminal

if TYPE_CHECKING:
    from .reading_desk import Desk
    from .session import Session


def run(
    story_folder: Path | None,
    saves: Path | None,
    seed: int | None,
    volume: str | None,
    new: bool,
    *,
    title: bool = False,
    language: str = "",
    file: str | None = None,
) -> int:
    """Open the desk and give the exit status.

    `file` names the file that a new life opens. `language` is a translation of the story; without one it is read as
    it was written. `title` opens the title
    page; otherwise the life that was read last is opened at once, or with `new` or without a life the
    questionnaire of `volume`. Raises what ended the program, if the player did not.
    """
    if objection := terminal.unfit():
        return terminal.refuse(objection)
    with _without_collector():
        from . import opening

        session = opening.session(story_folder, saves, language)
        if isinstance(session, int):
            return session
        volumes = session.engine.story.head.volumes
        if volume and volume not in volumes:
            return terminal.refuse(f"There is no volume called {volume!r}; this story has {', '.join(volumes)}.")
        world = None
        if file is not None:
            from ..saves.problems import SaveProblem
            from ..saves.worlds import named

            try:
                world, volume = named(session.shelf, session.engine, file, volume)
            except SaveProblem as problem:
                return terminal.refuse(problem.message)
        if not title and not new:
            opening.resume(session, volume)
        desk = _laid(session, title, seed)
        if not title and not session.playing:
            desk.world = world
            desk.new_volume = volume or next(iter(volumes))
    try:
        with terminal.kept():
            desk.run()
    finally:
        session.put_away()
    if desk.crash is not None:
        raise desk.crash
    return desk.return_code or 0


def _laid(session: Session, title: bool, seed: int | None) -> Desk:
    """The desk, with what will be on it first imported already."""
    from . import opening
    from .reading_desk import Desk

    return Desk(session, opening.config_folder(), title=title, seed=seed)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep the cycle collector from walking modules that are only being loaded; what is loaded then stays."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
