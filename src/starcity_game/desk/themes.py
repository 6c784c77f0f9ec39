"""Five lights to read by: each a palette of colours by what they are for, and the Textual theme made of it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

from textual.theme import Theme


@dataclass(frozen=True)
class Palette:
    """Colours by purpose, as `#rrggbb` or the name of one of the terminal's own."""

    desk: str
    """What everything lies on."""
    text: str
    """What is read now."""
    dim: str
    """What was read before, and what is said beside."""
    accent: str
    """Brass: keys, dates, the mark of the option under the hand."""
    stamp: str
    """The one red, on the desk."""
    rule: str
    """Lines and frames; never text."""
    cursor: str
    """Ground of the option under the hand; text, accent and dim stand on it."""
    paper: str
    """A document."""
    ink: str
    """What is typed on it."""
    carbon: str
    """What is printed small on it, and its frame."""
    seal: str
    """A stamp on it."""
    folder: str
    """The cardboard of the file."""
    label: str
    """What stands on the cardboard."""
    pencil: str
    """What is noted on it beside."""
    dark: bool = True
    """Whether the desk is darker than the text."""


PALETTES: Final = {
    "lamp": Palette(
        desk="#14140f", text="#e8dcc0", dim="#9d9278", accent="#dba94a", stamp="#f0705a", rule="#4b4534",
        cursor="#2b2819", paper="#e6dabb", ink="#29231a", carbon="#665a42", seal="#a3231b",
        folder="#2a2418", label="#e3cf9f", pencil="#ac9c78",
    ),
    "paper": Palette(
        desk="#efe8d6", text="#28231b", dim="#5f5642", accent="#7a4a04", stamp="#a3231b", rule="#b9ae93",
        cursor="#e0d5b8", paper="#fcf9ef", ink="#201c15", carbon="#695f4b", seal="#a3231b",
        folder="#e0cfa4", label="#2c2413", pencil="#5c4f31", dark=False,
    ),
    "night": Palette(
        desk="#0b0705", text="#dca878", dim="#a5784f", accent="#e88f3c", stamp="#ee6b45", rule="#4a2f1d",
        cursor="#24150b", paper="#23140b", ink="#e2b083", carbon="#b08055", seal="#ee6b45",
        folder="#190e07", label="#d69f6c", pencil="#a5784f",
    ),
    "contrast": Palette(
        desk="#000000", text="#ffffff", dim="#c8c8c8", accent="#ffd700", stamp="#ff8080", rule="#9a9a9a",
        cursor="#303030", paper="#ffffff", ink="#000000", carbon="#404040", seal="#b00000",
        folder="#000000", label="#ffffff", pencil="#d0d0d0",
    ),
    "terminal": Palette(
        desk="ansi_default", text="ansi_default", dim="ansi_default", accent="ansi_default", stamp="ansi_red",
        rule="ansi_default", cursor="ansi_default", paper="ansi_default", ink="ansi_default",
        carbon="ansi_default", seal="ansi_red", folder="ansi_default", label="ansi_default", pencil="ansi_default",
    ),
}  # fmt: skip
"""Theme name to its palette. `terminal` leaves every colour but red to the terminal, and tells by weight."""

TITLES: Final = {
    "lamp": "Lamp",
    "paper": "Paper",
    "night": "Night shift",
    "contrast": "High contrast",
    "terminal": "Terminal",
}
"""Theme name to what the settings call it."""

READABLE: Final = (
    ("text", "desk"), ("dim", "desk"), ("accent", "desk"), ("stamp", "desk"),
    ("text", "cursor"), ("dim", "cursor"), ("accent", "cursor"),
    ("ink", "paper"), ("carbon", "paper"), ("seal", "paper"), ("label", "folder"), ("pencil", "folder"),
)  # fmt: skip
"""Every pair of colours in which something is written: (letters, ground)."""


_ANSI: Final = {
    "ansi-background": "ansi_default", "ansi-foreground": "ansi_default", "border-blurred": "ansi_default",
    "block-cursor-foreground": "ansi_black", "block-cursor-background": "ansi_white",
    "input-cursor-background": "ansi_white", "input-cursor-foreground": "ansi_black",
    "input-selection-background": "ansi_blue", "input-selection-foreground": "ansi_white",
    "screen-selection-background": "ansi_blue", "screen-selection-foreground": "ansi_white",
}  # fmt: skip
"""What Textual's own widgets need in a theme of the terminal's colours."""


def theme(name: str) -> Theme:
    """The Textual theme of a palette; its colours are variables such as `$desk` and `$stamp`."""
    palette = PALETTES[name]
    colours = {f.name: str(getattr(palette, f.name)) for f in fields(palette) if f.name != "dark"}
    ansi = name == "terminal"
    widgets = dict(_ANSI) if ansi else {
        "text-muted": palette.dim, "text-disabled": palette.dim, "foreground-muted": palette.dim,
        "block-cursor-background": palette.cursor, "block-cursor-foreground": palette.text,
        "block-hover-background": palette.cursor, "border": palette.rule, "border-blurred": palette.rule,
        "input-cursor-background": palette.text, "input-cursor-foreground": palette.desk,
        "input-selection-background": palette.rule, "scrollbar": palette.rule,
        "scrollbar-background": palette.desk, "scrollbar-hover": palette.dim, "scrollbar-active": palette.dim,
        "scrollbar-background-hover": palette.desk, "scrollbar-background-active": palette.desk,
        "scrollbar-corner-color": palette.desk, "screen-selection-background": palette.rule,
        "screen-selection-foreground": palette.text if palette.dark else palette.ink,
    }  # fmt: skip
    return Theme(
        name=name, primary=palette.accent, secondary=palette.dim, accent=palette.accent, warning=palette.accent,
        error=palette.stamp, success=palette.accent, foreground=palette.text, background=palette.desk,
        surface=palette.folder, panel=palette.folder, boost=palette.cursor, dark=palette.dark, ansi=ansi,
        variables=colours | widgets,
    )  # fmt: skip
