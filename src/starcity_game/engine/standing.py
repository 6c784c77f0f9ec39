"""To stand anywhere in a story with anything true: what authors and tools need beside play. Pure.

A state that is made here may be one that no reader ever reaches; every rule of play holds from it on.
"""

from __future__ import annotations

import msgspec

from starcity_game.engine.events import Option
from starcity_game.engine.ledger import added
from starcity_game.engine.play import Engine, Turn
from starcity_game.engine.portable import flatten, unflatten
from starcity_game.engine.state import Frame, Link, Origin, State, Value, entries
from starcity_game.engine.vector import Vector


def unbegun(engine: Engine, origin: Origin) -> State:
    """The state of a new life before its first page. Raises ValueError for a volume that the story has not."""
    volume = engine.head.volumes.get(origin.volume)
    if volume is None:
        raise ValueError(f"this story has no volume `{origin.volume}`")
    return State(origin, engine.first_values(origin), Vector(engine.head.counters), volume.start, 0)


def enter(engine: Engine, state: State, scene: int, home: Frame | None = None) -> Turn:
    """Scene number `scene` entered in `state`; `home` is where to come back to when it ends without a jump.

    Everything that was waiting to be come back to is given up.
    """
    frames = (home,) if home else ()
    return engine.enter(msgspec.structs.replace(state, frames=frames, drawn=(), ended=""), scene)


def put(state: State, slot: int, value: Value) -> State:
    """`state` with `value` in the slot of a variable, of the clock (`NOW`) or of the place (`PLACE`)."""
    values = state.values.copy()
    values[slot] = value
    return msgspec.structs.replace(state, values=values)


def know(engine: Engine, state: State, fact: str, known: bool) -> State:
    """`state` with a fact in the notebook, or out of it. Raises KeyError for a fact that the story has not."""
    slot = engine.head.facts[fact].slot
    if bool(state.values[slot]) == known:
        return state
    state = put(state, slot, known)
    if known:
        return msgspec.structs.replace(state, learned=added(state.learned, (fact, engine.head.scenes[state.scene])))
    return msgspec.structs.replace(state, learned=_without(state.learned, fact))


def visit(state: State, scene: int, visits: int) -> State:
    """`state` with so many visits of a scene counted."""
    return msgspec.structs.replace(state, counts=state.counts.put(scene, visits))


def born(engine: Engine, state: State, origin: Origin) -> State:
    """`state` as it would be in a life with another origin: other names, other deals, everything else kept."""
    return unflatten(engine, flatten(engine, state), origin).state


def option(engine: Engine, state: State, choice: str) -> Option | None:
    """The option with the id `choice` of the waiting body, open or not; None when the body has no such choice."""
    if choice.startswith("@"):
        index = engine.story.index(choice[1:])
        storylet = engine.ready(index).source.storylet if index is not None else None
        drawing = engine.ready(state.scene).bodies[state.body].draw
        fits = storylet is not None and drawing is not None and storylet.deck == drawing[0]
        return Option(choice, (), target=-1 - index) if fits and index is not None else None
    offered = next((one for one in engine.offer(state) if one.id == choice), None)
    if offered is not None:
        return offered
    waiting = engine.ready(state.scene).bodies[state.body].choices
    return next((Option(choice, (), False, target=one.number) for one in waiting if one.choice.id == choice), None)


def _without(learned: Link | None, fact: str) -> Link | None:
    """The notebook without one fact."""
    kept: Link | None = None
    for entry in entries(learned):
        if isinstance(entry, tuple) and entry[0] != fact:
            kept = added(kept, entry)
    return kept
