"""What the names in a story's expressions stand for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from starcity_game.story.expressions import Kind, Name, Type

FLAG = Type(Kind.FLAG)
NUMBER = Type(Kind.NUMBER)
TEXT = Type(Kind.TEXT)
DATE = Type(Kind.DATE)

OF_A_LEDGER: Final = frozenset({"did", "filed", "sheet", "sheets", "sources", "rumour", "falsehood"})
"""First words of the names that are about one episode of an opened ledger."""
AT: Final = "@"
"""Between the episode and the name, in the table and in slots: nobody can write it."""


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

    def within(self, prefix: str, ledger: int = 0) -> Scoped:
        """These names as a file with `prefix` sees them that asks an episode of a `ledger`."""
        return Scoped(self, prefix, ledger)

    def of_ledger(self, name: str, ledger: int) -> Name:
        """What `name` is of another episode of a ledger than the first. It has a slot from when it is first asked for:
        hardly any of them is, and every life carries its slots about."""
        whole = f"{ledger}{AT}{name}"
        if whole not in self.table:
            plain = self.table[name]
            self.slot_of(whole, plain.type, self.start[plain.slot])
        return self.table[whole]

    def scene(self, name: str, prefix: str) -> int | None:
        """Index of the scene that `name` means in a file with `prefix`."""
        found = self.scenes.get(f"{prefix}.{name}") if prefix else None
        return self.scenes.get(name) if found is None else found


class Scoped:
    """The names of a story as one file sees them: scenes are looked for under its prefix first, and what is asked of a
    file is of the episode of the ledger that it names."""

    def __init__(self, names: Names, prefix: str, ledger: int = 0) -> None:
        self._names, self._prefix, self._ledger = names, prefix, ledger
        self._known: tuple[str, ...] = ()
        self._known_of = (-1, -1)

    def lookup(self, name: str) -> Name | None:
        """What `name` stands for; None when it is not declared."""
        found = self._names.table.get(name)
        head, _, rest = name.partition(".")
        if found and rest and self._ledger and head in OF_A_LEDGER:
            return self._names.of_ledger(name, self._ledger)
        if found is None and head in ("seen", "visits"):
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
            self._known = (
                *(name for name in table if AT not in name),
                *(f"{head}.{name}" for name in local for head in ("seen", "visits")),
            )
        return self._known
