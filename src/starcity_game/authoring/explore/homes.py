"""States that a shard keeps for later rounds: one or a few for every body in which a reader has waited."""

from __future__ import annotations

from collections.abc import Iterator

from starcity_game.engine.play import Turn

Place = tuple[int, int]
"""Scene and body."""


class Homes:
    """Kept states, by where the reader stands."""

    def __init__(self, room: int) -> None:
        """At most `room` states are kept of each body."""
        self._room = room
        self._homes: dict[Place, list[tuple[int, Turn]]] = {}
        self._bodies: dict[int, list[Place]] = {}
        self.places: list[Place] = []
        """Every body that has states, in the order in which they were reached."""

    def at(self, place: Place) -> list[tuple[int, Turn]]:
        """Node and turn of the states of a body."""
        return self._homes.get(place, [])

    def of(self, scene: int) -> Iterator[tuple[int, Turn]]:
        """The same for all bodies of a scene."""
        for place in self._bodies.get(scene, ()):
            yield from self._homes[place]

    def keep(self, node: int, turn: Turn) -> None:
        """Keep a state if there is room; now and then a later one takes the place of an earlier."""
        place = (turn.state.scene, turn.state.body)
        home = self._homes.get(place)
        if home is None:
            self._homes[place] = [(node, turn)]
            self._bodies.setdefault(place[0], []).append(place)
            self.places.append(place)
        elif len(home) < self._room:
            home.append((node, turn))
        elif self._room > 1 and node % 16 == 0:
            home[1 + node // 16 % (self._room - 1)] = (node, turn)
