"""Everything that `starcity stats` counts, as data and as lines."""

from __future__ import annotations

import msgspec

from starcity_game.authoring.opened import Opened
from starcity_game.authoring.stats import met, written
from starcity_game.authoring.stats.paths import Paths, Spread, paths
from starcity_game.authoring.stats.tables import Cell, few, table
from starcity_game.authoring.stats.written import Part, Role


class Stats(msgspec.Struct, frozen=True):
    """What a story amounts to."""

    story: str
    """Its id."""
    all: Part
    files: list[Part]
    episodes: list[Part]
    paths: Paths
    people: list[met.Named]
    facts: list[met.Known]
    acts: list[met.Done]
    checks: list[met.Tried]


def stats(story: Opened, lives: int, seed: int) -> Stats:
    """Count a story; `lives` are simulated for what is read on the way."""
    return Stats(
        story.head.id, written.whole(story), written.by_file(story), written.by_episode(story),
        paths(story, lives, seed), met.people(story), met.facts(story), met.acts(story), met.checks(story),
    )  # fmt: skip


def lines(found: Stats) -> list[str]:
    """The counts as tables."""
    head = ["", "scenes", "choices", *(role.value for role in Role), "words"]
    out = table("Words by file", head, [_row(part) for part in [*found.files, found.all]])
    out += table("Words by episode (its scenes and the documents they show)", head, [_row(p) for p in found.episodes])
    out += _paths(found.paths)
    out += table(
        "People", ["", "scenes", "acts", "facts", "named in"],
        [(p.name, len(p.scenes), p.acts, p.facts, few((*p.scenes, *p.endings)) or "never named") for p in found.people],
    )  # fmt: skip
    out += table(
        "Facts", ["", "learned in", "asked for in"],
        [(f.fact, few(f.learned) or "never learned", few(f.asked) or "nowhere") for f in found.facts],
    )  # fmt: skip
    out += table("Acts", ["", "scenes", "done in"],
                 [(a.act, len(a.scenes), few(a.scenes) or "nowhere") for a in found.acts])  # fmt: skip
    out += table("Checks", ["", "on", "difficulty", "odds at the beginning"],
                 [(c.where, c.label, c.difficulty, c.odds) for c in found.checks])  # fmt: skip
    return out[:-1]


def _row(part: Part) -> list[Cell]:
    """A part of the story as a row."""
    return [part.name, part.scenes, part.choices, *(getattr(part.words, role.value) for role in Role), part.words.all]


def _paths(found: Paths) -> list[str]:
    """What is read on the way."""
    title = f"{found.lives} simulated lives, every open option as likely as any other"
    spreads = [
        ("words read", found.words),
        ("choices made", found.choices),
        ("open options at a choice", found.options),
    ]
    out = table(title, ["", "least", "median", "average", "most"], [_spread(name, spread) for name, spread in spreads])
    out[-1:] = [f"  {found.between:,} words between two choices on average.", ""]
    ended = [(id or "(given up)", number) for id, number in found.endings.items()]
    out += table("Endings of these lives", ["", "lives"], ended)
    tried = [(name, made, well) for name, (made, well) in found.checks.items()]
    return out + table("Checks made in these lives", ["", "made", "passed"], tried)


def _spread(name: str, spread: Spread) -> list[Cell]:
    """A spread as a row."""
    return [name, spread.least, spread.middle, spread.average, spread.most]
