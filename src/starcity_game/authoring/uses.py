"""What every part of a story reads and sets: variables, facts, dealt names and attributes, visits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from starcity_game.authoring.opened import Opened
from starcity_game.authoring.words import pieces
from starcity_game.story.expressions import counters, reads, writes
from starcity_game.story.model import Body, Document, Head, Include, Insert, Role, Scene, Show, Text, Vary

Spot = tuple[int, int]
"""Number of a scene, and of a body in it."""


class Uses:
    """Who reads and who sets each slot, by scene and body; and what stands outside scenes."""

    def __init__(self, head: Head, scenes: Iterable[Scene]) -> None:
        self._head = head
        self._codes: dict[int, tuple[frozenset[int], frozenset[int], frozenset[int]]] = {}
        self.readers: defaultdict[int, list[Spot]] = defaultdict(list)
        """Slot to the bodies that read it, by a condition, a text, a check, or to set something else."""
        self.setters: defaultdict[int, list[Spot]] = defaultdict(list)
        """Slot to the bodies that set it or learn it."""
        self.visits: defaultdict[int, set[int]] = defaultdict(set)
        """Counter to the scenes that ask for it."""
        self.endings: defaultdict[int, set[str]] = defaultdict(set)
        """Slot to the endings that read it."""
        self.elsewhere: set[int] = set()
        """Slots read outside scenes and endings: by cards of people and by questionnaires."""
        self.given: set[int] = set()
        """Slots that are set outside scenes: by a questionnaire, or dealt by the seed."""
        for index, scene in enumerate(scenes):
            for number, body in enumerate(scene.bodies):
                self._body(index, number, scene, body)
        self._outside()

    def of_code(self, number: int) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
        """What an expression or assignment reads of other slots than it sets, what it sets, what visits it asks for."""
        if number not in self._codes:
            tree = self._head.code[number]
            set_here = frozenset(writes(tree))
            self._codes[number] = (frozenset(reads(tree)) - set_here, set_here, frozenset(counters(tree)))
        return self._codes[number]

    def effects(self, scene: Scene, body: int) -> Iterator[int]:
        """The slots that a body sets or learns, with its outcomes and what follows it without a choice."""
        for inner in without_choice(scene, body):
            for code in inner.sets:
                yield from self.of_code(code)[1]
            yield from (self._head.facts[fact].slot for fact in inner.learn)

    def of_text(self, text: Text, papers: tuple[Document, ...] = ()) -> Iterator[int]:
        """The expressions of a text, with those of the documents and pieces that it holds."""
        for piece in pieces(text):
            if isinstance(piece, Show | Vary):
                yield piece.code
            elif isinstance(piece, Insert):
                document = papers[piece.paper] if piece.paper >= 0 else self._head.documents.get(piece.document)
                yield from self.of_text(document.text) if document else ()
            elif isinstance(piece, Include):
                yield from self.of_text(self._head.pieces.get(piece.piece, ()))

    def _body(self, index: int, number: int, scene: Scene, body: Body) -> None:
        """Enter what one body reads and sets."""
        asked: set[int] = set()
        for code in self._asked(scene, number, body):
            read, _, visits = self.of_code(code)
            asked |= read
            for counter in visits:
                self.visits[counter].add(index)
        if body.check:
            asked.add(body.check.slot)
        asked.update(self._head.facts[fact].slot for fact in body.assumes)
        for slot in asked:
            self.readers[slot].append((index, number))
        changed = {self._head.facts[fact].slot for fact in body.learn}
        for code in self._assigned(body):
            changed |= self.of_code(code)[1]
        for slot in changed:
            self.setters[slot].append((index, number))

    def _asked(self, scene: Scene, number: int, body: Body) -> Iterator[int]:
        """Every expression and assignment of a body, its choices' labels and conditions included."""
        if body.when >= 0:
            yield body.when
        yield from self._assigned(body)
        yield from self.of_text(body.text, scene.papers)
        for choice in body.choices:
            if choice.when >= 0:
                yield choice.when
            yield from self.of_text(choice.label)
            yield from self.of_text(choice.locked)
        if number == 0 and scene.storylet:
            if scene.storylet.when >= 0:
                yield scene.storylet.when
            yield from self.of_text(scene.storylet.label)

    def _assigned(self, body: Body) -> Iterator[int]:
        """The assignments of a body, and those of its call."""
        yield from body.sets
        if body.jump:
            yield from (code for _, code in body.jump.arguments)

    def _outside(self) -> None:
        """Enter what endings, cards and questionnaires read and set."""
        for ending in self._head.endings.values():
            conditions = [ending.when, *(when for when, _ in ending.parts)]
            texts = [code for _, text in ending.parts for code in self.of_text(text)]
            for code in (*(c for c in conditions if c >= 0), *texts):
                for slot in self.of_code(code)[0]:
                    self.endings[slot].add(ending.id)
        codes = [person.when for person in self._head.people.values()]
        for volume in self._head.volumes.values():
            for question in volume.questionnaire:
                self.given.add(question.slot)
                codes += [answer.when for answer in question.answers]
        for person in self._head.people.values():
            self.given.update(person.slots.values())
        for code in codes:
            if code >= 0:
                self.elsewhere |= self.of_code(code)[0]
        for tree in self._head.machine.code:
            self.elsewhere |= reads(tree)
            self.given |= writes(tree)


def without_choice(scene: Scene, body: int) -> Iterator[Body]:
    """A body, with its outcomes and what follows it, but nothing behind a choice."""
    waiting = [body]
    while waiting:
        found = scene.bodies[waiting.pop()]
        yield found
        if found.check or found.then:
            waiting += [i for i in (found.success, found.failure, *found.then) if i >= 0]


def choice_bodies(scene: Scene) -> Iterator[int]:
    """The numbers of the bodies that choices of a scene lead to."""
    return (number for number, body in enumerate(scene.bodies) if body.role == Role.CHOICE)


@lru_cache(maxsize=1)
def uses_of(story: Opened) -> Uses:
    """The uses in a story; kept for the rule that asks next."""
    return Uses(story.head, story.scenes)
