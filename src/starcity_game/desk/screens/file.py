"""The file: what is known of you, as a paper; or one that you have opened, sheet by sheet."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on

from ...engine import view
from ...engine.dossier.opening import file_seen
from ...engine.events import Paper, Span, Style
from ...engine.state import NOW
from ...story.calendar import say_date
from ..commands import FILE
from ..cover import dossier
from ..inventory import inventoried
from ..papers import paper
from ..typeset import BLANK, Row
from ..widgets.roll import Roll
from .leaf import LEAF_KEYS, Leaf

_SCALE = 21


class File(Leaf):
    """The cover sheet of the file on whoever is being played; in a volume that opens one, the opened file above it."""

    COMMANDS_HERE = (*FILE, *LEAF_KEYS)
    HEADING = "The file"

    def on_mount(self) -> None:
        """Ready to be read."""
        session = self.desk.session
        self._opened = file_seen(session.engine, session.life.state)
        self._sheet = 0
        self.roll.focus()
        self.roll.reset()

    def lay(self, width: int) -> Sequence[Row]:
        """The sheet that is turned up, or the cover with the inventory."""
        sheet = self._opened.sheet(self._sheet)
        if sheet is not None:
            return [Row(BLANK), *(Row(line) for line in paper(sheet.paper(), width))]
        cover = [Row(BLANK), *(Row(line) for line in paper(self._paper(width), width))]
        if self.desk.session.life.state.origin.subject is None:
            return cover
        return [*inventoried(self._opened, width), *cover]

    # ------------------------------------------------------------------ turning sheets

    @on(Roll.Chosen)
    def _chosen(self, event: Roll.Chosen) -> None:
        self._turn_up(int(event.key))

    def action_turn(self, by: int) -> None:
        """The next sheet, or the one before; before the first there is the inventory."""
        numbers = [0, *(sheet.number for sheet in self._opened.sheets)]
        at = numbers.index(self._sheet) + by if self._sheet in numbers else 0
        if 0 <= at < len(numbers):
            self._turn_up(numbers[at])

    def action_close(self) -> None:
        """Back to the inventory first, then to where the reader came from."""
        if self._sheet:
            self._turn_up(0)
        else:
            self.dismiss(None)

    def _turn_up(self, number: int) -> None:
        before, self._sheet = self._sheet, number
        self.roll.reset(str(before) if not number else "")
        if number:
            self.roll.look_at(0)

    # ------------------------------------------------------------------ the cover

    def _paper(self, width: int) -> Paper:
        session = self.desk.session
        engine, state = session.engine, session.life.state
        cover = dossier(engine, state, session.life.sheet)
        hero = view.hero(engine, state.origin)
        post = next((c.post for c in view.people(engine, state) if c.id == hero), "")
        head = [
            ("file", f"No. {cover.number}"),
            ("name", self._named()),
            ("post", post),
            ("date", say_date(int(state.values[NOW]), engine.head.calendar)),
            ("place", view.place_name(engine, state)),
            ("sheets", str(cover.sheet)),
            ("stamp", "OPENED"),
        ]
        return Paper(
            document="file", kind="file", title="PERSONAL FILE" if state.origin.subject is None else "ON YOU",
            head=tuple((label, value) for label, value in head if value), spans=tuple(self._spans(cover.gauges)),
        )  # fmt: skip

    def _named(self) -> str:
        """Who is played, as a file has it."""
        engine, state = self.desk.session.engine, self.desk.session.life.state
        surname, *rest = view.names(engine, state, view.hero(engine, state.origin))
        return " ".join(filter(None, (surname.upper(), *rest)))

    def _spans(self, gauges: Sequence[object]) -> list[Span]:
        from ..widgets.folder import Gauge

        spans = [Span("Answers given\n", Style.STRONG)]
        session = self.desk.session
        origin = session.life.state.origin
        volume = session.engine.story.head.volumes.get(origin.volume)
        for question in volume.questionnaire if volume else ():
            given = origin.answers.get(question.id, "")
            said = given if isinstance(given, str) else given.get("full", given.get("surname", ""))
            label = next((a.label for a in question.answers if a.value and a.value == said), said)
            spans.append(Span(f"{question.ask}: {label}\n"))
        spans.append(Span("\nAssessment\n", Style.STRONG))
        for gauge in gauges:
            assert isinstance(gauge, Gauge)
            drawn = gauge.drawn(_SCALE if gauge.kind == "scale" else 10)
            spans.append(
                Span(f"{gauge.label:<12} {drawn}  {gauge.value}\n" if drawn else f"{gauge.label}: {gauge.value}\n")
            )
        return spans
