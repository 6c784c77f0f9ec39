"""The file: what is known of you, as a paper."""

from __future__ import annotations

from collections.abc import Sequence

from ...engine import view
from ...engine.events import Paper, Span, Style
from ...engine.state import NOW
from ...story.calendar import say_date
from ..cover import dossier
from ..papers import paper
from ..typeset import BLANK, Row
from .leaf import LEAF_KEYS, Leaf

_SCALE = 21


class File(Leaf):
    """The cover sheet of the file on whoever is being played."""

    COMMANDS_HERE = LEAF_KEYS
    HEADING = "The file"

    def on_mount(self) -> None:
        """Ready to be read."""
        self.roll.focus()

    def lay(self, width: int) -> Sequence[Row]:
        """The cover sheet."""
        return [Row(BLANK), *(Row(line) for line in paper(self._paper(width), width))]

    def _paper(self, width: int) -> Paper:
        session = self.desk.session
        engine, state = session.engine, session.life.state
        cover = dossier(engine, state, session.life.sheet)
        post = next((c.post for c in view.people(engine, state) if c.id == "you"), "")
        head = [
            ("file", f"No. {cover.number}"),
            ("name", f"{cover.name.upper()} {cover.rest}".strip()),
            ("post", post),
            ("date", say_date(int(state.values[NOW]), engine.head.calendar)),
            ("place", view.place_name(engine, state)),
            ("sheets", str(cover.sheet)),
            ("stamp", "OPENED"),
        ]
        return Paper(
            document="file", kind="file", title="PERSONAL FILE",
            head=tuple((label, value) for label, value in head if value), spans=tuple(self._spans(cover.gauges)),
        )  # fmt: skip

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
