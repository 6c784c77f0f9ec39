"""What a test of the author's desk sees and says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starcity_game.authoring.workshop import setting, values
from starcity_game.authoring.workshop.workshop import Workshop
from starcity_game.engine.events import Paper, Prose, plain
from starcity_game.engine.state import Value

if TYPE_CHECKING:
    from starcity_game.bench.authors_desk import AuthorsDesk
    from starcity_game.bench.workbench import Workbench


def prose(shop: Workshop) -> str:
    """All that can be read on the page."""
    assert shop.page is not None
    return "\n\n".join(plain(e.spans) for e in shop.page.turn.events if isinstance(e, Prose | Paper))


def options(shop: Workshop) -> dict[str, bool]:
    """The ids on offer, and whether each is open."""
    assert shop.page is not None
    return {one.id: one.open for one in shop.page.turn.offer}


def now(shop: Workshop, name: str) -> Value:
    """What a setting is."""
    assert shop.version is not None and shop.page is not None
    return values.value(shop.version.engine, shop.page.state, name)


def put(shop: Workshop, name: str, words: str) -> None:
    """Set something in words."""
    assert shop.version is not None and shop.page is not None
    found = setting.find(shop.version.engine, shop.page.state.origin, name)
    shop.put(found.name, setting.read(found, words))


def screen_text(desk: AuthorsDesk) -> str:
    """What stands on the screen, as lines."""
    strips = desk.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def bench(desk: AuthorsDesk) -> Workbench:
    """The screen of an author's desk."""
    from starcity_game.bench.workbench import Workbench

    assert isinstance(desk.screen, Workbench)
    return desk.screen
