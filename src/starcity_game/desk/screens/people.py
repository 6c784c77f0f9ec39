"""People: a card each, key people first."""

from __future__ import annotations

from collections.abc import Sequence

from ...engine.events import Paper, Span, Style
from ...engine.view import PersonCard, people
from ..papers import paper
from ..typeset import BLANK, Row, text
from .leaf import LEAF_KEYS, Leaf


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
    """A card as a paper: post, what is known, and below it how one is addressed."""
    spans = [Span(card.about.strip())] if card.about.strip() else []
    for words in card.known:
        spans.append(Span(("\n" if spans else "") + f"– {words}"))
    spans = spans or [Span("Nothing is noted yet.", Style.EMPHASIS)]
    if card.spoken:
        spans.append(Span("\n"))
    spans += [Span(f"\n{form}: {words}", Style.EMPHASIS) for form, words in card.spoken]
    return Paper(
        document=card.id, kind="card", title=card.shown.upper(),
        head=(("post", card.post),) if card.post else (), spans=tuple(spans),
    )  # fmt: skip
