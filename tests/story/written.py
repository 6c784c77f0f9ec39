"""Stories written in a test, and what their loading finds."""

from __future__ import annotations

import tempfile
from pathlib import Path

from starcity_game.story.diagnostics import Diagnostic
from starcity_game.story.load import Loaded, load

EVERY_KEY = Path(__file__).parent.parent / "data" / "every-key"
SMALL = Path(__file__).parent.parent / "data" / "small"

HEAD = "story: told\ntitle: Told\nvolumes: {v: {title: V, start: start}}\n"
"""A story.yaml that begins in the scene `start`."""

MARK = "⟪"
"""Stands before the character at which a finding is expected."""


def load_files(files: dict[str, str | bytes], cache: Path | None = None) -> Loaded:
    """The story in these files."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(text if isinstance(text, bytes) else text.encode())
        return load(root, cache)


def load_text(text: str, cache: Path | None = None) -> Loaded:
    """The story made of `HEAD` in story.yaml and `text` in a.yaml."""
    return load_files({"story.yaml": HEAD, "a.yaml": text}, cache)


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """`text` without its marks, and the lines and columns of what they stood before."""
    places, plain = [], ""
    for part in text.split(MARK)[:-1]:
        plain += part
        places.append((plain.count("\n") + 1, len(plain) - plain.rfind("\n")))
    return text.replace(MARK, ""), places


def places(findings: tuple[Diagnostic, ...]) -> list[tuple[str, int, int, str]]:
    """Findings as (file, line, column, code)."""
    return [(f.file, f.line, f.column, f.code) for f in findings]


def only(text: str, code: str, hint: str = "", message: str = "") -> Diagnostic:
    """The one finding of a story, which is `code` at the text's mark and gives this advice."""
    plain, wanted = marked(text)
    loaded = load_text(plain)
    lines = [f.line_of_text() for f in loaded.findings]
    assert [(f.line, f.column, f.code) for f in loaded.findings] == [(*place, code) for place in wanted], lines
    assert all(line.isprintable() for line in lines)
    for found in loaded.findings:
        assert found.file == "a.yaml"
        assert hint in found.hint, found.line_of_text()
        assert message in found.message, found.line_of_text()
    return loaded.findings[0]
