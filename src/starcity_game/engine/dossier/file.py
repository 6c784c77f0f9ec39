"""A file as it is opened: sheets in one sewn order, and index cards for the rest."""

from __future__ import annotations

import msgspec

from starcity_game.engine.events import Paper, Span
from starcity_game.story.calendar import day_of


class Sheet(msgspec.Struct, frozen=True):
    """One paper of a file."""

    number: int
    """Its number in the one sewn order, which is that of the dates."""
    now: int
    """When it was written, in minutes since 1960-01-01."""
    act: str
    """The act that it is about."""
    deed: int
    """That deed’s place in the ledger, counted from 0."""
    report: str
    """Id of the authored report."""
    kind: str
    title: str
    signs: str
    """How it is signed."""
    channel: str
    spans: tuple[Span, ...]
    """What it says."""
    observer: str = ""
    """Who wrote it; empty for an extract and for a paper that shows a falsehood."""
    manner: str = ""
    """The manner that the seed dealt to the observer."""
    heard: str = ""
    """The person whom the observer has it from; empty for what the observer saw."""
    source: str = ""
    """Of an extract the person behind it. Never to be shown: it would name the informer."""
    cites: tuple[int, ...] = ()
    """Numbers of the sheets that it has everything from."""
    false: str = ""
    """What in it is not so, one of `filing.DETAILS`; empty for most."""
    shown_by: int = 0
    """Number of the sheet that shows it; 0 where nothing is false."""
    says: bool = True
    """Whether it reports the act; false of a paper that was only sent for to show what is false in another."""

    def there(self, now: int) -> bool:
        """Whether it was written by a moment; a story that keeps no clock (0) has all of them from the first."""
        return not now or self.now <= now

    def paper(self) -> Paper:
        """The sheet as it is laid before a reader."""
        from_ = " · ".join(filter(None, (self.signs, self.channel)))
        head = (("sheet", str(self.number)), ("from", from_), ("date", said_day(self.now)))
        cites = (("as on", ", ".join(f"sheet {n}" for n in self.cites)),) if self.cites else ()
        return Paper(f"sheet {self.number}", self.kind, self.title, (*head, *cites), self.spans)


class Card(msgspec.Struct, frozen=True):
    """A line on an index card: an act of which the file holds no paper."""

    now: int
    """When it was done."""
    text: str
    """The act in a sentence."""


class File(msgspec.Struct, frozen=True):
    """Everything that an officer opens."""

    title: str
    sheets: tuple[Sheet, ...]
    """In the order of their numbers."""
    cards: tuple[Card, ...]
    """In the order of their dates; the last may say that the ledger broke off."""

    def about(self, act: str) -> tuple[Sheet, ...]:
        """The sheets about an act; for an empty word all."""
        return tuple(s for s in self.sheets if not act or s.act == act)

    def by(self, now: int) -> File:
        """As much of it as there is at a moment: what was written, and what was done, by then. A story that keeps no
        clock (0) has all of it from the first."""
        if not now:
            return self
        sheets = tuple(s for s in self.sheets if s.there(now))
        return File(self.title, sheets, tuple(c for c in self.cards if c.now <= now))

    def sheet(self, number: int) -> Sheet | None:
        """The sheet with this number."""
        return next((s for s in self.sheets if s.number == number), None)

    @property
    def provenance(self) -> dict[int, tuple[int, ...]]:
        """For each sheet those that it all comes from in the end; of what was written at first hand itself."""
        found: dict[int, tuple[int, ...]] = {}
        for sheet in self.sheets:  # whatever is cited has a lower number
            roots = {root for number in sheet.cites for root in found.get(number, (number,))}
            found[sheet.number] = tuple(sorted(roots)) or (sheet.number,)
        return found


def said_day(now: int) -> str:
    """A day as it stands on a paper: `14.01.66`."""
    day = day_of(now)
    return f"{day.day:02}.{day.month:02}.{day.year % 100:02}"
