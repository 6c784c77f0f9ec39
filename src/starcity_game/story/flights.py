"""The section `flight`: a chain of steps, and the causes that decide each of them.

Flying is a list of assignments: for each step, what became of it, by conditions alone. There is no luck in them, so
the outcome is what the values before it made it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from starcity_game.story import keys
from starcity_game.story.calendar import parse_date
from starcity_game.story.diagnostics import nearest
from starcity_game.story.expressions import Kind, Name, Tree, Type, is_constant
from starcity_game.story.machine import (
    COPED,
    GRADES,
    UNFLOWN,
    Cause,
    Chain,
    Flight,
    Plan,
    Step,
    grade_of,
)
from starcity_game.story.machinery import Machinery
from starcity_game.story.nodes import Mapping, Node, Scalar
from starcity_game.story.page import Page
from starcity_game.story.systems import Systems
from starcity_game.story.trees import among, dated, every, first_word, flag, no, put, word

_GRADED: Final = Type(Kind.WORD, (UNFLOWN, *GRADES))
_BAD: Final = ("degraded", "abort", "loss")
_PASSED: Final = ("nominal", "degraded")
_MOST_CHAINS: Final = 100
"""Chains of one step at most: what becomes of it is looked for among all of them."""
_MOST_FLOWN: Final = 10_000
"""Steps and chains at most, over all plans: each plan has assignments of its own, and these take half a second."""
_KINDS: Final = ("defect", "untested", "unrepaired", "when")


class _Written(NamedTuple):
    """A step or a plan as it is written."""

    page: Page
    fields: dict[str, Node]


class Flights:
    """Reads the flight of a story."""

    def __init__(self, machinery: Machinery, systems: Systems) -> None:
        self.make, self.systems = machinery, systems
        self._plans: dict[str, _Written] = {}
        self._steps: dict[str, _Written] = {}
        self._chains: dict[str, list[tuple[str, dict[str, Node]]]] = {}
        self._slots: dict[str, int] = {}
        self._milestones: dict[str, int] = {}

    # ---------------------------------------------------------------- names and slots

    def declare(self, page: Page, key: str, node: Node) -> None:
        """Take in the plans or the steps."""
        for id, name, value in page.entries(node, f"`{key}`"):
            table, found = (keys.PLAN, self._plans) if key == "plans" else (keys.STEP, self._steps)
            fields = page.keyed(value, table, f"a {key[:-1]}")
            if id in found:
                page.fault(name, "E509", f"the {key[:-1]} `{id[:60]}` is declared twice")
            elif page.id(name, "a name", dotted=False) == id:
                found[id] = _Written(page, fields)

    def name(self) -> None:
        """Give slots and names to the flight, its steps and its milestones."""
        if not self._steps:
            return
        self._slots["plan"] = self.make.word("flight.plan", ("none", *self._plans))
        self._slots["step"] = self.make.word("flight.step", ("none", *self._steps))
        self._slots["outcome"] = self.make.word("flight.outcome", (UNFLOWN, *GRADES))
        self._slots["on"] = self.make.moment("flight.on")
        for id, (page, fields) in self._steps.items():
            chains = fields.get("chains")
            self._chains[id] = [
                (name, page.keyed(value, keys.CHAIN, "a chain"))
                for name, key, value in (page.entries(chains, "`chains`") if chains else ())
                if page.id(key, "a chain's name", dotted=False) == name
            ]
            ends = [name for name, _ in self._chains[id]]
            words = (UNFLOWN, "nominal", "held", *ends, *(f"{name}{COPED}" for name in ends))
            self._slots[id] = self.make.word(f"chain.{id}", words)
            self._name_step(id)
            for milestone in page.words(fields["reaches"], "`reaches`") if "reaches" in fields else ():
                self._milestone(page, milestone)

    def _name_step(self, id: str) -> None:
        """What `step.id` means: the grade of what became of it."""
        slot, graded = self._slots[id], dict[str, list[str]]()
        for name, fields in self._chains[id]:
            grade = fields.get("grade")
            graded.setdefault(grade.value if isinstance(grade, Scalar) else "", []).append(name)
            graded.setdefault("degraded", []).append(f"{name}{COPED}")
        ways = [(among(slot, tuple(graded[grade])), ("text", grade)) for grade in _BAD if graded.get(grade)]
        self.make.story.names.table[f"step.{id}"] = Name(_GRADED, tree=first_word(ways, word(slot)), writable=False)

    def _milestone(self, page: Page, node: Scalar) -> None:
        name = node.value
        if name not in self._milestones and self.make.fresh(page, node, name, "flight"):
            self._milestones[name] = self.make.flag(f"flight.{name}")

    # ---------------------------------------------------------------- causes and outcomes

    def link(self) -> Flight | None:
        """Read the chains and make the assignments; None where there is no flight."""
        if not self._steps:
            return None
        if not self._are_few():
            return None
        steps = {id: self._step(id, written) for id, written in self._steps.items()}
        plans = {id: self._plan(id, written, steps) for id, written in self._plans.items()}
        slots = self._slots
        return Flight(plans, steps, self._milestones, slots["plan"], slots["step"], slots["outcome"], slots["on"])

    def _are_few(self) -> bool:
        """Whether a flight has so few steps, chains and plans that they can be put together at once; else a finding."""
        flown = sum(1 + len(chains) for chains in self._chains.values()) * len(self._plans)
        page, few = next(iter(self._steps.values())).page, flown <= _MOST_FLOWN
        if not few:
            said = f"over all plans there are more than {_MOST_FLOWN} steps and chains"
            page.fault(page.root.values["flight"], "E662", said, "declare fewer plans or steps")
        for id, (page, fields) in self._steps.items():
            if len(self._chains[id]) > _MOST_CHAINS:
                few = False
                page.fault(fields["chains"], "E662", f"a step has at most {_MOST_CHAINS} chains", "split the step")
        return few

    def _step(self, id: str, written: _Written) -> Step:
        page, fields = written
        lines = {k: page.line(fields[k], f"`{k}`") for k in ("title", "holder", "nominal", "held") if k in fields}
        at = parse_date(page.line(fields["at"], "`at`")) if "at" in fields else None
        if "at" in fields and at is None:
            page.fault(fields["at"], "E507", "`at` is a moment", "as in 1969-06-21 04:10")
        go = self.make.condition(page, fields.get("go"), "`go`") if "go" in fields else None
        reaches = tuple(s.value for s in page.words(fields["reaches"], "`reaches`")) if "reaches" in fields else ()
        return Step(
            id, lines.get("title", id), at, lines.get("holder", ""), lines.get("nominal", ""),
            self.make.code.stored(go) if go else -1, lines.get("held", ""),
            tuple(self._chain(page, name, inner) for name, inner in self._chains[id]),
            reaches, self._named_plans(page, fields), self._slots[id],
        )  # fmt: skip

    def _named_plans(self, page: Page, fields: dict[str, Node]) -> tuple[str, ...]:
        found = page.words(fields["plans"], "`plans`") if "plans" in fields else []
        return tuple(self.make.known(page, one, self._plans, "plan", "E662") for one in found)

    def _chain(self, page: Page, id: str, fields: dict[str, Node]) -> Chain:
        make = self.make
        grade = page.line(fields["grade"], "`grade`") if "grade" in fields else "degraded"
        if grade not in _BAD:
            page.fault(fields["grade"], "E662", f"`grade` is one of {', '.join(_BAD)}", nearest(grade, _BAD))
        causes = tuple(self._cause(page, item) for item in page.items(fields["causes"])) if "causes" in fields else ()
        coping = page.keyed(fields["copes"], keys.COPE, "`copes`") if "copes" in fields else None
        copes = make.code.stored(make.condition(page, coping.get("when"), "`when`")) if coping else -1
        chain = Chain(
            id, grade, page.line(fields["text"], "`text`") if "text" in fields else "", causes, copes,
            page.line(coping["text"], "`text`") if coping and "text" in coping else "", self._named_plans(page, fields),
        )  # fmt: skip
        if grade == "loss" and not self._is_fair(chain):
            page.fault(fields["grade"], "E663", f"the loss `{id}` has a single cause that nobody was warned of",
                       "add a second cause, `copes`, or a cause that has `warned: true`")  # fmt: skip
        return chain

    def _cause(self, page: Page, node: Node) -> Cause:
        if isinstance(node, Scalar):
            return self._of_kind(page, "defect", node, {})
        fields = page.keyed(node, keys.CAUSE, "a cause")
        kinds = [kind for kind in _KINDS if kind in fields]
        if len(kinds) != 1:
            if isinstance(node, Mapping):
                page.fault(node, "E508", f"a cause has exactly one of {', '.join(_KINDS)}")
            return Cause("choice", "", self.make.code.stored(("flag", False)), "", (), False)
        kind = kinds[0]
        scalar = page.scalar(fields[kind], f"`{kind}`")
        return self._of_kind(page, kind, scalar or Scalar("", 0, 0), fields)

    def _of_kind(self, page: Page, kind: str, node: Scalar, fields: dict[str, Node]) -> Cause:
        """A cause of one of the four kinds."""
        make, systems = self.make, self.systems
        tree: Tree = ("flag", False)
        name = ""
        if kind == "when":
            kind, tree = "choice", make.condition(page, node, "`when`")
            if "text" not in fields:
                page.fault(node, "E502", "a cause with `when` needs the key `text`", keys.CAUSE["text"].doc)
        elif kind == "defect":
            if name := make.known(page, node, systems.defects, "defect"):
                tree = make.code.trees[systems.defects[name].present]
        else:
            wanted = "test" if kind == "untested" else "repair"
            work = systems.works.get(node.value)
            if work is not None and work.kind == wanted:
                name, tree = work.id, no(flag(work.done))
            else:
                make.known(page, node, [w.id for w in systems.works.values() if w.kind == wanted], wanted)
        acts = page.words(fields["acts"], "`acts`") if "acts" in fields else []
        return Cause(
            kind, name, make.code.stored(tree),
            page.line(fields["text"], "`text`") if "text" in fields else "",
            tuple(make.known(page, act, make.story.acts, "act", "E605") for act in acts),
            page.flag(fields["warned"], "`warned`") if "warned" in fields else False,
        )  # fmt: skip

    def _is_fair(self, chain: Chain) -> bool:
        """Whether a loss has two different causes, counting that the crew could not cope; or one that is a warning."""
        trees = self.make.code.trees
        causes = {cause.code for cause in chain.causes if not is_constant(trees[cause.code])}
        copes = chain.copes >= 0 and not is_constant(trees[chain.copes])
        return len(causes) + copes >= 2 or any(cause.warned for cause in chain.causes)

    # ---------------------------------------------------------------- flying

    def _plan(self, id: str, written: _Written, steps: dict[str, Step]) -> Plan:
        page, fields = written
        own = [step for step in steps.values() if not step.plans or id in step.plans]
        stored, slots = self.make.code.stored, self._slots
        plan, outcome = slots["plan"], slots["outcome"]
        unbegun = among(plan, ("none",))
        begin = (
            ("if", unbegun, ("slot", 0, "n"), ("slot", slots["on"], "n")),
            put(outcome, ("if", unbegun, ("text", "nominal"), word(outcome))),
            put(plan, ("if", unbegun, ("text", id), word(plan))),
        )
        first = ("set", slots["on"], *dated(slots["on"])[2:4], begin[0])
        return Plan(
            id,
            page.line(fields["title"], "`title`") if "title" in fields else id,
            page.line(fields["about"], "`about`") if "about" in fields else "",
            tuple(step.id for step in own), tuple(stored(tree) for tree in (first, *begin[1:])),
            tuple(tuple(stored(tree) for tree in self._flown(id, step)) for step in own),
        )  # fmt: skip

    def _flown(self, plan: str, step: Step) -> list[Tree]:
        """The assignments of flying one step: what became of it, how far that is, what it reached, how it stands."""
        slots, table = self._slots, self.make.code.trees
        outcome = slots["outcome"]
        going = among(outcome, _PASSED)
        ways: list[tuple[Tree, Tree]] = []
        if step.go >= 0:
            ways.append((no(table[step.go]), ("text", "held")))
        for chain in step.chains:
            if not chain.plans or plan in chain.plans:
                ways.append((every(*(table[cause.code] for cause in chain.causes)), _end(chain, table.__getitem__)))
        due = every(going, among(step.chain, (UNFLOWN,)))
        found = put(step.chain, ("if", due, first_word(ways, ("text", "nominal")), word(step.chain)))
        flown = every(going, no(among(step.chain, (UNFLOWN,))))
        passed = every(going, among(step.chain, _passing(step)))
        reached = [put(self._milestones[m], ("or", flag(self._milestones[m]), passed)) for m in step.reaches
                   if m in self._milestones]  # fmt: skip
        grades = [(among(step.chain, words), ("text", grade)) for grade in _BAD if (words := _ending(step, grade))]
        if step.go >= 0:
            grades.append((among(step.chain, ("held",)), ("text", "held")))
        return [
            found,
            put(slots["step"], ("if", flown, ("text", step.id), word(slots["step"]))),
            *reached,
            put(outcome, ("if", going, first_word(grades, word(outcome)), word(outcome))),
        ]


def _end(chain: Chain, tree: Callable[[int], Tree]) -> Tree:
    """The word for what became of a step by this chain."""
    if chain.copes < 0:
        return ("text", chain.id)
    return ("if", tree(chain.copes), ("text", f"{chain.id}{COPED}"), ("text", chain.id))


def _words(step: Step) -> list[str]:
    return ["nominal", *(c.id for c in step.chains), *(f"{c.id}{COPED}" for c in step.chains if c.copes >= 0)]


def _ending(step: Step, grade: str) -> tuple[str, ...]:
    """The words of a step that amount to this grade."""
    return tuple(one for one in _words(step) if grade_of(step, one) == grade)


def _passing(step: Step) -> tuple[str, ...]:
    """The words of a step after which the flight goes on."""
    return tuple(one for one in _words(step) if grade_of(step, one) in _PASSED)
