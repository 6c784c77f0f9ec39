"""References to what is not declared, keys that do not belong, and values of the wrong shape: what, where, advice."""

from __future__ import annotations

import pytest
from written import HEAD, load_files, load_text, marked, only, places

BASE = """
variables: {nerve: {number: 5, min: 0, max: 10}, page: {one_of: [coat, boot]}, met: {flag: false}, name: {word: x}}
people: {ozhogina: {forms: {surname: Ozhogina}}}
places: {hospital: The hospital}
facts: {came: He came.}
acts: {stood: Stood.}
decks: {evenings: {}}
pieces: {snow: It snows.}
documents: {order: {kind: order, text: Obey.}}
endings: {over: {title: E, when: met, parts: [Over.]}}
"""
TAIL = "\nendings: {over: {title: E, parts: [Over.]}}\n"


def scene(body: str) -> str:
    """A story whose first scene has this body, and ends."""
    indented = "".join(f"    {line}\n" for line in body.strip("\n").split("\n"))
    return f"{BASE}scenes:\n  start:\n{indented}  other: {{choices: [{{label: back, goto: start}}]}}\n"


REFERENCES = [
    ("goto: ⟪othr", "E601", "did you mean other?"),
    ("call: ⟪othr\nthen: {end: over}", "E601", "did you mean other?"),
    ("call: {scene: ⟪nowhere_at_all}\nthen: {end: over}", "E601", ""),
    ("choices: [{label: a, goto: ⟪otter}]", "E601", "did you mean other?"),
    ("act: {do: stood, to: ⟪ozhogin}\nend: over", "E602", "did you mean ozhogina?"),
    ("act: {do: stood, seen_by: [ozhogina, ⟪ozhegina]}\nend: over", "E602", "did you mean ozhogina?"),
    ("at: {place: ⟪hospitl}\nend: over", "E603", "did you mean hospital?"),
    ("act: {do: stood, place: ⟪hospitle}\nend: over", "E603", "did you mean hospital?"),
    ("learn: [came, ⟪cam]\nend: over", "E604", "did you mean came?"),
    ("act: {do: ⟪stod}\nend: over", "E605", "did you mean stood?"),
    ("hub: true\ndraw: {from: ⟪evening}\nthen: {end: over}", "E606", "did you mean evenings?"),
    ("deck: ⟪morning\nlabel: x\nend: over", "E606", ""),
    ("text:\n  - One.\n  - document: ⟪oder\nend: over", "E607", "did you mean order?"),
    ("end: ⟪ovr", "E608", "did you mean over?"),
    ("end: ⟪auto", "E608", "without `when`"),
    ("text:\n  - One.\n  - piece: ⟪sno\nend: over", "E609", "did you mean snow?"),
    ("check: {⟪nerv: 5}\nend: over", "E610", "did you mean nerve?"),
    ("check: {⟪page: 5}\nend: over", "E610", ""),
    ("check: {⟪met: 5}\nend: over", "E610", ""),
    ("choices:\n  - {label: a, goto: other}\n  - ⟪{label: a, goto: other}", "E611", "`id:`"),
    ("choices:\n  - {label: a, goto: other}\n  - {id: ⟪a, label: b, goto: other}", "E611", "`id:`"),
    ("choices:\n  - {label: Да., goto: other}\n  - ⟪{label: Нет., goto: other}", "E611", "`id:`"),
    ("notes: [⟪blood]\nend: over", "E612", ""),
    ("was: ⟪other\nend: over", "E613", ""),
    ("set: ⟪nerv = 3\nend: over", "E304", "did you mean nerve?"),
    ("set: [nerve += 1, ⟪now = 3]\nend: over", "E310", ""),
    ("set: page = ⟪\"coats\"\nend: over", "E306", "did you mean coat?"),
    ("choices: [{label: a, when: nerve > 3 and ⟪mett, goto: other}]\nthen: {end: over}", "E304", "did you mean met?"),
    ("call: {scene: other, with: {nerve: ⟪nerv}}\nthen: {end: over}", "E304", "did you mean nerve?"),
    ("call: {scene: other, with: {⟪nerv: 3}}\nthen: {end: over}", "E304", "did you mean nerve?"),
    ("call:\n  scene: other\n  with:\n    nerve: 3 + ⟪met\nthen: {end: over}", "E305", ""),
    ("call: {scene: other, with: {page: \"coats\"}}\nthen: {end: over}".replace('"coats"', '⟪"coats"'), "E306", "coat"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "code", "hint"), REFERENCES)
