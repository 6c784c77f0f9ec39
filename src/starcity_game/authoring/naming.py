"""A scene that an author names on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starcity_game.commandline import Missing

if TYPE_CHECKING:
    from starcity_game.authoring.opened import Opened


def scene_named(story: Opened, name: str) -> str:
    """The whole id of a scene given by it, by a former one, or without its prefix. Raises Missing."""
    from starcity_game.story.diagnostics import nearest, visible  # noqa: PLC0415 - `--help` needs neither

    index = story.story.index(name)
    if index is not None:
        return story.head.scenes[index]
    found = [id for id in story.head.scenes if id.endswith(f".{name}")]
    if len(found) == 1:
        return found[0]
    if found:
        raise Missing(f"{visible(name)} is {', '.join(found[:5])}: say the whole id.")
    advice = nearest(name, story.head.scenes) or nearest(name, {id.rpartition(".")[2]: 0 for id in story.head.scenes})
    raise Missing(f"There is no scene {visible(name)[:100]}{f' ({advice})' if advice else ''}.")
