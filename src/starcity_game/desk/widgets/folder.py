"""The file at the side of the desk: name, pairs as scales, bars, words, the number of the sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from ..ink import ink
from ..typeset import text, wrap

WIDTH: Final = 27
"""Cells of the folder, edges included."""
_INNER: Final = WIDTH - 4
_LABEL: Final = 10
"""Cells of the column of labels."""
_CELLS: Final = {"scale": 9, "bar": 10}
"""Cells of what is drawn: a scale has a middle, a bar one cell for each tenth."""


@dataclass(frozen=True)
class Gauge:
    """One value as it is shown."""

    label: str
    value: str
    """In words."""
    share: float = -1.0
    """0 to 1 for a scale or a bar; below 0 for words alone."""
    kind: str = "words"
    """`scale`, `bar` or `words`."""

    def drawn(self, cells: int) -> str:
        """The scale or bar in `cells` cells; empty for words."""
        if self.share < 0:
            return ""
        if self.kind == "scale":
            at = min(cells - 1, round(self.share * (cells - 1)))
            return "·" * at + "●" + "·" * (cells - 1 - at)
        full = round(self.share * cells)
        return "▮" * full + "▯" * (cells - full)

    @property
    def short(self) -> str:
        """Label and value in a few words."""
        return f"{self.label} {self.value}"


@dataclass(frozen=True)
class Dossier:
    """What the cover of the file says."""

    number: str
    name: str
    rest: str
    """Given names."""
    gauges: tuple[Gauge, ...]
    sheet: int

    def status(self) -> Content:
        """The same in one line."""
        parts = [text(f"sheet {self.sheet}", "date"), text(f"No. {self.number}", "key"), text(self.name, "strong")]
        parts += [text(gauge.short, "dim") for gauge in self.gauges]
        return Content.styled(" · ", "dim").join(parts)


class Folder(Widget):
    """A cardboard folder with a tab."""

    DEFAULT_CSS = f"Folder {{ width: {WIDTH}; height: auto; max-height: 100%; background: $desk; color: $text; }}"

    def __init__(self, dossier: Dossier) -> None:
        """The folder with `dossier` on its cover."""
        super().__init__(id="folder")
        self._lines = list(self._drawn(dossier))

    def show(self, dossier: Dossier) -> None:
        """Show this on the cover; drawn anew only if something differs."""
        lines = list(self._drawn(dossier))
        if lines == self._lines and all(a.is_same(b) for a, b in zip(lines, self._lines, strict=True)):
            return
        self.refresh(layout=len(lines) != len(self._lines))
        self._lines = lines

    def get_content_height(self, *_: object) -> int:
        """As many rows as there are lines."""
        return len(self._lines)

    def render_line(self, y: int) -> Strip:
        """One line of the cover."""
        mixed = ink(self.app.theme)
        content = self._lines[y] if y < len(self._lines) else Content("")
        return mixed.strip(content).adjust_cell_length(self.size.width, mixed.style("desk").rich_style)

    def _drawn(self, dossier: Dossier) -> list[Content]:
        tab = f" FILE No. {dossier.number} "
        top = Content.styled(f"╭{'─' * len(tab)}╮", "pencil")
        second = [("│", "pencil"), (tab, "folder-strong"), ("╰" + "─" * (WIDTH - len(tab) - 3) + "╮", "pencil")]
        lines = [top, Content.assemble(*second), self._line("")]
        lines += [self._line(line.plain, "folder-strong") for line in wrap(text(dossier.name.upper()), _INNER)]
        if dossier.rest:
            lines += [self._line(line.plain) for line in wrap(text(dossier.rest), _INNER)]
        lines.append(self._line(""))
        for gauge in dossier.gauges:
            lines += self._gauge(gauge)
        lines += [self._line(""), self._line(f"sheet {dossier.sheet}".rjust(_INNER), "pencil")]
        return [*lines, Content.styled(f"╰{'─' * (WIDTH - 2)}╯", "pencil")]

    def _gauge(self, gauge: Gauge) -> list[Content]:
        label = text(gauge.label).truncate(_LABEL, ellipsis=True).plain.ljust(_LABEL)
        drawn = gauge.drawn(_CELLS.get(gauge.kind, 0))
        if not drawn:
            lines = wrap(text(f"{gauge.label}: {gauge.value}"), _INNER)
            return [self._line(line.plain) for line in lines]
        value = gauge.value.split(" ")[0][:3].rjust(_INNER - _LABEL - len(drawn))
        return [self._line(label, "folder", drawn + value)]

    def _line(self, words: str, role: str = "folder", more: str = "") -> Content:
        body = text(words, role) + text(more, "pencil" if not more else "folder")
        gap = Content.styled(" " * max(0, _INNER - body.cell_length), "folder")
        return Content("").join([Content.styled("│ ", "pencil"), body, gap, Content.styled(" │", "pencil")])
