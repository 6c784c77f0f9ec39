"""A few words of the program's own, wrapped to the width there is."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from ..ink import ink
from ..typeset import text


class Said(Widget):
    """A sentence; as high as it needs to be, nothing when it is empty."""

    DEFAULT_CSS = "Said { height: auto; width: 1fr; padding: 0 1; }"

    def __init__(self, words: str, role: str = "text", id: str | None = None) -> None:
        """Say `words`, set in `role`."""
        super().__init__(id=id)
        self._words = words
        self._role = role
        self.display = bool(words)

    def say(self, words: str) -> None:
        """Say something else."""
        self._words = words
        self.display = bool(words)
        self.refresh(layout=True)

    def render(self) -> Content:
        """The sentence in its role."""
        content = text(self._words)
        return content.stylize(ink(self.app.theme).style(self._role)) if self._words else content
