"""Every earlier moment of a life, worked out from the newest by going back over what each choice changed."""

from __future__ import annotations

from collections.abc import Sequence

from starcity_game.engine.play import Engine
from starcity_game.engine.portable import Lost, Restored, unflatten
from starcity_game.engine.state import Origin, State

from .record import Flat, Kept

_EVERY = 64
"""Every so many choices a moment is remembered, so that no other is further away than that."""


class Chain:
    """The moments of a saved life by number: 0 is before the first choice, the last is where it stands."""

    def __init__(self, engine: Engine, origin: Origin, newest: Flat, kept: Sequence[Kept]) -> None:
        """`newest` is the state after all of `kept`."""
        self._engine = engine
        self._origin = origin
        self._kept = kept
        self._known: dict[int, Flat] = {len(kept): newest}
        self._last = len(kept), newest

    def flat(self, number: int) -> Flat:
        """The flat state before choice `number`, counted from 0. The caller does not change it."""
        at, found = self._last
        if at < number:
            at = min(n for n in self._known if n >= number)
            found = self._known[at]
        if at > number:
            found = dict(found)
            while at > number:
                at -= 1
                undo(found, self._kept[at].delta)
                if at % _EVERY == 0:
                    self._known.setdefault(at, dict(found))
        self._last = number, found
        return found

    def restored(self, number: int) -> Restored:
        """The state before choice `number` as the story has it now. Raises Lost when its scene has gone."""
        flat = self.flat(number)
        scene = flat.get("scene")
        if not isinstance(scene, str) or self._engine.story.index(scene) is None:
            raise Lost("the scene has gone")
        try:
            return unflatten(self._engine, flat, self._origin)
        except (TypeError, ValueError, LookupError, AttributeError) as error:
            raise Lost("the state is none of this story") from error

    def latest(self, number: int) -> tuple[int, Restored] | None:
        """The last moment up to `number` that the story still has, with its number; None if there is none."""
        for at in range(number, -1, -1):
            try:
                return at, self.restored(at)
            except Lost:
                continue
        return None

    def state(self, number: int) -> State:
        """The state before choice `number`; one that has gone gives the last before it, or the beginning."""
        found = self.latest(number)
        return found[1].state if found else self._engine.begin(self._origin).state


def undo(flat: Flat, delta: Flat) -> None:
    """Turn `flat` back by `delta` in place, as `portable.undone` does with a copy."""
    for key, value in delta.items():
        if value is None:
            flat.pop(key, None)
        else:
            flat[key] = value
