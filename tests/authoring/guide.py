"""The chapters of the author's guide as scripts: files to write, and commands to run with what they print.

An example is a fenced block below `<!-- example: PATH -->`: a file, which replaces what was written there before. In a
block of `console`, a line that begins with `$ starcity` is a command, and the lines below it are what it prints, where
`…` alone on a line stands for any lines, and elsewhere for any characters. A line such as `[sheet 2] > 1` is what the
player typed.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
CHAPTERS = ("authoring.md", *sorted(f"authoring/{path.name}" for path in (DOCS / "authoring").glob("*.md")))
_BLOCK = re.compile(
    r"(?:^<!-- example: (?P<file>[^\s,]+)(?:, told (?P<told>[\w ]+))? -->\n)?^```(?P<kind>\w*)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_TYPED = re.compile(r"^\[sheet \d+\] > (?P<typed>.*)$")


class Block(NamedTuple):
    """A fenced block: the file that it is (empty for none), its language, and what stands in it."""

    file: str
    kind: str
    text: str
    told: tuple[str, ...] = ()
    """Codes of warnings that the story has with this file, as the chapter says."""


class State(NamedTuple):
    """A story of a chapter at a point of it: its files by their paths in its folder, and codes of its warnings."""

    folder: str
    files: dict[str, str]
    told: tuple[str, ...]


class Command(NamedTuple):
    """A command line, what is typed into it, and what it prints."""

    words: tuple[str, ...]
    typed: str
    shown: str


def written(chapter: str) -> str:
    """A chapter's text."""
    return (DOCS / chapter).read_text(encoding="utf-8")


def blocks(chapter: str) -> Iterator[Block]:
    """The fenced blocks of a chapter, in order."""
    for found in _BLOCK.finditer(written(chapter)):
        yield Block(found["file"] or "", found["kind"], found["text"], tuple((found["told"] or "").split()))


def anchors(path: Path) -> set[str]:
    """The headings of a document, as links name them."""
    headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def put(root: Path, files: dict[str, str]) -> None:
    """Write files."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def with_block(files: dict[str, str], block: Block) -> dict[str, str]:
    """Files with what a block writes; a block of `diff` replaces its lines with `-` by those with `+`."""
    if block.kind != "diff":
        return {**files, block.file: block.text}
    lines = block.text.splitlines(keepends=True)
    before, after = ("".join(line[1:] for line in lines if line[0] == sign) for sign in "-+")
    assert files[block.file].count(before) == 1, block
    return {**files, block.file: files[block.file].replace(before, after)}


def states(chapter: str) -> Iterator[State]:
    """Every state of every story in a chapter; one ends where no more of its files follow one another."""
    files: dict[str, str] = {}
    told: tuple[str, ...] = ()
    last = ""
    for block in (*blocks(chapter), Block("", "", "")):
        folder = block.file.partition("/")[0]
        if last and folder != last:
            inside = {
                name.removeprefix(f"{last}/"): text for name, text in files.items() if name.startswith(f"{last}/")
            }
            if "story.yaml" in inside:
                yield State(last, inside, told)
            told = ()
        if folder:
            files = with_block(files, block)
            told += block.told
        last = folder


def commands(text: str) -> Iterator[Command]:
    """The commands in a block of `console`."""
    for part in re.split(r"^\$ ", text, flags=re.M)[1:]:
        line, _, shown = part.partition("\n")
        typed = [found["typed"] for found in map(_TYPED.match, shown.splitlines()) if found]
        yield Command(tuple(shlex.split(line)), "".join(f"{one}\n" for one in typed), shown)


def run(words: tuple[str, ...], folder: Path, typed: str = "") -> str:
    """Run `starcity` in a folder, with a home of its own beside it: what it printed, and when it failed its errors."""
    environment = {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "HOME": str(folder.parent / "home"),
        "LANG": "C.UTF-8", "TERM": "dumb",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "starcity_game", *words], cwd=folder, env=environment, input=typed.encode(),
        capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    return (done.stdout + (done.stderr if done.returncode else b"")).decode()


def like(shown: str) -> re.Pattern[str]:
    """What a block shows, as a pattern for what is printed."""
    pieces = []
    for line in shown.rstrip().splitlines():
        if line.strip() == "…":
            pieces.append(r"(?:.*\n)*?")
        else:
            pieces.append(".*".join(map(re.escape, line.rstrip().split("…"))) + r"[ ]*\n")
    return re.compile("".join(pieces))
