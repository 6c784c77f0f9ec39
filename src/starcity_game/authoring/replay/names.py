"""The names of a compiled story, so that a playthrough's conditions are checked as a scene's are."""

from __future__ import annotations

from starcity_game.authoring.opened import Opened
from starcity_game.engine.state import NOW, PLACE
from starcity_game.story.expressions import Kind, Name, Type, parse_condition
from starcity_game.story.model import Person, Value, Variable
from starcity_game.story.names import DATE, FLAG, NUMBER, TEXT, Names, Scoped
from starcity_game.story.nodes import Mapping, Node, Scalar
from starcity_game.story.page import Page


def scope_of(story: Opened, prefix: str) -> Scoped:
    """What a file of the story with `prefix` could name, its slots being those of the compiled story."""
    names, head = Names(), story.head
    names.scenes = {id: index for index, id in enumerate(head.scenes)}
    names.table["now"] = Name(DATE, slot=NOW, writable=False)
    names.table["place"] = Name(Type(Kind.WORD, ("", *head.places)), slot=PLACE, writable=False)
    for variable in head.variables.values():
        _variable(names, variable)
    for person in head.people.values():
        _person(names, person, head.start)
    for fact in head.facts.values():
        names.table[f"knows.{fact.id}"] = Name(FLAG, slot=fact.slot, writable=False)
    for page in story.trace.pages:
        _attributes(names, page)
    for page in story.trace.pages:
        _conditions(names, page)
    return names.within(prefix)


def _variable(names: Names, variable: Variable) -> None:
    """A variable, and the second name of a pair."""
    kinds = {"number": NUMBER, "pair": NUMBER, "flag": FLAG, "word": Type(Kind.WORD, variable.words)}
    kind = kinds.get(variable.kind, TEXT)
    bounds = (variable.low, variable.high) if kind is NUMBER else None
    names.table[variable.id] = Name(kind, slot=variable.slot, bounds=bounds)
    if variable.other:
        names.table[variable.other] = Name(NUMBER, slot=variable.slot, mirror=True, bounds=(0, 100))


def _person(names: Names, person: Person, start: tuple[Value, ...]) -> None:
    """Forms of a name, dealt or fixed, and attributes that are dealt."""
    for form, text in person.forms.items():
        names.table[f"{person.id}.{form}"] = Name(TEXT, constant=text, writable=False)
    for name, slot in person.slots.items():
        names.table[f"{person.id}.{name}"] = Name(_kind(start[slot]), slot=slot, writable=False)


def _kind(value: Value) -> Type:
    """The type of an attribute."""
    return FLAG if isinstance(value, bool) else NUMBER if isinstance(value, int) else TEXT


def _attributes(names: Names, page: Page) -> None:
    """Attributes that never vary; the compiled story has put their values in place of them."""
    for id, person in _section(page, "people"):
        fixed = person.values.get("attributes") if isinstance(person, Mapping) else None
        for name, _, node in page.entries(fixed, "`attributes`") if fixed else ():
            value = page.value(node, "an attribute")
            names.table.setdefault(f"{id}.{name}", Name(_kind(value), constant=value, writable=False))


def _conditions(names: Names, page: Page) -> None:
    """Named conditions; the compiled story has put their trees in place of them."""
    for id, node in _section(page, "conditions"):
        if isinstance(node, Scalar):
            tree = parse_condition(node.value, names.within(page.prefix))
            names.table[id] = Name(FLAG, tree=tree, writable=False)


def _section(page: Page, section: str) -> list[tuple[str, Node]]:
    """The entries of one section of a file."""
    found = page.root.values.get(section)
    return [*found.values.items()] if isinstance(found, Mapping) else []
