"""Directed graphs, given for every node as the numbers of those that it leads to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Edges = Sequence[Sequence[int]]
"""For every node the nodes it leads to."""


def components(edges: Edges) -> list[list[int]]:
    """The nodes in groups that lead to one another, each group before those that lead to it.

    Tarjan's algorithm with a stack of its own: a story may be deeper than Python's.
    """
    number = [-1] * len(edges)
    low = [0] * len(edges)
    on_path = bytearray(len(edges))
    path: list[int] = []
    found: list[list[int]] = []
    count = 0
    for root in range(len(edges)):
        if number[root] >= 0:
            continue
        number[root] = low[root] = count
        count += 1
        path.append(root)
        on_path[root] = 1
        work = [(root, iter(edges[root]))]
        while work:
            node, targets = work[-1]
            for target in targets:
                if number[target] < 0:
                    number[target] = low[target] = count
                    count += 1
                    path.append(target)
                    on_path[target] = 1
                    work.append((target, iter(edges[target])))
                    break
                if on_path[target] and number[target] < low[node]:
                    low[node] = number[target]
            else:
                work.pop()
                if work and low[node] < low[work[-1][0]]:
                    low[work[-1][0]] = low[node]
                if low[node] == number[node]:
                    found.append(_cut(path, on_path, node))
    return found


def _cut(path: list[int], on_path: bytearray, root: int) -> list[int]:
    """The end of `path` from `root` on, taken off it."""
    group = []
    while True:
        node = path.pop()
        on_path[node] = 0
        group.append(node)
        if node == root:
            return group


def reachable(edges: Edges, starts: Iterable[int]) -> set[int]:
    """Everything that can be reached from `starts`, which are in it."""
    found = set(starts)
    waiting = list(found)
    while waiting:
        for target in edges[waiting.pop()]:
            if target not in found:
                found.add(target)
                waiting.append(target)
    return found
