"""A story as the author's tools have it: compiled anew, with the place of everything in its files."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from starcity_game.engine.play import Engine
from starcity_game.story.diagnostics import Diagnostic
from starcity_game.story.load import load
from starcity_game.story.model import Head, Scene, Story
from starcity_game.story.trace import Trace


class Unsound(Exception):
    """The story has errors, so that there is nothing to work on."""

    def __init__(self, findings: tuple[Diagnostic, ...]) -> None:
        super().__init__("the story has errors")
        self.findings = findings
        """What the loader found, in the order of the files."""


class Opened:
    """One story without errors, with everything that a tool may ask of it."""

    def __init__(self, folder: Path, story: Story, trace: Trace, findings: tuple[Diagnostic, ...]) -> None:
        self.folder, self.story, self.trace = folder, story, trace
        self.findings = findings
        """Warnings of the loader."""

    @property
    def head(self) -> Head:
        """Everything of the story but its scenes."""
        return self.story.head

    @cached_property
    def scenes(self) -> tuple[Scene, ...]:
        """Every scene, by number."""
        return tuple(self.story.scene(index) for index in range(len(self.story)))

    @cached_property
    def engine(self) -> Engine:
        """An engine that plays the story."""
        return Engine(self.story)


def opened(folder: Path) -> Opened:
    """The story in `folder`. Raises Unsound when it has errors."""
    trace = Trace()
    loaded = load(folder, trace=trace)
    if loaded.story is None:
        raise Unsound(loaded.findings)
    return Opened(folder, loaded.story, trace, loaded.findings)
