"""Flying: what becomes of each step is a function of the values alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from machines import BOAT, HEAD, boat
from told import load_text

from starcity_game.engine.flight import flown, resolve
from starcity_game.engine.life import begin, choose, undo
from starcity_game.engine.mechanism import Mechanism
from starcity_game.engine.origin import first_values
from starcity_game.engine.portable import flatten, unflatten
from starcity_game.engine.state import Origin, State
from starcity_game.story.machine import GRADES

ENGINE, MECHANISM = boat()
ORIGIN = Origin("v", 1, {})


def lived(*choices: str) -> State:
    """The state after these choices."""
    life = begin(ENGINE, ORIGIN)
    for one in choices:
        life = choose(ENGINE, life, one)
    return life.state


def graded(*choices: str) -> list[tuple[str, str, str]]:
    """Step, grade and chain of what was flown."""
    return [(r.step, r.grade, r.chain) for r in flown(MECHANISM, lived(*choices).values).steps]


NOMINAL = [("out", "nominal", ""), ("over", "nominal", ""), ("home", "nominal", "")]


def test_a_sound_machine_flies_as_planned() -> None:
    assert graded("day") == NOMINAL
    flight = flown(MECHANISM, lived("day").values)
    assert (flight.plan, flight.outcome, flight.milestones) == ("day", "nominal", ("crossed", "back"))
    assert flight.steps[0].text == "A calm sea." and flight.steps[0].holder == "the harbour master"


def test_two_causes_together_are_a_loss_and_nothing_is_flown_after_it() -> None:
    assert graded("crack", "day") == [("out", "nominal", ""), ("over", "loss", "sunk")]
    assert flown(MECHANISM, lived("crack", "day").values).milestones == ()


def test_the_first_chain_whose_causes_all_hold_decides() -> None:
    assert graded("crack", "run", "day")[-1] == ("over", "loss", "drifted")


def test_a_crew_that_copes_goes_on() -> None:
    assert graded("crack", "run", "rest", "day")[1:] == [("over", "degraded", "drifted"), ("home", "nominal", "")]
    result = flown(MECHANISM, lived("crack", "run", "rest", "day").values).steps[1]
    assert result.coped and result.text == "It stopped. He rowed."


def test_a_chain_belongs_to_its_plans() -> None:
    assert graded("loosen", "night") == [("out", "abort", "fog")]
    assert graded("loosen", "day")[1] == ("over", "degraded", "late")
    assert flown(MECHANISM, lived("loosen", "day").values).outcome == "degraded"


def test_a_no_go_holds_the_flight() -> None:
    values = lived("rest").values.copy()
    values[ENGINE.head.variables["days"].slot] = 7
    after, flight = resolve(MECHANISM, values, "day")
    assert [(r.step, r.grade, r.text) for r in flight.steps] == [("out", "held", "He shook his head.")]
    assert flight.outcome == "held" and after != values


def test_a_defect_with_a_condition_is_there_while_it_holds() -> None:
    leak = ENGINE.head.machine.defects["leak"]
    assert not MECHANISM.holds(leak.present, lived().values)
    assert MECHANISM.holds(leak.present, lived("spend").values)


def test_flying_step_by_step_is_flying_at_once_and_flying_twice_changes_nothing() -> None:
    at_once, stepwise = lived("crack", "rest", "run", "day"), lived("crack", "rest", "run", "out", "day")
    assert at_once.values == stepwise.values
    assert resolve(MECHANISM, at_once.values, "day")[0] == at_once.values


def test_what_was_flown_stays_though_the_machine_is_changed_afterwards() -> None:
    assert graded("out", "crack", "day")[1] == ("over", "loss", "sunk")
    assert graded("crack", "day", "run", "night")[-1] == ("over", "loss", "sunk")


def test_resolving_does_not_change_the_values_it_is_given() -> None:
    values = lived("crack").values
    before = values.copy()
    resolve(MECHANISM, values, "night")
    assert values == before


def test_a_flight_is_undone_and_saved_like_everything_else() -> None:
    life = begin(ENGINE, ORIGIN)
    before = life.state
    life = choose(ENGINE, life, "day")
    flat = flatten(ENGINE, life.state)
    assert unflatten(ENGINE, flat, ORIGIN).state == life.state
    assert undo(ENGINE, life).state == before


def test_a_plan_or_step_that_there_is_not() -> None:
    with pytest.raises(KeyError):
        resolve(MECHANISM, lived().values, "noon")
    with pytest.raises(ValueError):
        resolve(MECHANISM, lived().values, "day", "moon")


FLAGS = [f"{head}.{id}" for id in ("valve", "wire", "leak") for head in ("latent", "mended", "found", "suspected")]


@settings(max_examples=300, deadline=None)
@given(
    st.sets(st.sampled_from([*FLAGS, "tested.run", "rested"])), st.integers(0, 20), st.sampled_from(["day", "night"])
)
def test_any_values_give_a_flight_that_ends_and_fits_its_grades(flags: set[str], days: int, plan: str) -> None:
    values = first_values(ENGINE.story, ORIGIN)
    for name in flags:
        values[ENGINE.head.variables[name].slot] = True
    values[ENGINE.head.variables["days"].slot] = days
    _, flight = resolve(MECHANISM, values, plan)
    grades = [result.grade for result in flight.steps]
    assert grades and all(grade in ("nominal", "degraded") for grade in grades[:-1])
    assert flight.outcome == max(grades, key=GRADES.index)
    assert ("back" in flight.milestones) == (len(grades) == 3)
    for result in flight.steps:  # every cause of what happened is true, and a loss has two or nobody coped
        assert all(MECHANISM.holds(cause.code, values) for cause in result.causes)
        assert result.grade != "loss" or len(result.causes) >= 2 or "rested" not in flags


def test_a_story_without_a_flight_says_so() -> None:
    engine = boat()[0]
    assert engine.head.machine.flight is not None
    loaded = load_text(BOAT[: BOAT.index("flight:")], "scenes: {start: {text: A., end: over}}\n"
                       "endings: {over: {title: O, parts: [O.]}}", head=HEAD)  # fmt: skip
    assert loaded.story is not None, [f.line_of_text() for f in loaded.findings]
    with pytest.raises(ValueError, match="no flight"):
        flown(Mechanism(loaded.story.head), list(loaded.story.head.start))
