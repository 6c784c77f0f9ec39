"""A text in a node is found again in its file, whatever quotes and folds it was written in; files change together."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcity_game.authoring.edits import Edit, Source, Unplaced, applied
from starcity_game.authoring.writing import Unwritten, write_all
from starcity_game.saves.real_disk import RealDisk
from starcity_game.story.diagnostics import Findings
from starcity_game.story.folder import SourceFile
from starcity_game.story.nodes import Mapping, Scalar, Sequence
from starcity_game.story.read_yaml import read_yaml


def read(text: str) -> tuple[Source, Scalar]:
    """The file, and the text under its key `key` (in a list, the last)."""
    data = text.encode()
    root = read_yaml(data, "f.yaml", Findings())
    assert isinstance(root, Mapping)
    node = root.values["key"]
    node = node.items[-1] if isinstance(node, Sequence) else node
    assert isinstance(node, Scalar)
    return Source(SourceFile("f.yaml", data)), node


WRITTEN = {
    "plain": "key: one name two\n",
    "plain in lines": "key: one\n  name\n\n  two\n",
    "single": "key: 'it''s one name two'\n",
    "single in lines": "key: 'it''s one\n  name\n\n  two'\n",
    "double": 'key: "a \\"b\\" \\u2026 \\x41 \\t name two"\n',
    "double in lines": 'key: "one \\\n    name\n\n  two"\n',
    "literal": "key: |\n    one\n      name\n\n    two\n",
    "literal with marks": "key: |2-   # here\n    one\n  name two\n\n",
    "folded": "key: >\n  one\n  name\n\n  two\n",
    "in brackets": "key: [a, 'b', one name two]\n",
    "after a mark and other line ends": "\ufeffkey: |\r\n  one\r\n  name two\r\n",
    "on the line below": "key:\n  # not this name\n  one name two\n",
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_a_name_is_found_and_nothing_else_changes(text: str) -> None:
    source, node = read(text)
    at = node.value.index("name")
    start, end = source.span(node, at, at + 4)
    assert source.text[start:end] == "name"
    new = applied(source, [Edit("f.yaml", start, end, "word")]).decode()
    head, _, tail = text.rpartition("name")
    assert new == f"{head}word{tail}"
    assert read(new)[1].value == node.value.replace("name", "word")


@given(st.text("ab \\\"'{}\n\t…é#:", min_size=1, max_size=30).filter(lambda text: text.strip()))
def test_every_word_of_a_quoted_text_is_found(text: str) -> None:
    source, node = read(f"key: {json.dumps(text)}\n")
    assert node.value == text
    for found in re.finditer(r"[ab]+", text):
        start, end = source.span(node, found.start(), found.end())
        assert source.text[start:end] == found[0]


def test_a_node_of_another_file_is_not_found() -> None:
    source, _ = read("key: one\n")
    with pytest.raises(Unplaced):
        source.span(Scalar("two", 1, 6))


def test_edits_that_overlap_are_refused() -> None:
    source, _ = read("key: one\n")
    with pytest.raises(ValueError, match="overlap"):
        applied(source, [Edit("f.yaml", 5, 7, "x"), Edit("f.yaml", 6, 8, "y")])


def two_files(folder: Path) -> dict[str, bytes]:
    (folder / "a.yaml").write_bytes(b"a")
    (folder / "b.yaml").write_bytes(b"b")
    (folder / "a.yaml").chmod(0o640)
    return {"a.yaml": b"a", "b.yaml": b"b"}


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_files_are_written_and_keep_their_permissions(tmp_path: Path) -> None:
    before = two_files(tmp_path)
    write_all(tmp_path, {"a.yaml": b"1", "b.yaml": b"2"}, before)
    assert held(tmp_path) == {"a.yaml": b"1", "b.yaml": b"2"}
    assert (tmp_path / "a.yaml").stat().st_mode & 0o777 == 0o640


def test_a_file_that_somebody_else_has_changed_keeps_all_of_them_from_being_written(tmp_path: Path) -> None:
    before = two_files(tmp_path)
    (tmp_path / "b.yaml").write_bytes(b"theirs")
    with pytest.raises(Unwritten, match=r"b\.yaml was changed by another program"):
        write_all(tmp_path, {"a.yaml": b"1", "b.yaml": b"2"}, before)
    assert held(tmp_path) == {"a.yaml": b"a", "b.yaml": b"theirs"}


@pytest.mark.parametrize("step", ["create", "write", "sync", "replace"])
@pytest.mark.parametrize("number", [1, 2])
def test_when_a_step_fails_every_file_is_as_it_was(
    step: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = two_files(tmp_path)
    right, done = getattr(RealDisk, step), []

    def failing(*given: object) -> object:
        done.append(given)
        if len(done) == number:
            raise OSError(28, "No space left on device")
        return right(*given)

    monkeypatch.setattr(RealDisk, step, failing)
    with pytest.raises(Unwritten, match="no space left"):
        write_all(tmp_path, {"a.yaml": b"1", "b.yaml": b"2"}, before)
    assert held(tmp_path) == before


def test_a_link_inside_the_story_stays_a_link(tmp_path: Path) -> None:
    two_files(tmp_path)
    (tmp_path / "c.yaml").symlink_to("a.yaml")
    write_all(tmp_path, {"c.yaml": b"3"})
    assert (tmp_path / "c.yaml").is_symlink()
    assert (tmp_path / "a.yaml").read_bytes() == b"3"
