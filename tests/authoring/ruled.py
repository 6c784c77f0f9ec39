"""What a rule of the checker finds in a story written in a test."""

from __future__ import annotations

from pathlib import Path

from starcity_game.authoring.opened import opened
from starcity_game.authoring.rules import ALL
from starcity_game.authoring.rules.rule import Found, Level

HEAD = "story: told\ntitle: Told\nvolumes: {v: {title: V, start: start}}\n"
"""A story.yaml that begins in the scene `start`."""
MARK = "⟪"
"""Stands before the character at which a finding is expected."""
END = "\nendings: {over: {title: Over, parts: [It is over.]}}\n"


def words(count: int) -> str:
    """So many words, no four of which come twice."""
    return " ".join(f"w{n}" for n in range(count))


def measured(code: str, folder: Path, text: str, sheet: str = "", head: str = HEAD) -> list[Found]:
    """What the rule `code` finds, measures included, in the story of `head` and `text` in a.yaml, with an ending `over`
    where the text declares none; `sheet` is its style sheet."""
    (folder / "story.yaml").write_text(head, encoding="utf-8")
    (folder / "a.yaml").write_text(text.replace(MARK, "") + ("" if "endings:" in text else END), encoding="utf-8")
    if sheet:
        (folder / "_editor").mkdir(exist_ok=True)
        (folder / "_editor" / "style.yaml").write_text(sheet, encoding="utf-8")
    return list(ALL[code].find(opened(folder)))


def told(code: str, folder: Path, text: str, sheet: str = "", head: str = HEAD) -> list[tuple[Found, Level]]:
    """The findings that are no measures, each with its level, which stand at the marks of `text` and nowhere else."""
    found = [(f, f.level or ALL[code].level) for f in measured(code, folder, text, sheet, head)]
    found = [(f, level) for f, level in found if level is not Level.METRIC]
    expected = []
    plain = ""
    for part in text.split(MARK)[:-1]:
        plain += part
        expected.append(("a.yaml", plain.count("\n") + 1, len(plain) - plain.rfind("\n")))
    assert sorted(f.place for f, _ in found) == expected, [(f.place, f.message) for f, _ in found]
    return found


def only(code: str, folder: Path, text: str, message: str, level: Level | None = None, sheet: str = "") -> None:
    """There is one finding, at the mark, whose message holds `message`."""
    ((found, weight),) = told(code, folder, text, sheet)
    assert message in found.message, found.message
    assert found.message[-1] not in ".!"
    assert level is None or weight is level


def none(code: str, folder: Path, text: str, sheet: str = "", head: str = HEAD) -> None:
    """There is nothing but measures."""
    assert MARK not in text
    assert told(code, folder, text, sheet, head) == []
