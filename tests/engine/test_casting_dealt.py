"""Dealing the cast: by the seed alone, evenly, once, and kept whatever becomes of the story."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

import pytest

from starcity_game.engine.casting import dealt_cast, kept_cast
from starcity_game.engine.play import Engine
from starcity_game.engine.portable import flatten, unflatten
from starcity_game.engine.state import Origin, State
from starcity_game.story.load import load
from starcity_game.story.model import Casting

HEAD = "story: t\ntitle: T\nvolumes: {v: {title: V, start: start}, w: {title: W, start: start}}\n"
PEOPLE = "people: {a: {forms: {short: A}}, b: {forms: {short: B}}, c: {forms: {short: C}}, d: {forms: {short: D}}}\n"
ROLES = "casting: {roles: {thief: {label: T, candidates: [a, b, c]}, liar: {label: L, candidates: [b, c, d]}}}\n"
REST = """
scenes:
  start:
    choices: [{label: Go on., text: "{cast.thief.short}", goto: start}, {label: Stop., end: over}]
endings: {over: {title: O, parts: [Over.]}}
"""


def engine(casting: str = ROLES) -> Engine:
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "story.yaml").write_text(HEAD + PEOPLE + casting + REST, encoding="utf-8")
        story = load(Path(name)).story
    assert story is not None
    return Engine(story)


def casting_of(one: Engine) -> Casting:
    assert one.head.casting is not None
    return one.head.casting


def cast_in(one: Engine, state: State) -> dict[str, object]:
    return {role.id: state.values[role.slot] for role in casting_of(one).roles}


PLAYED = engine()


def test_the_seed_alone_decides_and_both_volumes_have_the_same_cast() -> None:
    for seed in range(50):
        states = [PLAYED.begin(Origin(volume, seed, {})).state for volume in ("v", "w", "v")]
        assert len({tuple(cast_in(PLAYED, state).items()) for state in states}) == 1
        assert cast_in(PLAYED, states[0]) == dealt_cast(casting_of(PLAYED), seed)


def test_every_cast_comes_up_about_as_often_as_its_weight_says() -> None:
    casting = casting_of(PLAYED)
    found = Counter(tuple(dealt_cast(casting, seed).values()) for seed in range(7_000))
    weights = [b - a for a, b in zip((0, *casting.upto), casting.upto, strict=False)]
    for number, weight in enumerate(weights):
        expected = 7_000 * weight / casting.upto[-1]
        assert abs(found.pop(casting.people(number)) - expected) < 5 * expected**0.5
    assert not found


def test_it_stays_the_same_from_choice_to_choice() -> None:
    turn = PLAYED.begin(Origin("v", 3, {}))
    first = cast_in(PLAYED, turn.state)
    for _ in range(3):
        turn = PLAYED.play(turn.state, turn.offer[0])
        assert cast_in(PLAYED, turn.state) == first


@pytest.mark.parametrize("seed", range(12))
def test_a_saved_life_keeps_its_cast_when_the_casting_is_edited(seed: int) -> None:
    state = PLAYED.begin(Origin("v", seed, {})).state
    first, flat = cast_in(PLAYED, state), flatten(PLAYED, state)
    edits = (
        ROLES.replace("[a, b, c]", "[d, c, b, a]"),  # more candidates, in another order
        ROLES.replace("}}}\n", "}}, never: [{thief: a}]}\n"),  # the cast may not even be legal any more
        ROLES.replace("roles: {", "roles: {fool: {label: F, candidates: [a, b, c, d]}, "),
    )
    for edit in edits:
        edited = engine(edit)
        restored = unflatten(edited, flat, state.origin)
        after = cast_in(edited, restored.state)
        assert {role: after[role] for role in first} == first
        assert restored.notices == ()
        if "fool" in after:
            assert len(set(after.values())) == 3  # whoever is new to it has no other role


def test_a_holder_who_is_no_candidate_any_more_is_replaced_and_that_is_said_without_a_name() -> None:
    seed = next(n for n in range(50) if dealt_cast(casting_of(PLAYED), n) == {"thief": "a", "liar": "b"})
    state = PLAYED.begin(Origin("v", seed, {})).state
    edited = engine(ROLES.replace("[a, b, c]", "[b, c]"))
    restored = unflatten(edited, flatten(PLAYED, state), state.origin)
    assert cast_in(edited, restored.state) == {"thief": "c", "liar": "b"}
    (notice,) = restored.notices
    assert "settled" in notice and "thief" not in notice


def test_a_life_from_before_the_casting_gets_the_cast_of_its_seed() -> None:
    bare = PLAYED.begin(Origin("v", 5, {})).state
    flat = {key: value for key, value in flatten(PLAYED, bare).items() if not key.startswith("c:")}
    restored = unflatten(PLAYED, flat, bare.origin)
    assert cast_in(PLAYED, restored.state) == dealt_cast(casting_of(PLAYED), 5)
    assert restored.notices == ()


@pytest.mark.parametrize("nonsense", [None, 5, [], {"a": 1}, "nobody", "d\x1b[31m"])
def test_nonsense_in_a_save_is_dealt_anew(nonsense: object) -> None:
    cast, fits = kept_cast(casting_of(PLAYED), 5, {"thief": nonsense, "liar": "d", "ghost": "a"})
    assert not fits
    assert cast["liar"] == "d" and cast["thief"] in ("a", "b", "c")
