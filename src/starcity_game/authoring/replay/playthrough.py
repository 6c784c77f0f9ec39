"""A playthrough as it is written down, and every key that it may hold."""

from __future__ import annotations

from typing import Final

import msgspec

from starcity_game.engine.state import Origin
from starcity_game.story.expressions import Tree
from starcity_game.story.keys import Key
from starcity_game.story.trace import Place

PLAYTHROUGH: Final = {
    "about": Key("line", "What this playthrough is for.", "The page goes into the boiler."),
    "volume": Key("word", "The volume; it may be left out where the story has only one.", "engineer"),
    "seed": Key("number", "From which everything is dealt; 0 without it.", "7"),
    "answers": Key(
        "answers",
        "The questionnaire: question to the answer's value, label, the label's beginning or number, or the parts of a "
        "typed name. A question left out gets its first answer.",
        "{sex: woman, school: gyroscopes}",
    ),
    "file": Key(
        "file opened",
        "In a volume that opens a file: a ledger in the story, or answers to the interview; the first without it.",
        "outspoken",
    ),
    "skip": Key("words", "Content notes whose passages are left out.", "[illness]"),
    "start": Key("scene", "Begins in this scene, instead of where the volume does.", "engineer.e1.ward"),
    "set": Key("assignments", "With `start`: what is set before the scene is entered.", "[nerve = 3, page = “coat”]"),
    "learn": Key("facts", "With `start`: facts that are known before the scene is entered.", "[valves]"),
    "steps": Key("steps", "What is read and chosen, in order.", needed=True),
}
STEP: Final = {
    "scene": Key("scene", "The scene in which the reader must be standing.", "ward"),
    "expect": Key("texts", "What must be read on this page; blanks and line breaks do not matter.", "Sit on it"),
    "never": Key("texts", "What must not be read on this page.", "a gun"),
    "offers": Key("texts", "Options that must be open: id, label or its beginning.", "[Sign, fold]"),
    "lacks": Key("texts", "Options that must not be open: id, label or its beginning.", "[burn]"),
    "state": Key("conditions", "Conditions that must hold here.", "[nerve == 4, knows.valves]"),
    "choose": Key(
        "texts", "What is chosen then: id, label, its beginning or number; a list is chosen one by one.", "[mine, bare]"
    ),
    "end": Key("ending", "The ending at which the life must be over.", "summoned"),
}


class Line(msgspec.Struct, frozen=True):
    """A text of a playthrough, with its place."""

    text: str
    place: Place


class Condition(msgspec.Struct, frozen=True):
    """A condition that must hold."""

    text: str
    tree: Tree
    """Checked against the story's names."""
    place: Place


class Step(msgspec.Struct, frozen=True):
    """One step: what must be so on the page where the reader stands, and then what is chosen."""

    place: Place
    scene: Line | None = None
    """Whole id of a scene."""
    expect: tuple[Line, ...] = ()
    never: tuple[Line, ...] = ()
    offers: tuple[Line, ...] = ()
    lacks: tuple[Line, ...] = ()
    state: tuple[Condition, ...] = ()
    choose: tuple[Line, ...] = ()
    end: Line | None = None
    """Id of an ending."""


class Playthrough(msgspec.Struct, frozen=True):
    """A whole playthrough, checked against its story."""

    file: str
    origin: Origin
    steps: tuple[Step, ...]
    about: str = ""
    start: int = -1
    """Number of the scene to begin in; -1 for the volume's own beginning."""
    sets: tuple[Tree, ...] = ()
    """With `start`: assignments, in order."""
    learn: tuple[str, ...] = ()
    """With `start`: facts that are known."""
