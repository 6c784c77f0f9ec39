"""A state as plain data and back: round trips, undoing by differences, and data that nobody wrote."""

from __future__ import annotations

import copy
import itertools
import json
import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from told import EVERY_KEY, HEAD, engine_of, load_text, offered, random_walk

from starcity_game.engine.play import Engine
from starcity_game.engine.portable import Lost, difference, flatten, undone, unflatten
from starcity_game.engine.state import Origin, entries
from starcity_game.story.load import load

_loaded = load(EVERY_KEY)
assert _loaded.story is not None
ENGINE = Engine(_loaded.story)
ORIGINS = st.builds(
    Origin,
    st.sampled_from(sorted(ENGINE.head.volumes)),
    st.integers(0, 2**63),
    st.just({}),
    st.sets(st.sampled_from(sorted(ENGINE.head.notes))).map(frozenset),
)
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FEW
@given(ORIGINS, st.integers(0, 2**32))
def test_a_state_survives_the_way_through_json(origin: Origin, luck: int) -> None:
    for turn in random_walk(ENGINE, origin, 60, random.Random(luck)):
        flat = json.loads(json.dumps(flatten(ENGINE, turn.state)))
        restored = unflatten(ENGINE, flat, origin)
        assert restored.notices == ()
        back = restored.state
        for field in ("values", "counts", "scene", "body", "frames", "drawn", "episode", "ended"):
            assert getattr(back, field) == getattr(turn.state, field), field
        assert entries(back.ledger) == entries(turn.state.ledger)
        assert entries(back.learned) == entries(turn.state.learned)
        assert ENGINE.offer(back) == turn.offer
        assert flatten(ENGINE, back) == flat


@FEW
@given(ORIGINS, st.integers(0, 2**32))
def test_differences_undo_a_walk_step_by_step(origin: Origin, luck: int) -> None:
    flats = [flatten(ENGINE, turn.state) for turn in random_walk(ENGINE, origin, 40, random.Random(luck))]
    deltas = [difference(older, newer) for older, newer in itertools.pairwise(flats)]
    flat = flats[-1]
    for older, delta in zip(reversed(flats[:-1]), reversed(deltas), strict=True):
        flat = undone(flat, json.loads(json.dumps(delta)))
        assert flat == older


def test_a_difference_is_small() -> None:
    turns = random_walk(ENGINE, Origin("first", 3, {}), 150, random.Random(1))
    flats = [flatten(ENGINE, turn.state) for turn in turns]
    sizes = [
        len(json.dumps(difference(a, b)))
        for (a, b), turn in zip(itertools.pairwise(flats), turns[1:], strict=False)
        if turn.state.episode != 1 or turn.state.counts.get(0) <= 1
    ]
    assert sum(sizes) / len(sizes) < 600


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
IDS = [*ENGINE.head.scenes, *ENGINE.head.variables, *ENGINE.head.facts, *ENGINE.head.endings, *ENGINE.head.acts]
VALUES = JSON | st.sampled_from(IDS)
KEYS = (
    st.sampled_from(["scene", "body", "ended", "episode", "now", "place", "frames", "drawn"])
    | st.builds(
        "{}{}".format, st.sampled_from(["v:", "n:", "d:", "f:", "n:*"]), st.sampled_from(IDS) | st.text(max_size=9)
    )
    | st.text(max_size=9)
)
FRAME = st.lists(VALUES | st.lists(VALUES, max_size=2), min_size=4, max_size=6)


@settings(max_examples=400, deadline=None)
@given(
    st.dictionaries(KEYS, VALUES, max_size=12),
    st.sampled_from(IDS) | JSON,
    st.lists(FRAME | JSON, max_size=3) | JSON,
    ORIGINS,
)
def test_no_data_makes_reading_fail(flat: dict[str, object], scene: object, frames: object, origin: Origin) -> None:
    flat = {**flat, "scene": scene, "frames": frames}
    before = copy.deepcopy(flat)
    try:
        restored = unflatten(ENGINE, flat, origin)
    except Lost:
        assert not isinstance(scene, str) or ENGINE.story.index(scene) is None
        return
    assert flat == before
    assert all(isinstance(notice, str) for notice in restored.notices)
    _lives(restored.state)


@settings(max_examples=200, deadline=None)
@given(ORIGINS, st.integers(0, 2**32), st.data())
def test_a_real_state_with_anything_put_in_is_read_and_played_on(
    origin: Origin, luck: int, data: st.DataObject
) -> None:
    dice = random.Random(luck)
    turns = random_walk(ENGINE, origin, dice.randrange(30), dice)
    flat = flatten(ENGINE, turns[-1].state)
    for key in data.draw(st.lists(st.sampled_from(sorted(flat)), max_size=4)):
        flat[key] = data.draw(VALUES)
    flat.update(data.draw(st.dictionaries(KEYS, VALUES, max_size=3)))
    try:
        state = unflatten(ENGINE, flat, origin).state
    except Lost:
        return
    _lives(state)


