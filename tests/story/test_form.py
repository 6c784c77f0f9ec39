"""What the form of scenes alone proves: nobody is stranded, and nothing runs in a circle without a choice."""

from __future__ import annotations

import time

import pytest
from written import load_text

ENDS = "endings: {e: {title: E, parts: [Over.]}}\nvariables: {f: {flag: false}, n: {number: 0, min: 0, max: 10}}\n"


def codes(scenes: str, more: str = "") -> list[tuple[str, str]]:
    """(code, scene) of each finding of a story with these scenes."""
    found = load_text(ENDS + more + "scenes:\n" + scenes).findings
    return [(f.code, f.message.split("`")[1]) for f in found]


@pytest.mark.parametrize(
    "start",
    [
        "{text: The end of the line.}",
        "{choices: [{label: a}]}",
        "{choices: [{label: a, when: f, goto: start}]}",
        "{choices: [{label: a, once: true, end: e}]}",
        "{choices: [{label: a, end: e}, {label: b, choices: [{label: c}]}]}",
        "{choices: [{label: a}], then: {text: x}}",
        "{then: [{when: f, end: e}, {when: not f, end: e}]}",
        "{then: [{when: f, end: e}, {text: x}]}",
        "{check: {n: 5}, success: {end: e}}",
        "{check: {n: 5}, failure: {end: e}}",
        "{check: {n: 5}, success: {end: e}, failure: {text: x}}",
        "{hub: true, choices: [{label: a, once: false}, {label: b, leave: true}]}",
        "{hub: true, choices: [{label: a}]}",
        "{return: true}",
        "{choices: [{label: a, return: true}, {label: b, end: e}]}",
        "{choices: [{label: a, return: true}, {label: b, end: e}], goto: other}",
        "{hub: true, choices: [{label: a, return: true}, {label: b, leave: true}], then: {end: e}}",
        "{check: {n: 5}, success: {return: true}, end: e}",
        "{choices: [{label: a, end: e}], skip: {text: x}}",
        "{call: other}",
        "{call: other, then: {text: x}}",
    ],
)
def test_a_scene_that_could_strand_a_reader(start: str) -> None:
    assert ("E701", "start") in codes(
        f"  start: {start}\n  other: {{choices: [{{label: x, goto: start}}, {{label: y, end: e}}]}}\n"
    )


@pytest.mark.parametrize(
    "start",
    [
        "{end: e}",
        "{choices: [{label: a, end: e}]}",
        "{choices: [{label: a, goto: start}, {label: b, when: f, end: e}]}",
        "{choices: [{label: a}, {label: b}], then: {end: e}}",
        "{choices: [{label: a}], end: e}",
        "{choices: [{label: a, choices: [{label: b}]}], then: {end: e}}",
        "{choices: [{label: a, choices: [{label: b}], then: {end: e}}]}",
        "{then: [{when: f, end: e}, {end: e}]}",
        "{check: {n: 5}, success: {end: e}, failure: {choices: [{label: a, end: e}]}}",
        "{check: {n: 5}, success: {text: x}, end: e}",
        "{hub: true, choices: [{label: a, once: false}]}",
        "{hub: true, choices: [{label: a}], end: e}",
        "{hub: true, choices: [{label: a, leave: true, end: e}]}",
        "{call: other, then: {end: e}}",
        "{choices: [{label: a, call: other}], then: {end: e}}",
    ],
)
def test_a_scene_that_cannot(start: str) -> None:
    assert [c for c in codes(f"  start: {start}\n  other: {{text: x}}\n") if c[1] == "start"] == []


def test_where_a_called_scene_and_a_storylet_end_is_fine_unless_they_are_gone_to_as_well() -> None:
    scenes = "  start: {call: one, then: {end: e}}\n  one: {goto: two}\n  two: {text: Two.}\n"
    assert codes(scenes) == []
    assert codes(scenes.replace("then: {end: e}", "then: {goto: two}")) == [("E701", "two")]
    night = (
        "  start: {hub: true, draw: {from: d}, then: {end: e}}\n  s: {deck: d, label: s, goto: t}\n  t: {text: T.}\n"
    )
    assert codes(night, "decks: {d: {}}\n") == []
    assert codes(night.replace("then: {end: e}", "then: {goto: s}"), "decks: {d: {}}\n") == [("E701", "t")]


