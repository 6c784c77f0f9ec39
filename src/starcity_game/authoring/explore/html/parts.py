"""A part of the network, made ready to be drawn."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import networkx as nx

from starcity_game.authoring.explore.html.layers import Rows, by_distance, cut, uncrossed
from starcity_game.authoring.explore.html.maps import Node
from starcity_game.authoring.explore.html.network import Network, Strand


def rows_of(keys: Sequence[str], strands: Sequence[Strand], starts: Collection[str]) -> Rows:
    """The nodes in rows; how far each is from the start is reckoned on the ways that lives went, if they went any."""
    graph = graph_of(keys, strands)
    walked = [strand for strand in strands if strand.times or strand.hidden]
    return cut(graph, uncrossed(graph, by_distance(graph, graph_of(keys, walked or strands), starts)))


def graph_of(keys: Sequence[str], strands: Iterable[Strand]) -> nx.DiGraph[str]:
    """The nodes and strands as a graph, in their order."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(keys)
    graph.add_edges_from((strand.start, strand.end) for strand in strands)
    return graph


def drawn_nodes(network: Network, keys: Sequence[str], faint: Collection[str], chosen: str) -> dict[str, Node]:
    """What is drawn of each node. The beginning that all ids share is left out."""
    most = max((network.visits[key] for key in keys), default=0)
    shared = _shared([network.places[key].id for key in keys if key.startswith("scene:")])
    found = {}
    for key in keys:
        place, mark = network.places[key], network.marks.get(key, "")
        name = place.id.removeprefix(shared)
        name = name if key.startswith("scene:") else f"{place.sort} {name}"
        visits = "" if not network.played else f"{network.visits[key]:,}×" if network.visits[key] else "never visited"
        bad = bool(mark) or (network.played and not network.visits[key])
        weight = network.visits[key] / most if most else 0.0
        note = " · ".join(filter(None, [mark, visits]))
        found[key] = Node(name, place.sort, note, weight, bad, key in faint, key == chosen)
    return found


def _shared(ids: Sequence[str]) -> str:
    """The dotted beginning that all of several ids have."""
    if len(ids) < 2:
        return ""
    parts = [id.split(".")[:-1] for id in ids]
    common = []
    for step in zip(*parts, strict=False):
        if len(set(step)) > 1:
            break
        common.append(step[0])
    return ".".join(common) + "." if common else ""
