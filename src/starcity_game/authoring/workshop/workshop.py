"""One sitting of an author: the last good version, the page that lies open in it, and what is wrong with the files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from starcity_game.authoring.explore.origins import origin
from starcity_game.authoring.workshop import page as pages
from starcity_game.authoring.workshop import places, setting
from starcity_game.authoring.workshop.carry import carry
from starcity_game.authoring.workshop.page import Page
from starcity_game.authoring.workshop.setting import Unfit
from starcity_game.authoring.workshop.version import Reading, Version
from starcity_game.engine.state import Value
from starcity_game.story.diagnostics import Diagnostic, nearest, visible


class Wish(msgspec.Struct, frozen=True):
    """How an author wants to begin."""

    scene: str = ""
    """Id of a scene, or the end of one; empty for the first page."""
    volume: str = ""
    """Empty for the first volume."""
    seed: int = 0
    values: tuple[tuple[str, str], ...] = ()
    """What to set before, as (name, words)."""


class Workshop:
    """What the author's desk shows; it changes only through the methods here."""

    def __init__(self, folder: Path, reading: Reading, moment: str, wish: Wish | None = None) -> None:
        """`moment` says when the files were read. Raises Unfit when a sound story cannot be begun as `wish` says."""
        self.folder = folder
        self.findings: tuple[Diagnostic, ...] = reading.findings
        """Of the files as they are now; those of the rules come later, by `tell`."""
        self.broken = reading.version is None
        """Whether the files as they are now cannot be played."""
        self.judged = self.broken
        """Whether the rules have been asked, or cannot be."""
        self.version: Version | None = reading.version
        """The last good version; None as long as there has been none."""
        self.moment = moment
        """When the files of that version were read."""
        self.page: Page | None = None
        """Where the author stands; None as long as there is no version."""
        self.notices: tuple[str, ...] = ()
        """What the last edit could not keep."""
        self.visited: set[str] = set()
        """Ids of the scenes that were read in this sitting."""
        self._wish = wish or Wish()
        if self.version is not None:
            self._show(_begun(self.version, self._wish))

    def take(self, reading: Reading, moment: str) -> None:
        """Go on with what the files say now; with the last good version while they cannot be played."""
        self.findings, self.broken, self.notices = reading.findings, reading.version is None, ()
        self.judged = self.broken
        if reading.version is None:
            return
        old, self.version, self.moment = self.version, reading.version, moment
        if old is None or self.page is None:
            self._first(reading.version)
            return
        carried = carry(old, reading.version, self.page)
        self.notices = carried.notices
        self._show(carried.page)

    def tell(self, version: Version, findings: tuple[Diagnostic, ...]) -> bool:
        """Take what the rules have found; whether it was about the files as they are now."""
        if version is not self.version or self.broken:
            return False
        self.findings, self.judged = findings, True
        return True

    def _first(self, version: Version) -> None:
        """The first page after the first mending of a story that could not be read at all."""
        try:
            self._show(_begun(version, self._wish))
        except Unfit as unfit:
            self.notices = (str(unfit),)
            self._show(_begun(version, Wish()))

    # ------------------------------------------------------------------ going about

    def choose(self, choice: str) -> None:
        """Take an open option. Raises KeyError when it is not open."""
        version, page = self._standing()
        self._show(pages.choose(version, page, choice))

    def enter(self, scene: int) -> None:
        """Go to a scene with everything as it is."""
        version, page = self._standing()
        self._show(pages.enter(version, page, scene))

    def undo(self) -> bool:
        """Back to the page before; whether there was one."""
        if self.page is None or self.page.earlier is None:
            return False
        self._show(self.page.earlier)
        return True

    def again(self) -> None:
        """Read the page anew from the state of arrival."""
        version, page = self._standing()
        self._show(pages.again(version, page))

    def begin(self, volume: str = "") -> None:
        """The first page of a volume, by default of the present one, with the present seed."""
        version, page = self._standing()
        now = page.before.origin
        self._show(_begun(version, Wish(volume=volume or now.volume, seed=now.seed)))

    def put(self, name: str, value: Value) -> None:
        """Set something where the author stands; `value` is what `setting.read` gave."""
        version, page = self._standing()
        self._show(pages.put(version, page, name, value))

    # ------------------------------------------------------------------ looking

    @property
    def scene(self) -> int:
        """Number of the scene in which the author stands; -1 for none."""
        return self.page.state.scene if self.page else -1

    @property
    def scene_id(self) -> str:
        """Id of the scene in which the author stands; empty for none."""
        return self.version.head.scenes[self.scene] if self.version and self.page else ""

    def scene_of(self, finding: Diagnostic) -> int | None:
        """The scene that a finding is about, as far as the last good version knows."""
        return places.scene_at(self.version.places, finding.file, finding.line) if self.version else None

    def _standing(self) -> tuple[Version, Page]:
        if self.version is None or self.page is None:
            raise LookupError("there is no version to stand in")
        return self.version, self.page

    def _show(self, page: Page) -> None:
        self.page = page
        if self.version is not None:
            before = page.before.counts
            ids = self.version.head.scenes
            self.visited.update(
                ids[n] for n, count in page.state.counts.items() if n < len(ids) and count > before.get(n)
            )


def scene_named(version: Version, name: str) -> int:
    """The scene with this id, or the only one whose id ends so. Raises Unfit with the nearest."""
    ids = version.head.scenes
    exact = version.engine.story.index(name)
    if exact is not None:
        return exact
    ends = [index for index, id in enumerate(ids) if id.endswith(f".{name}")]
    if len(ends) == 1:
        return ends[0]
    if ends:
        raise Unfit(f"More than one scene is called `{visible(name[:60])}`: {', '.join(ids[i] for i in ends[:6])}.")
    advice = nearest(name, (*ids, *(id.rpartition(".")[2] for id in ids)))
    raise Unfit(f"There is no scene `{visible(name[:60])}`" + (f"; {advice}" if advice else "."))


def _begun(version: Version, wish: Wish) -> Page:
    """The page on which to begin. Raises Unfit with what is wrong with the wish."""
    volumes = version.head.volumes
    volume = wish.volume or next(iter(volumes))
    if volume not in volumes:
        raise Unfit(f"The story has no volume `{visible(wish.volume[:60])}`; it has {', '.join(volumes)}.")
    page = pages.begin(version, origin(version.engine, volume, wish.seed, 0))
    if not wish.scene and not wish.values:
        return page
    values = [_wanted(version, page, name, words) for name, words in wish.values]
    scene = scene_named(version, wish.scene) if wish.scene else volumes[volume].start
    return pages.start(version, page.before.origin, scene, values)


def _wanted(version: Version, page: Page, name: str, words: str) -> tuple[str, Value]:
    found = setting.find(version.engine, page.before.origin, name)
    return found.name, setting.read(found, words)


def settings_here(shop: Workshop) -> Sequence[setting.Setting]:
    """Everything that can be set where the author stands."""
    if shop.version is None or shop.page is None:
        return ()
    return setting.settings(shop.version.engine, shop.page.state.origin)


def setting_named(shop: Workshop, name: str) -> setting.Setting | None:
    """The setting of this name, if there is one where the author stands."""
    return next((one for one in settings_here(shop) if one.name == name), None)
