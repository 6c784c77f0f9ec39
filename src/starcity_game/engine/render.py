"""From the pieces of a text to events, for one state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starcity_game.engine.chance import dealt
from starcity_game.engine.events import Event, Paper, Prose, Span, tidy
from starcity_game.engine.ready import Code
from starcity_game.engine.vector import Vector
from starcity_game.story.model import Alternate, Document, Gap, Head, Include, Insert, Lay, Run, Show, Text, Vary

_BREAK = Span("\n\n")


def _none(_: Lay) -> list[Event]:
    """The papers of a file where there is none."""
    return []


class Renderer:
    """Draws texts for one moment. Counting of varying texts goes through `counts`, which it replaces."""

    def __init__(
        self,
        head: Head,
        code: Code,
        values: Any,
        counts: Vector,
        seed: int,
        sheets: Callable[[Lay], list[Event]] = _none,
    ) -> None:
        """`sheets` gives the papers of the file that are to be laid."""
        self.head, self.code, self.values, self.counts, self.seed = head, code, values, counts, seed
        self._sheets = sheets

    def events(self, text: Text, papers: tuple[Document, ...]) -> list[Event]:
        """Prose and papers in order."""
        found: list[Event] = []
        spans: list[Span] = []

        def close() -> None:
            drawn = tidy(spans)
            spans.clear()
            if drawn:
                found.append(Prose(drawn))

        for piece in self._flat(text):
            if type(piece) is Span:
                spans.append(piece)
            else:
                close()
                if type(piece) is Insert:
                    found.append(self._paper(piece, papers))
                elif type(piece) is list:
                    found += piece
        close()
        return found

    def spans(self, text: Text) -> tuple[Span, ...]:
        """A text without papers, such as a label, as spans."""
        return tidy([p for p in self._flat(text) if type(p) is Span])

    def _flat(self, text: Text) -> list[Any]:
        """Spans, gaps, inserts and lists of papers from the file, with everything that varies decided."""
        found: list[Any] = []
        for piece in text:
            kind = type(piece)
            if kind is Run:
                found.append(Span(piece.text, piece.style))  # type: ignore[union-attr]
            elif kind is Vary:
                test = self.code.function(piece.code)  # type: ignore[union-attr]
                chosen = piece.then if test and test(self.values, self.counts) else piece.otherwise  # type: ignore[union-attr]
                if chosen:
                    found.extend(self._flat(chosen))
            elif kind is Show:
                value = self.code.function(piece.code)  # type: ignore[union-attr]
                found.append(Span(str(value(self.values, self.counts)) if value else "", piece.style))  # type: ignore[union-attr]
            elif kind is Alternate:
                found.extend(self._flat(self._turn(piece)))  # type: ignore[arg-type]
            elif kind is Include:
                found.extend(self._flat(self.head.pieces.get(piece.piece, ())))  # type: ignore[union-attr]
            elif kind is Lay:
                sheets = self._sheets(piece)  # type: ignore[arg-type]
                found.extend([sheets] if sheets else self._flat(piece.unwritten))  # type: ignore[union-attr]
            else:
                found.append(piece)
        return found

    def _turn(self, piece: Alternate) -> Text:
        """The text whose turn it is; counting it as read."""
        count = self.counts.get(piece.counter)
        self.counts = self.counts.put(piece.counter, count + 1)
        size = len(piece.options)
        if piece.kind == "once":
            return piece.options[0] if count == 0 else piece.options[1] if size > 1 else ()
        if piece.kind == "cycle":
            return piece.options[count % size]
        return piece.options[shuffled(self.seed, piece.counter, count, size)]

    def _paper(self, insert: Insert, papers: tuple[Document, ...]) -> Event:
        document = papers[insert.paper] if insert.paper >= 0 else self.head.documents[insert.document]
        found = [_BREAK if type(p) is Gap else p for p in self._flat(document.text)]
        spans = tidy([p for p in found if type(p) is Span])
        return Paper(document.id, document.kind, document.title, document.head, spans)


def shuffled(seed: int, counter: int, count: int, size: int) -> int:
    """Which of `size` texts comes at turn `count`: every text once in each round, by a Fisher-Yates
    shuffle of the round, keyed by the seed."""
    round_, turn = divmod(count, size)
    order = list(range(size))
    for k in range(size - 1, 0, -1):
        other = dealt(seed, f"shuffle {counter} {round_}", k, k + 1)
        order[k], order[other] = order[other], order[k]
    return order[turn]
