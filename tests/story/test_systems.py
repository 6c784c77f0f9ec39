"""Machines in a story: their names in expressions, and every fault of theirs at its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from written import EVERY_KEY, HEAD, load_files, load_text, only

from starcity_game.story.load import load

ENGINE = """
variables:
  days: {number: 5, min: 0, max: 9}
  calm: {flag: false}
systems:
  engine:
    title: The engine
    defects: {valve: {name: A valve}}
    tests: {run: {name: A run, reveals: [valve], costs: {days: 1}}}
    repairs: {weld: {name: A weld, removes: [valve]}}
flight:
  plans: {day: {title: By day}}
  steps:
    out: {title: Out, reaches: [gone], chains: {stop: {grade: abort, causes: [valve], text: It stopped.}}}
endings: {over: {title: Over, parts: [Over.]}}
"""
SCENE = "scenes: {{start: {{text: A., {0}, end: over}}}}\n"

NAMES = [
    'readiness.engine == "untested"', "defect.valve", "latent.valve", "found.valve", "suspected.valve", "mended.valve",
    "tested.run", 'tested_on.run < "1961-01-01"', "waived.run", "waived_on.run <= now", "may.run", "repaired.weld",
    "repaired_on.weld <= now", "may.weld", 'flight.plan == "day"', 'flight.step == "out"',
    'flight.outcome in ["abort", "loss"]', "flight.on <= now", "flight.gone", 'step.out == "abort"',
    'chain.out in ["stop", "nominal"]',
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_everything_of_a_machine_has_a_name_in_expressions(name: str) -> None:
    quoted = name.replace('"', '\\"')
    loaded = load_text(ENGINE + f'scenes: {{start: {{text: "{{{quoted}: Yes.|No.}}", end: over}}}}\n')
    assert not loaded.findings, [f.line_of_text() for f in loaded.findings]


@pytest.mark.parametrize("name", ["latent.valve", "found.valve", "suspected.valve", "mended.valve"])
def test_an_author_may_add_take_away_and_tell(name: str) -> None:
    assert load_text(ENGINE + SCENE.format(f"set: {name} = true")).story


@pytest.mark.parametrize("name", ["defect.valve", "tested.run", "may.run", "flight.gone", "readiness.engine"])
def test_what_a_test_or_a_flight_has_settled_cannot_be_set(name: str) -> None:
    loaded = load_text(ENGINE + SCENE.format(f"set: {name} = true"))
    assert [f.code for f in loaded.findings] == ["E310"], [f.line_of_text() for f in loaded.findings]


def test_conditions_of_the_story_may_ask_for_the_machine() -> None:
    more = "conditions: {worn: defect.valve or flight.gone}\n"
    loaded = load_text(ENGINE + more + 'scenes: {start: {text: "{worn: Worn.|New.}", end: over}}\n')
    assert not loaded.findings


def test_the_machine_is_stored_and_read_back(tmp_path: Path) -> None:
    fresh, stored = load(EVERY_KEY, tmp_path), load(EVERY_KEY, tmp_path)
    assert fresh.story and stored.story
    assert fresh.story.head.machine.systems == stored.story.head.machine.systems
    assert fresh.story.head.machine.flight == stored.story.head.machine.flight
    assert stored.story.head.machine.systems.keys() == {"lens", "oil"}


OPEN = "scenes: {start: {text: A., end: over}}\nendings: {over: {title: Over, parts: [Over.]}}\n"
PLANS = "flight:\n  plans: {day: {title: Day}}\n  steps:\n    out:\n      title: Out\n"
CHAIN = PLANS + "      chains: {a: "
FAULTS = {
    "a defect that a test cannot reveal": (
        "E660", "systems: {e: {title: E, defects: {valve: {name: V}}, tests: {run: {name: R, reveals: [⟪valv]}}}}\n"),
    "a defect with a share": (
        "E660", "systems: {e: {title: E, defects: {v: {name: V}}, tests: {run: {name: R, reveals: {⟪w: 9}}}}}\n"),
    "a share beyond a hundred": (
        "E504", "systems: {e: {title: E, defects: {v: {name: V}}, tests: {run: {name: R, reveals: {v: ⟪101}}}}}\n"),
    "a repair of nothing": (
        "E660", "systems: {e: {title: E, defects: {v: {name: V}}, repairs: {weld: {name: W, removes: [⟪w]}}}}\n"),
    "two things with one name": (
        "E530", "systems: {e: {title: E, tests: {run: {name: R}}, repairs: {⟪run: {name: R}}}}\n"),
    "one defect in two systems": (
        "E530", "systems: {e: {title: E, defects: {v: {name: V}}}, f: {title: F, defects: {⟪v: {name: V}}}}\n"),
    "no weights": ("E531", "systems: {e: {title: E, deals: ⟪[0]}}\n"),
    "a cost in nothing": ("E661", "systems: {e: {title: E, tests: {run: {name: R, costs: {⟪days: 1}}}}}\n"),
    "a name that is none": ("E506", "systems: {e: {title: E, defects: {⟪a.b: {name: V}}}}\n"),
    "a person who is not declared": ("E602", "systems: {e: {title: E, tests: {run: {name: R, signed: ⟪smith}}}}\n"),
    "a condition that is none": ("E304", "systems: {e: {title: E, tests: {run: {name: R, needs: ⟪day}}}}\n"),
    "a grade that there is not": (
        "E662", CHAIN + "{grade: ⟪lost, causes: [{when: 1 < 2, text: T.}], text: A.}}\n"),
    "a plan that there is not": ("E662", PLANS + "      plans: [⟪night]\n"),
    "a cause that is none": ("E660", CHAIN + "{grade: abort, causes: [⟪valve], text: A.}}\n"),
    "a cause of two kinds": (
        "E508", CHAIN + "{grade: abort, causes: [⟪{when: 1 < 2, untested: run, text: T.}], text: A.}}\n"),
    "a decision that is not told": ("E502", CHAIN + "{grade: abort, causes: [{when: ⟪1 < 2}], text: A.}}\n"),
    "an act that there is not": (
        "E605", CHAIN + "{grade: abort, causes: [{when: 1 < 2, text: T., acts: [⟪lied]}], text: A.}}\n"),
    "a moment that is none": ("E507", PLANS + "      at: ⟪tomorrow\n"),
    "a milestone with the flight’s own name": ("E530", PLANS + "      reaches: [⟪outcome]\n"),
    "a programme that opens nothing": (
        "E664", "programme:\n  periods: [{title: One, opens: [⟪run]}]\n  policies: {a: {}}\n  outcomes: {b: b}\n"),
    "an aim at nobody": (
        "E664",
        "programme:\n  periods: [{title: One}]\n  policies: {a: {}}\n  outcomes: {b: b}\n"
        "  aims: [{policy: ⟪c, outcomes: [b]}]\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_a_machine_is_told_at_its_place(name: str) -> None:
    code, text = FAULTS[name]
    only(text + OPEN, code)


SCENES = {
    "E660 test": "test: ⟪runn",
    "E660 repair": "repair: [⟪run]",
    "E660 waive": "waive: ⟪weld",
    "E662 fly": "fly: ⟪night",
    "E662 to": "fly: {plan: day, to: ⟪moon}",
    "E502 plan": "fly: ⟪{to: out}",
}


@pytest.mark.parametrize("name", SCENES)
def test_a_scene_that_asks_too_much_of_a_machine(name: str) -> None:
    only(ENGINE + SCENE.format(SCENES[name]), name.split(maxsplit=1)[0])


LOSS = (
    "variables: {calm: {flag: false}}\n"
    "systems: {e: {title: E, defects: {valve: {name: V}, wire: {name: W}}, tests: {run: {name: R}}}}\n" + PLANS
)


def loss(causes: str, rest: str = "") -> str:
    """A story with one loss of these causes."""
    return f"{LOSS}      chains: {{a: {{grade: loss, causes: {causes}, text: A.{rest}}}}}\n{OPEN}"


@pytest.mark.parametrize("causes", ["[valve]", "[valve, valve]", '[valve, {when: "true", text: T.}]'])
def test_a_loss_with_a_single_unwarned_cause_is_refused(causes: str) -> None:
    loaded = load_text(loss(causes))
    assert [f.code for f in loaded.findings] == ["E663"], [f.line_of_text() for f in loaded.findings]
    assert loaded.story is None


@pytest.mark.parametrize(
    ("causes", "rest"),
    [
        ("[valve, wire]", ""),
        ("[valve, {untested: run}]", ""),
        ("[valve, {when: not calm, text: T.}]", ""),
        ("[{defect: valve, warned: true}]", ""),
        ("[valve]", ", copes: {when: calm}"),
    ],
)
def test_a_loss_with_two_causes_or_a_warning_is_fair(causes: str, rest: str) -> None:
    loaded = load_text(loss(causes, rest))
    assert loaded.story, [f.line_of_text() for f in loaded.findings]


def test_coping_that_is_always_so_is_no_second_cause() -> None:
    loaded = load_text(loss("[valve]", ', copes: {when: "true"}'))
    assert [f.code for f in loaded.findings] == ["E663"]


def test_a_flight_and_a_programme_stand_in_one_file() -> None:
    second = "flight:\n  plans: {b: {title: B}}\n  steps: {x: {title: X}}\n"
    loaded = load_files({"story.yaml": HEAD, "a.yaml": PLANS + OPEN, "b.yaml": second})
    assert [(f.file, f.code) for f in loaded.findings] == [("b.yaml", "E509")]
