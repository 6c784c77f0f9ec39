"""Reading a story file: values as written, positions, slips in prose, and reading on after a fault."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from starcity_game.story import folder, read_yaml, slips, yaml_events
from starcity_game.story.diagnostics import Diagnostic, Findings, Severity
from starcity_game.story.nodes import Mapping, Node, Scalar, Sequence, where
from starcity_game.story.slips import flow_slip, looks_like_prose_key, prose_key_slip
from starcity_game.story.strict_text import first_forbidden


@pytest.fixture(params=["libyaml", "python"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs on libyaml and on PyYAML's own parser, the fallback."""
    if request.param == "python":
        monkeypatch.setattr(yaml_events, "CParser", None)
    else:
        assert yaml_events.CParser is not None


def read(source: str | bytes) -> tuple[Mapping | None, list[Diagnostic]]:
    findings = Findings()
    data = source.encode() if isinstance(source, str) else source
    return read_yaml.read_yaml(data, "a.yaml", findings), findings.items


def plain(node: Node | None) -> Any:
    """The node as dicts, lists and strings."""
    match node:
        case Scalar():
            return node.value
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {key: plain(value) for key, (_, value) in node.entries.items()}
    return None


def get(node: Node, *path: str | int) -> Node:
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str):
            node = node.entries[step][1]
        elif isinstance(node, Sequence) and isinstance(step, int):
            node = node.items[step]
    return node


def codes(found: list[Diagnostic]) -> list[str]:
    return [item.code for item in found]


def test_everything_stays_as_written() -> None:
    words = [
        "no",
        "yes",
        "on",
        "1:30",
        "0777",
        "2024-01-01",
        ".inf",
        "~",
        "null",
        "0x1F",
        "1e3",
        "1_000",
        "=",
        "true",
    ]
    root, found = read("\n".join(f"k{n}: {word}" for n, word in enumerate(words)) + "\nno: 1\n1: 2\n~: 3\nempty:\n")
    assert found == []
    assert plain(root) == {f"k{n}": word for n, word in enumerate(words)} | {
        "no": "1",
        "1": "2",
        "~": "3",
        "empty": "",
    }


def test_positions_and_styles() -> None:
    root, found = read("\ufeffa: x\r\nlist:\r\n  - é “q”\r\n  - 'two'\r\n  - |\r\n    three\r\nf: {b: [\"c\"]}\r\n")
    assert found == [] and root is not None
    assert (root.line, root.column, root.flow) == (1, 1, False)
    assert plain(root) == {"a": "x", "list": ["é “q”", "two", "three\n"], "f": {"b": ["c"]}}
    first, second, third = (get(root, "list", n) for n in range(3))
    assert isinstance(first, Scalar) and first.plain and not first.block
    assert isinstance(second, Scalar) and not second.plain and not second.block
    assert isinstance(third, Scalar) and third.block and not third.plain
    assert where(second, "a.yaml") == ("a.yaml", 4, 5)
    key, value = root.entries["f"]
    assert (key.line, key.column, value.line, value.column) == (7, 1, 7, 4)
    inner = get(root, "f", "b")
    assert isinstance(inner, Sequence) and inner.flow and (inner.line, inner.column) == (7, 8)


@pytest.mark.parametrize("source", ["", "\n\n", "# only a comment\n", "---\n", "\ufeff"])
def test_an_empty_file_is_an_empty_mapping(source: str) -> None:
    root, found = read(source)
    assert plain(root) == {} and found == []


