"""What can be proved of a story without playing it: a sound answer that may say too little, never too much."""

from __future__ import annotations

import msgspec

from starcity_game.authoring.explore.items import Kind
from starcity_game.authoring.explore.proving.fixpoint import Machine
from starcity_game.authoring.explore.proving.observer import Observer
from starcity_game.authoring.explore.proving.program import Program
from starcity_game.authoring.explore.proving.sightings import Sightings
from starcity_game.authoring.explore.proving.starts import Start, starts
from starcity_game.authoring.explore.proving.verdicts import Alarm, Possible, Verdicts
from starcity_game.authoring.opened import Opened

__all__ = ["Alarm", "Possible", "Proof", "prove"]


class Proof(msgspec.Struct, frozen=True):
    """What was proved, and what could not be excluded."""

    unreachable: dict[tuple[Kind, str], str]
    """Items that no life reaches, each with the reason in a sentence."""
    always: tuple[Alarm, ...]
    """Conditions that hold whenever they are asked, in code that could be reached."""
    never: tuple[Alarm, ...]
    """Conditions that fail whenever they are asked."""
    stuck: tuple[Possible, ...]
    """Where a life could break off: it cannot be excluded, and need not be so."""
    unlearned: tuple[Possible, ...]
    """Uses of a fact that could be unlearned there: it cannot be excluded, and need not be so."""


def prove(story: Opened) -> Proof:
    """Everything that can be proved of a story. Whatever happens in any life of it, by any volume, seed and answers,
    is among what the proof leaves possible; lives that were begun with another version of it are not considered."""
    program = Program(story.head, story.scenes)
    sightings = Sightings()
    for start in starts(program):
        Observer(_followed(program, start), sightings).observe()
    verdicts = Verdicts(story, program, sightings)
    always, never = verdicts.conditions()
    return Proof(verdicts.unreachable(), always, never, verdicts.stuck(), verdicts.unlearned())


def _followed(program: Program, start: Start) -> Machine:
    """Everything that could follow a beginning. What could be waiting underneath is worked out from all links, and
    then, where some could not be taken, once more from the others."""
    links = {*program.links()}
    while True:
        machine = Machine(program, program.waiting([start.scene], links))
        machine.run(start.scene, start.state)
        if not program.sites or machine.taken == links:
            return machine
        links = machine.taken
