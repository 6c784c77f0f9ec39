"""Wrapping: width, words, emphasis."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from starcity_game.engine.events import Span
from starcity_game.plain.wrap import cells, marked, wrap, wrap_kept, wrap_paragraphs


@given(st.text(alphabet="ab \n—é漢\u0301", max_size=200), st.integers(8, 40))
def test_no_line_is_too_wide_and_no_character_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width, "> ", "  ")
    assert all(cells(line) <= width for line in lines)
    joined = "".join(line[2:] for line in lines)
    assert joined.replace(" ", "") == "".join(text.split())


def test_words_stay_whole_when_they_fit() -> None:
    assert wrap("one two three", 9, "- ", "  ") == ["- one two", "  three"]


def test_a_word_wider_than_the_line_is_divided() -> None:
    assert wrap("abcdefgh xy", 5) == ["abcde", "fgh", "xy"]


def test_a_no_break_space_does_not_break() -> None:
    assert wrap("aa bb\u00a0cc", 5) == ["aa", "bb\u00a0cc"]


def test_wide_and_combining_characters_are_counted_in_columns() -> None:
    assert cells("漢字") == 4
    assert cells("е\u0301") == 1


def test_emphasis_is_marked_inside_its_blanks() -> None:
    spans = (Span("You "), Span("may ", 1), Span("not", 2), Span("."))
    assert marked(spans) == "You _may_ *not*."


def test_emphasis_over_paragraphs_is_marked_in_each() -> None:
    assert marked((Span("one\n\ntwo", 1),)) == "_one_\n\n_two_"


def test_brackets_and_markup_are_nothing_special() -> None:
    assert marked((Span("[bold]x[/] [@click=app.quit]"),)) == "[bold]x[/] [@click=app.quit]"


def test_paragraphs_are_divided_by_one_blank_line() -> None:
    assert wrap_paragraphs("a\n\n\nb", 20, "  ") == ["  a", "", "  b"]


def test_kept_lines_keep_their_indentation() -> None:
    assert wrap_kept("Parts\n  gross 42 t\n\nend", 30, " ") == [" Parts", "   gross 42 t", "", " end"]
