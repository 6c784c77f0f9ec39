"""What can be proved of a story from the form of its scenes alone.

No reader is stranded: every scene leads on, ends, or keeps an option that is always open. And no
story runs in a circle without a choice. Both are decided without play; where a condition would
have to be known, the answer is the careful one.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Final

from starcity_game.story.diagnostics import Findings
from starcity_game.story.model import Body, Scene

CODES: Final = {
    "E701": "a scene could leave the reader with nothing to do",
    "E702": "scenes lead into each other without a choice",
    "W704": "scenes lead into each other when their choices are closed",
    "W703": "a scene that nothing leads to",
}


def check_form(scenes: list[Scene], starts: Iterable[int], findings: Findings, faulty: Container[int] = ()) -> None:
    """Report every scene that could strand a reader, every circle without a choice, every orphan.

    Scenes with the numbers `faulty` were not read whole, and are not said to strand anybody. After other
    errors, what leads to a scene may be what could not be read; then nothing is said of scenes that nothing
    seems to lead to.
    """
    whole = not findings.failed
    gotos, calls = _targets(scenes)
    begin = {*starts, *(i for i, s in enumerate(scenes) if s.episode)}
    alone = _closure(begin, gotos)
    drawn = {i for i, s in enumerate(scenes) if s.storylet}
    called = _closure({t for targets in calls for t in targets} | drawn, gotos)
    for index, scene in enumerate(scenes):
        if index not in faulty and _falls(scene) and (index in alone or (whole and index not in called)):
            _stranded(scene, index in called, findings)
        elif whole and index not in alone and index not in called:
            findings.warn((scene.file, scene.line, 0), "W703", f"nothing leads to the scene `{scene.id}`")
    _circles(scenes, findings)


def _stranded(scene: Scene, also_called: bool, findings: Findings) -> None:
    """Report a scene that could leave the reader with nothing to do."""
    hint = "add a `then`, an `end`, or a choice without `when`"
    if also_called:
        hint = "it is reached by `goto` as well as by `call`, and then has nothing to come back to; " + hint
    elif _returns(scene):
        hint = "nothing calls it, so its `return` has nothing to come back to; " + hint
    findings.error(
        (scene.file, scene.line, 0),
        "E701",
        f"the scene `{scene.id}` could leave the reader with nothing to do",
        hint,
    )


def _targets(scenes: list[Scene]) -> tuple[list[set[int]], list[set[int]]]:
    """The scenes that each scene leads to, by `goto` and by `call`."""
    gotos: list[set[int]] = []
    calls: list[set[int]] = []
    for scene in scenes:
        going: set[int] = set()
        calling: set[int] = set()
        for body in scene.bodies:
            jump = body.jump
            if jump is not None and jump.scene >= 0:
                (calling if jump.kind == "call" else going).add(jump.scene)
        gotos.append(going)
        calls.append(calling)
    return gotos, calls


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
    """Whether the scene, or what those see who skip it, can end without a jump to elsewhere."""
    return _returns(scene) or _body_falls(scene, 0) or (scene.skip >= 0 and _body_falls(scene, scene.skip))


def _returns(scene: Scene) -> bool:
    """Whether anything in the scene comes back to a caller."""
    return any(b.jump and b.jump.kind == "return" for b in scene.bodies)


def _body_falls(scene: Scene, index: int) -> bool:
    """Whether control can come to the end of a body without having left it."""
    body = scene.bodies[index]
    if not _passes_check(scene, body) or _waits_for_ever(scene, body, index):
        return False
    if body.jump and body.jump.kind != "call":
        return False
    if not body.then:
        return True
    last = scene.bodies[body.then[-1]]
    return last.when >= 0 or any(_body_falls(scene, t) for t in body.then)


def _passes_check(scene: Scene, body: Body) -> bool:
    """Whether the body can go on after its check; without one it does."""
    return not body.check or any(o < 0 or _body_falls(scene, o) for o in (body.success, body.failure))


def _waits_for_ever(scene: Scene, body: Body, index: int) -> bool:
    """Whether the body offers a choice that is always open, and none of its choices leads to the body's end."""
    if not _always_offers(body):
        return False
    hub = scene.hub and index == 0
    return not any((c.leave or not hub) and _body_falls(scene, c.body) for c in body.choices)


