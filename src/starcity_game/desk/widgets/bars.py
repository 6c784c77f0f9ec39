"""Bars: one line of words at the left and at the right, and a rule; and the line of keys."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from ..commands import Command
from ..ink import ink
from ..typeset import text


def spread(left: Content, right: Content, width: int) -> Content:
    """Two contents at the two ends of a line; the right one gives way when there is no room."""
    gap = width - left.cell_length - right.cell_length
    if gap < 1 and right:
        return spread(left, Content(""), width)
    return left.truncate(width, ellipsis=True) if gap < 0 else left + " " * gap + right


class Bar(Widget):
    """A line of words that are set from outside."""

    DEFAULT_CSS = "Bar { height: 1; width: 1fr; background: $desk; color: $text; }"

    def __init__(self, left: Content | None = None, right: Content | None = None, *, id: str = "") -> None:
        """Begin with these words."""
        super().__init__(id=id or None)
        self._left = left or Content("")
        self._right = right or Content("")

    def say(self, left: Content, right: Content | None = None) -> None:
        """Show other words; draws nothing when they are the same."""
        right = right or Content("")
        if not (left.is_same(self._left) and right.is_same(self._right)):
            self._left, self._right = left, right
            self.refresh()

    def content(self, width: int) -> Content:
        """The line, a cell of margin at each end."""
        return Content(" ") + spread(self._left, self._right, max(1, width - 2)) + " "

    def render_line(self, y: int) -> Strip:
        """The line, or the rule below."""
        mixed = ink(self.app.theme)
        width = self.size.width
        return mixed.strip(self.content(width)).adjust_cell_length(width, mixed.style("desk").rich_style)


class Rule(Bar):
    """A line drawn across the desk, with a few words in it."""

    def content(self, width: int) -> Content:
        """The rule with its words near the right end."""
        words = f" {self._left.plain} " if self._left else ""
        tail = 3 if words else 0
        line = "─" * max(0, width - Content(words).cell_length - tail)
        parts = [Content.styled(line, "rule"), text(words, "date"), Content.styled("─" * tail, "rule")]
        return Content("").join(parts).truncate(width)


class Keys(Bar):
    """The commands that matter most here, each with its key; they can be clicked."""

    def __init__(self, commands: list[Command]) -> None:
        """Show `commands`, as many from the first as there is room for, six at most."""
        super().__init__()
        self._commands = commands[:6]
        self._ends: list[int] = []

    def content(self, width: int) -> Content:
        """The keys, in the words of the commands."""
        parts, ends, at = [Content(" ")], [], 1
        for command in self._commands:
            key = command.shown_key(self.app.custom_keys)  # type: ignore[attr-defined]
            words = Content.styled(key, "key") + Content.styled(f" {command.title.lower()}   ", "dim")
            if at + words.cell_length - 3 > width - 1:
                break
            parts.append(words)
            at += words.cell_length
            ends.append(at)
        self._ends = ends
        return Content("").join(parts).truncate(width)

    async def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        for command, end in zip(self._commands, self._ends, strict=False):
            if event.x < end:
                await self.screen.run_action(command.action)
                return
