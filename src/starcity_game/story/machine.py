"""The compiled form of a machine and its flight: systems with defects, tests and repairs; steps with chains of causes.

Everything that can change lives in ordinary slots, and everything that happens is ordinary assignments, so that
undoing, saving and exploring know nothing of machines. Codes here are numbers into `Machine.code`, which holds the
machine's own expressions and assignments; those that a scene uses are copied into the story's own.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec

GRADES: Final = ("nominal", "degraded", "held", "abort", "loss")
"""How a step may come out, the best first. `held`: somebody said no-go, and the flight goes no further."""
UNFLOWN: Final = "unflown"
"""What stands for a step, and for the flight, before it is flown."""
COPED: Final = "_coped"
"""Goes after the id of a chain that came about and was mastered by the crew."""
READINESS: Final = ("untested", "suspected", "known", "tested")
"""What the sheet may say of a system."""


class _Stored(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Base of what is stored: compact, immutable."""


class Defect(_Stored, frozen=True, array_like=True):
    """Something wrong that may be hidden in a system."""

    id: str
    system: str
    name: str
    sign: str
    """What shows of it before it is known."""
    origin: str
    """How it came there."""
    since: str
    """When, as a paper would have it."""
    signed: str
    """Id of the person who signed for it; may be empty."""
    weight: int
    """How likely the seed deals it among those of its system; 0 for one that is not dealt."""
    latent: int
    """Slot: dealt, added or left by a repair."""
    found: int
    """Slot: a test has shown it."""
    suspected: int
    """Slot: a test has hinted at it."""
    mended: int
    """Slot: a repair has removed it."""
    present: int
    """Code: whether it is there now."""


class Work(_Stored, frozen=True, array_like=True):
    """A test or a repair."""

    id: str
    system: str
    kind: str
    """`test` or `repair`."""
    name: str
    about: str
    signed: str
    """Id of the person who signs for it; empty for the player."""
    costs: tuple[tuple[str, int], ...]
    """(variable, how much of it is spent)."""
    done: int
    """Slot: whether it was done."""
    on: int
    """Slot: when, in minutes since 1960-01-01."""
    waived: int
    """Slot of a test: whether it was waived; -1 for a repair."""
    waived_on: int
    may: int
    """Code: whether it can be done now."""
    effects: tuple[int, ...]
    """Codes of the assignments that doing it is."""
    waiver: tuple[int, ...]
    """Codes of the assignments that waiving it is; none for a repair."""
    concerns: tuple[str, ...]
    """Defects that it shows, hints at, or removes."""


class System(_Stored, frozen=True, array_like=True):
    """A part of the machine that is answered for by itself."""

    id: str
    title: str
    about: str
    deals: tuple[int, ...]
    """Weights of how many defects the seed deals: none, one, two and so on."""
    defects: tuple[str, ...]
    tests: tuple[str, ...]
    repairs: tuple[str, ...]
    word: int
    """Code: what the sheet says of it, one of `READINESS`."""


class Cause(_Stored, frozen=True, array_like=True):
    """One of the things that together lead to an outcome."""

    kind: str
    """`defect`, `untested`, `unrepaired` or `choice`."""
    name: str
    """Id of the defect, test or repair; empty for a choice."""
    code: int
    """Code: whether it holds."""
    text: str
    """A line for the report."""
    acts: tuple[str, ...]
    """Acts of the ledger that the report cites for it."""
    warned: bool
    """Whether it says that somebody had been warned."""


class Chain(_Stored, frozen=True, array_like=True):
    """Causes that together give a step its outcome."""

    id: str
    grade: str
    text: str
    causes: tuple[Cause, ...]
    copes: int
    """Code: whether the crew masters it, so that the step is only degraded; -1 when nobody could."""
    coped: str
    """What the report says then."""
    plans: tuple[str, ...]
    """Plans in which it can come about; none for all."""


class Step(_Stored, frozen=True, array_like=True):
    """One step of the flight, with its go / no-go."""

    id: str
    title: str
    at: int | None
    """When, in minutes since 1960-01-01."""
    holder: str
    """Who holds the go / no-go."""
    nominal: str
    go: int
    """Code: whether it is a go; -1 for always."""
    held: str
    """What the report says of a no-go."""
    chains: tuple[Chain, ...]
    reaches: tuple[str, ...]
    """Milestones that are reached with it."""
    plans: tuple[str, ...]
    """Plans that it belongs to; none for all."""
    chain: int
    """Slot: what became of it: `unflown`, `nominal`, `held`, or a chain's id, with `COPED` where it was mastered."""


class Plan(_Stored, frozen=True, array_like=True):
    """A way of flying."""

    id: str
    title: str
    about: str
    steps: tuple[str, ...]
    begin: tuple[int, ...]
    """Codes of the assignments that begin it."""
    fly: tuple[tuple[int, ...], ...]
    """For each of its steps the codes of the assignments that flying it is; flown twice, it stays as it is."""


class Flight(_Stored, frozen=True, array_like=True):
    """All steps, all plans, and where the outcome stands."""

    plans: dict[str, Plan]
    steps: dict[str, Step]
    milestones: dict[str, int]
    """Milestone to slot."""
    plan: int
    """Slot: the plan that is flown, or `none`."""
    step: int
    """Slot: the last step that was flown, or `none`."""
    outcome: int
    """Slot: `unflown`, or the worst grade so far."""
    on: int
    """Slot: when it began."""


class Deal(_Stored, frozen=True, array_like=True):
    """A flag that the seed may make true."""

    slot: int
    place: str
    """What the draw is keyed by, together with the seed."""
    percent: int


class Machine(_Stored, frozen=True, array_like=True):
    """The machine of a story."""

    systems: dict[str, System] = {}
    defects: dict[str, Defect] = {}
    works: dict[str, Work] = {}
    """Tests and repairs by id."""
    flight: Flight | None = None
    deals: tuple[Deal, ...] = ()
    """What is dealt by itself: whether a test sees a defect, whether a repair leaves one."""
    code: tuple[Any, ...] = ()
    """The machine's expressions and assignments, as trees."""

    @property
    def dealt(self) -> tuple[int, ...]:
        """The slots, all of them flags, that the seed may make true before the first page."""
        return (*(d.latent for d in self.defects.values() if d.weight), *(deal.slot for deal in self.deals))


def grade_of(step: Step, word: str) -> str:
    """The grade that what became of a step amounts to; `unflown` before it is flown."""
    if word in (UNFLOWN, "nominal", "held"):
        return word
    grades = {chain.id: chain.grade for chain in step.chains}
    return grades.get(word, "degraded")
