"""The author's desk as a program: the light, the keys and the guards of the reading desk, another screen on it."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from textual.screen import Screen

from starcity_game.authoring.workshop.watching import Watch
from starcity_game.authoring.workshop.workshop import Workshop
from starcity_game.desk.reading_desk import Desk
from starcity_game.desk.screens.ask import Sure

from .shelfless import Shelfless
from .workbench import Workbench

_TOLD: Final = 0.5
"""Seconds after which every signal that came while the terminal was lent has been told."""


class AuthorsDesk(Desk):
    """A story being written."""

    def __init__(self, shop: Workshop, watch: Watch, clock: Callable[[], str], config: Path | None) -> None:
        """A desk for the sitting `shop`, whose files `watch` looks at; `clock` says the time of day."""
        super().__init__(Shelfless(), config)
        self.shop = shop
        """What is being written."""
        self._watch, self._clock = watch, clock
        self._lent = False

    def get_default_screen(self) -> Screen[Any]:
        """The workbench."""
        return Workbench(self.shop, self._watch, self._clock)

    def action_leave(self) -> None:
        """Ask, and leave."""
        answers = [("leave", "Leave the author’s desk."), ("stay", "Go on writing.")]
        self.push_screen(
            Sure("Your files are as your editor left them; where you stand here is not kept.", answers), self._left
        )

    @contextmanager
    def lent(self) -> Iterator[None]:
        """While inside, the terminal is another program's, and so is ^C: asyncio tells of it only afterwards.

        Raises SuspendNotSupported where the terminal cannot be lent.
        """
        self._lent = True
        try:
            with self.suspend():
                yield
        finally:
            self.set_timer(_TOLD, self._take_back)

    def _take_back(self) -> None:
        self._lent = False

    def _signalled(self, number: int) -> None:
        """A signal ends the program, unless it was meant for an editor."""
        if not (self._lent and number == signal.SIGINT):
            super()._signalled(number)
