"""What the names in a story's expressions stand for."""

from __future__ import annotations

from collections.abc import Iterable

from starcity_game.story.expressions import Kind, Name, Type

FLAG = Type(Kind.FLAG)
NUMBER = Type(Kind.NUMBER)
TEXT = Type(Kind.TEXT)
DATE = Type(Kind.DATE)


class Names:
    """Every name of a story, and the slots behind those that can change."""

    def __init__(self) -> None:
        self.table: dict[str, Name] = {}
        """Declared names, dotted ones whole."""
        self.start: list[int | bool | str] = []
        """What each slot holds at first."""
        self.scenes: dict[str, int] = {}
        """Scene ids, for `seen.` and `visits.`."""
        self.slot_of("now", DATE, 0)
        self.slot_of("place", TEXT, "")

    def slot_of(
        self,
        name: str,
        kind: Type,
        start: int | bool | str,
        writable: bool = False,
        bounds: tuple[int, int] | None = None,
    ) -> int:
        """Declare `name` with a slot of its own, and give the slot."""
        slot = len(self.start)
        self.start.append(start)
        self.table[name] = Name(kind, slot=slot, writable=writable, bounds=bounds)
        return slot

    def within(self, prefix: str) -> Scoped:
        """These names as a file with `prefix` sees them."""
        return Scoped(self, prefix)

    def scene(self, name: str, prefix: str) -> int | None:
        """Index of the scene that `name` means in a file with `prefix`."""
        found = self.scenes.get(f"{prefix}.{name}") if prefix else None
        return self.scenes.get(name) if found is None else found


class Scoped:
    """The names of a story as one file sees them: scenes are looked for under its prefix first."""

    def __init__(self, names: Names, prefix: str) -> None:
        self._names, self._prefix = names, prefix
        self._known: tuple[str, ...] = ()
        self._known_of = (-1, -1)

    def lookup(self, name: str) -> Name | None:
        """What `name` stands for; None when it is not declared."""
        found = self._names.table.get(name)
        if found is None:
            head, _, rest = name.partition(".")
            if head in ("seen", "visits"):
                scene = self._names.scene(rest, self._prefix)
                if scene is not None:
                    return Name(FLAG if head == "seen" else NUMBER, counter=scene, writable=False)
        return found

    def known(self) -> Iterable[str]:
        """Every name, for advice on a mistyped one; made anew only when there are more: a story may have 20,000."""
        table, scenes = self._names.table, self._names.scenes
        if self._known_of != (len(table), len(scenes)):
            self._known_of = len(table), len(scenes)
            local = [s.removeprefix(f"{self._prefix}.") if self._prefix else s for s in scenes]
            self._known = (*table, *(f"{head}.{name}" for name in local for head in ("seen", "visits")))
        return self._known
