"""Commands that show what was read: the passage again, the choices so far, a word in the past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starcity_game.engine import life as lives
from starcity_game.engine.events import Event, Paper, Prose, plain
from starcity_game.plain import draw
from starcity_game.plain.asking import number_of
from starcity_game.saves.keep import shortened

if TYPE_CHECKING:
    from starcity_game.plain.session import Session

_AROUND = 60
"""Characters that a search shows on each side of what it found."""


def look(session: Session, _: str) -> None:
    """The last passage and its options once more."""
    session.show()


def copy(session: Session, _: str) -> None:
    """The last passage as plain paragraphs."""
    session.page.heading("The last passage, a line for each paragraph:")
    session.page.block(draw.copied(session.life.events))
    session.page.heading("End of the passage.")


def history(session: Session, rest: str) -> None:
    """All choices; or what one of them brought; or where a word was read."""
    steps = lives.steps(session.life)
    number = number_of(rest)
    if not steps:
        session.page.heading("Nothing has been chosen yet.")
    elif number is not None:
        _sheet(session, steps, number)
    elif rest:
        _search(session, steps, rest)
    else:
        session.page.heading("Your choices so far (`history N` shows what one brought):")
        for step in steps:
            session.page.item(said(step), str(step.number))


def _sheet(session: Session, steps: list[lives.Step], number: int) -> None:
    """What choice `number` brought to read."""
    if not 0 < number <= len(steps):
        session.page.heading(f"There is no sheet {number}; the last one is {len(steps)}.")
        return
    step = steps[number - 1]
    session.page.heading(f"Sheet {number}: {said(step)}")
    happened = lives.page(session.engine, step)
    draw.events(session.page, happened)
    session.page.heading(f"End of sheet {number}." if happened else "The story no longer has this passage.")


def _search(session: Session, steps: list[lives.Step], word: str) -> None:
    """Every sheet whose choice or text holds `word`, with the words around it."""
    sought = word.casefold()
    found = 0
    session.page.gap()
    for step in steps:
        for text in (said(step), *_texts(lives.page(session.engine, step))):
            at = text.casefold().find(sought)
            if at >= 0:
                found += 1
                session.page.item(_excerpt(text, at, at + len(word)), str(step.number))
    sheets = "once" if found == 1 else f"{found} times"
    session.page.heading(f"Found {sheets}." if found else f"“{word}” was not read in this life.")


def said(step: lives.Step) -> str:
    """What a choice said, as short as it is remembered: the same before and after loading."""
    return shortened(step.label) or step.choice


def _texts(happened: tuple[Event, ...]) -> list[str]:
    """The texts of a turn in which a search looks."""
    return [plain(event.spans) for event in happened if isinstance(event, Prose | Paper)]


def _excerpt(text: str, start: int, end: int) -> str:
    """The words around `text[start:end]`."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before = "…" if first else ""
    return before + text[first:last] + ("…" if last < len(text) else "")
