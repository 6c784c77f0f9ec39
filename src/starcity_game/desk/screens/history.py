"""Everything read in this life: drawn by lines, worked out page by page, and searched."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual import on
from textual.content import Content
from textual.widgets import Input

from ...engine import life as lives
from ...engine import view
from ...engine.events import Event, Paper, Prose, plain
from ..commands import SEARCH
from ..options import entry
from ..typeset import BLANK, Row, indented, passage, text, wrap
from ..widgets.roll import Roll
from .leaf import LEAF_KEYS, Leaf
from .searched import Searched

CHUNK = 20
"""Sheets that are set at once."""
_AROUND = 70
_HITS = 200


class History(Searched, Leaf):
    """The sheets of this life, the newest at the bottom. Choosing one offers to go back to it."""

    COMMANDS_HERE = (SEARCH, *LEAF_KEYS)
    HEADING = "History"

    def on_mount(self) -> None:
        """Begin with the newest sheets."""
        life = self.desk.session.life
        self._steps = lives.steps(life)
        self._pages: dict[int, tuple[Event, ...]] = {len(self._steps): life.events}
        self._first = max(0, len(self._steps) - CHUNK)
        self.roll.focus()
        self.call_after_refresh(self._to_end)

    def _to_end(self) -> None:
        self.roll.reset(str(len(self._steps)))
        self.roll.look_at(self.roll.lines_of(str(len(self._steps)))[0] - self.roll.size.height // 2)

    def page(self, number: int) -> tuple[Event, ...]:
        """What sheet `number` brought to read, worked out when it is first wanted."""
        if number not in self._pages:
            engine = self.desk.session.engine
            if number:
                self._pages[number] = lives.page(engine, self._steps[number - 1])
            else:
                self._pages[0] = lives.undo(engine, self.desk.session.life, 0).events
        return self._pages[number]

    def lay(self, width: int) -> Sequence[Row]:
        """The sheets that are set, or what a search found."""
        if self.sought:
            return self._found(width)
        rows: list[Row] = []
        if self._first:
            rows += [*entry("earlier", f"{self._first} earlier sheets", 0, width), Row(BLANK)]
        for number in range(self._first, len(self._steps) + 1):
            rows += self._sheet(number, width)
        return rows

    def _sheet(self, number: int, width: int) -> list[Row]:
        label = self._steps[number - 1].label or self._steps[number - 1].choice if number else "The first page"
        head = Content.styled(f"  {number:<4}", "date")
        rows = [Row(line, str(number)) for line in indented(wrap(text(label, "aside"), width - 6), head)]
        above = self._steps[number - 1].before if number > self._first else None
        since = view.moment(self.desk.session.engine, above) if above else None
        page = passage(self.page(number), width, since) or [
            *wrap(text("The story no longer has this page.", "dim"), width)
        ]
        return [*rows, Row(BLANK), *(Row(line) for line in page)]

    def _found(self, width: int) -> list[Row]:
        """Every sheet that holds what is sought, with the words around it."""
        rows, hits = [], 0
        for number in range(len(self._steps), -1, -1):
            label = self._steps[number - 1].label if number else ""
            for words in (label, *_texts(self.page(number))):
                at = words.casefold().find(self.sought)
                if at >= 0 and hits < _HITS:
                    hits += 1
                    head = Content.styled(f"  {number:<4}", "date")
                    lines = wrap(_excerpt(words, at, len(self.sought)), width - 6)
                    rows += [*(Row(line, str(number)) for line in indented(lines, head)), Row(BLANK)]
        said = f"“{self.sought}”: {hits or 'nothing'} found" + (", the last first" if hits > 1 else "")
        return [Row(text(said, "strong")), Row(BLANK), *rows]

    @on(Roll.Moved)
    def _more_above(self) -> None:
        """At the very top the sheets before are set too."""
        if self._first and not self.sought and self.roll.rows and self.roll.scroll_offset.y == 0:
            self._earlier()

    def _earlier(self) -> None:
        before = len(self.roll.rows)
        self._first = max(0, self._first - CHUNK)
        self.roll.reset()
        self.roll.look_at(len(self.roll.rows) - before)

    @on(Roll.Chosen)
    def _chosen(self, event: Roll.Chosen) -> None:
        if event.key == "earlier":
            self._earlier()
            return
        from .ask import Sure

        number = int(event.key)
        lost = len(self._steps) - number
        if not lost:
            self.say("You are there.")
            return
        said = f"Go back to sheet {number}? {'One choice' if lost == 1 else f'{lost} choices'} will be taken back."
        answers = [("yes", "Go back to it."), ("no", "Only read.")]
        self.desk.push_screen(Sure(said, answers), partial(self._back_to, number))

    def _back_to(self, number: int, answer: str | None) -> None:
        if answer == "yes":
            self.dismiss(number)

    def look_for(self, sought: str) -> None:
        """Show only what holds `sought`."""
        self.roll.reset("")
        if not sought:
            self._to_end()
        else:
            self.roll.look_at(0)

    def on_input_changed(self, event: Input.Changed) -> None:
        """A long life is searched when the line is finished, not at every letter."""
        event.stop()


def _texts(happened: Sequence[Event]) -> list[str]:
    """The texts of a page that a search looks at."""
    return [plain(one.spans) for one in happened if isinstance(one, Prose | Paper)]


def _excerpt(words: str, at: int, length: int) -> Content:
    """The words around a hit, the hit itself marked."""
    first, last = max(0, at - _AROUND), min(len(words), at + length + _AROUND)
    before = "…" if first else ""
    flat = before + words[first:last].replace("\n", " ") + ("…" if last < len(words) else "")
    start = at - first + len(before)
    return text(flat).stylize("key", start, start + length)
