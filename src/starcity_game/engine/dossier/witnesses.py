"""Who could report an act, and in which of the authored reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from starcity_game.engine.chance import chance, dealt
from starcity_game.engine.state import Deed
from starcity_game.story.filing import Dossier, Manner, Observer, Report, asked_of

_TEMPTING = 0.3
"""By how much a report with a false detail comes earlier than chance has it; the budget of the file is the limit."""


class View(msgspec.Struct, frozen=True):
    """One way in which one deed can stand in a file."""

    deed: int
    """Its place in the ledger."""
    report: Report
    observer: Observer | None = None
    """Who writes it; None for an extract."""
    manner: str = ""
    heard: str = ""
    """The person whom the observer has it from."""
    present: bool = False
    """Whether the observer was there."""


def dealt_manners(dossier: Dossier, seed: int) -> dict[str, Manner]:
    """A manner for each observer, by a Fisher-Yates shuffle keyed by the seed: each once, as far as they go."""
    order = [*range(len(dossier.manners))]
    for k in range(len(order) - 1, 0, -1):
        other = dealt(seed, "file manners", k, k + 1)
        order[k], order[other] = order[other], order[k]
    if not order:
        return {}
    return {o.id: dossier.manners[order[k % len(order)]] for k, o in enumerate(dossier.observers)}


class Witnesses:
    """Works out the views of one subject’s deeds."""

    def __init__(
        self, dossier: Dossier, deeds: tuple[Deed, ...], seed: int, holds: Callable[[int], bool], informer: str
    ) -> None:
        """`holds` says whether a condition, by its number, holds in the officer’s life; `informer` is a person."""
        self._dossier, self._deeds, self._seed, self._holds, self._informer = dossier, deeds, seed, holds, informer
        self.manners = dealt_manners(dossier, seed)
        """The manner of each observer."""
        self._reports: dict[str, list[Report]] = {}
        for report in dossier.reports:
            if holds(report.when):
                self._reports.setdefault(report.act, []).append(report)
        self._hidden = frozenset(dossier.hidden)
        self._matching = [[*self._about(deed)] for deed in deeds]
        """Of each deed the reports that can be about it."""
        self._fits: dict[tuple[int, str], list[Report]] = {}
        self._seen_by = {o.person: [deed for deed in deeds if o.person in deed.seen_by] for o in dossier.observers}
        self._within = max((manner.within for manner in dossier.manners), default=0)

    def seen(self, index: int) -> bool:
        """Whether somebody saw the deed and could speak of it."""
        deed = self._deeds[index]
        return bool(deed.seen_by) and deed.act not in self._hidden

    def views(self, index: int) -> list[View]:
        """Reports of a deed by those who saw it or its trace, or were told."""
        return [*self._views(index)]

    def _views(self, index: int) -> Iterator[View]:
        deed, seen = self._deeds[index], self.seen(index)
        for observer in self._dossier.observers:
            if self._dead(observer.person, self._latest(deed, 1)) or (observer.acts and deed.act not in observer.acts):
                continue
            there, heard = self._knows(observer, deed)
            for report in self._fitting(index, observer):
                if not report.cites and (seen or report.trace) and (there or heard or report.trace):
                    if report.trace and deed.place not in observer.sees and not there and not heard:
                        continue
                    told = "" if there or report.trace else heard
                    present = there or (report.trace and not heard)
                    yield View(index, report, observer, self.manners[observer.id].id, told, present)

    def retellings(self, index: int) -> list[View]:
        """Reports that have the deed from another paper; anyone may have read or heard of that."""
        found = []
        for observer in self._dossier.observers if self.seen(index) else ():
            for report in self._fitting(index, observer):
                if report.cites and not self._dead(observer.person, self._latest(self._deeds[index], 2)):
                    found.append(View(index, report, observer, self.manners[observer.id].id))
        return found

    def extracts(self, index: int, cites: bool) -> list[View]:
        """Retyped extracts about a deed: of what the informer saw and somebody else could have told as well, so that
        they name nobody; or of another paper."""
        deed = self._deeds[index]
        present = {*deed.seen_by, deed.to} - {""}
        if not self.seen(index) or not (cites or (self._informer in deed.seen_by and len(present) > 1)):
            return []
        if self._dead(self._informer, deed.now):
            return []
        fitting = [r for r in self._matching[index] if r.extract and r.cites == cites]
        return [View(index, report, heard="" if cites else self._informer) for report in _narrowest(fitting)]

    def _fitting(self, index: int, observer: Observer) -> list[Report]:
        """The reports of a deed that fit an observer best, of each kind."""
        found = self._fits.get((index, observer.id))
        if found is None:
            manner = self.manners[observer.id].id if self.manners else ""
            fitting = [
                r for r in self._matching[index]
                if manner in r.manners and (not r.observers or observer.id in r.observers)
            ]  # fmt: skip
            kinds = ([r for r in fitting if not r.cites], [r for r in fitting if r.cites])
            found = self._fits[index, observer.id] = [r for kind in kinds for r in _narrowest(kind)]
        return found

    def _about(self, deed: Deed) -> Iterator[Report]:
        """The reports that can be about a deed."""
        for report in self._reports.get(deed.act, ()):
            if asked_of(report, deed.act, deed.scene, deed.to, deed.how):
                yield report

    def _knows(self, observer: Observer, deed: Deed) -> tuple[bool, str]:
        """Whether an observer saw a deed, and otherwise who told of it."""
        if not deed.seen_by:
            return False, ""
        if observer.person in deed.seen_by:
            return True, ""
        if deed.place in observer.sees and self._can_be(observer, deed):
            return True, ""
        return False, next((p for p in deed.seen_by if p in observer.hears and not self._dead(p, deed.now)), "")

    def _can_be(self, observer: Observer, deed: Deed) -> bool:
        """Whether the ledger leaves an observer free to be where a deed was done."""
        apart = self._dossier.rules.apart
        return all(
            abs(other.now - deed.now) >= apart(other.place, deed.place)
            for other in self._seen_by[observer.person]
        )  # fmt: skip

    def _latest(self, deed: Deed, papers: int) -> int:
        """The latest moment at which a paper about a deed is written, if it is the last of so many in a row."""
        return deed.now + papers * (self._dossier.rules.after + self._within)

    def _dead(self, person: str, now: int) -> bool:
        """Whether nobody has anything from this person any more."""
        dies = self._dossier.dead.get(person)
        return dies is not None and now >= dies

    def rank(self, view: View) -> float:
        """The order, dealt by the seed, in which views of a deed are tried: who was there before who was told, and what
        is somewhat false rather than what is not."""
        name = view.observer.id if view.observer else ""
        return (
            (0 if view.present else 1)
            - (_TEMPTING if view.report.false else 0)
            + chance(self._seed, f"file view {view.report.id} {name}", view.deed)
        )


def _narrowest(reports: list[Report]) -> list[Report]:
    """Those of the reports that ask the most of a deed."""
    most = max((r.narrow for r in reports), default=0)
    return [r for r in reports if r.narrow == most]
