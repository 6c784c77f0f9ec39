"""Which papers a file holds: first views of many acts, rumours that go round, second views, extracts."""

from __future__ import annotations

import msgspec

from starcity_game.engine.chance import chance, dealt
from starcity_game.engine.dossier.witnesses import View, Witnesses
from starcity_game.engine.state import Deed
from starcity_game.story.filing import Rules

_EXTRACTS = 3
"""Extracts at most of what the informer saw: they are to be rare enough to be noticed."""
_FIRST, _SECOND = 60, 85
"""Hundredths of a file that hold first views before anything else, and first and second views before the rest."""


class Chosen(msgspec.Struct):
    """A paper that will be in the file; what it cites is another one."""

    view: View
    now: int = 0
    """When it is written: settled by the sewing."""
    cites: Chosen | None = None

    @property
    def size(self) -> int:
        """Papers that it brings: a false detail brings the one that shows it."""
        return 2 if self.view.report.false else 1


class Sifting:
    """Chooses the papers of one file."""

    def __init__(self, rules: Rules, deeds: tuple[Deed, ...], seed: int, witnesses: Witnesses) -> None:
        self._rules, self._deeds, self._seed, self._witnesses = rules, deeds, seed, witnesses
        self._room = self._whole = self._false = 0
        self._views = {k: sorted(witnesses.views(k), key=witnesses.rank) for k in range(len(deeds))}
        self.chosen: list[Chosen] = []
        """The papers, in the order of choosing."""
        self._busy: dict[str, list[Deed]] = {}
        self._used: set[str] = set()

    def sift(self) -> list[Chosen]:
        """The papers of the file: so many of each episode, since a paper that was written cannot be crowded out by
        what happened years after it."""
        for count, episode in enumerate(sorted({deed.episode for deed in self._deeds})):
            self._sift(count, [k for k in self._views if self._deeds[k].episode == episode])
        return self.chosen

    def _sift(self, count: int, deeds: list[int]) -> None:
        """The papers of one episode."""
        rules = self._rules
        self._room = self._whole = rules.least + dealt(self._seed, "file papers", count, rules.most - rules.least + 1)
        self._false = rules.false_details
        order = sorted(deeds, key=self._weight)
        self._pass(order, 1, self._whole * _FIRST // 100)
        self._rumours(order)
        self._extracts(order)
        self._pass(order, 2, self._whole * _SECOND // 100)
        for most in (1, 2, 3, 4):
            self._pass(order, most, self._whole)

    def _weight(self, index: int) -> tuple[bool, bool, float]:
        """What the rules name comes first, then what much hung on; otherwise the seed deals the order."""
        deed = self._deeds[index]
        return deed.act not in self._rules.foremost, not deed.stakes, chance(self._seed, "file deed", index)

    def _pass(self, order: list[int], most: int, upto: int) -> None:
        """Give each act one view more, as long as it has fewer than `most` and the file fewer papers than `upto`."""
        for index in order:
            if self._whole - self._room >= upto:
                return
            have = [c for c in self.chosen if c.view.deed == index]
            if len(have) < most:
                self._add_one(index, have)

    def _add_one(self, index: int, have: list[Chosen]) -> Chosen | None:
        """One more view of an act, by an observer who has not yet told of it and writes in another manner."""
        told = {c.view.observer.id for c in have if c.view.observer}
        for view in self._views[index]:
            if view.observer and view.observer.id not in told and self._fits(view):
                return self._add(Chosen(view))
        return None

    def _fits(self, view: View) -> bool:
        """Whether there is room for a view, and for what is false in it, and its observer can have been there. No
        report is used twice: two people who write the same words are one."""
        size = 2 if view.report.false else 1
        if view.report.id in self._used or size > self._room or (view.report.false and not self._false):
            return False
        if not view.present or view.observer is None:
            return True
        deed = self._deeds[view.deed]
        return all(
            abs(other.now - deed.now) >= self._rules.apart(other.place, deed.place)
            for other in self._busy.get(view.observer.person, ())
        )  # fmt: skip

    def _add(self, one: Chosen) -> Chosen:
        """Put a paper into the file."""
        view = one.view
        self.chosen.append(one)
        self._room -= one.size
        self._false -= bool(view.report.false)
        self._used.add(view.report.id)
        if view.present and view.observer:
            self._busy.setdefault(view.observer.person, []).append(self._deeds[view.deed])
        return one

    def _rumours(self, order: list[int]) -> None:
        """Let some acts that stand in one paper stand in three: somebody retells it, and that is retyped."""
        made = 0
        for first in [c for index in order for c in self.chosen if c.view.deed == index]:
            if made == self._rules.rumours or self._room < 2 or first.view.report.trace:
                continue
            second = self._retold(first)
            if second is None:
                continue
            made += 1
            extracts = sorted(self._witnesses.extracts(first.view.deed, True), key=self._witnesses.rank)
            third = next((v for v in extracts if self._fits(v)), None)
            if third:
                self._add(Chosen(third, cites=second))

    def _retold(self, first: Chosen) -> Chosen | None:
        """A paper that has everything from `first`, by another observer; None where nobody retells it."""
        views = sorted(self._witnesses.retellings(first.view.deed), key=self._witnesses.rank)
        for view in views:
            if view.observer is not first.view.observer and self._fits(view):
                return self._add(Chosen(view, cites=first))
        return None

    def _extracts(self, order: list[int]) -> None:
        """Retyped extracts of what the informer saw."""
        made = 0
        for index in order:
            views = sorted(self._witnesses.extracts(index, False), key=self._witnesses.rank)
            view = next((v for v in views if self._fits(v)), None)
            if view and made < _EXTRACTS:
                self._add(Chosen(view))
                made += 1
