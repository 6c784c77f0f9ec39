"""Words of compiled texts: counted, listed, and at their longest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from starcity_game.authoring.opened import Opened
from starcity_game.authoring.together import Together
from starcity_game.story.model import Alternate, Document, Head, Include, Insert, Piece, Run, Show, Text, Vary

_WORD: Final = re.compile(r"\w\S*")
_NAME: Final = "Name"
"""Stands for what an expression prints: a name, or a number."""


def count(text: str) -> int:
    """Words of `text`; what has neither letter nor digit, such as a dash or a row of dots, is none."""
    return len(_WORD.findall(text))


def pieces(text: Text) -> Iterator[Piece]:
    """Every piece of a text, those inside others included."""
    for piece in text:
        yield piece
        for side in sides(piece):
            yield from pieces(side)


def sides(piece: Piece) -> tuple[Text, ...]:
    """The texts of which a piece shows one; none for a piece that does not vary."""
    if isinstance(piece, Vary):
        return (piece.then, piece.otherwise)
    return piece.options if isinstance(piece, Alternate) else ()


class Words:
    """Counts the words of a story's texts, with the pieces that they hold by name."""

    def __init__(self, head: Head) -> None:
        self._shared, self._documents = head.pieces, head.documents
        self._together = Together(head)
        self._known: dict[str, int] = {}

    def most(self, text: Text, papers: Sequence[Document] | None = None) -> int:
        """Words of a text at its longest, where conditions that exclude each other are not added up."""
        varying = [p for p in text if isinstance(p, Vary)]
        whole = self.longest(text, papers)
        if len(varying) < 2:
            return whole
        sides = [(p.code, self.longest(p.then, papers), self.longest(p.otherwise, papers)) for p in varying]
        exact = self._together.heaviest(sides)
        return whole if exact is None else whole - sum(max(yes, no) for _, yes, no in sides) + exact

    def longest(self, text: Text, papers: Sequence[Document] | None = None) -> int:
        """Words of a text of which every varying piece shows its longest side.

        Documents count when the scene's own `papers` are given; without them a document is no part of the text.
        """
        found = 0
        for piece in text:
            if isinstance(piece, Run):
                found += count(piece.text)
            elif isinstance(piece, Show):
                found += 1
            elif isinstance(piece, Include):
                found += self._piece(piece.piece)
            elif isinstance(piece, Insert):
                found += 0 if papers is None else self._paper(piece, papers)
            else:
                found += max((self.longest(side, papers) for side in sides(piece)), default=0)
        return found

    def _piece(self, name: str) -> int:
        """Words of a named text, at its longest."""
        if name not in self._known:
            self._known[name] = self.longest(self._shared.get(name, ()))
        return self._known[name]

    def _paper(self, piece: Insert, papers: Sequence[Document]) -> int:
        """Words of a document, at its longest."""
        document = papers[piece.paper] if piece.paper >= 0 else self._documents.get(piece.document)
        return self.longest(document.text) if document else 0

    def spoken(self, text: Text) -> str:
        """A text in the wording that has the most words, with a name for whatever is printed by an expression."""
        found = []
        for piece in text:
            if isinstance(piece, Run):
                found.append(piece.text)
            elif isinstance(piece, Show):
                found.append(_NAME)
            elif options := sides(piece):
                found.append(self.spoken(max(options, key=self.longest)))
        return "".join(found)


@lru_cache(maxsize=1)
def words_of(story: Opened) -> Words:
    """The counter of a story's words; kept for the rule that asks next."""
    return Words(story.head)
