"""The report as one page of HTML that needs nothing else: no network, and no script to be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from importlib.util import find_spec
from typing import Final

from starcity_game.authoring.explore.html.findings import alarms, unproved, unreachable, verdicts
from starcity_game.authoring.explore.html.markup import code, count, own, safe
from starcity_game.authoring.explore.report import Report, Verdict
from starcity_game.authoring.opened import Opened
from starcity_game.commandline import Missing

_NEEDED: Final = ("matplotlib", "networkx")
_PARTS: Final = {
    "alarms": "Alarms", "not-proved": "Not proved", "unreachable": "Proved unreachable", "players": "Players",
    "options": "Options", "map": "Story map", "neighbourhoods": "Neighbourhoods",
}  # fmt: skip


def require() -> None:
    """Nothing, if what the page is drawn with is installed. Raises Missing."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise Missing(f'The page is drawn with {" and ".join(missing)}: pip install "starcity-game[author]".')


def page(report: Report, story: Opened, around: Sequence[str] = (), seconds: float | None = None) -> str:
    """The whole page. `around` are ids of scenes whose neighbourhoods are shown, in place of those that would be
    unasked; `seconds` is how long the search was allowed to take. The same report gives the same page."""
    from starcity_game.authoring.explore.html.atlas import atlas  # noqa: PLC0415 - these need what `require` asks for
    from starcity_game.authoring.explore.html.lives import lives  # noqa: PLC0415
    from starcity_game.authoring.explore.html.neighbourhoods import neighbourhoods  # noqa: PLC0415
    from starcity_game.authoring.explore.html.network import Network  # noqa: PLC0415
    from starcity_game.authoring.explore.html.options import options  # noqa: PLC0415

    sections = [alarms(report, story), unproved(report), unreachable(report)]
    if report.figures:
        sections += [lives(report, report.figures), options(report.figures, story)]
    network = Network(story, report)
    sections += [atlas(network), neighbourhoods(network, report, around)]
    folder = files("starcity_game.authoring.explore.html")
    style, script = (folder.joinpath(name).read_text("utf-8") for name in ("style.css", "sorting.js"))
    title = safe(f"{report.title}: what can be reached")
    return "\n".join([
        "<!DOCTYPE html>", '<html lang="en">', "<head>", '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">', f"<title>{title}</title>",
        f"<style>\n{style}</style>", "</head>", "<body>", *_head(report, seconds), "<main>", *sections, "</main>",
        f"<script>\n{script}</script>", "</body>", "</html>", "",
    ])  # fmt: skip


def _head(report: Report, seconds: float | None) -> Iterator[str]:
    """What was explored, how far, and what it comes to."""
    looked, figures = report.looked, report.figures
    yield f'<header>\n<p class="kicker">starcity explore</p>\n<h1>{own(report.title)}</h1>\n<div class="stamps">'
    yield from _stamps(report)
    yield "</div>"
    searched = f"{looked.turns:,} choices, {looked.states:,} states, {count(looked.origins, 'beginning')}, "
    searched += f"up to {looked.depth:,} choices deep" + (f", in {seconds:g} seconds at most" if seconds else "")
    led = f"{sum(figures.lives.values()):,} lives: {own(', '.join(figures.lives))}" if figures else "no lives were led"
    told = {
        "story": f"{own(report.story)} {own(report.version)}", "hash": code(report.hash), "seed": str(report.seed),
        "search": searched, "players": led,
    }  # fmt: skip
    yield "<dl>" + "".join(f"<dt>{title}</dt><dd>{content}</dd>" for title, content in told.items()) + "</dl>"
    yield verdicts(report)
    parts = {id: title for id, title in _PARTS.items() if figures or id not in ("players", "options")}
    yield "<nav><ul>" + "".join(f'<li><a href="#{id}">{title}</a></li>' for id, title in parts.items()) + "</ul></nav>"
    yield "</header>"


def _stamps(report: Report) -> Iterator[str]:
    """The outcome in a few words."""
    errors = sum(shown.fault.severity == "error" for shown in report.alarms)
    yield f'<span class="stamp{" bad" if errors else ""}">{count(errors, "error") if errors else "no errors"}</span>'
    left = sum(item.verdict is Verdict.UNPROVED for item in report.items) + len(report.possible)
    yield f'<span class="stamp{" open" if left else ""}">{f"{left:,} not proved" if left else "all proved"}</span>'
