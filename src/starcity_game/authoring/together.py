"""Whether conditions can hold at once, by trying every value that could make a difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any, Final

from starcity_game.engine.state import NOW
from starcity_game.story.expressions import Tree, Value, compile_expression, counters, reads
from starcity_game.story.expressions.kinds import LARGEST
from starcity_game.story.model import Head

MOST_STATES: Final = 4_000
"""States tried at most, for one set of conditions: 2 ms."""
MOST_SIBLINGS: Final = 40
"""Options of one choice that are compared with each other: more are a fault of their own, and the pairs are many."""


class Visits:
    """Visit counters as expressions ask for them."""

    def __init__(self) -> None:
        self.table: dict[int, int] = {}
        """Counter to visits; the others are 0."""

    def get(self, counter: int, /) -> int:
        """How many visits are counted."""
        return self.table.get(counter, 0)


class Together:
    """Asks a story's conditions in every state that matters to them, whether or not play can come to it."""

    def __init__(self, head: Head) -> None:
        self._head = head
        self._domains: dict[int, tuple[Value, ...]] = {f.slot: (False, True) for f in head.facts.values()}
        self._bounds: dict[int, tuple[int, int]] = {NOW: (-LARGEST, LARGEST)}
        for variable in head.variables.values():
            if variable.kind == "flag":
                self._domains[variable.slot] = (False, True)
            elif variable.kind == "word":
                self._domains[variable.slot] = variable.words
            elif variable.kind in ("number", "pair"):
                self._bounds[variable.slot] = variable.low, variable.high
        for person in head.people.values():
            for form, slot in person.slots.items() if person.variants else ():
                self._domains[slot] = tuple({**f, **a}.get(form, "") for f, a in person.variants)

        for role in head.casting.roles if head.casting else ():
            self._domains[role.slot] = role.candidates

    def possible(self, conditions: Sequence[int]) -> bool:
        """Whether all `conditions` may hold at once; true where that is not known. -1 always holds."""
        asked = [c for c in conditions if c >= 0]
        found = self.most(asked)
        return found is None or found == len(asked)

    def most(self, conditions: Sequence[int]) -> int | None:
        """How many of `conditions` hold at once, at most; None where there are too many states to try."""
        return self.heaviest([(c, 1, 0) for c in conditions])

    def heaviest(self, sides: Sequence[tuple[int, int, int]]) -> int | None:
        """The greatest sum over `sides`, each of which is (condition, what counts while it holds, and otherwise);
        None where there are too many states to try."""
        asked = [s for s in sides if s[0] >= 0]
        always = sum(s[1] for s in sides if s[0] < 0)
        trees = [self._head.code[s[0]] for s in asked]
        domains = self._domains_of(trees)
        if domains is None:
            return None
        tests = [(compile_expression(tree), *side[1:]) for tree, side in zip(trees, asked, strict=True)]
        bound, best = sum(max(yes, no) for _, yes, no in tests), 0
        for values, counts in self._states(domains):
            best = max(best, sum(yes if test(values, counts) else no for test, yes, no in tests))
            if best == bound:
                break
        return always + best

    def _domains_of(self, trees: Sequence[Tree]) -> dict[tuple[str, int], tuple[Value, ...]] | None:
        """For every slot and counter that `trees` ask for the values to try; None where there are too many."""
        numbers = sorted({n for tree in trees for n in _numbers(tree)})
        around = sorted({0, *(n + d for n in numbers for d in (-1, 0, 1))})
        found: dict[tuple[str, int], tuple[Value, ...]] = {}
        states = 1
        for slot in sorted({s for tree in trees for s in reads(tree)}):
            if slot not in self._domains and slot not in self._bounds:
                return None  # a name that the player types may be anything
            found["slot", slot] = self._domains.get(slot) or self._within(slot, around)
            states *= len(found["slot", slot])
        for counter in sorted({c for tree in trees for c in counters(tree)}):
            found["count", counter] = tuple(n for n in around if n >= 0)
            states *= len(found["count", counter])
        return found if states <= MOST_STATES else None

    def _within(self, slot: int, around: Sequence[int]) -> tuple[int, ...]:
        """The numbers to try for a slot: those `around` what it is compared with, and what its mirror would be."""
        low, high = self._bounds[slot]
        return tuple(sorted({min(max(n, low), high) for n in (*around, *(100 - n for n in around))}))

    def _states(self, domains: dict[tuple[str, int], tuple[Value, ...]]) -> Iterator[tuple[list[Value], Visits]]:
        """Every combination of the values in `domains`; the list and the table are used again for the next."""
        values, counts = list(self._head.start), Visits()
        for combination in product(*domains.values()):
            for (kind, index), value in zip(domains, combination, strict=True):
                if kind == "slot":
                    values[index] = value
                else:
                    counts.table[index] = int(value)
            yield values, counts


def _numbers(tree: Any) -> Iterator[int]:
    """The numbers written out in a tree."""
    if tree[0] == "int":
        yield tree[1]
    for part in tree:
        if isinstance(part, tuple | list):
            yield from _numbers(part)
