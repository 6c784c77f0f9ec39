"""What holds for every life: the same choices give the same pages, old states stay, and a choice costs the same."""

from __future__ import annotations

import copy
import itertools
import random
import time

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from told import EVERY_KEY, Told, digest, engine_of, offered, random_walk, transcript

from starcity_game.engine.events import Stuck
from starcity_game.engine.play import Engine, Turn
from starcity_game.engine.portable import flatten
from starcity_game.engine.ready import ReadyScene
from starcity_game.engine.state import Origin, State
from starcity_game.story.load import load

_loaded = load(EVERY_KEY)
assert _loaded.story is not None
STORY = _loaded.story
ENGINE = Engine(STORY)
FIRST = Origin("first", 7, {"rank": "sergeant"}, frozenset({"dark"}))

HASH = "1656beb9b83d2d56"
"""Of the walk below. A change of the story in `data/every-key`, or one on purpose of what the engine makes of it,
changes it: then put in the hash that the failing test prints."""

FEW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def test_a_fixed_walk_reads_the_same_on_every_machine() -> None:
    """200 choices in a fixed order through the story that uses every key."""
    turns = [ENGINE.begin(FIRST)]
    for number in range(200):
        ways = [o for o in turns[-1].offer if o.open]
        turns.append(ENGINE.play(turns[-1].state, ways[number * 3 % len(ways)]) if ways else ENGINE.begin(FIRST))
    text = transcript(turns)
    assert len(set(text.splitlines())) > 50
    assert digest(text) == HASH


@FEW
@given(st.integers(0, 2**40), st.integers(0, 2**32))
def test_a_life_is_its_seed_and_its_choices(seed: int, luck: int) -> None:
    origin = Origin("first", seed, {})
    one = random_walk(ENGINE, origin, 80, random.Random(luck))
    other = random_walk(Engine(STORY), origin, 80, random.Random(luck))
    assert transcript(one) == transcript(other)
    assert [flatten(ENGINE, t.state) for t in one] == [flatten(ENGINE, t.state) for t in other]
    assert not any(isinstance(event, Stuck) for turn in one for event in turn.events)


def test_old_states_replay_identically_after_two_hundred_more_choices() -> None:
    dice = random.Random(5)
    turns = random_walk(ENGINE, FIRST, 60, dice)
    frozen = [copy.deepcopy(flatten(ENGINE, turn.state)) for turn in turns]
    for turn in turns[::7]:  # many futures from many pasts
        if not turn.state.ended:
            _on(turn, 200, dice)
    assert [flatten(ENGINE, turn.state) for turn in turns] == frozen
    for earlier, later in itertools.pairwise(turns):
        again = [ENGINE.play(earlier.state, o) for o in earlier.offer if o.open]
        if not again:
            continue
        assert ENGINE.offer(earlier.state) == earlier.offer
        assert any(t.events == later.events and t.state == later.state for t in again)


def _on(turn: Turn, choices: int, dice: random.Random) -> None:
    """Play on at random."""
    for _ in range(choices):
        ways = [o for o in turn.offer if o.open]
        if not ways:
            return
        turn = ENGINE.play(turn.state, dice.choice(ways))


SWIFT = """
variables: {n: {number: 0, min: 0, max: 50}, f: {flag: false}}
facts: {x: X.}
acts: {a: A.}
places: {hall: Hall}
notes: {dark: Dark.}
decks: {d: {}}
endings: {e: {title: E, parts: [Over.]}}
scenes:
  start:
    set: n += 1
    text:
      - "Start."
      - when: f
        text: F.
        otherwise: Not f.
    choices:
      - {label: plain, text: P., set: f = not f, goto: two}
      - {label: once, once: true, goto: two}
      - {label: varying, text: "{n} {once: o}", goto: two}
      - {label: shut, when: n > 900, locked: no, goto: two}
      - {label: hub, goto: hub}
      - {label: learn, learn: x, goto: two}
      - {label: skipped, goto: skipped}
      - {label: episode, goto: episode}
      - {label: shutting, goto: shutting}
  two:
    text: Two.
    choices:
      - {label: back, goto: start}
      - {label: "label {n}", when: n % 2 == 0, goto: two}
      - {label: call, call: called, then: {goto: start}}
      - {label: act, act: {do: a}, goto: start}
      - {label: at, at: {place: hall}, goto: start}
  called: {text: Called., choices: [{label: away, goto: two}, {label: fall}]}
  hub:
    hub: true
    draw: {from: d, show: 2}
    choices: [{label: leave, leave: true}]
    then: {goto: start}
  s1: {deck: d, label: s1, set: n += 1, once: false, choices: [{label: to start, goto: start}, {label: fall}]}
  s2: {deck: d, label: s2, text: S2., choices: [{label: fall}]}
  skipped: {notes: [dark], text: Dark., choices: [{label: back, goto: start}], skip: {goto: two}}
  episode: {episode: {number: 3, title: T}, text: Ep., choices: [{label: back, goto: start}]}
  shutting:
    text: Shutting.
    choices: [{label: only once, once: true, goto: start}]
    then: {text: Shut., goto: start}
"""


