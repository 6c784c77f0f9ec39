"""What the players made of the story: plots, each with its numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from starcity_game.authoring.explore.figures import MINUTES, PASSES
from starcity_game.authoring.explore.html import plots
from starcity_game.authoring.explore.html.drawing import SERIES
from starcity_game.authoring.explore.html.findings import plural
from starcity_game.authoring.explore.html.markup import (
    Column,
    code,
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
from starcity_game.authoring.explore.report import CheckFigures, Figures, Growth, Heat, Report
from starcity_game.authoring.opened import Opened
from starcity_game.authoring.story_map import in_words
from starcity_game.story.diagnostics import Diagnostic
from starcity_game.story.model import Role

_BROKEN: Final = {"!": "broke off", "…": "did not end"}
_PLOTTED: Final = 40
"""Checks that a plot has room for."""
_ROWS: Final = 4_000
"""Options in the table at most."""
_POINTS: Final = 10
"""Rows of the table of growth at most."""


def lives(report: Report, figures: Figures) -> str:
    """The section of the players."""
    led = sum(figures.lives.values())
    said = (
        f"{count(led, 'life')}".replace("lifes", "lives")
        + f", {count(figures.choices, 'choice')}, by {count(len(figures.lives), 'player')}."
    )
    parts = [paragraph(said), *_findings("Against the thresholds", report.measured), *_findings("Measured", report.metrics),
             _endings(figures), _checks(figures), _minutes(figures), _growth(report, figures)]  # fmt: skip
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
    columns = [Column("ending"), *(Column(player, True) for player in players), Column("all", True)]
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
    return "<h3>Endings</h3>\n" + figure(
        drawing, "What the lives of each player came to.", table(columns, rows, "Endings by player")
    )


def _parts(found: dict[str, int], plotted: Sequence[str], parts: int) -> list[int]:
    """Lives of each ending that has a colour of its own, and of all others together."""
    counts = [found.get(ending, 0) for ending in plotted]
    return counts if parts == len(plotted) else [*counts, sum(found.values()) - sum(counts)]


def _checks(figures: Figures) -> str:
    """Pass rates, those outside the band first."""
    if not figures.checks:
        return ""
    checks = sorted(figures.checks, key=lambda c: (_inside(c), c.rate if not _inside(c) else 0.0, -c.tries))
    shown = [check for check in figures.checks if check in checks[:_PLOTTED]]
    low, high = PASSES
    caption = f"How often each check comes out well. Between {low:.0%} and {high:.0%}, the shaded band, it is worth making; a cross lies outside."
    if len(checks) > len(shown):
        caption += f" Shown are {len(shown)} of {len(checks)}: those outside, then those most tried."
    rows = [
        [code(c.item), f"{c.tries:,}", f"{c.passes:,}", share(c.passes, c.tries), _remark(c), code(where(c.place))]
        for c in figures.checks
    ]
    columns = [
        Column("check"),
        Column("tries", True),
        Column("well", True),
        Column("share", True),
        Column("band"),
        Column("place"),
    ]
    drawing = plots.rates(
        "checks", "Share of tries of each check that come out well; the same stands in the table below.", shown
    )
    numbers = table(columns, rows, "Checks", sortable=True)
    return "<h3>Checks</h3>\n" + figure(
        drawing, caption, numbers if len(rows) <= _PLOTTED else folded("All checks", numbers)
    )


def _inside(check: CheckFigures) -> bool:
    return PASSES[0] <= check.rate <= PASSES[1]


def _remark(check: CheckFigures) -> str:
    return (
        "inside"
        if _inside(check)
        else '<span class="never">below</span>'
        if check.rate < PASSES[0]
        else '<span class="never">above</span>'
    )


def _minutes(figures: Figures) -> str:
    """How long the episodes are."""
    if not figures.episodes:
        return ""
    columns = [
        Column("episode"),
        Column("volume"),
        *(Column(t, True) for t in ("lives", "shortest tenth", "middle", "longest tenth")),
    ]
    rows = [
        [f"{e.number}. {own(e.title)}", code(e.volume), f"{e.lives:,}", *(f"{m:g}" for m in e.minutes)]
        for e in figures.episodes
    ]
    low, high = MINUTES
    caption = (f"Minutes to read an episode, at 220 words a minute: the middle of all lives, and from the shortest tenth to the "
               f"longest. {low} to {high}, the shaded band, make an evening.")  # fmt: skip
    drawing = plots.minutes(
        "minutes", "Minutes to read each episode; the same stands in the table below.", figures.episodes[:_PLOTTED]
    )
    return "<h3>Minutes</h3>\n" + figure(drawing, caption, table(columns, rows, "Minutes an episode"))


def _growth(report: Report, figures: Figures) -> str:
    """How coverage grew."""
    totals = {kind: sum(item.kind is kind for item in report.items) for kind in Kind}
    kinds = [kind for kind in Kind if totals[kind]]
    if not figures.growth or not kinds:
        return ""
    columns = [Column("lives", True), *(Column(plural(kind), True) for kind in kinds)]
    rows = [
        [
            f"{point.lives:,}",
            *(f"{point.met.get(kind, 0):,} ({share(point.met.get(kind, 0), totals[kind])})" for kind in kinds),
        ]
        for point in _some(figures.growth)
    ]
    drawing = plots.growth("growth", "Share of all items that were met, by the number of lives; the same stands in the table below.",
                           figures.growth, totals)  # fmt: skip
    caption = "What the players met of everything there is, as their lives are added up. Where a line goes on rising, more lives would meet more."
    return "<h3>Coverage</h3>\n" + figure(drawing, caption, table(columns, rows, "Items met by so many lives"))


def _some(points: Sequence[Growth]) -> list[Growth]:
    """Points at which the lives have about doubled, and the last."""
    found = [points[0]]
    for point in points[1:]:
        if point.lives >= 2 * found[-1].lives:
            found.append(point)
    found = found[-_POINTS:]
    return found if found[-1] is points[-1] else [*found, points[-1]]


def heat(figures: Figures, story: Opened) -> str:
    """Every option with how often it was offered and taken, by scene."""
    labels = _labels(story)
    never = [h for h in figures.heat if not h.taken]
    shown = figures.heat
    said = f"{count(len(figures.heat), 'option')}; {len(never)} never taken, of which {sum(not h.offered for h in never)} never offered."
    if len(shown) > _ROWS:
        kept = {h.id for h in sorted(figures.heat, key=_share)[:_ROWS]}
        shown = tuple(h for h in figures.heat if h.id in kept)
        said += f" Shown are the {_ROWS:,} taken least; --json has them all."
    columns = [
        Column("scene"),
        Column("option"),
        Column("offered", True),
        Column("taken", True),
        Column("share", True),
        Column("remark"),
    ]
    rows = ([code(h.scene), own(labels.get(h.id, h.id)) + f" {code(h.id.removeprefix(h.scene).lstrip('/') or h.id)}",
             f"{h.offered:,}", f"{h.taken:,}", _bar(h), _word(h)] for h in shown)  # fmt: skip
    return section(
        "options",
        "Options",
        paragraph(said),
        table(columns, rows, "How often each option was offered and taken, by scene", True),
    )


def _share(heat: Heat) -> float:
    return heat.taken / heat.offered if heat.offered else -1.0


def _bar(heat: Heat) -> str:
    part = max(_share(heat), 0.0)
    return f'{share(heat.taken, heat.offered)}<span class="bar" aria-hidden="true"><i style="width: {part:.0%}"></i></span>'


def _word(heat: Heat) -> str:
    if heat.taken:
        return "hardly ever" if _share(heat) < 0.02 else ""
    return f'<span class="never">never {"taken" if heat.offered else "offered"}</span>'


def _labels(story: Opened) -> dict[str, str]:
    """The label of every option and storylet, as an author reads it."""
    found = {}
    for scene in story.scenes:
        if scene.storylet:
            found[f"@{scene.id}"] = in_words(scene.storylet.label)
        for body in scene.bodies:
            for choice in body.choices:
                inner = scene.bodies[choice.body]
                if inner.role == Role.CHOICE:
                    found[f"{scene.id}/{inner.path}"] = in_words(choice.label)
    return found
