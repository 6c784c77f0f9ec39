"""The section `programme`: the years of a machine without their prose, for trying out what its numbers amount to.

A programme is periods that give weeks and open tests, repairs and decisions; policies that choose among them; flights;
and outcomes to count. `starcity simulate` leads thousands of them.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Final

import msgspec

from starcity_game.story import keys
from starcity_game.story.calendar import parse_date
from starcity_game.story.code import Code
from starcity_game.story.diagnostics import nearest
from starcity_game.story.nodes import Mapping, Node, Scalar
from starcity_game.story.page import Page
from starcity_game.story.players import weight_of

if TYPE_CHECKING:
    from starcity_game.story.declare import Declarations

CODES: Final = {
    "E664": "something of a programme that is not declared",
}


class Option(msgspec.Struct, frozen=True, array_like=True):
    """One way to decide."""

    id: str
    when: int
    """Code: whether it can be taken; -1 for always."""
    sets: tuple[int, ...]
    """Codes of the assignments that taking it is."""


class Period(msgspec.Struct, frozen=True, array_like=True):
    """A part of the programme."""

    title: str
    at: int | None
    """When it begins, in minutes since 1960-01-01."""
    sets: tuple[int, ...]
    """Codes of what it brings."""
    opens: tuple[str, ...]
    """Tests and repairs that can be done from now on."""
    closes: tuple[str, ...]
    decides: tuple[str, ...]
    """Decisions that fall in it, before anything is tested or repaired."""


class Policy(msgspec.Struct, frozen=True, array_like=True):
    """A temperament, or a degree of knowledge, that chooses."""

    id: str
    about: str
    likes: dict[str, float]
    """What each point more of a variable is worth, or of a flag that it becomes true."""
    tests: float
    """What any test is worth."""
    repairs: float
    """What any repair is worth."""
    whim: float
    """How far chance chooses."""
    keeps: dict[str, int]
    """What of a number is never spent."""
    knows: bool
    """Whether it sees what is hidden, and where each decision would lead."""


class Outcome(msgspec.Struct, frozen=True, array_like=True):
    """A way for a programme to come out, and how good that is: the first is the best."""

    id: str
    title: str
    when: int
    """Code: whether it is this one; -1 for always."""


class Aim(msgspec.Struct, frozen=True, array_like=True):
    """What the table is to show, in percent of a policy's programmes."""

    policy: str
    outcomes: tuple[str, ...]
    least: int
    most: int


class Programme(msgspec.Struct, frozen=True, array_like=True):
    """A programme as it is declared. Codes are numbers into its own `code`."""

    periods: tuple[Period, ...]
    decisions: dict[str, tuple[Option, ...]]
    flies: tuple[tuple[str, int], ...]
    """(plan, code of its condition or -1): the first that holds is flown."""
    policies: dict[str, Policy]
    outcomes: tuple[Outcome, ...]
    aims: tuple[Aim, ...]
    code: tuple[Any, ...]
    """The programme's expressions and assignments, as trees."""


