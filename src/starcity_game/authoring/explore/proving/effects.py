"""What the changes that a body makes do to a state."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from starcity_game.authoring.explore.proving.fields import Field
from starcity_game.authoring.explore.proving.narrowing import MOST_KEPT, Conditions, named, together, union
from starcity_game.authoring.explore.proving.values import Could, evaluate, exactly
from starcity_game.engine.state import NOW, PLACE
from starcity_game.story.expressions import Tree
from starcity_game.story.expressions.kinds import LARGEST
from starcity_game.story.model import Body

Changes: TypeAlias = Callable[[int], int]
Change: TypeAlias = tuple[int, Changes]
"""The bits that may change, and the change itself."""


class Effects:
    """The changes of bodies, of which only those are kept that some condition rests on."""

    def __init__(self, conditions: Conditions) -> None:
        self.layout = conditions.layout
        self._assignments: dict[int, Change | None] = {}

    def of(self, body: Body) -> list[Change]:
        """The changes of a body up to its text, in the order in which they happen."""
        slots, found = self.layout.slots, list[Change | None]()
        if NOW in slots:
            if body.advance:
                found.append(self._assigned(NOW, ("add", ("slot", NOW, "n"), ("int", body.advance))))
            if body.date is not None:
                found.append(put(slots[NOW], exactly(body.date)))
        if body.place and PLACE in slots:
            found.append(put(slots[PLACE], exactly(body.place)))
        found += [self.assignment(number) for number in body.sets]
        known = (self.layout.head.facts[fact].slot for fact in body.learn)
        found += [put(slots[slot], exactly(True)) for slot in known if slot in slots]
        return [change for change in found if change is not None]

    def assignment(self, number: int) -> Change | None:
        """The change of the assignment with this number; None when nobody asks for what it sets."""
        if number not in self._assignments:
            tree = self.layout.tree(number)
            limits = tree[2:4] if tree[0] == "set" else None
            self._assignments[number] = self._assigned(tree[1], tree[-1], limits)
        return self._assignments[number]

    def _assigned(self, slot: int, tree: Tree, limits: Tree | None = None) -> Change | None:
        """The change of putting what `tree` could be into a slot, kept within `limits`."""
        target = self.layout.slots.get(slot)
        if target is None:
            return None
        fields, names = self.layout.of(tree), named(tree)
        if not fields:
            return put(target, _limited(evaluate(tree, _unasked), limits))
        mask, clear = union(fields), ~target.mask
        kept: dict[int, int] = {}

        def change(state: int) -> int:
            key = state & mask
            bits = kept.get(key)
            if bits is None:
                if len(kept) > MOST_KEPT:
                    kept.clear()
                bits = 0
                for _, look in together(key, fields, names):
                    bits |= target.bits(_limited(evaluate(tree, look), limits))
                kept[key] = bits
            return (state & clear) | bits

        return target.mask, change


def put(field: Field, value: Could) -> Change:
    """The change of putting a known value into a field."""
    clear, bits = ~field.mask, field.bits(value)
    return field.mask, lambda state: (state & clear) | bits


def counted(field: Field | None) -> Change:
    """The change of a counter by one."""
    if field is None:
        return 0, lambda state: state
    mask, clear, top = field.mask, ~field.mask, field.top
    if len(field.cells) == 2:
        return mask, lambda state: (state & clear) | top

    def change(state: int) -> int:
        bits = 0
        for _, (low, high) in field.inside(state):
            bits |= field.bits((low + 1, high + 1))
        return (state & clear) | bits

    return mask, change


def _limited(value: Could, limits: Tree | None) -> Could:
    """A number kept within its limits; anything else as it is."""
    if limits is None or not isinstance(value, tuple):
        return value
    low, high = max(limits[0], -LARGEST), min(limits[1], LARGEST)
    return min(max(value[0], low), high), min(max(value[1], low), high)


def _unasked(kind: str, index: int) -> Could:
    raise KeyError(kind, index)
