"""Plain tables: words to the left, numbers to the right, columns as wide as what stands in them."""

from __future__ import annotations

from collections.abc import Sequence

from starcity_game.story.strict_text import clean

Cell = str | int


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[str]:
    """The lines of a table under its title; nothing but the title and a dash where there are no rows.

    A column of numbers stands to the right, with commas between thousands; the last column is not padded.
    """
    if not rows:
        return [title, "  none", ""]
    cells = [[clean(f"{c:,}" if isinstance(c, int) else c) for c in row] for row in rows]
    right = [all(isinstance(row[n], int) for row in rows) for n in range(len(head))]
    widths = [max(len(row[n]) for row in [list(head), *cells]) for n in range(len(head))]
    lines = [title]
    for row in [list(head), *cells]:
        padded = [c.rjust(w) if r else c.ljust(w) for c, w, r in zip(row, widths, right, strict=True)]
        lines.append("  " + "  ".join(padded).rstrip())
    return [*lines, ""]


def few(names: Sequence[str], most: int = 3) -> str:
    """The first of some names, and how many more there are."""
    shown = ", ".join(names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown
