"""What a command of the plain mode is: declared once, found by any of its names, listed by help."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starcity_game.plain.session import Session


@dataclass(frozen=True)
class Command:
    """A word that the player may type instead of a number."""

    name: str
    """The word itself."""
    aliases: tuple[str, ...]
    """Other words for the same."""
    takes: str
    """What may follow the word, as help shows it; empty when nothing may."""
    about: str
    """What it does, in one line."""
    run: Callable[[Session, str], None]
    """Does it, with what followed the word."""

    @property
    def usage(self) -> str:
        """All its words and what may follow, such as `undo, u [N | to SHEET]`."""
        words = ", ".join((self.name, *self.aliases))
        return f"{words} {self.takes}".strip()


def by_word(commands: Iterable[Command]) -> dict[str, Command]:
    """Each command under each of its words."""
    return {word: command for command in commands for word in (command.name, *command.aliases)}
