"""`starcity stats`: what a story amounts to, in numbers."""

from __future__ import annotations

import click

from starcity_game.commandline import OK, Faulty, existing_story, folder_argument, print_findings, story_option


@click.command()
@folder_argument
@story_option
@click.option("--lives", type=click.IntRange(0, 10_000), default=40, metavar="N", help="Lives to simulate (40).")
@click.option("--seed", type=click.IntRange(0, 2**53 - 1), default=1, metavar="N", help="They are dealt from it (1).")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def command(folder: str | None, story: str | None, lives: int, seed: int, as_json: bool) -> int:
    """Count the words, choices, people and facts of the story in DIR."""
    from starcity_game.authoring.opened import Unsound, opened  # noqa: PLC0415
    from starcity_game.authoring.stats.report import lines, stats  # noqa: PLC0415

    try:
        found = stats(opened(existing_story(folder or story)), lives, seed)
    except Unsound as unsound:
        print_findings(unsound.findings)
        raise Faulty from unsound
    if as_json:
        import msgspec  # noqa: PLC0415

        click.echo(msgspec.json.format(msgspec.json.encode(found)).decode())
    else:
        click.echo("\n".join(lines(found)))
    return OK
