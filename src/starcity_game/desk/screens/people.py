"""People: a card each, key people first."""

from __future__ import annotations

from collections.abc import Sequence

from ...engine.events import Paper, Span, Style
from ...engine.view import PersonCard, people
from ..papers import paper
from ..typeset import BLANK, Row, text
from .leaf import LEAF_KEYS, Leaf

_SHOWN = ("polite", "short", "tender")
"""Forms of address that a card shows, where they differ from one another."""


class People(Leaf):
    """Everybody's card."""

    COMMANDS_HERE = LEAF_KEYS
    HEADING = "People"

    def on_mount(self) -> None:
        """The cards can be turned at once."""
        self.roll.focus()

    def lay(self, width: int) -> Sequence[Row]:
        """The cards, one below the other."""
        session = self.desk.session
        rows = [Row(BLANK)]
        for card in people(session.engine, session.life.state):
            rows += [Row(line) for line in (*paper(_card(card), min(width, 62)), BLANK)]
        return rows if len(rows) > 1 else [Row(BLANK), Row(text("You know nobody yet.", "aside"))]


def _card(card: PersonCard) -> Paper:
    """A card as a paper."""
    forms = dict(card.forms)
    heard = [*dict.fromkeys(forms[name] for name in _SHOWN if forms.get(name))]
    head = [("post", card.post), ("called", ", ".join(heard)), ("stress", card.stress)]
    spans = [Span(card.about.strip())] if card.about.strip() else []
    for words in card.known:
        spans.append(Span(("\n" if spans else "") + f"– {words}"))
    return Paper(
        document=card.id, kind="card", title=card.name.upper(),
        head=tuple((label, value) for label, value in head if value),
        spans=tuple(spans or [Span("Nothing is noted yet.", Style.EMPHASIS)]),
    )  # fmt: skip
