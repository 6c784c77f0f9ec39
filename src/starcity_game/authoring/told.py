"""What a turn gave to read, as paragraphs of plain text, for the tools that compare or print it."""

from __future__ import annotations

from collections.abc import Iterable

from starcity_game.engine import view
from starcity_game.engine.events import (
    Checked,
    Ended,
    EpisodeBegan,
    Event,
    Learned,
    Moved,
    Paper,
    Prose,
    Skipped,
    plain,
)

_ALIKE = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "…": "..."})


def told(happened: Iterable[Event], since: Moved | None = None) -> list[str]:
    """Every paragraph of a turn in order, without styles: date lines, titles, prose, papers with their heads, and
    what entered the notebook. `since` is as in `view.dated`."""
    found: list[str] = []
    for event, date in view.dated(happened, since):
        match event:
            case Prose():
                found += plain(event.spans).split("\n\n")
            case Paper():
                found += [event.title, *(f"{label}: {value}" for label, value in event.head)]
                found += plain(event.spans).split("\n\n")
            case _:
                found.append(date or _line(event))
    return [paragraph for paragraph in found if paragraph]


def _line(event: Event) -> str:
    """An event that is one line, or none."""
    match event:
        case EpisodeBegan():
            return f"Episode {event.number}: {event.title}"
        case Learned():
            return event.text
        case Checked():
            return f"{event.rests_on}, {event.odds}: {'success' if event.success else 'failure'}"
        case Skipped():
            return event.note
        case Ended():
            return event.title
    return ""


def alike(text: str) -> str:
    """`text` as it is compared: blanks and line breaks are one blank each, and quotation marks, apostrophes and
    dots are those of a keyboard."""
    return " ".join(text.translate(_ALIKE).split())
