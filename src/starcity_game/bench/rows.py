"""What the panes say, as rows: scenes, values, faults. Pure, but for the width."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from textual.content import Content

from starcity_game.authoring.workshop import values
from starcity_game.authoring.workshop.concerned import concerned
from starcity_game.authoring.workshop.setting import Setting, said
from starcity_game.authoring.workshop.workshop import Workshop, settings_here
from starcity_game.desk.typeset import BLANK, Row, indented, text, wrap
from starcity_game.engine.state import Value
from starcity_game.story.diagnostics import Diagnostic, Severity

HERE, READ, UNREAD = "◆", "●", "○"
"""Before a scene: where the author stands, read in this sitting, not yet read."""
ERROR, WARNING = "✗", "!"
"""Before what keeps the story from being played, and before what does not."""
HELD: Final = "✎"
"""Before a value that the author has set on this page."""
_VALUE: Final = 12
"""Cells of a value at least."""
_BOUNDS: Final = 8
"""Cells of the bounds of a number."""
_GROUPS: Final = (
    ("When and where", ("date", "place")),
    ("Variables", ("number", "pair", "flag", "word", "text")),
    ("Facts", ("fact",)),
    ("Visits", ("visits",)),
    ("Before the first page", ("seed", "answer")),
)


def scenes(shop: Workshop, sought: str, width: int) -> list[Row]:
    """Every scene under its file; the key of a row is the scene's id."""
    if shop.version is None:
        return [Row(line) for line in wrap(text("  No version of the story could be read yet.", "aside"), width)]
    marks = Counter((shop.scene_of(one), one.severity) for one in shop.findings)
    rows: list[Row] = []
    file = ""
    for index, scene in enumerate(shop.version.opened.scenes):
        if sought not in f"{scene.id} {scene.title} {scene.file}".casefold():
            continue
        if scene.file != file:
            file = scene.file
            rows += [Row(BLANK)] if rows else []
            rows.append(Row(_end_of(file.rpartition(".")[0], width - 1)))
        errors, warnings = marks[index, Severity.ERROR], marks[index, Severity.WARNING]
        rows.append(Row(_scene(shop, index, scene.id, (errors, warnings), width), scene.id))
    return rows or [Row(text("  No scene is called that.", "aside"))]


def _scene(shop: Workshop, index: int, id: str, marks: tuple[int, int], width: int) -> Content:
    """One scene: whether it was read, its own name, and how many faults it has."""
    here = index == shop.scene
    sign = HERE if here else READ if id in shop.visited else UNREAD
    faults = [text(f"{ERROR}{marks[0]}", "stamp")] if marks[0] else []
    faults += [text(f"{WARNING}{marks[1]}", "date")] if marks[1] else []
    right = Content(" ").join(faults)
    name = text(id.rpartition(".")[2], "strong" if here else "")
    left = Content("  ") + text(sign, "key" if here else "dim") + " " + name
    left = left.truncate(max(6, width - right.cell_length - 2), ellipsis=True)
    return left + " " * max(1, width - left.cell_length - right.cell_length - 1) + right


def _end_of(path: str, width: int) -> Content:
    """A path that is cut at its beginning if it is too long."""
    words = text(path, "dim")
    over = words.cell_length - width + 1
    return Content.styled("…", "dim") + words[over + 1 :] if over > 1 else Content(" ") + words


def value_rows(shop: Workshop, sought: str, width: int) -> list[Row]:
    """Everything that can be set, what the scene has to do with first; the key of a row is the setting's name."""
    known = [one for one in settings_here(shop) if sought in one.name.casefold()]
    if shop.version is None or shop.page is None:
        return [Row(text("  Nothing to set yet.", "aside"))]
    near = concerned(shop.version.head, shop.version.opened.scenes[shop.scene])
    groups = [
        ("This scene asks for or changes", [s for s in known if s.name in near and s.kind not in ("date", "place")])
    ]
    groups += [
        (title, [s for s in known if s.kind in kinds and (s.name not in near or s.kind in ("date", "place"))])
        for title, kinds in _GROUPS
    ]
    groups.insert(0, groups.pop(1))
    rows: list[Row] = []
    for title, found in groups:
        if found:
            rows += [Row(BLANK)] if rows else []
            rows.append(Row(text(f" {title}", "dim").truncate(width, ellipsis=True)))
            rows += [Row(_value(shop, one, width), one.name) for one in found]
    return rows or [Row(text("  Nothing is called that.", "aside"))]


def _value(shop: Workshop, setting: Setting, width: int) -> Content:
    """One setting: name, value, and the bounds of a number."""
    assert shop.version is not None and shop.page is not None  # rows are set only then
    now = values.value(shop.version.engine, shop.page.state, setting.name)
    told = text(
        said(setting, now) or ("nowhere" if setting.kind == "place" else "none"),
        "strong" if _moved(shop, setting, now) else "",
    )
    column = _BOUNDS if width >= 34 else 0
    if told.cell_length <= max(_VALUE, width - 24):
        right = told + text(_bounds(setting).rjust(column)[:column], "dim")
    else:  # what is too long for its column has that of the bounds as well
        right = told.truncate(max(_VALUE, width - 24) + column, ellipsis=True)
    held = Content.styled(HELD, "mark") if setting.name in shop.page.held else Content(" ")
    name = text(setting.name.rpartition(".")[2] if setting.kind != "visits" else setting.name.removeprefix("visits."))
    left = (Content("  ") + held + " " + name).truncate(max(8, width - right.cell_length - 2), ellipsis=True)
    return left + " " * max(1, width - left.cell_length - right.cell_length - 1) + right


def _moved(shop: Workshop, setting: Setting, now: Value) -> bool:
    """Whether a variable or fact is not as at the beginning."""
    assert shop.version is not None
    variable = shop.version.head.variables.get(setting.name)
    return now != variable.start if variable else setting.kind in ("fact", "visits") and bool(now)


def _bounds(setting: Setting) -> str:
    """The bounds of a number that has close ones."""
    close = setting.kind in ("number", "pair") and abs(setting.low) < 1_000 and setting.high < 1_000
    return f"{setting.low}–{setting.high}" if close else ""


def faults(shop: Workshop, width: int) -> list[Row]:
    """Every finding: sign and code, place, then what it is and how to mend it; errors first. The key of a row
    is the finding's number in the sitting."""
    rows: list[Row] = []
    findings = shop.findings
    place = min(44, max((len(_place(one)) for one in findings), default=0))
    for number, one in sorted(enumerate(findings), key=lambda found: found[1].severity is not Severity.ERROR):
        rows += [Row(line, str(number)) for line in _fault(one, place, width)]
    return rows or [Row(text("  Nothing is wrong." if shop.judged else "", "aside"))]


def _fault(one: Diagnostic, column: int, width: int) -> Iterator[Content]:
    error = one.severity is Severity.ERROR
    head = Content("  ") + text(f"{ERROR if error else WARNING} {one.code:<5}", "stamp" if error else "date")
    where = text(_place(one), "dim")
    told = text(one.message) + (text(f" ({one.hint})", "aside") if one.hint else Content(""))
    if width - column - head.cell_length - 3 >= 40:
        where = where.truncate(column, ellipsis=True).pad_right(max(0, column - where.cell_length))
        first = head + " " + where + "  "
        yield from indented(wrap(told, width - first.cell_length), first)
        return
    yield (head + " " + where).truncate(width, ellipsis=True)
    yield from indented(wrap(told, width - 4), Content("    "))


def _place(one: Diagnostic) -> str:
    """File and line."""
    return f"{one.file}:{one.line}" if one.line else one.file
