"""What is entered for good: acts in the ledger, facts in the notebook."""

from __future__ import annotations

from starcity_game.engine.events import Acted, Learned
from starcity_game.engine.state import NOW, PLACE, Deed, Link, Value
from starcity_game.story.model import Act, Head


def record(
    act: Act, values: list[Value], ledger: Link | None, scene: str, episode: int, intent: str
) -> tuple[Acted, Link]:
    """The event of an act, and the ledger with it. The intent is kept apart from the act."""
    deed = Deed(
        act.do, scene, episode, int(values[NOW]), act.place or str(values[PLACE]),
        act.to, act.how, act.stakes, act.seen_by, intent,
    )  # fmt: skip
    return Acted(act.do), added(ledger, deed)


def learn(
    head: Head, values: list[Value], learned: Link | None, fact: str, scene: str
) -> tuple[Learned | None, Link | None]:
    """The event of learning a fact, and the notebook with it; nothing for one that is known."""
    known = head.facts[fact]
    if values[known.slot]:
        return None, learned
    values[known.slot] = True
    return Learned(fact, known.text), added(learned, (fact, scene))


def added(link: Link | None, entry: Deed | tuple[str, str]) -> Link:
    """A linked list with one more entry."""
    return Link(entry, link, link.count + 1 if link else 1)
