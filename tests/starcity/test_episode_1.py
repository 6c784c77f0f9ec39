"""Episode 1 of Volume I: what the bible asks of it, counted and played."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator

import pytest
from lives import lived, words

from starcity_game.engine.life import Life
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Deed, entries
from starcity_game.story.expressions import reads
from starcity_game.story.model import Body, Piece, Run, Scene, Show, Text, Vary

LIVES = 120


@pytest.fixture(scope="module")
def lives(engine: Engine) -> list[list[Life]]:
    """Lives of all temperaments, each as the list of its moments."""
    return [[*lived(engine, seed)] for seed in range(LIVES)]


@pytest.fixture(scope="module")
def scenes(engine: Engine) -> list[Scene]:
    return [engine.story.scene(i) for i, id in enumerate(engine.head.scenes) if id.startswith("engineer.e1.")]


def bodies(scenes: list[Scene]) -> Iterator[Body]:
    for scene in scenes:
        yield from scene.bodies


def leaves(text: Text) -> Iterator[Piece]:
    """Every piece of a text, those inside others included."""
    for piece in text:
        yield piece
        if isinstance(piece, Vary):
            yield from leaves(piece.then)
            yield from leaves(piece.otherwise)
        elif options := getattr(piece, "options", None):
            for option in options:
                yield from leaves(option)


def count(text: Text) -> int:
    return sum(len(p.text.split()) for p in leaves(text) if isinstance(p, Run))


def written(engine: Engine, scenes: list[Scene]) -> int:
    """Words in the repository: prose, labels, documents and endings."""
    found = sum(count(b.text) + sum(count(c.label) for c in b.choices) for b in bodies(scenes))
    found += sum(count(p.text) for s in scenes for p in s.papers)
    found += sum(count(d.text) for d in engine.head.documents.values())
    return found + sum(count(text) for e in engine.head.endings.values() for _, text in e.parts)


def test_every_life_ends_in_a_named_ending(lives: list[list[Life]], engine: Engine) -> None:
    assert all(moments[-1].state.ended in engine.head.endings for moments in lives)


def test_there_is_as_much_of_it_as_was_promised(engine: Engine, scenes: list[Scene]) -> None:
    assert len(scenes) >= 45
    assert written(engine, scenes) >= 7_000
    assert len(engine.head.documents) + sum(len(s.papers) for s in scenes) >= 4
    assert len({a.do for b in bodies(scenes) for a in b.acts}) >= 12


def test_a_run_reads_about_three_and_a_half_thousand_words(lives: list[list[Life]], engine: Engine) -> None:
    after = engine.head.scenes.index("engineer.e2.gate")
    read = [sum(words(m.events) for m in moments if not m.state.counts.get(after)) for moments in lives]
    assert 3_000 <= statistics.median(read) <= 5_500


def test_every_scene_is_reached_by_somebody(lives: list[list[Life]], engine: Engine) -> None:
    reached = {i for moments in lives for i in range(len(engine.story)) if moments[-1].state.counts.get(i)}
    mine = [i for i, scene in enumerate(engine.head.scenes) if scene.startswith("engineer.e1.")]
    assert [engine.head.scenes[i] for i in mine if i not in reached] == []


def test_the_page_ends_in_at_least_five_ways_that_the_state_remembers(lives: list[list[Life]], engine: Engine) -> None:
    slot = engine.head.variables["page"].slot
    assert len({moments[-1].state.values[slot] for moments in lives}) >= 5


@pytest.mark.parametrize("variable", ["school", "missing"])
def test_every_school_and_missing_line_is_read_in_two_places(
    variable: str, engine: Engine, scenes: list[Scene]
) -> None:
    known = engine.head.variables[variable]
    places: Counter[str] = Counter()
    for scene in scenes:
        found = {word for code in codes(scene) for word in named(engine.head.code[code], known.slot, known.words)}
        places.update(found)
    assert set(places) == set(known.words)
    assert min(places.values()) >= 2


def codes(scene: Scene) -> Iterator[int]:
    """Every condition and expression of a scene."""
    for body in scene.bodies:
        yield from (body.when, *(c.when for c in body.choices))
        for text in (body.text, *(c.label for c in body.choices)):
            yield from (p.code for p in leaves(text) if isinstance(p, Vary | Show))


def named(tree: object, slot: int, known: tuple[str, ...]) -> set[str]:
    """Words of an enumeration that a tree holds, if it reads the slot of that enumeration."""
    if not isinstance(tree, tuple) or slot not in reads(tree):
        return set()
    found: set[str] = set()
    waiting: list[object] = [tree]
    while waiting:
        part = waiting.pop()
        if isinstance(part, tuple | list):
            waiting += part
        elif part in known:
            found.add(str(part))
    return found


def test_fortune_is_asked_at_least_twice(scenes: list[Scene]) -> None:
    assert sum(b.check is not None for b in bodies(scenes)) >= 2


def test_there_is_a_hub_with_a_deck(engine: Engine, scenes: list[Scene]) -> None:
    assert any(s.hub and s.bodies[0].draw for s in scenes)
    assert max(len(deck) for deck in engine.head.decks.values()) >= 6


def test_acts_are_seen_and_intents_are_kept_apart(lives: list[list[Life]]) -> None:
    entered = [d for moments in lives for d in entries(moments[-1].state.ledger) if isinstance(d, Deed)]
    deeds = [d for d in entered if d.scene.startswith("engineer.e1.")]
    assert len({d.act for d in deeds}) >= 12
    assert any(d.seen_by for d in deeds)
    assert any(d.intent for d in deeds)
    assert all(d.episode == 1 for d in deeds)


def test_no_passage_that_is_read_is_too_long(lives: list[list[Life]]) -> None:
    assert max(words((e,)) for moments in lives for m in moments for e in m.events) <= 220


def test_the_time_of_the_story_never_runs_backwards(lives: list[list[Life]]) -> None:
    for moments in lives:
        clock = [m.state.values[0] for m in moments]
        assert clock == sorted(clock)


def test_both_inspectors_are_dealt(lives: list[list[Life]], engine: Engine) -> None:
    slot = engine.head.people["inspector"].slots["they"]
    assert {moments[0].state.values[slot] for moments in lives} == {"he", "she"}
