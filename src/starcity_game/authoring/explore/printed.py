"""The report as lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from starcity_game.authoring.explore.items import Kind
from starcity_game.authoring.explore.report import Figures, Judged, Report, Verdict
from starcity_game.authoring.explore.witness import Witness
from starcity_game.story.diagnostics import Diagnostic, visible

MOST: Final = 20
"""Lines of a list at most; the rest is counted, and stands in the JSON and on the page."""
_LONG: Final = 60
"""Choices of a way at most; of a longer one the beginning and the end are said."""
_BROKEN: Final = {"!": "broke off", "…": "did not end"}


def lines(report: Report) -> Iterator[str]:
    """The whole report."""
    yield from _verdicts(report)
    yield from _alarms(report)
    yield from _conditions(report)
    yield from _unproved(report)
    if report.figures:
        yield from _players(report, report.figures)


def way(witness: Witness) -> str:
    """A way, so that one can go it: how the life begins, and the ids of the choices."""
    origin = witness.origin
    answers = [f"{q}={a if isinstance(a, str) else a.get('label') or a.get('surname', '')}"
               for q, a in origin.answers.items()]  # fmt: skip
    begin = ", ".join([origin.volume, f"seed {origin.seed}", *answers, *(f"skips {n}" for n in sorted(origin.skip))])
    choices = list(witness.choices)
    if len(choices) > _LONG:
        half = _LONG // 2
        choices = [*choices[:half], f"({len(choices) - 2 * half} more)", *choices[-half:]]
    return visible(f"{begin}: {' · '.join(choices) or '(no choice)'}")


def _verdicts(report: Report) -> Iterator[str]:
    """The table of verdicts."""
    yield f"{visible(report.title)} ({visible(f'{report.story} {report.version}'.strip())})"
    yield ""
    yield f"{'':<10}{'reached':>9}{'proved unreachable':>20}{'not proved':>12}"
    for kind in Kind:
        counts = [report.count(kind, verdict) for verdict in Verdict]
        if any(counts):
            yield f"{kind + 's':<10}{counts[0]:>9,}{counts[1]:>20,}{counts[2]:>12,}".replace("branchs ", "branches")
    yield ""


def _alarms(report: Report) -> Iterator[str]:
    """What is certain, each with the way to it."""
    found = [*report.alarms]
    for shown in found[:MOST]:
        yield shown.fault.line_of_text()
        if shown.witness:
            yield f"    the way: {way(shown.witness)}"
    yield from _rest(len(found))
    yield f"{_of(sum(s.fault.severity == 'error' for s in found), 'error')}, " \
          f"{_of(sum(s.fault.severity != 'error' for s in found), 'warning')}."  # fmt: skip


def _conditions(report: Report) -> Iterator[str]:
    """Conditions that decide nothing."""
    found = sorted((*report.always, *report.never))
    if found:
        yield ""
        yield "Conditions that decide nothing:"
        for alarm in found[:MOST]:
            yield f"  {_at(alarm.place)} {visible(alarm.message)}"
        yield from _rest(len(found))


def _unproved(report: Report) -> Iterator[str]:
    """What is neither reached nor excluded, by scene, and how far the search looked."""
    left = [item for item in report.items if item.verdict is Verdict.UNPROVED]
    if left or report.possible:
        yield ""
        yield "Not proved:"
    groups = [(name, list(group)) for name, group in groupby(left, key=_group)]
    for name, group in groups[:MOST]:
        yield f"  {_at(group[0].place)} {visible(name)}: {visible(_listed(group))}"
    yield from _rest(len(groups))
    for possible in report.possible[:MOST]:
        yield f"  {_at(possible.place)} {visible(possible.message)}"
    yield from _rest(len(report.possible))
    looked = report.looked
    yield ""
    yield (f"Looked at {looked.turns:,} choices and {looked.states:,} states from {looked.origins:,} beginnings, "
           f"up to {looked.depth:,} choices deep.")  # fmt: skip


def _group(item: Judged) -> str:
    return item.scene or item.id.partition(":")[0]


def _listed(group: Sequence[Judged]) -> str:
    """The first few of a group."""
    names = [f"{item.kind} {item.id.removeprefix(item.scene).lstrip('/') or item.id}" for item in group]
    return ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")


def _players(report: Report, figures: Figures) -> Iterator[str]:
    """What the players made of it."""
    lives = sum(figures.lives.values())
    kinds = {kind: sum(item.kind is kind for item in report.items) for kind in Kind}
    met = ", ".join(f"{figures.met.get(k, 0) / n:.0%} of the {_plural(k)}" for k, n in kinds.items() if n)
    yield ""
    yield f"{lives:,} lives of simulated players, {figures.choices:,} choices. They met {met}."
    yield ""
    names = list(figures.lives)
    yield f"{'ending':<28}" + "".join(f"{visible(name)[:11]:>12}" for name in names) + f"{'all':>12}"
    for ending in sorted({e for found in figures.endings.values() for e in found}):
        shares = [_share(figures.endings[n].get(ending, 0), figures.lives[n]) for n in names]
        whole = _share(sum(f.get(ending, 0) for f in figures.endings.values()), lives)
        yield f"{visible(_BROKEN.get(ending, ending))[:27]:<28}" + "".join(f"{s:>12}" for s in (*shares, whole))
    if figures.checks:
        yield ""
        yield f"{'check':<44}{'tries':>10}{'well':>8}"
        for check in figures.checks[:MOST]:
            yield f"{visible(check.item)[:43]:<44}{check.tries:>10,}{_share(check.passes, check.tries):>8}"
        yield from _rest(len(figures.checks))
    yield from _options(figures)
    yield from _said("Against the thresholds:", report.measured)
    yield from _said("Measured:", report.metrics)


def _options(figures: Figures) -> Iterator[str]:
    """Options that hardly anybody was offered, or took."""
    never = [h for h in figures.heat if not h.offered]
    shunned = [h for h in figures.heat if h.offered >= MOST and h.taken / h.offered < 0.02]
    yield ""
    yield f"{_of(len(never), 'option')} never offered, {len(shunned)} taken in less than 2% of offers."
    for heat in (*never, *shunned)[:MOST]:
        yield f"  {_at(heat.place)} {visible(heat.id)}: offered {heat.offered:,}, taken {heat.taken:,}"
    yield from _rest(len(never) + len(shunned))


def _said(title: str, found: Sequence[Diagnostic]) -> Iterator[str]:
    if found:
        yield ""
        yield title
        for one in found[:MOST]:
            hint = f" ({visible(one.hint)})" if one.hint else ""
            yield f"  {_at((one.file, one.line, one.column))} {one.code} {visible(one.message)}{hint}"
        yield from _rest(len(found))


def _rest(count: int) -> Iterator[str]:
    if count > MOST:
        yield f"  and {count - MOST:,} more; --json has them all"


def _at(place: tuple[str, int, int]) -> str:
    return ":".join([visible(place[0]), *(str(n) for n in place[1:] if n)])


def _of(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def _plural(kind: Kind) -> str:
    return "branches" if kind is Kind.BRANCH else f"{kind}s"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"
