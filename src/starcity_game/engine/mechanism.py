"""A machine made ready: its code compiled when it is first needed. Holds nothing of any life."""

from __future__ import annotations

from collections.abc import Iterable

from starcity_game.engine.ready import Code
from starcity_game.engine.state import Value
from starcity_game.engine.vector import Vector
from starcity_game.story.machine import Machine
from starcity_game.story.model import Head


class Mechanism:
    """The machine of one story, for those who ask about it or work on it."""

    def __init__(self, head: Head) -> None:
        self.machine: Machine = head.machine
        """Systems and flight."""
        self.code = Code(head.machine.code)
        """The machine's expressions and assignments."""
        self.unvisited = Vector(head.counters)
        """Counters of a life that has read nothing."""

    def holds(self, number: int, values: list[Value], counts: Vector | None = None) -> bool:
        """Whether a condition holds; there being none (-1), it does."""
        test = self.code.function(number)
        return test is None or bool(test(values, counts or self.unvisited))

    def says(self, number: int, values: list[Value], counts: Vector | None = None) -> str:
        """The word that an expression stands for."""
        function = self.code.function(number)
        return str(function(values, counts or self.unvisited)) if function else ""

    def apply(self, numbers: Iterable[int], values: list[Value], counts: Vector | None = None) -> None:
        """Carry out assignments, in place."""
        effects = self.code.effects(numbers)
        if effects:
            effects(values, counts or self.unvisited)
