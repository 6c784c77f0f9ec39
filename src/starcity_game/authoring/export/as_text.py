"""A transcript as plain text: paragraphs on one line each, so that any program can wrap them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
from starcity_game.engine.events import Style, plain
from starcity_game.story.strict_text import clean

_MARKS = {int(Style.EMPHASIS): "_", int(Style.STRONG): "*"}


def as_text(life: Transcript) -> str:
    """The whole life as text; emphasis stands between `_`, strong text between `*`."""
    parts = [life.story, life.volume, life.name, *life.notices]
    parts = ["\n".join(clean(part) for part in parts if part)]
    for sheet in life.sheets:
        parts.append(f"-- {sheet.number} --")
        parts += [text for block in sheet.blocks for text in _block(block)]
        parts += ["\n".join(_options(sheet.offer))] if sheet.offer else []
    return "\n\n".join(parts) + "\n"


def _block(block: Block) -> Iterator[str]:
    """The paragraphs of a block."""
    match block:
        case Passage():
            yield from map(_spans, block.paragraphs)
        case Document():
            yield "\n".join(_paper(block))
        case Heading():
            yield f"{clean(block.text)}\n{'=' * len(block.text)}"
        case Date():
            yield clean(block.text)
        case Remark():
            yield f"[{clean(block.text)}]"


def _paper(paper: Document) -> Iterator[str]:
    """A document, every line of it behind a bar."""
    head = [f"{label}: {value}" for label, value in paper.head]
    top = [line for line in (paper.kind.upper(), paper.title, *head) if line]
    text = "\n\n".join(map(_spans, paper.paragraphs)).split("\n")
    for line in [*map(clean, top), *([""] if top and text != [""] else []), *text]:
        yield f"  | {line}".rstrip()


def _options(offer: Iterable[Chosen]) -> Iterator[str]:
    """What was on offer; `>` stands before what was taken, `x` before what was closed."""
    for option in offer:
        mark = ">" if option.taken else "-" if option.open else "x"
        yield f"  {mark} {_spans(option.label)}" + (f" ({clean(option.remark)})" if option.remark else "")


def _spans(spans: Paragraph) -> str:
    """Spans with their emphasis marked."""
    found = []
    for span in spans:
        mark = _MARKS.get(span.style, "")
        found.append(f"{mark}{clean(span.text, lines=True)}{mark}")
    return "".join(found) if plain(spans).strip() else ""
