"""From proof, search and players to the report."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from starcity_game.authoring.explore.figures import figures_of, measured, metrics
from starcity_game.authoring.explore.inventory import Inventory, Key
from starcity_game.authoring.explore.items import Kind
from starcity_game.authoring.explore.players import Played
from starcity_game.authoring.explore.proof import Possible, Proof
from starcity_game.authoring.explore.report import Judged, Looked, Report, Shown, Verdict
from starcity_game.authoring.explore.whereabouts import whereabouts
from starcity_game.authoring.explore.witness import Search
from starcity_game.authoring.opened import Opened
from starcity_game.authoring.rules.places import part_of_scene
from starcity_game.authoring.verdict import Scales
from starcity_game.story.diagnostics import Diagnostic, Severity


class Contradiction(Exception):
    """Something was reached of which it was proved that it cannot be: the proof is wrong, or the engine."""


def judge(story: Opened, proof: Proof, search: Search, seed: int, played: Played | None = None) -> Report:
    """The report. Raises Contradiction."""
    inventory = Inventory(story.head, story.scenes)
    agree(proof, search, played, inventory)
    head, scales = story.head, Scales(story)
    figures = figures_of(story, inventory, played) if played else None
    return Report(
        story=head.id, title=head.title, version=head.version, hash=head.hash, seed=seed,
        items=tuple(_judged(story, inventory, proof, search)), ways=search.reached,
        alarms=tuple(sorted(_weighed(scales, _alarms(story, inventory, proof, search)), key=_worst_first)),
        always=proof.always, never=proof.never, possible=tuple(_possible(story, proof, search)),
        looked=Looked(search.turns, search.states, search.depth, search.origins, search.complete),
        figures=figures,
        measured=tuple(filter(None, map(scales.weighed, measured(story, figures)))) if figures else (),
        metrics=tuple(filter(None, map(scales.weighed, metrics(figures)))) if figures else (),
    )  # fmt: skip


def agree(proof: Proof, search: Search, played: Played | None, inventory: Inventory) -> None:
    """Nothing, if nothing was reached that was proved to be unreachable. Raises Contradiction."""
    met: set[Key] = {inventory.key(number) for number in played.tally.reached} if played else set()
    for key in proof.unreachable:
        if key in search.reached or key in met:
            raise Contradiction(f"the {key[0]} {key[1]} was proved to be unreachable, and was reached")


def _judged(story: Opened, inventory: Inventory, proof: Proof, search: Search) -> Iterator[Judged]:
    for item in inventory.items:
        key = (item.kind, item.id)
        verdict, reason = Verdict.UNPROVED, ""
        if key in search.reached:
            verdict = Verdict.REACHED
        elif key in proof.unreachable:
            verdict, reason = Verdict.UNREACHABLE, proof.unreachable[key]
        scene = story.head.scenes[item.scene] if item.scene >= 0 else ""
        yield Judged(item.kind, item.id, scene, item.body, whereabouts(story, item), verdict, reason)


def _alarms(story: Opened, inventory: Inventory, proof: Proof, search: Search) -> Iterator[Shown]:
    """Faults that are certain."""
    for item in inventory.items:
        reason = proof.unreachable.get((item.kind, item.id))
        if reason is not None:
            severity = Severity.ERROR if item.kind in (Kind.SCENE, Kind.OPTION) else Severity.WARNING
            message = f"no life reaches the {item.kind} `{item.id}`: {reason}"
            scene = story.head.scenes[item.scene] if item.scene >= 0 else ""
            yield Shown(Diagnostic(*whereabouts(story, item), "R1", message, severity=severity), scene=scene)
    for scene, witness in search.stuck.items():
        place = story.trace.place(story.story.index(scene) or 0)
        message = f"a life breaks off in the scene `{scene}`: nothing is open and nothing follows"
        yield Shown(Diagnostic(*place, "R2", message), witness, scene)
    for (scene, body, fact), witness in search.unlearned.items():
        index = story.story.index(scene) or 0
        place = story.trace.place(index, body, "assumes")
        message = f"the fact `{fact}` is taken for granted in `{part_of_scene(story, index, body)}` and was not learned"
        yield Shown(Diagnostic(*place, "K1", message), witness, scene)


def _weighed(scales: Scales, alarms: Iterator[Shown]) -> Iterator[Shown]:
    """The alarms that the story does not switch off or waive, as heavy as it says."""
    for alarm in alarms:
        fault = scales.weighed(alarm.fault)
        if fault is not None:
            yield msgspec.structs.replace(alarm, fault=fault)


def _worst_first(shown: Shown) -> tuple[bool, Diagnostic]:
    return shown.fault.severity is not Severity.ERROR, shown.fault


def _possible(story: Opened, proof: Proof, search: Search) -> Iterator[Possible]:
    """What cannot be excluded and was not shown either."""
    for one in proof.stuck:
        if one.scene not in search.stuck:
            yield one
    for one in proof.unlearned:
        if (one.scene, one.body, one.fact) not in search.unlearned:
            yield one
