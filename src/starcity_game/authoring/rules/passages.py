"""How much is read at once: in a passage, and between two choices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from starcity_game.authoring.opened import Opened
from starcity_game.authoring.rules.places import part_of_scene
from starcity_game.authoring.rules.rule import Found, Level, Rule
from starcity_game.authoring.rules.thresholds import (
    PASSAGE_ERROR,
    PASSAGE_WARNING,
    STRETCH_ERROR,
    STRETCH_WARNING,
)
from starcity_game.authoring.stretches import Stretch, stretches_of
from starcity_game.authoring.words import words_of

NAMED: Final = 4
"""Scenes of a long stretch that a message names."""


def passages(story: Opened) -> Iterator[Found]:
    """Bodies whose text is long."""
    words = words_of(story)
    for index, scene in enumerate(story.scenes):
        for number, body in enumerate(scene.bodies):
            found = words.most(body.text)
            if found > PASSAGE_WARNING:
                level, most = _level(found, PASSAGE_WARNING, PASSAGE_ERROR)
                message = f"{found} words in one passage; {most} are enough"
                yield Found(
                    story.trace.place(index, number, "text"), message, "cut it, or put a choice inside it", level
                )


def stretches(story: Opened) -> Iterator[Found]:
    """The longest way into every choice that is too far from the one before."""
    known = stretches_of(story)
    worst: dict[tuple[int, int], tuple[Stretch, int]] = {}
    for scene, body in known.starts():
        if known.words(scene, body) > STRETCH_WARNING:
            found = known.from_body(scene, body)
            old, count = worst.get(found.way[-1], (found, 0))
            worst[found.way[-1]] = (found if found.words > old.words else old), count + 1
    for found, count in worst.values():
        yield _stretch(story, found, count)


def _stretch(story: Opened, found: Stretch, count: int) -> Found:
    """The finding for one long stretch, into which `count` choices lead."""
    level, most = _level(found.words, STRETCH_WARNING, STRETCH_ERROR)
    names = [part_of_scene(story, *spot) for spot in found.way[1:]]
    way = f", by {', '.join(f'`{n}`' for n in names[:NAMED])}{' …' if len(names) > NAMED else ''}" if names else ""
    others = f"; {count} ways lead into it that are too long" if count > 1 else ""
    message = f"{found.words} words from here to the next choice{way}; {most} are enough{others}"
    return Found(story.trace.place(*found.way[0]), message, "let something be decided on the way, or cut", level)


def _level(words: int, warning: int, error: int) -> tuple[Level, int]:
    """How bad so many words are, and how many would have been enough."""
    return (Level.ERROR, error) if words > error else (Level.WARNING, warning)


RULES: Final = (
    Rule(
        "P1", "words in a passage", Level.WARNING,
        f"A passage is the text of one body: what comes up at once. About {PASSAGE_WARNING} words and three options"
        " fit on a terminal of 80 by 24 without scrolling. Texts that vary count by their longer side, pieces with"
        " what they say; papers are laid down apart and paged, and do not count.",
        f"Cut to what changes one thing: what is known, a relation, a risk, or the place. Over {PASSAGE_ERROR}"
        " words (an error), put a choice in the middle.",
        passages,
    ),
    Rule(
        "P2", "words between two choices", Level.WARNING,
        "A reader who has not been asked anything for two pages is reading a book on a screen. Counted is the"
        " longest way from a choice to the next through `goto`, `call`, `then`, outcomes and papers, texts that"
        " vary by their longer side; the text of an ending is not on it. Of all ways into one choice only the"
        " longest is told.",
        f"Let something be decided on the way, cut, or join scenes. Over {STRETCH_ERROR} words it is an error.",
        stretches,
    ),
)  # fmt: skip
