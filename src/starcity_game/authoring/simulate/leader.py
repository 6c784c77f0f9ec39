"""One programme led from its first period to its outcome by a policy."""

from __future__ import annotations

import math

import msgspec

from starcity_game.engine.chance import chance
from starcity_game.engine.flight import Flown, resolve
from starcity_game.engine.mechanism import Mechanism
from starcity_game.engine.origin import first_values
from starcity_game.engine.ready import Code
from starcity_game.engine.state import NOW, Origin, Value
from starcity_game.story.machine import Work
from starcity_game.story.model import Story
from starcity_game.story.programme import Option, Policy, Programme

MOST_WORKS = 100
"""Tests and repairs of one period at most."""
_SURE = 1_000.0
"""What seeing what is hidden counts for, before anything that a policy likes."""


class Led(msgspec.Struct, frozen=True, array_like=True):
    """How a programme came out."""

    outcome: str
    """Id of the outcome."""
    undone: str
    """Step and chain that ended the flight, as `hover: ballast`; empty where nothing did."""
    values: dict[str, int]
    """What was left of every number that something costs."""


class Leader:
    """Leads the programme of one story; holds nothing of any programme that it has led."""

    def __init__(self, story: Story, programme: Programme) -> None:
        head = story.head
        self.story, self.programme = story, programme
        self.mechanism = Mechanism(head)
        self.code = Code(programme.code)
        self.none = self.mechanism.unvisited
        self.volume = next(iter(head.volumes), "")
        self.spent = {name: head.variables[name].slot for work in head.machine.works.values() for name, _ in work.costs}
        """Slots of the numbers that something costs."""
        self._likes = {policy.id: self._liked(policy) for policy in programme.policies.values()}

    def lead(self, policy: Policy, seed: int) -> Led:
        """The programme of the life with this seed, led by `policy`."""
        values = first_values(self.story, Origin(self.volume, seed, {}))
        run = _Run(self, policy, seed, values)
        for number in range(len(self.programme.periods)):
            run.period(number)
        return self.finish(run.values)

    def finish(self, values: list[Value]) -> Led:
        """The flight, and what it all amounts to."""
        values, flown = self.fly(values)
        outcome = next((o.id for o in self.programme.outcomes if self.holds(o.when, values)), "")
        return Led(outcome, _undone(flown), {name: int(values[slot]) for name, slot in self.spent.items()})

    def fly(self, values: list[Value]) -> tuple[list[Value], Flown | None]:
        """The values after the flight by the first plan whose condition holds; the same without one."""
        for plan, when in self.programme.flies:
            if self.holds(when, values):
                return resolve(self.mechanism, values, plan)
        return values, None

    def rank(self, values: list[Value]) -> int:
        """How bad the outcome is if it is flown as it stands: 0 is the best."""
        after, _ = self.fly(values)
        outcomes = self.programme.outcomes
        return next((k for k, o in enumerate(outcomes) if self.holds(o.when, after)), len(outcomes))

    def holds(self, number: int, values: list[Value]) -> bool:
        """Whether a condition of the programme holds; there being none, it does."""
        test = self.code.function(number)
        return test is None or bool(test(values, self.none))

    def worth(self, policy: Policy, before: list[Value], after: list[Value]) -> float:
        """What a policy makes of a change."""
        return sum(worth * (int(after[slot]) - int(before[slot])) for slot, worth in self._likes[policy.id])

    def _liked(self, policy: Policy) -> list[tuple[int, float]]:
        """By slot, what a point more is worth; the second name of a pair counts the other way."""
        found = []
        for variable in self.story.head.variables.values():
            worth = policy.likes.get(variable.id, 0.0) - (
                policy.likes.get(variable.other, 0.0) if variable.other else 0.0
            )
            if worth and variable.kind in ("number", "pair", "flag"):
                found.append((variable.slot, worth))
        return found


