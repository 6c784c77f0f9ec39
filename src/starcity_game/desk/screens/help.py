"""Help: the keys of the screen it was opened from, as they are now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.content import Content
from textual.screen import Screen

from ..commands import EVERYWHERE, sign
from ..typeset import BLANK, Row, indented, text, wrap
from .leaf import LEAF_KEYS, Leaf

_COLUMN = 14
_DIGITS = "123456789"


class Help(Leaf):
    """The keys, built from the live bindings."""

    COMMANDS_HERE = LEAF_KEYS
    HEADING = "Help"

    def __init__(self, about: Screen[Any] | None = None) -> None:
        """The keys of `about`."""
        super().__init__()
        self._keys = _live(about) if about else {}
        self._commands = list(getattr(about, "COMMANDS_HERE", ()))

    def on_mount(self) -> None:
        """Ready to be read."""
        self.roll.focus()

    def lay(self, width: int) -> Sequence[Row]:
        """A row for each command that is bound."""
        rows = [Row(BLANK), Row(text("Keys", "strong")), Row(BLANK)]
        for one in (*self._commands, *EVERYWHERE):
            keys = self._keys.get(one.id)
            if not keys:
                continue
            head = Content.styled(keys.ljust(_COLUMN), "key")
            lines = wrap(text(one.title, "strong") + text(f"  {one.help}"), width - _COLUMN)
            rows += [Row(line) for line in indented(lines, head)]
        said = (
            "The mouse chooses too: click an option, or a word of the bottom line; turn with the wheel. "
            "The palette finds every command by name. Every key can be changed in the settings file, by the "
            "name of its command. Nothing here is timed, and everything is saved after each choice."
        )
        return [*rows, Row(BLANK), *(Row(line) for line in wrap(text(said, "aside"), width))]


def _live(screen: Screen[Any]) -> dict[str, str]:
    """The keys that are bound on `screen` now, by the id of the command."""
    found: dict[str, list[str]] = {}
    for key, active in screen.active_bindings.items():
        if active.binding.id:
            found.setdefault(active.binding.id, []).append(sign(key))
    return {one: "1-9" if "".join(sorted(keys)) == _DIGITS else " ".join(keys) for one, keys in found.items()}
