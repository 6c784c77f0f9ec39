"""The engine without its texts: the same states, turn for turn, in a part of the time.

Nothing is rendered; what is read is only told to a listener, which also says what is counted as read by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starcity_game.authoring.explore.probes import EMPTY, Probe, Prober, Reading
from starcity_game.engine.events import Option, Span
from starcity_game.engine.play import Engine, Run, Turn
from starcity_game.engine.ready import ReadyBody, ReadyChoice
from starcity_game.engine.state import State
from starcity_game.engine.vector import Vector
from starcity_game.story.model import Ending, Story

_LABEL = (Span("…"),)


class Listener:
    """Hears what happens in silent turns. This one hears nothing, and keeps the counters right."""

    def begin(self) -> None:
        """A turn begins; one that was begun and not finished is played once more."""

    def entered(self, scene: int) -> None:
        """A scene was entered."""

    def came_back(self, scene: int) -> None:
        """A called scene or a storylet is over, and the one that it was entered from goes on."""

    def ran(self, body: ReadyBody, values: Sequence[Any]) -> None:
        """A body runs; nothing of it has happened yet."""

    def told(self, body: ReadyBody, probe: Probe, values: Any, counts: Vector, seed: int) -> Vector:
        """The text of a body is read; the counters afterwards."""
        return self._read(probe, values, counts, seed) if probe.counts else counts

    def told_ending(self, ending: Ending, parts: Sequence[tuple[int, Probe]], run: Run) -> None:
        """An ending is read, of which `parts` are those whose condition holds, with their numbers."""

    def tried(self, body: ReadyBody, success: bool) -> None:
        """A check was made."""

    def waited(self, body: ReadyBody, offer: Sequence[Option], run: State | Run, seed: int) -> None:
        """A turn ends with an offer."""

    @staticmethod
    def _read(probe: Probe, values: Any, counts: Vector, seed: int) -> Vector:
        reading = Reading(values, counts, seed, _nothing)
        reading.read(probe)
        return reading.counts


def _nothing(_: int) -> None:
    """Nobody asks which wordings are read."""


class SilentEngine(Engine):
    """Plays one story without rendering; options have no label, and turns no prose."""

    def __init__(self, story: Story, prober: Prober | None = None) -> None:
        """`prober` numbers the wordings; without one they have no number."""
        super().__init__(story)
        self.prober = prober or Prober(story.head, self.code, {})
        self.listener: Listener = Listener()
        """Whoever hears what happens; may be changed between turns."""
        self._probes: list[list[Probe] | None] = [None] * len(story)
        self._endings: dict[str, tuple[Probe, ...]] = {}

    def run(self, state: State) -> SilentRun:
        """A silent turn that begins in `state`."""
        self.listener.begin()
        return SilentRun(self, state)

    def probe(self, body: ReadyBody) -> Probe:
        """The probe of a body's text."""
        index = body.scene.index
        found = self._probes[index]
        if found is None:
            scene = body.scene.source
            found = self._probes[index] = [
                self.prober.probe(b.text, f"{_place(scene.id, b.path)}@{n}:text", scene.papers, scene.id)
                if b.text else EMPTY
                for n, b in enumerate(scene.bodies)
            ]  # fmt: skip
        return found[body.index]

    def ending_probes(self, ending: Ending) -> tuple[Probe, ...]:
        """The probes of an ending's parts."""
        if ending.id not in self._endings:
            parts = enumerate(ending.parts)
            made = tuple(self.prober.probe(text, f"{ending.id}:part{n}") for n, (_, text) in parts)
            self._endings[ending.id] = made
        return self._endings[ending.id]

    def _swift(self, state: State, chosen: ReadyChoice) -> Turn | None:
        """As in `Engine`, with a listener in the place of the paragraphs."""
        index = chosen.swift
        scene = self._ready[index] or self.ready(index)
        if not scene.swift:
            return None
        hear, seed = self.listener, state.origin.seed
        hear.begin()
        values, counts, body, root = state.values.copy(), state.counts, chosen.body, scene.root
        if chosen.counter >= 0:
            counts = counts.added(chosen.counter)
        hear.ran(body, values)
        if body.effects:
            body.effects(values, counts)
        hear.told(body, self.probe(body), values, counts, seed)  # nothing swift counts its readings
        counts = counts.added(index)
        hear.entered(index)
        hear.ran(root, values)
        if root.effects:
            root.effects(values, counts)
        hear.told(root, self.probe(root), values, counts, seed)
        after = State(
            state.origin, values, counts, index, 0, (), (), state.ledger, state.learned, state.episode, ""
        )  # fmt: skip
        offer = self.options(root, after)
        if not offer or not (offer[0].open or any(o.open for o in offer)):
            return None
        hear.waited(root, offer, after, seed)
        return Turn(after, (), offer)

    def _option(self, ready: ReadyChoice, state: State | Run) -> Option:
        return Option(ready.choice.id, _LABEL, target=ready.number, expresses=ready.choice.reflective)

    def _locked(self, ready: ReadyChoice, state: State | Run) -> Option:
        return Option(ready.choice.id, _LABEL, open=False, target=ready.number)

    def _storylet(self, index: int, state: State | Run) -> Option:
        return Option(f"@{self.ready(index).source.id}", _LABEL, target=-1 - index)


class SilentRun(Run):
    """One turn without its texts."""

    __slots__ = ()

    engine: SilentEngine

    def turn(self) -> Turn:
        """The finished turn."""
        found = super().turn()
        if found.offer:
            scene, number = self.stop
            body = self.engine.ready(scene).bodies[number]
            self.engine.listener.waited(body, found.offer, self, self.origin.seed)
        return found

    def arrive(self, index: int) -> ReadyBody:
        """Enter a scene."""
        self.engine.listener.entered(index)
        return super().arrive(index)

    def back(self, body: ReadyBody) -> tuple[ReadyBody, int]:
        """Come back from a called scene or a storylet."""
        found = super().back(body)
        self.engine.listener.came_back(found[0].scene.index)
        return found

    def happen(self, body: ReadyBody) -> ReadyBody | None:
        """Everything in a body up to its choices."""
        self.engine.listener.ran(body, self.values)
        return super().happen(body)

    def tell(self, body: ReadyBody) -> None:
        """The text of a body."""
        probe = self.engine.probe(body)
        self.counts = self.engine.listener.told(body, probe, self.values, self.counts, self.origin.seed)

    def try_check(self, body: ReadyBody) -> ReadyBody | None:
        """Make the check of a body."""
        found = super().try_check(body)
        self.engine.listener.tried(body, bool(getattr(self.events[-1], "success", False)))
        return found

    def tell_ending(self, ending: Ending) -> None:
        """The text of an ending; counted as read like any other."""
        probes = self.engine.ending_probes(ending)
        holding = [(n, probes[n]) for n, (when, _) in enumerate(ending.parts) if self.holds(when)]
        self.engine.listener.told_ending(ending, holding, self)
        for _, probe in holding:
            if probe.counts:
                self.counts = Listener._read(probe, self.values, self.counts, self.origin.seed)


def _place(scene: str, path: str) -> str:
    return f"{scene}/{path}" if path else scene
