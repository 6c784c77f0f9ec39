"""A renaming worked out and tried in memory: the changed files, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from starcity_game.authoring.declared import Declared, declared
from starcity_game.authoring.edits import Edit, Source, Unplaced, applied
from starcity_game.authoring.fix.reading import read
from starcity_game.authoring.opened import Opened, Unsound
from starcity_game.authoring.rename.changes import edits
from starcity_game.authoring.rename.references import references
from starcity_game.authoring.rename.sameness import same_but_for_the_name
from starcity_game.authoring.rename.target import renamed, target
from starcity_game.commandline import Missing
from starcity_game.story.folder import SourceFile


class Renaming(msgspec.Struct, frozen=True):
    """One renaming."""

    old: Declared
    """What is renamed."""
    new: Declared
    """The same under its new name."""
    changed: dict[str, bytes]
    """The files that change, by path, as they become."""
    lines: tuple[str, ...]
    """Where they change, a line for each file."""

    def follows(self, translated: bool) -> Iterator[str]:
        """What saved lives, players and translations make of it, in sentences."""
        old, new = self.old, self.new
        if old.kind == "scene":
            yield f"Saved lives find the scene by its former id, {old.id}."
        elif old.kind not in ("condition", "note"):
            yield f"Saved lives know the {old.kind} as {old.id}; they leave that out with a notice."
        if old.kind == "variable" and "label" not in getattr(old.value, "values", {}):
            yield f"It has no `label`: where the player reads one, it is now “{new.id.replace('_', ' ')}”."
        if translated:
            yield "Translations know texts by where they stand: run starcity i18n merge."


def renaming(before: Opened, data: dict[str, bytes], old: str, new: str, kind: str | None) -> Renaming:
    """The files `data` of the story `before` with the name `old` changed to `new`.

    Raises Missing when it cannot be changed, or when more than the name would change.
    """
    names = list(declared(before.trace.pages))
    thing = target(names, old, kind)
    other = renamed(names, thing, new)
    known = {one.id for one in names if one.kind == thing.kind}
    sources = {path: Source(SourceFile(path, content)) for path, content in data.items()}
    found = list(references(before.trace.pages, thing, known))
    made: dict[str, list[Edit]] = {}
    try:
        for edit in edits(sources, found, thing, other, known - {thing.id} | {other.id}):
            made.setdefault(edit.file, []).append(edit)
    except Unplaced as fault:
        raise Missing(f"Nothing was written: {fault}.") from fault
    changed = {path: applied(sources[path], made[path]) for path in sorted(made)}
    _try(before, {**data, **changed}, thing, other)
    return Renaming(thing, other, changed, tuple(_told(sources[path], made[path]) for path in changed))


def _try(before: Opened, data: dict[str, bytes], old: Declared, new: Declared) -> None:
    """Read the story with its new name. Raises Missing when it is not the same but for that."""
    try:
        after = read(before.folder, [SourceFile(path, content) for path, content in data.items()])
    except Unsound as unsound:
        first = unsound.findings[0].line_of_text()
        raise Missing(f"Nothing was written. With the new name the story has errors, such as {first}") from unsound
    if not same_but_for_the_name(before, after, old, new):
        raise Missing(f"Nothing was written: with the name {new.id} something else in the story would change.")


def _told(source: Source, made: list[Edit]) -> str:
    """Where a file changes."""
    lines = sorted({source.line_of(edit.start) for edit in made})
    shown = ", ".join(map(str, lines[:12])) + (" …" if len(lines) > 12 else "")
    return f"{source.path}: {len(made)} place{'s' * (len(made) > 1)}, line{'s' * (len(lines) > 1)} {shown}"
