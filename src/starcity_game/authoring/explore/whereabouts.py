"""Where an item stands in a story's files."""

from __future__ import annotations

from starcity_game.authoring.explore.items import Item, Kind
from starcity_game.authoring.opened import Opened
from starcity_game.authoring.rules.places import WHOLE_STORY, places_of
from starcity_game.story.trace import Place

_TEXTS = {"text": "text", "label": "label", "locked": "locked", "storylet": "label"}
"""The key under which a wording's text stands, by what its id says after the colon."""
_SECTIONS = {"document": "documents", "piece": "pieces"}


def whereabouts(story: Opened, item: Item) -> Place:
    """File, line and column of an item; of a wording the text that holds it."""
    holder, _, rest = item.id.partition(":")
    part = rest.partition(".")[0]
    if item.scene >= 0:
        key = _TEXTS.get(part, "") if item.kind is Kind.WORDING else ""
        return story.trace.place(item.scene, item.body, key)
    section = _SECTIONS.get(part, "endings") if item.kind is Kind.WORDING else "endings"
    return places_of(story, section).get(holder, WHOLE_STORY)
