"""The command `starcity`. Everything heavy is imported inside the command that needs it: `--help` loads
click and nothing else (click alone is two thirds of its time)."""

from __future__ import annotations

import errno
import importlib
import os
import sys
from typing import TYPE_CHECKING, BinaryIO, Final

import click

from . import __version__, streams
from .commandline import (
    BY_SIGNAL,
    FAULTS,
    INTERRUPTED,
    OK,
    WRONG_USE,
    Faulty,
    Missing,
    existing_story,
    language_option,
    print_findings,
    saves_option,
    spoken_language,
    story_option,
)

if TYPE_CHECKING:
    from pathlib import Path  # 10 ms, a tenth of the time of `--help`

    from .engine.play import Engine
    from .saves.look import Entry
    from .saves.shelf import Shelf
    from .saves.worlds import World
    from .story.model import Story

_PIPE_CLOSED: Final = BY_SIGNAL + 13
_LARGEST_SEED: Final = 2**53 - 1
"""So that every program that reads JSON reads the seed as it is."""

_GONE: Final = (errno.EPIPE, errno.EIO, errno.ESHUTDOWN)
"""What writing says when nobody can read any more."""


_SETTINGS: Final = {"help_option_names": ["-h", "--help"], "terminal_width": 80}
"""A fixed width for the help: to ask the terminal, click would load shutil and the compressors, 5 ms."""
_seed = click.IntRange(0, _LARGEST_SEED)


AUTHORS: Final = {
    "author": ("starcity_game.bench.command", "Write a story and see it change where you stand."),
    "check": ("starcity_game.authoring.check", "Say every fault of a story, with its place; mend some."),
    "explain": ("starcity_game.authoring.explain", "Say what the code of a fault means, and how to mend it."),
    "explore": ("starcity_game.authoring.explore.command", "Prove what can be reached, show the ways, lead lives."),
    "simulate": ("starcity_game.authoring.simulate.command", "Lead a machine’s programme many times; count outcomes."),
    "casts": ("starcity_game.authoring.casting.command", "Say who can be cast, and prove the clues to it fair."),
    "replay": ("starcity_game.authoring.replay.command", "Play pinned playthroughs; show where the story differs."),
    "new": ("starcity_game.authoring.new", "Make a small whole story to begin from."),
    "schema": ("starcity_game.authoring.schema", "Write the JSON Schema of a story, for editors."),
    "i18n": ("starcity_game.authoring.i18n.command", "Translate a story: extract, merge, status."),
    "stats": ("starcity_game.authoring.stats.command", "Count words, choices, people, facts, and what lives read."),
    "export": ("starcity_game.authoring.export.command", "Write a life as text, Markdown or HTML."),
    "file": ("starcity_game.authoring.file", "Print the file that a finished life would be opened as."),
    "playtest": ("starcity_game.bench.playtest", "Play with notes pinned to scenes; list them."),
    "rename": ("starcity_game.authoring.rename.command", "Give something another name, everywhere."),
    "graph": ("starcity_game.authoring.graph", "Print a map of a story, for Graphviz or Mermaid."),
    "format": ("starcity_game.authoring.formatting.command", "Put the files of a story in their usual form."),
}
"""Commands of the author's bench: the module that holds each one as `command`, loaded when it is called, and what
it does in a line."""