def test_a_reference_to_what_is_not_declared(body: str, code: str, hint: str) -> None:
    only(scene(body), code, hint)


SHAPES = [
    ("⟪txt: One.\nend: over", "E501", "did you mean text?"),
    ("choices: [{label: a, ⟪gotoo: other}]\nend: over", "E501", "did you mean goto?"),
    ("at: {⟪plase: hospital}\nend: over", "E501", "did you mean place?"),
    ("then: {end: over, ⟪label: x}", "E501", ""),
    ("choices: [⟪{goto: other}]", "E502", "What the player reads"),
    ("act: ⟪{to: ozhogina}\nend: over", "E502", "vocabulary"),
    ("hub: true\ndraw: ⟪{show: 3}\nthen: {end: over}", "E502", "The deck"),
    ("call: ⟪{with: {nerve: 3}}\nthen: {end: over}", "E502", "The scene to play"),
    ("episode: ⟪{number: 1}\nend: over", "E502", "Its title"),
    ("text:\n  - document: ⟪{kind: x}\nend: over", "E502", "What it says"),
    ("success: ⟪{text: x}\nend: over", "E502", ""),
    ("deck: ⟪evenings\nend: over", "E502", "A storylet's line"),
    ("text:\n  ⟪a: b\n  c: d\nend: over", "E503", "write it after `|`"),
    ("goto:\n  ⟪- other", "E503", ""),
    ("choices: [⟪word]\nend: over", "E503", "as in {label: word}"),
    ("then: ⟪word", "E503", ""),
    ("at: ⟪1966-01-14\nend: over", "E503", "date, place"),
    ("check: ⟪nerve\nend: over", "E503", ""),
    ("check: ⟪{nerve: 5, met: 3}\nend: over", "E503", "{nerve: 5}"),
    ("check: {nerve: ⟪11}\nend: over", "E504", ""),
    ("check: {nerve: ⟪x}\nend: over", "E504", ""),
    ("check: {nerve: ⟪0x5}\nend: over", "E504", ""),
    ("hub: true\ndraw: {from: evenings, show: ⟪0}\nthen: {end: over}", "E504", ""),
    ("hub: true\ndraw: {from: evenings, show: ⟪99999999999}\nthen: {end: over}", "E504", ""),
    ("deck: evenings\nlabel: x\nweight: ⟪0\nend: over", "E504", ""),
    ("deck: evenings\nlabel: x\nurgency: ⟪1.5\nend: over", "E504", ""),
    ("episode: {number: ⟪one, title: One}\nend: over", "E504", ""),
    ("hub: ⟪yes\nend: over", "E505", "write true"),
    ("hub: ⟪True\nend: over", "E505", "write true"),
    ("choices: [{label: a, once: ⟪1, goto: other}]\nend: over", "E505", ""),
    ("choices: [{label: a, return: ⟪on}]\nend: over", "E505", ""),
    ("choices: [{label: a, id: ⟪A/b, goto: other}]\nend: over", "E506", ""),
    ("advance: ⟪3 dayz\nend: over", "E507", "3 days"),
    ("advance: ⟪-3 days\nend: over", "E507", ""),
    ("at: {date: ⟪1966-02-30}\nend: over", "E507", "1966-01-14 06:40"),
    ("at: {date: ⟪14.01.1966}\nend: over", "E507", ""),
    ("goto: other\nend: ⟪over", "E508", ""),
    ("goto: other\nthen: ⟪{end: over}", "E508", "inside the `then`"),
    ("draw: ⟪{from: evenings}\nend: over", "E508", "`hub: true`"),
    ("choices: [{label: a, leave: ⟪true, goto: other}]\nend: over", "E508", ""),
    ("urgency: ⟪3\nend: over", "E508", "`deck:`"),
    ("when: ⟪met\nend: over", "E508", ""),
    ("check: {nerve: 3}\nsuccess: {when: ⟪met, text: x}\nend: over", "E508", ""),
    ("text:\n  - ⟪{when: met}\nend: over", "E508", ""),
    ("text:\n  - ⟪{text: a, piece: snow}\nend: over", "E508", ""),
    ("text:\n  - {text: a, otherwise: ⟪b}\nend: over", "E508", "") ,
    (
        "text:\n  - document:\n      kind: k\n      text:\n        - document: ⟪{kind: k, text: x}\nend: over",
        "E508",
        "declare it",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("body", "code", "hint"), SHAPES)
def test_a_key_or_value_that_does_not_belong(body: str, code: str, hint: str) -> None:
    only(scene(body), code, hint)


def test_choices_nested_too_deeply() -> None:
    body = "{label: a}"
    for _ in range(13):
        body = "{label: a, choices: [" + body + "]}"
    loaded = load_text(f"scenes: {{start: {{choices: [{body}, {{label: b, goto: start}}], then: {{goto: start}}}}}}\n")
    assert {f.code for f in loaded.findings} <= {"E508", "E107", "E601"} and loaded.story is None


def test_local_names_are_looked_for_under_the_prefix_first() -> None:
    loaded = load_files(
        {
            "story.yaml": HEAD.replace("start: start", "start: a.start"),
            "a.yaml": """
prefix: a
endings: {e: {title: E, parts: [Over.]}}
decks: {d: {}}
pieces: {p: A piece.}
documents: {o: {kind: k, text: A document.}}
scenes:
  start: {choices: [{label: near, goto: near}, {label: far, goto: b.near}, {label: top, goto: top}]}
  near:
    hub: true
    text:
      - piece: p
      - document: o
      - "{seen.near: seen} {seen.b.near: far} {visits.a.near}"
    draw: {from: d}
    then: {end: e}
""",
            "b.yaml": """
prefix: b
pieces: {p: B piece.}
scenes: {near: {text: B., goto: a.start}, s: {deck: a.d, label: s}}
""",
            "c.yaml": "scenes: {top: {choices: [{label: x, goto: a.start}]}}\n",
        }
    )  # fmt: skip
    assert loaded.findings == () and loaded.story is not None
    near, far, top = (choice for choice in loaded.story.scene(0).bodies[1:])
    ids = [loaded.story.head.scenes[body.jump.scene] for body in (near, far, top)]  # type: ignore[union-attr]
    assert ids == ["a.near", "b.near", "top"]
    assert loaded.story.head.decks == {"a.d": (3,)}


def test_declared_twice_in_two_files() -> None:
    again = BASE
    loaded = load_files(
        {
            "story.yaml": HEAD,
            "a.yaml": BASE + "scenes: {start: {end: over}}\n",
            "b.yaml": again + "scenes: {start: {end: over}}\nglossary: {A: x}\nconditions: {c: met}\n",
            "c.yaml": "glossary: {A: y}\nconditions: {c: met}\n",
        }
    )
    found = [f for f in loaded.findings if f.file in ("b.yaml", "c.yaml")]
    assert {f.code for f in found} == {"E509"}
    assert len(found) == 15
    assert ("b.yaml", 3, 10, "E509") in places(loaded.findings) and ("c.yaml", 1, 12, "E509") in places(loaded.findings)


@pytest.mark.parametrize(
    ("story", "code", "hint"),
    [
        ("title: T\nvolumes: {v: {title: V, start: start}}\n", "E502", "which saved lives remember"),
        ("story: x\nvolumes: {v: {title: V, start: start}}\n", "E502", "Its title"),
        ("story: x\ntitle: T\n", "E502", "ways into the story"),
        ("story: x\ntitle: T\nvolumes:⟪\n", "E500", "ways into the story"),
        ("story: ⟪''\ntitle: T\nvolumes: {v: {title: V, start: start}}\n", "E500", "which saved lives"),
        ("story: x\ntitle: T\nvolumes: ⟪{}\n", "E500", "ways into the story"),
        ("story: ⟪[a]\ntitle: T\nvolumes: {v: {title: V, start: start}}\n", "E208", ""),
        ("story: x\ntitle: T\nvolumes: {v: {title: V, start: ⟪strat}}\n", "E601", "did you mean start?"),
        ("story: x\ntitle: T\nvolumes: {v: ⟪{start: start}}\n", "E502", "Its title"),
        ("story: x\ntitle: T\n⟪titel: T\nvolumes: {v: {title: V, start: start}}\n", "E501", "did you mean title?"),
        ("story: x\ntitle: T\nprefix: ⟪A b\nvolumes: {v: {title: V, start: start}}\n", "E506", ""),
    ],
)
def test_what_story_yaml_needs(story: str, code: str, hint: str) -> None:
    plain, where = marked(story)
    scenes = "endings: {over: {title: E, parts: [Over.]}}\nscenes: {start: {end: over}}\n"
    loaded = load_files({"story.yaml": plain, "a.yaml": scenes})
    assert loaded.story is None
    found = loaded.findings[0]
    assert (found.file, found.code) == ("story.yaml", code), [f.line_of_text() for f in loaded.findings]
    assert hint in found.hint
    if where:
        assert (found.line, found.column) == where[0]
    assert len(loaded.findings) == 1


QUESTION = """story: x
title: T
volumes:
  v:
    title: V
    start: start
    questionnaire:
      - {}
variables: {{sex: {{one_of: [woman, man]}}, nerve: {{number: 1, min: 0, max: 1, show: words, words: [a, b]}}}}
people: {{you: {{forms: {{first: A}}}}}}
"""


@pytest.mark.parametrize(
    ("question", "code", "hint"),
    [
        ("⟪{id: a, ask: A, options: []}", "E614", ""),
        ("⟪{id: a, ask: A, set: sx, options: []}", "E614", "did you mean sex?"),
        ("⟪{id: a, ask: A, set: nerve, options: [{label: a, value: a}]}", "E614", ""),
        ("⟪{id: a, ask: A, person: yuo, options: []}", "E614", "did you mean you?"),
        ("⟪{id: a, ask: A, set: sex, person: you, options: []}", "E614", ""),
        ("{id: a, ask: A, set: sex, options: [{label: W, value: ⟪womn}]}", "E614", "did you mean woman?"),
        ("{id: a, ask: A, set: sex, options: [⟪{label: W}]}", "E614", ""),
        ("⟪{id: a, set: sex, options: [{label: W, value: man}]}", "E502", "The question"),
        ("{id: a, ask: A, set: sex, options: [⟪{value: man}]}", "E502", "reads"),
        ('{id: a, ask: A, set: sex, options: [{label: W, value: man, when: ⟪sx == "man"}]}', "E304", "sex"),
        ("{id: a, ask: A, person: you, options: ⟪[{label: W, forms: {first: A}}, {label: M}]}", "E513", "order"),
    ],
)
def test_a_question_with_a_fault(question: str, code: str, hint: str) -> None:
    plain, where = marked(QUESTION.format(question))
    scenes = "endings: {over: {title: E, parts: [Over.]}}\nscenes: {start: {end: over}}\n"
    loaded = load_files({"story.yaml": plain, "a.yaml": scenes})
    assert [(f.line, f.column, f.code) for f in loaded.findings if f.code == code] == [(*where[0], code)], [
        f.line_of_text() for f in loaded.findings
    ]
    assert hint in next(f.hint for f in loaded.findings if f.code == code)


def test_pieces_and_documents_that_hold_each_other_or_grow_without_measure() -> None:
    only("pieces:\n  a:\n    ⟪- piece: a\nscenes: {start: {choices: [{label: a, goto: start}]}}\n", "E616", "shorter")
    only(
        "pieces:\n  a:\n    ⟪- piece: b\n  b:\n    ⟪- piece: a\n"
        "scenes: {start: {choices: [{label: a, goto: start}]}}\n",
        "E616",
    )
    laughs = "pieces:\n  p0: ha\n" + "".join(f"  p{k}:\n" + f"    - piece: p{k - 1}\n" * 12 for k in range(1, 8))
    start = "scenes:\n  start:\n    text:\n      - piece: p7\n    choices: [{label: a, goto: start}]\n"
    loaded = load_text(laughs + start)
    assert {f.code for f in loaded.findings} == {"E616"} and loaded.story is None
    deep = "pieces:\n  p0: ha\n" + "".join(f"  p{k}:\n    - piece: p{k - 1}\n" for k in range(1, 60))
    assert {f.code for f in load_text(deep + start).findings} == {"E616"}
    big = "documents: {d: {kind: k, text: " + "x" * 90_000 + "}}\nscenes:\n  start:\n    text:\n"
    big += "      - document: d\n" * 6 + "    choices: [{label: a, goto: start}]\n"
    assert [(f.code, f.line) for f in load_text(big).findings] == [("E616", 5)]


def test_a_document_inside_a_document() -> None:
    only(
        "documents:\n  a: {kind: k, text: A.}\n  b:\n    ⟪kind: k\n    text:\n      - document: a\n"
        "scenes: {start: {choices: [{label: a, goto: start}]}}\n",
        "E617",
    )
    only(
        "pieces:\n  p:\n    - document: a\ndocuments:\n  a: {kind: k, text: A.}\n"
        "scenes:\n  start:\n    text:\n      ⟪- document:\n          kind: k\n          text:\n            - piece: p\n"
        "    choices: [{label: a, goto: start}]\n",
        "E617",
    )
