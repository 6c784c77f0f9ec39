"""Scenes made ready for play: conditions as functions, unvarying text as finished events.

A scene is made ready when it is first entered and kept by the engine; nothing here depends on a state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from starcity_game.engine.events import Option, Prose, Span, tidy
from starcity_game.engine.vector import Vector
from starcity_game.story.expressions import compile_effects, compile_expression
from starcity_game.story.model import Body, Check, Choice, Gap, Jump, Piece, Run, Scene, Text, Vary

Evaluate = Callable[[Any, Vector], Any]
Apply = Callable[[Any, Vector], None]
Paragraphs = tuple[tuple[Evaluate | None, Prose | None, Prose | None], ...]


class ReadyChoice:
    """A choice with its condition compiled, and its option built once where it never varies."""

    __slots__ = ("body", "choice", "counter", "number", "option", "swift", "when")

    def __init__(
        self, number: int, choice: Choice, when: Evaluate | None, option: Option | None, body: ReadyBody
    ) -> None:
        self.number = number
        """Its place among the choices of its body."""
        self.choice, self.when, self.option, self.body = choice, when, option, body
        source = body.source
        jump = source.jump
        self.swift = -1
        """The scene that taking it leads to at once, when nothing else happens on the way; -1 otherwise."""
        if jump and jump.kind == "goto" and not (source.check or source.choices or body.busy or body.acts):
            self.swift = jump.scene if body.paragraphs is not None else -1
        self.counter = choice.counter if choice.once else -1
        """Number of the counter that says whether it was taken; -1 where nobody asks."""


class ReadyBody:
    """A body with everything in it compiled."""

    __slots__ = (
        "acts", "busy", "check", "choices", "draw", "effects", "failure", "index", "jump", "leave", "menu",
        "paragraphs", "parent", "role", "scene", "source", "success", "text", "then", "when",
    )  # fmt: skip

    scene: ReadyScene
    parent: ReadyBody | None
    choices: tuple[ReadyChoice, ...]
    menu: tuple[tuple[Evaluate | None, Option | None, ReadyChoice], ...]
    """Of each choice its condition, its option if nothing else has to be asked, and itself."""
    then: tuple[ReadyBody, ...]
    success: ReadyBody | None
    failure: ReadyBody | None

    def __init__(self, scene: ReadyScene, index: int, source: Body, code: Code) -> None:
        self.scene, self.index, self.source = scene, index, source
        self.role = source.role
        self.when = code.function(source.when)
        self.effects = code.effects(source.sets)
        self.text = source.text
        self.paragraphs = paragraphs(source.text, code)
        """The text as finished events to choose from; None where it has to be drawn."""
        self.check: Check | None = source.check
        self.draw = source.draw
        self.jump: Jump | None = source.jump
        self.leave = False
        self.acts = source.acts
        self.busy = bool(source.advance or source.date is not None or source.place or source.learn or source.acts)
        """Whether the clock, the notebook or the ledger is touched."""


class ReadyScene:
    """A scene made ready."""

    __slots__ = ("bodies", "hub", "index", "root", "skip", "source", "swift")

    def __init__(self, index: int, source: Scene, code: Code) -> None:
        self.index, self.source, self.hub = index, source, source.hub
        self.bodies = [ReadyBody(self, k, body, code) for k, body in enumerate(source.bodies)]
        self.root = self.bodies[0]
        root = source.bodies[0]
        self.swift = bool(
            root.choices and not (root.draw or root.check or source.skip >= 0 or source.episode)
            and not self.root.busy and self.root.paragraphs is not None
        )  # fmt: skip
        """Whether entering it is only its assignments, finished paragraphs and choices: see `Engine.play`."""
        self.skip = self.bodies[source.skip] if source.skip >= 0 else None
        for body in self.bodies:
            self._join(body, code)

    def _join(self, body: ReadyBody, code: Code) -> None:
        """Point a body at those inside and around it."""
        source, bodies = body.source, self.bodies
        body.parent = bodies[source.parent] if source.parent >= 0 else None
        body.success = bodies[source.success] if source.success >= 0 else None
        body.failure = bodies[source.failure] if source.failure >= 0 else None
        body.then = tuple(bodies[i] for i in source.then)
        made = []
        for number, choice in enumerate(source.choices):
            bodies[choice.body].leave = choice.leave
            option = self._option(number, choice)
            made.append(ReadyChoice(number, choice, code.function(choice.when), option, bodies[choice.body]))
        body.choices = tuple(made)
        body.menu = tuple((r.when, None if r.choice.once else r.option, r) for r in made)

    def _option(self, number: int, choice: Choice) -> Option | None:
        """The option of a choice whose label and odds never vary."""
        label = still(choice.label)
        if not label or self.bodies[choice.body].check:
            return None
        return Option(choice.id, label, target=number, expresses=choice.reflective)


class Code:
    """Expressions and assignments, compiled when they are first needed."""

    def __init__(self, trees: Sequence[Any]) -> None:
        self._trees = trees
        self._functions: dict[int, Evaluate] = {}
        self._effects: dict[tuple[int, ...], Apply] = {}

    def function(self, number: int) -> Evaluate | None:
        """The function of a condition or expression; None for the number -1."""
        if number < 0:
            return None
        found = self._functions.get(number)
        if found is None:
            found = self._functions[number] = compile_expression(self._trees[number])
        return found

    def effects(self, numbers: Iterable[int]) -> Apply | None:
        """One function for several assignments; None for none."""
        key = tuple(numbers)
        if not key:
            return None
        found = self._effects.get(key)
        if found is None:
            found = self._effects[key] = compile_effects([self._trees[n] for n in key])
        return found


def paragraphs(text: Text, code: Code) -> Paragraphs | None:
    """A text whose paragraphs never vary, or are one of two that do not, as finished events."""
    found: list[tuple[Evaluate | None, Prose | None, Prose | None]] = []
    entry: list[Piece] = []
    for piece in (*text, Gap()):
        if type(piece) is not Gap:
            entry.append(piece)
        elif entry:
            made = _paragraph(tuple(entry), code)
            if made is None:
                return None
            found.append(made)
            entry.clear()
    return tuple(found)


def _paragraph(entry: Text, code: Code) -> tuple[Evaluate | None, Prose | None, Prose | None] | None:
    """One entry of a text as (condition, event if it holds or there is none, event if not)."""
    if spans := still(entry):
        return None, Prose(spans), None
    only = entry[0]
    if len(entry) > 1 or not isinstance(only, Vary):
        return None
    sides = []
    for side in (only.then, only.otherwise):
        spans = still(side)
        if side and not spans:
            return None
        sides.append(Prose(spans) if spans else None)
    return code.function(only.code), sides[0], sides[1]


def still(text: Text) -> tuple[Span, ...]:
    """The spans of a text that never varies; empty when it does, or when there is none."""
    if all(type(piece) is Run for piece in text):
        return tidy([Span(p.text, p.style) for p in text if type(p) is Run])
    return ()
