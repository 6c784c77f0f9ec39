"""The sections that declare names: their faults, and what they come to."""

from __future__ import annotations

import pytest
from written import load_text, marked, only

START = "scenes: {start: {choices: [{label: a, goto: start}]}}\n"


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("variables: {x: ⟪{label: x}}", "E510", ""),
        ("variables: {x: ⟪{number: 1, flag: true}}", "E510", ""),
        ("variables: {x: ⟪5}", "E503", "its keys are number"),
        ("variables: {x: {number: ⟪five}}", "E504", ""),
        ("variables: {x: {number: ⟪2000000000}}", "E504", ""),
        ("variables: {x: {flag: ⟪no}}", "E505", ""),
        ("variables: {⟪X: {number: 1}}", "E506", "small letters"),
        ("variables: {⟪a.b: {number: 1}}", "E506", ""),
        ("variables: {⟪x y: {number: 1}}".replace("x y", "x-y"), "E506", ""),
        ("people: {⟪a.b: {forms: {first: A}}}", "E506", ""),
        ("places: {⟪Hall: The hall}", "E506", ""),
        ("variables: {x: {number: ⟪11, min: 0, max: 10}}", "E511", ""),
        ("variables: {x: {number: ⟪5, min: 10, max: 0}}", "E511", ""),
        ("variables: {x: {one_of: [red, blue], start: ⟪rad}}", "E511", "did you mean red?"),
        ("variables: {x: {pair: ⟪[a, b]}}", "E511", "[x, another]"),
        ("variables: {x: {pair: ⟪[x, x]}}", "E511", ""),
        ("variables: {x: {pair: ⟪[x, Not a name]}}", "E511", ""),
        ("variables: {x: {pair: ⟪[x, and]}}", "E511", ""),
        ("variables: {x: {pair: ⟪[x]}}", "E511", ""),
        ("variables: {y: {flag: true}, x: {pair: ⟪[x, y]}}", "E511", ""),
        ("variables: {x: {pair: [x, y], start: ⟪101}}", "E504", ""),
        ("variables: {x: {pair: [x, y]}, y: ⟪{flag: true}}", "E512", "another name"),
        ("variables: {now: ⟪{number: 1}}", "E512", "another name"),
        ("variables: {and: ⟪{number: 1}}", "E512", ""),
        ("variables: {true: ⟪{number: 1}}", "E512", ""),
        ("variables: {x: {number: 1}}\npeople: {x: ⟪{forms: {first: A}}}", "E512", ""),
        ("variables: {x: {number: 1}}\nconditions: {x: ⟪x > 1}", "E512", "another name"),
        ("variables: {x: {number: 1}}\nconditions: {c: ⟪x}", "E305", "x > 0"),
        ("conditions: {c: ⟪d and true}", "E304", ""),
        ("variables: {x: {flag: true, min: ⟪1}}", "E508", ""),
        ("variables: {x: {number: 1, start: ⟪1}}", "E508", ""),
        ("variables: {x: {number: 1, show: ⟪bars}}", "E503", "did you mean bar?"),
        ("variables: {x: {number: 1, show: ⟪bar}}", "E502", ""),
        ("variables: {x: {number: 1, min: 0, max: 3, show: ⟪words}}", "E502", "from least to most"),
        ("people: {x: {variants: ⟪[{forms: {first: A}}, {forms: {first: B, they: he}}]}}", "E513", "same order"),
        ("people: {x: {variants: ⟪[{attributes: {a: 1}}, {attributes: {b: 1}}]}}", "E513", ""),
        ("people: {x: {forms: ⟪Vera}}", "E503", ""),
        ("people: {x: {forms: {first: [⟪A]}}}".replace("[⟪A]", "⟪[A]"), "E208", ""),
        ("people: {x: {⟪form: {first: A}}}", "E501", "did you mean forms?"),
        ("people: {x: {key: ⟪1}}", "E505", ""),
        ("facts: {x: {text: A., about: [⟪vera]}}", "E602", ""),
        ("facts: {x: ⟪{about: []}}", "E502", "The fact"),
        ("facts: {x: {text: A., major: ⟪maybe}}", "E505", ""),
        ("acts: {x: {text: A., visible: ⟪maybe}}", "E505", ""),
        ("acts: {x: ⟪{visible: true}}", "E502", "The act"),
        ("places: {x: ⟪{about: A.}}", "E502", "date line"),
        ("decks: {x: ⟪word}", "E503", ""),
        ("endings: {x: ⟪{title: A}}", "E502", "Its text"),
        ("endings: {x: {title: A, parts: [{⟪txt: B}]}}", "E501", "did you mean text?"),
        ("endings: {x: {title: A, parts: [B], when: ⟪m > 1}}", "E304", ""),
        ("endings: {x: {title: A, parts: [B], priority: ⟪high}}", "E504", ""),
        ("endings: {x: {title: A, parts: [{when: ⟪m > 1, text: B}]}}", "E304", ""),
        ("endings: {x: {title: A, parts: [\"{⟪m}\"]}}", "E304", ""),
        ("documents: {x: ⟪{kind: A}}", "E502", "What it says"),
        ("documents: {x: {kind: A, text: \"⟪}\"}}", "E401", ""),
        ("pieces: {x: \"{⟪m}\"}", "E304", ""),
        ("⟪varables: {}", "E501", "did you mean variables?"),
        ("variables: ⟪[x]", "E503", ""),
        ("scenes2: 1".replace("scenes2", "⟪scene"), "E501", "did you mean scenes?"),
    ],
)  # fmt: skip
def test_a_fault_in_a_declaration(text: str, code: str, hint: str) -> None:
    only(f"{text}\n{START}", code, hint)


def test_empty_sections_are_nothing() -> None:
    sections = (
        "variables",
        "people",
        "places",
        "facts",
        "acts",
        "glossary",
        "conditions",
        "pieces",
        "decks",
        "documents",
    )
    for empty in ("", " {}"):
        assert load_text("".join(f"{s}:{empty}\n" for s in (*sections, "endings")) + START).findings == ()


def test_what_is_declared_is_found_in_the_story() -> None:
    text, _ = marked("""
variables:
  attention: {number: 3, min: 1, max: 5, label: you are, show: words, words: [a, b]}
  other_thing: {flag: true}
  pick: {one_of: [x, y]}
places: {hall: The  hall}
glossary: {KORD: "The  system", "two words": B}
acts: {did: Did.}
people:
  vera: {forms: {surname: O, first: Vera, patronymic: K, label: Mrs O}, post: p, about: a, stress: s, key: true}
""")
    story = load_text(text + START).story
    assert story is not None
    head = story.head
    attention = head.variables["attention"]
    assert (attention.low, attention.high, attention.start, attention.words) == (1, 5, 3, ("a", "b"))
    assert head.variables["other_thing"].label == "other thing"
    assert head.variables["pick"].start == "x"
    assert head.places == {"hall": "The hall"}
    assert head.glossary == {"KORD": "The system", "two words": "B"}
    assert head.acts == {"did": "Did."}
    assert head.people["vera"].forms == {
        "surname": "O", "first": "Vera", "patronymic": "K", "label": "Mrs O",
        "polite": "Vera K", "full": "O Vera K", "short": "Vera",
    }  # fmt: skip
