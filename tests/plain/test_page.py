"""The gate through which all text goes."""

from __future__ import annotations

import io

from starcity_game.engine.events import Option, Paper, Prose, Span
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