def _lives(state: object) -> None:
    """Play on from a state that was read, for a few choices."""
    assert all(line.isprintable() for line in map(str, state.values))
    offer = ENGINE.offer(state)
    if not state.ended and not any(o.open for o in offer):
        turn = ENGINE.resume(state)
        state, offer = turn.state, turn.offer
    for _ in range(5):
        ways = [o for o in offer if o.open]
        if not ways:
            break
        turn = ENGINE.play(state, ways[0])
        state, offer = turn.state, turn.offer
        flatten(ENGINE, state)


def test_a_volume_that_the_story_has_no_longer_is_lost() -> None:
    flat = flatten(ENGINE, ENGINE.begin(Origin("first", 1, {})).state)
    try:
        unflatten(ENGINE, flat, Origin("gone", 1, {}))
    except Lost:
        return
    raise AssertionError


def test_hostile_words_and_names_of_a_save_never_reach_the_page() -> None:
    engine = engine_of(
        """
variables: {name: {word: nobody}}
people: {you: {forms: {surname: Nobody, first: No}}}
scenes: {start: {text: "{you.first} {you.full} {name}", choices: [{label: again, goto: start}]}}
""",
        head=HEAD.replace(
            "start: start}",
            "start: start, questionnaire: [{id: name, ask: Name, person: you, "
            "options: [{label: A, forms: {surname: A, first: B}}]}]}",
        ),
    )
    origin = Origin("v", 1, {"name": {"surname": "x\x1b]0;t\x07", "first": "y\u202e", "full": 7}})  # type: ignore[dict-item]
    state = unflatten(engine, {"scene": "start", "v:name": "\x1b[2Jz"}, origin).state
    turn = engine.play(state, engine.offer(state)[0])
    assert turn.events[0].spans[0].text == "y\\u202e y\\u202e nobody"


OLD = """
variables: {n: {number: 1, max: 10}, gone: {number: 1}, w: {one_of: [red, blue]}, f: {flag: false}}
facts: {x: X., y: Y.}
acts: {a: A.}
scenes:
  start:
    set: [n = 9, gone = 5, w = "blue", f = true]
    learn: [x, y]
    act: {do: a}
    choices:
      - {label: one, goto: next}
  next:
    choices:
      - label: two
        choices: [{label: three, once: true, goto: next}, {label: four, goto: start}]
"""


def test_a_state_survives_an_edit_of_the_story() -> None:
    old = engine_of(OLD)
    turn = old.begin(Origin("v", 1, {}))
    for pick in (0, 0):
        turn = old.play(turn.state, turn.offer[pick])
    flat = flatten(old, turn.state)
    edited = (
        OLD.replace("n: {number: 1, max: 10}, gone: {number: 1}", "new: {number: 3}, n: {number: 1, max: 5}")
        .replace("[red, blue]", "[blue, green]")
        .replace("n = 9, gone = 5,", "")
        .replace("facts: {x: X., y: Y.}", "facts: {y: Y., z: Z.}")
        .replace("learn: [x, y]", "learn: [y]")
        .replace("  next:\n", "  newer: {was: [older, next], choices: [{label: new, goto: start}, {label: two, ")
    )
    edited = (
        edited.split("{label: two, ")[0]
        + """{label: two, choices: [{label: four, goto: start}]}]}
""".replace("goto: next", "goto: newer")
    )
    engine = engine_of(edited.replace("goto: next", "goto: newer"))
    restored = unflatten(engine, flat, Origin("v", 1, {}))
    state = restored.state
    assert engine.head.scenes[state.scene] == "newer"
    assert offered(engine.resume(state)) == ["four"], "the choice that was waited at, with its choices as they are now"
    value = {v.id: state.values[v.slot] for v in engine.head.variables.values()}
    assert value == {"new": 3, "n": 1, "w": "blue", "f": True}
    assert [e[0] for e in entries(state.learned)] == ["y"] and len(entries(state.ledger)) == 1
    assert len(restored.notices) == 2 and "gone" in restored.notices[0] + restored.notices[1]


def test_counters_of_different_things_have_different_names() -> None:
    loaded = load_text(
        """
pieces: {p: "{once: a}{once: b}", q: "{once: c}"}
documents: {p: {kind: k, text: "{once: a}"}}
endings: {p: {title: P, parts: ["{once: a}"]}}
scenes:
  start:
    text: ["{once: a} {once: b}", "{cycle: c|d}"]
    choices:
      - {label: p, once: true, text: "{once: a}", choices: [{label: p, once: true, text: "{once: b}"}]}
    then: {text: "{once: c}", end: p}
""".replace('["{once: a} {once: b}", "{cycle: c|d}"]', '"{once: a} {once: b} {cycle: c|d}"')
    )
    engine = Engine(loaded.story)
    from starcity_game.engine.portable import counter_name

    names = [counter_name(engine, n) for n in range(engine.head.counters)]
    assert len(set(names)) == len(names) >= 13
