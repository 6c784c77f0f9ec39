"""A small map as a drawing: boxes in rows, and the ways between them."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.path import Path

from starcity_game.authoring.explore.html.drawing import FAINT, INK, PAPER, SHEET, STAMP, drawn, plain
from starcity_game.authoring.explore.html.layers import Rows
from starcity_game.authoring.explore.html.network import Strand
from starcity_game.authoring.story_map import Sort

_ACROSS: Final = 1.72
"""Inches from the middle of a box to that of the next."""
_DOWN: Final = 1.02
"""Inches from a row to the next."""
_LETTERS: Final = 17
"""Characters of a line in a box."""
_LINES: Final = 2
"""Lines of a name at most."""
_ROUND: Final = {Sort.DECK: 0.2, Sort.ENDING: 0.2, Sort.STORYLET: 0.12}


class Node(msgspec.Struct, frozen=True):
    """What is drawn of a node."""

    name: str
    sort: Sort | None
    """None for something that stands for several nodes."""
    note: str = ""
    """What is said under the name: visits, or what is the matter."""
    weight: float = 0.0
    """Visits as a share of those of the most visited node shown, 0 to 1."""
    bad: bool = False
    """Whether something is the matter with it."""
    faint: bool = False
    """Whether it stands outside of what is shown."""
    chosen: bool = False
    """Whether the map is of its neighbourhood."""


class _Box(msgspec.Struct, frozen=True):
    x: float
    y: float
    width: float
    height: float


def map_drawn(name: str, says: str, nodes: Mapping[str, Node], rows: Rows, strands: Sequence[Strand]) -> str:
    """The map; `rows` hold keys of `nodes`, the first row on top."""
    across = max(map(len, rows)) * _ACROSS + 0.3
    down = (len(rows) - 1) * _DOWN + 0.9  # more below than above, where ways turn
    boxes = {
        key: _box(nodes[key], across / 2 + (at - (len(row) - 1) / 2) * _ACROSS, down - 0.375 - number * _DOWN)
        for number, row in enumerate(rows)
        for at, key in enumerate(row)
    }
    most = max((strand.times for strand in strands), default=0)

    def draw(figure: Figure) -> None:
        axes: Any = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, across)
        axes.set_ylim(0, down)
        axes.set_axis_off()
        for strand in strands:
            axes.add_patch(_arrow(boxes[strand.start], boxes[strand.end], strand, most))
        for key, box in boxes.items():
            _draw_box(axes, nodes[key], box)

    return drawn(name, (across, down), says, draw)


def _box(node: Node, x: float, y: float) -> _Box:
    grown = math.sqrt(node.weight)
    return _Box(x, y, 1.22 + 0.2 * grown, 0.4 + 0.06 * len(_lines(node)) + 0.08 * grown)


def _lines(node: Node) -> list[str]:
    """The name in lines; of a long one the end is left out."""
    spaced = plain(node.name).replace("_", "_\u200b").replace(".", ".\u200b").split("\u200b")
    lines = [""]
    for part in spaced:
        for piece in textwrap.wrap(part, _LETTERS, drop_whitespace=False) or [part]:
            if len(lines[-1]) + len(piece) > _LETTERS and lines[-1]:
                lines.append("")
            lines[-1] += piece
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], f"{lines[_LINES - 1][: _LETTERS - 1]}…"]
    return lines


def _draw_box(axes: Any, node: Node, box: _Box) -> None:
    edge = STAMP if node.bad else FAINT if node.faint else INK
    width = 2.2 if node.chosen else 1.6 if node.sort is Sort.HUB else 0.9
    corner = _ROUND.get(node.sort, 0.02) if node.sort else 0.02
    axes.add_patch(FancyBboxPatch(
        (box.x - box.width / 2, box.y - box.height / 2), box.width, box.height,
        boxstyle=f"round,pad=0,rounding_size={corner}", facecolor=SHEET if node.chosen else PAPER, edgecolor=edge,
        linewidth=width, linestyle=(0, (4, 2)) if node.bad or node.sort is None else "-", zorder=3,
    ))  # fmt: skip
    lines = _lines(node)
    line = 0.125
    top = box.y + line * (len(lines) + bool(node.note) - 1) / 2
    for number, text in enumerate(lines):
        axes.text(box.x, top - number * line, text, ha="center", va="center", fontsize=7.5, zorder=4,
                  color=FAINT if node.faint else INK)  # fmt: skip
    if node.note:
        axes.text(box.x, top - len(lines) * line, plain(node.note), ha="center", va="center", fontsize=6.5, zorder=4,
                  color=STAMP if node.bad else FAINT)  # fmt: skip


def _arrow(start: _Box, end: _Box, strand: Strand, most: int) -> FancyArrowPatch:
    """A way: as thick as it is travelled, dashed if never, dotted where it stands for several."""
    share = math.sqrt(strand.times / most) if most else 0.0
    style: Any = "-" if strand.times or not most else (0, (4, 3))
    return FancyArrowPatch(
        path=_path(start, end), arrowstyle="-|>", mutation_scale=6 + 3 * share, shrinkA=0, shrinkB=0, color=FAINT,
        linewidth=0.7 + 2.0 * share, linestyle=(0, (1, 2)) if strand.hidden else style, zorder=2, fill=False,
    )  # fmt: skip


def _path(start: _Box, end: _Box) -> Path:
    """From the lower edge to the upper edge of a box further down; else out of the side, and around."""
    if end.y < start.y - 0.1:
        x1, y1, x2, y2 = start.x, start.y - start.height / 2, end.x, end.y + end.height / 2
        x1 += _aside(end.x - start.x, start.width)
        x2 += _aside(start.x - end.x, end.width)
        bend = (y1 - y2) * 0.5
        return Path([(x1, y1), (x1, y1 - bend), (x2, y2 + bend), (x2, y2)], [1, 4, 4, 4])
    if end.y < start.y + 0.1:
        way = math.copysign(1, end.x - start.x)
        beside = abs(end.x - start.x) < 1.5 * _ACROSS
        if beside:
            x1, x2 = start.x + way * start.width / 2, end.x - way * end.width / 2
            return Path([(x1, start.y), (x2, end.y)], [1, 2])
        x1, x2 = start.x + way * start.width / 4, end.x - way * end.width / 4
        low = start.y - start.height / 2
        return Path([(x1, low), (x1, low - 0.22), (x2, low - 0.22), (x2, end.y - end.height / 2)], [1, 4, 4, 4])
    way = 1.0 if end.x >= start.x else -1.0
    x1, x2 = start.x + way * start.width / 2, end.x + way * end.width / 2
    out = max(x1 * way, x2 * way) * way + way * 0.16
    return Path([(x1, start.y), (out, start.y), (out, end.y), (x2, end.y)], [1, 4, 4, 4])


def _aside(towards: float, width: float) -> float:
    """How far from the middle of an edge a way begins, so that several do not begin in one point."""
    return max(-0.36 * width, min(0.36 * width, towards * 0.14))
