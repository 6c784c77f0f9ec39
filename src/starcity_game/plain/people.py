"""The command that shows who is who."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Final

from starcity_game.engine import view
from starcity_game.story.diagnostics import nearest

if TYPE_CHECKING:
    from starcity_game.plain.page import Page
    from starcity_game.plain.session import Session

_ADDRESSES: Final = ("polite", "short", "tender")
"""Forms by which somebody is addressed, as a card shows them; the others are for the author."""


def people(session: Session, rest: str) -> None:
    """A card for each person known; or, with the forms of address, for those whose name holds `rest`."""
    cards = [_Card(session, card) for card in view.people(session.engine, session.life.state)]
    found = [card for card in cards if card.goes_by(rest.casefold())]
    if not found:
        advice = nearest(rest, [card.name for card in cards])
        session.page.heading(f"Nobody of that name. {advice}".strip() if rest else "You know nobody yet.")
        return
    session.page.heading("People:" if rest else "People (`people NAME` shows how one is addressed):")
    said: set[str] = set()
    for card in found:
        session.page.gap()
        card.show(session.page, [] if rest else said, addresses=bool(rest))
        said.update(card.known)


class _Card:
    """One person, as far as a player should see: of somebody dealt by the seed no name but the label."""

    def __init__(self, session: Session, card: view.PersonCard) -> None:
        forms = dict(card.forms)
        dealt = session.engine.story.head.people[card.id].variants
        self.name = (forms.get("label") if dealt else "") or card.name
        """What the card is headed with."""
        self.known = card.known
        """What has been learned about this person."""
        self._card = card
        self._addresses = [] if dealt else _addresses(forms)
        labels = [] if dealt else [forms.get("label", "")]
        self._names = " / ".join([self.name, *labels, *(text for _, text in self._addresses)]).casefold()

    def goes_by(self, name: str) -> bool:
        """Whether a name that the card shows holds `name`."""
        return name in self._names

    def show(self, page: Page, said: Collection[str], addresses: bool) -> None:
        """Name, post, what is known and not yet `said`, and perhaps the forms of address."""
        card = self._card
        page.item(f"{self.name}, {card.post}" if card.post else self.name, "·")
        for text in (card.about, *(text for text in card.known if text not in said)):
            if text:
                page.item(text)
        stress = [("stress", card.stress)] if card.stress and self._addresses else []
        forms = "; ".join(f"{form}: {text}" for form, text in [*self._addresses, *stress])
        if forms and addresses:
            page.item(forms)


def _addresses(forms: Mapping[str, str]) -> list[tuple[str, str]]:
    """Every form of address as (form, text), each text once."""
    texts = {forms[form]: form for form in reversed(_ADDRESSES) if forms.get(form)}
    return [(form, text) for text, form in reversed(texts.items())]
