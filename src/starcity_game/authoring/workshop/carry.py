"""From one version of a story to the next without leaving the page: the state is kept, the text is the new one."""

from __future__ import annotations

import msgspec

from starcity_game.authoring.workshop import values
from starcity_game.authoring.workshop.page import Page, Way, begin, hold, play
from starcity_game.authoring.workshop.version import Version
from starcity_game.engine.portable import Lost, flatten, unflatten
from starcity_game.engine.state import Origin, State

KEPT = 40
"""Pages before the present one that are carried over, for taking choices back."""


class Carried(msgspec.Struct, frozen=True):
    """Where the author stands now."""

    page: Page
    notices: tuple[str, ...]
    """A sentence for each thing that could not be kept."""


def carry(old: Version, new: Version, page: Page) -> Carried:
    """`page` and the pages before it in the new version; the nearest page before it where its scene has gone."""
    kept: Page | None = None
    notices: tuple[str, ...] = ()
    for one in _trail(page):
        found = _one(old, new, one, kept)
        if found is None:
            gone = old.head.scenes[one.state.scene]
            back = "the page before it" if kept else "the first page"
            notices = (f"The scene `{gone}` is no longer there; you stand on {back}.",)
        else:
            kept, notices = found.page, found.notices
    return Carried(kept or begin(new, _origin(new, page.before.origin)), notices)


def _trail(page: Page) -> list[Page]:
    """The last pages, the oldest first."""
    found: list[Page] = []
    one: Page | None = page
    while one is not None and len(found) <= KEPT:
        found.append(one)
        one = one.earlier
    return found[::-1]


def _one(old: Version, new: Version, page: Page, earlier: Page | None) -> Carried | None:
    """One page; None when the scene it stood in has gone."""
    here = new.engine.story.index(old.head.scenes[page.state.scene])
    if here is None:
        return None
    id = new.head.scenes[here]
    before, notices = _restored(old, new, page.before, id)
    way = page.way
    turn = (
        play(new, before, way) if before.scene == new.engine.story.index(old.head.scenes[page.before.scene]) else None
    )
    if turn is None:
        words = f"The choice “{way.label}” is no longer there" if way.choice else "The way here is no longer there"
        notices = (f"{words}; you entered `{id}` directly.", *notices)
        way = Way(scene=id)
        turn = play(new, before, way)
        assert turn is not None  # the scene was found above
    elif turn.state.scene != here:
        notices = (f"This now leads to `{new.head.scenes[turn.state.scene]}`.", *notices)
    held = {n: v for n, v in page.held.items() if values.fits(new.engine, before.origin, n, v)}
    return Carried(Page(before, way, hold(new, turn, held), held, earlier), notices)


def _restored(old: Version, new: Version, state: State, otherwise: str) -> tuple[State, tuple[str, ...]]:
    """A state of the old version in the new one; at the beginning of the scene `otherwise` if its own has gone."""
    flat = flatten(old.engine, state)
    origin = _origin(new, state.origin)
    try:
        found = unflatten(new.engine, flat, origin)
    except Lost:
        found = unflatten(new.engine, {k: v for k, v in flat.items() if k != "body"} | {"scene": otherwise}, origin)
    return found.state, found.notices


def _origin(new: Version, origin: Origin) -> Origin:
    """The same origin, in the first volume if its own has gone."""
    volumes = new.head.volumes
    return origin if origin.volume in volumes else msgspec.structs.replace(origin, volume=next(iter(volumes)))
