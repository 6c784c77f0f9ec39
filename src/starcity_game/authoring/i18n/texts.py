"""Every text of a story for translators, with what they should know of it."""

from __future__ import annotations

import re

import msgspec

from starcity_game.authoring.opened import Opened
from starcity_game.story.folder import MAIN_FILE
from starcity_game.story.model import Person
from starcity_game.story.said import Said
from starcity_game.story.saying import said

_FORM = re.compile(r"\{\s*([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)\s*[}:]", re.ASCII)


class SourceText(msgspec.Struct, frozen=True):
    """One text as it goes into a PO file."""

    context: str
    """See `Said.context`."""
    message: str
    """See `Said.message`."""
    file: str
    """Where it stands, relative to the story's folder."""
    line: int
    """Its line, counted from 1."""
    remarks: tuple[str, ...]
    """What it is, and what the names in braces print."""


def texts(story: Opened) -> list[SourceText]:
    """Every text of the story that a player may read, in the order of its files; each once."""
    found: dict[tuple[str, str], SourceText] = {}
    for page in story.trace.pages:
        for one in said(page.root, page.file == MAIN_FILE):
            text = SourceText(one.context, one.message, page.file, one.node.line, _remarks(one, story.head.people))
            found.setdefault((one.context, one.message), text)
    return list(found.values())


def _remarks(one: Said, people: dict[str, Person]) -> tuple[str, ...]:
    """The remarks for one text."""
    named = []
    for name, form in dict.fromkeys(_FORM.findall(one.message)):
        person = people.get(name)
        if person and form in person.forms:
            others = ", ".join(f"{k} {v}" for k, v in person.forms.items() if k != form)
            named.append(f"{{{name}.{form}}}: {person.forms[form]}" + (f" ({others})" if others else ""))
    return (one.use, *named)
