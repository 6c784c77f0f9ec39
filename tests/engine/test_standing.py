"""Standing anywhere with anything true."""

from __future__ import annotations

import pytest
from told import engine_of

from starcity_game.engine import standing
from starcity_game.engine.events import plain
from starcity_game.engine.life import begin, choose
from starcity_game.engine.play import Engine, Turn
from starcity_game.engine.state import Origin, State
from starcity_game.engine.view import notebook

STORY = """
variables:
  nerve: {number: 5, min: 0, max: 10}
facts:
  one: {text: One.}
  two: {text: Two.}
  three: {text: Three.}
people:
  guard:
    variants:
      - {forms: {surname: Belov, first: Ilya}}
      - {forms: {surname: Chernov, first: Oleg}}
      - {forms: {surname: Zimin, first: Pavel}}
decks: {nights: {about: Nights.}}
scenes:
  start:
    set: nerve += 1
    text: "Nerve {nerve}, visits {visits.start}, {guard.surname}."
    choices:
      - {id: on, label: On., set: nerve += 2, goto: hub}
      - {id: brave, label: Be brave., when: nerve > 9, goto: call}
  hub:
    hub: true
    text: A hub.
    draw: {from: nights, show: 1}
    choices:
      - {id: sleep, label: Sleep., leave: true}
    then: {goto: start}
  tea: {deck: nights, label: Tea., text: Tea.}
  sub: {text: "Below, {nerve}.", return: true}
  call: {text: Before., call: {scene: sub, with: {nerve: 1}}, then: {goto: start}}
"""
ORIGIN = Origin("v", 3, {})


@pytest.fixture(scope="module")
def engine() -> Engine:
    return engine_of(STORY)


def told(turn: Turn) -> str:
    """The prose of a turn."""
    return " ".join(plain(e.spans) for e in turn.events if hasattr(e, "spans"))


def test_a_life_begun_is_its_first_scene_entered_unbegun(engine: Engine) -> None:
    start = engine.head.volumes["v"].start
    assert standing.enter(engine, standing.unbegun(engine, ORIGIN), start) == engine.begin(ORIGIN)


def test_a_scene_is_entered_with_what_was_put(engine: Engine) -> None:
    state = standing.put(standing.unbegun(engine, ORIGIN), engine.head.variables["nerve"].slot, 9)
    turn = standing.enter(engine, state, 0)
    assert told(turn).startswith("Nerve 10, visits 1,")
    assert [o.id for o in turn.offer if o.open] == ["on", "brave"]


def test_nothing_is_changed_in_the_state_itself(engine: Engine) -> None:
    before = begin(engine, ORIGIN).state
    kept = State(before.origin, list(before.values), before.counts, before.scene, before.body)
    standing.put(before, engine.head.variables["nerve"].slot, 0)
    standing.know(engine, before, "one", True)
    standing.visit(before, 0, 9)
    assert (before.values, before.counts, before.learned) == (kept.values, kept.counts, None)


def test_entering_gives_up_what_was_waiting(engine: Engine) -> None:
    index = {id: n for n, id in enumerate(engine.head.scenes)}
    hub = standing.enter(engine, begin(engine, ORIGIN).state, index["hub"])
    tea = engine.play(hub.state, next(o for o in hub.offer if o.id == "@tea"))
    assert tea.state.scene == index["hub"]
    fresh = standing.enter(engine, tea.state, index["start"])
    assert fresh.state.frames == () and fresh.state.drawn == ()


def test_an_ended_life_goes_on_where_it_is_entered(engine: Engine) -> None:
    index = {id: n for n, id in enumerate(engine.head.scenes)}
    stuck = standing.enter(engine, standing.unbegun(engine, ORIGIN), index["sub"])
    assert stuck.state.ended == "!"
    assert standing.enter(engine, stuck.state, index["start"]).state.ended == ""


def test_facts_come_and_go_and_the_others_keep_their_order(engine: Engine) -> None:
    state = begin(engine, ORIGIN).state
    for fact in ("three", "one", "two"):
        state = standing.know(engine, state, fact, True)
    state = standing.know(engine, standing.know(engine, state, "one", False), "one", False)
    assert [e.fact for e in notebook(engine, state)] == ["three", "two"]
    assert standing.know(engine, state, "two", True) is state
    with pytest.raises(KeyError):
        standing.know(engine, state, "four", True)


def test_another_seed_deals_anew_and_keeps_the_rest(engine: Engine) -> None:
    life = choose(engine, begin(engine, ORIGIN), "on")
    names = set()
    for seed in range(12):
        state = standing.born(engine, life.state, Origin("v", seed, {}))
        names.add(told(standing.enter(engine, state, 0)).rpartition(", ")[2])
        assert state.values[engine.head.variables["nerve"].slot] == 8 and state.scene == life.state.scene
    assert names == {"Belov.", "Chernov.", "Zimin."}


def test_an_option_is_found_open_or_not_and_only_where_it_belongs(engine: Engine) -> None:
    life = begin(engine, ORIGIN)
    assert not any(o.id == "brave" for o in life.offer)
    brave = standing.option(engine, life.state, "brave")
    assert brave is not None and "Below, 1." in told(engine.play(life.state, brave))
    assert standing.option(engine, life.state, "gone") is None
    assert standing.option(engine, life.state, "@tea") is None
    hub = choose(engine, life, "on").state
    tea = standing.option(engine, hub, "@tea")
    assert tea is not None and "Tea." in told(engine.play(hub, tea))
    assert standing.option(engine, hub, "@start") is None


def test_a_volume_that_is_not_there_is_refused(engine: Engine) -> None:
    with pytest.raises(ValueError, match="no volume `w`"):
        standing.unbegun(engine, Origin("w", 0, {}))
