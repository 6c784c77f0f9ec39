"""The rocket on its pad at night, drawn once. The stars do not blink."""

from __future__ import annotations

from typing import Final

from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from ..ink import ink

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
▀▜▛▀▜▛▀▜▛▀▜▛▀▛▀"""
"""The N1: a cone of three stages with lattices between them, and the escape tower."""

TOWER: Final = ("╞╪╡", "│╳│", "│╳│")
"""The service tower, from its top, repeated."""
GROUND: Final = "▁▂▃▄▅▆"
_FIRST_STAR: Final = 0x2F6E2B1


class Pad(Widget):
    """Rocket, tower, ground and stars."""

    def render_line(self, y: int) -> Strip:
        """One line of the picture."""
        mixed = ink(self.app.theme)
        width, height = self.size
        return mixed.strip(picture_line(y, width, height)).adjust_cell_length(width, mixed.style("desk").rich_style)


def picture_line(y: int, width: int, height: int) -> Content:
    """Line `y` of a picture of `width` by `height` cells."""
    rocket = ROCKET.split("\n")
    ground = height - 2
    if y >= ground:
        return _ground(y - ground, width)
    top = max(0, ground - len(rocket))
    cells = [(_star(x, y), "dim") for x in range(width)]
    left = max(0, (width - 15) // 2 - 2)
    _put(cells, left, rocket[y - (ground - len(rocket))] if y >= top else "", "text")
    tower_top = ground - 19
    if y >= tower_top:
        _put(cells, left + 17, "╥─╥" if y == tower_top else TOWER[(y - tower_top) % 3], "dim")
        if (y - tower_top) in (4, 10, 15):
            _put(cells, left + 15 - (2 if y - tower_top == 4 else 0), "──" + ("──" if y - tower_top == 4 else ""), "dim")
    return Content.assemble(*((sign, role) for sign, role in cells))


def _put(cells: list[tuple[str, str]], left: int, words: str, role: str) -> None:
    """Draw `words` over the sky; spaces let it through."""
    for number, sign in enumerate(words):
        if sign != " " and 0 <= left + number < len(cells):
            cells[left + number] = (sign, role)


def _ground(row: int, width: int) -> Content:
    if row:
        return Content.styled("▔" * width, "rule")
    return Content.styled("▄" * width, "rule")


def _star(x: int, y: int) -> str:
    """What stands in the sky here: the same at every size."""
    seed = (x * 73_856_093 ^ y * 19_349_663 ^ _FIRST_STAR) * 2_654_435_761 & 0xFFFFFFFF
    seed = (seed ^ seed >> 15) * 2_246_822_519 & 0xFFFFFFFF
    at = (seed >> 8) % 331
    return "✦" if at == 0 else "·" if at < 6 else "." if at < 11 else " "
