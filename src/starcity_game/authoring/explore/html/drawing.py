"""Drawings by Matplotlib as SVG that lives in the page: its colours and its type are the page's."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import matplotlib
from matplotlib.figure import Figure

from starcity_game.authoring.explore.html.markup import attribute
from starcity_game.story.strict_text import clean

INK: Final = "#0a0001"
FAINT: Final = "#0a0002"
LINE: Final = "#0a0003"
PAPER: Final = "#0a0004"
SHEET: Final = "#0a0005"
STAMP: Final = "#0a0006"
SERIES: Final = ("#0a0010", "#0a0011", "#0a0012", "#0a0013", "#0a0014", "#0a0015")
"""Colours that stand for those of the page, which differ by day and by night."""
_COLOURS: Final = {
    INK: "--ink", FAINT: "--faint", LINE: "--line", PAPER: "--paper", SHEET: "--sheet", STAMP: "--stamp",
    **{colour: f"--series-{number}" for number, colour in enumerate(SERIES)},
}  # fmt: skip
_FONT: Final = "DejaVu Sans Mono"
"""Comes with Matplotlib, so that everything is measured alike everywhere; as wide as other typewriter faces."""
_RC: Final[Any] = {
    "svg.fonttype": "none", "svg.hashsalt": "starcity", "text.parse_math": False, "axes.unicode_minus": False,
    "font.family": _FONT, "font.size": 8.0, "axes.titlesize": 8.0, "axes.labelsize": 8.0,
    "text.color": INK, "axes.labelcolor": FAINT, "axes.edgecolor": LINE, "xtick.color": FAINT, "ytick.color": INK,
    "xtick.labelcolor": FAINT, "grid.color": LINE, "grid.linewidth": 0.6, "axes.linewidth": 0.6,
    "xtick.major.size": 0.0, "ytick.major.size": 0.0, "hatch.linewidth": 0.6, "hatch.color": PAPER,
    "axes.spines.top": False, "axes.spines.right": False, "axes.axisbelow": True, "axes.facecolor": "none",
    "figure.facecolor": "none", "savefig.facecolor": "none", "legend.frameon": False, "legend.fontsize": 7.5,
}  # fmt: skip


def drawn(
    name: str, size: tuple[float, float], says: str, draw: Callable[[Figure], None], fits: bool = False
) -> str:  # fmt: skip
    """What `draw` puts on a figure of `size` in inches, as an element with the alternative text `says`.

    `name` is unique on the page. A drawing that `fits` shrinks with the page; others are scrolled. The same drawing
    gives the same bytes.
    """
    with _settings():
        figure = Figure(figsize=size)
        draw(figure)
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return _inlined(out.getvalue(), name, size, says, fits)


def plain(text: str) -> str:
    """A text for a drawing: nothing in it that could not be seen."""
    return clean(text)


@contextmanager
def _settings() -> Iterator[None]:
    """Matplotlib as the page wants it, whatever its user's own settings are."""
    with warnings.catch_warnings(), matplotlib.rc_context():
        warnings.simplefilter("ignore")  # characters that the face has not: they are measured roughly, and shown well
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_RC)
        yield


def _inlined(svg: str, name: str, size: tuple[float, float], says: str, fits: bool) -> str:
    """An SVG file as a part of a page. Texts in it are escaped, so that a tag found here is a tag."""
    body = svg[svg.index("<svg") :]
    body = body[body.index(">") + 1 : body.rindex("</svg>")]
    for useless in (r"<metadata>.*?</metadata>", r"<defs>\s*<style.*?</style>\s*</defs>", r"<!--.*?-->"):
        body = re.sub(useless, "", body, flags=re.DOTALL)
    named = set(re.findall(r'(?:url\(|href=")#([^")]+)', body))
    body = re.sub(r' id="([^"]*)"', lambda m: f' id="{name}-{m[1]}"' if m[1] in named else "", body)
    body = re.sub(r'(url\(|href=")#', rf"\1#{name}-", body)
    body = re.sub(r"#0a00[01][0-9a-f]", lambda m: f"var({_COLOURS[m[0]]})", body)
    body = re.sub(rf"'{_FONT}'(, [^;\"]*)?", "var(--type)", body)
    width, height = (round(inches * 72, 2) for inches in size)
    kind = "drawing fits" if fits else "drawing"
    return (f'<svg class="{kind}" viewBox="0 0 {width:g} {height:g}" style="width: {width / 12:.3g}rem" role="img" '
            f'aria-label="{attribute(says)}">{body.strip()}</svg>')  # fmt: skip
