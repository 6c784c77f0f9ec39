"""What a beginning takes over from another life: the file that is opened, or what an officer has left behind."""

from __future__ import annotations

from typing import Final

from starcity_game.engine.chance import chance, dealt
from starcity_game.engine.dossier.subjects import ready_subject, subject_of
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Origin, State, Subject, Value
from starcity_game.story.filing import Dossier, Hook

LONGEST: Final = 400
"""Choices, at most, of a life that is led only so that its file can be opened."""


def opened_file(engine: Engine, dossier: Dossier, theirs: Origin, number: int) -> Subject | None:
    """Whose file beginning `number` opens: that of a ready ledger and that of a life led at random, by turns; None
    where there is neither. `theirs` is how such a life begins."""
    turn, odd = divmod(number, 2)
    ready = dossier.engineers
    led = _led(engine, theirs) if odd or not ready else None
    return led or (ready_subject(ready[turn % len(ready)]) if ready else None)


def _led(engine: Engine, theirs: Origin) -> Subject | None:
    """The subject of a random life; None when it does not end in time."""
    turn = engine.begin(theirs)
    for step in range(LONGEST):
        options = [option for option in turn.offer if option.open]
        if not options:
            return _of(engine, turn.state)
        turn = engine.play(turn.state, options[dealt(theirs.seed, "led", step, len(options))])
    return None


def _of(engine: Engine, state: State) -> Subject | None:
    found = subject_of(engine, state)
    return found if found and found.deeds else None


def left_behind(dossier: Dossier, volume: str, seed: int, number: int) -> dict[str, Value]:
    """What an officer has done in the world in which beginning `number` is: in every other one nothing."""
    if volume != dossier.rules.of or number % 2 == 0:
        return {}
    return {hook.id: _drawn(hook, seed, number) for hook in dossier.hooks if not hook.planned}


def _drawn(hook: Hook, seed: int, number: int) -> Value:
    """One of the values that a hook can have."""
    place = f"hook {hook.id}"
    return hook.words[dealt(seed, place, number, len(hook.words))] if hook.words else chance(seed, place, number) < 0.5
