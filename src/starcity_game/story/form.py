"""What can be proved of a story from the form of its scenes alone.

No reader is stranded: every scene leads on, ends, or keeps an option that is always open. And no
story runs in a circle without a choice. Both are decided without play; where a condition would
have to be known, the answer is the careful one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from starcity_game.story.diagnostics import Findings
from starcity_game.story.model import Body, Scene

CODES: Final = {
    "E701": "a scene could leave the reader with nothing to do",
    "E702": "scenes lead into each other without a choice",
    "W703": "a scene that nothing leads to",
}


def check_form(scenes: list[Scene], starts: Iterable[int], findings: Findings) -> None:
    """Report every scene that could strand a reader, every circle without a choice, every orphan."""
    gotos = [set(_targets(scene, "goto")) for scene in scenes]
    calls = [set(_targets(scene, "call")) for scene in scenes]
    begin = {*starts, *(i for i, s in enumerate(scenes) if s.episode)}
    alone = _closure(begin, gotos)
    drawn = {i for i, s in enumerate(scenes) if s.storylet}
    called = _closure({t for targets in calls for t in targets} | drawn, gotos)
    for index, scene in enumerate(scenes):
        if _falls(scene) and (index in alone or index not in called):
            _stranded(scene, index in called, findings)
        elif index not in alone and index not in called:
            findings.warn((scene.file, scene.line, 0), "W703", f"nothing leads to the scene `{scene.id}`")
    _circles(scenes, findings)


def _stranded(scene: Scene, also_called: bool, findings: Findings) -> None:
    """Report a scene that could leave the reader with nothing to do."""
    hint = "add a `then`, an `end`, or a choice without `when`"
    if also_called:
        hint = "it is reached by `goto` as well as by `call`, and then has nothing to come back to; " + hint
    findings.error(
        (scene.file, scene.line, 0),
        "E701",
        f"the scene `{scene.id}` could leave the reader with nothing to do",
        hint,
    )


def _targets(scene: Scene, kind: str) -> Iterator[int]:
    """Scenes that `scene` leads to by jumps of one kind."""
    return (b.jump.scene for b in scene.bodies if b.jump and b.jump.kind == kind and b.jump.scene >= 0)


def _closure(begin: set[int], edges: list[set[int]]) -> set[int]:
    """Everything that can be reached from `begin`."""
    found, waiting = set(begin), list(begin)
    while waiting:
        for target in edges[waiting.pop()]:
            if target not in found:
                found.add(target)
                waiting.append(target)
    return found


def _falls(scene: Scene) -> bool:
    """Whether the scene's own body, or the one for those who skip it, can end without a jump."""
    return _body_falls(scene, 0) or (scene.skip >= 0 and _body_falls(scene, scene.skip))


def _body_falls(scene: Scene, index: int) -> bool:
    """Whether control can come to the end of a body without having left it."""
    body = scene.bodies[index]
    if body.check and not any(o < 0 or _body_falls(scene, o) for o in (body.success, body.failure)):
        return False
    if _waits_for_ever(scene, body, index):
        return False
    if body.jump and body.jump.kind != "call":
        return body.jump.kind == "return"
    if not body.then:
        return True
    last = scene.bodies[body.then[-1]]
    return last.when >= 0 or any(_body_falls(scene, t) for t in body.then)


def _waits_for_ever(scene: Scene, body: Body, index: int) -> bool:
    """Whether the body offers a choice that is always open, and none of its choices leads to the body's end."""
    if not any(c.when < 0 and not c.once for c in body.choices):
        return False
    hub = scene.hub and index == 0
    return not any((c.leave or not hub) and _body_falls(scene, c.body) for c in body.choices)


def _circles(scenes: list[Scene], findings: Findings) -> None:
    """Report scenes from which automatic jumps lead back to themselves, one finding for each circle."""
    edges = {i: set(_automatic(s, 0)) for i, s in enumerate(scenes) if _may_pass(s)}
    while edges:
        # a scene from which no automatic way goes on cannot be part of a circle
        ended = [i for i, targets in edges.items() if targets.isdisjoint(edges)]
        for i in ended:
            del edges[i]
        if ended or not edges:
            continue
        way = [next(iter(edges))]
        while (after := min(t for t in edges[way[-1]] if t in edges)) not in way:
            way.append(after)
        circle = way[way.index(after) :]
        first = scenes[min(circle)]
        others = ", ".join(f"`{scenes[i].id}`" for i in circle[1:5])
        findings.error(
            (first.file, first.line, 0),
            "E702",
            f"the scene `{first.id}` leads back to itself without a choice" + (f", by {others}" if others else ""),
            "put a choice somewhere on the way",
        )
        for i in circle:
            del edges[i]


def _may_pass(scene: Scene) -> bool:
    """Whether the scene may go on without a choice: a quick test that most scenes fail."""
    body = scene.bodies[0]
    return not body.choices and not body.draw


def _automatic(scene: Scene, index: int) -> Iterator[int]:
    """Scenes that a body can lead to without a choice being made."""
    body = scene.bodies[index]
    for outcome in (body.success, body.failure):
        if outcome >= 0:
            yield from _automatic(scene, outcome)
    if body.choices or body.draw:
        return  # whether a choice is open here, only play can tell; the engine counts as it goes
    if body.jump and body.jump.scene >= 0:
        yield body.jump.scene
    for index_of_then in body.then:
        yield from _automatic(scene, index_of_then)