def test_an_episode_forgets_its_callers_so_it_must_not_just_end() -> None:
    scenes = "  start: {call: one, then: {end: e}}\n  one: {episode: {number: 2, title: T}, text: x}\n"
    assert codes(scenes) == [("E701", "one")]


@pytest.mark.parametrize(
    ("scenes", "circle"),
    [
        ("  start: {goto: start}\n", "start"),
        ("  start: {goto: b}\n  b: {goto: c}\n  c: {goto: b}\n", "b"),
        ("  start: {then: [{when: f, goto: start}, {end: e}]}\n", "start"),
        ("  start: {check: {n: 5}, success: {goto: start}, failure: {end: e}}\n", "start"),
        (
            "  start: {check: {n: 5}, success: {goto: start}, choices: [{label: a, end: e}]}\n",
            "start",
        ),
        ("  start: {call: start, then: {end: e}}\n", "start"),
        ("  start: {call: b, then: {goto: start}}\n  b: {text: x}\n", "start"),
        (
            "  start: {choices: [{label: a, end: e}], skip: {goto: b}}\n  b: {goto: start}\n",
            "start",
        ),
    ],
)
def test_a_circle_without_a_choice(scenes: str, circle: str) -> None:
    assert codes(scenes) == [("E702", circle)]


@pytest.mark.parametrize(
    "scenes",
    [
        "  start: {choices: [{label: a, when: f, end: e}], goto: start}\n",
        "  start: {choices: [{label: a, once: true}], then: {goto: start}}\n",
        "  start: {hub: true, choices: [{label: a}], then: {goto: b}}\n  b: {goto: start}\n",
        "  start: {hub: true, draw: {from: d}, then: {goto: start}}\n  s: {deck: d, label: s}\n",
    ],
)
def test_a_circle_while_every_choice_is_closed_is_a_warning(scenes: str) -> None:
    assert codes(scenes, "decks: {d: {}}\n") == [("W704", "start")]


@pytest.mark.parametrize(
    "scenes",
    [
        "  start: {choices: [{label: a, goto: start}]}\n",
        "  start: {choices: [{label: a}], goto: start}\n",
        "  start: {goto: b}\n  b: {choices: [{label: a}], goto: start}\n",
        "  start: {hub: true, choices: [{label: a, leave: true}], then: {goto: start}}\n",
        "  start: {check: {n: 5}, success: {end: e}, failure: {end: e}, goto: start}\n",
        "  start: {choices: [{label: a, goto: start, when: f}, {label: b, end: e}]}\n",
    ],
)
def test_no_circle(scenes: str) -> None:
    assert codes(scenes) == []


def test_each_circle_is_found_once_and_those_that_only_lead_there_are_not() -> None:
    scenes = (
        "  start: {choices: [{label: a, goto: b}, {label: x, goto: c}, {label: y, goto: lead}]}\n"
        "  b: {goto: c}\n  c: {goto: b}\n  d: {goto: d}\n  lead: {goto: d}\n"
    )
    found = load_text(ENDS + "scenes:\n" + scenes).findings
    assert [(f.code, f.line) for f in found] == [("E702", 5), ("E702", 7)]
    assert "by `c`" in found[0].message


def test_a_scene_that_nothing_leads_to_is_a_warning() -> None:
    loaded = load_text(ENDS + "scenes:\n  start: {end: e}\n  lost: {goto: lost2}\n  lost2: {end: e}\n")
    assert [(f.code, f.line, str(f.severity)) for f in loaded.findings] == [
        ("W703", 5, "warning"), ("W703", 6, "warning"),
    ]  # fmt: skip
    assert loaded.story is not None


def test_what_follows_from_another_fault_is_not_said() -> None:
    found = load_text(ENDS + "scenes:\n  start: {goto: ot}\n  other: {text: x}\n  third: {then: word}\n").findings
    assert {f.code for f in found} == {"E601", "E503"}


def test_long_chains_and_rings_are_checked_in_no_time() -> None:
    for last in ("end: e", "goto: s1999", "goto: start"):
        scenes = "".join(f"  {f's{k}' if k else 'start'}: {{goto: s{k + 1}}}\n" for k in range(3_000))
        begun = time.perf_counter()
        found = load_text(ENDS + "scenes:\n" + scenes + f"  s3000: {{{last}}}\n").findings
        assert time.perf_counter() - begun < 4
        assert [f.code for f in found] == ([] if "end" in last else ["E702"])
