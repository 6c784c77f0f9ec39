"""How each event of a turn, and each option, looks as lines."""

from __future__ import annotations

from collections.abc import Iterable

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
from starcity_game.plain.page import MARGIN, Page
from starcity_game.plain.wrap import cells, marked, wrap, wrap_kept
from starcity_game.story.calendar import say_date

_PAPER_MARGIN = MARGIN + "  "


def events(page: Page, happened: Iterable[Event]) -> None:
    """Everything that a turn brought, in its order; but what was learned stands after the text that tells it."""
    for event in sorted(happened, key=lambda event: isinstance(event, Learned)):
        draw(page, event)


def draw(page: Page, event: Event) -> None:
    """One event; an act is for the ledger alone and shows nothing."""
    match event:
        case Prose():
            page.prose(event.spans)
        case Paper():
            page.block(paper(event, page.width))
        case Moved():
            page.block(wrap(date_line(event.now, event.place), page.width, MARGIN))
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
            outcome = "it comes off" if event.success else "it fails"
            return f"{event.rests_on}, {event.odds}: {outcome}."
        case Skipped():
            return f"A passage is left out, as you asked: {event.note}"
        case Stuck():
            return f"The story breaks off here: nothing follows {event.scene}. `undo` goes back."
    return ""


def date_line(now: int, place: str) -> str:
    """Clock and place in one line."""
    return f"{say_date(now)} · {place}" if place else say_date(now)


def title(page: Page, text: str) -> None:
    """The name of the story over its first page."""
    page.block(_title(text.upper(), page.width))


def _title(text: str, width: int) -> list[str]:
    """A heading with a rule under it."""
    lines = wrap(text, width, MARGIN)
    return [*lines, MARGIN + "─" * (max(map(cells, lines)) - len(MARGIN))]


def paper(event: Paper, width: int) -> list[str]:
    """A document between two rules: its kind, its title, its head, its text with the line breaks kept."""
    begin = f"{MARGIN}── {event.kind} " if event.kind else MARGIN
    lines = [begin + "─" * max(0, width - cells(begin))]
    if event.title:
        lines += wrap(event.title, width, _PAPER_MARGIN)
    lines += _head(event.head, width)
    text = marked(event.spans)
    if text.strip():
        lines += ["", *wrap_kept(text, width, _PAPER_MARGIN)]
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
        if option.open:
            number += 1
            odds = f" ({option.odds})" if option.odds else ""
            page.item(f"{marked(option.label)}{odds}", str(number))
        else:
            reason = f" ({option.reason})" if option.reason else ""
            page.item(f"{marked(option.label)}{reason}", "·")


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
                lines += ["", date_line(event.now, event.place)]
    return lines[1:]
