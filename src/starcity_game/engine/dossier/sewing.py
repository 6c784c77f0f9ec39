"""From chosen papers to sewn sheets: dates, numbers in one order, and the words with their slots filled."""

from __future__ import annotations

from starcity_game.engine.chance import dealt
from starcity_game.engine.dossier.file import Sheet
from starcity_game.engine.dossier.sifting import Chosen
from starcity_game.engine.dossier.witnesses import View
from starcity_game.engine.events import Span
from starcity_game.engine.ready import Code
from starcity_game.engine.render import Renderer
from starcity_game.engine.state import Deed, Value
from starcity_game.engine.vector import Vector
from starcity_game.story.calendar import MINUTES_A_DAY, day_of
from starcity_game.story.filing import Dossier, Manner
from starcity_game.story.model import Head, Text

_RETYPED = 3 * MINUTES_A_DAY
"""Minutes after what it is taken from, at most, in which an extract is retyped or a register is sent for."""
_FORMS = ("surname", "first", "patronymic", "short", "tender", "polite", "full", "label")


class Sewing:
    """Sews one file."""

    def __init__(
        self, head: Head, code: Code, dossier: Dossier, deeds: tuple[Deed, ...], values: list[Value], seed: int,
        manners: dict[str, Manner],
    ) -> None:  # fmt: skip
        """`values` are those of the officer’s life with the subject entered; they are not changed."""
        self._head, self._code, self._dossier, self._deeds = head, code, dossier, deeds
        self._values, self._seed, self._manners = values, seed, manners

    def sewn(self, chosen: list[Chosen]) -> tuple[Sheet, ...]:
        """The sheets in the order of their numbers."""
        for one in chosen:  # what is cited was chosen before what cites it
            one.now = self._written(one)
        rows: list[tuple[int, int, int, Chosen, bool]] = []
        for k, one in enumerate(chosen):
            rows.append((one.now, 0, k, one, False))
            if one.view.report.false:
                rows.append((self._shown(one), 1, k, one, True))
        rows.sort(key=lambda row: row[:3])
        first = self._dossier.rules.first_sheet
        numbers = {(id(row[3]), row[4]): first + n for n, row in enumerate(rows)}
        return tuple(self._sheet(one, shows, now, numbers) for now, _, _, one, shows in rows)

    # ------------------------------------------------------------------------- dates

    def _written(self, one: Chosen) -> int:
        """When a paper is written: after the deed and after what it cites."""
        view, since = one.view, one.cites.now if one.cites else self._deeds[one.view.deed].now
        within = self._manners[view.observer.id].within if view.observer else _RETYPED
        name = view.observer.id if view.observer else "extract"
        more = dealt(self._seed, f"file date {view.report.id} {name}", view.deed, max(within, 1))
        return since + max(self._dossier.rules.after, 1) + more

    def _shown(self, one: Chosen) -> int:
        """When the paper that shows a falsehood was sent for: on a day after the report."""
        return one.now + 1 + dealt(self._seed, f"file shows {one.view.report.id}", one.view.deed, _RETYPED)

    # ------------------------------------------------------------------------- words

    def _sheet(self, one: Chosen, shows: bool, now: int, numbers: dict[tuple[int, bool], int]) -> Sheet:
        """One sheet: the report, or the paper that shows what is false in it."""
        view, deed = one.view, self._deeds[one.view.deed]
        report, false = view.report, view.report.false
        number = numbers[id(one), shows]
        cited = one.cites
        values = self._entered(view, deed, now, number)
        if cited:
            self._put(values, {
                "cited.sheet": numbers[id(cited), False], "cited.signs": self._signed(cited.view),
                "cited.date": self._day(cited.now),
            })  # fmt: skip
        if shows and false:
            paper = false.paper
            return Sheet(
                number, now, deed.act, view.deed, report.id, paper.kind, paper.title, false.source, "",
                self._spans(paper.text, values), says=False,
            )  # fmt: skip
        rules = self._dossier.rules
        return Sheet(
            number, now, deed.act, view.deed, report.id, report.kind, report.title, self._signed(view),
            view.observer.channel if view.observer else rules.channel, self._spans(report.text, values),
            view.observer.id if view.observer else "", view.manner, view.heard if view.observer else "",
            "" if view.observer else view.heard, (numbers[id(cited), False],) if cited else (),
            false.detail if false else "", numbers[id(one), True] if false else 0,
        )  # fmt: skip

    def _spans(self, text: Text, values: list[Value]) -> tuple[Span, ...]:
        draw = Renderer(self._head, self._code, values, Vector(self._head.counters), self._seed)
        return draw.spans(text)

    def _signed(self, view: View) -> str:
        """How a paper is signed."""
        return view.observer.signs if view.observer else self._form(self._dossier.rules.hand, "label")

    def _form(self, person: str, form: str) -> str:
        """A form of somebody’s name in the officer’s life."""
        known = self._head.people.get(person)
        if known is None:
            return ""
        slot = known.slots.get(form)
        return known.forms.get(form, "") if slot is None else str(self._values[slot])

    def _entered(self, view: View, deed: Deed, now: int, number: int) -> list[Value]:
        """The slots as this paper has them."""
        values = self._values.copy()
        found: dict[str, Value] = {
            "deed.date": self._day(deed.now), "deed.day": self._day(deed.now, True), "deed.time": _clock(deed.now),
            "deed.place": self._head.places.get(deed.place, ""), "deed.at": deed.place, "deed.to": deed.to,
            "deed.how": deed.how, "deed.stakes": deed.stakes,
            "paper.date": self._day(now), "paper.sheet": number,
        }  # fmt: skip
        if view.observer:
            found["observer.is"], found["observer.signs"] = view.observer.id, view.observer.signs
        people = (("deed.to", deed.to), ("observer", view.observer.person if view.observer else ""))
        found |= {f"{name}.{form}": self._form(person, form) for name, person in people for form in _FORMS}
        self._put(values, found)
        return values

    def _put(self, values: list[Value], found: dict[str, Value]) -> None:
        for name, value in found.items():
            values[self._dossier.slots[name]] = value

    def _day(self, now: int, short: bool = False) -> str:
        """`14 January 1966`, or `14.01`."""
        day = day_of(now)
        if short:
            return f"{day.day:02}.{day.month:02}"
        return f"{day.day} {self._head.calendar.months[day.month - 1]} {day.year}"


def _clock(now: int) -> str:
    """`16.50`, as papers have the time of day."""
    return f"{now % MINUTES_A_DAY // 60:02}.{now % 60:02}"
