"""What is set and read, and what is declared and never shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from starcity_game.authoring.opened import Opened
from starcity_game.authoring.rules.places import WHOLE_STORY, places_of
from starcity_game.authoring.rules.rule import Found, Level, Rule
from starcity_game.authoring.uses import uses_of
from starcity_game.authoring.words import pieces
from starcity_game.story.model import Include, Insert, Text


def unused(story: Opened) -> Iterator[Found]:
    """Variables and facts that are set and never read, or read and never set; papers and pieces never shown."""
    yield from _variables(story)
    yield from _facts(story)
    shown = _shown(story)
    for section, what in (("documents", "document"), ("pieces", "piece")):
        for name, place in places_of(story, section).items():
            if name not in shown:
                yield Found(place, f"the {what} `{name}` is never shown", "show it in a text, or take it out")


def _variables(story: Opened) -> Iterator[Found]:
    uses, places = uses_of(story), places_of(story, "variables")
    for variable in story.head.variables.values():
        if variable.id not in places:  # kept by a machine or a file, not declared by the author
            continue
        slot = variable.slot
        was_set = slot in uses.setters or slot in uses.given
        was_read = slot in uses.readers or slot in uses.endings or slot in uses.elsewhere or variable.show != "none"
        if was_set and was_read:
            continue
        if was_set:
            message, hint = "is set and never read", "let a text or a condition read it, or take it out"
        elif was_read:
            message, hint = "is read and never set", f"set it somewhere, or write out what it is ({variable.start})"
        else:
            message, hint = "is neither set nor read", "take it out"
        yield Found(places.get(variable.id, WHOLE_STORY), f"the variable `{variable.id}` {message}", hint)


def _facts(story: Opened) -> Iterator[Found]:
    uses, places = uses_of(story), places_of(story, "facts")
    for fact in story.head.facts.values():
        if fact.slot not in uses.setters:
            read = fact.slot in uses.readers or fact.slot in uses.endings or fact.slot in uses.elsewhere
            message = f"the fact `{fact.id}` is {'read and ' if read else ''}never learned"
            yield Found(places.get(fact.id, WHOLE_STORY), message, f"`learn: {fact.id}` somewhere, or take it out")


def _shown(story: Opened) -> set[str]:
    """The documents and pieces that a text shows."""
    head = story.head
    texts: list[Text] = [body.text for scene in story.scenes for body in scene.bodies]
    texts += [text for ending in head.endings.values() for _, text in ending.parts]
    texts += head.pieces.values()
    found = set()
    for text in texts:
        for piece in pieces(text):
            if isinstance(piece, Insert):
                found.add(piece.document)
            elif isinstance(piece, Include):
                found.add(piece.piece)
    return found


RULES: Final = (
    Rule(
        "V1", "set and never read, read and never set", Level.ERROR,
        "A variable that nothing reads is a promise that was forgotten, or a typing error in another name; one"
        " that is read and never set makes dead text. What a questionnaire gives or the seed deals is set; what"
        " the player’s page shows is read, and so is a fact, in the notebook: a fact must only be learned"
        " somewhere. A paper or piece that no text shows is told too.",
        "Read it, set it, or take it out. What a later episode is to read may wait behind a waiver that says so.",
        unused,
    ),
)  # fmt: skip
