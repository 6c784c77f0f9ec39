"""What a player may look at: date lines, the notebook, people, and how things stand. Read-only and pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from starcity_game.engine.events import EpisodeBegan, Event, Moved
from starcity_game.engine.life import changes, shown_in
from starcity_game.engine.play import Engine
from starcity_game.engine.state import NOW, PLACE, Origin, State, entries
from starcity_game.story.calendar import MINUTES_A_DAY, say_date
from starcity_game.story.model import Variable

_ADDRESSES: Final = ("polite", "short", "tender")
"""Forms by which somebody is addressed, as a card shows them; the others are for the author."""


class NotebookEntry(msgspec.Struct, frozen=True):
    """A fact that was learned."""

    fact: str
    text: str
    about: tuple[str, ...]
    """Labels of the people it concerns."""
    matter: str
    where: str
    """Title of the scene where it was learned, or empty."""
    suspected: bool


class PersonCard(msgspec.Struct, frozen=True):
    """Somebody, as the card says."""

    id: str
    name: str
    forms: tuple[tuple[str, str], ...]
    """(form, text), as in ("polite", "Vera Klimentyevna")."""
    stress: str
    post: str
    about: str
    key: bool
    known: tuple[str, ...]
    """What has been learned about this person."""
    shown: str
    """What a player may see instead of `name`: of somebody dealt by the seed only the label."""
    addresses: tuple[tuple[str, str], ...]
    """(form, text) by which they are addressed, each text once; none for somebody dealt by the seed."""

    @property
    def spoken(self) -> tuple[tuple[str, str], ...]:
        """The addresses, and after them where the stress lies."""
        stress = self.stress if self.addresses else ""
        return (*self.addresses, ("stress", stress)) if stress else self.addresses


def shown(engine: Engine, state: State) -> tuple[Variable, ...]:
    """The variables that the player of this life sees, in the order of declaration."""
    return shown_in(engine, state.origin.volume)


def reading(engine: Engine, state: State, variable: Variable) -> int | bool | str:
    """What a variable holds now."""
    return state.values[variable.slot]


def display(engine: Engine, state: State, variable: Variable) -> str:
    """A shown variable in words: `opened`, `4 of 10`, `58`."""
    return say(variable, state.values[variable.slot])


def say(variable: Variable, value: int | bool | str) -> str:
    """A value of a variable in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    if variable.show == "words" and variable.words:
        span = variable.high - variable.low + 1
        at = (value - variable.low) * len(variable.words) // span
        return variable.words[max(0, min(at, len(variable.words) - 1))]
    if variable.show == "bar":
        return f"{value} of {variable.high}"
    return str(value)


def form(engine: Engine, state: State, person: str, name: str) -> str:
    """A form of somebody's name in this life; empty when there is none."""
    known = engine.head.people.get(person)
    if known is None:
        return ""
    slot = known.slots.get(name)
    return str(state.values[slot]) if slot is not None else known.forms.get(name, "")


def hero(engine: Engine, origin: Origin) -> str:
    """The id of the person who is played in this life."""
    volume = engine.head.volumes.get(origin.volume)
    return volume.hero if volume else "you"


def names(engine: Engine, state: State, person: str) -> tuple[str, str, str]:
    """Surname, first name and patronymic of somebody in this life; empty where there is none."""
    surname, first, patronymic = (form(engine, state, person, name) for name in ("surname", "first", "patronymic"))
    return surname, first, patronymic


def place_name(engine: Engine, state: State) -> str:
    """The name of the place where the story is; empty when it is nowhere."""
    place = str(state.values[PLACE])
    return engine.head.places.get(place, place)


def moment(engine: Engine, state: State) -> Moved:
    """When and where the story is, as a date line would say it."""
    return Moved(int(state.values[NOW]), place_name(engine, state), engine.head.calendar)


def date_line(moment: Moved) -> str:
    """Weekday, date, time of day and, if there is one, the place."""
    said = say_date(moment.now, moment.calendar)
    return f"{said} · {moment.place}" if moment.place else said


def dated(happened: Iterable[Event], since: Moved | None = None) -> list[tuple[Event, str]]:
    """Each event with its date line, which is empty for all but `Moved`.

    `since` is when and where the reader was before, if that was just read. A date line is in full where the day or
    the place is another than before, and after the title of an episode; otherwise it is the time of day alone.
    """
    found = []
    for event in happened:
        line = ""
        if isinstance(event, Moved):
            line, since = _line_since(event, since), event
        elif isinstance(event, EpisodeBegan):
            since = None
        found.append((event, line))
    return found


def _line_since(now: Moved, since: Moved | None) -> str:
    """The date line of `now` for a reader who was at `since`."""
    same = since and since.place == now.place and since.now // MINUTES_A_DAY == now.now // MINUTES_A_DAY
    return say_date(now.now).rpartition(", ")[2] if same else date_line(now)


def notebook(engine: Engine, state: State) -> list[NotebookEntry]:
    """Facts in the order in which they were learned."""
    found = []
    for entry in entries(state.learned):
        if not isinstance(entry, tuple) or entry[0] not in engine.head.facts:
            continue
        fact = engine.head.facts[entry[0]]
        index = engine.story.index(entry[1])
        where = engine.ready(index).source.title if index is not None else ""
        about = tuple(form(engine, state, person, "label") for person in fact.about)
        found.append(NotebookEntry(fact.id, fact.text, about, fact.matter, where, fact.suspected))
    return found


def people(engine: Engine, state: State) -> list[PersonCard]:
    """The card of everybody whom the player has met or heard of, key people first, otherwise in the order
    of declaration."""
    learned = [e for e in entries(state.learned) if isinstance(e, tuple)]
    facts = [engine.head.facts[fact] for fact, _ in learned if fact in engine.head.facts]
    found = []
    for person in engine.head.people.values():
        seen = engine.code.function(person.when)
        if seen is not None and not seen(state.values, state.counts):
            continue
        names = [*dict.fromkeys((*person.forms, *person.slots))]
        forms = tuple((n, form(engine, state, person.id, n)) for n in names if n in person.forms)
        name = form(engine, state, person.id, "full") or form(engine, state, person.id, "label")
        known = tuple(f.text for f in facts if person.id in f.about)
        dealt = bool(person.variants)
        shown = (form(engine, state, person.id, "label") if dealt else "") or name
        card = PersonCard(
            person.id, name, forms, person.stress, person.post, person.about, person.key, known, shown,
            () if dealt else _addresses(dict(forms)),
        )  # fmt: skip
        found.append(card)
    return sorted(found, key=lambda card: not card.key)


def _addresses(forms: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Every form of address among `forms` as (form, text), each text once."""
    texts = {forms[form]: form for form in reversed(_ADDRESSES) if forms.get(form)}
    return tuple((form, text) for text, form in reversed(texts.items()))


def changed(engine: Engine, before: State, after: State) -> list[tuple[str, str, str]]:
    """What a player can see to differ between two states, as (label, what it was, what it is)."""
    variables = {v.id: v for v in shown(engine, after)}
    found = []
    for name, old, new in changes(engine, before, after):
        variable = variables[name]
        was, is_now = say(variable, old), say(variable, new)
        if was != is_now:
            found.append((variable.label or name, was, is_now))
    return found
