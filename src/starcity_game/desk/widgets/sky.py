"""The rocket on its pad at night, drawn once, with a menu before it. The stars do not blink."""

from __future__ import annotations

from typing import Final

from textual.content import Content
from textual.strip import Strip

from .roll import Layer, Roll

ROCKET: Final = """\
       ╷
       │
       ╽
       █
      ▗█▖
      ▐█▌
      ▐█▌
      ▟█▙
      ███
     ▗███▖
     ▐▀▀▀▌
     ▐███▌
     ▟███▙
    ▗█████▖
    ▐╳╳╳╳╳▌
    ▟█████▙
    ███████
   ▗███████▖
   ▐╳╳╳╳╳╳╳▌
   ▟███████▙
  ▗█████████▖
  ▟█████████▙
 ▗███████████▖
 ▟███████████▙
▗█████████████▖
▀▜▛▀▜▛▀▀▀▜▛▀▜▛▀"""
"""The N1: a cone of three stages with lattices between them, and the escape tower."""
_TOWER: Final = ("╞╪╡", "│╳│", "│╳│")
_TOWER_ROWS: Final = 19
_ARMS: Final = {4: (13, "────"), 10: (15, "──"), 16: (15, "──")}
"""Rows of the tower, counted from its top, at which an arm reaches for the rocket: (where, arm)."""
_WIDTH: Final = 20
ROOMY: Final = 78
"""Below this many columns there is no room for the rocket."""
_SEED: Final = 0x2F6E2B1


class Sky(Roll):
    """A menu under the stars."""

    def __init__(self, layer: Layer, measure: int) -> None:
        """The menu's rows come from `layer`, `measure` cells wide."""
        super().__init__(layer, measure=measure, bare=True, id="menu")

    def margin(self) -> int:
        """The menu stands a little in from the left when the rocket stands at the right."""
        width = self.size.width
        return max(3, (width - ROOMY) // 3 + 4) if width >= ROOMY else super().margin()

    @property
    def measure(self) -> int:
        """Narrower where the rocket needs the room."""
        free = self.size.width - _WIDTH - 12 - self.margin() if self.size.width >= ROOMY else self.size.width - 4
        return max(2, min(self.longest, free))

    def render_line(self, y: int) -> Strip:
        """The menu, and the night around it."""
        line = super().render_line(y)
        number = y + self.scroll_offset.y
        width, height = self.size
        night = self.ink.strip(night_line(y, width, height))
        if number >= len(self.rows) or not self.rows[number].content:
            return night
        end = self.left + self._set_for
        return Strip.join([night.crop(0, self.left), line.crop(self.left, end), night.crop(end, width)])


def night_line(y: int, width: int, height: int) -> Content:
    """Line `y` of the picture in `width` by `height` cells."""
    ground = height - 1
    if y >= ground:
        return Content.styled("▀" * width, "rule")
    cells = [(star(x, y), "dim") for x in range(width)]
    if width >= ROOMY:
        _rocket(cells, y, ground, width - _WIDTH - max(6, (width - ROOMY) // 4))
    return Content.assemble(*cells)


def _rocket(cells: list[tuple[str, str]], y: int, ground: int, left: int) -> None:
    """Draw the line of rocket and tower that stands at `y`."""
    rocket = ROCKET.split("\n")
    if (row := y - (ground - len(rocket))) >= 0:
        _put(cells, left, rocket[row], "text")
    if (row := y - (ground - _TOWER_ROWS)) >= 0:
        _put(cells, left + 17, _TOWER[row % 3] if row else "╥─╥", "dim")
        if row in _ARMS:
            _put(cells, left + _ARMS[row][0], _ARMS[row][1], "dim")


def _put(cells: list[tuple[str, str]], left: int, words: str, role: str) -> None:
    """Draw `words` over the sky; spaces let it through."""
    for number, sign in enumerate(words):
        if sign != " " and 0 <= left + number < len(cells):
            cells[left + number] = (sign, role)


def star(x: int, y: int) -> str:
    """What stands in the sky here: the same at every size."""
    mixed = (x * 73_856_093 ^ y * 19_349_663 ^ _SEED) * 2_654_435_761 & 0xFFFFFFFF
    mixed = (mixed ^ mixed >> 15) * 2_246_822_519 & 0xFFFFFFFF
    at = (mixed >> 8) % 331
    return "✦" if at == 0 else "·" if at < 5 else "." if at < 9 else " "
