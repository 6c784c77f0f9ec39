"""Wrapping: width, words, emphasis."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from starcity_game.engine.events import Span
from starcity_game.plain.emphasis import marked, written
from starcity_game.plain.wrap import cells, wrap, wrap_kept, wrap_paragraphs


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


def _shown(lines: list[str]) -> list[str]:
    """Lines as a terminal with italics is sent them, its escapes made readable."""
    return [written(line, True).replace("\x1b[", "^") for line in lines]


def test_emphasis_is_set_in_one_stretch_where_it_shows_and_dropped_where_not() -> None:
    line = marked((Span("You "), Span("may  well", 1), Span(" "), Span("not", 2), Span(".")))
    assert _shown([line]) == ["You ^3mmay  well^23m ^1mnot^22m."]
    assert written(line, False) == "You may  well not."


def test_emphasis_over_lines_and_paragraphs_is_whole_in_each() -> None:
    text = marked((Span("a "), Span("one two\n\nthree", 1)))
    assert _shown(wrap_paragraphs(text, 7, "  ")) == ["  a ^3mone^23m", "  ^3mtwo^23m", "", "  ^3mthree^23m"]


def test_emphasis_goes_on_in_a_word_that_is_divided() -> None:
    assert _shown(wrap(marked((Span("abcdefgh", 2),)), 5)) == ["^1mabcde^22m", "^1mfgh^22m"]


@given(st.lists(st.tuples(st.text(alphabet="ab \n—", max_size=20), st.integers(0, 2))), st.integers(4, 20))
def test_emphasis_changes_no_line_and_never_stays_open(parts: list[tuple[str, int]], width: int) -> None:
    plain = wrap("".join(text for text, _ in parts), width, "  ")
    lines = wrap(marked(Span(*part) for part in parts), width, "  ")
    assert [written(line, False) for line in lines] == plain
    assert all(line.count("^3m") == line.count("^23m") for line in _shown(lines))
    assert all(line.count("^1m") == line.count("^22m") for line in _shown(lines))


def test_marks_that_were_written_into_a_text_are_shown_not_obeyed() -> None:
    assert written(marked((Span("\x11a\x13\x1b[3m"),)), True) == "\\x11a\\x13\\x1b[3m"


def test_brackets_and_markup_are_nothing_special() -> None:
    assert marked((Span("[bold]x[/] [@click=app.quit]"),)) == "[bold]x[/] [@click=app.quit]"


def test_paragraphs_are_divided_by_one_blank_line() -> None:
    assert wrap_paragraphs("a\n\n\nb", 20, "  ") == ["  a", "", "  b"]


def test_kept_lines_keep_their_indentation() -> None:
    assert wrap_kept("Parts\n  gross 42 t\n\nend", 30, " ") == [" Parts", "   gross 42 t", "", " end"]


def test_columns_that_fit_stay_and_those_that_do_not_hang_under_the_last() -> None:
    assert wrap_kept("Yu. 14   Karachev   none", 30, "  ") == ["  Yu. 14   Karachev   none"]
    assert wrap_kept("No. 14   a valve, worn through", 22, "  ") == [
        "  No. 14   a valve,",
        "           worn",
        "           through",
    ]
    assert wrap_kept("  gross weight 42", 12) == ["  gross", "    weight", "    42"]


@given(st.text(alphabet="ab   \n漢", max_size=300), st.integers(8, 40))
def test_kept_lines_are_never_too_wide_and_lose_nothing(text: str, width: int) -> None:
    lines = wrap_kept(text, width, "  ")
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
