"""What the players' lives say, with places, and against the thresholds of the craft rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from starcity_game.authoring.explore.inventory import Inventory
from starcity_game.authoring.explore.items import Kind
from starcity_game.authoring.explore.players import Played
from starcity_game.authoring.explore.report import CheckFigures, EpisodeFigures, Figures, Growth, Heat, Walk
from starcity_game.authoring.explore.tally import quantile
from starcity_game.authoring.explore.whereabouts import whereabouts
from starcity_game.authoring.opened import Opened
from starcity_game.authoring.rules.places import WHOLE_STORY, part_of_scene, places_of
from starcity_game.story.diagnostics import Diagnostic, Severity

WORDS_A_MINUTE: Final = 220
"""How fast a player reads; the pace that the craft rules reckon with."""
PASSES: Final = (0.25, 0.85)
"""S1: below, a check is a closed door; above, no check at all."""
FEWEST_TRIES: Final = 100
"""Tries below which a check is not judged: of so few a tenth more or less is chance."""
ENDINGS: Final = (0.01, 0.40)
"""S2: an ending rarer than the first is work that nobody sees; one commoner than the second is the story's rut."""
MINUTES: Final = (15, 30)
"""S3: an episode is an evening's sitting."""


def figures_of(story: Opened, inventory: Inventory, played: Played) -> Figures:
    """The figures, in the order of the scenes."""
    tally = played.tally
    spots = _spots(inventory)
    checks = []
    for body, (tries, passes) in sorted(tally.checks.items()):
        scene, number = spots[body]
        item = part_of_scene(story, scene, number)
        checks.append(CheckFigures(item, story.trace.place(scene, number, "check"), tries, passes))
    met = Counter(inventory.items[number].kind for number in tally.reached)
    return Figures(
        lives={player: tally.lives.get(player, 0) for player in played.players},
        endings={player: dict(sorted(tally.endings.get(player, {}).items())) for player in played.players},
        choices=tally.choices, checks=tuple(checks), episodes=tuple(_episodes(story, played)),
        heat=tuple(_heat(story, inventory, played)), met={kind: met.get(kind, 0) for kind in Kind},
        walks=tuple(_walks(story, tally.walks)), growth=tuple(_growth(inventory, played)),
    )  # fmt: skip


def _spots(inventory: Inventory) -> list[tuple[int, int]]:
    """Scene and number in it of every body of the story."""
    ends = [*inventory.first[1:], inventory.bodies]
    return [
        (scene, body - first)
        for scene, (first, end) in enumerate(zip(inventory.first, ends, strict=True))
        for body in range(first, end)
    ]


def _episodes(story: Opened, played: Played) -> Iterator[EpisodeFigures]:
    first = {s.episode[0]: (index, s.episode[1]) for index, s in enumerate(story.scenes) if s.episode}
    for name, words in sorted(played.tally.episodes.items()):
        volume, _, number = name.rpartition("/")
        scene, title = first.get(int(number), (-1, ""))
        place = story.trace.place(scene, 0, "episode") if scene >= 0 else WHOLE_STORY
        minutes = tuple(round(quantile(words, share) / WORDS_A_MINUTE, 1) for share in (0.1, 0.5, 0.9))
        lives = sum(words.values())
        yield EpisodeFigures(volume, int(number), title, place, lives, (minutes[0], minutes[1], minutes[2]))


def _heat(story: Opened, inventory: Inventory, played: Played) -> Iterator[Heat]:
    """Every option, and every storylet that was offered."""
    offered, taken = played.tally.offered, played.tally.taken
    for item in inventory.items:
        if item.kind is Kind.OPTION:
            key = inventory.first[item.scene] + item.body
            yield Heat(
                item.id, story.head.scenes[item.scene], whereabouts(story, item), offered.get(key, 0), taken.get(key, 0)
            )
    for index, scene in enumerate(story.scenes):
        if scene.storylet:
            key = -1 - index
            yield Heat(f"@{scene.id}", scene.id, story.trace.place(index), offered.get(key, 0), taken.get(key, 0))


def _walks(story: Opened, walks: dict[int, dict[int, int]]) -> Iterator[Walk]:
    """Where the lives went."""
    scenes, endings = story.head.scenes, tuple(story.head.endings)
    for start, ends in sorted(walks.items()):
        for end, times in sorted(ends.items()):
            yield Walk(scenes[start] if start >= 0 else "", scenes[end] if end >= 0 else f"!{endings[-1 - end]}", times)


def _growth(inventory: Inventory, played: Played) -> Iterator[Growth]:
    """What was met, as the lives are added up."""
    met: Counter[Kind] = Counter()
    for lives, new in played.growth:
        met.update(inventory.items[number].kind for number in new)
        yield Growth(lives, {kind: met[kind] for kind in Kind})


def measured(story: Opened, figures: Figures) -> Iterator[Diagnostic]:
    """Warnings of S1 and S2, in the order of the figures."""
    for check in figures.checks:
        if check.tries >= FEWEST_TRIES and not PASSES[0] <= check.rate <= PASSES[1]:
            message = f"the check in `{check.item}` comes out well in {check.rate:.0%} of {check.tries} tries"
            hint = f"between {PASSES[0]:.0%} and {PASSES[1]:.0%} it is worth making"
            yield Diagnostic(*check.place, "S1", message, hint, Severity.WARNING)
    if len(story.head.endings) < 2:
        return
    lives = sum(figures.lives.values())
    places = places_of(story, "endings")
    for ending in story.head.endings:
        share = sum(found.get(ending, 0) for found in figures.endings.values()) / lives if lives else 0.0
        if not ENDINGS[0] <= share <= ENDINGS[1]:
            message = f"{share:.1%} of {lives} lives end with `{ending}`"
            hint = f"between {ENDINGS[0]:.0%} and {ENDINGS[1]:.0%} each ending is worth having"
            yield Diagnostic(*places.get(ending, WHOLE_STORY), "S2", message, hint, Severity.WARNING)


def metrics(figures: Figures) -> Iterator[Diagnostic]:
    """S3, for every episode."""
    for episode in figures.episodes:
        low, middle, high = episode.minutes
        # a life before the first declared episode, or in a volume without any, is in number 0
        what = f"episode {episode.number} of `{episode.volume}`" if episode.number else f"`{episode.volume}`"
        message = f"{what} takes {middle:.0f} minutes to read ({low:.0f} to {high:.0f})"
        outside = not MINUTES[0] <= middle <= MINUTES[1]
        hint = f"{MINUTES[0]} to {MINUTES[1]} make an evening" if outside else ""
        yield Diagnostic(*episode.place, "S3", message, hint, Severity.WARNING)
