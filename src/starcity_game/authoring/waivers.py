"""Waivers: comments that say why a finding may stand, next to the line that it concerns.

    # allow P2: the telegram is one breath
    text: |

A waiver concerns the line that it stands on, or, alone on its line, the next line that is no comment. It waives what
is found on that line; where the line opens a text (its key, or its dash in a list), what is found anywhere in that
text; and where it is the key of a scene or of anything else declared, what is found of this as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

import msgspec

from starcity_game.authoring.likely import likely
from starcity_game.authoring.lines import Lines
from starcity_game.story.diagnostics import Diagnostic, Severity
from starcity_game.story.page import Page
from starcity_game.story.trace import Place

CODES: Final = {
    "W801": "a waiver without a reason",
    "W802": "a waiver that waives nothing",
    "W803": "a waiver of a code that cannot be waived, or that is not known",
}
"""Codes of this module, each with its meaning."""

_ALLOW: Final = re.compile(r"(?:^|(?<=[ \t]))#+[ \t]*allow[ \t]+(?P<codes>[A-Za-z]+\d+(?:[ \t]*,[ \t]*[A-Za-z]+\d+)*)"
                           r"[ \t]*(?P<reason>.*)", re.MULTILINE)  # fmt: skip


class Waiver(msgspec.Struct, frozen=True):
    """One comment that waives findings."""

    place: Place
    """Where the comment begins."""
    codes: tuple[str, ...]
    """What it waives."""
    reason: str
    """Why; empty where none is given, and then nothing is waived."""
    lines: tuple[tuple[int, int], ...]
    """The lines it covers: first and last of each stretch, counted from 1."""

    def covers(self, found: Diagnostic) -> bool:
        """Whether this finding may stand."""
        return (
            bool(self.reason)
            and found.code in self.codes
            and found.file == self.place[0]
            and any(first <= found.line <= last for first, last in self.lines)
        )


def waivers(page: Page) -> Iterator[Waiver]:
    """Every waiver in a file, in its order."""
    if _ALLOW.search(page.text) is None:
        return
    lines = Lines(page)
    for number, line in enumerate(lines.written, 1):
        found = _ALLOW.search(line)
        if found is None or not lines.is_comment(number, found.start() + 1):
            continue
        reason = found["reason"]
        yield Waiver(
            (page.file, number, found.start() + 1),
            tuple(code.strip() for code in found["codes"].split(",")),
            reason[1:].strip() if reason.startswith(":") else "",
            lines.opened_by(lines.concerned(number, found.start() + 1)),
        )


def unwaived(found: Iterable[Diagnostic], given: Collection[Waiver]) -> tuple[list[Diagnostic], set[tuple[int, str]]]:
    """The findings that no waiver covers; and which waivers were of use: (index in `given`, code)."""
    kept, used = [], set()
    for finding in found:
        of_use = [(n, finding.code) for n, waiver in enumerate(given) if waiver.covers(finding)]
        used.update(of_use)
        if not of_use:
            kept.append(finding)
    return kept, used


def faults(
    given: Collection[Waiver],
    used: set[tuple[int, str]],
    asked: Collection[str],
    waivable: Collection[str],
    known: Collection[str],
) -> Iterator[Diagnostic]:
    """What is wrong with waivers. `asked` are the codes that were looked for, `waivable` those that may be waived,
    `known` all that there are."""
    for number, waiver in enumerate(given):
        for code in waiver.codes:
            if code not in waivable:
                advice = "" if code in known else likely(code, waivable)
                hint = advice or "only rules of the checker and warnings can be waived"
                yield _warning(waiver.place, "W803", f"`{code[:20]}` is no code that can be waived", hint)
        if not waiver.reason:
            hint = f"write it after a colon, as in `# allow {waiver.codes[0][:20]}: the telegram is one breath`"
            yield _warning(waiver.place, "W801", "this waiver gives no reason, so that it waives nothing", hint)
            continue
        for code in waiver.codes:
            if code in asked and code in waivable and (number, code) not in used:
                yield _warning(waiver.place, "W802", f"nothing here is found by {code}", "delete the waiver")


def _warning(place: Place, code: str, message: str, hint: str) -> Diagnostic:
    """A finding about a waiver."""
    return Diagnostic(*place, code, message, hint, Severity.WARNING)
