"""The ways of a shard: every state that is kept, with the state before it and the choice between them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable


class Tree:
    """Nodes by number. One that stands for a beginning has -1 - beginning in the place of the node before it."""

    def __init__(self) -> None:
        self._before = array("i")
        self._root = array("i")
        self._depth = array("i")
        self._choice: list[str] = []
        self._told: set[int] = set()
        self.deepest = 0
        """Choices of the longest way."""

    def __len__(self) -> int:
        return len(self._choice)

    def add(self, before: int, choice: str) -> int:
        """A new node, which `choice` leads to from the node `before`; its number."""
        self._before.append(before)
        self._choice.append(choice)
        self._root.append(-1 - before if before < 0 else self._root[before])
        depth = 0 if before < 0 else self._depth[before] + 1
        self._depth.append(depth)
        self.deepest = max(self.deepest, depth)
        return len(self._choice) - 1

    def chain(self, before: int, choices: Iterable[str]) -> int:
        """Nodes for several choices, one after the other; the number of the last."""
        for choice in choices:
            before = self.add(before, choice)
        return before

    def root(self, node: int) -> int:
        """The beginning that a node comes from."""
        return self._root[node]

    def untold(self, nodes: Iterable[int]) -> list[tuple[int, int, str]]:
        """(node, node before, choice) for all on the ways to `nodes` that this was not asked before."""
        found = []
        for end in nodes:
            node = end
            while node >= 0 and node not in self._told:
                self._told.add(node)
                found.append((node, self._before[node], self._choice[node]))
                node = self._before[node]
        return found
