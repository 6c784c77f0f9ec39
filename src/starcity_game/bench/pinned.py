"""Notes of playtests: Markdown for people, with a block of YAML under each note that can be read back."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

import msgspec

from starcity_game.authoring.replay.recording import beginning, quoted
from starcity_game.engine import view
from starcity_game.engine.life import Life, steps
from starcity_game.engine.play import Engine
from starcity_game.plain.standing import said
from starcity_game.saves.real_disk import RealDisk
from starcity_game.story.diagnostics import Diagnostic, Findings
from starcity_game.story.keys import Key
from starcity_game.story.nodes import Node
from starcity_game.story.page import Page
from starcity_game.story.read_yaml import read_yaml
from starcity_game.story.strict_text import clean

KEYS: Final = {
    "scene": Key("scene", "The scene in which the reader stood.", needed=True),
    "body": Key("word", "The place in the scene whose options were open; nothing for the scene's own."),
    "at": Key("line", "File and line of the scene when the note was made."),
    "time": Key("line", "When the note was made."),
    "sheet": Key("number", "How many choices had been made."),
    "volume": Key("word", "The volume of the life."),
    "seed": Key("number", "The seed of the life."),
    "answers": Key("answers", "The questionnaire of the life."),
    "skip": Key("words", "Content notes that were skipped."),
    "choices": Key("words", "Ids of everything chosen, in order."),
    "state": Key("words", "What the reader saw of how things stood."),
}
"""What stands under a note."""
_FENCE: Final = re.compile(r"```yaml\n(.*?)^```$", re.S | re.M)
_QUOTE: Final = re.compile(r"^> (.*)$", re.M)
_MODE: Final = 0o644


class Pinned(msgspec.Struct, frozen=True):
    """A note as it is read back."""

    text: str
    scene: str
    """Id of the scene it is pinned to."""
    line: int
    """Line of the notes' file on which its block begins."""
    sheet: str = ""
    seed: str = ""
    choices: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    time: str = ""
    at: str = ""


def section(engine: Engine, life: Life, text: str, time: str) -> str:
    """A note as it is written, pinned to where `life` stands; `time` is when it is made."""
    state, scene = life.state, engine.ready(life.state.scene).source
    body = scene.bodies[state.body].path
    title = f": {clean(scene.title)}" if scene.title else ""
    rows = [f"scene: {scene.id}", *([f"body: {quoted(body)}"] if body else []),
            f"at: {quoted(f'{scene.file}:{scene.line}')}", f"time: {quoted(time)}", f"sheet: {life.sheet}",
            *beginning(engine, state.origin, "")]  # fmt: skip
    rows.append(f"choices: [{', '.join(quoted(step.choice) for step in steps(life))}]")
    shown = [view.date_line(view.moment(engine, state)), *(said(engine, state, v) for v in view.shown(engine, state))]
    rows += ["state:", *(f"  - {quoted(line)}" for line in shown)]
    return f"## {scene.id}{title}\n\n> {clean(text)}\n\n```yaml\n{chr(10).join(rows)}\n```\n\n"


def append(path: Path, text: str) -> None:
    """Add `text` to the end of a file, and come back when it is on the disk. Raises OSError; then nothing of it
    stays in the file."""
    disk = RealDisk()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), _MODE)
    try:
        length = os.fstat(handle).st_size
        try:
            disk.write(handle, text.encode())
            disk.sync(handle)
        except OSError:
            os.ftruncate(handle, length)
            raise
    finally:
        os.close(handle)


def read(data: bytes, file: str) -> tuple[list[Pinned], list[Diagnostic]]:
    """The notes in a file, in its order, and what of it cannot be read. Whatever else an author has written
    between the notes is passed over."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    findings = Findings()
    notes, at = [], 0
    for block in _FENCE.finditer(text):
        found = _note(text[at : block.start()], block[1], text.count("\n", 0, block.start(1)), file, findings)
        if found:
            notes.append(found)
        at = block.end()
    return notes, sorted(findings.items)


def _note(above: str, block: str, lines: int, file: str, findings: Findings) -> Pinned | None:
    """One note: its text stands `above` its block, which begins after so many `lines`; None after a finding."""
    source = "\n" * lines + block
    faults = len(findings.items)
    root = read_yaml(source.encode(), file, findings)
    if root is None or len(findings.items) > faults:
        return None
    page = Page(file, source, root, findings)
    fields = page.keyed(root, KEYS, "a note")
    if "scene" not in fields:
        return None
    texts = _QUOTE.findall(above)
    return Pinned(
        " ".join(texts), page.line(fields["scene"], "`scene`"), lines,
        _line(page, fields, "sheet"), _line(page, fields, "seed"),
        _words(page, fields, "choices"), _words(page, fields, "state"),
        _line(page, fields, "time"), _line(page, fields, "at"),
    )  # fmt: skip


def _line(page: Page, fields: dict[str, Node], key: str) -> str:
    """A line of a block; empty without one."""
    return page.line(fields[key], f"`{key}`") if key in fields else ""


def _words(page: Page, fields: dict[str, Node], key: str) -> tuple[str, ...]:
    """The members of a list; none without one."""
    return tuple(word.value for word in page.words(fields[key], f"`{key}`")) if key in fields else ()
