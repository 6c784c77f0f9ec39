"""Faults in the sections that files are made of: each at its place, with advice, and none of them a traceback."""

from __future__ import annotations

import pytest
from written import load_files, only

BASE = """\
scenes: {start: {text: A., end: over}}
endings: {over: {title: Over, parts: [o]}}
people: {anna: {forms: {surname: Anina, first: Anna}}}
places: {yard: The yard}
acts: {left: Left., wrote: Wrote.}
variables: {calm: {number: 5, min: 0, max: 10}, mood: {one_of: [good, bad]}, told: {word: ""}}
"""
FILE = "file: {of: v, keeps: [calm], interventions: [warn]}\n"
WHO = "observers: {near: {person: anna, sees: [yard], habit: h}}\nmanners: {dry: {}}\n"
ONE = "engineers: {e: {title: E, forms: {surname: E}, "
DEED = "{act: left, date: 1961-04-12 09:00, scene: start, place: yard}"


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        (FILE + "observers: {near: {person: ⟪ana, habit: h}}", "E602", "anna"),
        (FILE + "observers: {near: {person: anna, sees: [⟪yarn], habit: h}}", "E603", "yard"),
        (FILE + "manners: {dry: {within: ⟪soon}}", "E507", "3 days"),
        (FILE + WHO + "reports: {r: {act: ⟪leftt, manner: dry, text: T.}}", "E605", "left"),
        (FILE + WHO + "reports: {r: {act: left, manner: ⟪wet, text: T.}}", "E640", ""),
        (FILE + WHO + "reports: {r: {act: left, manner: dry, observer: ⟪neer, text: T.}}", "E640", "near"),
        (FILE + WHO + "reports: {r: {act: left, manner: dry, scene: ⟪stat, text: T.}}", "E601", "start"),
        (FILE + WHO + "reports: {r: ⟪{act: left, text: T.}}", "E641", ""),
        (FILE + WHO + "reports: {r: {act: left, manner: ⟪dry, extract: true, text: T.}}", "E641", ""),
        (FILE + WHO + "reports: {r: {act: left, manner: dry, trace: true, cites: ⟪true, text: T.}}", "E508", ""),
        (FILE + WHO + "reports: {r: {act: left, manner: dry, text: \"{⟪deed.wher}\"}}", "E304", "deed.how"),
        (FILE + WHO + "reports: {r: {act: left, manner: dry, when: ⟪calmm > 1, text: T.}}", "E304", "calm"),
        (
            FILE + WHO + "reports: {r: {act: left, manner: dry, text: T., "
            "false: {detail: ⟪tyme, from: X, paper: {kind: log, text: U.}}}}", "E640", "time",
        ),
        (FILE + WHO + "reports: {r: {act: left, manner: dry, text: T., false: ⟪{detail: time, from: X}}}", "E502", ""),
        ("file: {of: ⟪w}", "E642", ""),
        ("file: {of: v, least: 9, most: ⟪5}", "E642", ""),
        ("file: {of: v, keeps: [⟪clam]}", "E640", "calm"),
        ("file: {of: v, early: [⟪ovr]}", "E608", "over"),
        ("file: {of: v, hand: ⟪ana}", "E602", "anna"),
        ("file: {of: v, travel: ⟪far}", "E507", ""),
        ("⟪observers: {}".replace("⟪observers: ", "observers: ⟪"), "E644", "file"),
        (FILE + "recalls: {r: {act: ⟪leftt}}", "E605", "left"),
        (FILE + "recalls: {r: {act: left, scene: ⟪stat}}", "E601", "start"),
        (FILE + "recalls: {r: {act: left, to: ⟪ana}}", "E602", "anna"),
        (FILE + "recalls: {r: ⟪{scene: start}}", "E502", ""),
        ("⟪recalls: {}".replace("⟪recalls: ", "recalls: ⟪"), "E644", "file"),
        ("hooks: {h: ⟪{pays: start, about: A.}}", "E643", ""),
        ("hooks: {h: {flag: false, pays: ⟪strat, from: calm > 1, about: A.}}", "E643", "start"),
        ("hooks: {h: {flag: false, pays: start, from: ⟪calm, about: A.}}", "E643", ""),
        ("hooks: {h: {flag: false, pays: ⟪start, about: A.}}", "E643", "planned"),
        ("hooks: {h: {one_of: [a, b], start: ⟪c, pays: start, planned: true, about: A.}}", "E643", ""),
        (FILE + ONE + "keeps: {⟪clam: 3}, deeds: [" + DEED + "]}}", "E640", "calm"),
        (FILE + ONE + "keeps: {calm: ⟪30}, deeds: [" + DEED + "]}}", "E643", ""),
        (
            FILE + ONE + "deeds: [" + DEED + ", ⟪" + DEED.replace("09", "08") + "]}}",
            "E643", "dates",
        ),
        (
            FILE + "interview: {questions: [{id: a, ask: A?, answers: [{id: b, label: B.}]}], deeds: ["
            + DEED[:-1] + ", if: {⟪c: b}}]}", "E643", "",
        ),
        (
            FILE + "interview: {questions: [{id: a, ask: A?, answers: [{id: b, label: B.}]}], deeds: ["
            + DEED[:-1] + ", if: {a: ⟪bb}}]}", "E643", "b",
        ),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_place(text: str, code: str, hint: str) -> None:
    only(BASE + text, code, hint)


