"""Every declared key has a value of a kind that the author's tools know."""

from __future__ import annotations

import pytest

from starcity_game.authoring.shapes import SHAPES, kind_of
from starcity_game.story.keys import TABLES


@pytest.mark.parametrize("name", TABLES)
def test_every_kind_of_value_has_a_shape(name: str) -> None:
    assert {kind_of(name, key, declared) for key, declared in TABLES[name].items()} <= SHAPES.keys()


def test_what_a_shape_is_made_of_is_known() -> None:
    for shape in SHAPES.values():
        assert {shape.entries, shape.items} - {""} <= SHAPES.keys()
        assert {shape.table} - {""} <= TABLES.keys()
