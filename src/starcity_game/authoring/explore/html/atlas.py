"""The story map: an overview of each episode, and the neighbourhoods of scenes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

import networkx as nx

from starcity_game.authoring.explore.html.findings import concerned, link
from starcity_game.authoring.explore.html.layers import Rows, by_distance, cut, uncrossed
from starcity_game.authoring.explore.html.maps import Node, map_drawn
from starcity_game.authoring.explore.html.markup import (
    Column,
    code,
    count,
    figure,
    folded,
    own,
    paragraph,
    safe,
    section,
    table,
)
from starcity_game.authoring.explore.html.network import Network, Strand
from starcity_game.authoring.explore.report import Report
from starcity_game.authoring.opened import Opened
from starcity_game.authoring.story_map import Sort

_READABLE: Final = 60
"""Nodes of an overview at most: more on one page cannot be told apart."""
_UNREACHED: Final = 20
"""Of these, nodes with something the matter."""
_HUBS: Final = 3
"""Hubs of an episode whose neighbourhood is shown unasked."""
_NEIGHBOURHOODS: Final = 24
"""Neighbourhoods shown unasked in all."""
_BESIDE: Final = 6
"""Nodes at one distance in a neighbourhood at most."""
_DEPTH: Final = 2
"""Steps of a neighbourhood in each direction."""


def atlas(report: Report, story: Opened, around: Sequence[str]) -> tuple[str, str]:
    """The section of overviews, and that of neighbourhoods; of the scenes `around` if any are named."""
    network = Network(story, report)
    episodes = sorted({place.episode for place in network.map.places})
    overviews = [_overview(network, episode, number) for number, episode in enumerate(episodes)]
    key = ("A box is a scene, larger the more it is visited; a heavy frame is a hub, rounded a storylet, round a deck or an ending. "
           "A line is as thick as it is travelled, and dashed where no life went. What is the matter stands in the box.")  # fmt: skip
    first = section("map", "Story map", paragraph(key, "quiet"), *overviews)
    scenes, left = _chosen(network, report, episodes, around)
    maps = [_neighbourhood(network, scene, number) for number, scene in enumerate(scenes)]
    why = (
        "The scenes that --around names"
        if around
        else "Scenes with an alarm or something not proved, and the hubs of each episode"
    )
    listed = ", ".join(f'<a href="#{link(scene)}">{code(scene)}</a>' for scene in scenes)
    said = f"{why}, each with what leads to it and where it leads, {_DEPTH} steps far."
    if left:
        said += f" {count(left, 'scene')} more would be shown: name one with --around."
    return first, section("neighbourhoods", "Neighbourhoods", paragraph(said, "quiet"), f"<p>{listed}</p>", *maps)


def _chosen(
    network: Network, report: Report, episodes: Iterable[tuple[int, str]], around: Sequence[str]
) -> tuple[list[str], int]:
    """Ids of the scenes whose neighbourhoods are shown, and how many more there would be."""
    if around:
        return list(dict.fromkeys(around)), 0
    found = list(concerned(report))
    for episode in episodes:
        inside = [key for key, place in network.places.items() if place.episode == episode and key.startswith("scene:")]
        found += [network.places[key].id for key in network.busiest(network.hubs(inside))[:_HUBS]]
    every = list(dict.fromkeys(found))
    return every[:_NEIGHBOURHOODS], max(len(every) - _NEIGHBOURHOODS, 0)


# ------------------------------------------------------------------------------ overviews


def _overview(network: Network, episode: tuple[int, str], number: int) -> str:
    """One episode; endings and decks that belong to none have no overview of their own."""
    inside = [key for key, place in network.places.items() if place.episode == episode]
    if not any(network.places[key].sort not in (Sort.ENDING, Sort.DECK) for key in inside):
        return ""
    title = f"{episode[0]}. {episode[1]}" if episode[0] else "Scenes of no episode"
    shown = inside if len(inside) <= _READABLE else _spine(network, inside)
    within = set(shown)
    after = {end for key in shown for end in network.graph.successors(key)} - set(inside)
    drawn = [*shown, *(key for key in network.places if key in after)]
    strands = [s for s in network.strands(set(drawn)) if s.start in within]
    strands += _hidden(network, inside, within)
    rows = _rows(drawn, strands, network.begins & within)
    caption = f"{count(len(inside), 'node')}."
    if len(shown) < len(inside):
        caption += (f" Shown are {len(shown)}: where it begins, its hubs, what is the matter, and then what is most travelled. "
                    "Dotted lines go by way of scenes not shown.")  # fmt: skip
    says = f"Map of {title}: {count(len(drawn), 'node')}. The table below says the same."
    drawing = map_drawn(f"episode{number}", says, _nodes(network, drawn, after, ""), rows, strands)
    return f"<h3>{own(title)}</h3>\n" + figure(
        drawing, caption, folded("The same as a table", _listed(network, inside))
    )


def _spine(network: Network, inside: Sequence[str]) -> list[str]:
    """The nodes of a large episode that are worth a place on its map, in the order of the story."""
    bad = [key for key in inside if key in network.marks][:_UNREACHED]
    first = [key for key in inside if key in network.begins]
    hubs = network.busiest(network.hubs(inside))[: _READABLE // 4]
    kept = list(dict.fromkeys([*first, *bad, *hubs, *network.busiest(inside)]))[:_READABLE]
    return [key for key in inside if key in set(kept)]


def _hidden(network: Network, inside: Sequence[str], shown: Collection[str]) -> Iterator[Strand]:
    """For each node that nothing shown leads to, a strand from the nearest that does by way of what is not shown."""
    hidden = set(inside) - set(shown)
    if not hidden:
        return
    for key in shown if isinstance(shown, list) else [k for k in inside if k in shown]:
        before = set(network.graph.predecessors(key))
        if before & set(shown):
            continue
        part = network.graph.subgraph(hidden | {key})
        for layer in islice(nx.bfs_layers(part.reverse(copy=False), [key]), 1, None):
            found = [one for node in layer for one in network.graph.predecessors(node) if one in shown and one != key]
            if found:
                yield Strand(found[0], key, 0, hidden=True)
                break


def _listed(network: Network, inside: Sequence[str]) -> str:
    """Every node of an episode with where it leads."""
    rows = []
    for key in inside:
        place = network.places[key]
        ways = ", ".join(
            f"{code(network.places[end].id)}{f' {network.traffic[key, end]:,}×' if network.played else ''}"
            for end in network.graph.successors(key)
        )  # fmt: skip
        rows.append(
            [
                code(place.id),
                own(place.title),
                safe(place.sort),
                _visits(network, key),
                ways,
                safe(network.marks.get(key, "")),
            ]
        )
    columns = [
        Column("id"),
        Column("title"),
        Column("what"),
        Column("visits", True),
        Column("leads to"),
        Column("remark"),
    ]
    return table(columns, rows, "Scenes, with how often lives went on to each", sortable=True)


def _visits(network: Network, key: str) -> str:
    return f"{network.visits[key]:,}" if network.played else "–"


# ------------------------------------------------------------------------- neighbourhoods


def _neighbourhood(network: Network, scene: str, number: int) -> str:
    """What leads to a scene and where it leads."""
    key = f"scene:{scene}"
    before, cut_before = _steps(network, key, backwards=True, known={key})
    taken = {key, *(node for row in before for node in row)}
    after, cut_after = _steps(network, key, backwards=False, known=taken)
    rows: Rows = [*reversed(before), [key], *after]
    drawn = [node for row in rows for node in row]
    strands = network.strands(set(drawn))
    rows = uncrossed(_graph(drawn, strands), rows)
    caption = f"Around {scene}: {count(len(drawn) - 1, 'node')}, what leads to it above, where it leads below."
    if cut_before + cut_after:
        caption += f" {count(cut_before + cut_after, 'node')} less travelled left out."
    says = f"Map of the neighbourhood of {scene}. The table below says the same of its next neighbours."
    drawing = map_drawn(f"around{number}", says, _nodes(network, drawn, (), key), rows, strands)
    beside = folded("Its next neighbours, with the choices that lead there", _beside(network, key))
    title = network.places[key].title
    heading = f"{own(title)} {code(scene)}" if title else code(scene)
    return f'<h3 id="{link(scene)}">{heading}</h3>\n' + figure(drawing, caption, beside)


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
            rows.append(
                [
                    code(network.places[other].id),
                    "leads here" if end == key else "follows",
                    safe(road.way),
                    times,
                    labels,
                ]
            )
    columns = [Column("neighbour"), Column(""), Column("way"), Column("times", True), Column("choices")]
    return table(columns, rows, "Times are of all ways between the two together")


# -------------------------------------------------------------------------------- shared


def _rows(keys: Sequence[str], strands: Sequence[Strand], starts: Collection[str]) -> Rows:
    """The nodes in rows; how far each is from the start is reckoned on the ways that lives went, if they went any."""
    graph = _graph(keys, strands)
    walked = [strand for strand in strands if strand.times or strand.hidden]
    return cut(graph, uncrossed(graph, by_distance(graph, _graph(keys, walked or strands), starts)))


def _graph(keys: Sequence[str], strands: Iterable[Strand]) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(keys)
    graph.add_edges_from((strand.start, strand.end) for strand in strands)
    return graph


def _nodes(network: Network, keys: Sequence[str], faint: Collection[str], chosen: str) -> dict[str, Node]:
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
