"""The readiness sheet: what is known, suspected and untested of each system, in words. Read-only and pure."""

from __future__ import annotations

import msgspec

from starcity_game.engine.mechanism import Mechanism
from starcity_game.engine.state import State
from starcity_game.story.machine import Defect, System, Work


class Remark(msgspec.Struct, frozen=True):
    """A defect as far as it is known."""

    defect: str
    """Its id."""
    text: str
    """Its name if it was found, what shows of it if it is only suspected."""
    known: bool
    """Whether it was found."""
    mended: bool
    """Whether a repair has removed it."""


class WorkLine(msgspec.Struct, frozen=True):
    """A test or repair on the sheet."""

    work: str
    """Its id."""
    kind: str
    """`test` or `repair`."""
    name: str
    done: bool
    waived: bool
    open: bool
    """Whether it can be done now."""
    on: int
    """When it was done or waived, in minutes since 1960-01-01; 0 when it was neither."""
    costs: tuple[tuple[str, int], ...]
    """(label of a variable, how much of it is spent)."""


class SystemLine(msgspec.Struct, frozen=True):
    """One system on the sheet."""

    system: str
    title: str
    word: str
    """`untested`, `suspected`, `known` or `tested`."""
    remarks: tuple[Remark, ...]
    works: tuple[WorkLine, ...]


def sheet(mechanism: Mechanism, state: State, labels: dict[str, str]) -> tuple[SystemLine, ...]:
    """The readiness sheet in `state`; `labels` are what the player reads beside each variable."""
    return tuple(_line(mechanism, state, system, labels) for system in mechanism.machine.systems.values())


def _line(mechanism: Mechanism, state: State, system: System, labels: dict[str, str]) -> SystemLine:
    machine = mechanism.machine
    remarks = (_remark(machine.defects[id], state) for id in system.defects)
    works = (_work(mechanism, state, machine.works[id], labels) for id in (*system.tests, *system.repairs))
    word = mechanism.says(system.word, state.values, state.counts)
    return SystemLine(system.id, system.title, word, tuple(r for r in remarks if r), tuple(works))


def _remark(defect: Defect, state: State) -> Remark | None:
    """What the sheet says of a defect; nothing for one that nobody has noticed."""
    values = state.values
    known, mended = bool(values[defect.found]), bool(values[defect.mended])
    if not known and (mended or not values[defect.suspected]):
        return None
    return Remark(defect.id, defect.name if known else defect.sign or defect.name, known, mended)


def _work(mechanism: Mechanism, state: State, work: Work, labels: dict[str, str]) -> WorkLine:
    values = state.values
    waived = work.waived >= 0 and bool(values[work.waived])
    on = work.on if values[work.done] else work.waived_on if waived else -1
    return WorkLine(
        work.id, work.kind, work.name, bool(values[work.done]), waived,
        mechanism.holds(work.may, values, state.counts), int(values[on]) if on >= 0 else 0,
        tuple((labels.get(name, name), amount) for name, amount in work.costs),
    )  # fmt: skip


def in_words(lines: tuple[SystemLine, ...]) -> list[str]:
    """The sheet as lines of text: each system with its word, below it what is known or suspected of it."""
    width = max((len(line.title) for line in lines), default=0)
    found = []
    for line in lines:
        found.append(f"{line.title:<{width}}  {line.word}")
        for remark in line.remarks:
            standing = "mended" if remark.mended else "known" if remark.known else "suspected"
            found.append(f"  {standing}: {remark.text}")
    return found
