"""Commands that show what is known: notebook, people, the file, the words of the time, the notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starcity_game.engine import view
from starcity_game.story.diagnostics import nearest

if TYPE_CHECKING:
    from starcity_game.plain.session import Session

_PARTS_OF_NAMES: Final = ("surname", "first", "patronymic", "full", "label")
"""Forms that the heading of a card says already."""


def notebook(session: Session, _: str) -> None:
    """What has been learned, known and suspected apart, and the player's own notes."""
    entries = view.notebook(session.engine, session.life.state)
    known = [entry for entry in entries if not entry.suspected]
    suspected = [entry for entry in entries if entry.suspected]
    for title, part in (("You know:", known), ("You suspect:", suspected)):
        if part:
            session.page.heading(title)
            for number, entry in enumerate(part, 1):
                about = [*entry.about, *filter(None, [entry.matter, entry.where])]
                session.page.item(entry.text + (f" ({'; '.join(about)})" if about else ""), str(number))
    if session.book.notes:
        session.page.heading("Your own notes:")
        for number, text in enumerate(session.book.notes, 1):
            session.page.item(text, str(number))
    if not entries and not session.book.notes:
        session.page.heading("Your notebook is empty. `note` and a sentence writes into it.")


def people(session: Session, rest: str) -> None:
    """A card for each person known, or for those whose name holds `rest`."""
    cards = view.people(session.engine, session.life.state)
    sought = rest.casefold()
    found = [card for card in cards if sought in f"{card.name} {card.id}".casefold()]
    if not found:
        advice = nearest(rest, [card.name for card in cards])
        session.page.heading(f"Nobody of that name. {advice}".strip() if rest else "You know nobody yet.")
        return
    session.page.heading("People:")
    for card in found:
        session.page.gap()
        _card(session, card)


def _card(session: Session, card: view.PersonCard) -> None:
    """One person: name, post, what is known, the forms of address."""
    session.page.item(f"{card.name}, {card.post}" if card.post else card.name, "·")
    for text in (card.about, f"Stress: {card.stress}" if card.stress else "", *card.known):
        if text:
            session.page.item(text)
    forms = "; ".join(f"{form}: {text}" for form, text in card.forms if form not in _PARTS_OF_NAMES)
    if forms:
        session.page.item(forms)


def status(session: Session, _: str) -> None:
    """Sheet, episode, clock, place and all shown variables in a few lines."""
    session.page.gap()
    session.page.says(f"Sheet {session.life.sheet}{session.episode()}. {session.date_line()}")
    standing = "; ".join(f"{label}: {value}" for label, value in session.standing())
    if standing:
        session.page.says(standing)


def file(session: Session, _: str) -> None:
    """What is known of you."""
    origin = session.life.state.origin
    session.page.heading(f"The file: {session.name()}")
    volume = session.engine.story.head.volumes[origin.volume].title
    session.page.item(f"{volume}{session.episode()}, sheet {session.life.sheet}, seed {origin.seed}", "·")
    for label, value in session.standing():
        session.page.item(f"{label}: {value}", "·")


def glossary(session: Session, rest: str) -> None:
    """Words of the time, or those that hold `rest`."""
    words = session.engine.story.head.glossary
    found = {word: text for word, text in words.items() if rest.casefold() in word.casefold()}
    if not found:
        advice = nearest(rest, words)
        session.page.heading(f"The glossary does not have that. {advice}".strip())
        return
    session.page.heading("Glossary:")
    for word, text in found.items():
        session.page.item(f"{word}: {text}", "·")


def credits(session: Session, _: str) -> None:
    """Who made the story, and what it says of itself."""
    head = session.engine.story.head
    session.page.heading(f"{head.title}, version {head.version}")
    for text in (head.about, head.credits):
        if text:
            session.page.text(text)


def content_notes(session: Session, _: str) -> None:
    """What the story holds that somebody may not want to read, and what was chosen."""
    notes = session.engine.story.head.notes
    skipped = session.life.state.origin.skip
    if not notes:
        session.page.heading("This story has no content notes.")
        return
    session.page.heading("This story holds (settled at the start of each life):")
    for note, text in notes.items():
        session.page.item(text + (" You asked to leave it out." if note in skipped else " You read it."), "·")
