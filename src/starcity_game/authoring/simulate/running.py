"""Many programmes, in as many processes as are wanted; the same counts whatever their number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import msgspec

from starcity_game.authoring.explore.crew import Crew, Worker
from starcity_game.authoring.opened import opened
from starcity_game.authoring.simulate.leader import Leader
from starcity_game.engine.chance import dealt
from starcity_game.story.programme import Programme

PIECE = 100
"""Programmes that a process leads before it reports."""
Task: TypeAlias = tuple[str, int, int, int]
"""Policy, seed of the whole run, first machine, and the one after the last."""
Progress: TypeAlias = Callable[[int, int], None]


class Tally(msgspec.Struct, frozen=True):
    """What the programmes of one policy came to."""

    policy: str
    programmes: int
    outcomes: dict[str, int]
    """Outcome to how many programmes."""
    undone: dict[str, int]
    """Step and chain that ended a flight, to how many programmes."""

    def share(self, *outcomes: str) -> float:
        """Percent of the programmes that came to one of these."""
        return 100 * sum(self.outcomes.get(one, 0) for one in outcomes) / max(self.programmes, 1)


def simulate(
    folder: Path, programme: Programme, lives: int, seed: int, jobs: int, progress: Progress | None = None
) -> tuple[Tally, ...]:
    """`lives` programmes of the story in `folder`, shared out evenly among the policies of its `programme`; all of
    them have the same machines. Raises Lost when a process dies."""
    policies = [*programme.policies]
    machines = max(1, -(-lives // max(len(policies), 1)))
    tasks = [
        (policy, seed, first, min(first + PIECE, machines))
        for policy in policies
        for first in range(0, machines, PIECE)
    ]
    counts = {policy: (Counter[str](), Counter[str]()) for policy in policies}
    messages = [msgspec.msgpack.encode(task) for task in tasks]
    with Crew(min(jobs, len(tasks)), recruit, str(folder)) as crew:
        for done, (number, answer) in enumerate(crew.each(messages, bound=False), 1):
            outcomes, undone = msgspec.msgpack.decode(answer, type=tuple[dict[str, int], dict[str, int]])
            counts[tasks[number][0]][0].update(outcomes)
            counts[tasks[number][0]][1].update(undone)
            if progress:
                progress(done, len(tasks))
    return tuple(Tally(policy, machines, dict(ends), dict(undone)) for policy, (ends, undone) in counts.items())


def recruit(folder: str) -> Worker:
    """A worker that leads the programmes of a task, with the story in `folder`, which has a programme."""
    story = opened(Path(folder))
    programme = story.trace.programme
    if programme is None:
        raise ValueError("the story has no programme any more")
    leader = Leader(story.story, programme)

    def work(message: bytes) -> bytes:
        return msgspec.msgpack.encode(_led(leader, msgspec.msgpack.decode(message, type=tuple[str, int, int, int])))

    return work


def _led(leader: Leader, task: Task) -> tuple[dict[str, int], dict[str, int]]:
    """The outcomes of one task, and what ended its flights."""
    name, seed, first, last = task
    policy = leader.programme.policies[name]
    outcomes, undone = Counter[str](), Counter[str]()
    for number in range(first, last):
        led = leader.lead(policy, dealt(seed, "programme", number, 1 << 53))
        outcomes[led.outcome] += 1
        if led.undone:
            undone[led.undone] += 1
    return dict(outcomes), dict(undone)
