"""What every slot holds on the first page: dealt by the seed, and given by the questionnaire."""

from __future__ import annotations

from starcity_game.engine.casting import dealt_cast
from starcity_game.engine.chance import dealt
from starcity_game.engine.latent import deal_defects
from starcity_game.engine.state import Origin, Value
from starcity_game.story.model import Person, Story
from starcity_game.story.strict_text import clean

_LONGEST = 200
"""Characters of a form at most."""


def first_values(story: Story, origin: Origin) -> list[Value]:
    """The slots of a new life. Answers that do not fit the questionnaire are left at their beginning."""
    head = story.head
    values: list[Value] = list(head.start)
    for person in head.people.values():
        if person.variants:
            forms, attributes = person.variants[dealt(origin.seed, f"person {person.id}", 0, len(person.variants))]
            _give(values, person, {**forms, **attributes})
    if head.casting:
        cast = dealt_cast(head.casting, origin.seed)
        for role in head.casting.roles:
            values[role.slot] = cast[role.id]
    deal_defects(head.machine, origin.seed, values)
    for hook, value in origin.hooks.items():
        slot = head.hooks.get(hook)
        if slot is not None and type(values[slot]) is type(value):
            values[slot] = value
    for question in head.volumes[origin.volume].questionnaire:
        given = origin.answers.get(question.id)
        if isinstance(given, dict) and question.person:
            said = next((a.forms for a in question.answers if a.own and a.own == given), given)
            _give(values, head.people[question.person], _whole(head.people[question.person], said))
        elif isinstance(given, str) and question.slot >= 0 and any(a.value == given for a in question.answers):
            values[question.slot] = given
    return values


def _whole(person: Person, given: dict[str, str]) -> dict[str, Value]:
    """The forms of a name that was given, safe to show; those that it lacks are its short form, so that no
    form of another name is left."""
    whole: dict[str, Value] = {f: clean(t)[:_LONGEST] for f, t in given.items() if isinstance(t, str)}
    short = whole.get("short") or whole.get("first")
    attributes = {name for _, values in person.variants for name in values}
    return {**dict.fromkeys(person.slots.keys() - attributes, short), **whole} if short else whole


def _give(values: list[Value], person: Person, found: dict[str, Value]) -> None:
    """Put forms and attributes into the slots of a person."""
    for name, value in found.items():
        slot = person.slots.get(name)
        if slot is not None and type(values[slot]) is type(value):
            values[slot] = value
