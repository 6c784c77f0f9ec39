"""Texts as probes: what varies in them, without the words, so that a walk without rendering knows which sides are
read and what is counted as read by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from starcity_game.engine.ready import Code, Evaluate
from starcity_game.engine.render import shuffled
from starcity_game.engine.vector import Vector
from starcity_game.story.model import Alternate, Document, Head, Include, Insert, Run, Show, Text, Vary


class Fork:
    """A text that is one of two by a condition."""

    __slots__ = ("sides", "test")

    def __init__(self, test: Evaluate | None, sides: tuple[tuple[int, Probe], tuple[int, Probe]]) -> None:
        self.test, self.sides = test, sides


class Turns:
    """A text that is one of several by how often it was read."""

    __slots__ = ("counter", "kind", "sides")

    def __init__(self, kind: str, counter: int, sides: tuple[tuple[int, Probe], ...]) -> None:
        self.kind, self.counter, self.sides = kind, counter, sides


class Probe:
    """A text without its words: how many there are in any case, what varies, and which papers are laid out."""

    __slots__ = ("counts", "items", "papers", "parts", "words")

    def __init__(self, words: int, parts: tuple[Fork | Turns | Probe, ...], papers: tuple[Probe, ...]) -> None:
        self.words, self.parts, self.papers = words, parts, papers
        self.items = tuple(dict.fromkeys(_items(self)))
        """Numbers of all wordings inside it."""
        self.counts = any(_counts(part) for part in (*parts, *papers))
        """Whether reading it is counted anywhere in it."""

    @property
    def still(self) -> bool:
        """Whether nothing in it varies."""
        return not self.parts and not self.papers


def _counts(part: Fork | Turns | Probe) -> bool:
    if isinstance(part, Probe):
        return part.counts
    return isinstance(part, Turns) or any(side.counts for _, side in part.sides)


def _items(probe: Probe) -> Iterator[int]:
    for part in (*probe.parts, *probe.papers):
        if isinstance(part, Probe):
            yield from part.items
        else:
            for number, side in part.sides:
                if number >= 0:
                    yield number
                yield from side.items


EMPTY = Probe(0, (), ())


class Reading:
    """One reading of texts in one state: what is read, how many words, and the counters afterwards."""

    __slots__ = ("counts", "heard", "seed", "values", "words")

    def __init__(self, values: Any, counts: Vector, seed: int, heard: Callable[[int], Any]) -> None:
        """`heard` is called with the number of each wording that is read."""
        self.values, self.counts, self.seed, self.heard = values, counts, seed, heard
        self.words = 0

    def read(self, probe: Probe) -> None:
        """Read a text as the engine's renderer does: first all of it, then the papers laid out in it."""
        for paper in self._flat(probe):
            self._flat(paper)

    def _flat(self, probe: Probe) -> list[Probe]:
        """Read all of a text but its papers, which are returned in order."""
        self.words += probe.words
        papers = [*probe.papers]
        for part in probe.parts:
            if type(part) is Probe:
                papers += self._flat(part)
                continue
            if type(part) is Fork:
                test = part.test
                number, side = part.sides[0] if test and test(self.values, self.counts) else part.sides[1]
            else:
                assert type(part) is Turns  # a part is one of these three
                number, side = self._turn(part)
            if number >= 0:
                self.heard(number)
            papers += self._flat(side)
        return papers

    def _turn(self, part: Turns) -> tuple[int, Probe]:
        """The side whose turn it is; counting it as read."""
        count = self.counts.get(part.counter)
        self.counts = self.counts.put(part.counter, count + 1)
        size = len(part.sides)
        if part.kind == "once":
            return part.sides[min(count, 1)] if size > min(count, 1) else (-1, EMPTY)
        if part.kind == "cycle":
            return part.sides[count % size]
        return part.sides[shuffled(self.seed, part.counter, count, size)]


class Prober:
    """Makes probes of one story's texts."""

    def __init__(self, head: Head, code: Code, wording: Mapping[str, int]) -> None:
        """`wording` gives the number of a wording by its id."""
        self.head, self.code, self.wording = head, code, wording
        self._shared: dict[str, Probe] = {}
        """Of pieces and documents, by what names their holder."""

    def probe(self, text: Text, holder: str, papers: tuple[Document, ...] = (), scene: str = "") -> Probe:
        """The probe of a text that `holder` names, as wordings' ids begin; `papers` are those of the scene `scene`."""
        return self._text(text, holder, (), papers, scene)

    def _text(self, text: Text, holder: str, way: tuple[int, ...], papers: tuple[Document, ...], scene: str) -> Probe:
        words = 0
        parts: list[Fork | Turns | Probe] = []
        laid: list[Probe] = []
        for at, piece in enumerate(text):
            if isinstance(piece, Run):
                words += len(piece.text.split())
            elif isinstance(piece, Show):
                words += 1
            elif isinstance(piece, Include):
                parts.append(self._piece(piece.piece))
            elif isinstance(piece, Insert):
                laid.append(self._paper(piece, papers, scene))
            elif isinstance(piece, (Vary, Alternate)):
                options = (piece.then, piece.otherwise) if isinstance(piece, Vary) else piece.options
                sides = tuple(
                    (self._number(holder, (*way, at, n), side), self._text(side, holder, (*way, at, n), papers, scene))
                    for n, side in enumerate(options)
                )
                if isinstance(piece, Vary):
                    parts.append(Fork(self.code.function(piece.code), (sides[0], sides[1])))
                else:
                    parts.append(Turns(piece.kind, piece.counter, sides))
        return Probe(words, tuple(p for p in parts if not (isinstance(p, Probe) and p is EMPTY)), tuple(laid))

    def _number(self, holder: str, way: tuple[int, ...], side: Text) -> int:
        return self.wording.get(f"{holder}.{'.'.join(map(str, way))}", -1) if side else -1

    def _piece(self, name: str) -> Probe:
        """A text with a name of its own."""
        key = f"{name}:piece"
        if key not in self._shared:
            self._shared[key] = self._text(self.head.pieces.get(name, ()), key, (), (), "")
        return self._shared[key]

    def _paper(self, insert: Insert, papers: tuple[Document, ...], scene: str) -> Probe:
        """The text of a document; papers inside it are not laid out."""
        if insert.paper >= 0:
            text, key = papers[insert.paper].text, f"{scene}:paper{insert.paper}"
        else:
            text, key = self.head.documents[insert.document].text, f"{insert.document}:document"
        if key not in self._shared:
            found = self._text(text, key, (), (), "")
            self._shared[key] = Probe(found.words, found.parts, ())
        return self._shared[key]
