"""Texts as they are read: inline logic, emphasis, documents, names, and nothing untidy left by empty pieces."""

from __future__ import annotations

from collections import Counter

import pytest
from told import Told, engine_of

from starcity_game.engine.events import Paper, Prose

END = "endings: {e: {title: E, parts: [Over.]}}\n"


def block(text: str, indent: int = 6) -> str:
    """`text` as the lines of a block."""
    return "".join(" " * indent + line + "\n" if line else "\n" for line in text.split("\n"))


def read(text: str, declarations: str = "", seed: int = 7) -> list[str]:
    """The paragraphs that a text is read as."""
    story = END + declarations + "scenes:\n  start:\n    text: |\n" + block(text) + "    end: e\n"
    return Told(engine_of(story), seed).all[:-2]


FLAGS = "variables: {yes: {flag: true}, no: {flag: false}, n: {number: 4}, w: {one_of: [red, blue]}}\n"


@pytest.mark.parametrize(
    ("written", "is_read"),
    [
        ("One\ntwo\n  three.", "One two three."),
        ("One.\n\nTwo.\n\n\n\nThree.", "One.\n\nTwo.\n\nThree."),
        ("{n} and {w} and {n + 1}.", "4 and red and 5."),
        ("{yes: a|b}{no: a|b}", "ab"),
        ("{n > 3: {w == \"red\": both|one}|none}.", "both."),
        ("{n == 4 : spaced|not}", "spaced"),
        ("{\"x:}\" == \"x:}\": quoted|not}", "quoted"),
        (r"\{ \} \| \* \\ [brackets] | a bar", r"{ } | * \ [brackets] | a bar"),
        ("[bold]not markup[/bold] [@click=app.quit]no link[/]", "[bold]not markup[/bold] [@click=app.quit]no link[/]"),
        ("A {no: word }is missing.", "A is missing."),
        ("A {no: word} is missing.", "A is missing."),
        ("A {no: word}, then.", "A , then."),
        ("{no: gone} Start.", "Start."),
        ("End. {no: gone}", "End."),
        ("{no: gone}", ""),
        ("One.\n\n{no: gone}\n\nTwo.", "One.\n\nTwo."),
        ("One.\n\n{no: gone} Two.", "One.\n\nTwo."),
        ("One.\n{no: gone}\n\nTwo.", "One.\n\nTwo."),
        ("One.\n\n{no: gone}\nTwo.", "One.\n\nTwo."),
        ("One. {no: gone}\n\nTwo.", "One.\n\nTwo."),
        ("One.\n\n{no: a} {no: b}\n\nTwo.", "One.\n\nTwo."),
        ("One.\n\n{no: a} {no: b}", "One."),
        ("{no: a}\n\n{no: b}\n\nTwo.", "Two."),
        ("One {no: a} {no: b} two.", "One two."),
        ("{yes: One.\n\nTwo.|} Three.", "One.\n\nTwo. Three."),
        ("A{yes: \n\nB}", "A\n\nB"),
        ("One. *{no: a}* Two.", "One. Two."),
    ],
)  # fmt: skip
def test_a_text_is_read_as(written: str, is_read: str) -> None:
    assert read(written, FLAGS) == ([is_read] if is_read else [])


@pytest.mark.parametrize(
    ("written", "spans"),
    [
        ("a *b* c", [("a ", 0), ("b", 1), (" c", 0)]),
        ("**a** b", [("a", 2), (" b", 0)]),
        ("***a***", [("a", 3)]),
        ("*a **b** c*", [("a ", 1), ("b", 3), (" c", 1)]),
        ("{yes: *a*|b} c", [("a", 1), (" c", 0)]),
        ("*a {yes: b|c}*", [("a b", 1)]),
        ("*a {yes: **b**|c}*", [("a ", 1), ("b", 3)]),
        ("*a {yes: b {yes: c {n} {once: d}|}|} e*", [("a b c 4 d e", 1)]),
        ("**{cycle: x {yes: y}|z}** w", [("x y", 2), (" w", 0)]),
        ("*{n}*{n}", [("4", 1), ("4", 0)]),
        ("*a*{no: x} *b*", [("a", 1), (" ", 0), ("b", 1)]),
    ],
)
def test_emphasis(written: str, spans: list[tuple[str, int]]) -> None:
    told = Told(engine_of(END + FLAGS + "scenes:\n  start:\n    text: |\n" + block(written) + "    end: e\n"))
    prose = told.turn.events[0]
    assert isinstance(prose, Prose)
    assert [(s.text, s.style) for s in prose.spans] == spans


