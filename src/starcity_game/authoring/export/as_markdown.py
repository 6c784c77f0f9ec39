"""A transcript as Markdown (CommonMark); nothing of the story can become markup of its own."""

from __future__ import annotations

import re
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
from starcity_game.engine.events import Span, Style
from starcity_game.story.strict_text import clean

_MARKS = {int(Style.EMPHASIS): "*", int(Style.STRONG): "**"}
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&$@]|:(?=//)|^[ \t]*[-+=]", re.M)
_NUMBERED = re.compile(r"^([ \t]*\d+)([.)])", re.M)


def as_markdown(life: Transcript) -> str:
    """The whole life as Markdown: a heading for each episode, a rule between sheets."""
    parts = [f"# {escaped(life.story)}", *(f"*{escaped(line)}*" for line in (life.volume, life.name) if line)]
    parts += [f"*{escaped(notice)}*" for notice in life.notices]
    for sheet in life.sheets:
        parts += ["---", f"**{sheet.number}**"]
        parts += [text for block in sheet.blocks for text in _block(block)]
        parts += ["\n".join(_options(sheet.offer))] if sheet.offer else []
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """`text` on which Markdown does nothing, with a backslash before whatever might mean something."""
    return _NUMBERED.sub(r"\1\\\2", _SPECIAL.sub(_with_backslash, clean(text, lines=True)))


def _with_backslash(found: re.Match[str]) -> str:
    """What was found with a backslash before its last character."""
    return f"{found[0][:-1]}\\{found[0][-1]}"


def _block(block: Block) -> Iterator[str]:
    """The paragraphs of a block."""
    match block:
        case Passage():
            yield from map(_spans, block.paragraphs)
        case Document():
            yield "\n".join(_paper(block))
        case Heading():
            yield f"## {escaped(block.text)}"
        case Date() | Remark():
            yield f"*{escaped(block.text)}*"


def _paper(paper: Document) -> Iterator[str]:
    """A document as a quotation; its line breaks are hard ones, and its columns keep their blanks."""
    top = [f"**{escaped(line)}**" for line in (paper.kind, paper.title) if line]
    top += [f"{escaped(label)}: {escaped(value)}" for label, value in paper.head]
    texts = ["\\\n".join(top)] if top else []
    texts += [_kept(paragraph) for paragraph in paper.paragraphs]
    for line in "\n\n".join(texts).split("\n"):
        yield f"> {line}".rstrip()


def _kept(paragraph: Paragraph) -> str:
    """A paragraph of a document, with hard line breaks and with blanks that do not run together."""
    lines = _spans(paragraph).split("\n")
    return "\\\n".join(re.sub(r"^ +| {2,}", lambda found: "\u00a0" * len(found[0]), line) for line in lines)


def _options(offer: Iterable[Chosen]) -> Iterator[str]:
    """What was on offer: taken in bold behind an arrow, closed struck out by words."""
    for option in offer:
        label = "".join(escaped(span.text) for span in option.label)
        remark = f" ({escaped(option.remark)})" if option.remark else ""
        yield f"- **→ {label}**{remark}" if option.taken else f"- {label}{remark}"


def _spans(spans: Paragraph) -> str:
    """Spans as Markdown."""
    return "".join(map(_span, spans))


def _span(span: Span) -> str:
    """One span; marks stand at its words, because they mean nothing beside a blank."""
    mark, text = _MARKS.get(span.style, ""), escaped(span.text)
    inner = text.strip()
    if not mark or not inner:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{mark}{inner}{mark}{after}"
