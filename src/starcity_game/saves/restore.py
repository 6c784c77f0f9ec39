"""A life taken up again, in a story that may have been edited since it was written down.

Where it stands is a scene's id and a place in it, never an index; what may be chosen there is worked
out from the story as it is now. What cannot be had back is said in a sentence.
"""

from __future__ import annotations

import msgspec

from starcity_game.engine.events import Event, Prose, Span
from starcity_game.engine.life import Deferred, Life, Step
from starcity_game.engine.play import Engine, Turn
from starcity_game.engine.state import Origin, State
from starcity_game.story.strict_text import clean

from .chain import Chain
from .keep import Cover, Journal
from .problems import SaveProblem
from .record import Record

_MOST_NOTICES = 8


class Taken(msgspec.Struct, frozen=True):
    """A life that was loaded."""

    life: Life
    notices: tuple[str, ...]
    """A sentence for each thing that could not be had back; empty when the story was not edited."""
    journal: Journal
    """Makes the records of the life from here on."""
    cover: Cover
    """Its name, bookmarks and notes."""


def life_of(engine: Engine, record: Record) -> Taken:
    """The life in `record`, standing where it stood. Raises SaveProblem when it is not of this story."""
    head = engine.story.head
    if record.story.id != head.id:
        raise SaveProblem(f"This life is of another story, “{clean(record.story.id)[:60]}”.")
    if record.volume not in head.volumes:
        raise SaveProblem("The story no longer has the volume that this life is of.")
    found = _Reader(engine, record)
    life = found.life()
    journal = Journal(engine, found.steps, record.steps[: len(found.steps)], found.flat)
    cover = Cover(record.life, record.name, record.bookmarks, record.notes, record.counter)
    return Taken(life, _few(found.notices), journal, cover)


class _Reader:
    """Finds where a record stands in a story."""

    def __init__(self, engine: Engine, record: Record) -> None:
        self._engine = engine
        self._record = record
        self._origin = Origin(
            record.volume, record.seed, record.answers, frozenset(record.skip), record.subject, record.hooks
        )
        self._chain = Chain(engine, self._origin, record.state, record.steps)
        self.steps = _steps(self._chain, record)
        self.notices: list[str] = []
        self.flat = record.state

    def life(self) -> Life:
        """The life, at the last moment of its history that the story still has."""
        at = len(self.steps)
        if self._record.ended == "!" and self._record.story.hash != self._engine.story.head.hash:
            at = max(0, at - 1)  # the story broke off here; edited, it may go on
        while (found := self._chain.latest(at)) is not None:
            at, restored = found
            life = self._standing(at, restored.state)
            if life is not None:
                self._back_to(at)
                self.notices += restored.notices
                return life
            if at == 0:
                break
            at -= 1
        return self._anew()

    def _standing(self, at: int, state: State) -> Life | None:
        """The life standing at `state`, before choice `at`; None if the story leads nowhere from there."""
        last = self.steps[at - 1] if at else None
        offer = self._engine.offer(state)
        if state.ended or any(option.open for option in offer):
            return Life(state, self._page(at, state, ()), offer, last)
        turn = self._engine.resume(state)
        if turn.state.ended == "!":
            return None
        self.notices.append("The choices you had here are no longer there; the story goes on without them.")
        return Life(turn.state, self._page(at, state, turn.events), turn.offer, last)

    def _page(self, at: int, state: State, further: tuple[Event, ...]) -> tuple[Event, ...]:
        """What there is to read at `state`: from the story, or as it was when it was written down."""
        turn = self._replayed(at)
        same = turn and (turn.state.scene, turn.state.body, turn.state.ended) == (
            state.scene, state.body, state.ended,
        )  # fmt: skip
        if turn and same:
            return turn.events + further
        if at == len(self._record.steps) and self._record.page:
            return (Prose((Span(self._record.page),)), *further)
        return further

    def _replayed(self, at: int) -> Turn | None:
        """The turn that led to moment `at`, played again; None if the story no longer has it."""
        if at == 0:
            return None if self._record.forgotten else self._engine.begin(self._origin)
        step = self.steps[at - 1]
        offer = self._engine.offer(step.before)
        option = next((o for o in offer if o.id == step.choice and o.open), None)
        return self._engine.play(step.before, option) if option else None

    def _back_to(self, at: int) -> None:
        """Leave out the choices after moment `at`, and say so."""
        if at == len(self.steps):
            return
        sheet = self._record.forgotten + at
        self.notices.append(f"The place where you stood is no longer in the story; you are back on sheet {sheet}.")
        self.flat = self._chain.flat(at)
        del self.steps[at:]

    def _anew(self) -> Life:
        """The beginning, when nothing of the history is left."""
        self.notices = ["Nothing of where you have been is left in the story; it begins again."]
        self.steps.clear()
        turn = self._engine.begin(self._origin)
        self.flat = {}
        return Life(turn.state, turn.events, turn.offer, None)


def _steps(chain: Chain, record: Record) -> list[Step]:
    """The choices of a record, each with its moment still to be worked out."""
    found: list[Step] = []
    for number, kept in enumerate(record.steps):
        moment = Deferred(_Later(chain, number))
        previous = found[-1] if found else None
        found.append(Step(record.forgotten + number + 1, moment, kept.choice, previous, kept.label))
    return found


class _Later:
    """Works out one moment of a chain when it is called."""

    __slots__ = ("_chain", "_number")

    def __init__(self, chain: Chain, number: int) -> None:
        self._chain, self._number = chain, number

    def __call__(self) -> State:
        return self._chain.state(self._number)


def _few(notices: list[str]) -> tuple[str, ...]:
    """The notices once each, safe to show, and not more than can be read."""
    once = [clean(notice) for notice in dict.fromkeys(notices)]
    more = len(once) - _MOST_NOTICES
    return tuple(once) if more <= 0 else (*once[:_MOST_NOTICES], f"And {more} more of the kind.")
