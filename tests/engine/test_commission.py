"""The commission’s report: a tree of causes, with who signed, tested, waived, and what the player did."""

from __future__ import annotations

from machines import boat

from starcity_game.engine.commission import Finding, Report, as_paper, commission, lines_of
from starcity_game.engine.events import plain
from starcity_game.engine.life import begin, choose
from starcity_game.engine.state import Origin

ENGINE, MECHANISM = boat()
ORIGIN = Origin("v", 1, {"name": {"surname": "Belov", "first": "Ilya", "label": "Belov"}})


def report(*choices: str) -> Report:
    """The report after these choices."""
    life = begin(ENGINE, ORIGIN)
    for one in choices:
        life = choose(ENGINE, life, one)
    return commission(ENGINE, MECHANISM, life.state)


def said(found: Report) -> list[tuple[int, str, str]]:
    """Depth, kind and text of every line."""
    return [(depth, line.kind, line.text) for line, depth in lines_of(found)]


def test_a_nominal_flight_has_nothing_to_report() -> None:
    assert report("day").findings == ()


def test_every_cause_with_what_was_left_undone_about_it() -> None:
    assert said(report("crack", "day")) == [
        (0, "step", "Over: It stopped among the rocks."),
        (1, "defect", "A cracked valve. Cast in a hurry."),
        (2, "untested", "A run at the quay: not held."),
        (2, "untested", "A look: not held."),
        (1, "untested", "Nobody ran it."),
    ]


def test_a_defect_has_its_date_and_the_signature_of_another() -> None:
    defect = report("crack", "day").findings[0].under[0]
    assert (defect.date, defect.signed, defect.own) == ("May", "Smirnov", False)


def test_a_waiver_and_an_act_are_the_players_own() -> None:
    own = report("crack", "waive", "drink", "day").own
    assert [(line.kind, line.text, line.date, line.signed) for line in own] == [
        ("waiver", "A run at the quay: waived.", "Sunday, 2 April 1961", "Belov"),
        ("waiver", "A run at the quay: waived.", "Sunday, 2 April 1961", "Belov"),
        ("act", "Drank on watch.", "Monday, 3 April 1961", "Belov"),
    ]


def test_a_test_that_was_held_says_whether_it_saw_anything() -> None:
    found = said(report("waive", "run", "crack", "look", "day"))
    assert (2, "test", "A run at the quay. It was seen.") in found  # suspected by the look
    assert (2, "test", "A look. It was seen.") in found


def test_a_degraded_step_is_in_the_report_and_a_repair_that_was_not_made() -> None:
    found = said(report("crack", "run", "rest", "day"))
    assert found[0] == (0, "step", "Over: It stopped. He rowed.")
    assert (2, "unrepaired", "A weld: not made.") in found


def test_as_a_paper_for_every_front() -> None:
    paper = as_paper(report("crack", "waive", "day"), "report", "Report of the commission")
    lines = plain(paper.spans).split("\n")
    assert (paper.kind, paper.title) == ("report", "Report of the commission")
    assert lines[0] == "Over: It stopped among the rocks."
    assert lines[1] == "  A cracked valve. Cast in a hurry. (May, Smirnov)"
    assert "    A run at the quay: waived. (Sunday, 2 April 1961, your signature)" in lines


def test_a_finding_is_a_value() -> None:
    assert report("crack", "day") == report("crack", "day")
    assert isinstance(report("crack", "day").findings[0], Finding)
