"""Whether whoever was dealt a role can be found out, in every cast, and whether roles are dealt evenly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from starcity_game.authoring.casting.demands import (
    CARELESS_LEFT,
    CLUE_CHANNELS,
    CLUE_EPISODES,
    CLUES_ON_SPINE,
    CLUES_TO_CONCLUSION,
    PINNED_BY,
    STAY_OPEN,
)
from starcity_game.authoring.casting.marginals import uneven
from starcity_game.authoring.casting.stage import stage_of
from starcity_game.authoring.casting.verdict import complaints, in_casts
from starcity_game.authoring.casting.written import astray
from starcity_game.authoring.opened import Opened
from starcity_game.authoring.rules.places import WHOLE_STORY, places_of
from starcity_game.authoring.rules.rule import Found, Level, Rule
from starcity_game.story.nodes import Mapping
from starcity_game.story.trace import Place

MOST_TOLD: Final = 60
"""Complaints that are told at once; a plan that is only begun has hundreds."""


def fair(story: Opened) -> Iterator[Found]:
    """Everything in which the plan of clues is unfair, and every written episode that does not keep to it."""
    stage = stage_of(story)
    if stage is None:
        return
    clues, asked = places_of(story, "clues"), _of_casting(story, "conclusions")
    for clue, message, casts in astray(story, stage):
        hint = f"`learn: {stage.by_id[clue].fact}` there, under the condition that the clue has, or change the plan"
        yield Found(clues.get(clue, WHOLE_STORY), message + in_casts(stage, casts), hint)
    found = complaints(stage)
    for one in found[:MOST_TOLD]:
        place = clues.get(one.clue) or asked.get(one.conclusion, WHOLE_STORY)
        yield Found(place, one.message, "`starcity casts --cast …` lists the clues of a cast")
    if len(found) > MOST_TOLD:
        yield Found(WHOLE_STORY, f"the plan of clues is unfair in {len(found) - MOST_TOLD} more ways")


def even(story: Opened) -> Iterator[Found]:
    """Roles that do not fall equally on all their candidates."""
    stage = stage_of(story)
    for role, person, share, wanted in uneven(stage.casting) if stage else ():
        message = f"`{role}` falls on {person} in {100 * share:.1f} % of all lives, and should in {100 * wanted:.1f} %"
        hint = "what the casting forbids allows no better; loosen `never` or `where`, or change the candidates"
        yield Found(_of_casting(story, "roles").get(role, WHOLE_STORY), message, hint)


def _of_casting(story: Opened, part: str) -> dict[str, Place]:
    """Id to place of what stands under one key of `casting`."""
    for page in story.trace.pages:
        casting = page.root.values.get("casting")
        node = casting.values.get(part) if isinstance(casting, Mapping) else None
        if isinstance(node, Mapping):
            return {id: (page.file, key.line, key.column) for id, (key, _) in node.entries.items()}
    return {}


RULES: Final = (
    Rule(
        "D2", "clues: every legal cast can be found out, fairly", Level.ERROR,
        "Whoever the seed has cast, the reader must be able to know it, and must be able to be wrong. For every legal"
        f" cast and every conclusion there are {CLUES_TO_CONCLUSION} clues with sources of their own, by at least"
        f" {CLUE_CHANNELS} ways and in at least {CLUE_EPISODES} episodes; {CLUES_ON_SPINE} of them stand on the spine,"
        f" behind no check, and the hub has kept the others on offer by episode {PINNED_BY}. Everybody who is innocent"
        " of a role has a clue that clears them. All clues but those behind checks leave one name; those of"
        f" the spine alone leave {CARELESS_LEFT}, the right one among them. No clue lies."
        f" Of what another volume settles, a volume leaves at least {STAY_OPEN} names."
        " In an episode that is written, each of its clues is learned in a scene that the"
        " cast does not shut, and nowhere in a cast for which it does not exist.",
        "Add the clue that is named as missing, or give an existing one another place, way or source. In a written"
        " episode, learn the fact of the clue where the plan has it.",
        fair,
    ),
    Rule(
        "D3", "roles dealt evenly", Level.WARNING,
        "Each role should fall on each of its candidates as often as on the others: otherwise a reader who plays twice"
        " guesses better than one who looks. The weights of the casts are fitted to that; where what the casting"
        " forbids does not allow it, the nearest there is comes out, and is told here.",
        "Loosen `never` or `where`, or let every candidate appear in as many legal casts as the others.",
        even,
    ),
)  # fmt: skip
