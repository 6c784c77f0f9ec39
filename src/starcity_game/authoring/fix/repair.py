"""The repair of a story: what is mended in its files, tried in memory, and what is left alone."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from starcity_game.authoring.edits import applied
from starcity_game.authoring.fix.likeness import likeness
from starcity_game.authoring.fix.mending import mended
from starcity_game.authoring.fix.reading import files_of, read
from starcity_game.authoring.fix.setting import Plan, plans
from starcity_game.authoring.opened import Unsound
from starcity_game.story.diagnostics import visible
from starcity_game.story.folder import SourceFile
from starcity_game.story.strict_text import clean


class Repair(msgspec.Struct, frozen=True):
    """What a repair comes to."""

    before: dict[str, bytes]
    """The files that change, as they were."""
    after: dict[str, bytes]
    """The same, as they become."""
    notes: tuple[str, ...]
    """What was done in each file, and what was left alone, a line each; safe to print."""
    sound: bool
    """Whether the loader finds no error afterwards."""

    def difference(self) -> Iterator[str]:
        """The changes as lines of a unified diff, with what a terminal might obey shown."""
        for path, new in self.after.items():
            name = visible(path)
            old_lines, new_lines = (data.decode("utf-8", "replace").split("\n") for data in (self.before[path], new))
            for line in difflib.unified_diff(old_lines, new_lines, f"a/{name}", f"b/{name}", lineterm=""):
                yield clean(line.removesuffix("\r"), lines=True)


def repaired(folder: Path, only: frozenset[str] = frozenset(), ids: bool = False) -> Repair:
    """The repair of the story in `folder`, of what the codes `only` find or of everything, and with `ids` written
    down or not. Nothing is written."""
    try:
        files = {file.path: file for file in files_of(folder)}
    except Unsound:
        return Repair({}, {}, ("Nothing was mended: not every file can be read.",), False)
    slips = mended(folder, files, lambda code: not only or code in only)
    done = {path: [f"line {line} mended ({code})" for file, line, code in slips.done if file == path] for path in files}
    now, notes, sound = slips.files, [], True
    try:
        story = read(folder, now.values())
    except Unsound:
        notes, sound = ["Typography and ids are left alone until the story has no errors."], False
    else:
        wanted = plans(story, now, not only or "T1" in only, ids)
        now, kept = _carried_out(folder, now, wanted, likeness(story))
        notes = [f"{visible(p)} was left as it was: mended, it would say something else." for p in wanted.keys() - kept]
        for path in kept:
            done[path] += wanted[path].words()
    after = {path: file.data for path, file in now.items() if file.data != files[path].data}
    told = [f"{visible(path)}: {', '.join(done[path])}." for path in after]
    return Repair({path: files[path].data for path in after}, after, (*told, *sorted(notes)), sound)


def _carried_out(
    folder: Path, files: dict[str, SourceFile], wanted: dict[str, Plan], said: tuple[bytes, str]
) -> tuple[dict[str, SourceFile], set[str]]:
    """The files with those plans carried out that leave the story saying what it `said`, and which these are."""

    def same(some: dict[str, SourceFile]) -> bool:
        try:
            return likeness(read(folder, {**files, **some}.values())) == said
        except Unsound:
            return False

    changed = {path: SourceFile(path, applied(plan.source, plan.edits)) for path, plan in wanted.items()}
    if not same(changed):
        changed = {path: file for path, file in changed.items() if same({path: file})}
        if not same(changed):
            changed = {}
    return {**files, **changed}, set(changed)
