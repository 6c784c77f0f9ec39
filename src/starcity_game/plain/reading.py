"""Commands that show what was read: the passage again, the choices so far, a word in the past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starcity_game.engine import life as lives
from starcity_game.engine.events import Event, Paper, Prose, plain
from starcity_game.plain import draw
from starcity_game.plain.asking import number_of
from starcity_game.saves.keep import shortened
from starcity_game.saves.record import MAX_LABEL

if TYPE_CHECKING:
    from starcity_game.plain.session import Session

_GONE = "The story no longer has this passage."
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
    """All choices, each with the sheet on which it was made; or one sheet again; or where a word was read."""
    steps = lives.steps(session.life)
    number = number_of(rest)
    if number is not None:
        _sheet(session, steps, number)
    elif rest:
        _search(session, steps, rest)
    elif not steps:
        session.page.heading("Nothing has been chosen yet.")
    else:
        session.page.heading("Your choices so far (`history N` shows the sheet again):")
        for step in steps:
            session.page.item(said(step), str(step.number - 1))


def _sheet(session: Session, steps: list[lives.Step], number: int) -> None:
    """What was read on sheet `number`, and what was chosen there."""
    first, last = (steps[0].number - 1 if steps else 0), session.life.sheet
    if not first <= number <= last:
        session.page.heading(f"There is no sheet {number}; they go from {first} to {last}.")
        return
    session.page.heading(f"Sheet {number}:")
    happened = _page(session, steps, number)
    draw.events(session.page, happened)
    chosen = "" if number == last else f" There you chose: “{said(steps[number - first])}”"
    session.page.heading(f"{f'End of sheet {number}.' if happened else _GONE}{chosen}")


def _page(session: Session, steps: list[lives.Step], number: int) -> tuple[Event, ...]:
    """What sheet `number` gave to read; nothing when the story no longer has it or it is forgotten."""
    if number == session.life.sheet:
        return session.life.events
    if number == 0:
        return session.engine.begin(session.life.state.origin).events
    brought = next((step for step in steps if step.number == number), None)
    return lives.page(session.engine, brought) if brought else ()


def _search(session: Session, steps: list[lives.Step], word: str) -> None:
    """Every sheet on which `word` was read or chosen, with the words around it."""
    sought = word.casefold()
    chosen = {step.number - 1: said(step) for step in steps}
    found = 0
    session.page.gap()
    for number in range(min(chosen, default=0), session.life.sheet + 1):
        for text in (*_texts(_page(session, steps, number)), chosen.get(number, "")):
            at = text.casefold().find(sought)
            if at >= 0:
                found += 1
                session.page.item(_excerpt(text, at, at + len(word)), str(number))
    times = "once" if found == 1 else f"{found} times"
    session.page.heading(f"Found {times}." if found else f"“{word}” was not read in this life.")


def said(step: lives.Step) -> str:
    """What a choice said, as short as it is remembered, cut after a word: the same before and after loading."""
    label = shortened(step.label) or step.choice
    if len(label) < MAX_LABEL - 1 or not label.endswith("…"):
        return label
    return (label[:-1].rpartition(" ")[0].rstrip(" ,;:–—") or label[:-1]) + "…"


def _texts(happened: tuple[Event, ...]) -> list[str]:
    """The texts of a turn in which a search looks."""
    return [plain(event.spans) for event in happened if isinstance(event, Prose | Paper)]


def _excerpt(text: str, start: int, end: int) -> str:
    """The words around `text[start:end]`."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before = "…" if first else ""
    return before + text[first:last] + ("…" if last < len(text) else "")