class _Run:
    """One programme while it is led."""

    def __init__(self, leader: Leader, policy: Policy, seed: int, values: list[Value]) -> None:
        self.leader, self.policy, self.seed, self.values = leader, policy, seed, values
        self.machine = leader.mechanism.machine
        self.open: dict[str, None] = {}

    def period(self, number: int) -> None:
        """One period: what it brings, what is decided, what is tested and repaired."""
        period = self.leader.programme.periods[number]
        if period.at is not None:
            self.values[NOW] = period.at
        self.apply(period.sets)
        self.open.update(dict.fromkeys(period.opens))
        for closed in period.closes:
            self.open.pop(closed, None)
        for decision in period.decides:
            self.decide(number, decision)
        for turn in range(MOST_WORKS):
            work = self.pick(f"{number}.{turn}")
            if work is None:
                return
            self.leader.mechanism.apply(work.effects, self.values)
            self.open.pop(work.id)

    def apply(self, sets: tuple[int, ...]) -> None:
        effects = self.leader.code.effects(sets)
        if effects:
            effects(self.values, self.leader.none)

    def decide(self, period: int, decision: str) -> None:
        """Take the option of a decision that promises most."""
        options = [o for o in self.leader.programme.decisions[decision] if self.leader.holds(o.when, self.values)]
        if options:
            self.apply(max(options, key=lambda option: self.promise(f"{period}.{decision}", option)).sets)

    def promise(self, place: str, option: Option) -> float:
        """What an option promises."""
        after = self.values.copy()
        effects = self.leader.code.effects(option.sets)
        if effects:
            effects(after, self.leader.none)
        known = -_SURE * self.leader.rank(after) if self.policy.knows else 0.0
        return known + self.leader.worth(self.policy, self.values, after) + self.luck(f"{place}.{option.id}")

    def pick(self, turn: str) -> Work | None:
        """The test or repair that promises most; None when nothing promises more than to stop."""
        best, most = None, self.luck(f"{turn}.stop")
        for id in self.open:
            work = self.machine.works[id]
            if self.can(work):
                worth = self.value(work) + self.luck(f"{turn}.{id}")
                if worth > most:
                    best, most = work, worth
        return best

    def can(self, work: Work) -> bool:
        """Whether it may be done, and leaves what is to be kept."""
        if self.values[work.done]:
            return False
        keeps = self.policy.keeps
        for name, amount in work.costs:
            if name in keeps and int(self.values[self.leader.spent[name]]) - amount < keeps[name]:
                return False
        if work.kind == "repair" and all(self.values[self.machine.defects[d].mended] for d in work.concerns):
            return False
        return self.leader.mechanism.holds(work.may, self.values)

    def value(self, work: Work) -> float:
        """What a test or repair promises."""
        policy = self.policy
        if not (policy.likes or policy.knows):
            return policy.tests if work.kind == "test" else policy.repairs
        after = self.values.copy()
        self.leader.mechanism.apply(work.effects, after)
        worth = self.leader.worth(policy, self.values, after) + (
            policy.tests if work.kind == "test" else policy.repairs
        )
        return worth + self.foreseen(work, after) if policy.knows else worth

    def foreseen(self, work: Work, after: list[Value]) -> float:
        """For one who knows: everything, where a test finds or a repair removes what is there; else nothing at all."""
        for id in work.concerns:
            defect = self.machine.defects[id]
            there = self.leader.mechanism.holds(defect.present, self.values)
            if there and (after[defect.mended] or (after[defect.found] and not self.values[defect.found])):
                return _SURE
        return -_SURE

    def luck(self, place: str) -> float:
        """Chance by Gumbel's distribution, so that a whim of 1 takes options by the softmax of their promise."""
        if not self.policy.whim:
            return 0.0
        drawn = chance(self.seed, f"{self.policy.id} {place}")
        return -self.policy.whim * math.log(-math.log(min(max(drawn, 1e-12), 1 - 1e-12)))


def _undone(flown: Flown | None) -> str:
    """The step and chain that ended a flight."""
    if flown is None or not flown.steps or flown.steps[-1].grade in ("nominal", "degraded"):
        return ""
    last = flown.steps[-1]
    return f"{last.step}: {last.chain or last.grade}"
