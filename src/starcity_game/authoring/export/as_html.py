"""A transcript as one page of HTML that needs nothing else; everything from the story is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from starcity_game.authoring.export.sheets import (
    Block,
    Chosen,
    Date,
    Document,
    Heading,
    Paragraph,
    Passage,
    Remark,
    Transcript,
)
from starcity_game.engine.events import Style
from starcity_game.story.strict_text import clean

_TAGS: Final = {int(Style.EMPHASIS): "em", int(Style.STRONG): "strong"}
_STYLE: Final = """
:root { color-scheme: light dark;
  --paper: #fbf9f4; --ink: #26241f; --faint: #6f6a5f; --line: #d9d3c5; --sheet: #fffdf8; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #191a1c; --ink: #dcd8ce; --faint: #98928a; --line: #3a3a3a; --sheet: #212224; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 3rem 1.25rem 6rem; max-width: 36rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 Charter, "Iowan Old Style", Georgia, "Times New Roman", serif; overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; font-weight: 600; margin: 0; }
h2 { font-size: 1.2rem; font-weight: 600; margin: 2.5rem 0 1rem; }
header p, .date, .remark, .number { color: var(--faint); font-size: 0.9rem; }
header p { margin: 0.25rem 0 0; }
section { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: 0.5rem; }
.number { margin: 0; text-align: right; font-variant-numeric: tabular-nums; }
.date, .remark { font-style: italic; }
.paper { background: var(--sheet); border: 1px solid var(--line); margin: 1.5rem 0; padding: 1rem 1.25rem;
  font: 0.875rem/1.5 "Courier Prime", "Courier New", monospace; overflow-x: auto; }
.paper p { white-space: pre-wrap; margin: 0.75rem 0; }
.paper .kind { text-transform: uppercase; letter-spacing: 0.08em; color: var(--faint); margin: 0; }
.paper .title { font-weight: 700; margin: 0.25rem 0; }
.paper dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: 0.5rem 0; }
.paper dt { color: var(--faint); }
.paper dd { margin: 0; }
ul { list-style: none; margin: 1.25rem 0 0; padding: 0; }
li { color: var(--faint); padding: 0.15rem 0 0.15rem 1.5rem; text-indent: -1.5rem; }
li::before { content: "·"; display: inline-block; width: 1.5rem; text-indent: 0; }
li.taken { color: var(--ink); font-weight: 600; }
li.taken::before { content: "→"; }
li.closed::before { content: "×"; }
@media print { body { max-width: none; padding: 0; } section { break-inside: avoid-page; } }
""".strip()


def as_html(life: Transcript, language: str = "en") -> str:
    """The whole life as a page."""
    title = escape(clean(" · ".join(part for part in (life.story, life.name) if part)))
    lines = [
        "<!DOCTYPE html>", f'<html lang="{escape(language)}">', "<head>", '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">', f"<title>{title}</title>",
        f"<style>\n{_STYLE}\n</style>", "</head>", "<body>", "<header>", f"<h1>{_safe(life.story)}</h1>",
        *(f"<p>{_safe(line)}</p>" for line in (life.volume, life.name, *life.notices) if line), "</header>", "<main>",
    ]  # fmt: skip
    for sheet in life.sheets:
        lines += [f'<section id="sheet-{sheet.number}">', f'<p class="number">{sheet.number}</p>']
        lines += [line for block in sheet.blocks for line in _block(block)]
        lines += _options(sheet.offer)
        lines.append("</section>")
    return "\n".join([*lines, "</main>", "</body>", "</html>"]) + "\n"


def _safe(text: str) -> str:
    """`text` as HTML shows it, and nothing else."""
    return escape(clean(text, lines=True))


def _block(block: Block) -> Iterator[str]:
    """The lines of a block."""
    match block:
        case Passage():
            yield from (f"<p>{_spans(paragraph)}</p>" for paragraph in block.paragraphs)
        case Document():
            yield from _paper(block)
        case Heading():
            yield f"<h2>{_safe(block.text)}</h2>"
        case Date():
            yield f'<p class="date">{_safe(block.text)}</p>'
        case Remark():
            yield f'<p class="remark">{_safe(block.text)}</p>'


def _paper(paper: Document) -> Iterator[str]:
    """A document, set as a sheet of its own."""
    yield '<article class="paper">'
    if paper.kind:
        yield f'<p class="kind">{_safe(paper.kind)}</p>'
    if paper.title:
        yield f'<p class="title">{_safe(paper.title)}</p>'
    if paper.head:
        rows = "".join(f"<dt>{_safe(label)}</dt><dd>{_safe(value)}</dd>" for label, value in paper.head)
        yield f"<dl>{rows}</dl>"
    yield from (f"<p>{_spans(paragraph)}</p>" for paragraph in paper.paragraphs)
    yield "</article>"


def _options(offer: Iterable[Chosen]) -> Iterator[str]:
    """What was on offer."""
    items = []
    for option in offer:
        kind = ' class="taken"' if option.taken else "" if option.open else ' class="closed"'
        remark = f" ({_safe(option.remark)})" if option.remark else ""
        items.append(f"<li{kind}>{_spans(option.label)}{remark}</li>")
    if items:
        yield "<ul>"
        yield from items
        yield "</ul>"


def _spans(spans: Paragraph) -> str:
    """Spans as HTML."""
    found = []
    for span in spans:
        tag = _TAGS.get(span.style)
        found.append(f"<{tag}>{_safe(span.text)}</{tag}>" if tag else _safe(span.text))
    return "".join(found)
