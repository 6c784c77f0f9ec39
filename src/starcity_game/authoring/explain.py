"""`starcity explain`: what a code means, why it matters, and how to mend what it finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

import click

from starcity_game.commandline import OK, Missing

if TYPE_CHECKING:
    from starcity_game.authoring.code_pages import CodePage

_MEASURE: Final = 78
"""Columns of the text."""


@click.command()
@click.argument("code", metavar="[CODE]", required=False)
def command(code: str | None) -> int:
    """Explain the CODE of a finding, or list all codes."""
    from starcity_game.authoring.code_pages import pages  # noqa: PLC0415 - `--help` needs none of the rules

    found = {page.code: page for page in pages()}
    lines = _listed(found.values()) if code is None else _explained(_page(code, found))
    for line in lines:
        click.echo(line)
    return OK


def _page(code: str, known: dict[str, CodePage]) -> CodePage:
    """The page of a code, in capitals or not. Raises Missing when there is none."""
    from starcity_game.authoring.likely import likely  # noqa: PLC0415

    if code.upper() not in known:
        advice = likely(code, known)
        raise Missing(f"There is no code {code[:20]}{f' ({advice})' if advice else ''}. starcity explain lists all.")
    return known[code.upper()]


def _listed(found: Iterable[CodePage]) -> Iterator[str]:
    """Every code with its meaning, under the title of its family."""
    family = ""
    for page in found:
        if page.family != family:
            yield from ([""] if family else [])
            yield page.family
            family = page.family
        yield f"  {page.code:<5} {page.meaning}"


def _explained(page: CodePage) -> Iterator[str]:
    """One page as lines."""
    from starcity_game.authoring.code_pages import shown  # noqa: PLC0415

    yield f"{page.code}: {page.meaning} ({page.severity})"
    for paragraph in (page.why, f"To mend it: {page.mend}"):
        yield ""
        yield click.wrap_text(paragraph, _MEASURE, preserve_paragraphs=True)
    for title, example in (("For example", page.wrong), ("Mended", page.right)):
        if example:
            yield from ("", f"{title}:", "")
            yield from (f"    {line}".rstrip() for line in shown(example).splitlines())
