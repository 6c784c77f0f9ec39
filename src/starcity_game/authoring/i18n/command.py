"""`starcity i18n`: a story's texts for translators, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from pathlib import Path

    from starcity_game.authoring.i18n.standing import Standing
    from starcity_game.authoring.i18n.texts import SourceText
    from starcity_game.authoring.opened import Opened
    from starcity_game.story.po import Entry


@click.group()
def command() -> None:
    """Translate a story: PO files in its folder `_lang`."""


@command.command()
@folder_argument
@story_option
def extract(folder: str | None, story: str | None) -> int:
    """Write every text of the story in DIR to _lang/messages.pot."""
    from starcity_game.authoring.i18n.po_file import header, written  # noqa: PLC0415 - `--help` needs no Babel
    from starcity_game.story.po import Entry  # noqa: PLC0415

    opened, texts = _texts(folder, story)
    entries = [(Entry(text.context, text.message, ""), text) for text in texts]
    _write(opened.folder, "messages.pot", written(header(opened.head.id), entries), None)
    click.echo(f"_lang/messages.pot: {len(texts)} texts")
    return OK


@command.command()
@folder_argument
@story_option
@click.option("--lang", metavar="LANGUAGE", required=True, help="The language, such as ru.")
def merge(folder: str | None, story: str | None, lang: str) -> int:
    """Bring _lang/LANGUAGE.po up to date with the story in DIR, or begin it.

    Translations follow their texts. One whose text was reworded is marked as fuzzy and not shown until the mark is
    taken away; one whose text is gone is kept as obsolete.
    """
    from starcity_game.authoring.i18n.merging import merged  # noqa: PLC0415
    from starcity_game.authoring.i18n.po_file import header, header_of, written  # noqa: PLC0415
    from starcity_game.authoring.i18n.standing import standing  # noqa: PLC0415

    language = _language(lang)
    opened, texts = _texts(folder, story)
    before = _read(opened.folder, language)
    result = merged(texts, _entries(language, before))
    head = header_of(before.decode("utf-8")) if before is not None else ""
    after = written(head or header(opened.head.id, language), result.entries)
    _write(opened.folder, f"{language}.po", after, before)
    click.echo(f"_lang/{standing(f'{language}.po', texts, [entry for entry, _ in result.entries], ()).line}")
    return OK


@command.command()
@folder_argument
@story_option
@click.option("--lang", metavar="LANGUAGE", help="Only this language.")
@click.option("--list", "each", is_flag=True, help="Name every text that is missing or fuzzy.")
def status(folder: str | None, story: str | None, lang: str | None, each: bool) -> int:
    """Count what the translations of the story in DIR have and lack.

    The exit status is 1 when a translation does not fit the story: such a text is shown as the story has it, as
    everything is that is missing or fuzzy.
    """
    from starcity_game.story.languages import languages  # noqa: PLC0415

    opened, texts = _texts(folder, story)
    there = languages(opened.folder)
    wanted = there if lang is None else tuple(one for one in there if one == _language(lang))
    if not wanted:
        known = f"there is {', '.join(there)}" if there else "it has none yet; `starcity i18n merge` begins one"
        raise Missing(f"The story has no translation{f' into {lang}' if lang else ''}: {known}.")
    return max(_told(_standing(opened, texts, language), each) for language in wanted)


def _texts(folder: str | None, story: str | None) -> tuple[Opened, list[SourceText]]:
    """The story and its texts. Raises Faulty, after its faults were printed."""
    from starcity_game.authoring.i18n.texts import texts  # noqa: PLC0415
    from starcity_game.authoring.opened import Unsound, opened  # noqa: PLC0415

    try:
        found = opened(existing_story(folder or story))
    except Unsound as unsound:
        print_findings(unsound.findings)
        raise Faulty from None
    return found, texts(found)


def _language(given: str) -> str:
    """The name of a language as its file has it. Raises Missing for what can be none."""
    from starcity_game.story.languages import LANGUAGE  # noqa: PLC0415

    language = given.replace("-", "_")
    if not LANGUAGE.fullmatch(language):
        raise Missing(f"{given} is no name of a language; they are like ru, pt_BR or sr_Latn.")
    return language


def _read(folder: Path, language: str) -> bytes | None:
    """The content of a translation; None where there is none yet. Raises Faulty for one that cannot be read."""
    from starcity_game.story.diagnostics import Findings  # noqa: PLC0415
    from starcity_game.story.languages import language_files  # noqa: PLC0415

    findings = Findings()
    files = language_files(folder, language, findings)
    if findings.items:
        print_findings(findings.items)
        raise Faulty
    return next((file.data for file in files if file.path.endswith(".po")), None)


def _entries(language: str, data: bytes | None) -> list[Entry]:
    """The entries of a translation. Raises Faulty for what is no PO file, which is left as it is."""
    from starcity_game.story.diagnostics import visible  # noqa: PLC0415
    from starcity_game.story.po import NotPo, read_po  # noqa: PLC0415

    try:
        return read_po(data.decode("utf-8-sig").replace("\r\n", "\n")) if data is not None else []
    except (NotPo, UnicodeDecodeError) as fault:
        line = f":{fault.line}" if isinstance(fault, NotPo) and fault.line else ""
        click.echo(visible(f"_lang/{language}.po{line}: W811 this is no PO file: {fault}"), err=True)
        raise Faulty from None


def _write(folder: Path, name: str, data: bytes, before: bytes | None) -> None:
    """Write a file of translations, whole or not at all. Raises Missing where that cannot be done."""
    from starcity_game.authoring.writing import write_all  # noqa: PLC0415
    from starcity_game.story.languages import FOLDER  # noqa: PLC0415

    try:
        (folder / FOLDER).mkdir(exist_ok=True)
    except OSError as fault:
        raise Missing(f"Nothing can be written in {FOLDER}: {(fault.strerror or 'it failed').lower()}.") from None
    path = f"{FOLDER}/{name}"
    if data != before:
        write_all(folder, {path: data}, {path: before} if before is not None else None)


def _standing(opened: Opened, texts: list[SourceText], language: str) -> Standing:
    """Where one translation stands."""
    from starcity_game.authoring.i18n.standing import standing  # noqa: PLC0415
    from starcity_game.story.load import load  # noqa: PLC0415

    known = set(opened.findings)
    faults = tuple(one for one in load(opened.folder, language=language).findings if one not in known)
    unreadable = any(fault.code == "W811" for fault in faults)
    entries = [] if unreadable else _entries(language, _read(opened.folder, language))
    return standing(language, texts, entries, faults)


def _told(found: Standing, each: bool) -> int:
    """Print where a translation stands; the exit status."""
    click.echo(found.line)
    for fault in found.faults:
        click.echo(fault.line_of_text())
    for word, texts in (("fuzzy", found.fuzzy), ("missing", found.missing)) if each else ():
        for text in texts:
            click.echo(f"{text.file}:{text.line}: {word} {text.context}")
    return FAULTS if found.faults else OK
