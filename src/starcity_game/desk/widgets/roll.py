"""Lines on the desk: text drawn line by line, in one column, with things that can be chosen among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from ..ink import Ink, ink
from ..typeset import Row

Layer = Callable[[int], Sequence[Row]]
"""Sets the rows for a measure in cells."""

MARK = "▸ "
"""Stands before what is under the hand; the first two cells of a row that can be chosen are left for it."""


class Roll(ScrollView, can_focus=True, inherit_bindings=False):
    """A column of rows. Only rows that come into view are drawn, so its length costs nothing.

    It has no keys of its own: Textual's would have no ids, and could not be rebound. Its screen has them.
    """

    DEFAULT_CSS = """
    Roll { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; background: $desk; color: $text; }
    Roll.-bare { scrollbar-size-vertical: 0; }
    """
    ALLOW_MAXIMIZE = False

    @dataclass
    class Chosen(Message):
        """Somebody chose a thing."""

        roll: Roll
        """Where."""
        key: str
        """What."""

        @property
        def control(self) -> Roll:
            """The roll, for `@on` with a selector."""
            return self.roll

    @dataclass
    class Moved(Message):
        """The view or the hand moved, or the rows changed."""

        roll: Roll

    def __init__(self, layer: Layer | None = None, *, measure: int = 66, bare: bool = False, id: str = "") -> None:
        """Rows come from `layer`, at most `measure` cells wide; `bare` hides the scroll bar."""
        super().__init__(id=id or None, classes="-bare" if bare else None)
        self._layer = layer
        self.longest = measure
        """Cells that the column has at most."""
        self._set_for = -1
        self._told_width = -1
        self._anchor = 0
        self._cache: dict[tuple[int, bool], Strip] = {}
        self.rows: Sequence[Row] = ()
        """What is set now."""
        self.under_hand = ""
        """Key of the highlighted thing, or empty."""
        self.left = 0
        """Cells to the left of the column."""

    # ------------------------------------------------------------------ setting

    def lay(self, measure: int) -> Sequence[Row]:
        """The rows, set for `measure` cells."""
        return self._layer(measure) if self._layer else ()

    @property
    def measure(self) -> int:
        """Cells of the column in the present size."""
        width = self.size.width
        return max(2, min(self.longest, width - (4 if width > 40 else 0)))

    def margin(self) -> int:
        """Cells to the left of the column in the present size."""
        return max(0, (self.size.width - self.measure) // 2)

    def set_measure(self, longest: int) -> None:
        """Change how wide the column may be, and set anew."""
        self.longest = longest
        self.reset()

    def reset(self, hand: str | None = None) -> None:
        """Set the rows anew; `hand` goes under the hand, otherwise what was, or the first that can be chosen."""
        if hand is not None:
            self.under_hand = hand
        if not self.size.width:
            self._set_for = -1
            return
        self._set()
        self._tell_length()

    def _set(self) -> None:
        """Set the rows for the present width."""
        self._set_for = self.measure
        self.left = self.margin()
        self.rows = self.lay(self._set_for)
        self._cache.clear()
        keys = self.keys()
        if self.under_hand not in keys:
            self.under_hand = keys[0] if keys else ""

    def _tell_length(self) -> None:
        """Let Textual know how many rows there are, and draw them."""
        self.virtual_size = Size(self.size.width, len(self.rows))
        self.refresh()
        self.post_message(self.Moved(self))

    def keys(self) -> list[str]:
        """Everything that can be chosen, in order."""
        return list(dict.fromkeys(row.key for row in self.rows if row.key))

    def on_resize(self, event: events.Resize) -> None:
        """Set for the new width, keeping the same text at the top."""
        anchor = self._anchor
        first = self._told_width < 0
        before, self._told_width = self._told_width, self.size.width
        if self.measure != self._set_for:
            self._set()
        elif before != self._told_width:
            self.left = self.margin()
            self._cache.clear()
        if first:
            self.virtual_size = Size(self.size.width, len(self.rows))
            self.settle()
            self.post_message(self.Moved(self))
        else:
            self._tell_length()
            self.look_again(anchor)

    def settle(self) -> None:
        """Where to look when the rows are set for the first time: the thing under the hand, if it is far down."""
        self.show_hand()

    def look_again(self, anchor: int) -> None:
        """Where to look when the size has changed; `anchor` letters stood above what the reader looked at."""
        self.look_at(self._row_after(anchor))
        self._anchor = anchor  # what the reader looked at, not what the new size made of it

    def notify_style_update(self) -> None:
        """Another light: the lines are drawn anew, not set anew."""
        self._cache.clear()
        super().notify_style_update()

    # ------------------------------------------------------------------ drawing

    @property
    def ink(self) -> Ink:
        """The roles in the present light."""
        return ink(self.app.theme)

    def decorate(self, row: Row, number: int) -> Content:
        """The content of a row as it is drawn when it is not under the hand."""
        return row.content

    def render_line(self, y: int) -> Strip:
        """One line of the view."""
        if self._set_for != self.measure:
            self._set()  # the very first frame comes before the message that tells the size
        width = self.size.width
        number = y + self.scroll_offset.y
        if number >= len(self.rows):
            return Strip.blank(width, self.ink.style("desk").rich_style)
        row = self.rows[number]
        held = bool(row.key) and row.key == self.under_hand
        if held and self._begins(number) and self.has_focus:
            # The terminal's own cursor follows, for screen readers and braille lines.
            self.app.cursor_position = Offset(self.region.x + self.left, self.region.y + y)
        strip = self._cache.get((number, held))
        if strip is None:
            strip = self._cache[number, held] = self._draw(row, number, held, width)
        if (selection := self.text_selection) is not None:
            strip = self._selected(row, number, selection, strip)
        return strip.apply_offsets(-self.left, number)

    def _begins(self, number: int) -> bool:
        """Whether a row is the first of its thing."""
        return number == 0 or self.rows[number - 1].key != self.rows[number].key

    def _draw(self, row: Row, number: int, held: bool, width: int) -> Strip:
        """A row with the margins around it."""
        mixed = self.ink
        content = self.decorate(row, number)
        if held:
            content = Content.styled(MARK if self._begins(number) else "  ", "mark") + content[2:]
            content = content.pad_right(max(0, self._set_for - content.cell_length))
        strip = mixed.strip(content, "cursor" if held else "desk", row.faded)
        ground = mixed.style("desk").rich_style
        return strip.crop_pad(min(strip.cell_length, width), self.left, 0, ground).adjust_cell_length(width, ground)

    def _selected(self, row: Row, number: int, selection: Selection, strip: Strip) -> Strip:
        """A drawn row with the part that the mouse has selected in it."""
        if (span := selection.get_span(number)) is None:
            return strip
        start, end = span
        content = row.content
        end = len(content) if end == -1 else end
        return self._draw(row._replace(content=content.stylize("selected", start, end)), number, False, self.size.width)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text that the mouse has selected."""
        return selection.extract("\n".join(row.content.plain for row in self.rows)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw a changed selection."""
        self.refresh()

    # ------------------------------------------------------------------ moving

    def lines_of(self, key: str) -> tuple[int, int]:
        """First row of the thing `key` and how many it has; (0, 0) if it is not there."""
        numbers = [n for n, row in enumerate(self.rows) if key and row.key == key]
        return (numbers[0], len(numbers)) if numbers else (0, 0)

    def move_hand(self, key: str, *, show: bool = True) -> None:
        """Put `key` under the hand; only the rows concerned are drawn anew."""
        if key == self.under_hand:
            return
        for one in (self.under_hand, key):
            start, count = self.lines_of(one)
            self.refresh_lines(start, count)
        self.under_hand = key
        if show:
            self.show_hand()
        self.post_message(self.Moved(self))

    def show_hand(self) -> None:
        """Scroll so that what is under the hand can be seen."""
        start, count = self.lines_of(self.under_hand)
        height = self.size.height
        if count and start < self.scroll_y:
            self.look_at(max(0, start - 1))
        elif count and start + count > self.scroll_y + height:
            self.look_at(start + count - height + 1)

    def look_at(self, row: float) -> None:
        """Bring `row` to the top, or as near as the end allows.

        Forced: Textual learns of the new length only at the next layout, and would not scroll before.
        """
        self._anchor = sum(len(one.content) + 1 for one in self.rows[: max(0, round(row))])
        self.scroll_to(y=row, animate=False, force=True)

    def _row_after(self, letters: int) -> int:
        """The row before which so many letters stand."""
        for number, row in enumerate(self.rows):
            if letters <= 0:
                return number
            letters -= len(row.content) + 1
        return len(self.rows)

    def step(self, by: int) -> None:
        """Move the hand to the next thing, or the view when there is none."""
        keys = self.keys()
        if not keys:
            self.look_at(self.scroll_y + by)
            return
        at = keys.index(self.under_hand) if self.under_hand in keys else -1
        wanted = max(0, min(len(keys) - 1, at + by))
        if wanted == at:
            self.look_at(self.scroll_y + 3 * by)
        else:
            self.move_hand(keys[wanted])

    def page(self, by: int) -> None:
        """Turn a screenful, keeping two lines of the old one in view."""
        self.look_at(self.scroll_y + by * max(1, self.size.height - 2))

    @property
    def at_end(self) -> bool:
        """Whether the last row can be seen."""
        return self.scroll_offset.y + self.size.height >= len(self.rows)

    def choose(self, key: str = "") -> None:
        """Choose `key`, or what is under the hand."""
        if key or self.under_hand:
            self.post_message(self.Chosen(self, key or self.under_hand))

    def choose_number(self, number: int) -> None:
        """Choose the thing with this number, counted from 1; nothing if there is none."""
        keys = self.keys()
        if 0 < number <= len(keys):
            self.choose(keys[number - 1])

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say that the view moved."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Moved(self))

    # ------------------------------------------------------------------ the mouse

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the view, and with it what is to stay in view."""
        event.prevent_default().stop()
        self.look_at(self.scroll_y + 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel, the other way."""
        event.prevent_default().stop()
        self.look_at(self.scroll_y - 3)

    def _row_at(self, event: events.MouseEvent) -> str:
        """Key of the row under the mouse."""
        number = event.y + self.scroll_offset.y
        return self.rows[number].key if 0 <= number < len(self.rows) else ""

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The hand follows the mouse."""
        if key := self._row_at(event):
            self.move_hand(key, show=False)

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        if key := self._row_at(event):
            self.move_hand(key, show=False)
            self.choose(key)

    def on_focus(self) -> None:
        """The terminal's cursor comes back to the hand."""
        start, count = self.lines_of(self.under_hand)
        if count:
            self.refresh_lines(start, 1)
