"""Story files made to hurt: whatever the bytes, findings and nothing else, and soon."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import starcity_game
from starcity_game.story import yaml_events
from starcity_game.story.diagnostics import Findings
from starcity_game.story.nodes import Mapping
from starcity_game.story.read_yaml import CODES, read_yaml

LINE = re.compile(r"a\.yaml(:\d+){0,2}: (warning )?E\d\d\d \S")


def read(data: bytes, seconds: float = 2.0) -> tuple[Mapping | None, list[str]]:
    """Read within a time; every finding is one printable line with a known code."""
    findings = Findings()
    begun = time.process_time()
    root = read_yaml(data, "a.yaml", findings)
    assert time.process_time() - begun < seconds
    lines = [found.line_of_text() for found in findings.items]
    assert all(line.isprintable() and LINE.match(line) and len(line) < 1000 for line in lines), lines
    assert {found.code for found in findings.items} <= set(CODES)
    assert len(lines) <= 60
    last = data.count(b"\n") + data.count(b"\r") + 1
    assert all(found.line <= last for found in findings.items)
    assert root is not None or findings.failed
    return root, [found.code for found in findings.items]


BYTES = st.binary(max_size=300)
YAMLISH = st.lists(
    st.sampled_from(
        ["a", "b: ", "- ", "\n", "\n  ", "\n    ", ": ", " #", '"', "'", "|", ">", "|2", "&a ", "*a", "!",
         "!!x ", "? ", "[", "]", "{", "}", ",", "%", "@", "`", "\t", "---\n", "...\n", "%YAML 1.2\n", "\\",
         "\\u202e", "<<: ", "é", "\u2028", "\x85", "\x1b", "\ufeff", "~", "scenes:\n  ", "text: |\n      ",
         "1:30", "😀"]
    ),
    max_size=60,
).map("".join)  # fmt: skip


@given(BYTES)
@settings(max_examples=300, deadline=None)
def test_any_bytes(data: bytes) -> None:
    read(data)


@given(YAMLISH)
@settings(max_examples=1000, deadline=None)
def test_any_pile_of_yaml(text: str) -> None:
    read(text.encode())


@given(YAMLISH)
@settings(max_examples=300, deadline=None)
def test_any_pile_of_yaml_without_libyaml(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_events, "CParser", None)
        read(text.encode())


@given(st.text(st.characters(codec="utf-8"), max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_text(text: str) -> None:
    read(text.encode())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("a: 1\n".encode("utf-16"), "E101"),
        ("a: 1\n".encode("utf-16-le"), "E101"),
        ("a: 1\n".encode("utf-16-be"), "E101"),
        ("a: 1\n".encode("utf-32"), "E101"),
        ("a: 1\n".encode("utf-32-be"), "E101"),
        (b"a: caf\xe9\n", "E101"),
        (b"a: \xed\xa0\x80\n", "E101"),
        (b"a: \xc0\xaf\n", "E101"),
        (b"a: x\0y\n", "E102"),
        (bytes(range(256)), "E102"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "E102"),
        (b"a: x\n" * 1_000_000, "E103"),
    ],
)
def test_files_that_are_not_stories(data: bytes, code: str) -> None:
    assert read(data) == (None, [code])


def test_where_utf8_ends() -> None:
    findings = Findings()
    read_yaml("é: 1\r\nbé: x".encode() + b"\xff", "a.yaml", findings)
    assert [(found.line, found.column) for found in findings.items] == [(2, 6)]


RAW = ["\x01", "\x1b", "\x7f", "\x85", "\x9b", "\u200b", "\u200c", "\u200d", "\ufeff", "\u2028", "\u2029",
       "\u202e",
       "\u2066", "\ufffe", "\U0001ffff", "\u00ad", "\r"]  # fmt: skip


@pytest.mark.parametrize("character", RAW)
def test_forbidden_characters_raw(character: str) -> None:
    findings = Findings()
    root = read_yaml(f"a: 1\nb: x{character}y\nc: *z\n".encode(), "a.yaml", findings)
    assert [(found.line, found.column, found.code) for found in findings.items] == [
        (2, 5, "E104"),
        (3, 4, "E112"),
    ]
    assert root is not None and list(root.entries) == ["a", "b", "c"]


def test_a_line_separator_hides_no_key() -> None:
    root, codes = read("a: 1 # c\u2028hidden: 2\n".encode())
    assert codes == ["E104"] and root is not None and list(root.entries) == ["a"]


@pytest.mark.parametrize("escape", [r"\e", r"\a", r"\0", r"\x1b", r"\x9d", r"\N", r"\L", r"\P", r"\u202e",
                                    r"\u200b",
                                    r"\uFEFF", r"\U0001fffe", r"\r", r"\b", r"\v", r"\f"])  # fmt: skip
def test_forbidden_characters_as_escapes(escape: str) -> None:
    findings = Findings()
    read_yaml(f'a: 1\nb: "x{escape}y"\n"k{escape}": 3\n'.encode(), "a.yaml", findings)
    assert [(found.line, found.column, found.code) for found in findings.items] == [
        (2, 4, "E105"),
        (3, 1, "E105"),
    ]


@pytest.mark.parametrize("escape", [r"\ud800", r"\U00110000", r"\xZZ"])
def test_escapes_that_are_no_characters(escape: str) -> None:
    root, codes = read(f'scenes:\n  a:\n    b: "x{escape}"\n  c:\n    d: e\n'.encode())
    assert codes == ["E212"] and root is not None


BOMBS = {
    "brackets": b"[" * 200_000,
    "braces": b"{" * 200_000,
    "nested flow": b"a: " + b"{a: " * 200_000,
    "dashes": b"- " * 200_000,
    "explicit keys": b"? " * 200_000,
    "nested blocks": b"".join(b" " * n + b"a:\n" for n in range(1_300)),
    "aliases": b"a: &a [x,x]\n" + b"".join(b"b%d: &b%d [*a,*a,*a]\n" % (n, n) for n in range(20_000)),
    "billion laughs": b"a: &a [x]\n" + b"".join(b"a%d: &a%d [%s]\n" % (n, n, b"*a," * 9) for n in range(20)),
    "merge keys": b"a: &a {b: c}\n" + b"".join(b"d%d: {<<: [*a,*a,*a]}\n" % n for n in range(20_000)),
    "tags": b"a: !!python/object/apply:os.system [x]\n" * 20_000,
    "quotes": b'"' * 900_000,
    "colons": b"a: b: " * 160_000,
    "many syntax errors": b"a:\n" + b"".join(b"  k%d: b: c\n" % n for n in range(60_000)),
    "error at the end": b"a:\n" + b"".join(b"  k%06d: {}\n" % n for n in range(70_000)) + b"  x: y: z\n" * 20,
    "nodes": b"a:\n" + b"- \n" * 330_000,
    "flow nodes": b"a: [" + b"a," * 490_000 + b"]",
    "long text": b"a: " + b"x" * 900_000,
    "long line with comment": b"a: [" + b"a b," * 240_000 + b"] #x",
    "spaces": b"a:" + b" " * 900_000 + b"#",
    "comments": b"a: b c #d\n" * 90_000,
    "accents": b"a: {? e" + ("\u0301\u0323" * 200_000).encode() + b": 1}",
    "controls": b"a: " + b"\x01" * 900_000,
    "emoji": ("a: " + "\U0001f680" * 240_000).encode(),
    "tabs": b"\t" * 900_000,
    "unclosed": b"a:\n" + b"  b: 'x\n" * 100_000,
    "directives": b"%YAML 1.1\n" * 90_000,
    "documents": b"---\n" * 200_000,
    "percent": b"%" * 900_000,
    "bangs": b"a: " + b"! " * 400_000,
    "blocks": b"a: |\n" + b" \n" * 400_000 + b"x",
    "indents": b"".join(b" " * (n % 40) + b"a: b\n" for n in range(35_000)),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_answer_within_two_seconds(name: str) -> None:
    data = BOMBS[name]
    assert len(data) <= 1_000_000
    root, codes = read(data)
    assert codes or root is not None


def test_a_bomb_stays_within_its_memory() -> None:
    program = (
        "import resource, sys; from starcity_game.story.read_yaml import read_yaml;"
        "from starcity_game.story.diagnostics import Findings; found = Findings();"
        "resource.setrlimit(resource.RLIMIT_AS, (300_000_000, resource.RLIM_INFINITY));"
        "read_yaml(sys.stdin.buffer.read(), 'a.yaml', found); print(found.items[0].code)"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(starcity_game.__file__).parent.parent)}
    for name, code in (("flow nodes", "E108"), ("nodes", "E108"), ("error at the end", "E202")):
        done = subprocess.run(
            [sys.executable, "-c", program], input=BOMBS[name], capture_output=True, check=False, env=env
        )
        assert (done.stdout.decode().strip(), done.stderr.decode()) == (code, "")


def test_the_caps_have_codes_of_their_own() -> None:
    assert read(BOMBS["brackets"])[1] == ["E107"]
    assert read(BOMBS["flow nodes"])[1] == ["E108"]
    assert read(BOMBS["long text"])[1] == ["E109"]


def test_depth_is_counted_exactly() -> None:
    fine, deep = b"a: " + b"[" * 31 + b"]" * 31, b"a: " + b"[" * 32 + b"]" * 32
    assert read(fine)[1] == []
    assert read(deep)[1] == ["E107"]


def test_a_text_of_the_greatest_length_is_read() -> None:
    assert read(b"a: " + b"x" * 100_000)[1] == []
    assert read(b"a: " + b"x" * 100_001)[1] == ["E109"]