VISITS = """
scenes:
  start:
    text: |
      {}
    choices: [{{label: again, goto: start}}]
"""


def visits(text: str, count: int, seed: int = 7) -> list[str]:
    """What a text says on several visits."""
    told = Told(engine_of(VISITS.format(text)), seed)
    for _ in range(count - 1):
        told.choose("again")
    return told.all


def test_once_and_cycle() -> None:
    assert visits("A{once: first}.", 3) == ["Afirst.", "A.", "A."]
    assert visits("A {once: first|later}.", 3) == ["A first.", "A later.", "A later."]
    assert visits("{cycle: a|b|c}", 7) == ["a", "b", "c", "a", "b", "c", "a"]
    assert visits("{cycle: a|}x", 4) == ["ax", "x", "ax", "x"]


def test_two_varying_texts_count_apart() -> None:
    assert visits("{cycle: a|b}{cycle: c|d|e}", 4) == ["ac", "bd", "ae", "bc"]
    assert visits("{visits.start > 1: {cycle: a|b}|none}", 4) == ["none", "a", "b", "a"]


def test_shuffle_says_each_once_a_round_and_orders_differ_by_round_and_seed() -> None:
    orders = set()
    for seed in range(40):
        said = visits("{shuffle: a|b|c|d}", 8, seed)
        assert sorted(said[:4]) == sorted(said[4:]) == ["a", "b", "c", "d"]
        assert said == visits("{shuffle: a|b|c|d}", 8, seed)
        orders |= {tuple(said[:4]), tuple(said[4:])}
    assert len(orders) == 24 or len(orders) > 18


def test_shuffle_is_even() -> None:
    first = Counter(visits("{shuffle: a|b|c}", 1, seed)[0] for seed in range(1_500))
    assert all(abs(count / 1_500 - 1 / 3) < 0.05 for count in first.values()) and len(first) == 3


def test_text_lists_of_strings_conditions_pieces_and_documents() -> None:
    told = Told(
        engine_of(
            END
            + FLAGS
            + """
pieces:
  snow: |
    It snows{yes:  hard}.
  two:
    - One.
    - when: no
      text: never
      otherwise: Otherwise.
documents:
  order:
    kind: order
    title: Order No. 117
    copies: 2 copies
    to: First Department
    from: Department 27
    stamp: SECRET
    date: 12 January 1966
    text: To be *obeyed*.
scenes:
  start:
    text:
      - Plain.
      - when: yes
        text: Yes.
      - when: no
        text: No.
      - piece: snow
      - when: yes
        piece: two
      - document: order
      - document: {kind: log, text: "N is {n}."}
      - when: no
        document: order
      - Last.
    end: e
"""
        )
    )
    assert told.all[:-2] == [
        "Plain.", "Yes.", "It snows hard.", "One.", "Otherwise.",
        "[order|Order No. 117|from: Department 27; to: First Department; date: 12 January 1966; stamp: SECRET; "
        "copies: 2 copies|To be obeyed.]",
        "[log|||N is 4.]", "Last.",
    ]  # fmt: skip


def test_lines_of_a_document_are_kept_where_it_asks() -> None:
    told = Told(
        engine_of(
            END
            + FLAGS
            + """
scenes:
  start:
    text:
      - document:
          kind: log
          lines: kept
          text: |
            06:40  valve {n}
              open{no:  again}

            07:00  *shut*
      - document:
          kind: log
          text: |
            One
            two.
      - document:
          kind: log
          lines: kept
          text:
            - |
              a
                b
            - when: yes
              text: |
                c
                d
            - when: no
              text: never
      - document:
          kind: log
          text: [a, "{n}", c]
    end: e
""".replace('[a, "{n}", c]', '\n            - a\n            - "{n}"\n            - c')
        )
    )
    papers = [event for event in told.turn.events if isinstance(event, Paper)]
    assert ["".join(s.text for s in p.spans) for p in papers] == [
        "06:40  valve 4\n  open\n\n07:00  shut",
        "One two.",
        "a\n  b\n\nc\nd",
        "a\n\n4\n\nc",
    ]


