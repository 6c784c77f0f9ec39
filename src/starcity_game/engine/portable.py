"""A state as plain data under stable names, so that it outlives an edit of the story.

A flat table: `scene`, `body`, `ended`, `episode`; `v:name` for each variable that is not at its
beginning; `c:role` for who holds it; `n:name` for each counter that is not zero; `d:k` and `f:k` for
the k-th act and fact; `frames` and `drawn` while they are in use. Two such tables differ in a few
keys after a choice, and that difference is what undoing needs.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

import msgspec

from starcity_game.engine.casting import kept_cast
from starcity_game.engine.play import Engine
from starcity_game.engine.state import NOW, PLACE, Deed, Frame, Link, Origin, State, Value, entries
from starcity_game.engine.vector import Vector
from starcity_game.story.strict_text import clean

Flat = dict[str, Any]
"""A state as JSON data."""


class Lost(Exception):
    """No scene of the story is left where the state stood."""


class Restored(msgspec.Struct, frozen=True):
    """A state read back, with a sentence for each thing that could not be."""

    state: State
    notices: tuple[str, ...]


def flatten(engine: Engine, state: State) -> Flat:
    """`state` as a flat table of JSON data."""
    head = engine.head
    scene = engine.ready(state.scene)
    flat: Flat = {"scene": scene.source.id, "episode": state.episode}
    if path := scene.bodies[state.body].source.path:
        flat["body"] = path
    if state.ended:
        flat["ended"] = state.ended
    for variable in head.variables.values():
        if state.values[variable.slot] != variable.start:
            flat[f"v:{variable.id}"] = state.values[variable.slot]
    for role in head.casting.roles if head.casting else ():
        flat[f"c:{role.id}"] = state.values[role.slot]
    if state.values[NOW]:
        flat["now"] = state.values[NOW]
    if state.values[PLACE]:
        flat["place"] = state.values[PLACE]
    for number, count in state.counts.items():
        flat[f"n:{counter_name(engine, number)}"] = count
    for k, deed in enumerate(entries(state.ledger)):
        flat[f"d:{k}"] = msgspec.json.decode(msgspec.json.encode(deed))
    for k, fact in enumerate(entries(state.learned)):
        flat[f"f:{k}"] = list(fact) if isinstance(fact, tuple) else []
    if state.frames:
        flat["frames"] = [_frame(engine, f) for f in state.frames]
    if state.drawn:
        flat["drawn"] = [head.scenes[i] for i in state.drawn]
    return flat


def _frame(engine: Engine, frame: Frame) -> list[Any]:
    scenes, names = engine.head.scenes, _slot_names(engine)
    path = engine.ready(frame.scene).bodies[frame.body].source.path
    covered = [[names[slot], value] for slot, value in frame.restore if slot in names]
    return [scenes[frame.scene], path, frame.hub, [scenes[i] for i in frame.drawn], covered]


def counter_name(engine: Engine, number: int) -> str:
    """Stable name of a counter: a scene's id for its visits, else its scene and place in it."""
    head = engine.head
    if number < len(head.scenes):
        return head.scenes[number]
    shared = number - len(head.scenes)
    if shared < len(head.shared):
        return f"*{head.shared[shared]}"
    index = bisect_right(head.bases, number) - 1
    scene = engine.ready(index).source
    return f"{scene.id}/{scene.counters[number - scene.base]}"


def difference(older: Flat, newer: Flat) -> Flat:
    """What turns `newer` back into `older`: key to the old value, None where there was none."""
    undo = {key: older.get(key) for key in newer if newer[key] != older.get(key)}
    undo.update((key, value) for key, value in older.items() if key not in newer)
    return undo


def undone(flat: Flat, delta: Flat) -> Flat:
    """`flat` with a difference applied."""
    back = {**flat, **delta}
    return {key: value for key, value in back.items() if value is not None}


def unflatten(engine: Engine, flat: Flat, origin: Origin) -> Restored:
    """The state in a flat table, fitted to the story as it is now. Raises Lost when its scene is gone."""
    return _Reader(engine, flat, origin).read()


