"""Before the desk opens: the story is loaded, the shelf is found, the last life is taken from it."""

from __future__ import annotations

import sys
from pathlib import Path

from ..engine.play import Engine
from ..saves.problems import SaveProblem, shown
from ..saves.shelf import Shelf
from ..saves.where import cache_folder, config_folder, saves_folder, stories_folder
from ..story.load import load, unspoken
from .session import Session

__all__ = ["config_folder", "resume", "session"]


def session(story_folder: Path | None, saves: Path | None, language: str = "") -> Session | int:
    """The story, perhaps in another language, and its shelf; or an exit status, after a story's faults were printed."""
    folder = stories_folder(story_folder)
    if not folder.is_dir():
        print(f"There is no story in {shown(folder)}.", file=sys.stderr)
        return 2
    loaded = load(folder, cache_folder(), language=language)
    if loaded.story is None:
        for finding in loaded.findings:
            print(finding.line_of_text(), file=sys.stderr)
        return 1
    place = saves_folder(saves)
    notices = (*([place.notice] if place.notice else []), *unspoken(loaded))
    return Session(Engine(loaded.story), Shelf(place.path), notices)


def resume(found: Session, volume: str | None) -> None:
    """Lay the life that was read last on the desk (the last of `volume`, if one is named); nothing if there is none."""
    entry = found.latest()
    if volume and entry and entry.volume != volume:
        entry = next((e for e in found.entries() if e.volume == volume and e.health == "sound"), None)
    if entry is None:
        return
    try:
        found.open(entry)
    except SaveProblem as problem:
        found.notices.append(problem.message)
