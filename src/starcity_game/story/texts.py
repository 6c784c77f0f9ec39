"""Texts of a story: strings with inline logic, and lists of strings, conditional pieces and documents."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from starcity_game.story import keys
from starcity_game.story.code import Code, printable
from starcity_game.story.diagnostics import nearest
from starcity_game.story.model import Document, Gap, Include, Insert, Lay, Person, Piece, Text, Vary
from starcity_game.story.nodes import Mapping, Node, Scalar, Sequence
from starcity_game.story.page import Page
from starcity_game.story.prose import ProseFault, Writer, is_plain, parse_text, plain_text

CODES: Final = {
    "E405": "a value that cannot be printed",
    "E406": "a person has no such form",
    "E609": "a text piece that is not declared",
    "E607": "a document that is not declared",
}

_FORM = re.compile(r"\s*([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)\s*", re.ASCII)
_LAID = {"paper": "filed.{}", "file": "subject.known", "rumour": "rumour.known", "falsehood": "falsehood.known"}
"""Entries that lay papers of the file, each with the name that says whether there are any."""
_CONTENT = ("text", "document", "piece", *_LAID)
_HEAD = ("from", "to", "date", "stamp", "copies")


class Texts:
    """Reads texts; one for the whole story."""

    def __init__(self, code: Code, people: dict[str, Person]) -> None:
        self.code, self.people = code, people
        self.documents: dict[str, str] = {}
        """Ids of declared documents, filled before any text is read."""
        self.pieces: dict[str, str] = {}
        """Names of declared pieces, likewise."""

    def text(
        self,
        page: Page,
        node: Node,
        what: str,
        counter: Callable[[], int],
        papers: list[Document] | None = None,
        keep_lines: bool = False,
    ) -> Text:
        """A text in any of its shapes. `counter` gives numbers for varying texts; documents written
        in place are added to `papers`, and refused where it is None."""
        if isinstance(node, Scalar):
            return self._string(page, node, counter, keep_lines)
        if isinstance(node, Sequence) and not node.flow:
            found: list[Piece] = []
            for item in node.items:
                if found:
                    found.append(Gap())
                found.extend(self._entry(page, item, what, counter, papers, keep_lines))
            return tuple(found)
        page.scalar(node, what)
        return ()

    def line(self, page: Page, node: Node, what: str, counter: Callable[[], int]) -> Text:
        """A text of one paragraph, such as a label."""
        scalar = page.scalar(node, what)
        if scalar is None:
            return ()
        return self._string(page, scalar, counter, False)

    def document(self, page: Page, node: Node, id: str, counter: Callable[[], int]) -> Document:
        """A document with its keys."""
        fields = page.keyed(node, keys.DOCUMENT, "a document")
        lines = {k: page.line(fields[k], f"`{k}`") for k in fields if k not in ("text",)}
        text: Text = ()
        if "text" in fields:
            text = self.text(page, fields["text"], "a document's text", counter, None, lines.get("lines") == "kept")
        head = tuple((k, lines[k]) for k in _HEAD if lines.get(k))
        return Document(id, lines.get("kind", ""), lines.get("title", ""), head, text)

    # ---------------------------------------------------------------------- details

    def _entry(
        self,
        page: Page,
        node: Node,
        what: str,
        counter: Callable[[], int],
        papers: list[Document] | None,
        keep_lines: bool,
    ) -> Text:
        """One entry of a text list."""
        if isinstance(node, Scalar):
            return self._string(page, node, counter, keep_lines)
        if not isinstance(node, Mapping):
            page.scalar(node, what)
            return ()
        fields = page.keyed(node, keys.PIECE, "an entry of a text list")
        content = [k for k in _CONTENT if k in fields]
        if len(content) != 1:
            page.fault(node, "E508", "an entry of a text list has one of " + ", ".join(f"`{k}`" for k in _CONTENT))
            return ()
        if content[0] in _LAID:
            return self._filed(page, content[0], fields, what, counter, papers, keep_lines)
        found = self._content(page, content[0], fields[content[0]], what, counter, papers, keep_lines)
        other = fields.get("otherwise")
        if "when" not in fields:
            if other:
                page.fault(other, "E508", "`otherwise` needs a `when`")
            return found
        when = page.scalar(fields["when"], "`when`")
        otherwise = self.text(page, other, what, counter, papers, keep_lines) if other else ()
        return (Vary(self.code.condition(page, when), found, otherwise),) if when else ()

    def _filed(
        self,
        page: Page,
        kind: str,
        fields: dict[str, Node],
        what: str,
        counter: Callable[[], int],
        papers: list[Document] | None,
        keep_lines: bool,
    ) -> Text:
        """Papers of the file: about an act, a rumour, a falsehood, or all; otherwise what is read without them."""
        scalar = page.scalar(fields[kind], f"`{kind}`")
        if scalar is None or (kind != "paper" and not page.flag(scalar, f"`{kind}`")):
            return ()
        act = scalar.value if kind == "paper" else ""
        name = _LAID[kind].format(act)
        if name not in self.code.names.table:
            near = page.near(name, self.code.names.table).replace("filed.", "")
            message = f"the file has no papers about `{act[:60]}`" if act else "there is no file here"
            page.fault(scalar, "E644", message, near or "add the section `file`")
            return ()
        other = fields.get("otherwise")
        otherwise = self.text(page, other, what, counter, papers, keep_lines) if other else ()
        found: Text = (
            Vary(self.code.condition(page, scalar, name), (Lay(kind, act, page.ledger, otherwise),), otherwise),
        )
        when = page.scalar(fields["when"], "`when`") if "when" in fields else None
        return (Vary(self.code.condition(page, when), found, otherwise),) if when else found

    def _content(
        self,
        page: Page,
        kind: str,
        node: Node,
        what: str,
        counter: Callable[[], int],
        papers: list[Document] | None,
        keep_lines: bool,
    ) -> Text:
        """What an entry of a text list shows."""
        if kind == "text":
            return self.text(page, node, what, counter, papers, keep_lines)
        if kind == "piece":
            return self._named(page, node, self.pieces, "E609", "text piece", Include)
        if isinstance(node, Scalar):
            return self._named(page, node, self.documents, "E607", "document", Insert)
        if papers is None:
            page.fault(node, "E508", "a document cannot be written here", "declare it under `documents`")
            return ()
        index = len(papers)
        papers.append(self.document(page, node, f"#{index}", counter))
        return (Insert("", index),)

    def _named(
        self,
        page: Page,
        node: Node,
        known: dict[str, str],
        code: str,
        what: str,
        make: type[Include] | type[Insert],
    ) -> Text:
        """A reference to something declared under a name."""
        scalar = page.scalar(node, f"a {what}")
        if scalar is None:
            return ()
        for name in (page.name_of(scalar.value), scalar.value):
            if name in known:
                return (make(name),)
        page.fault(node, code, f"no {what} `{scalar.value[:60]}` is declared", page.near(scalar.value, known))
        return ()

    def _string(self, page: Page, node: Scalar, counter: Callable[[], int], keep_lines: bool) -> Text:
        """A string with its inline logic."""
        value = node.value
        if is_plain(value):
            return plain_text(value, keep_lines)
        writer = Writer(
            lambda text, offset: self.code.condition(page, node, text, offset),
            lambda text, offset: self._shown(page, node, text, offset),
            counter,
        )
        try:
            return parse_text(value, writer, keep_lines)
        except ProseFault as fault:
            page.fault_inside(node, fault.offset, fault.code, fault.message, fault.hint)
            return ()

    def _shown(self, page: Page, node: Scalar, text: str, offset: int) -> int | str:
        """What `{text}` prints: a form of a name that never varies, or the number of an expression."""
        form = _FORM.fullmatch(text)
        person = self.people.get(form[1]) if form else None
        if form and person and form[2] not in person.slots and form[2] in person.forms:
            return person.forms[form[2]]
        if form and person and f"{form[1]}.{form[2]}" not in self.code.names.table:
            known = [*person.forms, *person.slots]
            page.fault_inside(node, offset, "E406", f"`{form[1]}` has no form `{form[2]}`",
                              nearest(form[2], known) or f"the forms are {', '.join(sorted(set(known)))}")  # fmt: skip
            return ""
        number, kind = self.code.expression(page, node, text, offset)
        if number >= 0 and not printable(kind):
            page.fault_inside(node, offset, "E405", "only a number, a word or a name can be printed",
                              "write `{condition: this|otherwise}` to vary a text")  # fmt: skip
        return number
