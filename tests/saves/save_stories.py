"""Small stories for the tests, and lives in them."""

from __future__ import annotations

import random
from pathlib import Path

from starcity_game.engine.life import Life, begin, choose
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Origin
from starcity_game.story.load import load

HEAD = """
story: {id}
title: A Small Story
version: "{version}"
about: |
  For the tests.
credits: |
  None.
language: en
notes:
  blood: A little blood.
volumes:
  clerk:
    title: "Volume I: The Clerk"
    short: The Clerk
    start: {start}
"""

SPLIT = "\n---\n"
"""Between the files of a story."""
_WORDS = [
    "corridor",
    "ward",
    "order",
    "yard",
    "siding",
    "engine",
    "tank",
    "valve",
    "gauge",
    "winter",
    "telephone",
    "bunker",
    "letter",
    "page",
    "coat",
    "boot",
    "stamp",
    "carbon",
    "copy",
    "film",
    "spool",
    "relay",
    "gyroscope",
    "computer",
    "tape",
    "orbit",
    "pad",
    "gantry",
    "colonel",
    "nurse",
    "doctor",
    "widow",
    "driver",
    "dispatcher",
    "stoker",
    "cadre",
    "commission",
    "deputy",
    "minister",
    "night",
    "dinner",
    "cigarette",
    "window",
    "stairwell",
    "elevator",
    "blockhouse",
    "hotel",
    "barracks",
]


def engine_of(folder: Path, text: str, id: str = "tale", version: str = "1", start: str = "start") -> Engine:
    """The engine of a story written as text; the folder is made."""
    folder.mkdir(parents=True, exist_ok=True)
    first, *others = text.split(SPLIT)
    (folder / "story.yaml").write_text(HEAD.format(id=id, version=version, start=start) + first, encoding="utf-8")
    for number, other in enumerate(others):
        (folder / f"{number}.yaml").write_text(other, encoding="utf-8")
    loaded = load(folder)
    assert loaded.story, [d.line_of_text() for d in loaded.findings[:5]]
    return Engine(loaded.story)


def origin(seed: int = 7, skip: frozenset[str] = frozenset(), volume: str = "clerk") -> Origin:
    return Origin(volume, seed, {}, skip)


def walk(engine: Engine, *choices: str, seed: int = 7) -> Life:
    """The life that takes these choices from the beginning."""
    life = begin(engine, origin(seed))
    for choice in choices:
        life = choose(engine, life, choice)
    return life


def wander(engine: Engine, length: int, seed: int = 7) -> Life:
    """A life of `length` choices, taken at random but the same every time."""
    dice, life = random.Random(seed), begin(engine, origin(seed))
    for _ in range(length):
        life = choose(engine, life, dice.choice([o.id for o in life.offer if o.open]))
    return life


def long_story(scenes: int) -> str:
    """A story as large as one likes, with names, labels, acts and facts as long as real ones."""
    dice = random.Random(5)

    def some(count: int) -> str:
        return " ".join(dice.choice(_WORDS) for _ in range(count))

    names = [f"engineer.e{1 + i // 40}.{dice.choice(_WORDS)}_{dice.choice(_WORDS)}_{i}" for i in range(scenes)]
    lines = ["variables:"]
    lines += [f"  {word}: {{number: 5, min: 0, max: 10}}" for word in _WORDS[:40]]
    lines += ["acts:", *(f"  {word}_done: {{text: Did it.}}" for word in _WORDS[:12])]
    lines += ["facts:", *(f"  {word}_known: {{text: So it is.}}" for word in _WORDS[:40]), "places:"]
    lines += [f"  {word}: {{name: The {word}}}" for word in _WORDS[:12]]
    lines += ["scenes:", "  start:", "    goto: " + names[0]]
    for i, name in enumerate(names):
        if i % 500 == 499:
            lines += [SPLIT.strip("\n"), "scenes:"]
        lines += [f"  {name}:"]
        if i % 3 == 0:
            lines += [f"    advance: {dice.randint(1, 9)} hours"]
        if i % 5 == 0:
            lines += [f"    at: {{place: {dice.choice(_WORDS[:12])}}}", f"    learn: {dice.choice(_WORDS[:40])}_known"]
        lines += ["    text: |", f"      {some(60).capitalize()}.", "    choices:"]
        for k, (step, add) in enumerate(((1, 1), (31, 17), (57, 5))):
            target = names[(step * i + add) % scenes]
            lines += [
                f"      - id: {dice.choice(_WORDS)}-{dice.choice(_WORDS)}-{k}",
                f"        label: {some(7).capitalize()}.",
            ]
            lines += [f"        set: [{dice.choice(_WORDS[:40])} += 1, {dice.choice(_WORDS[:40])} -= 1]"]
            if k == 1:
                lines += [f"        act: {{do: {dice.choice(_WORDS[:12])}_done, how: {some(3)}, stakes: {some(4)}}}"]
            lines += [f"        goto: {target}"]
    return "\n".join(lines) + "\n"
