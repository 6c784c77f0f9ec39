"""The gate through which all text goes."""

from __future__ import annotations

import io

import pytest

from starcity_game.engine.events import Checked, Learned, Moved, Option, Paper, Prose, Span
from starcity_game.plain import draw
from starcity_game.plain.page import MEASURE, Page, measure


def _page(width: int = 40) -> tuple[io.StringIO, Page]:
    out = io.StringIO()
    return out, Page(out, width)


def test_what_is_no_terminal_is_written_in_the_full_measure() -> None:
    assert measure(io.StringIO()) == MEASURE


def test_nothing_that_a_terminal_obeys_gets_through() -> None:
    out, page = _page()
    hostile = "a\x1b]0;title\x07b\x9b31m\u202e\u200b"
    page.line(hostile)
    page.says(hostile)
    page.item(hostile, hostile)
    page.prompt(hostile)
    page.answered(hostile)
    page.prose([Span(hostile)])
    draw.draw(page, Paper("d", hostile, hostile, ((hostile, hostile),), (Span(hostile),)))
    draw.options(page, [Option(hostile, (Span(hostile),), False, hostile, hostile)])
    assert all(character.isprintable() or character == "\n" for character in out.getvalue())


def test_story_text_never_reaches_the_left_edge() -> None:
    out, page = _page()
    text = "-- The program has ended.\n\n[sheet 3] > undo " + "x" * 100
    draw.events(page, [Prose((Span(text),)), Paper("d", "form", text, (("from", text),), (Span(text),))])
    draw.options(page, [Option("a", (Span(text),)), Option("b", (Span(text),), False, text)])
    assert all(line.startswith("  ") for line in out.getvalue().splitlines() if line)


def test_there_are_never_two_blank_lines() -> None:
    out, page = _page()
    page.gap()
    page.text("a")
    page.gap()
    page.text("b\n\n\n\nc")
    assert out.getvalue() == "  a\n\n  b\n\n  c\n"


def test_only_open_options_have_numbers() -> None:
    out, page = _page()
    offer = [
        Option("a", (Span("Sit"),), odds="nerve, even odds"),
        Option("b", (Span("Run"),), open=False, reason="no legs"),
        Option("c", (Span("Wait"),)),
    ]
    draw.options(page, offer)
    assert out.getvalue() == "  1  Sit (nerve, even odds)\n  ·  Run (no legs)\n  2  Wait\n"


def test_a_paper_keeps_its_lines() -> None:
    paper = Paper("w", "waybill", "No. 31", (("from", "Plant 586"), ("to", "Site 10")), (Span("a\n  b"),))
    assert draw.paper(paper, 24) == [
        "  ── waybill ───────────",
        "    No. 31",
        "    from:  Plant 586",
        "    to:    Site 10",
        "",
        "    a",
        "      b",
        "  ──────────────────────",
    ]


def test_a_copied_passage_has_a_line_for_each_paragraph() -> None:
    long = "word " * 40 + "end"
    assert draw.copied([Prose((Span(long + "\n\nnext "), Span("one", 1)))]) == [long, "next one"]


def test_a_paper_whose_lines_are_not_kept_is_paragraphs() -> None:
    text = Span("one two three four\n\nfive")
    assert draw.paper(Paper("w", "", "", (), (text,)), 14)[1:-1] == [
        "",
        "    one two",
        "    three four",
        "",
        "    five",
    ]


def test_a_date_line_is_in_full_only_when_the_day_or_the_place_changes() -> None:
    out, page = _page(72)
    day = 24 * 60
    moments = [Moved(365, "the yard"), Moved(366, "the yard"), Moved(366, "the shed"), Moved(day + 5, "the shed")]
    draw.events(page, [moments[0]], Moved(0, ""))
    draw.events(page, moments[1:], moments[0])
    assert out.getvalue().split("\n\n") == [
        "  Friday, 1 January 1960, 06:05 · the yard",
        "  06:06",
        "  Friday, 1 January 1960, 06:06 · the shed",
        "  Saturday, 2 January 1960, 00:05 · the shed\n",
    ]


def test_a_fact_stands_under_the_text_that_tells_it() -> None:
    out, page = _page()
    draw.events(page, [Learned("f", "It is cold."), Moved(0, "")])
    assert out.getvalue().startswith("-- Noted: It is cold.\n\n  Friday")


def test_a_check_says_the_odds_and_what_came_of_it() -> None:
    out, page = _page(72)
    said = [
        Checked("nerve", "against you", True),
        Checked("Nerve", "even odds", False),
        Checked("a hand", "a long shot", True),
    ]
    draw.events(page, said)
    assert out.getvalue().splitlines()[::2] == [
        "-- Nerve, with the odds against you: you manage it.",
        "-- Nerve, at even odds: you do not manage it.",
        "-- A hand, a long shot: you manage it.",
    ]


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _written(out: io.StringIO) -> str:
    Page(out, 40).prose([Span("a "), Span("b", 1)])
    return out.getvalue()


def test_emphasis_is_set_at_a_terminal_that_has_it_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert _written(_Terminal()) == "  a \x1b[3mb\x1b[23m\n"
    assert _written(io.StringIO()) == "  a b\n"
    monkeypatch.setenv("NO_COLOR", "1")
    assert _written(_Terminal()) == "  a b\n"
    monkeypatch.delenv("NO_COLOR")
    for term in ("dumb", "", "unknown"):
        monkeypatch.setenv("TERM", term)
        assert _written(_Terminal()) == "  a b\n"
