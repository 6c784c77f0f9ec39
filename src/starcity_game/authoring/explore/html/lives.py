"""What the players made of the story: plots, each with its numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from starcity_game.authoring.explore.figures import MINUTES, PASSES, WORDS_A_MINUTE
from starcity_game.authoring.explore.html import plots
from starcity_game.authoring.explore.html.drawing import SERIES
from starcity_game.authoring.explore.html.findings import plural
from starcity_game.authoring.explore.html.markup import (
    Column,
    code,
    columns,
    count,
    figure,
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
from starcity_game.authoring.explore.report import CheckFigures, Figures, Growth, Report
from starcity_game.story.diagnostics import Diagnostic

_BROKEN: Final = {"!": "broke off", "…": "did not end"}
_PLOTTED: Final = 40
"""Checks that a plot has room for."""
_POINTS: Final = 10
"""Rows of the table of growth at most."""


def lives(report: Report, figures: Figures) -> str:
    """The section of the players."""
    led = sum(figures.lives.values())
    said = f"{led:,} {'life' if led == 1 else 'lives'}, {count(figures.choices, 'choice')}, "
    said += f"by {count(len(figures.lives), 'player')}."
    against = [*_findings("Against the thresholds", report.measured), *_findings("Measured", report.metrics)]
    parts = [
        paragraph(said),
        *against,
        _endings(figures),
        _checks(figures),
        _minutes(figures),
        _growth(report, figures),
    ]
    return section("players", "Players", *parts)


def _findings(title: str, found: Sequence[Diagnostic]) -> Iterator[str]:
    if found:
        lines = "\n".join(
            f"<li>{safe(one.code)} {worded(one.message)}{f' ({worded(one.hint)})' if one.hint else ''} "
            f'<span class="quiet">{code(where((one.file, one.line, one.column)))}</span></li>' for one in found
        )  # fmt: skip
        yield folded(f"{title}: {len(found)}", f"<ul>\n{lines}\n</ul>", len(found) <= len(SERIES))


def _endings(figures: Figures) -> str:
    """Shares of the endings by player."""
    whole: Counter[str] = Counter()
    for found in figures.endings.values():
        whole.update(found)
    endings = sorted(whole, key=lambda ending: (-whole[ending], ending))
    if not endings:
        return ""
    players = list(figures.lives)
    head = [Column("ending"), *(Column(player, True) for player in players), Column("all", True)]
    rows = [
        [own(_BROKEN.get(e, e)), *(share(figures.endings[p].get(e, 0), figures.lives[p]) for p in players),
         share(whole[e], whole.total())] for e in endings
    ]  # fmt: skip
    plotted = endings if len(endings) <= len(SERIES) else endings[: len(SERIES) - 1]
    names = [_BROKEN.get(e, e) for e in plotted] + (["others"] if len(endings) > len(plotted) else [])
    bars = [(player, _parts(figures.endings[player], plotted, len(names))) for player in players]
    bars.append(("all", _parts(whole, plotted, len(names))))
    says = "Shares of the endings by player, as bars; the same stands in the table below."
    drawing = plots.stacked("endings", says, names, bars)
    numbers = table(head, rows, "Endings by player")
    return _part("Endings", drawing, "What the lives of each player came to.", numbers)


def _parts(found: dict[str, int], plotted: Sequence[str], parts: int) -> list[int]:
    """Lives of each ending that has a colour of its own, and of all others together."""
    counts = [found.get(ending, 0) for ending in plotted]
    return counts if parts == len(plotted) else [*counts, sum(found.values()) - sum(counts)]


def _checks(figures: Figures) -> str:
    """Pass rates; those plotted are those outside the band, then those most tried."""
    if not figures.checks:
        return ""
    judged = sorted(figures.checks, key=lambda check: (_inside(check), -check.tries))[:_PLOTTED]
    shown = [check for check in figures.checks if check in judged]
    low, high = PASSES
    caption = (
        f"How often each check comes out well. Between {low:.0%} and {high:.0%}, the shaded band, it is worth making; "
        "a cross lies outside."
    )
    if len(figures.checks) > len(shown):
        caption += f" Shown are {len(shown)} of {len(figures.checks)}: those outside, then those most tried."
    rows = [
        [code(c.item), f"{c.tries:,}", f"{c.passes:,}", share(c.passes, c.tries), _remark(c), code(where(c.place))]
        for c in figures.checks
    ]
    numbers = table(columns("check", "#tries", "#well", "#share", "band", "place"), rows, "Checks", sortable=True)
    says = "Share of tries of each check that come out well; the same stands in the table below."
    beside = numbers if len(rows) <= _PLOTTED else folded("All checks", numbers)
    return _part("Checks", plots.rates("checks", says, shown), caption, beside)


def _inside(check: CheckFigures) -> bool:
    return PASSES[0] <= check.rate <= PASSES[1]


def _remark(check: CheckFigures) -> str:
    if _inside(check):
        return "inside"
    return f'<span class="never">{"below" if check.rate < PASSES[0] else "above"}</span>'


def _minutes(figures: Figures) -> str:
    """How long the episodes are."""
    if not figures.episodes:
        return ""
    rows = [
        [f"{e.number}. {own(e.title)}", code(e.volume), f"{e.lives:,}", *(f"{m:g}" for m in e.minutes)]
        for e in figures.episodes
    ]
    head = columns("episode", "volume", "#lives", "#shortest tenth", "#middle", "#longest tenth")
    low, high = MINUTES
    caption = (
        f"Minutes to read an episode, at {WORDS_A_MINUTE} words a minute: the middle of all lives, and from the "
        f"shortest tenth to the longest. {low} to {high}, the shaded band, make an evening."
    )
    if len(figures.episodes) > _PLOTTED:
        caption += f" Shown are the first {_PLOTTED}."
    says = "Minutes to read each episode; the same stands in the table below."
    drawing = plots.minutes("minutes", says, figures.episodes[:_PLOTTED])
    return _part("Minutes", drawing, caption, table(head, rows, "Minutes an episode"))


def _growth(report: Report, figures: Figures) -> str:
    """How coverage grew."""
    totals = {kind: sum(item.kind is kind for item in report.items) for kind in Kind}
    kinds = [kind for kind in Kind if totals[kind]]
    if not figures.growth or not kinds:
        return ""
    rows = []
    for point in _some(figures.growth):
        met = [point.met.get(kind, 0) for kind in kinds]
        cells = [f"{n:,} ({share(n, totals[kind])})" for n, kind in zip(met, kinds, strict=True)]
        rows.append([f"{point.lives:,}", *cells])
    says = "Share of all items that were met, by the number of lives; the same stands in the table below."
    caption = (
        "What the players met of everything there is, as their lives are added up. Where a line goes on rising, more "
        "lives would meet more."
    )
    head = columns("#lives", *(f"#{plural(kind)}" for kind in kinds))
    drawing = plots.growth("growth", says, figures.growth, totals)
    return _part("Coverage", drawing, caption, table(head, rows, "Items met by so many lives"))


def _part(title: str, drawing: str, caption: str, beside: str) -> str:
    """A plot under its heading, with its numbers."""
    return f"<h3>{safe(title)}</h3>\n{figure(drawing, caption, beside)}"


def _some(points: Sequence[Growth]) -> list[Growth]:
    """Points at which the lives have about doubled, and the last."""
    found = [points[0]]
    for point in points[1:]:
        if point.lives >= 2 * found[-1].lives:
            found.append(point)
    found = found[-_POINTS:]
    return found if found[-1] is points[-1] else [*found, points[-1]]
