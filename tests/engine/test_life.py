"""A life: choices, undoing them, looking back, and what changed."""

from __future__ import annotations

import itertools
import random

import pytest
from told import EVERY_KEY

from starcity_game.engine import life as lives
from starcity_game.engine.life import Deferred, Life, Step, begin, changes, choose, episode_start, page, steps, undo
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Origin
from starcity_game.story.load import load

_loaded = load(EVERY_KEY)
assert _loaded.story is not None
ENGINE = Engine(_loaded.story)
ORIGIN = Origin("first", 11, {})


def lived(choices: int, seed: int = 3) -> list[Life]:
    """A life after each of its choices; it ends early at an ending."""
    dice, found = random.Random(seed), [begin(ENGINE, ORIGIN)]
    while len(found) <= choices and not found[-1].ended:
        ways = [o.id for o in found[-1].offer if o.open]
        found.append(choose(ENGINE, found[-1], dice.choice(ways)))
    return found


@pytest.mark.parametrize("seed", range(6))
def test_undo_to_any_earlier_choice_is_as_if_the_rest_had_never_been(seed: int) -> None:
    found = lived(60, seed)
    last = found[-1]
    for number, then in enumerate(found):
        back = undo(ENGINE, last, number)
        assert (back.state, back.events, back.offer, back.sheet) == (then.state, then.events, then.offer, number)
    assert undo(ENGINE, last).sheet == max(0, last.sheet - 1)
    assert undo(ENGINE, last, last.sheet + 5) is last
    assert undo(ENGINE, last, -3).sheet == 0


def test_after_undoing_the_same_choice_brings_the_same_luck() -> None:
    found = lived(40)
    for earlier, later in itertools.pairwise(found):
        assert later.last is not None
        again = choose(ENGINE, undo(ENGINE, later), later.last.choice)
        assert (again.state, again.events) == (later.state, later.events)
        assert again.sheet == earlier.sheet + 1


def test_steps_remember_what_was_chosen_and_what_it_brought() -> None:
    found = lived(30)
    made = steps(found[-1])
    assert [step.number for step in made] == list(range(1, len(found)))
    for step, before, after in zip(made, found, found[1:], strict=False):
        assert step.label == next(o.text for o in before.offer if o.id == step.choice)
        assert page(ENGINE, step) == after.events
    assert page(ENGINE, Step(1, found[0].state, "gone", None)) == ()


def test_only_open_options_can_be_chosen() -> None:
    first = begin(ENGINE, ORIGIN)
    with pytest.raises(KeyError):
        choose(ENGINE, first, "no such choice")
    for life in lived(60, 4):
        for option in life.offer:
            if not option.open:
                with pytest.raises(KeyError):
                    choose(ENGINE, life, option.id)
                return
    raise AssertionError("the walk met no closed option")


def test_a_volume_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="no volume `third`"):
        begin(ENGINE, Origin("third", 1, {}))


def test_an_episode_can_be_begun_again() -> None:
    for seed in range(20):
        found = lived(80, seed)
        began = [k for k, life in enumerate(found) if life.state.episode != found[max(0, k - 1)].state.episode]
        start = began[-1] if began else 0
        assert episode_start(found[-1]) == start
        assert undo(ENGINE, found[-1], start).state.episode == found[-1].state.episode


def test_changes_are_of_shown_variables_alone() -> None:
    seen = set()
    for seed in range(8):
        found = lived(40, seed)
        for before, after in itertools.pairwise(found):
            for name, old, new in changes(ENGINE, before.state, after.state):
                assert old != new
                seen.add(name)
    assert {"rounds", "notice"} <= seen <= {v.id for v in ENGINE.story.shown}


def test_a_deferred_state_is_worked_out_once() -> None:
    calls: list[int] = []
    state = begin(ENGINE, ORIGIN).state

    def work() -> lives.State:
        calls.append(1)
        return state

    step = Step(1, Deferred(work), "climb", None)
    assert step.before is state and step.before is state and calls == [1]
