"""From what could happen to what is said of it."""

from __future__ import annotations

import msgspec

from starcity_game.authoring.explore.items import Item, Kind, items
from starcity_game.authoring.explore.proving.places import Places
from starcity_game.authoring.explore.proving.program import Program
from starcity_game.authoring.explore.proving.reasons import Reasons
from starcity_game.authoring.explore.proving.sightings import Decided, Key, Sightings
from starcity_game.authoring.explore.proving.spelling import Spelling
from starcity_game.authoring.explore.proving.values import FALSE, TRUE
from starcity_game.authoring.opened import Opened
from starcity_game.story.trace import Place


class Alarm(msgspec.Struct, frozen=True, order=True):
    """A condition that comes out one way wherever it is asked."""

    place: Place
    """Where it is written: file, line, column."""
    kind: str
    """What it belongs to: `option`, `then`, `storylet`, `ending`, `part` (of an ending) or `wording`."""
    item: str
    """Id of that, as items have it; of a wording the id without the side."""
    text: str
    """The condition."""
    message: str
    """What is so, in a sentence without a full stop."""


class Possible(msgspec.Struct, frozen=True, order=True):
    """Something bad that cannot be excluded."""

    place: Place
    """Where it could happen: file, line, column."""
    scene: str
    """Id of the scene."""
    body: int
    """Number of the body in it."""
    fact: str
    """For a use of a fact its id; otherwise empty."""
    message: str
    """What could be, in a sentence without a full stop."""


class Verdicts:
    """Says what was found."""

    def __init__(self, story: Opened, program: Program, sightings: Sightings) -> None:
        self.story, self.program, self.sightings = story, program, sightings
        self.places = Places(story)
        self.spelling = Spelling(story.head)

    def conditions(self) -> tuple[tuple[Alarm, ...], tuple[Alarm, ...]]:
        """Conditions that always hold, and those that never do, in the order of the files."""
        always, never = [], []
        for key, decided in self.sightings.decided.items():
            if decided.could == TRUE:
                always.append(self._alarm(key, decided, "always holds here"))
            elif decided.could == FALSE:
                never.append(self._alarm(key, decided, "never holds here"))
        return tuple(sorted(always)), tuple(sorted(never))

    def _alarm(self, key: Key, decided: Decided, says: str) -> Alarm:
        place, written = self.places.of_condition(key, decided.stand)
        tree = decided.condition.tree
        text = written or self.spelling.expression(tree)
        values = self.spelling.values(self.program.layout, tree, decided.state)
        return Alarm(place, *key, text, f"`{text}` {says}" + (f": {values}" if values else ""))

    def stuck(self) -> tuple[Possible, ...]:
        """Where a life could break off."""
        alone = "a life could come to the end of this with nothing to come back to"
        found = [self._possible(number, "", alone) for number in self.sightings.stuck]
        circle = "this could lead back to itself without an open option"
        found += [self._possible(number, "", circle) for number in self.sightings.circling - self.sightings.stuck]
        return tuple(sorted(found))

    def unlearned(self) -> tuple[Possible, ...]:
        """Uses of facts that could be unlearned."""
        message = "the fact `{}` could be unlearned here"
        return tuple(sorted(self._possible(n, f, message.format(f)) for n, f in self.sightings.unlearned))

    def _possible(self, number: int, fact: str, message: str) -> Possible:
        step = self.program.steps[number]
        place = self.story.trace.place(step.scene, step.index, "assumes" if fact else "")
        return Possible(place, self.program.scenes[step.scene].id, step.index, fact, message)

    def unreachable(self) -> dict[tuple[Kind, str], str]:
        """Every item that nothing reaches, with the reason."""
        reasons = Reasons(self.story, self.program, self.sightings, self.spelling)
        every = items(self.story.head, self.story.scenes)
        return {(item.kind, item.id): reasons.why(item) for item in every if not self._reached(item)}

    def _reached(self, item: Item) -> bool:
        sightings = self.sightings
        if item.kind is Kind.WORDING:
            return item.id in sightings.wordings
        if item.kind is Kind.ENDING:
            return item.id in sightings.endings
        step = self.program.bases[item.scene] + item.body
        if item.kind is Kind.OPTION:
            return step in sightings.opened
        if item.kind is Kind.SCENE:
            skip = self.program.scenes[item.scene].skip
            return step in sightings.entered or (skip >= 0 and step + skip in sightings.entered)
        return step in sightings.entered
