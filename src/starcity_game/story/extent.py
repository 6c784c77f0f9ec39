"""How much a text can come to, with the pieces and documents that it holds by name.

Named texts can hold named texts, so that a few lines could stand for gigabytes, or for themselves.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from starcity_game.story.model import Alternate, Document, Include, Insert, Lay, Run, Text, Vary

LONGEST: Final = 500_000
"""Characters at most that one text may come to."""
_FILE: Final = 60_000
"""Characters that the papers of a file come to at most: sixty of a thousand."""
DEEPEST: Final = 8
"""Pieces inside pieces at most."""


class Extent(NamedTuple):
    """What a text comes to."""

    characters: int
    """At most, whatever its conditions say."""
    depth: int
    """Pieces inside one another; `DEEPEST` + 1 for those that hold themselves."""
    papers: bool
    """Whether it lays a document before the reader."""

    @property
    def fault(self) -> str:
        """What is wrong with it; empty when nothing is."""
        if self.depth > DEEPEST:
            return f"pieces hold each other in a circle, or more than {DEEPEST} deep"
        if self.characters > LONGEST:
            return f"with the pieces and documents it holds, this text comes to more than {LONGEST:,} characters"
        return ""


class Extents:
    """Measures texts, each piece and document once."""

    def __init__(self, pieces: dict[str, Text], documents: dict[str, Document]) -> None:
        self._pieces, self._documents = pieces, documents
        self._known: dict[str, Extent] = {}

    def of(self, text: Text, papers: tuple[Document, ...] = (), level: int = 0) -> Extent:
        """The extent of `text`, whose own documents are `papers`; `level` counts the pieces around it."""
        characters, depth, holds = 0, 0, False
        for piece in text:
            inner = Extent(10, 0, False)
            if isinstance(piece, Run):
                inner = Extent(len(piece.text), 0, False)
            elif isinstance(piece, Vary):
                inner = self.of((*piece.then, *piece.otherwise), papers, level)
            elif isinstance(piece, Alternate):
                inner = self.of(tuple(p for option in piece.options for p in option), papers, level)
            elif isinstance(piece, Include):
                inner = self.piece(piece.piece, level + 1)
            elif isinstance(piece, Lay):
                inner = Extent(_FILE, 0, True)
            elif isinstance(piece, Insert):
                document = papers[piece.paper] if piece.paper >= 0 else self._documents.get(piece.document)
                length = self.of(document.text, (), level).characters if document else 0
                inner = Extent(100 + length, 0, True)
            characters, depth, holds = characters + inner.characters, max(depth, inner.depth), holds or inner.papers
        return Extent(characters, depth, holds)

    def piece(self, name: str, level: int = 1) -> Extent:
        """The extent of a declared piece."""
        if level > DEEPEST:
            return Extent(0, DEEPEST + 1, False)
        if name not in self._known:
            self._known[name] = Extent(0, DEEPEST + 1, False)  # for a piece that holds itself
            inner = self.of(self._pieces.get(name, ()), (), level)
            self._known[name] = inner._replace(depth=min(inner.depth + 1, DEEPEST + 1))
        return self._known[name]
