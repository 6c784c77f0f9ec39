"""What the cover of the file says: the state of a life, ready to be shown."""

from __future__ import annotations

from ..engine import view
from ..engine.play import Engine
from ..engine.state import Origin, State
from ..story.model import Variable
from .widgets.folder import Dossier, Gauge


def file_number(origin: Origin) -> str:
    """The number of the file: four digits that follow from the seed, so that a life keeps its own."""
    return str(1000 + origin.seed * 7919 % 9000)


def dossier(engine: Engine, state: State, sheet: int) -> Dossier:
    """The cover of the file on whoever is being played, or of the one that was opened."""
    subject = state.origin.subject
    if subject is not None:
        surname, first, patronymic = (subject.forms.get(form, "") for form in ("surname", "first", "patronymic"))
    else:
        surname, first, patronymic = view.names(engine, state, view.hero(engine, state.origin))
    gauges = tuple(gauge(variable, state.values[variable.slot]) for variable in view.shown(engine, state))
    return Dossier(file_number(state.origin), surname, f"{first} {patronymic}".strip(), gauges, sheet)


def gauge(variable: Variable, value: int | bool | str) -> Gauge:
    """One shown variable, with a share when it can be drawn."""
    share = -1.0
    low, high = (0, 100) if variable.kind == "pair" else (variable.low, variable.high)
    if variable.show in ("scale", "bar") and isinstance(value, int) and high > low:
        share = min(1.0, max(0.0, (value - low) / (high - low)))
    return Gauge(variable.label or variable.id, view.say(variable, value), share, variable.show)


def place_line(engine: Engine, state: State) -> tuple[str, str]:
    """The volume, and episode with place, for the line at the top."""
    volume = engine.story.head.volumes.get(state.origin.volume)
    episode = f"episode {state.episode}" if state.episode else ""
    place = view.place_name(engine, state)
    return volume.title if volume else "", "   ".join(filter(None, (episode, place)))
