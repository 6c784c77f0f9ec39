"""The files of a story in their usual form, each tried before it is taken."""

from __future__ import annotations

from collections import Counter
from typing import Final

import msgspec

from starcity_game.authoring.edits import Source
from starcity_game.authoring.fix.reading import read
from starcity_game.authoring.formatting.layout import Layout, Unusual
from starcity_game.authoring.formatting.meaning import meaning
from starcity_game.authoring.opened import Opened, Unsound
from starcity_game.story.diagnostics import Findings
from starcity_game.story.folder import SourceFile
from starcity_game.story.read_yaml import read_yaml

_PASSES: Final = 5
"""Passes at most; the second mostly changes nothing."""


class Formatted(msgspec.Struct, frozen=True):
    """What formatting comes to."""

    changed: dict[str, bytes]
    """The files that change, by path, as they become."""
    left: dict[str, str]
    """The files that are left as they are although they may not be in their usual form, and why."""


def formatted(story: Opened, files: list[SourceFile]) -> Formatted:
    """The files of a sound story in their usual form, where that says the same as before."""
    said = meaning(story)
    data = {file.path: file.data for file in files}

    def same(some: dict[str, bytes]) -> bool:
        try:
            again = read(story.folder, [SourceFile(p, d) for p, d in {**data, **some}.items()])
        except Unsound:
            return False
        return bool(meaning(again) == said)

    made, left = {}, {}
    for file in files:
        try:
            made[file.path] = laid_out(file)
        except Unusual as fault:
            left[file.path] = str(fault)
    changed = {path: new for path, new in made.items() if new != data[path]}
    if changed and not same(changed):
        good = {path: new for path, new in changed.items() if same({path: new})}
        left |= dict.fromkeys(changed.keys() - good.keys(), "otherwise it would say something else")
        changed = good
    return Formatted(changed, dict(sorted(left.items())))


def laid_out(file: SourceFile) -> bytes:
    """A file in its usual form; its line ends and its byte order mark are kept. Raises Unusual when it has none."""
    data = file.data
    for _ in range(_PASSES):
        before, data = data, _once(SourceFile(file.path, data))
        if data == before:
            break
    return data


def _once(file: SourceFile) -> bytes:
    """One pass. A comment that is moved may belong to what follows it afterwards, so that another may be needed."""
    source = Source(file)
    text = source.text.removeprefix("\ufeff")
    findings = Findings()
    root = read_yaml(file.data, file.path, findings)
    if root is None or findings.failed:
        raise Unusual("it cannot be read")
    if not text.strip() or not root.values:
        return file.data
    lines = Layout(text.replace("\r\n", "\n").split("\n")).file(root)
    if Counter(" ".join(lines).split()) != Counter(text.split()):
        raise Unusual("a word of it would be lost")
    mark = "\ufeff" if source.text.startswith("\ufeff") else ""
    return (mark + source.ending.join([*lines, ""])).encode("utf-8")
