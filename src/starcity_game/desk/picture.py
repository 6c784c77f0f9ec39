"""A picture of the game, made by the game: `python -m starcity_game.desk.picture OUT.svg`.

It is always the same: a fixed seed, a fixed size, nothing of the user's, nothing written but the picture.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Final

from ..engine import questionnaire
from ..engine.play import Engine
from ..engine.questionnaire import Answers
from ..engine.state import Origin
from ..saves.shelf import Shelf
from ..saves.where import stories_folder
from ..story.load import load
from .reading_desk import Desk
from .session import Session

SIZE: Final = (120, 36)
SEED: Final = 7
KEYS: Final = ("1", "2", "2", "1", "1", "1", "end")
"""What is chosen before the picture is taken."""


def origin(engine: Engine) -> Origin:
    """The first volume, each question answered with its first answer."""
    volume = next(iter(engine.story.head.volumes))
    answers: Answers = {}
    while (asked := questionnaire.next_question(engine, volume, answers)) is not None:
        answers[asked.question.id] = questionnaire.given(asked, 1)
    return Origin(volume, SEED, answers)


async def picture(folder: Path, keys: tuple[str, ...] = KEYS) -> str:
    """The SVG of the desk after `keys`, for the story in `folder`. Raises ValueError for a story with faults."""
    story = load(folder).story
    if story is None:
        raise ValueError("the story has faults: `starcity check` lists them")
    with tempfile.TemporaryDirectory() as scratch:
        session = Session(Engine(story), Shelf(Path(scratch)))
        session.begin(origin(session.engine))
        desk = Desk(session, None, title=False)
        async with desk.run_test(size=SIZE) as pilot:
            await pilot.press(*keys)
            await pilot.pause()
            drawn = desk.export_screenshot(title="Star City")
        session.put_away()
    return drawn


def main() -> int:
    """Write the picture to the file named on the command line."""
    if len(sys.argv) != 2:
        print("Say where to: python -m starcity_game.desk.picture OUT.svg", file=sys.stderr)
        return 2
    Path(sys.argv[1]).write_text(asyncio.run(picture(stories_folder())), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
