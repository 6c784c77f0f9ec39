"""`starcity export`: a life as text, Markdown or HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from starcity_game.commandline import (
    OK,
    Faulty,
    Missing,
    existing_story,
    print_findings,
    saves_option,
    story_option,
)

if TYPE_CHECKING:
    from starcity_game.authoring.export.sheets import Transcript
    from starcity_game.authoring.opened import Opened


@click.command()
@click.argument("life", metavar="[LIFE]", required=False)
@click.option("--text", "form", flag_value="text", default=True, help="As plain text (so without a choice).")
@click.option("--markdown", "form", flag_value="markdown", help="As Markdown.")
@click.option("--html", "form", flag_value="html", help="As one HTML page.")
@click.option("--out", metavar="FILE", help="Write to this new file instead of standard output.")
@click.option("--seed", type=click.IntRange(0, 2**53 - 1), metavar="N", help="A life with this seed, not a kept one.")
@click.option("--choices", default="", metavar="IDS", help="With --seed: ids or numbers of what it chooses.")
@click.option("--volume", metavar="ID", help="With --seed: the life's volume.")
@click.option("--answer", "answers", multiple=True, metavar="Q=A", help="With --seed: answers to the questionnaire.")
@story_option
@saves_option
def command(
    life: str | None,
    form: str,
    out: str | None,
    seed: int | None,
    choices: str,
    volume: str | None,
    answers: tuple[str, ...],
    story: str | None,
    saves: str | None,
) -> int:
    """Write a life page by page: LIFE is the id or name of a kept one, or a file that holds one."""
    from starcity_game.authoring import lives  # noqa: PLC0415
    from starcity_game.authoring.export.sheets import transcript  # noqa: PLC0415
    from starcity_game.authoring.opened import Unsound, opened  # noqa: PLC0415

    if (life is None) == (seed is None):
        raise click.UsageError("Say which life: its id, name or file, or --seed and --choices.")
    try:
        found = opened(existing_story(story))
    except Unsound as unsound:
        print_findings(unsound.findings)
        raise Faulty from unsound
    engine = found.engine
    given = lives.kept(engine, life, saves) if life else lives.played(engine, volume, seed or 0, answers, choices)
    _write(_formed(transcript(engine, given.life, given.name, given.notices), form, _language(found)), out)
    return OK


def _language(story: Opened) -> str:
    """The language that story.yaml says the story is in."""
    main = next(page for page in story.trace.pages if "story" in page.root.values)
    return main.line(main.root.values["language"], "`language`") if "language" in main.root.values else "en"


def _formed(life: Transcript, form: str, language: str) -> str:
    """A transcript in the form asked for."""
    from starcity_game.authoring.export.as_html import as_html  # noqa: PLC0415
    from starcity_game.authoring.export.as_markdown import as_markdown  # noqa: PLC0415
    from starcity_game.authoring.export.as_text import as_text  # noqa: PLC0415

    if form == "html":
        return as_html(life, language)
    return as_markdown(life) if form == "markdown" else as_text(life)


def _write(text: str, out: str | None) -> None:
    """Print, or write to a new file. Raises Missing for a file that is there."""
    if out is None:
        click.echo(text, nl=False)
        return
    from pathlib import Path  # noqa: PLC0415

    from starcity_game.authoring.writing import write_all  # noqa: PLC0415

    path = Path(out)
    if path.exists():
        raise Missing(f"{out} is there already; name a new file.")
    write_all(path.parent, {path.name: text.encode()})
