"""Why something of a story cannot be reached, in words that its author understands."""

from __future__ import annotations

from collections import defaultdict

from starcity_game.authoring.explore.items import Item, Kind
from starcity_game.authoring.explore.proving.program import Program, Step
from starcity_game.authoring.explore.proving.sightings import Decided, Key, Sightings
from starcity_game.authoring.explore.proving.spelling import Spelling
from starcity_game.authoring.explore.proving.values import FALSE, TRUE
from starcity_game.authoring.opened import Opened
from starcity_game.story.model import Role
from starcity_game.story.nodes import Scalar

_MOST_NAMED = 3
"""Scenes that a reason names."""


class Reasons:
    """Finds the reason for each item that nothing reaches."""

    def __init__(self, story: Opened, program: Program, sightings: Sightings, spelling: Spelling) -> None:
        self.story, self.program, self.sightings, self.spelling = story, program, sightings, spelling
        self._before: dict[int, list[int]] = defaultdict(list)
        for scene, targets in enumerate(program.leads):
            for target in targets:
                self._before[target].append(scene)
        self._endings: dict[str, list[int]] = defaultdict(list)
        for step in program.steps:
            if step.jump is not None and step.jump.kind == "end":
                self._endings[step.jump.ending].append(step.scene)

    def why(self, item: Item) -> str:
        """The reason why nothing reaches `item`, in a sentence without a full stop."""
        if item.kind is Kind.ENDING:
            return self._ending(item.id)
        if item.kind is Kind.WORDING:
            return self._wording(item)
        step = self.program.steps[self.program.bases[item.scene] + item.body]
        if item.kind is Kind.SCENE:
            return self._scene(item.scene)
        around = self._around(step)
        if around:
            return around
        return self._option(item, step) if item.kind is Kind.OPTION else self._branch(item, step)

    # ------------------------------------------------------------------------- scenes

    def _scene(self, scene: int) -> str:
        """Why a scene is never entered."""
        before = [s for s in self._before[scene] if s != scene]
        if not before:
            return "nothing leads to it"
        found = self.sightings.decided.get(("storylet", self.program.scenes[scene].id))
        if found is not None and found.could == FALSE:
            return self._never(("storylet", self.program.scenes[scene].id), found)
        reached = [s for s in before if self._entered(s)]
        names = self._names(reached or before)
        if not reached:
            verb = "is" if len(before) == 1 else "are"
            return f"it is only reached from {names}, which {verb} unreachable"
        return f"what leads to it in {names} is never reached"

    def _entered(self, scene: int) -> bool:
        source, base = self.program.scenes[scene], self.program.bases[scene]
        return base in self.sightings.entered or (source.skip >= 0 and base + source.skip in self.sightings.entered)

    def _names(self, scenes: list[int]) -> str:
        named = [f"`{self.program.scenes[s].id}`" for s in scenes[:_MOST_NAMED]]
        more = len(scenes) - len(named)
        return ", ".join(named) + (f" and {more} more" if more > 0 else "")

    # ------------------------------------------------------------------------- bodies

    def _around(self, step: Step) -> str:
        """Why the body around one is never read; empty when it is."""
        if not self._entered(step.scene):
            return f"its scene is unreachable: {self._scene(step.scene)}"
        parent = step.parent
        while parent >= 0:
            around = self.program.steps[parent]
            if parent not in self.sightings.entered and around.role != Role.SCENE:
                return f"it is only reached from {self._called(around)}, which is unreachable"
            parent = around.parent
        return ""

    def _called(self, step: Step) -> str:
        """A body as its author knows it."""
        kinds = {Role.CHOICE: "the option", Role.THEN: "the `then`", Role.OUTCOME: "the outcome", Role.SKIP: "the skip"}
        return f"{kinds.get(step.role, 'the scene')} `{step.body.path or self.program.scenes[step.scene].id}`"

    def _option(self, item: Item, step: Step) -> str:
        """Why an option is never open."""
        key = ("option", item.id)
        found = self.sightings.decided.get(key)
        if found is not None and found.could == FALSE:
            return self._never(key, found)
        if step.parent not in self.sightings.asked:
            return "what is before it always leads elsewhere"
        return "it could be taken once only, and was"

    def _branch(self, item: Item, step: Step) -> str:
        """Why a branch never runs."""
        if step.role == Role.SKIP:
            return (
                "its scene has no note that could be skipped" if not self._notes(step) else "its scene is unreachable"
            )
        if step.role == Role.OUTCOME:
            return "its check is never made"
        key = ("then", item.id)
        found = self.sightings.decided.get(key)
        if found is not None and found.could == FALSE:
            return self._never(key, found)
        around = self.program.steps[step.parent]
        if step.parent in self.sightings.followed:
            return "one of those before it always runs instead"
        if around.body.jump is not None and around.body.jump.kind == "call":
            return "what is called never comes back"
        if around.waits and around.number in self.sightings.asked:
            return "there is always an open option before it, and none leads here"
        return "nothing comes to the end of what it follows"

    def _notes(self, step: Step) -> bool:
        return bool(self.program.scenes[step.scene].notes)

    # -------------------------------------------------------------- wordings and endings

    def _wording(self, item: Item) -> str:
        """Why a wording is never shown."""
        if item.steps:
            base, _, side = item.id.rpartition(".")
            found = self.sightings.decided.get(("wording", base))
            if found is not None:
                return self._never(("wording", base), found) if side == "0" else self._always(("wording", base), found)
        elif ":part" in item.id and item.scene < 0:
            found = self.sightings.decided.get(("part", item.id))
            return self._never(("part", item.id), found) if found else "its ending is unreachable"
        if item.scene < 0:
            return "what holds it is never shown"
        step = self.program.steps[self.program.bases[item.scene] + item.body]
        around = self._around(step)
        if around:
            return around
        if item.id.endswith(":locked"):
            return self._locked(item)
        shown = step.number in (self.sightings.opened if step.role == Role.CHOICE else self.sightings.entered)
        if not shown:
            return f"{self._called(step)} is unreachable"
        return "it comes after texts that are read too seldom for its turn" if item.steps else "it is never shown"

    def _locked(self, item: Item) -> str:
        """Why an option is never shown as locked."""
        key = ("option", item.id.removesuffix(":locked"))
        found = self.sightings.decided.get(key)
        if found is not None and found.could == TRUE:
            return self._always(key, found)
        return "its option has no condition" if found is None else "its option is never offered"

    def _ending(self, id: str) -> str:
        """Why no life ends with an ending."""
        found = self.sightings.decided.get(("ending", id))
        if found is not None and found.could == FALSE:
            return self._never(("ending", id), found)
        scenes = self._endings[id] or self._endings["auto"]
        if not scenes:
            return "nothing ends with it"
        if self._endings[id]:
            return f"what ends with it in {self._names(sorted({*scenes}))} is never reached"
        return "another ending always comes before it where one is chosen by its condition"

    # --------------------------------------------------------------------- conditions

    def _never(self, key: Key, found: Decided) -> str:
        return f"its condition {self._told(key, found)} never holds{self._values(found)}"

    def _always(self, key: Key, found: Decided) -> str:
        return f"the condition {self._told(key, found)} always holds{self._values(found)}"

    def _told(self, key: Key, found: Decided) -> str:
        """The condition as it was written where it has an entry of its own."""
        if key[0] in ("option", "then", "storylet"):
            node = self.story.trace.entry(found.stand.scene, found.stand.body, "when")
            if isinstance(node, Scalar):
                return f"`{node.value}`"
        return f"`{self.spelling.expression(found.condition.tree)}`"

    def _values(self, found: Decided) -> str:
        values = self.spelling.values(self.program.layout, found.condition.tree, found.state)
        return f": {values} there" if values else ""
