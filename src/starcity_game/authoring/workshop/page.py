"""Where an author stands in a story: a page, how it came about, and the pages before it. Pure."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from starcity_game.authoring.workshop import values
from starcity_game.authoring.workshop.version import Version
from starcity_game.engine import standing
from starcity_game.engine.play import Turn
from starcity_game.engine.state import Origin, State, Value


class Way(msgspec.Struct, frozen=True):
    """How a page was reached; a volume's first page when nothing is said."""

    scene: str = ""
    """Id of the scene that was entered directly."""
    choice: str = ""
    """Id of the option that was taken."""
    label: str = ""
    """What that option said."""


class Page(msgspec.Struct, frozen=True):
    """One page, as it reads for somebody who arrived in a certain state."""

    before: State
    """The state of arrival: reading the page again begins here."""
    way: Way
    turn: Turn
    """What there is to read and to choose."""
    held: dict[str, Value] = {}
    """What the author has set while standing here, by name; it holds whatever the page itself does."""
    earlier: Page | None = None
    """The page from which this one was reached."""

    @property
    def state(self) -> State:
        """Where the author stands."""
        return self.turn.state


def begin(version: Version, origin: Origin) -> Page:
    """The first page of a volume. Raises ValueError when the origin does not fit the story."""
    return _page(version, standing.unbegun(version.engine, origin), Way(), None)


def start(version: Version, origin: Origin, scene: int, wanted: Iterable[tuple[str, Value]] = ()) -> Page:
    """Scene number `scene` as the first page of a life, for somebody who arrives with these values, by name."""
    page = _page(version, standing.unbegun(version.engine, origin), Way(scene=version.head.scenes[scene]), None)
    for name, value in wanted:
        page = put(version, page, name, value)
    return page


def enter(version: Version, page: Page, scene: int) -> Page:
    """Scene number `scene`, entered with everything as it is on `page`."""
    return _page(version, page.state, Way(scene=version.head.scenes[scene]), page)


def choose(version: Version, page: Page, choice: str) -> Page:
    """The page after taking the open option `choice`. Raises KeyError when it is not open."""
    option = next((one for one in page.turn.offer if one.id == choice and one.open), None)
    if option is None:
        raise KeyError(choice)
    return _page(version, page.state, Way(choice=choice, label=option.text), page)


def again(version: Version, page: Page) -> Page:
    """The page read again from the state of arrival, without what was set on it since."""
    return _page(version, page.before, page.way, page.earlier)


def put(version: Version, page: Page, name: str, value: Value) -> Page:
    """The page as it reads for somebody who arrived with `name` as `value`, and who has that value now."""
    engine = version.engine
    before = values.apply(engine, page.before, name, value)
    turn = play(version, before, page.way)
    assert turn is not None  # the page was played in this version before, and a value closes no way for good
    if name.startswith("visits."):  # what arriving here counts comes on top
        counted = int(values.value(engine, turn.state, name)) - int(values.value(engine, before, name))
        before = values.apply(engine, page.before, name, max(0, int(value) - counted))
        turn = play(version, before, page.way) or turn
    held = {**page.held, name: value}
    return Page(before, page.way, hold(version, turn, held), held, page.earlier)


def hold(version: Version, turn: Turn, held: dict[str, Value]) -> Turn:
    """`turn` with what the author has set still holding after it."""
    state = turn.state
    for name, value in held.items():
        state = values.apply(version.engine, state, name, value)
    return turn if state is turn.state else Turn(state, turn.events, version.engine.offer(state))


def play(version: Version, before: State, way: Way) -> Turn | None:
    """The turn that leads from `before` along `way`, whether or not a reader could go it; None when it is gone."""
    engine = version.engine
    if way.choice:
        option = standing.option(engine, before, way.choice)
        return engine.play(before, option) if option else None
    index = engine.story.index(way.scene or engine.head.scenes[engine.head.volumes[before.origin.volume].start])
    return standing.enter(engine, before, index, version.homes.get(index)) if index is not None else None


def _page(version: Version, before: State, way: Way, earlier: Page | None) -> Page:
    """A page that is known to be there."""
    turn = play(version, before, way)
    assert turn is not None  # scene and choice come from this version
    return Page(before, way, turn, {}, earlier)
