"""How far it is, in scenes, to those where something is still to be reached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from starcity_game.story.model import Head, Scene

FAR = 1_000_000
"""The distance to what nothing leads to."""


class Map:
    """Which scenes lead to which. Calls and storylets count both ways, since one comes back from them."""

    def __init__(self, head: Head, scenes: Sequence[Scene]) -> None:
        self.before: list[list[int]] = [[] for _ in scenes]
        """The scenes that lead to each scene."""
        self.after: list[list[int]] = [[] for _ in scenes]
        """The scenes that each scene leads to."""
        edges: dict[tuple[int, int], None] = {}
        for index, scene in enumerate(scenes):
            for body in scene.bodies:
                if body.jump and body.jump.scene >= 0:
                    edges[index, body.jump.scene] = None
                    if body.jump.kind == "call":
                        edges[body.jump.scene, index] = None
                for storylet in head.decks.get(body.draw[0], ()) if body.draw else ():
                    edges[index, storylet] = edges[storylet, index] = None
        for one, other in edges:
            self.after[one].append(other)
            self.before[other].append(one)

    def distances(self, targets: Iterable[int], enough: int = FAR) -> dict[int, int]:
        """Of each scene that leads to one of `targets` the least number of steps, the nearest first; no others
        once there are `enough`."""
        found = dict.fromkeys(targets, 0)
        ring, steps = [*found], 0
        while ring and len(found) < enough:
            steps += 1
            following = []
            for scene in ring:
                for before in self.before[scene]:
                    if before not in found:
                        found[before] = steps
                        following.append(before)
            ring = following
        return found

    def around(self, scene: int, steps: int) -> set[int]:
        """The scenes that can be entered from `scene` in so many steps, itself included."""
        found, ring = {scene}, [scene]
        for _ in range(steps):
            ring = [t for s in ring for t in self.after[s] if t not in found]
            found.update(ring)
        return found
