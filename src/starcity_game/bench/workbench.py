"""The screen of the author's desk: scenes, the page, values, faults."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from starcity_game.authoring.workshop import values
from starcity_game.authoring.workshop.setting import Setting
from starcity_game.authoring.workshop.version import judge, read
from starcity_game.authoring.workshop.watching import Watch
from starcity_game.authoring.workshop.workshop import Workshop, setting_named
from starcity_game.desk.screens.ask import Sure
from starcity_game.desk.screens.leaf import TooSmall
from starcity_game.desk.typeset import text
from starcity_game.desk.widgets.bars import Bar, Keys, Rule
from starcity_game.desk.widgets.roll import Roll
from starcity_game.desk.widgets.sheet import Passage

from . import headings, rows, under_hand
from .asking import ask
from .commands import AUTHOR
from .pane import Pane, column
from .panes import PANES, Panes
from .preview import Preview

if TYPE_CHECKING:
    from starcity_game.engine.state import Value

    from .authors_desk import AuthorsDesk

CLOSING: Final = (("again", "Read this page again.", ""), ("undo", "Take the last choice back.", ""),
                  ("begin", "Begin at the first page.", ""))  # fmt: skip
"""What is offered where the story offers nothing."""
_FAULTS: Final = 9
"""Rows of the faults at most, where other panes stand above them."""
PAUSE: Final = 0.5
"""Seconds between two looks at the files."""


class Workbench(Panes):
    """A story being written, at a page of it."""

    COMMANDS_HERE = AUTHOR
    HEADING: ClassVar[str] = "Author’s desk"

    def __init__(self, shop: Workshop, watch: Watch, clock: Callable[[], str]) -> None:
        """See `AuthorsDesk`."""
        super().__init__()
        self.shop = shop
        """What is being written."""
        self._watch, self._clock = watch, clock
        self._looking = asyncio.Lock()
        self._preview = Preview(self.measure)

    def compose(self) -> ComposeResult:
        """Top line, tabs where there is room for one pane only, the panes, what is under the hand, keys."""
        yield Bar(id="top")
        yield Rule(id="top-rule")
        yield Bar(id="tabs")
        yield from self.body()
        yield Rule(id="rule")
        yield Keys(self.keys())
        yield TooSmall()

    def body(self) -> Iterable[Widget]:
        """Scenes, page, values side by side; faults below."""
        shop = self.shop
        with Horizontal(id="panes"):
            yield Pane("scenes", "Scenes", column(lambda w: rows.scenes(shop, self.sought("scenes"), w), "scenes"),
                       sought=True)  # fmt: skip
            yield Pane("page", "Page", self._preview)
            yield Pane("values", "Values", column(lambda w: rows.value_rows(shop, self.sought("values"), w), "values"),
                       sought=True)  # fmt: skip
        yield Pane("faults", "Faults", column(lambda w: rows.faults(shop, w), "faults"))

    def on_mount(self) -> None:
        """Show what there is, and begin to look at the files."""
        self._show(turned=True)
        self._preview.focus()
        self.run_worker(self._keep_looking(), exclusive=True, group="watch")
        self._ask_rules()

    # ------------------------------------------------------------------ the files

    async def _keep_looking(self) -> None:
        """Look at the files now and then, on another thread, so that no key waits for a compilation."""
        while True:
            await asyncio.sleep(PAUSE)
            await self.look()

    async def look(self) -> None:
        """Look at the files once, and take what they say if it is something else."""
        async with self._looking:  # an editor that is closed asks for a look beside those that come by themselves
            if not await asyncio.to_thread(self._watch.look):
                return
            moment = self._clock()
            reading = await asyncio.to_thread(read, self.shop.folder)
            before = self.shop.scene_id
            self.shop.take(reading, moment)
            self._show(turned=self.shop.scene_id != before)
            self._ask_rules()

    def _ask_rules(self) -> None:
        """Have the rules asked on another thread; the page does not wait for them."""
        if not self.shop.judged:
            self.run_worker(self._judge(), exclusive=True, group="judge")

    async def _judge(self) -> None:
        version = self.shop.version
        if version is not None and self.shop.tell(version, await asyncio.to_thread(judge, version)):
            self._lay()

    # ------------------------------------------------------------------ showing

    def _show(self, turned: bool = False) -> None:
        """Everything as it is now; `turned` begins the page at its first line."""
        page = self.shop.page
        if page is not None:
            show = self._preview.turn if turned else self._preview.renew
            show(Passage(page.turn.events, page.way.label), page.turn.offer, () if page.turn.offer else CLOSING)
        self._lay()
        if page is not None and turned:
            self.pane("scenes").column.move_hand(self.shop.scene_id)
        self.say(" ".join(self.shop.notices))

    def _lay(self) -> None:
        """The panes beside the page."""
        for name in ("scenes", "values", "faults"):
            self.pane(name).column.reset()
        self._fit()
        self._head()
        self._tell_hand()

    def _fit(self) -> None:
        """Give the faults as many rows as they need, within measure."""
        faults = self.pane("faults")
        faults.styles.height = None if self.has_class("-narrow") else max(3, min(len(faults.column.rows) + 1, _FAULTS))

    def turned(self) -> None:
        """Another pane has the focus."""
        self._head()
        self._tell_hand()

    def _head(self) -> None:
        """The top line, the headings and the tabs."""
        self.query_one("#top", Bar).say(*headings.top(self.shop))
        self.query_one("#tabs", Bar).say(*headings.tabs(self.shop, self.at))
        for name in PANES:
            self.pane(name).head(headings.pane(self.shop, name))

    def _tell_hand(self) -> None:
        """In the rule at the bottom: what is under the hand of the pane with the focus."""
        told = under_hand.told(self.shop, self.at, self.roll.under_hand)
        self.query_one("#rule", Rule).say(text(told or ("" if self.roll.at_end else "more below")))

    @on(Roll.Moved)
    def _say_more(self) -> None:
        """The hand or the view moved, or the rows were set for another width."""
        self._fit()
        self._tell_hand()

    # ------------------------------------------------------------------ the page

    def action_digit(self, number: int) -> None:
        """Take the option with this number, if the page can be seen."""
        if self.pane("page").display:
            self._preview.choose_number(number)

    @on(Roll.Chosen, "#sheet")
    def _option(self, event: Roll.Chosen) -> None:
        page = self.shop.page
        if page is not None and page.turn.offer:
            if any(one.id == event.key and one.open for one in page.turn.offer):
                self.shop.choose(event.key)
                self._show(turned=True)
        elif event.key in ("again", "undo", "begin"):
            getattr(self, f"action_{event.key}")()

    def action_undo(self) -> None:
        """Back to the page before."""
        if self.shop.undo():
            self._show(turned=True)
        else:
            self.say("There is no page before this one.")

    def action_again(self) -> None:
        """Read the page anew."""
        if self.shop.page is not None:
            self.shop.again()
            self._show(turned=True)

    def action_begin(self) -> None:
        """The first page of a volume; which, where there are several."""
        version = self.shop.version
        if version is None:
            return
        volumes = version.head.volumes
        if len(volumes) == 1:
            self._begun(next(iter(volumes)))
        else:
            answers = [(id, volume.title) for id, volume in volumes.items()]
            self.desk.push_screen(Sure("Begin which volume?", answers), self._begun)

    def _begun(self, volume: str | None) -> None:
        if volume is not None:
            self.shop.begin(volume)
            self._show(turned=True)

    @on(Roll.Chosen, "#scenes")
    def _enter(self, event: Roll.Chosen) -> None:
        index = self.shop.version.engine.story.index(event.key) if self.shop.version else None
        if index is not None:
            self.shop.enter(index)
            self._show(turned=True)
            self.action_pane("page")

    # ------------------------------------------------------------------ values

    @on(Roll.Chosen, "#values")
    def _ask(self, event: Roll.Chosen) -> None:
        found = setting_named(self.shop, event.key)
        if found is not None:
            ask(self.desk, found, self._now(found), self._put)

    def _now(self, found: Setting) -> Value:
        assert self.shop.version is not None and self.shop.page is not None  # there are settings only then
        return values.value(self.shop.version.engine, self.shop.page.state, found.name)

    def _put(self, found: Setting, value: Value) -> None:
        before = self.shop.scene_id
        self.shop.put(found.name, value)
        self._show(turned=self.shop.scene_id != before)

    def action_bump(self, by: int) -> None:
        """The number under the hand one higher or lower, within its bounds."""
        found = setting_named(self.shop, self.roll.under_hand) if self.at == "values" else None
        if found is not None and found.kind in ("number", "pair", "visits", "seed"):
            value = int(self._now(found)) + by
            if found.low <= value <= found.high:
                self._put(found, value)
            else:
                self.say(f"{found.name} goes from {found.bounds}.")

    # ------------------------------------------------------------------ faults, and the editor

    @on(Roll.Chosen, "#faults")
    def _go_to(self, event: Roll.Chosen) -> None:
        finding = self.shop.findings[int(event.key)]
        scene = self.shop.scene_of(finding)
        where = under_hand.said((finding.file, finding.line, finding.column))
        if scene is None:
            self.say(f"{where} is in no scene; e opens it.")
            return
        if scene != self.shop.scene:
            self.shop.enter(scene)
            self._show(turned=True)
        self.say(f"{where}; e opens it.")

    def action_edit(self) -> None:
        """Open the editor at what is under the hand."""
        from .editing import edit

        place = under_hand.place(self.shop, self.at, self.roll.under_hand)
        if place is None:
            self.say("No line of a file belongs to this.")
            return
        told = edit(cast("AuthorsDesk", self.app), self.shop.folder, place)
        self.refresh(layout=True)
        self.say(told)
        self.run_worker(self.look())
