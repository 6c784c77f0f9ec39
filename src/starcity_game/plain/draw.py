"""How each event of a turn, and each option, looks as lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from starcity_game.engine import view
from starcity_game.engine.events import (
    Acted,
    Checked,
    Ended,
    EpisodeBegan,
    Event,
    Learned,
    Moved,
    Option,
    Paper,
    Prose,
    Skipped,
    Stuck,
    plain,
)
from starcity_game.plain.emphasis import marked
from starcity_game.plain.page import MARGIN, Page
from starcity_game.plain.wrap import cells, wrap, wrap_kept, wrap_paragraphs

_PAPER_MARGIN = MARGIN + "  "

_ODDS: Final = {
    "even odds": "at even odds",
    "against you": "with the odds against you",
    "with you": "with the odds on your side",
}
"""The odds inside a sentence, where they cannot stand as they were offered."""


def events(page: Page, happened: Iterable[Event], since: Moved | None = None) -> None:
    """Everything that a turn brought, in its order.

    `since` is when and where the reader was before, as in `view.dated`.
    """
    for event, date in view.dated(happened, since):
        draw(page, event, date)


def draw(page: Page, event: Event, date: str = "") -> None:
    """One event, `date` being its date line if it has one; an act is for the ledger alone and shows nothing."""
    match event:
        case Prose():
            page.prose(event.spans)
        case Paper():
            page.block(paper(event, page.width))
        case Moved():
            page.block(wrap(date, page.width, MARGIN))
        case EpisodeBegan():
            page.block(_title(f"Episode {event.number}: {event.title}", page.width))
        case Ended():
            page.block(_title(f"The end: {event.title}", page.width))
        case Acted():
            pass
        case _:
            page.gap()
            page.says(_said(event))


def _said(event: Event) -> str:
    """The sentence by which the program reports an event that has no text of its own."""
    match event:
        case Learned():
            return f"Noted: {event.text}"
        case Checked():
            outcome = "you manage it" if event.success else "you do not manage it"
            return f"{_capital(event.rests_on)}, {_ODDS.get(event.odds, event.odds)}: {outcome}."
        case Skipped():
            return f"A passage is left out, as you asked: {event.note}"
        case Stuck():
            return f"The story breaks off here: nothing follows {event.scene}. `undo` goes back."
    return ""


def _capital(text: str) -> str:
    """`text` with a capital at its beginning and the rest as it is."""
    return text[:1].upper() + text[1:]


def title(page: Page, text: str) -> None:
    """The name of the story over its first page."""
    page.block(_title(text.upper(), page.width))


def _title(text: str, width: int) -> list[str]:
    """A heading with a rule under it."""
    lines = wrap(text, width, MARGIN)
    return [*lines, MARGIN + "─" * (max(map(cells, lines)) - len(MARGIN))]


def paper(event: Paper, width: int) -> list[str]:
    """A document between two rules: its kind, its title, its head, its text.

    Line breaks in the text say that its lines are kept, with their columns; otherwise it is paragraphs.
    """
    begin = f"{MARGIN}── {event.kind} " if event.kind else MARGIN
    lines = [begin + "─" * max(0, width - cells(begin))]
    if event.title:
        lines += wrap(event.title, width, _PAPER_MARGIN)
    lines += _head(event.head, width)
    text = marked(event.spans)
    if text.strip():
        kept = "\n" in text.replace("\n\n", "")
        lines += ["", *(wrap_kept if kept else wrap_paragraphs)(text, width, _PAPER_MARGIN)]
    return [*lines, MARGIN + "─" * (width - len(MARGIN))]


def _head(head: tuple[tuple[str, str], ...], width: int) -> list[str]:
    """The head of a document, its values in one column."""
    column = max((cells(label) for label, _ in head), default=0) + 3
    lines = []
    for label, value in head:
        first = f"{_PAPER_MARGIN}{label + ':':<{column}}"
        lines += wrap(value, width, first, _PAPER_MARGIN + " " * column)
    return lines


def options(page: Page, offer: Iterable[Option]) -> None:
    """What may be done, numbered from 1; what may not stands with its reason and no number."""
    page.gap()
    number = 0
    for option in offer:
        number += option.open
        remark, label = (option.odds, str(number)) if option.open else (option.reason, "·")
        page.choice(option.label, remark, label)


def copied(happened: Iterable[Event]) -> list[str]:
    """The text of a turn without wrapping, margins and marks, a line for a paragraph, to be copied."""
    lines: list[str] = []
    for event in happened:
        match event:
            case Prose():
                lines += ["", *filter(None, plain(event.spans).split("\n"))]
            case Paper():
                head = [f"{label}: {value}" for label, value in event.head]
                lines += ["", *filter(None, [event.title]), *head, "", *plain(event.spans).split("\n")]
            case Moved():
                lines += ["", view.date_line(event)]
    return lines[1:]
