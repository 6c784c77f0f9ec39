"""Stories written in a test, played from outside: a story and choices in, a transcript out."""

from __future__ import annotations

import hashlib
import random
import tempfile
from pathlib import Path

from starcity_game.engine import events as e
from starcity_game.engine.events import plain
from starcity_game.engine.play import Engine, Turn
from starcity_game.engine.state import Origin
from starcity_game.story.calendar import say_date
from starcity_game.story.load import Loaded, load

DATA = Path(__file__).parent.parent / "data"
EVERY_KEY = DATA / "every-key"

HEAD = "story: told\ntitle: Told\nvolumes:\n  v: {title: V, start: start}\n"
"""A story.yaml that begins in the scene `start`."""


def load_text(*files: str, head: str = HEAD) -> Loaded:
    """A story of one or more files, the first of them appended to its story.yaml."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "story.yaml").write_text(head + files[0], encoding="utf-8")
        for number, text in enumerate(files[1:], 1):
            (root / f"file{number}.yaml").write_text(text, encoding="utf-8")
        return load(root)


def engine_of(*files: str, head: str = HEAD) -> Engine:
    """The engine of a story that has no faults."""
    loaded = load_text(*files, head=head)
    assert loaded.story is not None and not loaded.findings, [f.line_of_text() for f in loaded.findings]
    return Engine(loaded.story)


def said(event: e.Event) -> str:
    """An event as a line of a transcript."""
    match event:
        case e.Prose(spans):
            return plain(spans)
        case e.Paper():
            head = "; ".join(f"{k}: {v}" for k, v in event.head)
            return f"[{event.kind}|{event.title}|{head}|{plain(event.spans)}]"
        case e.Moved(now, place):
            return f"@ {say_date(now)} / {place}"
        case e.Learned():
            return f"+ {event.fact}: {event.text}"
        case e.Acted(act):
            return f"act {act}"
        case e.Checked():
            return f"check {event.rests_on}, {event.odds}: {'yes' if event.success else 'no'}"
        case e.EpisodeBegan(number, title):
            return f"= {number} {title}"
        case e.Skipped(note):
            return f"skipped: {note}"
        case e.Ended(ending, title):
            return f"END {ending}: {title}"
        case e.Stuck(scene):
            return f"STUCK {scene}"
        case _:
            raise AssertionError(event)


def offered(turn: Turn) -> list[str]:
    """The options of a turn as lines; closed ones in brackets."""
    lines = []
    for option in turn.offer:
        odds = f" <{option.odds}>" if option.odds else ""
        lines.append(f"{option.text}{odds}" if option.open else f"({option.text}: {option.reason})")
    return lines


class Told:
    """A life in a story, made of choices by id (or the beginning of the label)."""

    def __init__(self, engine: Engine, seed: int = 7, volume: str = "v", **origin: object) -> None:
        self.engine = engine
        self.turn = engine.begin(Origin(volume, seed, origin.pop("answers", {}), **origin))  # type: ignore[arg-type]
        self.all: list[str] = self.heard()

    def heard(self) -> list[str]:
        """What the last turn brought."""
        return [said(event) for event in self.turn.events]

    def offer(self) -> list[str]:
        """What may be done."""
        return offered(self.turn)

    def choose(self, *picks: str) -> list[str]:
        """Take options one after another; what the last of them brought."""
        for pick in picks:
            found = [o for o in self.turn.offer if o.open and pick in (o.id, o.text)] or [
                o for o in self.turn.offer if o.open and o.text.startswith(pick)
            ]
            assert found, f"{pick!r} is not open among {self.offer()}"
            self.turn = self.engine.play(self.turn.state, found[0])
            self.all += self.heard()
        return self.heard()

    def value(self, variable: str) -> int | bool | str:
        """What a variable holds."""
        return self.turn.state.values[self.engine.head.variables[variable].slot]


def play(text: str, *picks: str, seed: int = 7) -> list[str]:
    """The transcript of a story written in a test."""
    told = Told(engine_of(text), seed)
    told.choose(*picks)
    return told.all


def random_walk(engine: Engine, origin: Origin, choices: int, luck: random.Random) -> list[Turn]:
    """The turns of up to `choices` random choices, the first page first; a life that ends begins again."""
    turns = [engine.begin(origin)]
    while len(turns) <= choices:
        open_ones = [o for o in turns[-1].offer if o.open]
        if open_ones:
            turns.append(engine.play(turns[-1].state, luck.choice(open_ones)))
        else:
            assert turns[-1].state.ended
            turns.append(engine.begin(origin))
    return turns


def transcript(turns: list[Turn]) -> str:
    """Turns as text."""
    return "\n".join(line for turn in turns for line in (*(said(v) for v in turn.events), *offered(turn)))


def digest(text: str) -> str:
    """A short hash of a transcript."""
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
