"""What exploring a story comes to; the terminal, the JSON and the page are all written from this."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from starcity_game.authoring.explore.inventory import Key
from starcity_game.authoring.explore.items import Kind
from starcity_game.authoring.explore.proof import Alarm, Possible
from starcity_game.authoring.explore.witness import Witness
from starcity_game.story.diagnostics import Diagnostic
from starcity_game.story.trace import Place


class Verdict(StrEnum):
    """How an item ends. The three are never mixed up."""

    REACHED = "reached"
    """There is a way to it, which can be replayed."""
    UNREACHABLE = "unreachable"
    """It was proved that there is none."""
    UNPROVED = "not proved"
    """Neither: the search looked as far as the report says."""


class Judged(msgspec.Struct, frozen=True):
    """An item with its verdict."""

    kind: Kind
    id: str
    """Unique with the kind, see `Item.id`."""
    scene: str
    """Id of the scene it stands in; empty for endings and texts outside scenes."""
    body: int
    """Number of the body in that scene; -1 outside scenes."""
    place: Place
    verdict: Verdict
    reason: str = ""
    """Why it cannot be reached, in a sentence without a full stop."""

    @property
    def key(self) -> Key:
        """What names it."""
        return self.kind, self.id


class Shown(msgspec.Struct, frozen=True):
    """A fault, with the way that shows it, or none where a proof does."""

    fault: Diagnostic
    witness: Witness | None = None
    scene: str = ""
    """Id of the scene it is in; empty for what stands outside scenes."""


class Looked(msgspec.Struct, frozen=True):
    """How far the search went."""

    turns: int
    """Choices that were played."""
    states: int
    """States that were kept."""
    depth: int
    """Choices of the longest way."""
    origins: int
    """Beginnings: volumes with answers and seeds."""
    complete: bool
    """Whether nothing was left to look for."""


class CheckFigures(msgspec.Struct, frozen=True):
    """How a check comes out."""

    item: str
    """Id of the body, as of the option or scene that holds it."""
    place: Place
    tries: int
    passes: int

    @property
    def rate(self) -> float:
        """Share of tries that come out well, 0 to 1."""
        return self.passes / self.tries if self.tries else 0.0


class EpisodeFigures(msgspec.Struct, frozen=True):
    """How long an episode is to read, at 220 words a minute."""

    volume: str
    number: int
    title: str
    place: Place
    lives: int
    """Lives that read it to its end."""
    minutes: tuple[float, float, float]
    """Of the shortest tenth of lives, the middle, and the longest tenth: at most so many."""


class Heat(msgspec.Struct, frozen=True):
    """How an option fares."""

    id: str
    """Id of the option's item; of a storylet `@` and its scene's id."""
    scene: str
    """Id of the scene that the option stands in, or of the storylet."""
    place: Place
    offered: int
    taken: int


class Walk(msgspec.Struct, frozen=True, order=True):
    """How often lives went from one scene to another."""

    start: str
    """Id of the scene; empty where lives begin."""
    end: str
    """Id of the scene that is entered; of an ending `!` and its id."""
    times: int


class Growth(msgspec.Struct, frozen=True):
    """What the first so many lives met."""

    lives: int
    met: dict[Kind, int]
    """Items by kind."""


class Figures(msgspec.Struct, frozen=True):
    """What simulated players made of the story."""

    lives: dict[str, int]
    """Player to lives."""
    endings: dict[str, dict[str, int]]
    """Player to ending to lives; `!` stands for lives that broke off, `…` for those that did not end."""
    choices: int
    """Choices made in all."""
    checks: tuple[CheckFigures, ...]
    episodes: tuple[EpisodeFigures, ...]
    heat: tuple[Heat, ...]
    met: dict[Kind, int]
    """Items that some life met, by kind."""
    walks: tuple[Walk, ...] = ()
    """In the order of the scenes."""
    growth: tuple[Growth, ...] = ()
    """How what was met grew with the lives."""


class Report(msgspec.Struct, frozen=True):
    """The whole outcome."""

    story: str
    """Id of the story."""
    title: str
    version: str
    hash: str
    """Of the story's content."""
    seed: int
    items: tuple[Judged, ...]
    """Every item, in the order of the scenes."""
    ways: Mapping[Key, Witness]
    """The way to each item that was reached; put together when it is asked for."""
    alarms: tuple[Shown, ...]
    """Faults that are certain, errors first."""
    always: tuple[Alarm, ...]
    """Conditions that always hold."""
    never: tuple[Alarm, ...]
    """Conditions that never hold."""
    possible: tuple[Possible, ...]
    """What could happen for all that was proved, and no way was found to."""
    looked: Looked
    figures: Figures | None = None
    """None when no lives were led."""
    measured: tuple[Diagnostic, ...] = ()
    """What the players' figures say against the thresholds S1 and S2: warnings."""
    metrics: tuple[Diagnostic, ...] = ()
    """What was only measured (S3)."""

    @property
    def sound(self) -> bool:
        """Whether no alarm is an error."""
        return not any(shown.fault.severity == "error" for shown in self.alarms)

    @property
    def proved(self) -> bool:
        """Whether every item has a witness or a proof, and nothing bad is left possible."""
        return not self.possible and all(item.verdict is not Verdict.UNPROVED for item in self.items)

    def count(self, kind: Kind, verdict: Verdict) -> int:
        """How many items of a kind end so."""
        return sum(item.kind is kind and item.verdict is verdict for item in self.items)
