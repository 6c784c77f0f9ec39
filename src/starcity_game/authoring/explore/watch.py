"""Who watches silent turns and says which items they reach for the first time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starcity_game.authoring.explore.inventory import Inventory
from starcity_game.authoring.explore.probes import EMPTY, Probe, Reading
from starcity_game.authoring.explore.silent import Listener, SilentEngine
from starcity_game.engine.events import Option
from starcity_game.engine.play import Run
from starcity_game.engine.ready import ReadyBody
from starcity_game.engine.state import State
from starcity_game.engine.vector import Vector
from starcity_game.story.model import Ending

_Menu = tuple[tuple[int, int, Probe, Probe], ...]
"""Of each choice: the item of the option, the item of its locked reason, the probes of label and reason."""

Unlearned = tuple[int, int, str]
"""Scene, body, and a fact that it assumes."""


class Watch(Listener):
    """Hears the turns of one engine; `new` gathers what they reach for the first time, until it is taken."""

    def __init__(self, engine: SilentEngine, inventory: Inventory) -> None:
        self.engine, self.inventory = engine, inventory
        self.open = bytearray(b"\1" * len(inventory))
        """Whether an item is still to be reached, by its number."""
        self.left = len(inventory)
        """How many are."""
        self.new: list[int] = []
        """Items reached since `take` was called."""
        self.unlearned: list[Unlearned] = []
        """Facts that a body assumed and that had not been learned, likewise, each told once."""
        self._told = bytearray(b"\1" * inventory.bodies)
        self._menus = bytearray(b"\1" * inventory.bodies)
        self._menu: dict[int, _Menu] = {}
        self._labels: dict[int, Probe] = {}
        self._missed: set[Unlearned] = set()

    def reach(self, number: int) -> None:
        """An item is reached, perhaps not for the first time."""
        if self.open[number]:
            self.open[number] = 0
            self.left -= 1
            self.new.append(number)

    def forget(self, numbers: Sequence[int]) -> None:
        """Items that were reached elsewhere."""
        for number in numbers:
            self.left -= self.open[number]
            self.open[number] = 0

    def take(self) -> list[int]:
        """What was reached since this was called last."""
        found, self.new = self.new, []
        return found

    # ------------------------------------------------------------------- what is heard

    def entered(self, scene: int) -> None:
        """See `Listener`."""
        number = self.inventory.scene[scene]
        if self.open[number]:
            self.reach(number)

    def ran(self, body: ReadyBody, values: Sequence[Any]) -> None:
        """See `Listener`."""
        inventory = self.inventory
        number = inventory.ran[inventory.first[body.scene.index] + body.index]
        if number >= 0 and self.open[number]:
            self.reach(number)
        if body.source.assumes:
            self._assumed(body, values)

    def told(self, body: ReadyBody, probe: Probe, values: Any, counts: Vector, seed: int) -> Vector:
        """See `Listener`."""
        if probe.still:
            return counts
        flat = self.inventory.first[body.scene.index] + body.index
        if not self._told[flat]:
            return self._read(probe, values, counts, seed) if probe.counts else counts
        reading = Reading(values, counts, seed, self.reach)
        reading.read(probe)
        self._told[flat] = any(self.open[n] for n in probe.items)
        return reading.counts

    def told_ending(self, ending: Ending, parts: Sequence[tuple[int, Probe]], run: Run) -> None:
        """See `Listener`."""
        self.reach(self.inventory.ending[ending.id])
        reading = Reading(run.values, run.counts, run.origin.seed, self.reach)
        for number, probe in parts:
            part = self.inventory.wording.get(f"{ending.id}:part{number}", -1)
            if part >= 0:
                self.reach(part)
            reading.read(probe)

    def waited(self, body: ReadyBody, offer: Sequence[Option], run: State | Run, seed: int) -> None:
        """See `Listener`."""
        flat = self.inventory.first[body.scene.index] + body.index
        if not self._menus[flat]:
            return
        menu = self._menu.get(flat) or self._menu.setdefault(flat, self._made(body))
        for option in offer:
            reading = Reading(run.values, run.counts, seed, self.reach)
            if option.target < 0:
                reading.read(self._storylet(-1 - option.target))
                continue
            item, locked, label, reason = menu[option.target]
            if option.open:
                self.reach(item)
            elif locked >= 0:
                self.reach(locked)
                reading.read(reason)
            reading.read(label)
        if not body.draw and not any(self._left(choice) for choice in menu):
            self._menus[flat] = 0
            del self._menu[flat]

    # ------------------------------------------------------------------------ details

    def _assumed(self, body: ReadyBody, values: Sequence[Any]) -> None:
        facts = self.engine.head.facts
        for fact in body.source.assumes:
            place = (body.scene.index, body.index, fact)
            if not values[facts[fact].slot] and place not in self._missed:
                self._missed.add(place)
                self.unlearned.append(place)

    def _left(self, choice: tuple[int, int, Probe, Probe]) -> bool:
        """Whether anything about a choice is still to be reached."""
        item, locked, label, reason = choice
        numbers = (item, *([locked] if locked >= 0 else ()), *label.items, *reason.items)
        return any(self.open[number] for number in numbers)

    def _made(self, body: ReadyBody) -> _Menu:
        """What can be reached by an offer of a body."""
        scene, inventory, prober = body.scene.source, self.inventory, self.engine.prober
        found = []
        for choice in body.source.choices:
            place = f"{scene.id}/{scene.bodies[choice.body].path}"
            label = prober.probe(choice.label, f"{place}:label")
            reason = prober.probe(choice.locked, f"{place}:locked") if choice.locked else EMPTY
            item = inventory.offered[inventory.first[body.scene.index] + choice.body]
            locked = inventory.wording.get(f"{place}:locked", -1) if choice.locked else -1
            found.append((item, locked, label, reason))
        return tuple(found)

    def _storylet(self, index: int) -> Probe:
        """The probe of a storylet's label."""
        if index not in self._labels:
            scene = self.engine.ready(index).source
            label = scene.storylet.label if scene.storylet else ()
            self._labels[index] = self.engine.prober.probe(label, f"{scene.id}:storylet")
        return self._labels[index]
