"""How each kind of text is set, by the light on the desk.

Text on its way to the screen carries names of roles (`em`, `date`, `paper`), never markup and never colours:
what a role looks like is looked up when a line is drawn, so that a change of theme sets nothing anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.strip import Strip
from textual.style import Style

from .themes import PALETTES


class Ink:
    """The roles of one theme, fresh and faded."""

    def __init__(self, name: str) -> None:
        """Mix the roles of the theme called `name`; of an unknown one those of the lamp."""
        found = PALETTES.get(name, PALETTES["lamp"])
        self.plain = name == "terminal"
        """Whether weight has to do what colour may not."""
        self._own = self._mix(found.desk, found.text, found.dim, found.accent, found.stamp)
        self._own |= {
            "paper": self._pair(found.ink, found.paper),
            "paper-em": self._pair(found.ink, found.paper, italic=True),
            "paper-strong": self._pair(found.ink, found.paper, bold=True),
            "carbon": self._pair(found.carbon, found.paper, dim=self._weak),
            "seal": self._pair(found.seal, found.paper, bold=True),
            "folder": self._pair(found.label, found.folder),
            "folder-strong": self._pair(found.label, found.folder, bold=True),
            "pencil": self._pair(found.pencil, found.folder, dim=self._weak),
            "rule": self._pair(found.rule, found.desk, dim=self._weak),
            "shade": self._pair(found.rule, found.desk, dim=self._weak),
            "cursor": self._pair(found.text, found.cursor, bold=True),
            "selected": self._pair(found.desk, found.accent, reverse=self._weak),
        }
        dim = self._own["dim"]
        self._faded = dict.fromkeys(self._own, dim) | {
            "em": dim + Style(italic=True), "strong": dim + Style(bold=True),
            "paper-em": dim + Style(italic=True), "paper-strong": dim + Style(bold=True),
            "rule": self._own["rule"], "shade": Style(foreground=Color.parse(found.desk)) if not self.plain else dim,
        }  # fmt: skip

    @property
    def _weak(self) -> bool | None:
        return True if self.plain else None

    def _pair(self, letters: str, ground: str, **style: bool | None) -> Style:
        return Style(Color.parse(ground), Color.parse(letters), **style)  # type: ignore[arg-type]

    def _mix(self, desk: str, text: str, dim: str, accent: str, stamp: str) -> dict[str, Style]:
        """Roles that stand on the desk itself."""

        def on_desk(colour: str, **style: bool | None) -> Style:
            return Style(foreground=Color.parse(colour), **style)  # type: ignore[arg-type]

        heavy = True if self.plain else None
        return {
            "text": on_desk(text), "em": on_desk(text, italic=True), "strong": on_desk(text, bold=True),
            "dim": on_desk(dim, dim=heavy), "aside": on_desk(dim, dim=heavy, italic=True),
            "key": on_desk(accent, bold=True), "date": on_desk(accent), "mark": on_desk(accent, bold=True),
            "stamp": on_desk(stamp, bold=True), "desk": Style(Color.parse(desk), Color.parse(text)),
        }  # fmt: skip

    def style(self, role: str, faded: bool = False) -> Style:
        """The style of a role; of an unknown one that of plain text."""
        roles: Mapping[str, Style] = self._faded if faded else self._own
        return roles.get(role) or roles["text"]

    def strip(self, content: Content, base: str = "desk", faded: bool = False) -> Strip:
        """One line as it is drawn, on the ground of the role `base`."""
        ground = self._own[base]

        def looked_up(role: str | Style) -> Style:
            return role if isinstance(role, Style) else self.style(role, faded)

        start = ground if not faded else ground + self._faded["text"]
        drawn = content.render(start, "", looked_up)
        return Strip([Segment(text, style.rich_style) for text, style in drawn], content.cell_length)


@lru_cache(8)
def ink(name: str) -> Ink:
    """The ink of the theme called `name`."""
    return Ink(name)
