"""The questionnaire, as the personnel department would have it: a form, filled in line by line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on
from textual.widget import Widget

from ...engine import questionnaire
from ...engine.events import Paper, Span, Style
from ...engine.questionnaire import Answers, Asked
from ...engine.state import Origin
from ...saves.book import any_seed
from ...saves.worlds import ALONE, World
from ..commands import FORM
from ..cover import file_number
from ..options import entries
from ..papers import paper
from ..typeset import BLANK, Row, text, wrap
from ..widgets.roll import Roll
from .leaf import LEAF_KEYS, Leaf

_NAME = (("surname", ""), ("name", ""), ("patronymic", ""), ("what friends say", ""))
_UNFILLED = (Span("Answer by number.", Style.EMPHASIS),)


class Questions(Roll):
    """A form that is seen at its end, where the open question is; at its first line when there is no room for all."""

    question = 0
    """Row of the open question."""

    def settle(self) -> None:
        """Look at the open question and its answers."""
        self.look_at(self.question)

    def look_again(self, anchor: int) -> None:
        """The open question stays in view, whatever the size."""
        self.settle()


class Form(Leaf):
    """A volume's questions, the content notes, and what only the department fills in."""

    COMMANDS_HERE = (*FORM, *LEAF_KEYS)
    HEADING = "New volume"

    def __init__(self, volume: str, world: World = ALONE) -> None:
        """The questionnaire of `volume`, for a life in a `world` that is settled already."""
        super().__init__()
        self._volume = volume
        self._world = world
        self._answers: Answers = {}
        self._said: dict[str, str] = {}
        self._notes: dict[str, bool] = {}
        self._seed = -1

    def on_mount(self) -> None:
        """A seed is dealt unless one was asked for."""
        asked = self.desk.seed if self._world.seed is None else self._world.seed
        self._seed = any_seed() if asked is None else asked
        self.roll.focus()
        if self._world.notice:
            self.say(self._world.notice)

    # ------------------------------------------------------------------ what is asked

    @property
    def asked(self) -> Asked | None:
        """The question that is open; None when all are answered."""
        return questionnaire.next_question(self.desk.session.engine, self._volume, self._answers)

    @property
    def note(self) -> str:
        """The content note that is open; empty when all are settled."""
        if self.asked is not None:
            return ""
        return next((n for n in self.desk.session.engine.story.head.notes if n not in self._notes), "")

    def _open(self) -> tuple[str, list[tuple[str, str, str]]]:
        """The open question in words, and its answers as (key, label, note)."""
        if (asked := self.asked) is not None:
            labels = [answer.label for answer in asked.answers]
            typed = [("typed", "Another name, typed in.", "")] if asked.question.typed else []
            return asked.question.ask, [*((str(n), label, "") for n, label in enumerate(labels, 1)), *typed]
        if note := self.note:
            said = self.desk.session.engine.story.head.notes[note]
            return said, [("read", "Read it.", ""), ("skip", "Leave it out.", "")]
        seed = [("seed", "Enter another seed.", f"seed {self._seed}")] if self._world.seed is None else []
        return "For the department’s use", [("begin", "Begin.", ""), *seed]

    def body(self) -> Iterable[Widget]:
        """The form."""
        yield Questions(self.lay, measure=self.measure)

    def lay(self, width: int) -> Sequence[Row]:
        """The form as far as it is filled in, and the open line."""
        rows = [Row(line) for line in paper(self._form(), width)]
        ask, answers = self._open()
        self.query_one(Questions).question = len(rows)
        rows += [Row(BLANK), *(Row(line) for line in wrap(text(ask, "strong"), width)), Row(BLANK)]
        return [*rows, *entries(answers, width), Row(BLANK)]

    def _form(self) -> Paper:
        """The form as a paper."""
        head = self.desk.session.engine.story.head
        volume = head.volumes[self._volume]
        origin = Origin(self._volume, self._seed, {})
        asked = {question.id: question.ask for question in volume.questionnaire}
        filled = [("On file", self._world.title)] if self._world.subject else []
        filled += [(asked[one], said) for one, said in self._said.items()]
        filled += [("Content notes", _settled(self._notes))] if self._notes else []
        return Paper(
            document="form", kind="form", title="PERSONNEL QUESTIONNAIRE",
            head=(("file", f"No. {file_number(origin)}"), ("volume", volume.title), ("seed", str(self._seed)),
                  ("stamp", "KEEP FOR EVER")),
            spans=tuple(span for line in filled for span in _filled(*line)) or _UNFILLED,
        )  # fmt: skip

    # ------------------------------------------------------------------ answering

    @on(Roll.Chosen)
    def _chosen(self, event: Roll.Chosen) -> None:
        self.take(event.key)

    def action_take(self) -> None:
        """Answer with what is under the hand."""
        self.take(self.roll.under_hand)

    def action_digit(self, number: int) -> None:
        """Answer with this number."""
        keys = self.roll.keys()
        if 0 < number <= len(keys):
            self.take(keys[number - 1])

    def take(self, key: str) -> None:
        """Fill in the open line."""
        asked, note = self.asked, self.note
        if asked is not None and key == "typed":
            self._ask_name(asked)
            return
        if asked is not None and key.isdecimal() and 0 < int(key) <= len(asked.answers):
            number = int(key)
            self._answers[asked.question.id] = questionnaire.given(asked, number)
            self._said[asked.question.id] = asked.answers[number - 1].label
        elif note and key in ("read", "skip"):
            self._notes[note] = key == "skip"
        elif key == "begin":
            self._begin()
            return
        elif key == "seed":
            self.action_seed()
            return
        self._next()

    def _next(self) -> None:
        self.roll.reset("")
        self.roll.settle()

    def _ask_name(self, asked: Asked) -> None:
        from .ask import Ask

        def objection(parts: list[str]) -> str:
            try:
                questionnaire.typed_forms(self.desk.session.engine, *parts)
            except ValueError as fault:
                return str(fault)
            return ""

        def written(parts: list[str] | None) -> None:
            if parts:
                forms = questionnaire.typed_forms(self.desk.session.engine, *parts)
                self._answers[asked.question.id] = forms
                self._said[asked.question.id] = " ".join(filter(None, (parts[0].upper(), *parts[1:3])))
                self._next()

        self.desk.push_screen(Ask("Write it as it stands in the passport.", _NAME, objection), written)

    def action_back(self) -> None:
        """Strike out the last line that was filled in."""
        if self._notes:
            self._notes.popitem()
        elif self._answers:
            last = next(reversed(self._answers))
            del self._answers[last], self._said[last]
        self._next()

    def action_seed(self) -> None:
        """See the seed, and enter another."""
        from .ask import Ask

        if self._world.seed is not None:
            self.say(self._world.notice)
            return

        def objection(parts: list[str]) -> str:
            good = parts[0].isascii() and parts[0].isdecimal() and len(parts[0]) <= 12
            return "" if good else "A seed is a whole number of at most twelve digits."

        def written(parts: list[str] | None) -> None:
            if parts:
                self._seed = int(parts[0])
                self._next()

        said = "Everything that chance decides follows from this number. The same seed deals the same people."
        self.desk.push_screen(Ask(said, [("seed", str(self._seed))], objection), written)

    def _begin(self) -> None:
        skip = frozenset(note for note, left_out in self._notes.items() if left_out)
        try:
            world = self._world
            self.desk.session.begin(
                Origin(self._volume, self._seed, dict(self._answers), skip, world.subject, world.hooks)
            )
        except ValueError as fault:
            self.say(str(fault))
            return
        self.desk.open_life()


def _filled(ask: str, answer: str) -> tuple[Span, Span]:
    """One line of the form, and what was written on it."""
    return Span(f"{ask}\n"), Span(f"   {answer}\n", Style.STRONG)


def _settled(notes: dict[str, bool]) -> str:
    """What was settled about the content notes."""
    left_out = sum(notes.values())
    return "read whole" if not left_out else f"{left_out} left out"
