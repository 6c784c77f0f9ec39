"""What a player may look at: the notebook, people, and how things stand. Read-only and pure."""

from __future__ import annotations

import msgspec

from starcity_game.engine.play import Engine
from starcity_game.engine.state import PLACE, State, entries
from starcity_game.story.model import Variable


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


def place_name(engine: Engine, state: State) -> str:
    """The name of the place where the story is; empty when it is nowhere."""
    place = str(state.values[PLACE])
    return engine.head.places.get(place, place)


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
        found.append(PersonCard(person.id, name, forms, person.stress, person.post, person.about, person.key, known))
    return sorted(found, key=lambda card: not card.key)
