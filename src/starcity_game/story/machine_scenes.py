"""What a scene does to the machine: tests, repairs, waivers and flights become assignments of its body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starcity_game.story import keys
from starcity_game.story.diagnostics import nearest
from starcity_game.story.nodes import Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starcity_game.story.scenes import SceneReader


def machine_effects(reader: SceneReader, key: str, node: Node) -> list[int]:
    """Numbers, in the story's code, of the assignments that `test`, `repair`, `waive` or `fly` is."""
    story, machine = reader.story, reader.story.machine
    found: list[int] = []
    if key == "fly":
        found = _flown(reader, node)
    else:
        kind = "repair" if key == "repair" else "test"
        names = [work.id for work in machine.works.values() if work.kind == kind]
        for one in reader.page.words(node, f"`{key}`"):
            if _known(reader, one, names, kind, "E660"):
                work = machine.works[one.value]
                found += work.waiver if key == "waive" else work.effects
    return [story.code.stored(machine.code[number]) for number in found]


def _flown(reader: SceneReader, node: Node) -> list[int]:
    """The assignments of flying by a plan, all of it or as far as a step."""
    flight = reader.story.machine.flight
    if isinstance(node, Scalar):
        fields: dict[str, Node] = {"plan": node}
    else:
        fields = reader.page.keyed(node, keys.FLY, "`fly`")
    named = reader.page.scalar(fields["plan"], "a plan") if "plan" in fields else None
    if named is None or not _known(reader, named, flight.plans if flight else (), "plan", "E662") or flight is None:
        return []
    plan = flight.plans[named.value]
    steps = plan.fly
    last = reader.page.scalar(fields["to"], "a step") if "to" in fields else None
    if last is not None and _known(reader, last, plan.steps, "step of this plan", "E662"):
        steps = steps[: plan.steps.index(last.value) + 1]
    return [*plan.begin, *(number for step in steps for number in step)]


def _known(reader: SceneReader, node: Scalar, names: Iterable[str], what: str, code: str) -> bool:
    """Whether the name in `node` is one of `names`, with a finding if it is not."""
    table = [*names]
    if node.value not in table:
        reader.page.fault(node, code, f"no {what} `{node.value[:60]}` is declared", nearest(node.value, table))
    return node.value in table
