"""The section `systems`: parts of a machine with hidden defects, tests that show them, repairs that remove them.

Read in two goes: first the names and slots, which conditions of the story may ask for; then, when those conditions are
known, what may be done and what doing it changes. All of it comes down to ordinary flags and assignments.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from starcity_game.story import keys
from starcity_game.story.expressions import Kind, Tree, Type
from starcity_game.story.machine import READINESS, Deal, Defect, System, Work
from starcity_game.story.machinery import Machinery
from starcity_game.story.names import FLAG
from starcity_game.story.nodes import Node
from starcity_game.story.page import Page
from starcity_game.story.trees import at_least, dated, every, first_word, flag, no, put, some, spend

_USUAL_DEAL: Final = (1, 1, 1)
_SHEET: Final = Type(Kind.WORD, READINESS)
_PARTS: Final = {"defects": keys.DEFECT, "tests": keys.TEST, "repairs": keys.REPAIR}
_WORK_HEADS: Final = {"tests": ("tested", "tested_on", "waived", "waived_on", "may"),
                      "repairs": ("repaired", "repaired_on", "may")}  # fmt: skip
_DEFECT_HEADS: Final = ("defect", "latent", "found", "suspected", "mended")


class _Part(NamedTuple):
    """A defect, test or repair as it is written."""

    page: Page
    id: str
    fields: dict[str, Node]
    system: str


class Systems:
    """Reads the systems of a story."""

    def __init__(self, machinery: Machinery) -> None:
        self.make = machinery
        self.systems: dict[str, System] = {}
        self.defects: dict[str, Defect] = {}
        self.works: dict[str, Work] = {}
        self.deals: list[Deal] = []
        self._heads: list[tuple[Page, str, dict[str, Node]]] = []
        self._parts: dict[str, list[_Part]] = {kind: [] for kind in _PARTS}
        self._slots: dict[str, int] = {}

    # ---------------------------------------------------------------- names and slots

    def declare(self, page: Page, id: str, node: Node) -> None:
        """Give slots and names to everything in one system."""
        fields = page.keyed(node, keys.SYSTEM, "a system")
        self._heads.append((page, id, fields))
        for kind, table in _PARTS.items():
            for name, key, value in page.entries(fields[kind], f"`{kind}`") if kind in fields else ():
                heads = _DEFECT_HEADS if kind == "defects" else _WORK_HEADS[kind]
                inner = page.keyed(value, table, f"a {kind[:-1]}")
                if self.make.fresh(page, key, name, *heads, *(("tested", "repaired") if kind != "defects" else ())):
                    self._parts[kind].append(_Part(page, name, inner, id))
                    self._give_slots(kind, name)

    def _give_slots(self, kind: str, name: str) -> None:
        if kind == "defects":
            for head in _DEFECT_HEADS[1:]:
                self._slots[f"{head}.{name}"] = self.make.flag(f"{head}.{name}", writable=True)
            return
        for head in _WORK_HEADS[kind][:-1]:
            made = self.make.moment if head.endswith("_on") else self.make.flag
            self._slots[f"{head}.{name}"] = made(f"{head}.{name}")

    def name(self) -> None:
        """Give their meanings to `defect.` and `readiness.`, when every slot is known."""
        for part in self._parts["defects"]:
            self._defect(part)
        for page, id, fields in self._heads:
            tree = self._word(id)
            self.systems[id] = System(
                id,
                page.line(fields["title"], "`title`") if "title" in fields else id,
                page.line(fields["about"], "`about`") if "about" in fields else "",
                self.make.weights(page, fields.get("deals"), _USUAL_DEAL),
                self._of("defects", id), self._of("tests", id), self._of("repairs", id),
                self.make.meaning(f"readiness.{id}", _SHEET, tree),
            )  # fmt: skip

    def _of(self, kind: str, system: str) -> tuple[str, ...]:
        return tuple(part.id for part in self._parts[kind] if part.system == system)

    def _defect(self, part: _Part) -> None:
        page, id, fields, system = part
        latent, found, suspected, mended = (self._slots[f"{head}.{id}"] for head in _DEFECT_HEADS[1:])
        there: Tree = flag(latent)
        if "when" in fields:
            there = some(there, self.make.condition(page, fields["when"], "`when`"))
        present = self.make.meaning(f"defect.{id}", FLAG, every(there, no(flag(mended))))
        said = ("name", "sign", "origin", "since")
        lines = {key: page.line(fields[key], f"`{key}`") for key in said if key in fields}
        usual = 0 if "when" in fields else 1
        self.defects[id] = Defect(
            id, system, lines.get("name", id), lines.get("sign", ""), lines.get("origin", ""), lines.get("since", ""),
            self.make.person(page, fields.get("signed")),
            page.number(fields["weight"], "`weight`", 0, 100) if "weight" in fields else usual,
            latent, found, suspected, mended, present,
        )  # fmt: skip

    def _word(self, system: str) -> Tree:
        """What the sheet says: a defect known and there, one suspected, nothing tested, or tested."""
        known, suspected = [], []
        for id in self._of("defects", system):
            open_ = no(flag(self._slots[f"mended.{id}"]))
            known.append(every(flag(self._slots[f"found.{id}"]), open_))
            suspected.append(every(flag(self._slots[f"suspected.{id}"]), open_))
        tested = [flag(self._slots[f"tested.{id}"]) for id in self._of("tests", system)]
        ways = [(some(*known), "known"), (some(*suspected), "suspected"), (no(some(*tested)), "untested")]
        return first_word([(tree, ("text", word)) for tree, word in ways], ("text", "tested"))

    # ---------------------------------------------------------------- tests and repairs

    def link(self) -> None:
        """Read what may be done, and what doing it changes."""
        for part in self._parts["tests"]:
            self._test(part)
        for part in self._parts["repairs"]:
            self._repair(part)

    def _test(self, part: _Part) -> None:
        page, id, fields, _ = part
        effects = [put(self._slots[f"tested.{id}"], ("flag", True)), dated(self._slots[f"tested_on.{id}"])]
        concerns: list[str] = []
        for key, head in (("reveals", "found"), ("suspects", "suspected")):
            for defect, percent in self.make.percentages(page, fields.get(key), self.defects):
                slot = self._slots[f"{head}.{defect}"]
                seen = every(self._present(defect), self._dealt(f"sees.{id}.{defect}", percent))
                effects.append(put(slot, some(flag(slot), seen)))
                concerns.append(defect)
        waived, waived_on = self._slots[f"waived.{id}"], self._slots[f"waived_on.{id}"]
        waiver = (put(waived, ("flag", True)), dated(waived_on))
        self._work(part, "test", "tested", effects, concerns, self._needs(part), (waived, waived_on), waiver)

    def _repair(self, part: _Part) -> None:
        page, id, fields, _ = part
        effects = [put(self._slots[f"repaired.{id}"], ("flag", True)), dated(self._slots[f"repaired_on.{id}"])]
        concerns: list[str] = []
        for one in page.words(fields["removes"], "`removes`") if "removes" in fields else ():
            defect = self.make.known(page, one, self.defects, "defect")
            if defect:
                effects.append(put(self._slots[f"mended.{defect}"], ("flag", True)))
                concerns.append(defect)
        for defect, percent in self.make.percentages(page, fields.get("leaves"), self.defects):
            effects += self._left(f"leaves.{id}.{defect}", defect, percent)
        needs = self._needs(part)
        if "needs" not in fields and concerns:
            needs = some(*(flag(self._slots[f"found.{defect}"]) for defect in concerns))
        self._work(part, "repair", "repaired", effects, concerns, needs)

    def _left(self, name: str, defect: str, percent: int) -> list[Tree]:
        """The assignments of a repair that may leave a defect behind."""
        left = self._dealt(name, percent)
        latent, mended, found = (self._slots[f"{head}.{defect}"] for head in ("latent", "mended", "found"))
        clear = [put(slot, every(flag(slot), no(left))) for slot in (mended, found)]
        return [put(latent, some(flag(latent), left)), *clear]

    def _needs(self, part: _Part) -> Tree:
        return self.make.condition(part.page, part.fields.get("needs"), "`needs`")

    def _present(self, defect: str) -> Tree:
        tree: Tree = self.make.code.trees[self.defects[defect].present]
        return tree

    def _dealt(self, name: str, percent: int) -> Tree:
        """Whether something that is so likely is the case in this life."""
        if percent >= 100:
            return ("flag", True)
        slot = self.make.flag(name)
        self.deals.append(Deal(slot, name, percent))
        return flag(slot)

    def _work(
        self, part: _Part, kind: str, head: str, effects: list[Tree], concerns: list[str], needs: Tree,
        waived: tuple[int, int] = (-1, -1), waiver: tuple[Tree, ...] = (),
    ) -> None:  # fmt: skip
        """Keep a test or repair with what it costs, when it may be done and what it does."""
        page, id, fields, system = part
        make, names = self.make, self.make.story.names.table
        costs = make.costs(page, fields.get("costs"))
        spent = [spend(names[name].slot, names[name].bounds or (-1, 1), amount) for name, amount in costs]
        enough = [at_least(names[name].slot, amount) for name, amount in costs if amount > 0]
        done, on = self._slots[f"{head}.{id}"], self._slots[f"{head}_on.{id}"]
        stored = make.code.stored
        self.works[id] = Work(
            id, system, kind,
            page.line(fields["name"], "`name`") if "name" in fields else id,
            page.line(fields["about"], "`about`") if "about" in fields else "",
            make.person(page, fields.get("signed")), costs, done, on, *waived,
            make.meaning(f"may.{id}", FLAG, every(no(flag(done)), needs, *enough)),
            tuple(stored(tree) for tree in (*spent, *effects)), tuple(stored(tree) for tree in waiver),
            tuple(dict.fromkeys(concerns)),
        )  # fmt: skip
