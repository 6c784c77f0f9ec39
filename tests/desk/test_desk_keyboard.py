"""Whatever comes from the keyboard can be decoded, and a paste stays a paste."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from starcity_game.desk.keyboard import END, LONGEST, START, Keyboard


def typed(*pieces: bytes) -> str:
    """What a keyboard gives for these reads."""
    keyboard = Keyboard()
    return "".join(keyboard.decode(piece) for piece in pieces)


@given(st.lists(st.binary(max_size=40), max_size=8))
def test_no_bytes_make_it_fail(pieces: list[bytes]) -> None:
    assert isinstance(typed(*pieces), str)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.integers(1, 9))
def test_an_escape_in_a_paste_is_no_key_however_it_is_cut(pasted: str, size: int) -> None:
    whole = ("a" + START + pasted.replace(END, "") + END + "\x1b[A").encode()
    pieces = [whole[at : at + size] for at in range(0, len(whole), size)]
    if START in pasted:
        return
    given_back = typed(*pieces)
    assert given_back.startswith("a" + START) and given_back.endswith(END + "\x1b[A")
    assert "\x1b" not in given_back[len("a" + START) : -len(END + "\x1b[A")]


def test_the_escape_key_is_not_kept_waiting() -> None:
    assert typed(b"\x1b") == "\x1b"
    assert typed(b"\x1b[") == "\x1b["


def test_what_is_typed_passes_unchanged() -> None:
    assert typed("ё“\x1b[A\x1b[<0;3;4M1".encode()) == "ё“\x1b[A\x1b[<0;3;4M1"


def test_a_huge_paste_is_cut() -> None:
    given_back = typed((START + "x" * 3_000_000 + END).encode(), b"q")
    assert len(given_back) == len(START) + LONGEST + len(END) + 1
