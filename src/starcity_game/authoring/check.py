"""`starcity check`: every fault of a story that can be found without playing it, and the mending of some."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from starcity_game.commandline import FAULTS, OK, Missing, existing_story, folder_argument, story_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@folder_argument
@story_option
@click.option("--json", "as_json", is_flag=True, help="Findings as a JSON array of objects.")
@click.option("--github", is_flag=True, help="Findings as annotations of a GitHub workflow.")
@click.option("--metrics", is_flag=True, help="Say what was only measured, too.")
@click.option("--only", metavar="CODE", multiple=True, help="Look for this code alone; may be given several times.")
@click.option("--fix", is_flag=True, help="First mend typography and slips of YAML in the files.")
@click.option("--ids", is_flag=True, help="With --fix: write down the id of every choice that has none.")
@click.option("--dry-run", is_flag=True, help="With --fix: print what would change, and change nothing.")
def command(
    folder: str | None,
    story: str | None,
    as_json: bool,
    github: bool,
    metrics: bool,
    only: tuple[str, ...],
    fix: bool,
    ids: bool,
    dry_run: bool,
) -> int:
    """Print the faults of the story in DIR, one a line.

    The exit status is 1 when one of them is an error. `starcity explain CODE` says what a code means.
    """
    _agree(as_json and github, "--json and --github exclude each other.")
    _agree((ids or dry_run) and not fix, "--ids and --dry-run go with --fix.")
    root = existing_story(folder or story)
    _known(only)
    if fix:
        sound = _mend(root, only, ids, dry_run, as_json or github)
        if dry_run:
            return OK if sound else FAULTS
    return _say(root, only, metrics, "json" if as_json else "github" if github else "text")


def _agree(wrong: bool, message: str) -> None:
    """Refuse options that do not go together."""
    if wrong:
        raise click.UsageError(message)


def _known(only: tuple[str, ...]) -> None:
    """Refuse a code that there is not."""
    from starcity_game.authoring.likely import likely  # noqa: PLC0415 - `--help` needs none of the rules
    from starcity_game.authoring.verdict import EVERY_CODE  # noqa: PLC0415

    for code in only:
        if code not in EVERY_CODE:
            advice = likely(code, EVERY_CODE)
            raise Missing(f"There is no code {code[:20]}{f' ({advice})' if advice else ''}.")


def _say(root: Path, only: tuple[str, ...], metrics: bool, form: str) -> int:
    """Print the verdict on the story in the form asked for; the exit status."""
    from starcity_game.authoring import telling  # noqa: PLC0415
    from starcity_game.authoring.verdict import verdict  # noqa: PLC0415

    found = verdict(root, only)
    if form == "github":
        lines = telling.as_workflow(found, metrics, root)
    else:
        lines = (telling.as_json if form == "json" else telling.as_text)(found, metrics)
    for line in lines:
        click.echo(line)
    return OK if found.sound else FAULTS


def _mend(root: Path, only: tuple[str, ...], ids: bool, dry_run: bool, aside: bool) -> bool:
    """Mend the files, or show how they would be; whether the story is without errors afterwards. What was done is
    said on the error stream when findings are for a program (`aside`)."""
    from starcity_game.authoring.fix.repair import repaired  # noqa: PLC0415
    from starcity_game.authoring.writing import write_all  # noqa: PLC0415

    repair = repaired(root, frozenset(only), ids)
    if dry_run:
        for line in repair.difference():
            click.echo(line)
        return repair.sound
    write_all(root, repair.after, repair.before)
    for line in repair.notes:
        click.echo(line, err=aside)
    return repair.sound
