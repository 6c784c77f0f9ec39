"""Reports: authored texts by act and manner, with the names that only a report knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from starcity_game.story import keys
from starcity_game.story.diagnostics import nearest
from starcity_game.story.expressions import Kind, Type
from starcity_game.story.filing import DETAILS, Falsehood, Manner, Observer, Report
from starcity_game.story.ledgers import known, names_under, scenes_under
from starcity_game.story.model import Document
from starcity_game.story.names import NUMBER, TEXT
from starcity_game.story.nodes import Node
from starcity_game.story.page import Page

if TYPE_CHECKING:
    from starcity_game.story.declare import Declarations  # it reads this section

FORMS: Final = ("surname", "first", "patronymic", "short", "tender", "polite", "full", "label")
"""Forms of the subject’s name that a text may use."""
_OF_A_PAPER: Final = ("deed", "observer", "paper", "cited")
"""What only a report knows."""


class Reports:
    """Reads the section `reports`."""

    def __init__(
        self, story: Declarations, slots: dict[str, int], observers: dict[str, Observer], manners: dict[str, Manner]
    ) -> None:
        """`slots` takes the slots of the names that a report knows."""
        self.story, self.slots, self._observers, self._manners = story, slots, observers, manners
        self.reports: list[Report] = []
        """Those that were read."""

    def declare(self) -> None:
        """Declare what only a report knows, until the reports are read."""
        names, story = self.story.names, self.story
        texts = ["deed.date", "deed.day", "deed.time", "deed.place", "deed.how", "deed.stakes", "paper.date",
                 "observer.signs", "cited.signs", "cited.date"]  # fmt: skip
        texts += [f"{of}.{form}" for of in ("deed.to", "observer") for form in FORMS]
        for name in texts:
            self.slots[name] = names.slot_of(name, TEXT, "")
        for name in ("paper.sheet", "cited.sheet"):
            self.slots[name] = names.slot_of(name, NUMBER, 0)
        for name, words in (("deed.at", story.places), ("deed.to", story.people), ("observer.is", self._observers)):
            self.slots[name] = names.slot_of(name, Type(Kind.WORD, ("", *words)), "")

    def forget(self) -> None:
        """Take those names back: outside a report they mean nothing."""
        for name in [n for n in self.story.names.table if n.partition(".")[0] in _OF_A_PAPER and n in self.slots]:
            del self.story.names.table[name]
        self.story.code.forget(tuple(f"{name}." for name in _OF_A_PAPER))

    def read(self, page: Page, id: str, node: Node, counter: Callable[[str], int]) -> None:
        """Read one report."""
        fields, story = page.keyed(node, keys.REPORT, "a report"), self.story
        flags = {k: page.flag(fields[k], f"`{k}`") for k in ("trace", "cites", "extract") if k in fields}
        when = page.scalar(fields["when"], "`when`") if "when" in fields else None
        lines = {k: page.line(fields[k], f"`{k}`") for k in ("kind", "title") if k in fields}
        text = story.texts.text(page, fields["text"], "a report", lambda: counter(id)) if "text" in fields else ()
        if "text" in fields:
            story.measure(page, fields["text"], story.extents.of(text), inside_document=True)
        manners = names_under(page, fields, "manner", self._manners, "E640", "manner")
        if bool(manners) == flags.get("extract", False):
            page.fault(fields.get("manner", node), "E641", "a report has a `manner`, and an extract has none")
        if flags.get("trace") and flags.get("cites"):
            page.fault(fields["cites"], "E508", "`trace` and `cites` exclude each other")
        self.reports.append(Report(
            id, known(page, fields["act"], story.acts, "E605", "act") if "act" in fields else "", text,
            lines.get("kind", "report"), lines.get("title", ""), manners,
            names_under(page, fields, "observer", self._observers, "E640", "observer"),
            scenes_under(page, fields, story.names),
            names_under(page, fields, "to", story.people, "E602", "person"),
            tuple(page.line(item, "`how`") for item in page.items(fields["how"])) if "how" in fields else (),
            story.code.condition(page, when) if when else -1,
            flags.get("trace", False), flags.get("cites", False), flags.get("extract", False),
            self._false(page, fields["false"], id, counter) if "false" in fields else None,
            page.prefix,
        ))  # fmt: skip

    def _false(self, page: Page, node: Node, id: str, counter: Callable[[str], int]) -> Falsehood | None:
        fields = page.keyed(node, keys.FALSE, "`false`")
        if len(fields) < len(keys.FALSE):
            return None
        detail = page.line(fields["detail"], "`detail`")
        if detail not in DETAILS:
            page.fault(fields["detail"], "E640", f"`detail` is one of {', '.join(DETAILS)}", nearest(detail, DETAILS))
        paper: Document = self.story.texts.document(page, fields["paper"], f"{id}#false", lambda: counter(id))
        return Falsehood(detail, page.line(fields["from"], "`from`"), paper)
