"""Questions that are answered by a number or by a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from starcity_game.plain.page import Page
from starcity_game.plain.reader import Reader
from starcity_game.story.diagnostics import nearest

QUIT: Final = ("quit", "q", "exit")
"""Words that leave, wherever something is asked."""
BACK: Final = "back"
"""The word that goes to the question before."""
HELP: Final = ("help", "?")
"""Words that say what else can be typed."""


class Leave(Exception):
    """The player leaves."""


class Over(Leave):
    """The input has ended: nobody is left to be asked."""


class Back(Exception):
    """The player goes back to the question before."""


class Asking:
    """A page to ask on and a reader to be answered by."""

    def __init__(self, page: Page, reader: Reader) -> None:
        self.page = page
        """Where questions are written."""
        self._reader = reader

    @property
    def live(self) -> bool:
        """Whether somebody sits at a terminal, rather than a script at a pipe."""
        return not self._reader.echo

    def line(self, prompt: str, gap: bool = True) -> str:
        """What is typed after `prompt`, with a blank line before it for a `gap`. Raises Over at the end."""
        if gap:
            self.page.gap()
        self.page.prompt(prompt)
        line = self._reader.line()
        if line is None:
            self.page.answered("")
            raise Over
        self.page.answered(line if self._reader.echo else None)
        return line

    def answer(self, prompt: str, about: str, gap: bool = True) -> str:
        """What answers a question: any line but the words that help, go back or leave.

        `about` is what help says of the question. Raises Back and Leave.
        """
        while True:
            line = self.line(prompt, gap)
            word = line.casefold()
            if word in QUIT:
                raise Leave
            if word == BACK:
                raise Back
            if word not in HELP:
                return line
            self.page.heading(f"{about} `back` goes back, `quit` leaves.")

    def pick(
        self, question: str, answers: Sequence[str], words: Mapping[str, int] | None = None, empty_is_back: bool = False
    ) -> int:
        """The index of the answer chosen by its number, or by one of `words`.

        Raises Leave when the player leaves instead, and Back when the player goes back, for which an empty
        line is enough when `empty_is_back`.
        """
        if question:
            self.page.heading(question)
        self.page.gap()
        for number, answer in enumerate(answers, 1):
            self.page.item(answer, str(number))
        words = words or {}
        about = " ".join([f"A number chooses{' an answer' if not words else ', or a word:'}", ", ".join(words)]).strip()
        while True:
            line = self.answer("> ", f"{about}.").casefold()
            if line in words:
                return words[line]
            chosen = number_of(line)
            if chosen is not None and 0 < chosen <= len(answers):
                return chosen - 1
            if line:
                advice = nearest(line, [QUIT[0], BACK, HELP[0], *words])
                self.page.says(f"{wanted(len(answers))} {advice or '`help` says what else can be typed.'}")
            elif empty_is_back:
                raise Back


def number_of(word: str) -> int | None:
    """The whole number that `word` is, in ASCII digits; None when it is none or absurdly long."""
    return int(word) if word.isascii() and word.isdigit() and len(word) < 10 else None


def wanted(count: int) -> str:
    """The sentence that asks for a number from 1 to `count`."""
    if count == 1:
        return "The only number here is 1."
    return f"Please type a number from 1 to {count}." if count else "There is nothing to choose here."
