"""What an item depends on: the scenes where it can be reached, and the variables and counters that decide it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from starcity_game.authoring.explore.inventory import Inventory
from starcity_game.authoring.explore.items import Item, Kind
from starcity_game.story.expressions import counters, reads, writes
from starcity_game.story.model import Alternate, Body, Choice, Head, Include, Insert, Piece, Role, Scene, Text, Vary

Watched = frozenset[int]
"""Slots as they are, counters as -1 - number."""

FEW = 20
"""Places at which something is used whose own conditions are looked at."""


class Need(msgspec.Struct, frozen=True):
    """Where an item can be reached, and what decides it there."""

    scenes: tuple[int, ...]
    watched: Watched


class Needs:
    """Answers, for one story, what its items need."""

    def __init__(self, head: Head, scenes: Sequence[Scene], inventory: Inventory) -> None:
        self.head, self.scenes, self.inventory = head, scenes, inventory
        self._code: dict[int, Watched] = {}
        self._entered: dict[int, set[int]] | None = None
        self._users: dict[str, list[tuple[int, int]]] | None = None
        self._writers: dict[int, Watched] | None = None
        self._needs: dict[int, Need] = {}

    def of(self, number: int) -> Need:
        """What the item with this number needs."""
        found = self._needs.get(number)
        if found is None:
            found = self._needs[number] = self._need(self.inventory.items[number])
        return found

    def wider(self, watched: Watched) -> Watched:
        """`watched`, and all that decides whether something of it is changed."""
        if self._writers is None:
            self._writers = self._found_writers()
        writers = self._writers
        return watched.union(*(writers.get(one, frozenset()) for one in watched))

    def entering(self, scene: int) -> Watched:
        """What decides whether one can come to a scene from those that lead to it."""
        if self._entered is None:
            self._entered = defaultdict(set)
            for index, one in enumerate(self.scenes):
                for number, body in enumerate(one.bodies):
                    if body.jump and body.jump.scene >= 0:
                        self._entered[body.jump.scene] |= self._guards(index, number)
                if one.storylet:
                    self._entered[index] |= self._reads(one.storylet.when) | {-1 - index}
        return frozenset(self._entered.get(scene, ()))

    # -------------------------------------------------------------------------- items

    def _need(self, item: Item) -> Need:
        if item.kind is Kind.SCENE:
            return Need((item.scene,), frozenset())
        if item.scene >= 0:
            watched = self._guards(item.scene, item.body)
            if item.kind is Kind.OPTION:
                watched |= self._option(item.scene, item.body)
            if item.kind is Kind.WORDING:
                watched |= self._wording(item)
            return Need((item.scene,), watched)
        users = self._used(item.id)
        watched = self._shared(item)
        if len(users) <= FEW:
            watched = watched.union(*(self._guards(*user) for user in users))
        return Need(tuple(sorted({scene for scene, _ in users})), watched)

    def _guards(self, scene: int, body: int) -> Watched:
        """What decides whether a body runs, once its scene was entered."""
        found: set[int] = set()
        bodies = self.scenes[scene].bodies
        while body >= 0:
            one = bodies[body]
            found |= self._reads(one.when)
            if one.parent >= 0:
                found |= self._beside(bodies[one.parent], one, body)
            body = one.parent
        return frozenset(found)

    def _beside(self, parent: Body, one: Body, number: int) -> Watched:
        """What in the body around a body decides whether it runs."""
        if one.role == Role.OUTCOME and parent.check:
            return frozenset((parent.check.slot,))
        choices = parent.choices
        if one.role == Role.THEN:
            return frozenset().union(*(self._open(choice) for choice in choices), self._drawn(parent))
        return frozenset().union(*(self._open(choice) for choice in choices if choice.body == number))

    def _open(self, choice: Choice) -> Watched:
        """What decides whether a choice is open."""
        once = frozenset((-1 - choice.counter,)) if choice.once else frozenset()
        return once | self._reads(choice.when)

    def _drawn(self, body: Body) -> Watched:
        """What decides whether a body's deck gives anything."""
        deck = self.head.decks.get(body.draw[0], ()) if body.draw else ()
        drawn = [(index, self.scenes[index].storylet) for index in deck]
        whens = (self._reads(storylet.when) for _, storylet in drawn if storylet)
        return frozenset(-1 - index for index, _ in drawn).union(*whens)

    def _option(self, scene: int, body: int) -> Watched:
        parent = self.scenes[scene].bodies[body].parent
        storylet = self.scenes[scene].storylet
        found = self._beside(self.scenes[scene].bodies[parent], self.scenes[scene].bodies[body], body)
        return found | self._reads(storylet.when) if storylet else found

    def _wording(self, item: Item) -> Watched:
        """What decides between the sides on the way to a wording of a scene."""
        scene = self.scenes[item.scene]
        body, part = scene.bodies[item.body], item.id.partition(":")[2].partition(".")[0]
        if part in ("label", "locked"):
            parent = scene.bodies[body.parent]
            choice = next(c for c in parent.choices if c.body == item.body)
            text = choice.label if part == "label" else choice.locked
            return self._along(text, item.steps) | self._reads(choice.when)
        if part == "storylet" and scene.storylet:
            return self._along(scene.storylet.label, item.steps) | self._reads(scene.storylet.when)
        if part.startswith("paper"):
            return self._along(scene.papers[int(part.removeprefix("paper"))].text, item.steps)
        return self._along(body.text, item.steps)

    def _shared(self, item: Item) -> Watched:
        """What decides a text that stands in no scene."""
        head = self.head
        if item.kind is Kind.ENDING:
            return self._reads(head.endings[item.id].when)
        name, _, rest = item.id.partition(":")
        if rest.startswith("document"):
            return self._along(head.documents[name].text, item.steps)
        if rest.startswith("piece"):
            return self._along(head.pieces[name], item.steps)
        ending = head.endings[name]
        when, text = ending.parts[int(rest.removeprefix("part").partition(".")[0])]
        return self._reads(when) | self._reads(ending.when) | self._along(text, item.steps)

    def _along(self, text: Text, steps: tuple[int, ...]) -> Watched:
        """What decides the sides on the way `steps` into a text."""
        found: set[int] = set()
        for at, side in zip(steps[::2], steps[1::2], strict=True):
            piece: Piece = text[at]
            if isinstance(piece, Vary):
                found |= self._reads(piece.code)
                text = (piece.then, piece.otherwise)[side]
            elif isinstance(piece, Alternate):
                found.add(-1 - piece.counter)
                text = piece.options[side]
        return frozenset(found)

    # ---------------------------------------------------------------------- the story

    def _reads(self, code: int) -> Watched:
        """What an expression asks for; nothing for -1."""
        if code < 0:
            return frozenset()
        found = self._code.get(code)
        if found is None:
            tree = self.head.code[code]
            found = self._code[code] = frozenset(reads(tree) | {-1 - c for c in counters(tree)})
        return found

    def _used(self, id: str) -> list[tuple[int, int]]:
        """The bodies in which a text or ending that stands in no scene can be met."""
        if self._users is None:
            self._users = defaultdict(list)
            for scene, body, name in self._uses():
                self._users[name].append((scene, body))
        name, _, rest = id.partition(":")
        if not rest or rest.startswith("part"):
            return [*self._users.get(f"{name}:ending", ()), *self._users.get("auto:ending", ())]
        return self._users.get(f"{name}:{rest.partition('.')[0]}", [])

    def _uses(self) -> Iterator[tuple[int, int, str]]:
        """(scene, body, name of a text or ending) for every use of one."""
        for index, scene in enumerate(self.scenes):
            for number, body in enumerate(scene.bodies):
                if body.jump and body.jump.kind == "end":
                    yield index, number, f"{body.jump.ending}:ending"
                for name in self._names(body.text):
                    yield index, number, name

    def _names(self, text: Text) -> Iterator[str]:
        """Names of the pieces and documents in a text, however deep."""
        for piece in text:
            if isinstance(piece, Insert) and piece.document:
                yield f"{piece.document}:document"
            elif isinstance(piece, Include):
                yield f"{piece.piece}:piece"
                yield from self._names(self.head.pieces.get(piece.piece, ()))
            elif isinstance(piece, (Vary, Alternate)):
                for side in (piece.then, piece.otherwise) if isinstance(piece, Vary) else piece.options:
                    yield from self._names(side)

    def _found_writers(self) -> dict[int, Watched]:
        """Of each slot and counter, what decides whether it is changed."""
        found: dict[int, set[int]] = defaultdict(set)
        facts = self.head.facts
        for index, scene in enumerate(self.scenes):
            for number, body in enumerate(scene.bodies):
                if not (body.sets or body.learn or body.role == Role.CHOICE):
                    continue
                guards = self._guards(index, number)
                for choice in scene.bodies[body.parent].choices if body.role == Role.CHOICE else ():
                    if choice.body == number and choice.once:
                        found[-1 - choice.counter] |= guards
                for fact in body.learn:
                    found[facts[fact].slot] |= guards
                for code in body.sets:
                    for slot in writes(self.head.code[code]):
                        found[slot] |= guards | self._reads(code)
        return {one: frozenset(guards) for one, guards in found.items()}
