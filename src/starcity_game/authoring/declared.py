"""The names that a story's files declare, whether the story is sound or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from starcity_game.authoring.spots import spots
from starcity_game.story.nodes import Mapping, Node, Scalar, Sequence
from starcity_game.story.page import Page

LOCAL: Final = ("scene", "document", "piece", "deck")
"""Kinds of names that a file's prefix goes before."""
_SAID: Final = ("doc", "title", "text", "name", "about", "post", "label", "kind")
"""Keys of an entry that say in words what it is, the best first."""


class Declared(msgspec.Struct, frozen=True):
    """One declared name."""

    kind: str
    """What it names, as `scene` or `variable`; see `shapes.SHAPES`."""
    id: str
    """The whole id."""
    page: Page
    """The file that declares it."""
    node: Scalar
    """The name as written there: without the file's prefix."""
    value: Node
    """What stands under it."""

    @property
    def said(self) -> str:
        """What it is, in a line for authors; empty when its entry does not say."""
        values = self.value.values if isinstance(self.value, Mapping) else {"text": self.value}
        texts = (values.get(key) for key in _SAID)
        found = next((node for node in texts if isinstance(node, Scalar) and node.value.strip()), None)
        return " ".join(found.value.split())[:200] if found else ""


def declared(pages: Iterable[Page]) -> Iterator[Declared]:
    """Every declared name of the files, in their order. The second name of a pair is a variable too."""
    for page in pages:
        for spot in spots(page.root):
            if not spot.declares or spot.value is None:
                continue
            id = page.name_of(spot.node.value) if spot.kind in LOCAL else spot.node.value
            yield Declared(spot.kind, id, page, spot.node, spot.value)
            for pole in second_pole(spot.value) if spot.kind == "variable" else ():
                yield Declared("variable", pole.value, page, pole, spot.value)


def second_pole(entry: Node) -> list[Scalar]:
    """The second name of a pair, of the entry of a variable; nothing for other variables."""
    pair = entry.values.get("pair") if isinstance(entry, Mapping) else None
    items = pair.items if isinstance(pair, Sequence) else []
    return [pole for pole in items[1:2] if isinstance(pole, Scalar)]
