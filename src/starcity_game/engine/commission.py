"""The commission's report: for everything that went wrong the tree of its causes, with dates and signatures.

Who signed, tested, waived or left undone is read from the state; what the player did besides, from the ledger.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from starcity_game.engine.events import Paper, Span
from starcity_game.engine.flight import Flown, StepResult, flown
from starcity_game.engine.mechanism import Mechanism
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Deed, State, entries
from starcity_game.engine.view import form
from starcity_game.story.calendar import say_date
from starcity_game.story.machine import Cause, Defect, Work

OWN: Final = "your signature"
"""What stands beside a line that the player has signed."""


class Finding(msgspec.Struct, frozen=True):
    """One line of the report, with what lies under it."""

    kind: str
    """`step`, `defect`, `untested`, `unrepaired`, `choice`, `test`, `repair`, `waiver` or `act`."""
    text: str
    date: str = ""
    """The day, in words; empty where none is known."""
    signed: str = ""
    """Who signed, as the name stands on a paper; empty for nobody."""
    own: bool = False
    """Whether it is the player's own doing."""
    under: tuple[Finding, ...] = ()
    """What led to it."""


class Report(msgspec.Struct, frozen=True):
    """What a commission lays out after a flight."""

    flight: Flown
    findings: tuple[Finding, ...]
    """A tree for each step that was not nominal, in the order of the flight."""

    @property
    def own(self) -> tuple[Finding, ...]:
        """The lines of it that the player has signed."""
        return tuple(finding for finding, _ in lines_of(self) if finding.own)


def commission(engine: Engine, mechanism: Mechanism, state: State) -> Report:
    """The report on the flight as it stands in `state`. Raises ValueError for a story that has no flight."""
    flight = flown(mechanism, state.values)
    writer = _Writer(engine, mechanism, state)
    return Report(flight, tuple(writer.step(result) for result in flight.steps if result.grade != "nominal"))


def lines_of(report: Report) -> Iterator[tuple[Finding, int]]:
    """Every line of a report in order, with how deep it stands."""
    waiting = [(finding, 0) for finding in reversed(report.findings)]
    while waiting:
        finding, depth = waiting.pop()
        yield finding, depth
        waiting += [(inner, depth + 1) for inner in reversed(finding.under)]


def as_paper(report: Report, kind: str, title: str) -> Paper:
    """The report as a document that every front can draw, a line for each finding, indented by depth."""
    written = []
    for finding, depth in lines_of(report):
        signature = OWN if finding.own else finding.signed
        tail = ", ".join(part for part in (finding.date, signature) if part)
        written.append(f"{'  ' * depth}{finding.text}{f' ({tail})' if tail else ''}")
    return Paper("commission", kind, title, (), (Span("\n".join(written)),))


class _Writer:
    """Writes the findings of one report."""

    def __init__(self, engine: Engine, mechanism: Mechanism, state: State) -> None:
        self.engine, self.machine, self.state = engine, mechanism.machine, state
        self.deeds = [deed for deed in entries(state.ledger) if isinstance(deed, Deed)]
        volume = engine.head.volumes[state.origin.volume]
        self.player = next((q.person for q in volume.questionnaire if q.person), "")

    def step(self, result: StepResult) -> Finding:
        """What became of a step, with its causes."""
        due = say_date(result.at, self.engine.head.calendar) if result.at is not None else ""
        text = f"{result.title}: {result.text}" if result.text else result.title
        return Finding("step", text, due, "", False, tuple(self.cause(cause) for cause in result.causes))

    def cause(self, cause: Cause) -> Finding:
        """One cause, with what was done and left undone about it."""
        acts = [self.act(deed) for deed in self.deeds if deed.act in cause.acts]
        if cause.kind == "defect":
            return self.defect(self.machine.defects[cause.name], cause, acts)
        if cause.kind == "choice":
            return Finding(cause.kind, cause.text, own=bool(acts), under=tuple(acts))
        work = self.machine.works[cause.name]
        said = cause.text or (f"{work.name} was not held." if work.kind == "test" else f"{work.name}: not made.")
        waiver = self.waiver(work)
        return Finding(cause.kind, said, under=tuple([waiver] if waiver else []) + tuple(acts))

    def defect(self, defect: Defect, cause: Cause, acts: list[Finding]) -> Finding:
        """A defect: where it came from, which tests could have shown it, which repairs could have removed it."""
        text = cause.text or (f"{defect.name}. {defect.origin}" if defect.origin else defect.name)
        under = [
            found
            for work in self.machine.works.values()
            if defect.id in work.concerns and (found := self.work(work, defect))
        ]
        signed = form(self.engine, self.state, defect.signed, "label") if defect.signed else ""
        return Finding("defect", text, defect.since, signed, False, (*under, *acts))

    def work(self, work: Work, defect: Defect) -> Finding | None:
        """What became of a test that could have shown a defect, or a repair that could have removed it."""
        values = self.state.values
        if values[work.done]:
            shown = bool(values[defect.found] or values[defect.suspected])
            outcome = "" if work.kind == "repair" else " It was seen." if shown else " Nothing was seen."
            return self.signed(work.kind, f"{work.name}.{outcome}", work, int(values[work.on]))
        if work.kind == "repair":
            return Finding("unrepaired", f"{work.name}: not made.") if values[defect.found] else None
        return self.waiver(work) or Finding("untested", f"{work.name}: not held.")

    def waiver(self, work: Work) -> Finding | None:
        """That a test was waived, which the player signed; nothing where it was not."""
        values = self.state.values
        if work.waived < 0 or not values[work.waived]:
            return None
        return Finding("waiver", f"{work.name}: waived.", self.day(int(values[work.waived_on])), self.me(), True)

    def signed(self, kind: str, text: str, work: Work, on: int) -> Finding:
        """A test or repair that was done, with who signed for it."""
        own = not work.signed
        name = self.me() if own else form(self.engine, self.state, work.signed, "label")
        return Finding(kind, text, self.day(on), name, own)

    def act(self, deed: Deed) -> Finding:
        """An act of the ledger."""
        text = self.engine.head.acts.get(deed.act, deed.act)
        return Finding("act", text, self.day(deed.now), self.me(), True)

    def me(self) -> str:
        """How the player's name stands on a paper."""
        return form(self.engine, self.state, self.player, "label") if self.player else ""

    def day(self, now: int) -> str:
        """A day in words; empty for a story without a clock."""
        return say_date(now, self.engine.head.calendar).rpartition(", ")[0] if now else ""
