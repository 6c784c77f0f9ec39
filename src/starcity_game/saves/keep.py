"""A life written down, choice after choice, without going over the earlier ones again."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import msgspec

from starcity_game import __version__
from starcity_game.engine.events import Event, Paper, Prose, plain
from starcity_game.engine.life import Life, Step
from starcity_game.engine.play import Engine
from starcity_game.engine.portable import difference, flatten, undone
from starcity_game.engine.state import NOW, State
from starcity_game.story.calendar import say_date

from .record import MAX_LABEL, MAX_PAGE, Bookmark, Flat, Kept, Mark, Record

_json = msgspec.json.Decoder(Flat)


class Cover(msgspec.Struct, frozen=True):
    """What is written on a life's file besides the life itself."""

    life: str
    """Generated id, see `record.new_life`."""
    name: str
    """What the player calls it."""
    bookmarks: tuple[Bookmark, ...] = ()
    notes: tuple[str, ...] = ()
    """The player's own notes."""
    counter: int = 0
    """As the shelf gave it with the last record that was read or written."""


class Journal:
    """Makes the records of one life as it is played.

    What undoing each choice needs is worked out once and kept; a save after the thousandth choice
    looks at the newest alone. Undoing is noticed. May be used by several threads, one at a time.
    """

    def __init__(
        self, engine: Engine, steps: Sequence[Step] = (), kept: Sequence[Kept] = (), flat: Flat | None = None
    ) -> None:
        """For a life that was loaded: its `steps`, how each was `kept`, and the flat state after them."""
        self._engine = engine
        self._steps = list(steps)
        self._kept = list(kept)
        self._flat: Flat = flat or {}
        self._state: State | None = None
        self._guard = threading.Lock()

    def record(self, life: Life, cover: Cover, saved: int = 0) -> Record:
        """`life` as it is written down; `saved` is the time, in seconds since 1970."""
        with self._guard:
            self._follow(life)
            state, head = life.state, self._engine.story.head
            return Record(
                life=cover.life,
                name=cover.name,
                story=Mark(head.id, head.version, head.hash),
                volume=state.origin.volume,
                seed=state.origin.seed,
                answers=dict(state.origin.answers),
                skip=tuple(sorted(state.origin.skip)),
                subject=state.origin.subject,
                hooks=dict(state.origin.hooks),
                state=self._flat,
                steps=tuple(self._kept),
                forgotten=self._steps[0].number - 1 if self._steps else 0,
                bookmarks=cover.bookmarks,
                notes=cover.notes,
                page=read_text(life.events),
                line=line_of(state),
                ended=state.ended,
                saved=saved,
                counter=cover.counter,
                engine=__version__,
            )

    def _follow(self, life: Life) -> None:
        """Bring what is kept to where `life` stands."""
        fresh, step = [], life.last
        while step is not None and not self._knows(step):
            fresh.append(step)
            step = step.previous
        self._forget_after(step)
        fresh.reverse()
        moments = [s.before for s in fresh] + [life.state]
        self._stand_at(moments[0])
        for taken, after in zip(fresh, moments[1:], strict=True):
            flat = self._written(after)
            self._kept.append(Kept(taken.choice, shortened(taken.label), difference(self._flat, flat)))
            self._steps.append(taken)
            self._flat, self._state = flat, after

    def _knows(self, step: Step) -> bool:
        """Whether `step` is kept already."""
        at = step.number - self._steps[0].number if self._steps else -1
        return 0 <= at < len(self._steps) and self._steps[at] is step

    def _forget_after(self, step: Step | None) -> None:
        """Drop what was kept of choices after `step`, which have been undone."""
        left = step.number - self._steps[0].number + 1 if step else 0
        for kept in reversed(self._kept[left:]):
            self._flat, self._state = undone(self._flat, kept.delta), None
        del self._kept[left:], self._steps[left:]

    def _stand_at(self, state: State) -> None:
        """Make `state` the one after everything kept.

        In a story that was edited it may flatten otherwise than it was saved (a renamed scene counts its
        visits under its new name); the newest difference is then made to lead back from there.
        """
        if state is self._state:
            return
        flat = self._written(state)
        if self._kept and flat != self._flat:
            last = self._kept[-1]
            before = undone(self._flat, last.delta)
            self._kept[-1] = Kept(last.choice, last.label, difference(before, flat))
        self._flat, self._state = flat, state

    def _written(self, state: State) -> Flat:
        """`state` as it will be read back: through JSON, so that equal states are equal here too."""
        return _json.decode(msgspec.json.encode(flatten(self._engine, state)))


def shortened(label: str) -> str:
    """A choice's label as it is remembered."""
    return label if len(label) <= MAX_LABEL else label[: MAX_LABEL - 1].rstrip() + "…"


def line_of(state: State) -> str:
    """Episode and date, as a list of lives shows them."""
    parts = [f"Episode {state.episode}"] if state.episode else []
    if state.values[NOW]:
        parts.append(say_date(int(state.values[NOW])))
    return ", ".join(parts)


def read_text(events: Sequence[Event]) -> str:
    """What `events` gave to read, as plain text, cut at `MAX_PAGE`."""
    found = []
    for event in events:
        if isinstance(event, Prose):
            found.append(plain(event.spans))
        elif isinstance(event, Paper):
            found += [event.title, plain(event.spans)]
    text = "\n\n".join(part for part in found if part)
    return text if len(text) <= MAX_PAGE else text[: MAX_PAGE - 1] + "…"
