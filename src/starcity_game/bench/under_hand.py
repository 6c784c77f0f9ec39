"""What lies under the author's hand in each pane: where it stands in the files, and what there is to say of it."""

from __future__ import annotations

from starcity_game.authoring.workshop import places
from starcity_game.authoring.workshop.workshop import Workshop, setting_named
from starcity_game.story.trace import Place


def place(shop: Workshop, pane: str, hand: str) -> Place | None:
    """Where the thing `hand` of a pane stands; None for what no file declares."""
    if pane == "faults":
        finding = shop.findings[int(hand)] if hand else None
        return (finding.file, finding.line, finding.column) if finding else None
    version, page = shop.version, shop.page
    if version is None or page is None:
        return None
    if pane == "values" and not hand.startswith("visits."):
        return places.of_setting(version.opened, hand)
    if pane == "page":
        state = page.state
        return places.of_body(version.opened, state.scene, state.body) if state.body else version.places[state.scene]
    index = version.engine.story.index(hand.removeprefix("visits."))
    return version.places[index] if index is not None else None


def told(shop: Workshop, pane: str, hand: str) -> str:
    """A few words about the thing `hand`; empty where its row says everything."""
    if pane == "values" and (found := setting_named(shop, hand)):
        return f"{found.name}: {found.bounds}"
    if pane == "scenes" and shop.version and (where := place(shop, pane, hand)):
        index = shop.version.engine.story.index(hand)
        scene = shop.version.opened.scenes[index or 0]
        return f"{scene.title or scene.id}, {said(where)}"
    return ""


def said(where: Place) -> str:
    """A place as it is written: file and line."""
    return f"{where[0]}:{where[1]}" if where[1] else where[0]
