"""Finding and reading the files of a story folder."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from starcity_game.story import folder
from starcity_game.story.diagnostics import Findings
from starcity_game.story.folder import SourceFile, content_hash, read_folder


@pytest.fixture
def story(tmp_path: Path) -> Path:
    root = tmp_path / "story"
    (root / "b").mkdir(parents=True)
    (root / "story.yaml").write_text("story: x\n")
    (root / "a.yaml").write_text("scenes: {}\n")
    (root / "b" / "z.yml").write_text("scenes: {}\n")
    return root


def read(root: Path) -> tuple[list[str], list[str]]:
    """Paths that were read, and findings as lines."""
    findings = Findings()
    files = read_folder(root, findings)
    lines = [found.line_of_text() for found in findings.items]
    assert all(line.isprintable() for line in lines)
    return [file.path for file in files], lines


def test_story_yaml_comes_first_and_the_rest_by_path(story: Path) -> None:
    assert read(story) == (["story.yaml", "a.yaml", "b/z.yml"], [])


def test_hidden_private_and_foreign_files_are_ignored(story: Path) -> None:
    for name in ("_draft.yaml", ".hidden.yaml", "notes.txt", "cover.png"):
        (story / name).write_bytes(b"\0")
    for name in ("_old", ".git"):
        (story / name).mkdir()
        (story / name / "x.yaml").write_text("x")
    assert read(story) == (["story.yaml", "a.yaml", "b/z.yml"], [])


def test_a_missing_folder_and_a_file_in_its_place(tmp_path: Path, story: Path) -> None:
    assert "E120 this does not exist" in read(tmp_path / "nowhere")[1][0]
    assert "E120 this is a file" in read(story / "story.yaml")[1][0]


def test_a_name_that_no_path_can_have(tmp_path: Path) -> None:
    assert "E120" in read(tmp_path / "a\0b")[1][0]
    assert "E120" in read(tmp_path / ("x" * 5000))[1][0]


def test_a_folder_without_story_yaml(story: Path) -> None:
    (story / "story.yaml").unlink()
    paths, lines = read(story)
    assert paths == ["a.yaml", "b/z.yml"]
    assert len(lines) == 1 and lines[0].startswith("story.yaml: E121 ")


def test_links_inside_are_read_and_links_outside_refused(story: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: x\n")
    (story / "inside.yaml").symlink_to(story / "a.yaml")
    (story / "outside.yaml").symlink_to(secret)
    (story / "broken.yaml").symlink_to(tmp_path / "nothing")
    (story / "loop.yaml").symlink_to(story / "loop.yaml")
    (story / "up").symlink_to(tmp_path)
    paths, lines = read(story)
    assert paths == ["story.yaml", "a.yaml", "b/z.yml", "inside.yaml"]
    assert [line.split(": ")[0] for line in lines] == ["up", "broken.yaml", "loop.yaml", "outside.yaml"]
    assert "E123 this link leads out" in lines[3]
    assert not any("password" in line for line in lines)


def test_special_files_are_one_line_each_and_never_waited_for(story: Path) -> None:
    os.mkfifo(story / "pipe.yaml")
    (story / "folder.yaml").mkdir()
    (story / "null.yaml").symlink_to("/dev/null")
    begun = time.monotonic()
    paths, lines = read(story)
    assert time.monotonic() - begun < 1
    assert len(paths) == 3
    assert [line.split(" ")[1] for line in lines] == ["E123", "E122"]


def test_a_large_file_is_refused_by_its_size(story: Path) -> None:
    (story / "exact.yaml").write_bytes(b"#" * 1_000_000)
    (story / "large.yaml").write_bytes(b"#" * 1_000_001)
    with open(story / "sparse.yaml", "wb") as stream:
        stream.truncate(10**12)
    begun = time.monotonic()
    paths, lines = read(story)
    assert time.monotonic() - begun < 1
    assert "exact.yaml" in paths and "large.yaml" not in paths
    assert [line.split(" ")[1] for line in lines] == ["E103", "E103"]


def test_caps_of_files_and_bytes(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MAX_STORY_BYTES", 15)
    paths, lines = read(story)
    assert paths == ["story.yaml"] and "E126" in lines[0]
    monkeypatch.setattr(folder, "MAX_FILES", 2)
    paths, lines = read(story)
    assert paths == [] and len(lines) == 1 and "E125" in lines[0]


def test_caps_of_entries_and_depth(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = story.joinpath(*["d"] * 20)
    deep.mkdir(parents=True)
    assert [line.split(" ")[1] for line in read(story)[1]] == ["E127"]
    monkeypatch.setattr(folder, "MAX_ENTRIES", 2)
    assert [line.split(" ")[1] for line in read(story)[1]] == ["E125"]


def test_hostile_names_are_shown_harmlessly(story: Path) -> None:
    for name in (b"\x1b]0;x\x07.yaml", b"bad\xff\xfe.yaml", "\u202eevil.yaml".encode(), b"new\nline.yaml"):
        try:
            Path(os.fsdecode(os.fsencode(story) + b"/" + name)).write_text("a: 1\n")
        except OSError:
            pytest.fail("this file system takes no such names")
    paths, lines = read(story)
    assert len(paths) == 7 and lines == []
    assert all(path.isprintable() for path in paths)
    assert "\\u001b]0;x\\u0007.yaml" in paths


def test_unreadable_files_and_folders_are_named(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real_open, real_scan = os.open, os.scandir

    def no_open(path: object, flags: int) -> int:
        if str(path).endswith("a.yaml"):
            raise PermissionError(13, "Permission denied", str(path))
        return real_open(path, flags)  # type: ignore[arg-type]

    def no_scan(path: object) -> object:
        if str(path).endswith("/b"):
            raise PermissionError(13, "Permission denied", str(path))
        return real_scan(path)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "open", no_open)
    monkeypatch.setattr(os, "scandir", no_scan)
    paths, lines = read(story)
    assert paths == ["story.yaml"]
    assert lines == [
        "b: E120 this folder cannot be read: permission denied",
        "a.yaml: E124 this file cannot be read: permission denied",
    ]


def test_content_hash_tells_names_and_contents_apart() -> None:
    one, two = SourceFile("a", b"bc"), SourceFile("ab", b"c")
    assert content_hash([one, two]) == content_hash([two, one])
    assert len({content_hash(x) for x in ([], [one], [two], [one, two], [SourceFile("a", b"bd")])}) == 5
    assert len(content_hash([one])) == 32
