"""What every command of `starcity` shares: exit statuses, the story's folder, and how faults are said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from pathlib import Path  # 10 ms, a tenth of the time of `--help`

    from .story.diagnostics import Diagnostic

OK: Final = 0
FAULTS: Final = 1
WRONG_USE: Final = 2
INTERRUPTED: Final = 130
BY_SIGNAL: Final = 128
"""Exit statuses; the last is raised by the signal's number."""


class Missing(click.ClickException):
    """Something that was named does not exist, or cannot be used as asked: a sentence, and exit status 2."""


class Faulty(Exception):
    """There are faults, and they were printed: exit status 1."""


story_option = click.option("--story", metavar="DIR", help="The story's folder.")
saves_option = click.option("--saves", metavar="DIR", help="The folder of lives.")
language_option = click.option("--lang", metavar="LANGUAGE", help="Play a translation of the story, such as ru.")
folder_argument = click.argument("folder", metavar="[DIR]", required=False)


def existing_story(given: str | None) -> Path:
    """The folder of the story: the given one, or the game's own. Raises Missing when there is none."""
    from .saves.where import stories_folder

    folder = stories_folder(given)
    try:
        there = (folder / "story.yaml").is_file()
    except (OSError, ValueError):  # a name that no file can have, or a folder that may not be entered
        there = False
    if not there:
        raise Missing(f"There is no story in {folder}: it holds no story.yaml.")
    return folder


def spoken_language(folder: Path, given: str | None) -> str:
    """The translation to play of the story in `folder`: empty for the story's own language, which is played when none
    is `given`. Raises Missing, with the languages that there are, for one that is not there."""
    if given is None:
        return ""
    from .story.languages import languages, own_language

    wanted, there = given.replace("-", "_"), languages(folder)
    if wanted in there:
        return wanted
    own = own_language(folder)
    if wanted == own:
        return ""
    raise Missing(f"The story is not translated into {given}; there is {', '.join((own, *there))}.")


def print_findings(findings: Iterable[Diagnostic], err: bool = True) -> bool:
    """Print findings, one a line, and their number; whether none of them is an error."""
    from .story.report import report

    lines, sound = report(findings)
    click.echo("\n".join(lines), err=err)
    return sound
