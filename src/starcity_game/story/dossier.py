"""The sections that make a file: observers, manners, reports, the rules of sifting, and hooks backwards.

They are read in two steps. First the names that any expression may use: `subject.`, `hook.`, `intervened` and those of
`file_names`. Then, after the pieces and documents, whatever holds texts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import msgspec

from starcity_game.story import keys
from starcity_game.story.calendar import MINUTES_A_DAY, parse_date, parse_span
from starcity_game.story.diagnostics import nearest
from starcity_game.story.expressions import Kind, Name, Type
from starcity_game.story.file_names import FileNames
from starcity_game.story.filing import Dossier, Hook, Manner, Observer, Rules, packed
from starcity_game.story.ledgers import Ledgers, known, names_under
from starcity_game.story.model import Variable
from starcity_game.story.names import AT, FLAG, NUMBER, TEXT
from starcity_game.story.nodes import Mapping, Node, Scalar
from starcity_game.story.page import Page
from starcity_game.story.reports import FORMS, Reports

if TYPE_CHECKING:
    from starcity_game.story.declare import Declarations  # it reads these sections

CODES: Final = {
    "E640": "a name of the file that is not declared: an observer, manner, intervention, kept variable or detail",
    "E641": "a report that could never be written",
    "E642": "a rule of the file that does not fit",
    "E643": "a ledger, interview or hook that does not fit",
    "E644": "something of a file in a story that has no `file`",
    "E645": "a volume that opens a file where there is none to open",
}


class Dossiers:
    """Reads everything of a story that files are made of."""

    def __init__(self, story: Declarations) -> None:
        self.story = story
        self.rules: Rules | None = None
        self.slots: dict[str, int] = {}
        self.hooks: dict[str, Hook] = {}
        self._at: tuple[Page, dict[str, Node]] | None = None
        self._observers: dict[str, Observer] = {}
        self._manners: dict[str, Manner] = {}
        self._dead: dict[str, int] = {}
        self._hidden: tuple[str, ...] = ()
        self._hook_nodes: list[tuple[Page, str, dict[str, Node]]] = []
        self._ledgers = Ledgers(story)
        self._names = FileNames(story, self.slots)
        self._whole: Dossier | None = None

    # ------------------------------------------------------------------------- names

    def declare(self, pages: list[Page]) -> None:
        """Declare the names that expressions may use."""
        for page, id, node in self.story.section(pages, "hooks"):
            self._hook(page, id, node)
        found = [(page, page.root.values["file"]) for page in pages if "file" in page.root.values]
        for page, node in found[1:]:
            page.fault(node, "E509", f"`file` stands in {found[0][0].file} already")
        if not found:
            return
        page, node = found[0]
        fields = page.keyed(node, keys.FILE, "`file`")
        self._at = page, fields
        if "of" in fields:
            known(page, fields["of"], self.story.volumes, "E642", "volume")
        names, slots = self.story.names, self.slots
        for form in FORMS:
            slots[f"subject.{form}"] = names.slot_of(f"subject.{form}", TEXT, "")
        for flag in ("subject.known", "subject.removed"):
            slots[flag] = names.slot_of(flag, FLAG, False)
        for scalar in page.words(fields["keeps"], "`keeps`") if "keeps" in fields else ():
            self._kept(page, scalar)
        self._names.declare(pages)
        self._interventions(page, fields)

    def _kept(self, page: Page, scalar: Scalar) -> None:
        """A variable of the other volume that can be read as `subject.<name>`."""
        variable = self.story.variables.get(scalar.value)
        if variable is None:
            hint = nearest(scalar.value, self.story.variables)
            page.fault(scalar, "E640", f"no variable `{scalar.value[:60]}` is declared", hint)
            return
        name, own = f"subject.{variable.id}", self.story.names.table[variable.id]
        start = self.story.names.start[variable.slot]
        self.slots[name] = self.story.names.slot_of(name, own.type, start, bounds=own.bounds)
        if variable.other:
            other = Name(NUMBER, slot=self.slots[name], mirror=True, bounds=(0, 100), writable=False)
            self.story.names.table[f"subject.{variable.other}"] = other

    def _interventions(self, page: Page, fields: dict[str, Node]) -> None:
        """The variable that names the officer's first intervention."""
        words = tuple(s.value for s in page.words(fields["interventions"], "`interventions`")
                      ) if "interventions" in fields else ()  # fmt: skip
        if not words:
            return
        if "intervened" in self.story.names.table:
            page.fault(fields["interventions"], "E512", "`intervened` is a name already, and here the first of these")
            return
        words = ("none", *words)
        slot = self.story.names.slot_of("intervened", Type(Kind.WORD, words), "none", True)
        self.story.variables["intervened"] = Variable("intervened", slot=slot, kind="word", start="none", words=words)

    def _hook(self, page: Page, id: str, node: Node) -> None:
        """A hook's name; what it is made of is read later."""
        fields = page.keyed(node, keys.HOOK, "a hook")
        if ("flag" in fields) == ("one_of" in fields):
            page.fault(node, "E643", f"the hook `{id}` has either `flag` or `one_of`")
            return
        words = tuple(s.value for s in page.words(fields["one_of"], "`one_of`")) if "one_of" in fields else ()
        start: bool | str = page.flag(fields["flag"], "`flag`") if "flag" in fields else words[0] if words else ""
        if "start" in fields:
            start = page.line(fields["start"], "`start`")
            if start not in words:
                page.fault(fields["start"], "E643", f"`{id}` cannot begin as `{start[:60]}`", nearest(start, words))
        kind = Type(Kind.WORD, words) if words else FLAG
        slot = self.story.names.slot_of(f"hook.{id}", kind, start)
        pays = page.line(fields["pays"], "`pays`") if "pays" in fields else ""
        planned = page.flag(fields["planned"], "`planned`") if "planned" in fields else False
        scene = self.story.names.scene(pays, page.prefix)
        if scene is None and not planned and "pays" in fields:
            page.fault(fields["pays"], "E643", f"no scene `{pays[:60]}` pays this hook",
                       page.near(pays, self.story.names.scenes) or "or say `planned: true`")  # fmt: skip
        self.hooks[id] = Hook(id, slot, start, words, pays, planned=planned)
        self._hook_nodes.append((page, id, fields))

    # ------------------------------------------------------------------------- texts

    def read(self, pages: list[Page], counter: Callable[[str], int]) -> None:
        """Read what holds texts. `counter` gives a number to a text that varies."""
        for page, person, node in self.story.section(pages, "people", again=True):
            dies = getattr(node, "values", {}).get("dies")
            if dies is not None:
                self._dead[person] = self._date(page, dies)
        self._hidden = tuple(
            act for page, act, node in self.story.section(pages, "acts", again=True) if _is_hidden(node)
        )
        for page, id, fields in self._hook_nodes:
            self._source(page, id, fields)
        for section in ("observers", "manners", "reports", "recalls", "engineers", "interview"):
            self._needs_file(pages, section)
        if self._at is None:
            return
        self.rules = self._rules(*self._at)
        for page, id, node in self.story.section(pages, "observers"):
            self._observer(page, id, node)
        for page, id, node in self.story.section(pages, "manners"):
            self._manner(page, id, node)
        reports = Reports(self.story, self.slots, self._observers, self._manners)
        reports.declare()
        for page, id, node in self.story.section(pages, "reports"):
            reports.read(page, id, node, counter)
        reports.forget()
        engineers = self._ledgers.engineers(pages, self.rules)
        interview = self._ledgers.interview(pages, self.rules)
        self._whole = Dossier(
            self.rules, tuple(self._observers.values()), tuple(self._manners.values()), tuple(reports.reports),
            engineers, interview, self.slots, self._dead, self._hidden,
            tuple(self.hooks.values()), tuple(self._names.recalls),
        )  # fmt: skip

    def stored(self) -> bytes:
        """The whole as it is stored; nothing for a story without a file. To be asked when every scene was read: they
        bring names of a ledger’s later episodes."""
        self.slots |= {name: known.slot for name, known in self.story.names.table.items() if AT in name}
        return packed(self._whole)

    def check_opening(self, page: Page, node: Node, volume: str) -> None:
        """Report a volume that `opens` a file where the story has none, or where it is made of that volume's lives."""
        if self._at is None:
            page.fault(node, "E645", "there is no file to open", "add the section `file`, with the rules of sifting")
        elif getattr(self._at[1].get("of"), "value", "") == volume:
            page.fault(node, "E645", f"the file is made of lives of `{volume}`, which cannot open one itself",
                       "put `opens` on the other volume")  # fmt: skip

    def _needs_file(self, pages: list[Page], section: str) -> None:
        for page in pages if self._at is None else ():
            if section in page.root.values:
                page.fault(page.root.values[section], "E644", f"`{section}` belongs to a story with a `file`",
                           "add the section `file`, with the rules of sifting")  # fmt: skip

    def _date(self, page: Page, node: Node) -> int:
        date = parse_date(page.line(node, "a date"))
        if date is None:
            page.fault(node, "E507", "this is no date", "as in 1967-04-24")
        return date or 0

    def _span(self, page: Page, node: Node, what: str) -> int:
        span = parse_span(page.line(node, what))
        if span is None:
            page.fault(node, "E507", f"{what} is a span of time", "as in 3 days, 40 minutes, 2 hours, 1 week")
        return span or 0

    def _source(self, page: Page, id: str, fields: dict[str, Node]) -> None:
        """What a hook is by a finished life."""
        node = fields.get("from")
        scalar = page.scalar(node, "`from`") if node else None
        if scalar is None:
            if not self.hooks[id].planned:
                page.fault(fields.get("pays", Scalar("", 0, 0)), "E643", f"the hook `{id}` needs the key `from`",
                           "or `planned: true` while the other volume is not written")  # fmt: skip
            return
        hook = self.hooks[id]
        number, kind = self.story.code.expression(page, scalar, scalar.value, 0)
        fits = kind and (set(kind.words) <= set(hook.words) if hook.words else kind.kind is Kind.FLAG)
        if number >= 0 and not fits:
            page.fault(scalar, "E643", f"this is not what the hook `{id}` may be", "a flag, or one of its words")
        self.hooks[id] = Hook(hook.id, hook.slot, hook.start, hook.words, hook.pays, number, hook.planned)

    def _rules(self, page: Page, fields: dict[str, Node]) -> Rules:
        """The rules of sifting."""
        numbers = {"least": (1, 60), "most": (1, 60), "first_sheet": (1, 999), "false_details": (0, 60),
                   "rumours": (0, 20)}  # fmt: skip
        given = {k: page.number(fields[k], f"`{k}`", *numbers[k]) for k in numbers if k in fields}
        if given.get("least", 20) > given.get("most", 25):
            page.fault(fields.get("most", fields.get("least", Scalar("", 0, 0))), "E642", "`least` is more than `most`")
        given |= {k: self._span(page, fields[k], f"`{k}`") for k in ("travel", "after") if k in fields}
        houses = page.items(fields["together"]) if "together" in fields else []
        together = tuple(tuple(known(page, scalar, self.story.places, "E603", "place")
                               for scalar in page.words(house, "`together`")) for house in houses)  # fmt: skip
        lines = {k: page.line(fields[k], f"`{k}`") for k in ("title", "of", "channel", "removed") if k in fields}
        informer = page.scalar(fields["informer"], "`informer`") if "informer" in fields else None
        early = page.words(fields["early"], "`early`") if "early" in fields else []
        for scalar in early:
            if scalar.value not in self.story.endings:
                page.fault(scalar, "E608", f"no ending `{scalar.value[:60]}` is declared",
                           nearest(scalar.value, self.story.endings))  # fmt: skip
        hand = known(page, fields["hand"], self.story.people, "E602", "person") if "hand" in fields else ""
        keeps = {
            name.removeprefix("subject."): slot for name, slot in self.slots.items() if name.startswith("subject.")
        }
        return msgspec.structs.replace(
            Rules(lines.get("of", "")), **lines, **given,
            keeps={k: self.story.variables[k].slot for k in keeps if k in self.story.variables and k not in FORMS},
            informer=self.story.code.expression(page, informer, informer.value, 0)[0] if informer else -1,
            hand=hand, together=together,
            foremost=names_under(page, fields, "foremost", self.story.acts, "E605", "act"),
            early=tuple(s.value for s in early),
        )  # fmt: skip

    def _observer(self, page: Page, id: str, node: Node) -> None:
        fields, story = page.keyed(node, keys.OBSERVER, "an observer"), self.story
        person = known(page, fields["person"], story.people, "E602", "person") if "person" in fields else ""
        lines = {k: page.line(fields[k], f"`{k}`") for k in ("signs", "channel", "habit") if k in fields}
        self._observers[id] = Observer(
            id, person, lines.get("signs", id), lines.get("channel", ""),
            names_under(page, fields, "sees", story.places, "E603", "place"),
            names_under(page, fields, "hears", story.people, "E602", "person"),
            names_under(page, fields, "acts", story.acts, "E605", "act"),
            self._dead.get(person),
        )  # fmt: skip

    def _manner(self, page: Page, id: str, node: Node) -> None:
        fields = page.keyed(node, keys.MANNER, "a manner")
        within = self._span(page, fields["within"], "`within`") if "within" in fields else MINUTES_A_DAY
        self._manners[id] = Manner(id, within)


def _is_hidden(node: Node) -> bool:
    """Whether an entry of `acts` says that nobody could report the act."""
    visible = node.values.get("visible") if isinstance(node, Mapping) else None
    return isinstance(visible, Scalar) and visible.value == "false"
