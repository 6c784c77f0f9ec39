"""Setting a sound story's typography, and writing ids down: the edits of each file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Final

from starcity_game.authoring.edits import Edit, Source
from starcity_game.authoring.fix.ids import unnamed, written_down
from starcity_game.authoring.opened import Opened
from starcity_game.authoring.rules.typography import misprints, place_of
from starcity_game.authoring.typography import corrected
from starcity_game.authoring.verdict import judged
from starcity_game.story.folder import SourceFile
from starcity_game.story.page import Page
from starcity_game.story.scenes import slug
from starcity_game.story.trace import Place

SIGN: Final = ("sign set", "signs set")
ID: Final = ("id written down", "ids written down")


class Plan:
    """The edits of one file."""

    def __init__(self, file: SourceFile) -> None:
        self.source = Source(file)
        """The file as it stands."""
        self.edits: list[Edit] = []
        """What changes in it."""
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(self, edit: Edit, what: tuple[str, str]) -> None:
        """Plan an edit; `what` says what it does, for one and for several."""
        self.edits.append(edit)
        self._counts[what] += 1

    def words(self) -> list[str]:
        """How many edits of each sort there are."""
        return [f"{count} {one if count == 1 else several}" for (one, several), count in self._counts.items()]


def plans(story: Opened, files: Mapping[str, SourceFile], signs: bool, ids: bool) -> dict[str, Plan]:
    """The edits of every file that changes: with `signs` what T1 finds and nobody has waived, with `ids` the ids of
    choices. Where a label set anew would make another id, the id it had is written down in any case."""
    found: dict[str, Plan] = {}
    labels: dict[Place, str] = {}
    misprinted = _misprinted(story) if signs else {}
    for page in story.trace.pages:
        wrong = misprinted.get(page.file)
        if wrong:
            found[page.file] = Plan(files[page.file])
            labels |= _signs(page, found[page.file], wrong)
    for choice in unnamed(story):
        label = labels.get((choice.file, choice.label.line, choice.label.column))
        if ids or (label is not None and slug(label) != choice.id):
            plan = found.setdefault(choice.file, Plan(files[choice.file]))
            plan.add(written_down(choice, plan.source), ID)
    return {path: plan for path, plan in found.items() if plan.edits}


def _misprinted(story: Opened) -> dict[str, set[Place]]:
    """The places of what T1 finds in every file, less what is waived."""
    found = judged(story, ("T1",))
    places: defaultdict[str, set[Place]] = defaultdict(set)
    for one in (*found.findings, *found.metrics):
        places[one.file].add((one.file, one.line, one.column))
    return places


def _signs(page: Page, plan: Plan, wrong: set[Place]) -> dict[Place, str]:
    """Plan the signs of one file; what the texts that change say then, by their places."""
    texts = {}
    for spot, found in misprints(page.root, plan.source):
        kept = [one for one in found if place_of(plan.source, one[0]) in wrong and one[2].instead is not None]
        for start, end, one in kept:
            plan.add(Edit(page.file, start, end, one.instead or ""), SIGN)
        node = spot.node
        texts[page.file, node.line, node.column] = corrected(node.value, [one for _, _, one in kept])
    return texts
