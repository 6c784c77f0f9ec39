"""One version of a story: what its files said at a moment, with everything that was found in them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from starcity_game.authoring.opened import Opened, Unsound, opened
from starcity_game.authoring.verdict import judged
from starcity_game.authoring.workshop.places import of_scenes
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Frame
from starcity_game.story.diagnostics import Diagnostic
from starcity_game.story.model import Head, Scene
from starcity_game.story.trace import Place


class Version(msgspec.Struct, frozen=True):
    """A story that can be played."""

    opened: Opened
    """The story with its places."""
    homes: dict[int, Frame]
    """Where each storylet and each called scene comes back to when an author begins right there."""

    places: tuple[Place, ...]
    """Where the id of each scene stands."""

    @property
    def engine(self) -> Engine:
        """Plays it."""
        return self.opened.engine

    @property
    def head(self) -> Head:
        """Everything of it but the scenes."""
        return self.opened.head


class Reading(msgspec.Struct, frozen=True):
    """What came of reading the files once."""

    version: Version | None
    """None when there are errors."""
    findings: tuple[Diagnostic, ...]
    """What the loader found, in the order of the files."""


def read(folder: Path) -> Reading:
    """The story in `folder` as it is now, with what the loader finds; the rules are asked by `judge`."""
    try:
        found = opened(folder)
    except Unsound as unsound:
        return Reading(None, unsound.findings)
    return Reading(Version(found, homes(found.head, found.scenes), of_scenes(found)), found.findings)


def judge(version: Version) -> tuple[Diagnostic, ...]:
    """Everything that the loader and the rules find in a version; twice the time of reading it."""
    return judged(version.opened).findings


def homes(head: Head, scenes: Iterable[Scene]) -> dict[int, Frame]:
    """For each storylet the first hub that draws it, for each called scene the first that calls it."""
    found: dict[int, Frame] = {}
    for index, scene in enumerate(scenes):
        for number, body in enumerate(scene.bodies):
            if body.draw:
                for storylet in head.decks.get(body.draw[0], ()):
                    found.setdefault(storylet, Frame(index, number, True, (), ()))
            if body.jump and body.jump.kind == "call":
                found.setdefault(body.jump.scene, Frame(index, number, False, (), ()))
    return found
