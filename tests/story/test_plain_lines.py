"""The reader of plain lines gives the nodes that the YAML reader gives, or leaves the file to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from starcity_game.story.compose import Composer, Refused
from starcity_game.story.diagnostics import Findings
from starcity_game.story.nodes import Node, Scalar, Sequence
from starcity_game.story.plain_lines import read_plain_lines
from starcity_game.story.source_text import source_text

ROOT = Path(__file__).parents[2]
FILES = sorted([*(ROOT / "story").rglob("*.yaml"), *(ROOT / "tests" / "data").rglob("*.yaml")])


def flat(node: Node) -> Any:
    """Everything that a node says, places included."""
    if isinstance(node, Scalar):
        return node.value, node.line, node.column, node.style
    if isinstance(node, Sequence):
        return ["list", node.line, node.column, node.flow, *map(flat, node.items)]
    return [
        "mapping",
        node.line,
        node.column,
        node.flow,
        *((key, flat(own), flat(value)) for key, (own, value) in node.entries.items()),
    ]


def strict(text: str) -> str | None:
    """The text as the readers get it; None when it is refused before."""
    findings = Findings()
    found = source_text(text.encode(), "a.yaml", findings)
    return None if findings.items else found


def agree(text: str) -> bool:
    """Whether both read `text`; fails when the plain reader gives what the YAML reader does not."""
    plain = read_plain_lines(text)
    if plain is None:
        return False
    findings = Findings()
    try:
        composed = Composer(text, "a.yaml", findings).document()
    except (Refused, yaml.YAMLError) as error:
        raise AssertionError(f"the YAML reader refuses it: {error}") from error
    assert not findings.items
    assert flat(plain) == flat(composed)
    return True


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_real_files_give_the_same_nodes(path: Path) -> None:
    text = strict(path.read_text(encoding="utf-8"))
    assert text is not None
    agree(text)


def test_most_of_a_real_story_is_plain_lines() -> None:
    texts = [path.read_text(encoding="utf-8") for path in FILES if path.is_relative_to(ROOT / "story")]
    read = [text for text in texts if read_plain_lines(text) is not None]
    assert sum(map(len, read)) > 0.7 * sum(map(len, texts))


WORDS = [
    "no",
    "Sit in it.",
    "a: b",
    "a:b",
    "#",
    "a # b",
    "a #b",
    "a#b",
    '"',
    "'",
    "“Mine,”",
    "*soft*",
    "&",
    "!",
    "- x",
    "-1",
    "-",
    "--",
    "---",
    "...",
    "?",
    "? a",
    "|",
    "|-",
    ">",
    "{a: b}",
    "[a, b]",
    "[",
    "]",
    "{",
    "}",
    "{nerve >= 4: a|b}",
    "[a, {b: c, d: [e]}]",
    "{date: 1966-01-14 06:40, place: ward}",
    "[a,b]",
    "[a, ]",
    "{a: }",
    "{a}",
    "[a:b]",
    "[ a ]",
    '["a, b", c]',
    "['a']",
    "{a: b, a: c}",
    '{"a": b}',
    "[]",
    "{}",
    "[a b, c d]",
    "[a  b]",
    "[a#b, c]",
    "[a #b]",
    "[-1, -a]",
    "[1:30, a]",
    "[\u00a0a]",
    '"a"',
    '"a" b',
    '"a \\" b"',
    '"\\\\"',
    '"\\n"',
    "'a'",
    "'it''s'",
    "'a' b",
    '"a: b"',
    '"a # b"',
    "",
    " ",
    "  ",
    "a ",
    "a\u00a0",
    "\u00a0a",
    "\u3000",
    "é",
    "Ж: ж",
    "%",
    "@",
    "`",
    "<<",
    "~",
    "null",
    "=",
    "a:",
    ":",
    ": a",
    ":a",
    ",",
    ",a",
    "\t",
    "a\tb",
    "\\",
    "\ufffd",
    "a, b",
    "a [b]",
    "a {b}",
    "key: |",
    "a" * 120,
]
KEYS = ["a", "b", "c", "text", "choices", "when", "a.b", "a-b", "a b", "1", "<<", '"q"', "Ж", "x" * 101, "_"]
HEADS = st.one_of(
    st.just(""),
    st.just("- "),
    st.just("-"),
    st.just("-  "),
    st.just("- - "),
    st.sampled_from([f"{k}:" for k in KEYS]),
    st.sampled_from([f"{k}: " for k in KEYS]),
    st.sampled_from([f"- {k}:" for k in KEYS]),
    st.sampled_from([f"- {k}: " for k in KEYS]),
    st.just("# "),
    st.just("a:  "),
)
LINES = st.builds(
    lambda indent, head, word: " " * indent + head + word,
    st.one_of(st.sampled_from([0, 2, 4, 6, 8]), st.integers(0, 9)),
    HEADS,
    st.sampled_from(WORDS),
)


@settings(max_examples=600, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=12), st.sampled_from(["\n", "", "\n\n", "\n  \n"]))
@example(["a: |", "  b", "   ", "  c"], "\n")
@example(["a: |", "  b", " c"], "\n")
@example(["a:", "- b", "- c: d", "  e: |", "    f", "g: h"], "\n")
def test_any_lines_give_the_same_nodes_or_none(lines: list[str], end: str) -> None:
    text = strict("\n".join(lines) + end)
    if text is not None:
        agree(text)


@st.composite
def likely(draw: st.DrawFn, indent: int = 0, depth: int = 0) -> list[str]:
    """The lines of a mapping as authors write them."""
    pad, lines = " " * indent, []
    for key in draw(st.lists(st.sampled_from(KEYS[:8]), min_size=1, max_size=4, unique=True)):
        kind = draw(st.integers(0, 5 if depth < 3 else 3))
        if kind <= 1:
            lines.append(f"{pad}{key}: {draw(st.sampled_from(WORDS))}")
        elif kind == 2:
            width = indent + draw(st.integers(1, 4))
            lines.append(f"{pad}{key}: |")
            lines += [" " * width + draw(st.sampled_from(WORDS)) for _ in range(draw(st.integers(0, 3)))]
            lines += draw(st.lists(st.sampled_from(["", " " * width, "  ", " " * indent + "# a"]), max_size=2))
        elif kind == 3:
            lines.append(f"{pad}{key}:")
        elif kind == 4:
            lines += [f"{pad}{key}:", *draw(likely(indent + draw(st.integers(1, 3)), depth + 1))]
        else:
            inner = indent + draw(st.sampled_from([0, 2]))
            lines.append(f"{pad}{key}:")
            for _ in range(draw(st.integers(1, 3))):
                if draw(st.booleans()):
                    lines.append(" " * inner + "- " + draw(st.sampled_from(WORDS)))
                else:
                    member = draw(likely(inner + 2, depth + 1))
                    lines += [" " * inner + "- " + member[0].lstrip(" "), *member[1:]]
    return lines


@settings(max_examples=600, deadline=None)
@given(likely())
def test_mappings_as_authors_write_them_give_the_same_nodes_or_none(lines: list[str]) -> None:
    text = strict("\n".join(lines) + "\n")
    if text is not None:
        agree(text)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_slips_in_a_real_file_give_the_same_nodes_or_none(data: st.DataObject) -> None:
    lines = FILES[0].read_text(encoding="utf-8").split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    kind = data.draw(st.sampled_from(["cut", "twice", "indent", "insert"]))
    if kind == "cut":
        del lines[at]
    elif kind == "twice":
        lines.insert(at, lines[at])
    elif kind == "indent":
        lines[at] = " " * data.draw(st.integers(0, 6)) + lines[at].lstrip(" ")
    else:
        place = data.draw(st.integers(0, len(lines[at])))
        lines[at] = lines[at][:place] + data.draw(st.sampled_from(list(" :#'\"-|>{}[]*&!,\n"))) + lines[at][place:]
    text = strict("\n".join(lines))
    if text is not None:
        agree(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "b" * 100_001 + "\n",
        "a: |\n" + "  bbbbbbbbb\n" * 10_100,
        "a: |\n" + "  bbbbbbbbb\n" * 40_100,
        "a:\n" + "  b: [c, d, e, f]\n" * 12_000,
        "".join(f"{' ' * n}a:\n" for n in range(40)),
    ],
)
def test_what_may_be_over_a_limit_is_left_to_the_yaml_reader(text: str) -> None:
    assert read_plain_lines(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "# only this\n",
        "a: b",
        "- a\n",
        "a: b\na: c\n",
        "a:\tb\n",
        "a: >\n  b\n",
        "a: b # c\n",
        "a: 'it''s'\n",
        "a\n",
        "a: |\n",
        "a: |\n\n  b\n",
        "a: b\n  c\n",
        "a: *b\n",
        "? a\n",
        "--- \na: b\n",
        "a:\n  - - b\n",
        "  a: b\nc: d\n",
    ],
)
def test_what_is_not_plain_is_left_to_the_yaml_reader(text: str) -> None:
    assert read_plain_lines(text) is None
