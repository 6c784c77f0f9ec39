"""What a desk wants of a session, where nobody's life is read or kept."""

from __future__ import annotations

from starcity_game.desk.session import Session


class Shelfless(Session):
    """A session without a shelf: the author's desk keeps nothing but the author's own files."""

    def __init__(self) -> None:
        self.notices = []
        self.on_problem = lambda _: None
        self._book = None
