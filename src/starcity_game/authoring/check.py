"""`starcity check`: every fault of a story."""

from __future__ import annotations

import click

from starcity_game.commandline import FAULTS, OK, existing_story, folder_argument, print_findings, story_option
from starcity_game.story.load import load


@click.command()
@folder_argument
@story_option
def command(folder: str | None, story: str | None) -> int:
    """Print the faults of the story in DIR, one a line."""
    return OK if print_findings(load(existing_story(folder or story)).findings, err=False) else FAULTS
