"""Story text with a fault: which, where, and what is advised. (How a text is read: tests/engine/test_texts.py.)"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from written import load_text, marked, only

from starcity_game.story.prose import ProseFault, Writer, parse_text

STORY = """
variables: {{n: {{number: 1}}, f: {{flag: true}}, w: {{one_of: [red, blue]}}}}
people: {{vera: {{forms: {{surname: Ozhogina, first: Vera}}, attributes: {{old: true}}}}}}
endings: {{e: {{title: E, parts: [Over.]}}}}
scenes:
  start:
    text: |
      The first line is fine, with {{n}} and {{f: this|that}}.
      {}
    end: e
"""


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("Somebody ⟪{n left it open.", "E401", r"\{"),
        ("A ⟪} by itself.", "E401", r"\}"),
        (r"A ⟪\d backslash.", "E401", r"\\"),
        ("The end⟪\\", "E401", r"\\"),
        ("A ⟪{f: this|that", "E401", r"\{"),
        ("A {f: this ⟪{n|that}", "E401", r"\{"),
        ("An ⟪*open emphasis.", "E402", r"\*"),
        ("A **strong **one⟪** and on.", "E402", r"\*"),
        ("{f: an ⟪*open|emphasis}", "E402", r"\*"),
        ("⟪{f: a|b|c}", "E403", r"\|"),
        ("⟪{once: a|b|c}", "E403", ""),
        ("⟪{cycle: a}", "E403", "divide them by |"),
        ("⟪{shuffle: a}", "E403", "divide them by |"),
        ("{f: " * 8 + "{f: ⟪a" + "}" * 9, "E404", ""),
        ("Is it ⟪{f}?", "E405", "{condition: this|otherwise}"),
        ("It is ⟪{now}.", "E405", ""),
        ("Is it ⟪{vera.old}?", "E405", ""),
        ("Dear ⟪{vera.surnam},", "E406", "did you mean surname?"),
        ("Dear {⟪vera.zzz},", "E406", "the forms are first, full, label"),
        ("Dear {⟪vara.surname},", "E304", "did you mean vera.surname?"),
        ("It is {⟪m}.", "E304", ""),
        ("It is { ⟪ver.first }.", "E304", "did you mean vera.first?"),
        ("It is {⟪nn == 1: one|two}.", "E304", ""),
        ("{f: one {w == ⟪\"green\": two|three}|four}", "E306", ""),
        ("{⟪n: this|that}", "E305", "n > 0"),
        ("{n == 1 and (⟪): a|b}", "E303", ""),
    ],
)  # fmt: skip
def test_a_fault_in_a_text_points_at_its_character(text: str, code: str, hint: str) -> None:
    for mark, code_of in (("{", "E405"), ("{", "E406")):
        text = text.replace(f"⟪{mark}", f"{mark}⟪") if code == code_of else text
    only(STORY.format(text), code, hint)


def test_a_fault_in_a_later_paragraph_of_a_deeper_block_and_after_wide_characters() -> None:
    only(
        STORY.format("Слово — “и” 😀.\n\n\n        Indented more, and {f: yes|\n      no} and *all* {⟪unknown_name}."),
        "E304",
    )


def test_a_fault_in_a_quoted_or_plain_text_of_one_line() -> None:
    for line in ('text: "One {⟪unknown_name}."', "text: 'One {⟪unknown_name}.'", "text: One {⟪unknown_name}."):
        only("endings: {e: {title: E, parts: [Over.]}}\nscenes:\n  start:\n    " + line + "\n    end: e\n", "E304")


def test_every_text_of_a_list_says_its_first_fault() -> None:
    text, places = marked("""
endings: {e: {title: E, parts: [Over.]}}
scenes:
  start:
    text:
      - "One ⟪{"
      - when: ⟪unknown_name
        text: |
          Two
          ⟪} three
        otherwise: "⟪*"
      - document:
          kind: k
          text: |
            Four {⟪m}
    end: e
""")
    found = load_text(text).findings
    assert sorted((f.line, f.column) for f in found) == sorted(places), [f.line_of_text() for f in found]


def test_a_label_cannot_count_how_often_it_was_read() -> None:
    for label in (
        'label: "Go ⟪{once: a|b}", goto: start',
        'label: x, when: 1 > 2, locked: "⟪{cycle: a|b}", goto: start',
    ):
        only("scenes: {start: {choices: [{label: on, goto: start}, {" + label + "}]}}\n", "E407", "seen.scene")


WRITER = Writer(lambda _t, _o: 1, lambda _t, _o: 2, lambda: 3)


@settings(max_examples=500)
@given(st.text(alphabet="ab {}|*\\:\n\"'.once", max_size=40), st.booleans())
def test_any_text_is_read_or_refused_at_one_of_its_characters(text: str, keep: bool) -> None:
    try:
        parse_text(text, WRITER, keep)
    except ProseFault as fault:
        assert 0 <= fault.offset <= len(text)
        assert fault.code in ("E401", "E402", "E403", "E404")


@given(st.text(alphabet=st.characters(blacklist_categories=["Cc", "Cs"]), max_size=60))
def test_any_text_can_be_written_with_escapes(text: str) -> None:
    escaped = "".join(f"\\{c}" if c in "{}|*\\" else c for c in text)
    read = "".join(piece.text for piece in parse_text(escaped, WRITER))  # type: ignore[union-attr]
    assert read == text.strip(" ") or read.strip(" ") == text.strip(" ")
