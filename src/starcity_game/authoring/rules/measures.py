"""How much of everything there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from starcity_game.authoring.flow import flow_of
from starcity_game.authoring.opened import Opened
from starcity_game.authoring.rules.rule import Found, Level, Rule
from starcity_game.authoring.rules.written import Part, written
from starcity_game.authoring.words import count


def episodes(story: Opened) -> Iterator[Found]:
    """What was written of each episode."""
    flow = flow_of(story)
    words: defaultdict[int, int] = defaultdict(int)
    for text in written(story):
        if text.scene >= 0 and text.part is not Part.LEDGER:
            episode = flow.episode[text.scene]
            if episode:
                words[episode.first] += count(text.text)
    for episode in flow.episodes:
        scenes = [story.scenes[i] for i, e in enumerate(flow.episode) if e and e.first == episode.first]
        options = sum(len(body.choices) for scene in scenes for body in scene.bodies)
        amount = f"{len(scenes)} scenes, {words[episode.first]:,} words, {options} options"
        place = story.trace.place(episode.first, 0, "episode")
        yield Found(place, f"episode {episode.number}, {episode.title}: {amount}")


RULES: Final = (
    Rule(
        "M1", "how much there is of an episode", Level.METRIC,
        "Scenes, words and options of each episode, as they are written; how much of it one life reads, `starcity"
        " explore` measures. A scene that several episodes lead to counts in the first.",
        "Nothing is wrong: this is a measure.",
        episodes,
    ),
)  # fmt: skip
