"""Plots of what simulated players made of a story."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from matplotlib.figure import Figure

from starcity_game.authoring.explore.figures import MINUTES, PASSES
from starcity_game.authoring.explore.html.drawing import FAINT, INK, LINE, PAPER, SERIES, SHEET, STAMP, drawn, plain
from starcity_game.authoring.explore.html.markup import share
from starcity_game.authoring.explore.items import Kind
from starcity_game.authoring.explore.report import CheckFigures, EpisodeFigures, Growth

WIDTH: Final = 5.2
"""Inches of every plot: few enough that it can be read on a telephone."""
_ROW: Final = 0.26
"""Inches of a row."""
_LEFT: Final = 1.5
"""Inches for the names of rows."""
_NAME: Final = 21
"""Characters of a row's name at most."""
_HATCHES: Final = ("", "////", "....", "\\\\\\\\", "xxxx", "----")
_DASHES: Final = ("-", "--", ":", "-.", (0, (1, 3)))
Shares = Sequence[tuple[str, Sequence[int]]]
"""Of every row its name and its parts."""


def stacked(name: str, says: str, parts: Sequence[str], rows: Shares) -> str:
    """A bar for each row, divided into `parts`, of which there are at most as many as there are colours."""

    def draw(figure: Figure) -> None:
        axes = _axes(figure, [label for label, _ in rows], above=0.34)
        for at, (_, counts) in enumerate(rows):
            left, whole = 0.0, sum(counts) or 1
            for number, part in enumerate(counts):
                width = part / whole
                axes.barh(at, width, left=left, height=0.72, color=SERIES[number], hatch=_HATCHES[number],
                          edgecolor=PAPER, linewidth=0.6, label=plain(parts[number]) if not at else None)  # fmt: skip
                if width >= 0.12:
                    box = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.2}
                    axes.text(left + width / 2, at, share(part, whole), ha="center", va="center", fontsize=7, bbox=box)
                left += width
        axes.set_xlim(0, 1)
        _per_cent(axes)
        figure.legend(loc="upper left", ncols=3, bbox_to_anchor=(0.0, 1.0), handlelength=1.6, borderaxespad=0.2)

    lines = (len(parts) + 2) // 3
    return drawn(name, (WIDTH, _height(len(rows)) + 0.1 + 0.18 * lines), says, draw, fits=True)


def rates(name: str, says: str, checks: Sequence[CheckFigures]) -> str:
    """A mark for each check, and the band in which it is worth making."""

    def draw(figure: Figure) -> None:
        axes = _axes(figure, [check.item for check in checks])
        axes.axvspan(*PASSES, color=SHEET, zorder=0)
        for edge in PASSES:
            axes.axvline(edge, color=FAINT, linewidth=0.7, linestyle=(0, (4, 3)))
        for at, check in enumerate(checks):
            inside = PASSES[0] <= check.rate <= PASSES[1]
            axes.plot([0, check.rate], [at, at], color=LINE, linewidth=1.0)
            axes.plot([check.rate], [at], marker="o" if inside else "X", color=INK if inside else STAMP, markersize=6)
            nearby = check.rate > 0.9
            axes.annotate(f"{check.rate:.0%}", (check.rate, at), xytext=(-8 if nearby else 8, 0), va="center",
                          ha="right" if nearby else "left", textcoords="offset points", fontsize=7)  # fmt: skip
        axes.set_xlim(0, 1)
        _per_cent(axes)

    return drawn(name, (WIDTH, _height(len(checks))), says, draw, fits=True)


def minutes(name: str, says: str, episodes: Sequence[EpisodeFigures]) -> str:
    """A stroke for each episode from the shortest tenth of lives to the longest, and the band of an evening."""

    def draw(figure: Figure) -> None:
        axes = _axes(figure, [f"{e.number}. {e.title or e.volume}" for e in episodes])
        axes.axvspan(*MINUTES, color=SHEET, zorder=0)
        for edge in MINUTES:
            axes.axvline(edge, color=FAINT, linewidth=0.7, linestyle=(0, (4, 3)))
        for at, episode in enumerate(episodes):
            low, middle, high = episode.minutes
            axes.plot([low, high], [at, at], color=INK, linewidth=1.4, marker="|", markersize=7)
            inside = MINUTES[0] <= middle <= MINUTES[1]
            axes.plot([middle], [at], marker="o" if inside else "X", color=INK if inside else STAMP, markersize=6)
            axes.annotate(
                f"{middle:g} min", (high, at), xytext=(6, 0), textcoords="offset points", va="center", fontsize=7
            )
        axes.set_xlim(0, max(MINUTES[1], *(e.minutes[2] for e in episodes)) * 1.15)
        axes.set_xlabel("minutes")

    return drawn(name, (WIDTH, _height(len(episodes)) + 0.15), says, draw, fits=True)


def growth(name: str, says: str, points: Sequence[Growth], totals: dict[Kind, int]) -> str:
    """A line for each kind of item: the share of them that so many lives met."""

    def draw(figure: Figure) -> None:
        height = figure.get_figheight()
        axes = figure.add_axes((0.6 / WIDTH, 0.45 / height, (WIDTH - 1.0) / WIDTH, 1 - 0.85 / height))
        kinds = [kind for kind in Kind if totals[kind]]
        lives = [0, *(point.lives for point in points)]
        for number, kind in enumerate(kinds):
            met = [0.0, *(point.met.get(kind, 0) / totals[kind] for point in points)]
            axes.plot(lives, met, color=SERIES[number], linestyle=_DASHES[number], linewidth=2.4 - 0.35 * number,
                      label="branches" if kind is Kind.BRANCH else f"{kind}s")  # fmt: skip
        axes.set_ylim(0, 1.03)
        axes.set_xlim(0, lives[-1])
        axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0%", "25%", "50%", "75%", "100%"])
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        axes.grid(axis="y")
        axes.set_xlabel("lives")
        figure.legend(
            loc="upper left", ncols=5, bbox_to_anchor=(0.0, 1.0), handlelength=2.2, columnspacing=1.2, borderaxespad=0.2
        )

    return drawn(name, (WIDTH, 2.9), says, draw, fits=True)


def _height(rows: int) -> float:
    return rows * _ROW + 0.42


def _axes(figure: Figure, names: Sequence[str], above: float = 0.1) -> Any:
    """Axes with a row for each of `names`, the first on top."""
    height = figure.get_figheight()
    below = height - len(names) * _ROW - max(above, 0.08)
    axes = figure.add_axes((_LEFT / WIDTH, below / height, (WIDTH - _LEFT - 0.35) / WIDTH, len(names) * _ROW / height))
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_yticks(range(len(names)), [_short(label) for label in names])
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x")
    return axes


def _short(label: str) -> str:
    """The end of a name, which says more than its beginning."""
    text = plain(label)
    return text if len(text) <= _NAME else f"…{text[1 - _NAME :]}"


def _per_cent(axes: Any) -> None:
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0%", "25%", "50%", "75%", "100%"])
