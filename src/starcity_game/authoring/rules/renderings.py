"""Reports held against the acts of the story: each act that can be reported is told in several manners."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from starcity_game.authoring.flow import flow_of
from starcity_game.authoring.graphs import reachable
from starcity_game.authoring.opened import Opened
from starcity_game.authoring.rules.places import places_of
from starcity_game.authoring.rules.rule import Found, Level, Rule
from starcity_game.authoring.rules.thresholds import FEWEST_MANNERS
from starcity_game.story.filing import Dossier, Recall, Report, asked_of
from starcity_game.story.model import Act


def renderings(story: Opened) -> Iterator[Found]:
    """Acts that too few manners tell of, and reports that no act of the story could give."""
    dossier = story.story.dossier
    if dossier is None:
        return
    acts = [*_acts(story, dossier)]
    for scene, body, act in acts:
        manners = {m for r in dossier.reports if _fits(r, act, story.head.scenes[scene]) for m in r.manners}
        reportable = act.seen_by and act.do not in dossier.hidden
        if (reportable or manners) and len(manners) < min(FEWEST_MANNERS, len(dossier.manners)):
            told = f"in {len(manners)} manner{'s' if len(manners) != 1 else ''} only" if manners else "in no manner"
            how = f" ({act.how})" if act.how else ""
            yield Found(story.trace.place(scene, body, "act"), f"`{act.do}`{how} is reported {told}",
                        f"write reports of it by {FEWEST_MANNERS} kinds of observer")  # fmt: skip
    yield from _idle(story, dossier, acts)


def _acts(story: Opened, dossier: Dossier) -> Iterator[tuple[int, int, Act]]:
    """(scene, body, act) of every act that a life of the file's volume can record."""
    volume = story.head.volumes.get(dossier.rules.of)
    if volume is None:
        return
    for index in sorted(reachable(flow_of(story).edges, [volume.start])):
        for number, body in enumerate(story.scenes[index].bodies):
            for act in body.acts:
                yield index, number, act


def _fits(report: Report, act: Act, scene: str) -> bool:
    """Whether a report by an observer, at first hand, can be about an act."""
    at_first_hand = not (report.cites or report.extract) and (report.trace or bool(act.seen_by))
    return at_first_hand and asked_of(report, act.do, scene, act.to, act.how)


def _idle(story: Opened, dossier: Dossier, acts: list[tuple[int, int, Act]]) -> Iterator[Found]:
    """Reports and recalls that ask for what no act of the story has."""
    known = [(act, story.head.scenes[scene]) for scene, _, act in acts]
    asking: tuple[tuple[str, Sequence[Report | Recall]], ...] = (
        ("report", dossier.reports), ("recall", dossier.recalls),
    )  # fmt: skip
    for what, asked in asking:
        places = places_of(story, f"{what}s")
        for one in asked:
            if one.id in places and not any(asked_of(one, a.do, scene, a.to, a.how) for a, scene in known):
                yield Found(places[one.id], f"the {what} `{one.id}` can be about no act of the story",
                            "mend its `act`, `scene`, `to` or `how`, or take it out")  # fmt: skip


RULES: Final = (
    Rule(
        "D1", "reports of every reportable act", Level.ERROR,
        "A file is made of papers about somebody’s acts. An act that one manner alone can tell of is told in the same"
        " words in every file, and where that manner was not dealt to anyone who was there, it is missing. So every act"
        f" that others can see is told by at least {FEWEST_MANNERS} kinds of observer; of the trace of an act that"
        " nobody saw the same holds, if it is told at all. A report that fits no act is told too.",
        "Write the act’s reports in the manners that are missing, or say of the act in the scene that nobody saw it"
        " (`seen_by` left out), or in the vocabulary that nobody could report it (`visible: false`).",
        renderings,
    ),
)  # fmt: skip