class Programmes:
    """Reads the programme of a story."""

    def __init__(self, story: Declarations) -> None:
        self.story, self.code = story, Code(story.names)

    def read(self, page: Page, node: Node) -> Programme:
        """The programme under the key of that name."""
        fields = page.keyed(node, keys.PROGRAMME, "a programme")
        decisions = {
            id: self._options(page, value)
            for id, _, value in (page.entries(fields["decisions"], "`decisions`") if "decisions" in fields else ())
        }
        periods = tuple(self._period(page, item, decisions) for item in self._list(page, fields, "periods"))
        policies = {
            id: self._policy(page, id, value)
            for id, _, value in (page.entries(fields["policies"], "`policies`") if "policies" in fields else ())
        }
        outcomes = tuple(
            self._outcome(page, id, value)
            for id, _, value in (page.entries(fields["outcomes"], "`outcomes`") if "outcomes" in fields else ())
        )
        flight = self.story.machine.flight
        flies = []
        for item in self._list(page, fields, "flies"):
            inner = page.keyed(item, keys.FLIES, "an entry of `flies`")
            plan = self._named(page, inner.get("plan"), flight.plans if flight else {}, "plan")
            flies.append((plan, self._when(page, inner)))
        known = frozenset(outcome.id for outcome in outcomes)
        aims = tuple(self._aim(page, item, policies, known) for item in self._list(page, fields, "aims"))
        return Programme(periods, decisions, tuple(flies), policies, outcomes, aims, tuple(self.code.trees))

    def _list(self, page: Page, fields: dict[str, Node], key: str) -> list[Node]:
        return page.items(fields[key]) if key in fields else []

    def _named(self, page: Page, node: Node | None, table: Collection[str], what: str) -> str:
        """A name that is one of `table`; empty after a finding."""
        scalar = page.scalar(node, f"a {what}") if node else None
        if scalar is not None and scalar.value not in table:
            page.fault(scalar, "E664", f"no {what} `{scalar.value[:60]}` is declared", nearest(scalar.value, table))
        return scalar.value if scalar is not None and scalar.value in table else ""

    def _when(self, page: Page, fields: dict[str, Node]) -> int:
        scalar = page.scalar(fields["when"], "`when`") if "when" in fields else None
        return self.code.condition(page, scalar) if scalar else -1

    def _sets(self, page: Page, fields: dict[str, Node]) -> tuple[int, ...]:
        found = page.words(fields["set"], "`set`") if "set" in fields else []
        return tuple(self.code.assignment(page, one) for one in found)

    def _options(self, page: Page, node: Node) -> tuple[Option, ...]:
        found = []
        for id, _, value in page.entries(node, "a decision"):
            fields = page.keyed(value, keys.DECISION, "a way to decide")
            found.append(Option(id, self._when(page, fields), self._sets(page, fields)))
        return tuple(found)

    def _period(self, page: Page, node: Node, decisions: Collection[str]) -> Period:
        fields = page.keyed(node, keys.PERIOD, "a period")
        works = self.story.machine.works

        def named(key: str, table: Collection[str], what: str) -> tuple[str, ...]:
            nodes = page.words(fields[key], f"`{key}`") if key in fields else []
            return tuple(self._named(page, one, table, what) for one in nodes)

        at = parse_date(page.line(fields["at"], "`at`")) if "at" in fields else None
        if "at" in fields and at is None:
            page.fault(fields["at"], "E507", "`at` is a moment", "as in 1969-06-21 04:10")
        return Period(
            page.line(fields["title"], "`title`") if "title" in fields else "",
            at, self._sets(page, fields), named("opens", works, "test or repair"),
            named("closes", works, "test or repair"), named("decides", decisions, "decision"),
        )  # fmt: skip

    def _policy(self, page: Page, id: str, node: Node) -> Policy:
        fields = page.keyed(node, keys.POLICY, "a policy")
        variables = self.story.variables
        names = {*variables, *(v.other for v in variables.values() if v.other)}
        likes = {}
        for name, key, worth in page.entries(fields["likes"], "`likes`") if "likes" in fields else ():
            likes[self._named(page, key, names, "variable") or name] = weight_of(page, worth, f"`{name[:60]}`")
        keeps = {}
        for name, key, least in page.entries(fields["keeps"], "`keeps`") if "keeps" in fields else ():
            keeps[self._named(page, key, variables, "variable") or name] = page.number(least, f"`{name[:60]}`")
        rest = {k: weight_of(page, fields[k], f"`{k}`") for k in ("tests", "repairs", "whim") if k in fields}
        return Policy(
            id, page.line(fields["about"], "`about`") if "about" in fields else "", likes,
            rest.get("tests", 0.0), rest.get("repairs", 0.0), max(0.0, rest.get("whim", 0.0)), keeps,
            page.flag(fields["knows"], "`knows`") if "knows" in fields else False,
        )  # fmt: skip

    def _outcome(self, page: Page, id: str, node: Node) -> Outcome:
        if isinstance(node, Scalar):
            return Outcome(id, page.line(node, "an outcome"), -1)
        fields = page.keyed(node, keys.OUTCOME, "an outcome")
        title = page.line(fields["title"], "`title`") if "title" in fields else id
        return Outcome(id, title, self._when(page, fields))

    def _aim(self, page: Page, node: Node, policies: Collection[str], outcomes: Collection[str]) -> Aim:
        fields = page.keyed(node, keys.AIM, "an aim")
        counted = page.words(fields["outcomes"], "`outcomes`") if "outcomes" in fields else []
        return Aim(
            self._named(page, fields.get("policy"), policies, "policy"),
            tuple(self._named(page, one, outcomes, "outcome") for one in counted),
            page.number(fields["least"], "`least`", 0, 100) if "least" in fields else 0,
            page.number(fields["most"], "`most`", 0, 100) if "most" in fields else 100,
        )  # fmt: skip


def programme_node(page: Page) -> Node | None:
    """The programme that a file declares."""
    found = page.root.values.get("programme")
    return found if isinstance(found, Mapping) else None