PEOPLE = """
people:
  you: {forms: {surname: Nobody, first: No}}
  ozhogina:
    forms: {surname: Ozhogina, first: Vera, patronymic: Klimentyevna, tender: Verochka}
    attributes: {candidate: true, age: 47, city: Tver}
  inspector:
    forms: {first: Sasha}
    attributes: {rank: 2}
    variants:
      - {forms: {surname: Gusev, they: he}, attributes: {woman: false}}
      - {forms: {surname: Guseva, they: she}, attributes: {woman: true}}
"""


def test_forms_of_a_name_and_attributes() -> None:
    assert read(
        "{ozhogina.polite} {ozhogina.full} {ozhogina.label} {ozhogina.short} {ozhogina.tender} {ozhogina.age} "
        "{ozhogina.city} {ozhogina.candidate and ozhogina.age > 40: candidate|} {inspector.first} {inspector.rank}",
        PEOPLE,
    ) == ["Vera Klimentyevna Ozhogina Vera Klimentyevna Ozhogina Vera Verochka 47 Tver candidate Sasha 2"]


def test_variants_are_dealt_evenly_and_whole() -> None:
    engine = engine_of(
        END
        + PEOPLE
        + """
scenes:
  start: {text: "{inspector.surname} {inspector.they} {inspector.woman: woman|man}", end: e}
"""
    )
    dealt = Counter(Told(engine, seed).all[0] for seed in range(2_000))
    assert set(dealt) == {"Gusev he man", "Guseva she woman"}
    assert abs(dealt["Gusev he man"] / 2_000 - 0.5) < 0.04


ASKED = """story: told
title: Told
volumes:
  v:
    title: V
    start: start
    questionnaire:
      - {id: sex, ask: Sex, set: sex, options: [{label: F, value: woman}, {label: M, value: man}]}
      - id: name
        ask: Name
        person: you
        typed: true
        options:
          - {label: A, when: sex == "woman", forms: {surname: Orlova, first: Anna}}
          - {label: B, when: sex == "man", forms: {surname: Orlov, first: Andrei}}
"""


def test_the_questionnaires_name_is_read_everywhere() -> None:
    engine = engine_of(
        PEOPLE
        + """
variables: {sex: {one_of: [woman, man]}}
conditions: {named: you.surname == "Orlov"}
pieces: {hello: "Hello, {you.first}."}
documents: {card: {kind: card, text: "{you.full}"}}
endings: {e: {title: E, parts: ["{you.short} is {sex}. {named: yes|no}"]}}
scenes:
  start:
    text:
      - "{you.label}, {you.surname}"
      - piece: hello
      - document: card
    end: e
""",
        head=ASKED,
    )
    answers = {"sex": "man", "name": {"surname": "Orlov", "first": "Andrei", "full": "Orlov Andrei", "short": "Andrei",
                                      "label": "Orlov"}}  # fmt: skip
    assert Told(engine, answers=answers).all == [
        "Orlov, Orlov", "Hello, Andrei.", "[card|||Orlov Andrei]", "Andrei is man. yes", "END e: E",
    ]  # fmt: skip


def test_a_label_with_inline_logic_and_an_empty_one() -> None:
    told = Told(
        engine_of(
            END
            + FLAGS
            + """
scenes:
  start:
    choices:
      - {label: "{yes: Go|Stay} *now* {n}", id: go, end: e}
      - {label: "{no: never}", id: quiet, end: e}
"""
        )
    )
    assert told.offer() == ["Go now 4", "…"]
    assert [s.style for s in told.turn.offer[0].label] == [0, 1, 0]
