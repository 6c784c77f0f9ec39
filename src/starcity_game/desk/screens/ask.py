"""Two questions in the middle of the desk: one that is answered in words, one with yes or no."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from ...story.strict_text import clean
from ..commands import LIST, bindings
from ..options import entries
from ..typeset import BLANK, Row, text, wrap
from ..widgets.roll import Roll

LONGEST = 200
"""Characters that a line takes."""


class Line(Input):
    """A line to write on. A paste is cut and cleaned before it is looked at."""

    def __init__(self, value: str = "", placeholder: str = "", id: str | None = None) -> None:
        super().__init__(value=value, placeholder=placeholder, max_length=LONGEST, id=id)
        self.cursor_blink = False

    def _on_paste(self, event: events.Paste) -> None:
        """Take the first line of a paste, a bounded piece of it."""
        first = event.text[: 2 * LONGEST].strip().partition("\n")[0]
        self.insert_text_at_cursor(clean(first)[: LONGEST - len(self.value)])
        event.stop()
        event.prevent_default()


class Ask(ModalScreen[list[str] | None]):
    """One or more lines to fill in; gives what was written, or None."""

    DEFAULT_CSS = """
    Ask { align: center middle; background: $desk 70%; }
    Ask > Vertical { width: 64; max-width: 96%; height: auto; background: $folder; padding: 1 2; border: round $rule; }

    Ask Input { margin-top: 1; background: $desk; color: $text; border: none; height: 1; }
    Ask Input:focus { background: $desk; border: none; background-tint: $desk 0%; }
    Ask > Vertical > Said { background: $folder; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Back", show=False, id="close")]

    def __init__(
        self, question: str, lines: Sequence[tuple[str, str]], check: Callable[[list[str]], str] = lambda _: ""
    ) -> None:
        """`lines` are (what the line is for, what stands on it); `check` gives an objection, or nothing."""
        super().__init__()
        self._question = question
        self._lines = lines
        self._check = check

    def compose(self) -> ComposeResult:
        """The question and its lines."""
        from ..widgets.said import Said

        with Vertical():
            yield Said(self._question, id="question")
            for label, value in self._lines:
                yield Line(value, label)
            yield Said("", "stamp", id="objection")

    @on(Input.Submitted)
    def _written(self, event: Input.Submitted) -> None:
        """On to the next line; after the last, done."""
        fields = list(self.query(Line))
        at = fields.index(event.input) if event.input in fields else 0
        if at + 1 < len(fields):
            fields[at + 1].focus()
            return
        from ..widgets.said import Said

        written = [" ".join(clean(one.value).split()) for one in fields]
        objection = self._check(written)
        if objection:
            self.query_one("#objection", Said).say(objection)
            fields[0].focus()
        else:
            self.dismiss(written)


class Sure(ModalScreen[str | None]):
    """A question with two or three answers; gives the key of the one that was chosen, or None."""

    DEFAULT_CSS = """
    Sure { align: center middle; background: $desk 70%; }
    Sure > Roll { width: 64; max-width: 96%; max-height: 12; border: round $rule; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", show=False, id="close"),
        *bindings(LIST),
    ]

    def __init__(self, question: str, answers: Sequence[tuple[str, str]]) -> None:
        """`answers` are (key, words)."""
        super().__init__()
        self._question = question
        self._answers = answers

    def compose(self) -> ComposeResult:
        """The question and its answers."""
        yield Roll(self._lay, measure=58, bare=True)

    def on_mount(self) -> None:
        """As high as it needs to be."""
        self.query_one(Roll).styles.height = len(self._lay(58)) + 2

    def _lay(self, width: int) -> list[Row]:
        rows = [Row(BLANK), *(Row(line) for line in wrap(text(self._question), width)), Row(BLANK)]
        return [*rows, *entries([(key, words, "") for key, words in self._answers], width), Row(BLANK)]

    def action_step(self, by: int) -> None:
        """Move the hand."""
        self.query_one(Roll).step(by)

    def action_take(self) -> None:
        """Choose what is under the hand."""
        self.query_one(Roll).choose()

    def action_digit(self, number: int) -> None:
        """Choose by number."""
        self.query_one(Roll).choose_number(number)

    def action_page(self, by: int) -> None:
        """Nothing to turn."""

    def action_edge(self, side: int) -> None:
        """Nothing to go to."""

    @on(Roll.Chosen)
    def _chosen(self, event: Roll.Chosen) -> None:
        self.dismiss(event.key)
