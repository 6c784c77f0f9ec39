"""The story map: an overview of each episode."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from starcity_game.authoring.explore.html.maps import map_drawn
from starcity_game.authoring.explore.html.markup import (
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
from starcity_game.authoring.explore.html.network import Network, Strand
from starcity_game.authoring.explore.html.parts import drawn_nodes, rows_of
from starcity_game.authoring.story_map import Sort

_READABLE: Final = 60
"""Nodes of an overview at most: more on one page cannot be told apart."""
_UNREACHED: Final = 20
"""Of these, nodes with something the matter."""
_LISTED: Final = 1_000
"""Nodes in the table of an episode at most."""


def atlas(network: Network) -> str:
    """The section of overviews."""
    overviews = [_overview(network, episode, number) for number, episode in enumerate(network.episodes)]
    key = (
        "A box is a scene, larger the more it is visited; a heavy frame is a hub, rounded a storylet, round a deck or "
        "an ending. A line is as thick as it is travelled, and dashed where no life went. What is the matter stands in "
        "the box."
    )
    return section("map", "Story map", paragraph(key, "quiet"), *overviews)


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
    rows = rows_of(drawn, strands, network.begins & within)
    caption = f"{count(len(inside), 'node')}."
    if len(shown) < len(inside):
        caption += (
            f" Shown are {len(shown)}: where it begins, its hubs, what is the matter, and then what is most travelled. "
            "Dotted lines go by way of scenes not shown."
        )
    says = f"Map of {title}: {count(len(drawn), 'node')}. The table below says the same."
    drawing = map_drawn(f"episode{number}", says, drawn_nodes(network, drawn, after, ""), rows, strands)
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
    for key in inside:
        if key in shown and not any(before in shown for before in network.graph.predecessors(key)):
            nearest = _nearest(network, key, set(inside), shown)
            if nearest:
                yield Strand(nearest, key, 0, hidden=True)


def _nearest(network: Network, key: str, inside: Collection[str], shown: Collection[str]) -> str:
    """The nearest node shown that leads to `key` by way of others of `inside`; empty when none does."""
    seen, waiting = {key}, [key]
    for node in waiting:
        for before in network.graph.predecessors(node):
            if before in shown and before != key:
                return before
            if before in inside and before not in seen:
                seen.add(before)
                waiting.append(before)
    return ""


def _listed(network: Network, inside: Sequence[str]) -> str:
    """Every node of an episode with where it leads."""
    rows = []
    for key in inside[:_LISTED]:
        place = network.places[key]
        ways = ", ".join(
            f"{code(network.places[end].id)}{f' {network.traffic[key, end]:,}×' if network.played else ''}"
            for end in network.graph.successors(key)
        )  # fmt: skip
        visits = f"{network.visits[key]:,}" if network.played else "–"
        remark = safe(network.marks.get(key, ""))
        rows.append([code(place.id), own(place.title), safe(place.sort), visits, ways, remark])
    head = columns("id", "title", "what", "#visits", "leads to", "remark")
    more = f"; the first {_LISTED:,} of {len(inside):,}" if len(inside) > _LISTED else ""
    return table(head, rows, f"Scenes, with how often lives went on to each{more}", sortable=True)