class _Reader:
    """Fits one table to one story; anything of the wrong type counts as missing."""

    def __init__(self, engine: Engine, flat: Flat, origin: Origin) -> None:
        self.engine, self.head, self.flat, self.origin = engine, engine.head, flat, origin
        self.notices: list[str] = []

    def read(self) -> Restored:
        """See `unflatten`."""
        head = self.head
        scene = self.scene(self.flat.get("scene"))
        if scene is None or self.origin.volume not in head.volumes:
            raise Lost(str(self.flat.get("scene"))[:100])
        body, found = self.body(scene, self.flat.get("body", ""))
        values = self.values()
        learned = self.learned(values)
        ended = self.flat.get("ended", "")
        state = State(
            self.origin, values, self.counts(), scene, body,
            self.frames(), self.drawn(self.flat.get("drawn")), self.ledger(), learned,
            self.number(self.flat.get("episode"), 0),
            ended if isinstance(ended, str) and (ended in head.endings or ended == "!") else "",
        )  # fmt: skip
        if not found:
            title = self.engine.ready(scene).source.title or self.head.scenes[scene]
            self.notices.append(
                f"The place in “{title}” where you were is no longer there; you stand at its beginning."
            )
        return Restored(state, tuple(self.notices))

    def scene(self, id: Any) -> int | None:
        """Index of a scene by its present or former id."""
        return self.engine.story.index(id) if isinstance(id, str) else None

    def body(self, scene: int, path: Any) -> tuple[int, bool]:
        """Index of the body with this path, and whether it is there; otherwise of the scene's own."""
        for body in self.engine.ready(scene).bodies:
            if body.source.path == path:
                return body.index, True
        return 0, False

    def values(self) -> list[Value]:
        """Slots: as on the first page, then what was kept and still fits."""
        values = self.engine.first_values(self.origin)
        values[NOW] = self.number(self.flat.get("now"), 0)
        place = self.flat.get("place", "")
        values[PLACE] = place if isinstance(place, str) and place in self.head.places else ""
        self.cast(values)
        known = self.head.variables
        starts = {v.slot for v in known.values()}
        for slot in starts:  # what equals its beginning is not kept
            values[slot] = self.head.start[slot]
        for key, value in self.flat.items():
            if not key.startswith("v:"):
                continue
            variable = known.get(key[2:])
            if variable is None:
                self.notices.append(f"The story no longer keeps “{key[2:][:60]}”.")
            elif not self.fits(variable, value):
                self.notices.append(f"“{variable.id}” no longer takes the value it had; it begins anew.")
            else:
                values[variable.slot] = value
        return values

    def cast(self, values: list[Value]) -> None:
        """Leave the roles with those who were dealt them."""
        if self.head.casting is None:
            return
        kept = {key[2:]: person for key, person in self.flat.items() if key.startswith("c:")}
        cast, fits = kept_cast(self.head.casting, self.origin.seed, kept)
        for role in self.head.casting.roles:
            values[role.slot] = cast[role.id]
        if not fits:
            self.notices.append("Something that was settled at the beginning no longer fits, and is settled anew.")

    def fits(self, variable: Any, value: Any) -> bool:
        """Whether a variable can hold a kept value."""
        if variable.kind in ("number", "pair"):
            return type(value) is int and variable.low <= value <= variable.high
        if variable.kind == "flag":
            return isinstance(value, bool)
        if variable.kind == "word":
            return value in variable.words
        return isinstance(value, str) and len(value) <= 1_000 and clean(value) == value

    def learned(self, values: list[Value]) -> Link | None:
        """Facts in the order of learning; those that are gone are left out."""
        link: Link | None = None
        for entry in self.series("f:"):
            if isinstance(entry, list) and len(entry) == 2 and all(isinstance(e, str) for e in entry):
                fact = self.head.facts.get(entry[0])
                if fact and not values[fact.slot]:
                    values[fact.slot] = True
                    link = Link((entry[0], entry[1]), link, link.count + 1 if link else 1)
        return link

    def ledger(self) -> Link | None:
        """Acts in the order in which they were done."""
        link: Link | None = None
        for entry in self.series("d:"):
            try:
                deed = msgspec.convert(entry, Deed)
            except msgspec.ValidationError:
                continue
            link = Link(deed, link, link.count + 1 if link else 1)
        return link

    def series(self, prefix: str) -> list[Any]:
        """Values of the numbered keys with this prefix, in order."""
        found = [
            (int(k[2:]), v) for k, v in self.flat.items() if k.startswith(prefix) and k[2:].isdecimal() and len(k) < 12
        ]
        return [value for _, value in sorted(found, key=lambda pair: pair[0])]

    def counts(self) -> Vector:
        """Counters by their names; those of scenes and choices that are gone are left out."""
        counts = Vector(self.head.counters)
        for key, count in self.flat.items():
            if key.startswith("n:") and type(count) is int and 0 < count < 1_000_000_000:
                number = self.counter(key[2:])
                if number is not None:
                    counts = counts.put(number, count)
        return counts

    def counter(self, name: str) -> int | None:
        """Number of a counter; None when the story has it no longer."""
        if name.startswith("*"):
            shared = self.head.shared
            return len(self.head.scenes) + shared.index(name[1:]) if name[1:] in shared else None
        scene_id, slash, rest = name.partition("/")
        scene = self.scene(scene_id)
        if scene is None or not slash:
            return scene
        source = self.engine.ready(scene).source
        return source.base + source.counters.index(rest) if rest in source.counters else None

    def frames(self) -> tuple[Frame, ...]:
        """Calls to come back from; from the first that is gone, the outer ones are kept."""
        found: list[Frame] = []
        listed = self.flat.get("frames", [])
        for entry in listed if isinstance(listed, list) else []:
            frame = self.frame(entry)
            if frame is None:
                self.notices.append("A scene that was to be come back to is no longer there.")
                continue
            found.append(frame)
        return tuple(found[-16:])

    def frame(self, entry: Any) -> Frame | None:
        """One call to come back from."""
        if not (isinstance(entry, list) and len(entry) == 5 and isinstance(entry[4], list)):
            return None
        scene = self.scene(entry[0])
        if scene is None:
            return None
        body, found = self.body(scene, entry[1])
        slots = {name: slot for slot, name in _slot_names(self.engine).items()}
        covered = []
        for pair in entry[4]:
            if isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str) and pair[0] in slots:
                variable = self.head.variables[pair[0]]
                if self.fits(variable, pair[1]):
                    covered.append((variable.slot, pair[1]))
        return Frame(scene, body, bool(entry[2]), self.drawn(entry[3]), tuple(covered)) if found else None

    def drawn(self, listed: Any) -> tuple[int, ...]:
        """Storylets on offer that the story still has."""
        found = [self.scene(id) for id in listed] if isinstance(listed, list) else []
        return tuple(i for i in found if i is not None and self.engine.ready(i).source.storylet)

    def number(self, value: Any, otherwise: int) -> int:
        """A whole number of reasonable size."""
        return value if type(value) is int and abs(value) < 1_000_000_000_000 else otherwise


def _slot_names(engine: Engine) -> dict[int, str]:
    """Slot to the name of its variable."""
    return {v.slot: v.id for v in engine.head.variables.values()}
