"""The flight: what becomes of each step, by what is in the machine and by what was decided. There is no luck in it."""

from __future__ import annotations

import msgspec

from starcity_game.engine.mechanism import Mechanism
from starcity_game.engine.state import Value
from starcity_game.engine.vector import Vector
from starcity_game.story.machine import COPED, UNFLOWN, Cause, Chain, Step, grade_of


class StepResult(msgspec.Struct, frozen=True):
    """What became of one step."""

    step: str
    title: str
    at: int | None
    """When it is due, in minutes since 1960-01-01."""
    holder: str
    """Who held the go / no-go."""
    grade: str
    """`nominal`, `degraded`, `held`, `abort` or `loss`."""
    chain: str
    """Id of the chain of causes; empty where there is none."""
    text: str
    """What the report says."""
    coped: bool
    """Whether the crew mastered it."""
    causes: tuple[Cause, ...]
    """What led to it, together."""


class Flown(msgspec.Struct, frozen=True):
    """A flight, or as much of it as was flown."""

    plan: str
    """Id of the plan; `none` before the first step."""
    outcome: str
    """`unflown`, or the worst grade so far."""
    on: int
    """When it began, in minutes since 1960-01-01."""
    steps: tuple[StepResult, ...]
    milestones: tuple[str, ...]
    """What was reached."""


def flown(mechanism: Mechanism, values: list[Value]) -> Flown:
    """The flight as it stands in `values`. Raises ValueError for a story that has no flight."""
    flight = mechanism.machine.flight
    if flight is None:
        raise ValueError("this story has no flight")
    plan = flight.plans.get(str(values[flight.plan]))
    steps = [flight.steps[id] for id in (plan.steps if plan else ())]
    results = (_result(step, str(values[step.chain])) for step in steps if values[step.chain] != UNFLOWN)
    reached = tuple(name for name, slot in flight.milestones.items() if values[slot])
    return Flown(str(values[flight.plan]), str(values[flight.outcome]), int(values[flight.on]), tuple(results), reached)


def resolve(
    mechanism: Mechanism, values: list[Value], plan: str, to: str = "", counts: Vector | None = None
) -> tuple[list[Value], Flown]:
    """The values after flying by `plan`, as far as the step `to` or to the end, and what became of each step.

    The given values are not changed. Raises KeyError for a plan, and ValueError for a step, that there is not.
    """
    flight = mechanism.machine.flight
    if flight is None:
        raise ValueError("this story has no flight")
    chosen = flight.plans[plan]
    steps = chosen.fly[: chosen.steps.index(to) + 1] if to else chosen.fly
    after = values.copy()
    mechanism.apply((*chosen.begin, *(number for step in steps for number in step)), after, counts)
    return after, flown(mechanism, after)


def _result(step: Step, word: str) -> StepResult:
    """What became of a step, by the word in its slot."""
    coped = word.endswith(COPED) and not any(chain.id == word for chain in step.chains)
    chain = next((c for c in step.chains if c.id == (word.removesuffix(COPED) if coped else word)), None)
    return StepResult(
        step.id, step.title, step.at, step.holder, grade_of(step, word), chain.id if chain else "",
        _text(step, chain, word, coped), coped, chain.causes if chain else (),
    )  # fmt: skip


def _text(step: Step, chain: Chain | None, word: str, coped: bool) -> str:
    if chain is None:
        return step.held if word == "held" else step.nominal
    return (f"{chain.text} {chain.coped}" if chain.coped else chain.text) if coped else chain.text
