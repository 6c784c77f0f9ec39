"""The sections of a story other than its scenes: variables, people, places, facts and the rest.

They are read in the order in which they lean on each other: names that expressions use come
first, then conditions, then everything that holds texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from starcity_game.story import keys
from starcity_game.story.casting import read_casting
from starcity_game.story.clues import read_clues
from starcity_game.story.code import Code
from starcity_game.story.diagnostics import nearest
from starcity_game.story.dossier import Dossiers
from starcity_game.story.expressions import RESERVED, Kind, Name, Type
from starcity_game.story.extent import Extent, Extents
from starcity_game.story.forms import derived
from starcity_game.story.machine import Machine
from starcity_game.story.machines import Machines
from starcity_game.story.model import Casting, Clue, Document, Ending, Fact, Person, Text, Value, Variable
from starcity_game.story.names import FLAG, NUMBER, TEXT, Names
from starcity_game.story.nodes import Mapping, Node, Scalar
from starcity_game.story.page import NAME, Page
from starcity_game.story.texts import Texts

CODES: Final = {
    "E510": "a variable needs exactly one kind",
    "E511": "a starting value that does not fit",
    "E512": "a name that means something else already",
    "E513": "variants that differ in their forms or attributes",
    "E616": "pieces that hold each other, or a text that grows too long with what it holds",
    "E617": "a document inside a document",
    "E619": "a variable that is shown in a volume which is not declared",
}

_NAMES = ("variables", "people", "conditions", "systems")
_KINDS = ("number", "flag", "one_of", "pair", "word")
_SHOWS = ("bar", "scale", "words", "number", "none")
_LIMITS: Final = {"number": ("min", "max"), "one_of": ("start",), "pair": ("start",)}
LIMIT: Final = 1_000_000_000


class Declarations:
    """What the sections of all files declare."""

    def __init__(self) -> None:
        self.names = Names()
        self.code = Code(self.names)
        self.variables: dict[str, Variable] = {}
        self.people: dict[str, Person] = {}
        self.texts = Texts(self.code, self.people)
        self.places: dict[str, str] = {}
        self.facts: dict[str, Fact] = {}
        self.acts: dict[str, str] = {}
        self.glossary: dict[str, str] = {}
        self.documents: dict[str, Document] = {}
        self.pieces: dict[str, Text] = {}
        self.extents = Extents(self.pieces, self.documents)
        self.decks: dict[str, list[int]] = {}
        self.endings: dict[str, Ending] = {}
        self.was: dict[str, str] = {}
        self.casting: Casting | None = None
        self.clues: dict[str, Clue] = {}
        self.machines = Machines(self)
        self.machine = Machine()
        self.dossiers = Dossiers(self)
        self.volumes: tuple[str, ...] = ()

    def read(self, pages: list[Page], counter: Callable[[str], int], given: dict[str, set[str]]) -> None:
        """Read every section of `pages` but the scenes. `counter(name)` gives a number to a text that varies;
        `given` are the people whose forms a questionnaire gives, with those forms."""
        self.volumes = tuple(id for page in pages for id in getattr(page.root.values.get("volumes"), "values", ()))
        readers: tuple[tuple[str, Callable[[Page, str, Node], None]], ...] = (
            ("variables", self._variable),
            ("people", self._person),
            ("places", self._place),
            ("facts", self._fact),
            ("acts", self._act),
            ("glossary", self._term),
            ("decks", self._deck),
        )
        for section, reader in readers:
            for page, id, node in self._section(pages, section):
                reader(page, id, node)
        for person in sorted(given.keys() & self.people.keys()):
            self._given(person, given[person])
        self.names.table["place"] = Name(Type(Kind.WORD, ("", *self.places)), slot=1, writable=False)
        self.casting = read_casting(pages, self)
        self.machines.declare(pages)
        self.dossiers.declare(pages)
        for page, id, node in self._section(pages, "conditions"):
            self._condition(page, id, node)
        self.machine = self.machines.link()
        self.clues = read_clues(pages, self, self.casting)
        for page, id, node in self._section(pages, "people", again=True):
            self._card(page, id, node)
        for section, known in (("documents", self.texts.documents), ("pieces", self.texts.pieces)):
            for page, id, _ in self._section(pages, section):
                known[page.name_of(id)] = id
        for page, id, node in self._section(pages, "documents", again=True):
            name = page.name_of(id)
            self.documents[name] = self.texts.document(page, node, name, lambda n=name: counter(n))  # type: ignore[misc]
        for page, id, node in self._section(pages, "pieces", again=True):
            name = page.name_of(id)
            self.pieces[name] = self.texts.text(page, node, "a piece", lambda n=name: counter(n))  # type: ignore[misc]
        for page, id, node in self._section(pages, "pieces", again=True):
            self.measure(page, node, self.extents.piece(page.name_of(id)))
        for page, id, node in self._section(pages, "documents", again=True):
            extent = self.extents.of(self.documents[page.name_of(id)].text)
            self.measure(page, node, extent, inside_document=True)
        for page, id, node in self._section(pages, "endings"):
            self._ending(page, id, node, counter)
        self.dossiers.read(pages, counter)

    def measure(self, page: Page, node: Node, extent: Extent, inside_document: bool = False) -> None:
        """Report a text that grows too long with what it holds, or a document inside a document."""
        if extent.fault:
            page.fault(node, "E616", extent.fault, "write the text out where it is read, or make it shorter")
        if inside_document and extent.papers:
            page.fault(node, "E617", "a document cannot hold a document", "put them one after the other")

    # --------------------------------------------------------------------- sections

    def _section(self, pages: list[Page], section: str, again: bool = False) -> Iterator[tuple[Page, str, Node]]:
        """(page, id, value) of every entry of a section; duplicates across files are reported once."""
        seen: set[str] = set()
        local = section in ("documents", "pieces", "decks", "scenes")
        for page in pages:
            found = page.root.values.get(section)
            if found is None:
                continue
            for id, key, node in page.entries(found, f"`{section}`"):
                whole = page.name_of(id) if local else id
                if again:
                    yield page, id, node
                    continue
                if whole in seen:
                    page.fault(key, "E509", f"`{whole[:60]}` is declared twice under `{section}`")
                elif section == "glossary" or page.id(key, "an id", section not in _NAMES) == id:
                    seen.add(whole)
                    yield page, id, node

    def section(self, pages: list[Page], section: str, again: bool = False) -> Iterator[tuple[Page, str, Node]]:
        """(page, id, value) of every entry of a section, for those who read it elsewhere; `again` without findings."""
        return self._section(pages, section, again)

    def _variable(self, page: Page, id: str, node: Node) -> None:
        fields = page.keyed(node, keys.VARIABLE, "a variable")
        kinds = [k for k in _KINDS if k in fields]
        if len(kinds) != 1:
            if not isinstance(node, Mapping):
                return
            page.fault(node, "E510", f"the variable `{id}` needs one of {', '.join(_KINDS)}")
            return
        if id in RESERVED or id in self.names.table:
            page.fault(node, "E512", f"`{id}` has a meaning of its own in expressions", "choose another name")
            return
        kind = kinds[0]
        for key in ("start", "min", "max"):
            if key in fields and key not in _LIMITS.get(kind, ()):
                page.fault(fields[key], "E508", f"`{key}` does not go with `{kind}`", keys.VARIABLE[key].doc)
        made = getattr(self, f"_make_{kind}")(page, id, fields, fields[kind])
        label = page.line(fields["label"], "`label`") if "label" in fields else id.replace("_", " ")
        show = page.line(fields["show"], "`show`") if "show" in fields else "none"
        if show not in _SHOWS:
            page.fault(fields["show"], "E503", f"`show` is one of {', '.join(_SHOWS)}", nearest(show, _SHOWS))
            show = "none"
        words = tuple(s.value for s in page.words(fields["words"], "`words`")) if "words" in fields else ()
        if show == "bar" and (kind != "number" or not {"min", "max"} <= fields.keys()):
            page.fault(fields["show"], "E502", "`show: bar` needs a `number` with `min` and `max`")
        if show == "words" and not words and not made["words"]:
            page.fault(fields["show"], "E502", "`show: words` needs the key `words`", keys.VARIABLE["words"].doc)
        volume = page.line(fields["volume"], "`volume`") if "volume" in fields else ""
        if volume and volume not in self.volumes:
            page.fault(
                fields["volume"], "E619", f"no volume `{volume[:60]}` is declared", nearest(volume, self.volumes)
            )
        self.variables[id] = Variable(
            id, label=label, show=show, volume=volume, **{**made, "words": words or made["words"]}
        )

    def _make_number(self, page: Page, id: str, fields: dict[str, Node], node: Node) -> dict[str, object]:
        low = page.number(fields["min"], "`min`") if "min" in fields else -LIMIT
        high = page.number(fields["max"], "`max`") if "max" in fields else LIMIT
        start = page.number(node, "`number`")
        if not low <= start <= high and page.is_number(node):
            page.fault(node, "E511", f"`{id}` begins at {start}, outside {low} to {high}")
        slot = self.names.slot_of(id, NUMBER, start, True, (low, high))
        return {"slot": slot, "kind": "number", "start": start, "low": low, "high": high, "words": ()}

    def _make_flag(self, page: Page, id: str, fields: dict[str, Node], node: Node) -> dict[str, object]:
        start = page.flag(node, "`flag`")
        return {
            "slot": self.names.slot_of(id, FLAG, start, True),
            "kind": "flag",
            "start": start,
            "words": (),
        }

    def _make_one_of(self, page: Page, id: str, fields: dict[str, Node], node: Node) -> dict[str, object]:
        words = tuple(s.value for s in page.words(node, "`one_of`")) or ("",)
        start = page.line(fields["start"], "`start`") if "start" in fields else words[0]
        if start not in words:
            page.fault(fields["start"], "E511", f"`{id}` cannot begin as `{start}`", nearest(start, words))
        slot = self.names.slot_of(id, Type(Kind.WORD, words), start, True)
        return {"slot": slot, "kind": "word", "start": start, "words": words}

    def _make_pair(self, page: Page, id: str, fields: dict[str, Node], node: Node) -> dict[str, object]:
        names = [s.value for s in page.words(node, "`pair`")]
        if len(names) != 2 or names[0] != id or not self._new_name(names[1]) or names[0] == names[1]:
            page.fault(node, "E511", f"`pair` is two new names, the first of them `{id}`", f"as in [{id}, another]")
            names = [id, f"not_{id}"]
        start = page.number(fields["start"], "`start`", 0, 100) if "start" in fields else 50
        slot = self.names.slot_of(id, NUMBER, start, True, (0, 100))
        self.names.table[names[1]] = Name(NUMBER, slot=slot, mirror=True, bounds=(0, 100))
        return {
            "slot": slot,
            "kind": "pair",
            "start": start,
            "low": 0,
            "high": 100,
            "other": names[1],
            "words": (),
        }

    def _new_name(self, name: str) -> bool:
        """Whether `name` can be declared and means nothing yet."""
        return bool(NAME.fullmatch(name)) and name not in self.names.table and name not in RESERVED

    def _make_word(self, page: Page, id: str, fields: dict[str, Node], node: Node) -> dict[str, object]:
        start = page.line(node, "`word`")
        return {
            "slot": self.names.slot_of(id, TEXT, start, True),
            "kind": "text",
            "start": start,
            "words": (),
        }

    def _person(self, page: Page, id: str, node: Node) -> None:
        fields = page.keyed(node, keys.PERSON, "a person")
        if id in self.variables or id in RESERVED:
            page.fault(node, "E512", f"`{id}` is a variable already, or has a meaning of its own")
        variants = []
        for item in page.items(fields["variants"]) if "variants" in fields else ():
            inner = page.keyed(item, keys.VARIANT, "a variant")
            variants.append((self._forms(page, inner.get("forms")), self._values(page, inner.get("attributes"))))
        forms = self._forms(page, fields.get("forms"))
        shared = self._values(page, fields.get("attributes"))
        for forms_of, values_of in variants:
            if [*forms_of] != [*variants[0][0]] or [*values_of] != [*variants[0][1]]:
                page.fault(fields["variants"], "E513", f"every variant of `{id}` needs the same forms and attributes",
                           "in the same order")  # fmt: skip
        for name, value in shared.items():
            kind = FLAG if isinstance(value, bool) else NUMBER if isinstance(value, int) else TEXT
            self.names.table[f"{id}.{name}"] = Name(kind, constant=value, writable=False)
        slots = self._dealt(id, *variants[0]) if variants else {}
        for form, text in forms.items():
            self.names.table.setdefault(f"{id}.{form}", Name(TEXT, constant=text, writable=False))
        first = {**forms, **(variants[0][0] if variants else {})}
        self.people[id] = Person(
            id, first, slots, tuple(variants),
            page.line(fields["post"], "`post`") if "post" in fields else "",
            page.line(fields["about"], "`about`") if "about" in fields else "",
            page.line(fields["stress"], "`stress`") if "stress" in fields else "",
            page.flag(fields["key"], "`key`") if "key" in fields else False,
        )  # fmt: skip

    def _card(self, page: Page, id: str, node: Node) -> None:
        """When the card of a person is seen; read after the conditions, which it may name."""
        found = node.values.get("when") if isinstance(node, Mapping) else None
        when = page.scalar(found, "`when`") if found else None
        if when and id in self.people:
            number = self.code.condition(page, when)
            self.people[id] = msgspec.structs.replace(self.people[id], when=number)

    def _given(self, person: str, forms: set[str]) -> None:
        """Let a questionnaire give the forms of `person`: they get slots instead of fixed texts."""
        known = self.people[person]
        names = sorted({*forms, "polite", "full", "label", "short"} - known.forms.keys())
        slots = self._dealt(person, {**known.forms, **dict.fromkeys(names, "")}, {})
        self.people[person] = Person(
            known.id, known.forms, {**known.slots, **slots}, known.variants,
            known.post, known.about, known.stress, known.key,
        )  # fmt: skip

    def _dealt(self, id: str, forms: dict[str, str], values: dict[str, Value]) -> dict[str, int]:
        """Slots for forms and attributes that are not the same in every life."""
        slots = {form: self.names.slot_of(f"{id}.{form}", TEXT, text) for form, text in forms.items()}
        for name, value in values.items():
            kind = FLAG if isinstance(value, bool) else NUMBER if isinstance(value, int) else TEXT
            slots[name] = self.names.slot_of(f"{id}.{name}", kind, value)
        return slots

    def _forms(self, page: Page, node: Node | None) -> dict[str, str]:
        if node is None:
            return {}
        return derived({form: page.line(value, "a form") for form, _, value in page.entries(node, "`forms`")})

    def _values(self, page: Page, node: Node | None) -> dict[str, Value]:
        if node is None:
            return {}
        return {name: page.value(value, "an attribute") for name, _, value in page.entries(node, "`attributes`")}

    def _place(self, page: Page, id: str, node: Node) -> None:
        if isinstance(node, Scalar):
            self.places[id] = page.line(node, "a place")
            return
        fields = page.keyed(node, keys.PLACE, "a place")
        self.places[id] = page.line(fields["name"], "`name`") if "name" in fields else id

    def _fact(self, page: Page, id: str, node: Node) -> None:
        slot = self.names.slot_of(f"knows.{id}", FLAG, False)
        if isinstance(node, Scalar):
            self.facts[id] = Fact(id, slot, page.line(node, "a fact"))
            return
        fields = page.keyed(node, keys.FACT, "a fact")
        about = page.words(fields["about"], "`about`") if "about" in fields else []
        for name in about:
            self.person(page, name)
        self.facts[id] = Fact(
            id, slot,
            page.line(fields["text"], "`text`") if "text" in fields else "",
            tuple(s.value for s in about),
            page.line(fields["matter"], "`matter`") if "matter" in fields else "",
            page.flag(fields["major"], "`major`") if "major" in fields else False,
            page.flag(fields["suspected"], "`suspected`") if "suspected" in fields else False,
        )  # fmt: skip

    def person(self, page: Page, node: Scalar) -> str:
        """The id of a declared person, with a finding if there is none."""
        if node.value not in self.people:
            page.fault(node, "E602", f"no person `{node.value[:60]}` is declared", nearest(node.value, self.people))
        return node.value

    def _act(self, page: Page, id: str, node: Node) -> None:
        if isinstance(node, Mapping):
            fields = page.keyed(node, keys.ACT_ENTRY, "an entry of acts")
            if "visible" in fields:
                page.flag(fields["visible"], "`visible`")
            node = fields.get("text", node)
        self.acts[id] = page.line(node, "an act") if isinstance(node, Scalar) else id

    def _term(self, page: Page, id: str, node: Node) -> None:
        self.glossary[id] = page.line(node, "a meaning")

    def _deck(self, page: Page, id: str, node: Node) -> None:
        if not (isinstance(node, Scalar) and not node.value):
            page.keyed(node, keys.DECK, "a deck")
        self.decks[page.name_of(id)] = []

    def _condition(self, page: Page, id: str, node: Node) -> None:
        scalar = page.scalar(node, "a condition")
        if id in self.names.table or id in RESERVED:
            page.fault(node, "E512", f"`{id}` has a meaning already", "choose another name")
        elif scalar:
            number = self.code.condition(page, scalar)
            if number >= 0:
                self.names.table[id] = Name(FLAG, tree=self.code.trees[number], writable=False)

    def _ending(self, page: Page, id: str, node: Node, counter: Callable[[str], int]) -> None:
        fields = page.keyed(node, keys.ENDING, "an ending")
        parts: list[tuple[int, Text]] = []
        for item in page.items(fields["parts"]) if "parts" in fields else ():
            when, text = -1, item
            if isinstance(item, Mapping):
                inner = page.keyed(item, keys.ENDING_PART, "a part of an ending")
                condition = page.scalar(inner["when"], "`when`") if "when" in inner else None
                when = self.code.condition(page, condition) if condition else -1
                text = inner.get("text", item)
            if text is not item or not isinstance(item, Mapping):
                read = self.texts.text(page, text, "an ending", lambda: counter(id))
                self.measure(page, text, self.extents.of(read))
                parts.append((when, read))
        when_node = page.scalar(fields["when"], "`when`") if "when" in fields else None
        self.endings[id] = Ending(
            id,
            page.line(fields["title"], "`title`") if "title" in fields else id,
            tuple(parts),
            self.code.condition(page, when_node) if when_node else -1,
            page.number(fields["priority"], "`priority`") if "priority" in fields else 0,
        )
