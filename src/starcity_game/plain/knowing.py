"""Commands that show what is known: notebook, the words of the time, the content notes, the credits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starcity_game.engine import view
from starcity_game.story.diagnostics import nearest

if TYPE_CHECKING:
    from starcity_game.plain.session import Session


def notebook(session: Session, _: str) -> None:
    """What has been learned by matter, known and suspected apart, and the player's own notes."""
    entries = view.notebook(session.engine, session.life.state)
    number = 1
    for title, suspected in (("You know:", False), ("You suspect:", True)):
        part = [entry for entry in entries if entry.suspected == suspected]
        if part:
            session.page.heading(title)
            number = _matters(session, part, number)
    if session.book.cover.notes:
        session.page.heading("Your own notes:")
        for mine, text in enumerate(session.book.cover.notes, 1):
            session.page.item(text, str(mine))
    if not entries and not session.book.cover.notes:
        session.page.heading("Your notebook is empty. `note` and a sentence writes into it.")


def _matters(session: Session, entries: list[view.NotebookEntry], number: int) -> int:
    """`entries` under their matters, those of none at the end, numbered from `number`; the next number."""
    matters = dict.fromkeys(entry.matter for entry in entries)
    for matter in sorted(matters, key=lambda matter: not matter):
        heading = matter or ("other things" if len(matters) > 1 else "")
        session.page.text(heading[:1].upper() + heading[1:])
        for entry in entries:
            if entry.matter == matter:
                tags = _tags(entry)
                session.page.item(entry.text + (f" ({'; '.join(tags)})" if tags else ""), str(number))
                number += 1
    return number


def _tags(entry: view.NotebookEntry) -> list[str]:
    """Whom a fact concerns and where it was learned, as far as neither its matter nor its text says so."""
    tags: list[str] = []
    for tag in filter(None, [*entry.about, entry.where]):
        repeats = tag.casefold() in [entry.matter.casefold(), *map(str.casefold, tags)]
        if not repeats and not re.search(rf"\b{re.escape(tag)}\b", entry.text, re.IGNORECASE):
            tags.append(tag)
    return tags


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
