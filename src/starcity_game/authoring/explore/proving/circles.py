"""Which points of a graph lie on a circle, and how long the ways through it are."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence


def components(edges: Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
    """(place, knot) of every point, by its number.

    Places follow the reversed order of finishing in a search from the first point on, so that a point comes after
    most of those that lead to it. Points of one knot lead to each other; what a knot leads to has a lower number
    (R. Tarjan, "Depth-first search and linear graph algorithms", 1972, without recursion).
    """
    size = len(edges)
    seen, low, knot = [-1] * size, [0] * size, [-1] * size
    finished: list[int] = []
    standing: list[int] = []
    knots = clock = 0
    for start in range(size):
        if seen[start] >= 0:
            continue
        way = [(start, 0)]
        while way:
            point, at = way.pop()
            if at == 0:
                seen[point] = low[point] = clock
                clock += 1
                standing.append(point)
            targets = edges[point]
            while at < len(targets):
                target = targets[at]
                at += 1
                if seen[target] < 0:
                    way.append((point, at))
                    way.append((target, 0))
                    break
                if knot[target] < 0:
                    low[point] = min(low[point], seen[target])
            else:
                finished.append(point)
                if low[point] == seen[point]:
                    while True:
                        member = standing.pop()
                        knot[member] = knots
                        if member == point:
                            break
                    knots += 1
                if way:
                    before = way[-1][0]
                    low[before] = min(low[before], low[point])
    place = [0] * size
    for number, point in enumerate(reversed(finished)):
        place[point] = number
    return place, knot


def circling(edges: Mapping[int, Iterable[int]]) -> list[list[int]]:
    """The points that lie on circles, those that lead to each other together, each list ascending."""
    points = sorted({*edges, *(t for targets in edges.values() for t in targets)})
    number = {point: k for k, point in enumerate(points)}
    listed = [[number[t] for t in edges.get(point, ())] for point in points]
    _, knots = components(listed)
    found: dict[int, list[int]] = {}
    for k, point in enumerate(points):
        found.setdefault(knots[k], []).append(point)
    return sorted(
        members for members in found.values() if len(members) > 1 or members[0] in set(edges.get(members[0], ()))
    )


def longest(edges: Mapping[int, Iterable[int]], summed: Container[int] = ()) -> int:
    """Points on the longest way through a graph without circles. From a point in `summed` a way goes on through
    all that it leads to, one after another."""
    lengths: dict[int, int] = {}
    for start in edges:
        way = [start]
        while way:
            point = way[-1]
            targets = list(edges.get(point, ()))
            missing = [t for t in targets if t not in lengths]
            if missing and point not in lengths:
                way += missing
                continue
            way.pop()
            after = [lengths[t] for t in targets]
            lengths[point] = 1 + (sum(after) if point in summed else max(after, default=0))
    return max(lengths.values(), default=0)
