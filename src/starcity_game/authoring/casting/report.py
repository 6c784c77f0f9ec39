"""A casting and its clues as lines to read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from starcity_game.authoring.casting.knowledge import PlainReader
from starcity_game.authoring.casting.marginals import marginals
from starcity_game.authoring.casting.stage import Stage
from starcity_game.authoring.casting.trios import met_by_all, narrows
from starcity_game.authoring.casting.verdict import Complaint
from starcity_game.authoring.stats.tables import table
from starcity_game.commandline import Missing
from starcity_game.story.diagnostics import nearest, visible
from starcity_game.story.model import Clue, Conclusion


def lines(stage: Stage, found: Sequence[Complaint]) -> Iterator[str]:
    """The casts, the shares of every candidate, the clues by conclusion, and what is unfair."""
    yield f"{len(stage.casts)} casts, {len(stage.clues)} clues"
    yield ""
    yield from _shares(stage)
    for conclusion in stage.casting.conclusions.values():
        yield from _clue_table(stage, conclusion)
    if not found:
        yield "Fair in every cast." if stage.casting.conclusions else "Nothing is to be concluded."
    yield from (visible(one.message) for one in found)


def _shares(stage: Stage) -> Iterator[str]:
    rows = [
        (role, person, f"{100 * float(share):.2f} %", sum(cast[role] == person for cast in stage.casts))
        for role, of in marginals(stage.casting).items()
        for person, share in of.items()
    ]
    yield from table("How often", ("role", "person", "lives", "casts"), rows)


def _clue_table(stage: Stage, conclusion: Conclusion) -> Iterator[str]:
    """For every candidate, the clues in the casts in which they are meant."""
    reader = PlainReader(stage)
    rows = []
    for person in stage.roles[conclusion.role].candidates:
        of = [n for n in range(len(stage.casts)) if stage.truth(conclusion, n) == person]
        clues = [_of(stage, conclusion, n) for n in of]
        if not clues:
            continue
        to = [[clue for clue in some if narrows(stage, conclusion, clue)] for some in clues]
        clears = [sum(conclusion.id in clue.clears for clue in some) for some in clues]
        left = [reader.left(conclusion, some) for some in clues]
        spine = [reader.left(conclusion, [clue for clue in some if met_by_all(clue)]) for some in clues]
        rows.append((
            visible(stage.answer(conclusion, person))[:40], _span([len(some) for some in to]),
            _span([sum(map(met_by_all, some)) for some in to]), _span(clears),
            _span([len(some) for some in spine]), _span([len(some) for some in left]),
        ))  # fmt: skip
    title = f"{visible(conclusion.label or conclusion.id)} ({', '.join(map(visible, conclusion.volumes))})"
    head = ("in truth", "clues to it", "on the spine", "clearing", "left by the spine", "left by all")
    yield from table(title, head, rows)


def _of(stage: Stage, conclusion: Conclusion, cast: int) -> list[Clue]:
    """The clues that a reader of the conclusion’s volumes can find in a cast."""
    return [clue for clue in stage.exist[cast] if clue.volume in conclusion.volumes]


def _span(numbers: Sequence[int]) -> str:
    """The least and the greatest of some numbers."""
    low, high = min(numbers), max(numbers)
    return str(low) if low == high else f"{low}-{high}"


def choose(stage: Stage, wanted: str) -> int:
    """The number of the first cast with these holders, given as `leak=ozhogina,hand=fridkin`. Raises Missing."""
    asked: dict[str, str] = {}
    for part in filter(None, wanted.split(",")):
        role, _, person = (piece.strip() for piece in part.partition("="))
        if role not in stage.roles:
            raise Missing(f"There is no role {visible(role)[:60]}: {_advice(role, stage.roles)}.")
        if not person:
            raise Missing(f"{role} needs a person, as in {role}={stage.roles[role].candidates[0]}.")
        if person not in stage.roles[role].candidates:
            known = stage.roles[role].candidates
            raise Missing(f"{visible(person)[:60]} is no candidate for {role}: {_advice(person, known)}.")
        asked[role] = person
    for number, cast in enumerate(stage.casts):
        if asked.items() <= cast.items():
            return number
    raise Missing("There is no legal cast like this.")


def _advice(word: str, known: Collection[str]) -> str:
    return nearest(word, known) or f"there is {', '.join(known)}"


def cast_lines(stage: Stage, cast: int) -> Iterator[str]:
    """One cast: who holds what, and every clue that exists in it, by volume and episode."""
    yield stage.said(cast)
    reader = PlainReader(stage)
    for conclusion in stage.casting.conclusions.values():
        clues = _of(stage, conclusion, cast)
        spine = reader.left(conclusion, [clue for clue in clues if met_by_all(clue)])
        said = [
            ", ".join(stage.answer(conclusion, p) for p in people) for people in (reader.left(conclusion, clues), spine)
        ]
        yield visible(f"{conclusion.label or conclusion.id}: {said[0]} (by the spine alone: {said[1]})")
    for clue in sorted(stage.exist[cast], key=lambda clue: (clue.volume, clue.episode)):
        yield ""
        marks = [name for name in ("spine", "pinned", "checked", "planned") if getattr(clue, name)]
        yield visible(f"{clue.volume} {clue.episode}, {', '.join((clue.channel, *marks))}: {clue.id}")
        yield from (f"  {visible(line)}" for line in _details(clue))


def _details(clue: Clue) -> Iterator[str]:
    """What a clue says."""
    yield clue.text
    if clue.how:
        yield f"found: {clue.how}"
    if clue.cost:
        yield f"costs: {clue.cost}"
    for conclusion, people in clue.rules.items():
        cleared = f" (not {', '.join(clue.clears[conclusion])})" if conclusion in clue.clears else ""
        yield f"{conclusion}: leaves {', '.join(people)}{cleared}"
    for conclusion, people in clue.points.items():
        yield f"{conclusion}: points at {', '.join(people)}"
