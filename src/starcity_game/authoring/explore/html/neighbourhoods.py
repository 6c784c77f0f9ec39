"""The neighbourhoods of scenes: what leads to each, and where it leads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from starcity_game.authoring.explore.html.findings import concerned
from starcity_game.authoring.explore.html.layers import Rows, uncrossed
from starcity_game.authoring.explore.html.maps import map_drawn
from starcity_game.authoring.explore.html.markup import (
    anchor,
    code,
    columns,
    count,
    figure,
    folded,
    own,
    paragraph,
    safe,
    section,
    table,
)
from starcity_game.authoring.explore.html.network import Network
from starcity_game.authoring.explore.html.parts import drawn_nodes, graph_of
from starcity_game.authoring.explore.report import Report

_HUBS: Final = 3
"""Hubs of an episode whose neighbourhood is shown unasked."""
_MOST: Final = 24
"""Neighbourhoods shown unasked in all."""
_BESIDE: Final = 6
"""Nodes at one distance at most."""
_DEPTH: Final = 2
"""Steps in each direction."""


def neighbourhoods(network: Network, report: Report, around: Sequence[str]) -> str:
    """The section of neighbourhoods; of the scenes `around` if any are named."""
    scenes, left = _chosen(network, report, around)
    maps = [_neighbourhood(network, scene, number) for number, scene in enumerate(scenes)]
    unasked = "Scenes with an alarm or something not proved, and the hubs of each episode"
    said = f"{'The scenes that --around names' if around else unasked}, each with what leads to it and where it leads, "
    said += f"{_DEPTH} steps far."
    if left:
        said += f" {count(left, 'scene')} more would be shown: name one with --around."
    listed = ", ".join(f'<a href="#{_link(scene)}">{code(scene)}</a>' for scene in scenes)
    return section("neighbourhoods", "Neighbourhoods", paragraph(said, "quiet"), f"<p>{listed}</p>", *maps)


def _link(scene: str) -> str:
    """The anchor of a scene's neighbourhood."""
    return anchor("around", scene)


def _chosen(network: Network, report: Report, around: Sequence[str]) -> tuple[list[str], int]:
    """Ids of the scenes whose neighbourhoods are shown, and how many more there would be."""
    if around:
        return list(dict.fromkeys(around)), 0
    found = concerned(report)
    for episode in network.episodes:
        inside = [key for key, place in network.places.items() if place.episode == episode and key.startswith("scene:")]
        found += [network.places[key].id for key in network.busiest(network.hubs(inside))[:_HUBS]]
    every = list(dict.fromkeys(found))
    return every[:_MOST], max(len(every) - _MOST, 0)


def _neighbourhood(network: Network, scene: str, number: int) -> str:
    """What leads to a scene and where it leads."""
    key = f"scene:{scene}"
    before, cut_before = _steps(network, key, backwards=True, known={key})
    taken = {key, *(node for row in before for node in row)}
    after, cut_after = _steps(network, key, backwards=False, known=taken)
    rows: Rows = [*reversed(before), [key], *after]
    drawn = [node for row in rows for node in row]
    strands = network.strands(set(drawn))
    rows = uncrossed(graph_of(drawn, strands), rows)
    caption = f"Around {scene}: {count(len(drawn) - 1, 'node')}, what leads to it above, where it leads below."
    if cut_before + cut_after:
        caption += f" {count(cut_before + cut_after, 'node')} less travelled left out."
    says = f"Map of the neighbourhood of {scene}. The table below says the same of its next neighbours."
    drawing = map_drawn(f"around{number}", says, drawn_nodes(network, drawn, (), key), rows, strands)
    beside = folded("Its next neighbours, with the choices that lead there", _beside(network, key))
    title = network.places[key].title
    heading = f"{own(title)} {code(scene)}" if title else code(scene)
    return f'<h3 id="{_link(scene)}">{heading}</h3>\n' + figure(drawing, caption, beside)


def _steps(network: Network, key: str, backwards: bool, known: set[str]) -> tuple[Rows, int]:
    """The nodes at each distance in one direction, the most travelled of them, and how many are left out."""
    rows: Rows = []
    known, edge, left = set(known), [key], 0
    follow = network.graph.predecessors if backwards else network.graph.successors
    for _ in range(_DEPTH):
        found = [node for node in dict.fromkeys(n for at in edge for n in follow(at)) if node not in known]
        edge = network.busiest(found)[:_BESIDE]
        left += len(found) - len(edge)
        known |= set(found)
        if edge:
            rows.append(edge)
    return rows, left


def _beside(network: Network, key: str) -> str:
    """The next neighbours, with labels of the choices."""
    rows = []
    pairs = [
        *((other, key) for other in network.graph.predecessors(key)),
        *((key, other) for other in network.graph.successors(key)),
    ]
    for start, end in pairs:
        other = start if end == key else end
        for road in network.roads[start, end]:
            labels = "; ".join(own(f"“{label}”") for label in road.labels) or "without a choice"
            times = f"{network.traffic[start, end]:,}" if network.played else "–"
            where = "leads here" if end == key else "follows"
            rows.append([code(network.places[other].id), where, safe(road.way), times, labels])
    head = columns("neighbour", "where", "way", "#times", "choices")
    return table(head, rows, "Times are of all ways between the two together")
