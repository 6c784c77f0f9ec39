"""A life: a state, and the way that led to it. Pure: every call gives a new life."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from starcity_game.engine.events import Event, Option
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Origin, State, Value
from starcity_game.story.model import Variable


class Deferred:
    """A state that is worked out when it is first asked for, as after loading a long life."""

    __slots__ = ("_found", "_work")

    def __init__(self, work: Callable[[], State]) -> None:
        """`work` gives the state; it is called once at most."""
        self._work = work
        self._found: State | None = None

    def state(self) -> State:
        """The state itself."""
        if self._found is None:
            self._found = self._work()
        return self._found


class Step(msgspec.Struct, frozen=True):
    """One choice of a life, with what undoing it needs."""

    number: int
    """Counted from 1."""
    moment: State | Deferred
    """The state in which the choice was made, perhaps still to be worked out."""
    choice: str
    """Id of the option that was taken."""
    previous: Step | None
    """The choice before this one."""
    label: str = ""
    """What the option said when it was taken; empty when it is not remembered."""

    @property
    def before(self) -> State:
        """The state in which the choice was made."""
        return self.moment.state() if isinstance(self.moment, Deferred) else self.moment


class Life(msgspec.Struct, frozen=True):
    """Somebody's way through the story, up to now."""

    state: State
    """Where it stands."""
    events: tuple[Event, ...]
    """What the last choice (or the beginning) brought to read."""
    offer: tuple[Option, ...]
    """What may be done now; empty when the life has ended."""
    last: Step | None
    """The last choice made."""

    @property
    def sheet(self) -> int:
        """How many choices have been made: the number of the sheet in the file."""
        return self.last.number if self.last else 0

    @property
    def ended(self) -> bool:
        """Whether there is nothing left to choose."""
        return bool(self.state.ended)


def begin(engine: Engine, origin: Origin) -> Life:
    """The first page of a volume. Raises ValueError when the origin does not fit the story."""
    turn = engine.begin(origin)
    return Life(turn.state, turn.events, turn.offer, None)


def choose(engine: Engine, life: Life, choice: str) -> Life:
    """`life` after taking the open option with the id `choice`. Raises KeyError if it is not open."""
    option = next((o for o in life.offer if o.id == choice and o.open), None)
    if option is None:
        raise KeyError(choice)
    turn = engine.play(life.state, option)
    step = Step(life.sheet + 1, life.state, choice, life.last, option.text)
    return Life(turn.state, turn.events, turn.offer, step)


def steps(life: Life) -> list[Step]:
    """Every choice made, the first first."""
    found = []
    step = life.last
    while step is not None:
        found.append(step)
        step = step.previous
    return found[::-1]


def page(engine: Engine, step: Step) -> tuple[Event, ...]:
    """What choice `step` brought to read, worked out anew; empty if the story no longer has it."""
    option = next((o for o in engine.offer(step.before) if o.id == step.choice and o.open), None)
    return engine.play(step.before, option).events if option else ()


def undo(engine: Engine, life: Life, to: int | None = None) -> Life:
    """`life` as it stood after choice number `to` (by default: one choice earlier)."""
    keep = max(0, life.sheet - 1 if to is None else to)
    if keep >= life.sheet:
        return life
    later, step = None, life.last
    while step is not None and step.number > keep:
        later, step = step, step.previous
    assert later is not None  # keep < sheet, so at least one step was walked over
    events = page(engine, step) if step else engine.begin(later.before.origin).events
    return Life(later.before, events, engine.offer(later.before), step)


def episode_start(life: Life) -> int:
    """Number of choices made when the present episode began, for `undo(engine, life, to=…)`."""
    number, step = life.sheet, life.last
    while step is not None and step.before.episode == life.state.episode:
        number, step = step.number - 1, step.previous
    return number


def shown_in(engine: Engine, volume: str) -> tuple[Variable, ...]:
    """The variables that a player of this volume sees, in the order of declaration."""
    return tuple(v for v in engine.story.shown if v.volume in ("", volume))


def changes(engine: Engine, before: State, after: State) -> list[tuple[str, Value, Value]]:
    """Shown variables that differ between two states, as (variable, old value, new value)."""
    shown = shown_in(engine, after.origin.volume)
    return [
        (v.id, before.values[v.slot], after.values[v.slot])
        for v in shown
        if before.values[v.slot] != after.values[v.slot]
    ]
