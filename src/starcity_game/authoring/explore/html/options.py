"""The heat of each option: how often it was offered, and taken."""

from __future__ import annotations

from typing import Final

from starcity_game.authoring.explore.html.markup import code, columns, count, own, paragraph, section, share, table
from starcity_game.authoring.explore.report import Figures, Heat
from starcity_game.authoring.opened import Opened
from starcity_game.authoring.story_map import in_words
from starcity_game.story.model import Role

_ROWS: Final = 4_000
"""Options in the table at most."""


def options(figures: Figures, story: Opened) -> str:
    """Every option with how often it was offered and taken, by scene."""
    labels = _labels(story)
    never = [h for h in figures.heat if not h.taken]
    shown = figures.heat
    said = f"{count(len(shown), 'option')}; {len(never)} never taken, "
    said += f"of which {sum(not h.offered for h in never)} never offered."
    if len(shown) > _ROWS:
        kept = {h.id for h in sorted(figures.heat, key=_share)[:_ROWS]}
        shown = tuple(h for h in figures.heat if h.id in kept)
        said += f" Shown are the {_ROWS:,} taken least; --json has them all."
    head = columns("scene", "option", "#offered", "#taken", "#share", "remark")
    rows = ([code(h.scene), own(labels.get(h.id, h.id)) + f" {code(h.id.removeprefix(h.scene).lstrip('/') or h.id)}",
             f"{h.offered:,}", f"{h.taken:,}", _bar(h), _word(h)] for h in shown)  # fmt: skip
    caption = "How often each option was offered and taken, by scene"
    return section("options", "Options", paragraph(said), table(head, rows, caption, sortable=True))


def _share(heat: Heat) -> float:
    return heat.taken / heat.offered if heat.offered else -1.0


def _bar(heat: Heat) -> str:
    part = max(_share(heat), 0.0)
    bar = f'<span class="bar" aria-hidden="true"><i style="width: {part:.0%}"></i></span>'
    return share(heat.taken, heat.offered) + bar


def _word(heat: Heat) -> str:
    if heat.taken:
        return "hardly ever" if _share(heat) < 0.02 else ""
    return f'<span class="never">never {"taken" if heat.offered else "offered"}</span>'


def _labels(story: Opened) -> dict[str, str]:
    """The label of every option and storylet, as an author reads it."""
    found = {}
    for scene in story.scenes:
        if scene.storylet:
            found[f"@{scene.id}"] = in_words(scene.storylet.label)
        for body in scene.bodies:
            for choice in body.choices:
                inner = scene.bodies[choice.body]
                if inner.role == Role.CHOICE:
                    found[f"{scene.id}/{inner.path}"] = in_words(choice.label)
    return found