class _Commands(click.Group):
    """The commands; those of the author's bench are imported when they are called, and listed without that."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands: the player's, then the author's."""
        return [*self.commands, *AUTHORS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        if cmd_name not in AUTHORS:
            return super().get_command(ctx, cmd_name)
        module = importlib.import_module(AUTHORS[cmd_name][0])
        found: click.Command = module.command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands in two groups."""
        own = [(name, command.get_short_help_str(70)) for name, command in self.commands.items()]
        for title, rows in (("Commands", own), ("For authors", [(n, line) for n, (_, line) in AUTHORS.items()])):
            with formatter.section(title):
                formatter.write_dl(rows)


@click.group(cls=_Commands, invoke_without_command=True, context_settings=_SETTINGS)
@click.version_option(__version__, "-V", "--version", prog_name="starcity", message="%(prog)s %(version)s")
@click.pass_context
def starcity(context: click.Context) -> int:
    """Star City: a paranoid thriller of the Moon race. Alone, it opens the reading desk."""
    return OK if context.invoked_subcommand else _play(title=True)


@starcity.command()
@click.option("--plain", is_flag=True, help="As a stream of lines; chosen by itself without a terminal.")
@click.option("--volume", metavar="ID", help="The volume of a new life, such as engineer or officer.")
@click.option("--seed", type=_seed, metavar="N", help="Begin a new life with this seed.")
@click.option("--new", is_flag=True, help="Begin a new life without asking.")
@click.option(
    "--file",
    "file",
    metavar="WHAT",
    help="The file that a new life opens: a finished life, a ready ledger, or a text file.",
)
@language_option
@story_option
@saves_option
def play(
    plain: bool,
    volume: str | None,
    seed: int | None,
    new: bool,
    file: str | None,
    lang: str | None,
    story: str | None,
    saves: str | None,
) -> int:
    """Play: go on with a life, or begin one."""
    return _play(plain, volume, seed, new, story, saves, lang, file=file)


def _play(
    plain: bool = False,
    volume: str | None = None,
    seed: int | None = None,
    new: bool = False,
    story: str | None = None,
    saves: str | None = None,
    lang: str | None = None,
    title: bool = False,
    file: str | None = None,
) -> int:
    """Play on the desk where there is a terminal for it, otherwise as lines; `title` begins with the title page."""
    folder = existing_story(story)
    language = spoken_language(folder, lang)
    if plain or not _terminal():
        return _play_plain(folder, saves, volume, seed, new, language, file)
    from pathlib import Path

    from .desk.app import run

    there = Path(saves) if saves else None
    new = new or seed is not None or file is not None
    return run(folder, there, seed, volume, new, title=title, language=language, file=file)


@starcity.command()
@click.option("--export", "exported", nargs=2, metavar="ID FILE", help="Write one life to this new file.")
@click.option("--import", "imported", metavar="FILE", help="Take in the life in this file.")
@click.option("--delete", "deleted", metavar="ID", help="Remove one life for good.")
@click.option(
    "--ledger",
    "ledger",
    nargs=2,
    metavar="ID FILE",
    help="Write a finished life’s ledger, for a friend to open as a file.",
)
@story_option
@saves_option
def saves(
    exported: tuple[str, str] | None,
    imported: str | None,
    deleted: str | None,
    ledger: tuple[str, str] | None,
    story: str | None,
    saves: str | None,
) -> int:
    """Print the folder of lives, and how each one is; with --story only those of one story."""
    from .saves.look import Health
    from .saves.problems import SaveProblem, shown
    from .saves.shelf import Shelf
    from .saves.where import saves_folder

    if sum(map(bool, (exported, imported, deleted, ledger))) > 1:
        raise click.UsageError("One of --export, --import, --delete and --ledger at a time.")
    place = saves_folder(saves)
    shelf = Shelf(place.path)
    try:
        if ledger:
            click.echo(_ledger(shelf, existing_story(story), *ledger))
            return OK
        if exported or imported or deleted:
            click.echo(_changed(shelf, exported, imported, deleted))
            return OK
        click.echo(shown(place.path))
        if place.notice:
            click.echo(place.notice, err=True)
        entries = shelf.entries()
    except SaveProblem as problem:
        click.echo(problem.message, err=True)
        return FAULTS
    if story is not None:
        id = _loaded(existing_story(story)).head.id
        entries = [entry for entry in entries if entry.story.id in (id, "")]
    for entry in entries:
        click.echo(_saved(entry))
    if not entries:
        click.echo("No lives yet.")
    return OK if all(entry.health is Health.SOUND for entry in entries) else FAULTS


def _changed(shelf: Shelf, exported: tuple[str, str] | None, imported: str | None, deleted: str | None) -> str:
    """Write a life to a file, take one in, or remove one; what was done, in a sentence. Raises SaveProblem."""
    from pathlib import Path

    from .saves.parcel import export, take_in
    from .saves.problems import SaveProblem, shown

    if imported:
        return f"The life is taken in as {take_in(shelf, Path(imported)).life}."
    id = exported[0] if exported else deleted or ""
    if all(entry.id != id for entry in shelf.entries()):
        raise SaveProblem("There is no such life.")
    if exported:
        target = Path(exported[1]).absolute()
        export(shelf, id, target)
        return f"The life {id} is written to {shown(target)}."
    shelf.delete(id)
    return f"The life {id} is removed."


def _ledger(shelf: Shelf, folder: Path, id: str, target: str) -> str:
    """Write the ledger of a finished life to a new file; what was done, in a sentence. Raises SaveProblem."""
    from pathlib import Path

    from .engine.play import Engine
    from .saves.problems import shown
    from .saves.subjects import export_ledger, subject_named

    engine = Engine(_loaded(folder))
    export_ledger(engine, subject_named(shelf, engine, id), Path(target))
    return f"The ledger of {id} is written to {shown(Path(target).absolute())}."


def _saved(entry: Entry) -> str:
    """A life in the list of `starcity saves`."""
    from .story.strict_text import clean

    ended = "ended" if entry.ended else ""
    parts = [entry.health, f"sheet {entry.sheet}", entry.name, entry.volume, entry.line, ended, entry.reason]
    rescue = "an older version is whole" if entry.rescue is not None else ""
    return f"{entry.id}  " + clean("; ".join(filter(None, [*parts, rescue])))


def _terminal() -> bool:
    """Whether there is a terminal that the desk can be drawn on."""
    drawable = os.environ.get("TERM", "" if os.name != "nt" else "windows") not in ("", "dumb", "unknown")
    # The desk is drawn through standard error, so that a third one has to be a terminal.
    return drawable and all(s is not None and s.isatty() for s in (sys.stdin, sys.stdout, sys.stderr))


def _play_plain(
    folder: Path,
    saves: str | None,
    volume: str | None,
    seed: int | None,
    new: bool,
    language: str = "",
    file: str | None = None,
) -> int:
    """Play as a stream of lines."""
    from . import signals
    from .engine.play import Engine
    from .plain.game import Wish, run
    from .saves.where import saves_folder

    story = _loaded(folder, language)
    if volume is not None and volume not in story.head.volumes:
        known = ", ".join(story.head.volumes)
        raise Missing(f"The story has no volume {volume}; it has {known}.")
    live = sys.stdin is not None and sys.stdin.isatty()
    engine, place = Engine(story), saves_folder(saves)
    world, volume = _world(engine, place.path, file, volume) if file is not None else (None, volume)
    with signals.raised(), _typed() as typed:
        return run(engine, place, Wish(volume, seed, new, world), typed, sys.stdout, live)


def _world(engine: Engine, shelf: Path, file: str, volume: str | None) -> tuple[World, str]:
    """The world in which `file` is opened, and the volume that opens it. Raises Missing."""
    from .saves import worlds
    from .saves.problems import SaveProblem
    from .saves.shelf import Shelf

    try:
        return worlds.named(Shelf(shelf), engine, file, volume)
    except SaveProblem as problem:
        raise Missing(problem.message) from problem


def _typed() -> BinaryIO:
    """Standard input as bytes; an empty one when whoever started the program has closed it."""
    return open(os.devnull, "rb") if sys.stdin is None else open(sys.stdin.fileno(), "rb", closefd=False)


def _loaded(folder: Path, language: str = "") -> Story:
    """The story in `folder`. Raises Faulty after printing what is wrong, when something is; where the translation
    into `language` is of no use at all, that is said."""
    from .saves.where import cache_folder
    from .story.load import load, unspoken

    loaded = load(folder, cache_folder(), language=language)
    if loaded.story is not None:
        for line in unspoken(loaded):
            click.echo(line, err=True)
        return loaded.story
    print_findings(loaded.findings)
    raise Faulty


def main() -> None:
    """Run the command and exit with its status; nothing that happens inside shows a traceback."""
    streams.prepare()
    status = _status()
    try:
        sys.stdout.flush()
    except OSError:
        streams.silence(sys.stdout)
    sys.exit(status)


def _status() -> int:
    """The exit status of the command, with every exception said in words."""
    from .signals import Signalled

    try:
        return int(starcity.main(prog_name="starcity", standalone_mode=False) or OK)
    except click.ClickException as error:
        return _wrong_use(error)
    except Faulty:
        return FAULTS
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Signalled as end:
        return BY_SIGNAL + end.number
    except OSError as error:
        if error.errno in _GONE:
            return _PIPE_CLOSED
        return _crashed(error)
    except Exception as error:
        return _crashed(error)


def _wrong_use(error: click.ClickException) -> int:
    """Say in one sentence what was wrong with the command line."""
    from .story.diagnostics import visible

    advice = " See starcity --help." if isinstance(error, click.UsageError) else ""
    click.echo(f"starcity: {visible(error.format_message())}{advice}", err=True)
    return WRONG_USE


def _crashed(error: BaseException) -> int:
    """Say in one paragraph that something went wrong, and where the report is."""
    from .crash import apology
    from .saves.where import cache_folder

    click.echo(apology(error, cache_folder()), err=True)
    return FAULTS