def _block(body: str) -> str:
    """A story whose one scene has this body."""
    names = "endings: {over: {title: O, parts: [o]}}\nacts: {left: Left., wrote: W.}\n"
    return f"scenes:\n  start:\n    {body}\n{names}"


@pytest.mark.parametrize(
    ("body", "file", "code", "hint"),
    [
        ("text:\n      - paper: ⟪lef\n    end: over", True, "E644", "left"),
        ("text:\n      - paper: ⟪left\n    end: over", False, "E644", ""),
        ("text:\n      - file: ⟪true\n    end: over", False, "E644", "file"),
        ("text:\n      - file: ⟪yes\n    end: over", True, "E505", ""),
        ("text:\n      - rumour: ⟪true\n    end: over", False, "E644", "file"),
        ("text:\n      - falsehood: ⟪perhaps\n    end: over", True, "E505", ""),
        ('text: "{⟪recalls.coat: A|B}"\n    end: over', True, "E304", ""),
        ('text: "{⟪sheet.lef}"\n    end: over', True, "E304", "sheet.left"),
        ("intervene: ⟪warm\n    end: over", True, "E640", "warn"),
        ("intervene: ⟪warn\n    end: over", False, "E640", "interventions"),
        ('text: "{⟪did.wrott: A|B}"\n    end: over', True, "E304", "did.wrote"),
        ('text: "{⟪deed.how}"\n    end: over', True, "E304", ""),
    ],
)
def test_a_fault_in_a_scene_is_told_too(body: str, file: bool, code: str, hint: str) -> None:
    only(_block(body) + ("file: {of: v, interventions: [warn]}\n" if file else ""), code, hint)


TWO = "story: two\ntitle: T\nvolumes:\n  v: {title: V, start: start}\n  o: {title: O, start: start, opens: true}\n"


@pytest.mark.parametrize(
    ("main", "file", "code"),
    [
        (TWO, FILE, None),
        (TWO, "", "E645"),
        (TWO.replace("start: start}", "start: start, opens: true}", 1), FILE, "E645"),
    ],
)
def test_a_volume_opens_only_a_file_that_there_is_and_not_its_own(main: str, file: str, code: str | None) -> None:
    loaded = load_files({"story.yaml": main, "a.yaml": BASE + file})
    assert [f.code for f in loaded.findings] == ([code] if code else [])
    if code:
        assert loaded.findings[0].line == main[: main.index("opens")].count("\n") + 1
    else:
        assert loaded.story and loaded.story.head.volumes["o"].opens and not loaded.story.head.volumes["v"].opens


def test_a_variable_is_shown_in_a_volume_that_there_is() -> None:
    only(BASE.replace("max: 10}", "max: 10, volume: ⟪vv}", 1), "E619", "v")
