"""`starcity author`: the author's desk."""

from __future__ import annotations

import click

from starcity_game.commandline import Missing, existing_story, folder_argument, story_option

_LARGEST_SEED = 2**53 - 1


@click.command()
@folder_argument
@click.option("--scene", metavar="ID", default="", help="Begin at this scene; the end of its id is enough.")
@click.option("--set", "values", metavar="NAME=VALUE", multiple=True, help="Begin with this value; may be repeated.")
@click.option("--volume", metavar="ID", default="", help="The volume to begin; otherwise the first.")
@click.option("--seed", type=click.IntRange(0, _LARGEST_SEED), default=0, metavar="N", help="Deal from this seed.")
@story_option
def command(folder: str | None, scene: str, values: tuple[str, ...], volume: str, seed: int, story: str | None) -> int:
    """Write the story in DIR and see it change where you stand.

    Write in your own editor; every time a file is saved, the page you stand on is set anew, with the state kept.
    Begin at any scene, with anything true: variables by name, now="1966-01-14 06:40", place=ID, knows.FACT=yes.
    """
    found = existing_story(folder or story)
    wanted = tuple(_split(one) for one in values)
    from starcity_game.desk import terminal

    if terminal.unfit():
        raise Missing("The author's desk needs a terminal; `starcity check` says every fault without one.")
    from starcity_game.authoring.workshop.setting import Unfit
    from starcity_game.authoring.workshop.workshop import Wish

    from .run import run

    try:
        return run(found, Wish(scene, volume, seed, wanted))
    except Unfit as unfit:
        raise Missing(str(unfit)) from None


def _split(written: str) -> tuple[str, str]:
    """Name and value of `--set`. Raises Missing where there is no name."""
    name, equals, value = written.partition("=")
    if not equals or not name.strip():
        raise Missing(f"--set takes NAME=VALUE, not `{written}`.")
    return name.strip(), value.strip()
