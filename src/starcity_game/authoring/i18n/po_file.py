"""Writing PO files. Babel's own writer breaks former messages in the middle of a string, so only the escaping and
the wrapping of strings are left to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from babel.messages.pofile import escape, normalize

from starcity_game.authoring.i18n.texts import SourceText
from starcity_game.story.po import Entry

_HEADER = 'msgid ""\nmsgstr ""'


def header(story: str, language: str = "") -> str:
    """The head of a new file for the story with this id. It has no date, so that the same story gives the same
    file."""
    lines = [f"Project-Id-Version: {story}", f"Language: {language}", "MIME-Version: 1.0",
             "Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: 8bit"]  # fmt: skip
    return "\n".join([_HEADER, *(escape(f"{line}\n") for line in lines)])


def header_of(text: str) -> str:
    """The head of a file that a translator's program has written, as it is; empty where there is none."""
    head = text.removeprefix("\ufeff").replace("\r\n", "\n").lstrip("\n").split("\n\n", 1)[0]
    return head if 'msgid ""\nmsgstr ' in head and "\nmsgctxt" not in f"\n{head}" else ""


def written(head: str, entries: Iterable[tuple[Entry, SourceText | None]]) -> bytes:
    """A file of these entries; those without a text of the story are obsolete, and kept for their translation."""
    blocks = [head, *("\n".join(_entry(entry, text)) for entry, text in entries)]
    return ("\n\n".join(blocks) + "\n").encode("utf-8")


def _entry(entry: Entry, text: SourceText | None) -> Iterator[str]:
    """The lines of one entry."""
    for note in entry.notes:
        yield f"# {note}".rstrip()
    if text is not None:
        for remark in text.remarks:
            yield f"#. {remark}"
        yield f"#: {text.file}:{text.line}"
    if entry.fuzzy:
        yield "#, fuzzy"
    gone = "#~ " if text is None else ""
    if entry.previous and not gone:
        yield _prefixed("#| ", f"msgid {normalize(entry.previous)}")
    yield _prefixed(gone, f"msgctxt {normalize(entry.context)}")
    yield _prefixed(gone, f"msgid {normalize(entry.message)}")
    yield _prefixed(gone, f"msgstr {normalize(entry.text)}")


def _prefixed(prefix: str, lines: str) -> str:
    """`lines` with `prefix` before each."""
    return "\n".join(prefix + line for line in lines.split("\n"))
