"""Which values and counters a proof keeps track of, and where each stands in a state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from starcity_game.authoring.explore.proving.fields import (
    Field,
    anything,
    count_cells,
    flag_cells,
    number_cells,
    word_cells,
)
from starcity_game.authoring.explore.proving.values import ENDLESS
from starcity_game.engine.state import NOW, PLACE
from starcity_game.story.expressions import Tree, counters, reads, writes
from starcity_game.story.expressions.tree import subtrees
from starcity_game.story.model import Head, Scene, Variable

MOST_TAKEN: Final = 4_000
"""Options, and storylets, that come once are followed one by one up to this number of each; in a larger story it
stays open whether they were taken, because every state would have to carry them."""

_CONDITIONS: Final = frozenset(("flag", "compare", "in", "not in", "not", "and", "or", "seen", "if"))


class Layout:
    """The fields of a state. Its first bit is always set, so that a state in which nothing is followed is not 0."""

    def __init__(self, head: Head, scenes: Sequence[Scene]) -> None:
        self.head = head
        self._end = 1
        self.slots: dict[int, Field] = {}
        """Field of each slot that some condition rests on."""
        self.counts: dict[int, Field] = {}
        """Field of each counter that some condition rests on, or an option or storylet that comes once."""
        self._trees = [_tupled(tree) for tree in head.code]
        needed, counted = _needed(self._trees, head, scenes)
        named = _named(self._trees, needed, counted)
        self._slot_fields(needed, named, scenes)
        self._counter_fields(counted, named, scenes)
        self.full = (1 << self._end) - 1
        """Every bit."""
        self.fields = (*self.slots.values(), *self.counts.values())
        """Every field."""
        self.numbers = tuple(f for f in self.fields if f.starts and len(f.cells) > 4)
        """The fields of numbers that can take long to count through."""

    def tree(self, number: int) -> Tree:
        """The expression or assignment with this number."""
        return self._trees[number]

    def of(self, tree: Tree) -> list[Field]:
        """The fields that `tree` asks for."""
        return [self.slots[s] for s in sorted(reads(tree))] + [self.counts[c] for c in sorted(counters(tree))]

    def _add(self, cells: tuple[object, ...], edges: Iterable[int] = ()) -> Field:
        field = Field(self._end, cells, edges)
        self._end += len(cells)
        return field

    def _slot_fields(self, needed: set[int], named: dict[tuple[str, int], _Named], scenes: Sequence[Scene]) -> None:
        head = self.head
        variables = {v.slot: v for v in head.variables.values()}
        dealt = _dealt(head)
        closed = _closed(head)
        understood = _understood(head)
        every = {*(word for listed in closed.values() for word in listed), *(str(value) for value in head.start)}
        every |= {t[1] for tree in self._trees for t in subtrees(tree) if t[0] == "text"}
        # One text may be put into another or compared with it, so what "any other word" means must be the same for all.
        free = [s for s in sorted(needed) if isinstance(head.start[s], str) and s not in closed]
        words = {str(w): None for s in free for w in (head.start[s], *named["slot", s].words, *dealt[s])}
        for slot in sorted(needed):
            if slot not in understood:
                self.slots[slot] = self._add(anything(head.start[slot], every))
                continue
            start, known = head.start[slot], named["slot", slot]
            numbers = {*known.numbers, *(v for v in dealt[slot] if isinstance(v, int))}
            if isinstance(start, bool):
                self.slots[slot] = self._add(flag_cells())
            elif isinstance(start, int):
                low, high = (-ENDLESS, ENDLESS) if slot not in variables else _bounds(variables[slot])
                dates = _dates(scenes) if slot == NOW else ()
                cells = number_cells(low, high, {start, *numbers, *dates})
                self.slots[slot] = self._add(cells, known.edges)
            elif slot in closed:
                self.slots[slot] = self._add(word_cells(closed[slot], True))
            else:
                self.slots[slot] = self._add(word_cells(words, False))

    def _counter_fields(self, counted: set[int], named: dict[tuple[str, int], _Named], scenes: Sequence[Scene]) -> None:
        taken = {c.counter for s in scenes for b in s.bodies for c in b.choices if c.once}
        once = {k for k, s in enumerate(scenes) if s.storylet and s.storylet.once}
        found = counted.union(*(some for some in (taken, once) if len(some) <= MOST_TAKEN))
        for counter in sorted(found):
            known = named["count", counter]
            self.counts[counter] = self._add(count_cells(known.numbers), known.edges)


class _Named:
    """What the expressions that ask for one value name."""

    def __init__(self) -> None:
        self.numbers: set[int] = set()
        self.edges: set[int] = set()
        self.words: dict[str, None] = {}


def _tupled(tree: Sequence[Any]) -> Tree:
    """`tree` with the lists of a stored story as tuples."""
    return tuple(_tupled(part) if isinstance(part, (tuple, list)) else part for part in tree)


def _is_condition(tree: Tree) -> bool:
    """Whether `tree` may stand as a condition; a text that shows one of two words may too, which does no harm."""
    return tree[0] in _CONDITIONS or (tree[0] == "slot" and tree[2] == "b")


def _needed(trees: Sequence[Tree], head: Head, scenes: Sequence[Scene]) -> tuple[set[int], set[int]]:
    """The slots and counters that conditions ask for, and those that come to matter by assignments to these."""
    asked = [tree for tree in trees if _is_condition(tree)]
    slots = {s for tree in asked for s in reads(tree)}
    slots |= {head.facts[fact].slot for scene in scenes for body in scene.bodies for fact in body.assumes}
    counted = {c for tree in asked for c in counters(tree)}
    sets = [(writes(tree), reads(tree), counters(tree)) for tree in trees if tree[0] in ("set", "put")]
    before = -1
    while before != len(slots):
        before = len(slots)
        for written, read, counts in sets:
            if written & slots:
                slots |= read
                counted |= counts
    return slots, counted


def _named(trees: Sequence[Tree], slots: set[int], counted: set[int]) -> dict[tuple[str, int], _Named]:
    """By kind and number, what the expressions that ask for a value, or set it, name."""
    found: dict[tuple[str, int], _Named] = defaultdict(_Named)
    for tree in trees:
        keys = [("slot", s) for s in (reads(tree) | writes(tree)) & slots]
        keys += [("count", c) for c in counters(tree) & counted]
        if keys:
            numbers, words = _constants(tree)
            condition = _is_condition(tree)
            for key in keys:
                one = found[key]
                one.numbers.update(numbers)
                one.words.update(dict.fromkeys(words))
                if condition:
                    one.edges.update(edge for n in numbers for edge in (n, n + 1, 100 - n, 101 - n))
    return found


def _constants(tree: Tree) -> tuple[list[int], list[str]]:
    """The numbers and words written out in `tree`, in order."""
    constants = list(subtrees(tree))
    return [t[1] for t in constants if t[0] == "int"], sorted(t[1] for t in constants if t[0] == "text")


def _closed(head: Head) -> dict[int, tuple[str, ...]]:
    """By slot, the words of those that hold no others."""
    found = {v.slot: v.words for v in head.variables.values() if v.kind == "word"}
    for role in head.casting.roles if head.casting else ():
        found[role.slot] = (*role.candidates, str(head.start[role.slot]))
    return {**found, PLACE: ("", *head.places)}


def _understood(head: Head) -> set[int]:
    """The slots that nothing changes but what bodies say and what settles a life at its beginning. What a machine
    keeps (its variables have dotted names) changes by itself."""
    found = {NOW, PLACE, *(fact.slot for fact in head.facts.values())}
    found |= {v.slot for v in head.variables.values() if "." not in v.id}
    found |= {slot for person in head.people.values() for slot in person.slots.values()}
    return found | {role.slot for role in (head.casting.roles if head.casting else ())}


def _bounds(variable: Variable) -> tuple[int, int]:
    return variable.low, variable.high


def _dealt(head: Head) -> dict[int, list[object]]:
    """By slot, what variants of people and answers put there."""
    found: dict[int, list[object]] = defaultdict(list)
    for person in head.people.values():
        for forms, attributes in person.variants:
            for name, value in {**forms, **attributes}.items():
                if name in person.slots:
                    found[person.slots[name]].append(value)
    for role in head.casting.roles if head.casting else ():
        found[role.slot].extend(role.candidates)
    for volume in head.volumes.values():
        for question in volume.questionnaire:
            for answer in question.answers if question.person else ():
                slots = head.people[question.person].slots
                for form, text in answer.forms.items():
                    if form in slots:
                        found[slots[form]].append(text)
    return found


def _dates(scenes: Sequence[Scene]) -> Iterator[int]:
    """The moments to which scenes set the clock."""
    return (body.date for scene in scenes for body in scene.bodies if body.date is not None)
