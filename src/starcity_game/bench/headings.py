"""What the author's desk says above its panes."""

from __future__ import annotations

from textual.content import Content

from starcity_game.authoring.workshop.workshop import Workshop
from starcity_game.desk.typeset import text
from starcity_game.story.diagnostics import Severity

NOTHING = Content("")
_TABS = (("s", "scenes"), ("p", "page"), ("v", "values"), ("f", "faults"))


def top(shop: Workshop) -> tuple[Content, Content]:
    """The top line: which story, and which version of it is shown."""
    title = shop.version.head.title if shop.version else shop.folder.name
    name = text(title.upper() + "  ", "strong") + text("author’s desk", "dim")
    if not shop.broken:
        return name, text(f"read at {shop.moment}", "dim")
    showing = f"showing the version of {shop.moment}" if shop.version else "nothing to show yet"
    return text(f"BROKEN: {showing}", "stamp"), name


def tabs(shop: Workshop, at: str) -> tuple[Content, Content]:
    """The panes by their keys, where there is room for one of them only."""
    said = [text(key, "key") + text(f" {name}", "strong" if name == at else "dim") for key, name in _TABS]
    return Content("   ").join(said), faults(shop)


def pane(shop: Workshop, name: str) -> Content:
    """What the heading of a pane says at its right."""
    if name == "faults":
        return faults(shop)
    if shop.version is None or shop.page is None:
        return NOTHING
    if name == "scenes":
        return text(f"{len(shop.visited)} of {len(shop.version.head.scenes)} read", "dim")
    if name == "page":
        file, line, _ = shop.version.places[shop.scene]
        return text(shop.scene_id, "strong") + text(f"  {file.rpartition('/')[2]}:{line}", "dim")
    held = len(shop.page.held)
    return text(f"{held} set on this page" if held else "", "dim")


def faults(shop: Workshop) -> Content:
    """How many faults there are, in words."""
    errors = sum(one.severity is Severity.ERROR for one in shop.findings)
    parts = [(errors, "error"), (len(shop.findings) - errors, "warning")]
    told = ", ".join(f"{n} {what}" + "s" * (n != 1) for n, what in parts if n)
    return text(told or "no faults" if shop.judged else "looking …", "stamp" if errors else "dim")
