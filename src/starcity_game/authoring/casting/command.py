"""`starcity casts`: who can be cast, and what can be found out about it."""

from __future__ import annotations

import click

from starcity_game.commandline import (
    FAULTS,
    OK,
    Faulty,
    Missing,
    existing_story,
    folder_argument,
    print_findings,
    story_option,
)


@click.command()
@folder_argument
@story_option
@click.option("--cast", "wanted", metavar="ROLE=PERSON,…", help="Show the clues of the first cast like this.")
def command(folder: str | None, story: str | None, wanted: str | None) -> int:
    """Count the casts of the story in DIR, show how evenly roles are dealt, and prove the plan of clues fair."""
    from starcity_game.authoring.casting.report import cast_lines, choose, lines  # noqa: PLC0415
    from starcity_game.authoring.casting.stage import stage_of  # noqa: PLC0415
    from starcity_game.authoring.casting.verdict import complaints  # noqa: PLC0415
    from starcity_game.authoring.opened import Unsound, opened  # noqa: PLC0415

    try:
        stage = stage_of(opened(existing_story(folder or story)))
    except Unsound as unsound:
        print_findings(unsound.findings)
        raise Faulty from unsound
    if stage is None:
        raise Missing("The story has no casting.")
    if wanted is not None:
        click.echo("\n".join(cast_lines(stage, choose(stage, wanted))))
        return OK
    found = complaints(stage)
    click.echo("\n".join(lines(stage, found)))
    return FAULTS if found else OK
