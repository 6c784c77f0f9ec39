"""The readiness sheet, and what tests and repairs do to it."""

from __future__ import annotations

from machines import BOAT, HEAD, boat
from told import load_text

from starcity_game.engine.latent import dealt_in
from starcity_game.engine.life import begin, choose
from starcity_game.engine.origin import first_values
from starcity_game.engine.readiness import SystemLine, in_words, sheet
from starcity_game.engine.state import Origin, State

ENGINE, MECHANISM = boat()


def lived(*choices: str) -> State:
    """The state after these choices."""
    life = begin(ENGINE, Origin("v", 1, {}))
    for one in choices:
        life = choose(ENGINE, life, one)
    return life.state


def line(*choices: str) -> SystemLine:
    """The line of the engine after these choices."""
    return sheet(MECHANISM, lived(*choices), {"days": "days left"})[0]


def works(*choices: str) -> dict[str, tuple[bool, bool]]:
    """Of each test and repair whether it is done, and whether it can be done."""
    return {work.work: (work.done, work.open) for work in line(*choices).works}


def test_a_system_that_nobody_has_looked_at_is_untested_whatever_is_in_it() -> None:
    assert line("crack").word == line().word == "untested"
    assert line("crack").remarks == ()


def test_a_test_makes_known_what_it_reveals_and_suspected_what_it_hints_at() -> None:
    found = line("crack", "loosen", "run")
    assert found.word == "known"
    assert [(r.defect, r.text, r.known) for r in found.remarks] == [
        ("valve", "A cracked valve", True), ("wire", "A loose wire", False)]  # fmt: skip
    assert line("loosen", "run").word == "suspected"


def test_a_suspected_defect_shows_its_sign_and_not_its_name() -> None:
    assert [r.text for r in line("run", "crack", "look").remarks] == ["It coughs."]


def test_a_test_of_a_sound_system_leaves_it_tested() -> None:
    assert line("run").word == "tested"


def test_a_repair_removes_and_may_leave_something_behind() -> None:
    mended = line("crack", "run", "weld")
    assert [(r.defect, r.mended) for r in mended.remarks] == [("valve", True)]
    assert mended.word == "tested"
    state = lived("crack", "run", "weld")
    wire = ENGINE.head.machine.defects["wire"]
    assert MECHANISM.holds(wire.present, state.values) and not state.values[wire.found]


def test_what_it_costs_is_spent_and_what_cannot_be_afforded_is_closed() -> None:
    days = ENGINE.head.variables["days"].slot
    assert lived("run").values[days] == 8
    assert works() == {"run": (False, True), "look": (False, False), "weld": (False, False)}
    assert works("run") == {"run": (True, False), "look": (False, True), "weld": (False, False)}
    assert works("crack", "run")["weld"] == (False, True)
    assert works("crack", "run", "spend")["weld"] == (False, False)


def test_a_waiver_is_on_the_sheet_with_its_day() -> None:
    work = line("waive").works[0]
    assert work.waived and not work.done and work.on == lived("waive").values[0] > 0
    assert work.costs == (("days left", 2),)


def test_the_sheet_as_lines() -> None:
    state = lived("crack", "loosen", "run")
    assert in_words(sheet(MECHANISM, state, {})) == [
        "The engine  known",
        "  known: A cracked valve",
        "  suspected: A loose wire",
        "The hull    untested",
    ]


_MORE = {
    "deals: [1]\n    defects:\n      valve": "deals: [1, 2, 1]\n    defects:\n      valve",
    "reveals: [valve], suspects: [wire]": "reveals: {valve: 30}",
    "leaves: [wire]": "leaves: {wire: 25}",
}


def dealt_boat() -> str:
    """The boat, with something dealt."""
    text = BOAT
    for old, new in _MORE.items():
        assert old in text
        text = text.replace(old, new)
    return text


def test_the_seed_deals_as_often_as_the_weights_say() -> None:
    loaded = load_text(dealt_boat(), "scenes: {start: {text: A., end: over}}\nendings: {over: {title: O, parts: [O.]}}",
                       head=HEAD)  # fmt: skip
    assert loaded.story is not None, [f.line_of_text() for f in loaded.findings]
    machine = loaded.story.head.machine
    counts, seen, left = [0, 0, 0], 0, 0
    for seed in range(2_000):
        dealt = dealt_in(machine, machine.systems["engine"], seed)
        counts[len(dealt)] += 1
        values = first_values(loaded.story, Origin("v", seed, {}))
        assert {id for id, defect in machine.defects.items() if values[defect.latent]} == set(dealt)
        seen += bool(values[machine.deals[0].slot])
        left += bool(values[machine.deals[1].slot])
    assert abs(counts[1] - 1_000) < 80
    assert abs(counts[0] - 500) < 70 and abs(counts[2] - 500) < 70
    assert abs(seen - 600) < 70 and abs(left - 500) < 70