TREES = st.recursive(
    st.text(st.characters(codec="utf-8"), max_size=40).filter(lambda t: first_forbidden(t) is None),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abcdefgé .:#-'\"[]{}", min_size=1, max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text("abcdef_", min_size=1, max_size=8), TREES, max_size=5))
@settings(max_examples=150, deadline=None)
def test_what_is_dumped_is_read_back(tree: dict[str, Any]) -> None:
    source = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
    root, found = read(source)
    assert found == []
    assert plain(root) == tree


SCENE = """scenes:
  one:
    text: |
      Hello.
    choices:
      - {slip}
        goto: two
  two:
    text: x
  three:
    label: *late
"""

SLIPS = [
    ("label: He said: no", "E202", 23, 'label: "He said: no"'),
    ("label: *softly* she said", "E203", 16, 'label: "*softly* she said"'),
    ("label: *softly she said", "E203", 16, 'label: "*softly she said"'),
    ("label: **strong** words", "E203", 16, 'label: "**strong** words"'),
    ("label: !Stop her", "E204", 16, 'label: "!Stop her"'),
    ("label: ! Stop", "E204", 16, 'label: "! Stop"'),
    ('label: "No" she says', "E205", 16, "label: '\"No\" she says'"),
    ("label: 'No' she says", "E205", 16, "label: \"'No' she says\""),
    ("label: 'tis the season", "E210", 16, 'label: "\'tis the season"'),
    ("label: @home", "E207", 16, 'label: "@home"'),
    ("label: %foo", "E207", 16, 'label: "%foo"'),
    ("label: `x`", "E207", 16, 'label: "`x`"'),
    ("label: {name} goes", "E208", 16, 'label: "{name} goes"'),
    ("label: [x] goes on", "E208", 16, 'label: "[x] goes on"'),
    ("label: | foo", "E209", 16, "indent the text below it"),
    ("label: > foo", "E209", 16, "indent the text below it"),
    ('label: "No', "E210", 16, "close it"),
    ("label: &c and so", "E211", 16, 'label: "&c and so"'),
    ('label: "a \\p"', "E212", 16, "write \\\\ for a backslash"),
    ("label: - No, she says", "E213", 16, 'label: "- No, she says"'),
    ("label: ? what", "E213", 16, 'label: "? what"'),
    ("label: Take the #3 bus", "E201", 25, 'label: "Take the #3 bus"'),
    ("label: #3 bus", "E201", 16, 'label: "#3 bus"'),
    ("label: He said # no", "E201", 24, 'label: "He said # no"'),
    ("<<: x", "E113", 9, "write the keys out"),
    ("label: &a", "E111", 16, ""),
    ("label: !!str x", "E114", 16, ""),
    ("{a: b}: c", "E118", 9, '"{a: b}: c"'),
    ("[a]: c", "E118", 9, '"[a]: c"'),
]


@pytest.mark.parametrize(("slip", "code", "column", "hint"), SLIPS)
def test_slips_have_a_code_a_position_and_a_correction(slip: str, code: str, column: int, hint: str) -> None:
    root, found = read(SCENE.replace("{slip}", slip))
    assert [(item.code, item.line, item.column) for item in found] == [(code, 6, column), ("E112", 11, 12)]
    assert hint in found[0].hint
    assert isinstance(root, Mapping) and {"two", "three"} <= set(plain(root)["scenes"])
    assert "\n" not in found[0].line_of_text()


def test_each_correction_is_right() -> None:
    for slip, code, _, hint in SLIPS:
        if code in {"E202", "E203", "E204", "E205", "E207", "E208", "E213", "E201"}:
            root, found = read(SCENE.replace("{slip}", hint))
            assert codes(found) == ["E112"], hint
            assert root is not None
            assert plain(root)["scenes"]["one"]["choices"][0]["label"] == slip.removeprefix("label: ")


@pytest.mark.parametrize(
    "line",
    ["goto: ward  # comment", "goto: ward # comment", "when: nerve >= 5  # why", "set: nerve -= 1 # why",
     "- # nothing", "a: # nothing", "# - a b #c", "a: x#y z", "a: \"b #c\"", "a: 'b #c'", "a: |\n  b #c",
     "- a = 5  # why"],
)  # fmt: skip
def test_ordinary_comments_are_no_fault(line: str) -> None:
    assert read("x:\n  " + line.replace("\n", "\n  ") + "\n")[1] == []


def test_a_comment_set_off_from_prose_only_warns() -> None:
    _, found = read("label: a fine day  # check the weather\n")
    assert [(item.code, item.severity, item.column) for item in found] == [("E201", Severity.WARNING, 20)]


def test_a_cut_line_that_was_to_go_on() -> None:
    _, found = read("scenes:\n  a:\n    text: Take the #3 bus\n      to the square\n  b: {}\n")
    assert codes(found) == ["E201"] and found[0].line == 3


def test_a_tab_that_indents() -> None:
    root, found = read("scenes:\n  a:\n\t  text: x\n  b:\n    text: y\n")
    assert [(item.code, item.line) for item in found] == [("E206", 3)]
    assert plain(root) == {"scenes": {"b": {"text": "y"}}}


def test_an_unclosed_quote_is_reported_where_it_opens() -> None:
    source = 'scenes:\n  a:\n    label: "No, she says\n    goto: b\n  b:\n    label: "Yes"\n  c:\n    text: z\n'
    root, found = read(source)
    assert [(item.code, item.line, item.column) for item in found] == [("E210", 3, 12)]
    assert plain(root) == {"scenes": {"c": {"text": "z"}}}


def test_helpers_for_the_next_stage() -> None:
    root, _ = read("- Nod: yes he did\n".replace("- ", "a:\n- ", 1) + "text: {who} \nlist: [x]\nblock:\n  b: c\n")
    assert root is not None
    assert looks_like_prose_key("He said") and not looks_like_prose_key("goto")
    assert 'label: "He said: no"' in prose_key_slip("He said", "- label: He said: no").hint
    text, items = flow_slip(get(root, "text")), flow_slip(get(root, "list"))
    assert text is not None and text.code == "E208" and "{" in text.message
    assert items is not None and "[" in items.message
    assert flow_slip(get(root, "block")) is None


def test_reading_goes_on_after_each_fault() -> None:
    scenes = "".join(f"  s{n}:\n    label: He said: no\n  t{n}:\n    label: fine\n" for n in range(10))
    root, found = read("scenes:\n" + scenes + "facts:\n  f: *x\n")
    assert codes(found) == ["E202"] * 10 + ["E112"]
    assert [item.line for item in found] == [*range(3, 43, 4), 43]
    assert plain(root) == {"scenes": {f"t{n}": {"label": "fine"} for n in range(10)}, "facts": {"f": "*x"}}


def test_no_more_than_twenty_faults_are_told() -> None:
    _, found = read("scenes:\n" + "".join(f"  s{n}:\n    label: He said: no\n" for n in range(40)))
    assert codes(found) == ["E202"] * 20 + ["E119"]
    root, found = read("".join("a: 1\n" for n in range(40)))
    assert codes(found) == ["E117"] * 20 + ["E119"] and root is None


def test_a_line_of_prose_at_the_left_edge() -> None:
    root, found = read("scenes:\n  a:\n    text: |\n      One.\nTwo, at the edge.\n  b:\n    text: y\n")
    assert [(item.code, item.line) for item in found] == [("E106", 5)]
    assert plain(root) == {"scenes": {"b": {"text": "y"}}}


def test_stories_indented_by_four_recover_by_scene() -> None:
    root, found = read("scenes:\n    a:\n        label: He said: no\n    b:\n        label: y\n")
    assert codes(found) == ["E202"] and plain(root) == {"scenes": {"b": {"label": "y"}}}


@pytest.mark.parametrize("source", ["- a\n", "hello\n", "'x'\n", "[a]\n", "5\n"])
def test_the_top_level_is_a_mapping(source: str) -> None:
    root, found = read(source)
    assert codes(found) == ["E110"] and plain(root) == {}


@pytest.mark.parametrize(
    "keys",
    [
        "a: 1\na: 2",
        "a: 1\n'a': 2",
        'a: 1\n"\\x61": 2',
        "é: 1\ne\u0301: 2",
        'é: 1\n"e\\u0301": 2',
        "{a: 1, a: 2}",
    ],
)
def test_duplicate_keys_in_any_disguise(keys: str) -> None:
    _, found = read("x:\n  " + keys.replace("\n", "\n  ") + "\n")
    assert codes(found) == ["E117"]
    assert "line 2" in found[0].message


def test_documents_and_directives() -> None:
    root, found = read("a: 1\n---\nb: 2\n")
    assert [(item.code, item.line, item.column) for item in found] == [("E116", 2, 1)] and plain(root) == {"a": "1"}
    assert codes(read("%YAML 1.1\n---\na: 1\n")[1]) == ["E115"]
    assert codes(read("%TAG ! tag:x,2000:\n---\na: 1\n")[1]) == ["E115"]
    assert read("---\na: 1\n...\n")[1] == []


def test_every_code_has_a_meaning_and_none_has_two() -> None:
    both = set(read_yaml.CODES) & set(folder.CODES)
    assert all(read_yaml.CODES[code] == folder.CODES[code] for code in both)
    assert set(slips.CODES) <= set(read_yaml.CODES)
    assert all(read_yaml.CODES.values())
