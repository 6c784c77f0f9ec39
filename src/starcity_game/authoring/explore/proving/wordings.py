"""Which wordings of texts could be shown."""

from __future__ import annotations

from collections.abc import Iterator

from starcity_game.authoring.explore.proving.program import Program
from starcity_game.authoring.explore.proving.sightings import Sightings, Stand
from starcity_game.story.model import Alternate, Document, Include, Insert, Run, Text, Vary

OFTEN = 1_000_000
"""More often than any text has alternatives."""


class Wordings:
    """Reads texts as they could be read in one set of lives."""

    def __init__(self, program: Program, sightings: Sightings) -> None:
        self.program, self.head, self.sightings = program, program.head, sightings
        self._reads: dict[int, int] = {}

    def count(self, text: Text, papers: tuple[Document, ...], times: int) -> None:
        """A text could be read so many times in one life; to be said of every text before any is read."""
        for counter in self._counters(text, papers):
            self._reads[counter] = self._reads.get(counter, 0) + times

    def read(
        self, text: Text, holder: str, state: int, stand: Stand, papers: tuple[Document, ...] = (), where: str = ""
    ) -> None:
        """A text is read in `state`. `holder` is its id for items, `where` that of the scene whose papers these are."""
        for at, piece in enumerate(text):
            kind = type(piece)
            if kind is Run:
                continue
            if isinstance(piece, Vary):
                self._vary(piece, at, holder, state, stand, papers, where)
            elif isinstance(piece, Alternate):
                for number, side in enumerate(piece.options[: self._turns(piece)]):
                    self._side(side, at, number, holder, state, stand, papers, where)
            elif isinstance(piece, Include):
                self.read(self.head.pieces.get(piece.piece, ()), f"{piece.piece}:piece", state, Stand(-1, -1))
            elif isinstance(piece, Insert) and piece.paper < 0:
                document = self.head.documents[piece.document]
                self.read(document.text, f"{piece.document}:document", state, Stand(-1, -1))
            elif isinstance(piece, Insert):
                paper = papers[piece.paper]
                self.read(paper.text, f"{where}:paper{piece.paper}", state, Stand(stand.scene, stand.body))

    def _vary(
        self, piece: Vary, at: int, holder: str, state: int, stand: Stand, papers: tuple[Document, ...], where: str
    ) -> None:
        condition = self.program.conditions.condition(piece.code)
        if condition is None:
            return
        holds, fails = condition.true(state), condition.false(state)
        way = (*stand.steps, at)
        key = f"{holder}.{'.'.join(map(str, way))}"
        self.sightings.decide(("wording", key), stand._replace(steps=way), condition, holds, fails)
        for number, (side, left) in enumerate(((piece.then, holds), (piece.otherwise, fails))):
            if left:
                self._side(side, at, number, holder, left, stand, papers, where)

    def _side(
        self, side: Text, at: int, number: int, holder: str, state: int, stand: Stand,
        papers: tuple[Document, ...], where: str,
    ) -> None:  # fmt: skip
        way = (*stand.steps, at, number)
        if side:
            self.sightings.wordings.add(f"{holder}.{'.'.join(map(str, way))}")
            self.read(side, holder, state, stand._replace(steps=way), papers, where)

    def _turns(self, piece: Alternate) -> int:
        """How many of its texts could have their turn; of those in a seeded order each could be the first."""
        return len(piece.options) if piece.kind == "shuffle" else self._reads.get(piece.counter, OFTEN)

    def _counters(self, text: Text, papers: tuple[Document, ...]) -> Iterator[int]:
        """The counters of everything that could vary in one reading of a text, once for each place."""
        for piece in text:
            if isinstance(piece, Alternate):
                yield piece.counter
                for side in piece.options:
                    yield from self._counters(side, papers)
            elif isinstance(piece, Vary):
                yield from self._counters(piece.then, papers)
                yield from self._counters(piece.otherwise, papers)
            elif isinstance(piece, Include):
                yield from self._counters(self.head.pieces.get(piece.piece, ()), ())
            elif isinstance(piece, Insert):
                named = piece.paper < 0
                document = self.head.documents[piece.document] if named else papers[piece.paper]
                yield from self._counters(document.text, ())
