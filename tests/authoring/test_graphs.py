"""Groups of nodes that lead to one another, held against looking at every pair."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from starcity_game.authoring.graphs import components, reachable

GRAPHS = st.integers(0, 9).flatmap(
    lambda size: st.lists(st.lists(st.integers(0, size), max_size=4), min_size=size + 1, max_size=size + 1)
)


@given(GRAPHS)
def test_a_group_is_what_leads_to_one_another_and_comes_after_what_it_leads_to(edges: list[list[int]]) -> None:
    found = components(edges)
    place = {node: index for index, group in enumerate(found) for node in group}
    assert sorted(place) == list(range(len(edges)))
    assert sum(map(len, found)) == len(edges)
    after = [reachable(edges, [node]) for node in range(len(edges))]
    for node in range(len(edges)):
        for other in range(len(edges)):
            together = other in after[node] and node in after[other]
            assert (place[node] == place[other]) == together
        assert all(place[target] <= place[node] for target in edges[node])


def test_a_way_may_be_longer_than_a_stack() -> None:
    edges = [[n + 1] for n in range(20_000)] + [[0]]
    assert [len(group) for group in components(edges)] == [20_001]
