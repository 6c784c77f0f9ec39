"""`starcity graph`: a map of a story, for Graphviz or Mermaid to draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from starcity_game.commandline import OK, Faulty, Missing, existing_story, folder_argument, print_findings, story_option

if TYPE_CHECKING:
    from starcity_game.authoring.opened import Opened
    from starcity_game.authoring.story_map import StoryMap

_READABLE: Final = 120
"""Nodes that a map can have and still be read: a page of Graphviz at a hundred scenes has type of three points."""


@click.command()
@folder_argument
@story_option
@click.option("--dot", "as_dot", is_flag=True, help="As DOT, for Graphviz; so without this too.")
@click.option("--mermaid", "as_mermaid", is_flag=True, help="As Mermaid, for Markdown files.")
@click.option("--episode", type=click.IntRange(0, 999), metavar="N", help="Only this episode and what is next to it.")
@click.option("--scene", metavar="ID", help="Only what is near this scene.")
@click.option("--depth", type=click.IntRange(0, 99), metavar="K", help="How many steps from --scene; otherwise 2.")
def command(
    folder: str | None,
    story: str | None,
    as_dot: bool,
    as_mermaid: bool,
    episode: int | None,
    scene: str | None,
    depth: int | None,
) -> int:
    """Print the map of the story in DIR: its scenes by episode, and the choices between them.

    Calls are dashed, decks dotted. As in: starcity graph --episode 1 | dot -Tsvg -o map.svg
    """
    from starcity_game.authoring.opened import Unsound, opened  # noqa: PLC0415

    _agree(as_dot and as_mermaid, "--dot and --mermaid exclude each other.")
    _agree(episode is not None and scene is not None, "--episode and --scene exclude each other.")
    _agree(depth is not None and scene is None, "--depth goes with --scene.")
    try:
        found = opened(existing_story(folder or story))
    except Unsound as unsound:
        print_findings(unsound.findings)
        raise Faulty from unsound
    shown = _shown(found, episode, scene, 2 if depth is None else depth)
    click.echo(_drawn(shown, found.head.title, as_mermaid), nl=False)
    if len(shown.places) > _READABLE:
        advice = "--scene shows a neighbourhood" if scene or episode is not None else "--episode or --scene show a part"
        click.echo(f"A map of {len(shown.places)} nodes is hard to read; {advice}.", err=True)
    return OK


def _drawn(shown: StoryMap, title: str, as_mermaid: bool) -> str:
    """The map in the form asked for."""
    from starcity_game.authoring.diagrams import dot, mermaid  # noqa: PLC0415

    return mermaid(shown) if as_mermaid else dot(shown, title)


def _shown(story: Opened, episode: int | None, scene: str | None, depth: int) -> StoryMap:
    """The part of the map asked for. Raises Missing for an episode or scene that there is not."""
    from starcity_game.authoring.naming import scene_named  # noqa: PLC0415
    from starcity_game.authoring.story_map import story_map  # noqa: PLC0415

    whole = story_map(story)
    if episode is not None:
        numbers = sorted({place.episode[0] for place in whole.places})
        if episode not in numbers:
            raise Missing(f"There is no episode {episode}; there are {', '.join(map(str, numbers))}.")
        return whole.of_episode(episode)
    if scene is not None:
        return whole.around(f"scene:{scene_named(story, scene)}", depth)
    return whole


def _agree(wrong: bool, message: str) -> None:
    """Refuse options that do not go together."""
    if wrong:
        raise click.UsageError(message)