SWIFT_STORY = engine_of(SWIFT).story


class General(Engine):
    """An engine without the short way."""

    def _swift(self, state: State, chosen: object) -> None:  # type: ignore[override]
        return None


@FEW
@given(st.integers(0, 2**20), st.integers(0, 2**32), st.booleans())
def test_the_short_way_of_a_plain_choice_gives_the_same_turn(seed: int, luck: int, skip: bool) -> None:
    origin = Origin("v", seed, {}, frozenset({"dark"} if skip else ()))
    walks = [random_walk(kind(SWIFT_STORY), origin, 120, random.Random(luck)) for kind in (Engine, General)]
    for swift, general in zip(*walks, strict=True):
        assert swift.events == general.events and swift.offer == general.offer
        for field in State.__struct_fields__:
            assert getattr(swift.state, field) == getattr(general.state, field), field


def test_the_short_way_is_taken_at_all() -> None:
    taken = []

    class Watched(Engine):
        def _swift(self, state: State, chosen: object) -> Turn | None:  # type: ignore[override]
            found = super()._swift(state, chosen)  # type: ignore[arg-type]
            taken.append(found is not None)
            return found

    random_walk(Watched(SWIFT_STORY), Origin("v", 1, {}), 200, random.Random(1))
    assert taken.count(True) > 20 and taken.count(False) > 0


def test_a_choice_costs_the_same_after_a_hundred_and_after_twenty_thousand() -> None:
    """Time of 1,500 choices early and late in one life, the best of three each; and the nodes that two
    neighbouring states do not share."""
    engine = engine_of("""
variables: {n: {number: 0, max: 9}}
acts: {a: A.}
scenes:
""" + "".join(
        f"  {'start' if k == 0 else f's{k}'}:\n    text: At {k}.\n    choices:\n"
        f"      - {{label: on, act: {{do: a}}, text: '{{n}}', goto: {f's{k + 1}' if k < 299 else 'start'}}}\n"
        for k in range(300)
    ))  # fmt: skip

    def played(turn: Turn, choices: int) -> Turn:
        for _ in range(choices):
            turn = engine.play(turn.state, turn.offer[0])
        return turn

    def best(turn: Turn) -> float:
        times = []
        for _ in range(3):
            begun = time.perf_counter()
            played(turn, 1_500)
            times.append(time.perf_counter() - begun)
        return min(times)

    early = played(engine.begin(Origin("v", 1, {})), 400)  # every scene has been made ready
    late = played(early, 20_000)
    assert late.state.ledger is not None and late.state.ledger.count == 20_400
    assert best(late) < 3 * best(early)
    after = engine.play(late.state, late.offer[0])
    assert after.state.ledger is not None and after.state.ledger.before is late.state.ledger
    shared = [a is b for a, b in zip(after.state.counts._root, late.state.counts._root, strict=True)]
    assert shared.count(False) == 1, "all but one path of the counters is shared"


def test_scenes_are_made_ready_only_when_they_are_entered() -> None:
    engine = Engine(STORY)
    engine.begin(FIRST)
    assert sum(isinstance(scene, ReadyScene) for scene in engine._ready) == 1


LOOPING = "endings: {e: {title: E, parts: [Over.]}}\nscenes:\n" + "".join(
    f"  {'start' if k == 0 else f's{k}'}: {{call: s{k + 1}, then: {{call: s{k + 1}, then: {{call: s{k + 1}"
    f"{', then: {end: e}' if k == 0 else ''}}}}}}}\n"
    for k in range(9)
) + "  s9: {text: Deep.}\n"  # fmt: skip


def test_a_turn_that_would_not_end_breaks_off() -> None:
    told = Told(engine_of(LOOPING))  # 3 calls in each of 9 scenes: 19,683 visits before the first choice
    assert told.all[-1].startswith("STUCK ")
    assert len(told.all) < 1_100 and told.turn.state.ended == "!" and told.turn.offer == ()


def test_an_endless_loop_that_no_check_has_seen_breaks_off() -> None:
    engine = engine_of(
        "scenes: {start: {choices: [{label: on, goto: two}]}, two: {choices: [{label: on, goto: start}]}}"
    )
    story = engine.story
    loose = [msgspec.structs.replace(story.scene(i)) for i in range(2)]
    for index, scene in enumerate(loose):
        jump = msgspec.structs.replace(scene.bodies[1].jump, scene=1 - index)
        body = msgspec.structs.replace(scene.bodies[0], choices=(), jump=jump)
        loose[index] = msgspec.structs.replace(scene, bodies=(body,))
    story.scene = loose.__getitem__  # type: ignore[method-assign]
    turn = Engine(story).begin(Origin("v", 1, {}))
    assert [type(event) for event in turn.events] == [Stuck] and offered(turn) == []
