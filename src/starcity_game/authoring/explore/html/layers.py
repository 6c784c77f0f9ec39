"""Where the nodes of a small map stand: in rows, by their distance from where it begins."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

import networkx as nx

ROW: Final = 6
"""Nodes of a row at most: as many as a page has room for."""
_SWEEPS: Final = 6
_LONG_RUN: Final = 4
"""Nodes one after the other that are worth a line."""
Rows = list[list[str]]


def by_distance(graph: nx.DiGraph[str], walked: nx.DiGraph[str], starts: Collection[str]) -> Rows:
    """The nodes of `graph` in layers by their distance from `starts` on the ways `walked`; a node that these do not
    lead to comes below the nearest that leads to it, or else at the end."""
    begin = [key for key in graph if key in starts] or [key for key in graph if not graph.in_degree(key)]
    row = {key: number for number, layer in enumerate(nx.bfs_layers(walked, begin)) for key in layer}
    left = [key for key in graph if key not in row]
    while left:
        below = {k: min(row[b] for b in graph.predecessors(k) if b in row) + 1
                 for k in left if any(b in row for b in graph.predecessors(k))}  # fmt: skip
        row |= below or {left[0]: max(row.values(), default=-1) + 1}
        left = [key for key in left if key not in row]
    rows: Rows = [[] for _ in range(max(row.values(), default=-1) + 1)]
    for key in graph:
        rows[row[key]].append(key)
    return rows


def uncrossed(graph: nx.DiGraph[str], rows: Rows) -> Rows:
    """Every row in an order in which few ways cross: nodes go to the mean of what they are joined to (Sugiyama,
    Tagawa and Toda, 1981), down and up in turn."""
    rows = [list(row) for row in rows]
    for sweep in range(_SWEEPS):
        order = range(1, len(rows)) if sweep % 2 == 0 else range(len(rows) - 2, -1, -1)
        for at in order:
            beside = rows[at - 1] if sweep % 2 == 0 else rows[at + 1]
            rows[at] = _by_mean(graph, rows[at], beside)
    return rows


def _by_mean(graph: nx.DiGraph[str], row: Sequence[str], beside: Sequence[str]) -> list[str]:
    at = {key: number - (len(beside) - 1) / 2 for number, key in enumerate(beside)}
    middle = {key: number - (len(row) - 1) / 2 for number, key in enumerate(row)}

    def mean(key: str) -> float:
        joined = [at[other] for other in (*graph.predecessors(key), *graph.successors(key)) if other in at]
        return sum(joined) / len(joined) if joined else middle[key]

    return sorted(row, key=mean)


def cut(graph: nx.DiGraph[str], rows: Rows, width: int = ROW) -> Rows:
    """The same with no row of more than `width` nodes: longer ones are cut into even parts, and where one node
    follows another for long, they stand side by side as words in a line."""
    found: Rows = []
    for line in _in_lines(graph, rows, width):
        parts = max(-(-len(line) // width), 1)
        size = -(-len(line) // parts)
        found += [line[start : start + size] for start in range(0, len(line), size)]
    return found


def _in_lines(graph: nx.DiGraph[str], rows: Rows, width: int) -> Iterator[list[str]]:
    """The rows, runs of single nodes that follow one another joined to rows of `width` nodes."""
    run: list[str] = []
    for row in [*rows, []]:
        if len(row) == 1 and (not run or graph.has_edge(run[-1], row[0])):
            run += row
            continue
        if len(run) < _LONG_RUN:
            yield from ([key] for key in run)
        else:
            yield from (run[start : start + width] for start in range(0, len(run), width))
        run = row if len(row) == 1 else []
        if len(row) > 1:
            yield row