def _always_offers(body: Body) -> bool:
    """Whether one of the body's choices is open whatever has happened."""
    return any(c.when < 0 and not c.once for c in body.choices)


def _circles(scenes: list[Scene], findings: Findings) -> None:
    """Report scenes from which automatic jumps lead back to themselves, one finding for each circle: an error
    when no choice is on the way, a warning when only closed ones are (the engine then breaks off)."""
    told: set[int] = set()
    for closed in (False, True):
        for circle in _circles_among(scenes, closed):
            if told.isdisjoint(circle):
                _report_circle([scenes[i] for i in circle], closed, findings)
            told.update(circle)


def _circles_among(scenes: list[Scene], closed: bool) -> Iterator[list[int]]:
    """Circles of scenes, none of which is in two; `closed` says whether choices that can be are closed."""
    passing = {i: set(_automatic_in(s, closed)) for i, s in enumerate(scenes) if _may_pass(s, closed)}
    edges = {i: targets & passing.keys() for i, targets in passing.items()}
    before: dict[int, list[int]] = {i: [] for i in edges}
    for i, targets in edges.items():
        for target in targets:
            before[target].append(i)
    over = [i for i, targets in edges.items() if not targets]
    while edges:
        while over:  # a scene from which no automatic way goes on cannot be part of a circle
            gone = over.pop()
            edges.pop(gone, None)
            for i in before[gone]:
                if i in edges:
                    edges[i].discard(gone)
                    if not edges[i]:
                        over.append(i)
        if edges:
            over = _circle(edges)
            yield [*over]


def _circle(edges: dict[int, set[int]]) -> list[int]:
    """One circle among scenes that all lead on, from its first scene in the story's order."""
    at = next(iter(edges))
    way: dict[int, int] = {}
    while at not in way:
        way[at] = len(way)
        at = min(edges[at])
    circle = [*way][way[at] :]
    first = circle.index(min(circle))
    return circle[first:] + circle[:first]


def _report_circle(circle: list[Scene], closed: bool, findings: Findings) -> None:
    """The finding for scenes that lead into each other."""
    first, *others = circle
    place = (first.file, first.line, 0)
    back = f"the scene `{first.id}` leads back to itself"
    by = ", by " + ", ".join(f"`{scene.id}`" for scene in others[:4]) if others else ""
    if closed:
        hint = "leave one choice on the way without `when` and `once`"
        findings.warn(place, "W704", f"{back} when no choice is open{by}", hint)
    else:
        findings.error(place, "E702", f"{back} without a choice{by}", "put a choice somewhere on the way")


def _may_pass(scene: Scene, closed: bool) -> bool:
    """Whether the scene may go on without a choice: a quick test that most scenes fail."""
    body = scene.bodies[0]
    return scene.skip >= 0 or body.check is not None or not _waits(body, closed)


def _waits(body: Body, closed: bool) -> bool:
    """Whether the body offers something; with `closed`, whatever has happened."""
    return _always_offers(body) if closed else bool(body.choices or body.draw)


def _automatic_in(scene: Scene, closed: bool) -> Iterator[int]:
    """Scenes that a scene, or what those see who skip it, can lead to without a choice being made."""
    yield from _automatic(scene, 0, closed)
    if scene.skip >= 0:
        yield from _automatic(scene, scene.skip, closed)


def _automatic(scene: Scene, index: int, closed: bool) -> Iterator[int]:
    """Scenes that a body can lead to without a choice being made."""
    body = scene.bodies[index]
    for outcome in (body.success, body.failure):
        if outcome >= 0:
            yield from _automatic(scene, outcome, closed)
    if _waits(body, closed) or not _passes_check(scene, body):
        return
    if body.jump and body.jump.scene >= 0:
        yield body.jump.scene
    for then in body.then:
        yield from _automatic(scene, then, closed)
