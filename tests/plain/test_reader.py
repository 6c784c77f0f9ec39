"""Lines from hostile input."""

from __future__ import annotations

import io

from starcity_game.plain.reader import MAX_CHARACTERS, Reader


def _lines(data: bytes) -> list[str]:
    reader = Reader(io.BytesIO(data), echo=True)
    return list(iter(reader.line, None))


def test_lines_come_without_blanks_around_them() -> None:
    assert _lines(b" 1 \r\nundo 2\n") == ["1", "undo 2"]


def test_the_last_line_needs_no_line_feed() -> None:
    assert _lines(b"1\n2") == ["1", "2"]


def test_invalid_utf_8_is_replaced() -> None:
    assert _lines(b"\xff\xfe\n1\n") == ["\ufffd\ufffd", "1"]


def test_a_megabyte_in_one_line_is_cut_and_the_next_line_is_whole() -> None:
    first, second = _lines(b"x" * 1_000_000 + b"\n2\n")
    assert (len(first), second) == (MAX_CHARACTERS, "2")


def test_a_line_that_ends_exactly_at_the_limit_does_not_swallow_the_next() -> None:
    assert _lines(b"y" * 3_999 + b"\n2\n")[1] == "2"
    assert _lines(b"y" * 4_000 + b"\n2\n")[1] == "2"
