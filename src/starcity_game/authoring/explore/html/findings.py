"""What exploring found, in words: the verdicts, the alarms with their ways, what is not proved, what is excluded."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from starcity_game.authoring.explore.html.markup import (
    code,
    columns,
    count,
    folded,
    own,
    paragraph,
    safe,
    section,
    share,
    table,
    where,
    worded,
)
from starcity_game.authoring.explore.items import Kind
from starcity_game.authoring.explore.report import Judged, Report, Shown, Verdict
from starcity_game.authoring.explore.witness import Witness
from starcity_game.authoring.opened import Opened
from starcity_game.authoring.replay.recording import beginning, quoted

MOST: Final = 200
"""Entries of a list at most; `--json` writes all."""
_UNFOLDED: Final = 12
"""Scenes whose lists stand open."""


def verdicts(report: Report) -> str:
    """The table of verdicts."""
    rows = []
    for kind in Kind:
        counts = [report.count(kind, verdict) for verdict in Verdict]
        if whole := sum(counts):
            rows.append([safe(plural(kind)), *(f"{n:,}" for n in counts), share(counts[0], whole)])
    head = columns("kind", "#reached", "#proved unreachable", "#not proved", "#reached of all")
    said = "How everything in the story ends. Of what is reached there is a way that can be replayed."
    return table(head, rows, said)


def plural(kind: Kind) -> str:
    """What several of a kind are called."""
    return "branches" if kind is Kind.BRANCH else f"{kind}s"


def alarms(report: Report, story: Opened) -> str:
    """What is certainly wrong. What a proof excludes and is no error only stands with the unreachable."""
    found = [shown for shown in report.alarms if shown.witness or shown.fault.severity == "error"]
    none = "None. No life was found that breaks off, and nothing is out of reach that an error would be raised for."
    parts = [_alarm(shown, story) for shown in found[:MOST]] or [paragraph(none)]
    return section("alarms", "Alarms", *parts, _rest(len(found)))


def _alarm(shown: Shown, story: Opened) -> str:
    fault = shown.fault
    lines = [f'<article class="{safe(fault.severity)}">',
             f"<p>{safe(fault.code)} {worded(fault.message)}</p>",
             f'<p class="quiet">{code(where((fault.file, fault.line, fault.column)))}'
             f"{f' · {worded(fault.hint)}' if fault.hint else ''}</p>"]  # fmt: skip
    lines += (
        [way(shown.witness, story)] if shown.witness else [paragraph("A proof shows it; there is no way to follow.")]
    )
    return "\n".join([*lines, "</article>"])


def way(witness: Witness, story: Opened) -> str:
    """A way, choice by choice, and as a playthrough that `starcity replay` plays."""
    steps, last = _steps(witness, story)
    items = "\n".join(f"<li>{own(label)} {code(id)}</li>" for id, label in zip(witness.choices, steps, strict=True))
    chosen = ", ".join(map(quoted, witness.choices))
    sheet = [*beginning(story.engine, witness.origin, ""), "steps:",
             f"  - choose: [{chosen}]" if chosen else f"  - scene: {quoted(last)}"]  # fmt: skip
    listed = f'<ol class="way">\n{items}\n</ol>' if items else paragraph("No choice is needed.")
    file = "<pre>" + "\n".join(map(safe, sheet)) + "</pre>"
    text = "As a playthrough: save it as a file, and starcity replay plays it"
    said = paragraph(f"The way there: {count(len(steps), 'choice')}.")
    return f"{said}\n{listed}\n{folded(text, file)}"


def _steps(witness: Witness, story: Opened) -> tuple[list[str], str]:
    """The label of every choice, empty where it is not offered any more, and the scene where the way ends."""
    turn = story.engine.begin(witness.origin)
    labels = [""] * len(witness.choices)
    for number, choice in enumerate(witness.choices):
        option = next((option for option in turn.offer if option.id == choice), None)
        if option is None:
            break
        labels[number] = option.text
        turn = story.engine.play(turn.state, option)
    return labels, story.head.scenes[turn.state.scene]


def unproved(report: Report) -> str:
    """What is neither reached nor excluded, by scene; and conditions that decide nothing."""
    left = [item for item in report.items if item.verdict is Verdict.UNPROVED]
    looked = report.looked
    far = (
        f"The search looked at {looked.turns:,} choices and {looked.states:,} states from "
        f"{count(looked.origins, 'beginning')}, up to {looked.depth:,} choices deep. What stands here "
        "may be reached all the same."
    )
    parts = [paragraph(far if left or report.possible else "Nothing: all is reached, or proved unreachable.")]
    parts += _grouped(left)
    if report.possible:
        rows = [[worded(one.message), code(one.scene), code(where(one.place))] for one in report.possible[:MOST]]
        parts.append(
            table(
                columns("what", "scene", "place"),
                rows,
                "Bad things that no proof excludes, and no way shows",
            )
        )
        parts.append(_rest(len(report.possible)))
    return section("not-proved", "Not proved", *parts, _conditions(report))


def unreachable(report: Report) -> str:
    """What was proved to be out of reach, with the reasons."""
    left = [item for item in report.items if item.verdict is Verdict.UNREACHABLE]
    parts = [paragraph("Nothing.")] if not left else _grouped(left)
    return section("unreachable", "Proved unreachable", *parts)


def _grouped(items: Sequence[Judged]) -> list[str]:
    """Items in a list for each scene."""
    groups = [(name, list(group)) for name, group in groupby(items, key=_group)]
    found = []
    for number, (name, group) in enumerate(groups[:MOST]):
        listed = "\n".join(map(_item, group[:MOST]))
        title = f"{name}: {count(len(group), 'item')}"
        found.append(folded(title, f"<ul>\n{listed}\n</ul>{_rest(len(group))}", number < _UNFOLDED))
    return [*found, _rest(len(groups))]


def _group(item: Judged) -> str:
    return item.scene or item.id.partition(":")[0]


def _item(item: Judged) -> str:
    reason = f"<br>because {worded(item.reason)}" if item.reason else ""
    return f'<li>{safe(item.kind)} {code(item.id)} <span class="quiet">{code(where(item.place))}</span>{reason}</li>'


def _conditions(report: Report) -> str:
    """Conditions that decide nothing."""
    found = sorted((*report.always, *report.never))
    rows = [[worded(alarm.message), code(where(alarm.place))] for alarm in found[:MOST]]
    said = table(columns("condition", "place"), rows, "In whatever could be reached they always come out the same way.")
    return folded(f"Conditions that decide nothing: {len(found)}", said + _rest(len(found)) if said else "")


def _rest(number: int) -> str:
    return paragraph(f"And {number - MOST:,} more; --json has them all.", "quiet") if number > MOST else ""


def concerned(report: Report) -> list[str]:
    """Scenes in which there is an alarm, and then those in which something is not proved, each as the report has it."""
    left = [item.scene for item in report.items if item.verdict is Verdict.UNPROVED]
    found = [*(shown.scene for shown in report.alarms), *(one.scene for one in report.possible), *left]
    return [scene for scene in dict.fromkeys(found) if scene]
