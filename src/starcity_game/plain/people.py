"""The command that shows who is who."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from starcity_game.engine import view
from starcity_game.story.diagnostics import nearest

if TYPE_CHECKING:
    from starcity_game.plain.page import Page
    from starcity_game.plain.session import Session


def people(session: Session, rest: str) -> None:
    """A card for each person known; or, with the forms of address, for those whose name holds `rest`."""
    cards = view.people(session.engine, session.life.state)
    found = [card for card in cards if _goes_by(card, rest.casefold())]
    if not found:
        advice = nearest(rest, [card.shown for card in cards])
        session.page.heading(f"Nobody of that name. {advice}".strip() if rest else "You know nobody yet.")
        return
    session.page.heading("People:" if rest else "People (`people NAME` shows how one is addressed):")
    said: set[str] = set()
    for card in found:
        session.page.gap()
        _show(session.page, card, [] if rest else said, addresses=bool(rest))
        said.update(card.known)


def _goes_by(card: view.PersonCard, name: str) -> bool:
    """Whether a name that the card may show holds `name`."""
    label = dict(card.forms).get("label", "")
    return name in " / ".join([card.shown, label, *(text for _, text in card.addresses)]).casefold()


def _show(page: Page, card: view.PersonCard, said: Collection[str], addresses: bool) -> None:
    """Name, post, what is known and not yet `said`, and perhaps the forms of address."""
    page.item(f"{card.shown}, {card.post}" if card.post else card.shown, "·")
    for text in (card.about, *(text for text in card.known if text not in said)):
        if text:
            page.item(text)
    if addresses and card.spoken:
        page.item("; ".join(f"{form}: {text}" for form, text in card.spoken))
