"""Strict text: which characters are forbidden, and how they are shown."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcity_game.story.strict_text import FORBIDDEN, clean, describe, first_forbidden

HOSTILE = [
    "\x00", "\x07", "\x08", "\x0b", "\x0c", "\r", "\x1b", "\x7f", "\x85", "\x9b", "\x9d", "\u00ad", "\u200b",
    "\u200c",
    "\u200d", "\u200e", "\u200f", "\u2028", "\u2029", "\u202a", "\u202e", "\u2060", "\u2066", "\u2069",
    "\u061c",
    "\ufeff", "\ufe0f", "\ud800", "\udfff", "\ufdd0", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff",
    "\U000e0041",
]  # fmt: skip
PROSE = "Плесецк, “curly” ‘single’ … — naïve café Łódź № 117 € 東京 ✈ 🚀 \t\n\u00a0[x] {y} #z \ufffd e\u0301"


@pytest.mark.parametrize("character", HOSTILE)
def test_hostile_characters_are_found_and_cleaned(character: str) -> None:
    text = f"ab{character}c"
    assert first_forbidden(text) == 2
    assert clean(text).isprintable()
    assert describe(character).startswith("U+")


def test_prose_of_many_languages_is_allowed() -> None:
    assert first_forbidden(PROSE) is None
    assert clean(PROSE, lines=True) == PROSE


def test_every_control_format_and_surrogate_character_is_forbidden_or_a_visible_sign() -> None:
    visible_signs = set(range(0x600, 0x606)) | {0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
    missed = [
        hex(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        and not FORBIDDEN.match(chr(code))
        and code not in visible_signs | {9, 10}
    ]
    assert missed == []


def test_names_become_one_line() -> None:
    assert clean("a\n\tb") == "a\\x0a\\x09b"
    assert clean("a\n\tb", lines=True) == "a\n\tb"
    assert clean("\u202egnp.exe") == "\\u202egnp.exe"
    assert clean("\U000e0041") == "\\U000e0041"


@given(st.text(st.characters(codec=None)))
def test_clean_text_holds_nothing_forbidden_and_cleaning_again_changes_nothing(text: str) -> None:
    cleaned = clean(text)
    assert first_forbidden(cleaned) is None
    assert "\n" not in cleaned
    assert clean(cleaned) == cleaned


@given(st.text(st.characters(codec=None)))
def test_the_fast_search_agrees_with_the_expression(text: str) -> None:
    found = FORBIDDEN.search(text)
    assert first_forbidden(text) == (found.start() if found else None)
