"""Scenes: bodies inside bodies, flattened, linked and checked against what is declared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any, Final, TypeAlias

from starcity_game.story import keys
from starcity_game.story.calendar import parse_date, parse_span
from starcity_game.story.declare import Declarations
from starcity_game.story.diagnostics import nearest
from starcity_game.story.machine_scenes import machine_effects
from starcity_game.story.model import Act, Body, Check, Choice, Document, Jump, Role, Scene, Storylet, Text
from starcity_game.story.nodes import Mapping, Node, Scalar
from starcity_game.story.page import Page
from starcity_game.story.prose import is_plain, plain_text

CODES: Final = {
    "E601": "a scene that is not declared",
    "E602": "a person who is not declared",
    "E603": "a place that is not declared",
    "E604": "a fact that is not declared",
    "E605": "an act that is not in the vocabulary",
    "E606": "a deck that is not declared",
    "E608": "an ending that is not declared",
    "E610": "a check on something that is no bounded number or pair",
    "E611": "two choices of one body with the same id",
    "E612": "a content note that is not declared",
}

_JUMPS = ("goto", "call", "return", "end")
_MACHINE: Final = ("test", "repair", "waive", "fly")
"""Keys of a body that touch the machine, in the order in which they happen."""
_TRIED: Final = ("number", "pair")
_SPOKEN: Final = {"flag": "a flag", "word": "a word", "text": "a text", "number": "a number", "pair": "a pair"}
_SLUG: Final = "".join(chr(b).lower() if b < 128 and chr(b).isalnum() else " " for b in range(256)).encode()
"""What each byte of a label becomes in a choice's id: such a table takes a quarter of the time of a regex."""
_CHOICE_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}", re.ASCII)
_INLINE = re.compile(r"\{[^{}]*\}")
_DEEPEST: Final = 12
_FIELDS: Final = Body.__struct_fields__[3:]
_WHEN, _ADVANCE, _DATE, _PLACE, _SETS, _LEARN, _ACTS, _TEXT, _CHECK = map(
    _FIELDS.index, ("when", "advance", "date", "place", "sets", "learn", "acts", "text", "check")
)
_DRAW, _CHOICES, _JUMP, _THEN, _ASSUMES = map(_FIELDS.index, ("draw", "choices", "jump", "then", "assumes"))
_NOTHING: Final = list(Body.__struct_defaults__)
"""The values of a body in which nothing happens, in the order of its fields from `when` on."""
_Reads: TypeAlias = Callable[["SceneReader", Node, list[Any], str, int, bool], None]
"""Reads the entry of a body into its values: (reader, entry, values, path, index of the body, whether of a hub)."""


def slug(label: str) -> str:
    """A choice's id made from its label: `Ask her whose galoshes those are.` is `ask-her-whose-galoshes-those-are`."""
    if not label.isascii():
        label = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    if "{" in label:
        label = _INLINE.sub(" ", label)
    words = label.encode("ascii").translate(_SLUG).split()
    return b"-".join(words)[:60].strip(b"-").decode("ascii") or "choice"


class SceneReader:
    """Reads one scene; a new one for each."""

    def __init__(self, story: Declarations, notes: dict[str, str], page: Page, id: str, base: int) -> None:
        self.story, self.notes, self.page, self.id, self.base = story, notes, page, id, base
        self.bodies: list[Any] = []
        self.nodes: list[Node] = []
        """What each body was read from."""
        self.counters: list[str] = []
        self.papers: list[Document] = []

    def read(self, node: Node) -> Scene:
        """The compiled scene."""
        page = self.page
        fields = page.keyed(node, keys.SCENE, "a scene")
        hub = "hub" in fields and page.flag(fields["hub"], "`hub`")
        storylet = self._storylet(fields)
        if not storylet:
            for key in ("label", "urgency", "weight", "once"):
                if key in fields:
                    page.fault(fields[key], "E508", f"`{key}` belongs to storylets", "add `deck:` to the scene")
            self.unasked(fields)
        self.nodes.append(node)
        self.body(fields, "", Role.SCENE, -1, hub, _READERS_BUT_WHEN if storylet else _READERS)
        skip = self.nested(fields["skip"], "skip", Role.SKIP, 0) if "skip" in fields else -1
        return Scene(
            self.id, page.file, node.line, self.base, tuple(self.counters), tuple(self.bodies), hub, storylet,
            self._episode(fields), self._notes(fields), skip, tuple(self.papers),
            page.line(fields["title"], "`title`") if "title" in fields else "",
        )  # fmt: skip

    # ----------------------------------------------------------------------- bodies

    def nested(self, node: Node, path: str, role: int, parent: int) -> int:
        """Index of a body written under another."""
        fields = self.page.keyed(node, keys.BODY, "a body")
        if role != Role.THEN:
            self.unasked(fields)
        self.nodes.append(node)
        return self.body(fields, path, role, parent, False, _READERS)

    def unasked(self, fields: dict[str, Node]) -> None:
        """Report a `when` where nobody asks whether the body may happen."""
        if "when" in fields:
            self.page.fault(fields["when"], "E508", "`when` belongs to choices, storylets and `then`",
                            "put what depends on it in a `then` with this `when`")  # fmt: skip

    def body(
        self, fields: dict[str, Node], path: str, role: int, parent: int, hub: bool, readers: dict[str, _Reads]
    ) -> int:
        """Index of the body with these entries, of which those in `readers` belong to it."""
        index = len(self.bodies)
        self.bodies.append(None)
        made = _NOTHING.copy()
        for key, node in fields.items():
            reader = readers.get(key)
            if reader:
                reader(self, node, made, path, index, hub)
        if not fields.keys().isdisjoint(_MACHINE):
            worked = [code for key in _MACHINE if key in fields for code in machine_effects(self, key, fields[key])]
            made[_SETS] = (*made[_SETS], *worked)  # after what `set` says
        if "intervene" in fields:
            made[_SETS] = (*made[_SETS], *self._intervention(fields["intervene"]))
        self._check_jumps(fields)
        # values by their places: a structure made from keywords takes three times as long
        self.bodies[index] = Body(path, role, parent, *made)
        return index

    def _check_jumps(self, fields: dict[str, Node]) -> None:
        """Report entries of a body that exclude or need each other."""
        if ("success" in fields or "failure" in fields) and "check" not in fields:
            self.page.fault(
                fields.get("success") or fields["failure"], "E502", "`success` and `failure` need a `check`"
            )
        if fields.keys().isdisjoint(_JUMPS):
            return
        jumps = [k for k in _JUMPS if k in fields]
        if len(jumps) > 1:
            self.page.fault(fields[jumps[1]], "E508", f"`{jumps[0]}` and `{jumps[1]}` exclude each other")
        if "then" in fields and jumps and jumps != ["call"]:
            self.page.fault(fields["then"], "E508", f"`then` and `{jumps[0]}` exclude each other",
                            f"put the `{jumps[0]}` inside the `then`")  # fmt: skip

    def _when(self, node: Node, made: list[Any], *_: Any) -> None:
        scalar = self.page.scalar(node, "`when`")
        made[_WHEN] = self.story.code.condition(self.page, scalar) if scalar else -1

    def _advance(self, node: Node, made: list[Any], *_: Any) -> None:
        span = parse_span(self.page.line(node, "`advance`"))
        if span is None:
            self.page.fault(node, "E507", "`advance` is a span of time", "as in 3 days, 40 minutes, 2 hours, 1 week")
        made[_ADVANCE] = span or 0

    def _at(self, node: Node, made: list[Any], *_: Any) -> None:
        fields = self.page.keyed(node, keys.AT, "`at`")
        if "date" in fields:
            date = parse_date(self.page.line(fields["date"], "`date`"))
            if date is None:
                self.page.fault(fields["date"], "E507", "`date` is a moment", "as in 1966-01-14 06:40")
            made[_DATE] = date
        if "place" in fields:
            made[_PLACE] = self.known(fields["place"], self.story.places, "E603", "place")

    def _set(self, node: Node, made: list[Any], *_: Any) -> None:
        found = [self.story.code.assignment(self.page, s) for s in self.page.words(node, "`set`")]
        made[_SETS] = tuple(found)

    def _intervention(self, node: Node) -> tuple[int, ...]:
        """The assignment by which `intervened` names the first intervention."""
        scalar = self.page.scalar(node, "`intervene`")
        name = self.story.names.table.get("intervened")
        words = name.type.words[1:] if name else ()
        if scalar is None or scalar.value not in words:
            if scalar:
                self.page.fault(scalar, "E640", f"the file knows no intervention `{scalar.value[:60]}`",
                                nearest(scalar.value, words) or "list it under `interventions` of `file`")  # fmt: skip
            return ()
        text = f'intervened = "{scalar.value}" if intervened == "none" else intervened'
        return (self.story.code.assignment(self.page, Scalar(text, scalar.line, scalar.column)),)

    def _learn(self, node: Node, made: list[Any], *_: Any) -> None:
        made[_LEARN] = self._facts(node, "`learn`")

    def _assumes(self, node: Node, made: list[Any], *_: Any) -> None:
        made[_ASSUMES] = self._facts(node, "`assumes`")

    def _facts(self, node: Node, what: str) -> tuple[str, ...]:
        return tuple(self.known(s, self.story.facts, "E604", "fact") for s in self.page.words(node, what))

    def _acts(self, node: Node, made: list[Any], *_: Any) -> None:
        made[_ACTS] = tuple(self._act(item) for item in self.page.items(node))

    def _act(self, node: Node) -> Act:
        fields = self.page.keyed(node, keys.ACT, "an act")
        lines = {k: self.page.line(fields[k], f"`{k}`") for k in ("how", "stakes") if k in fields}
        people = self.page.words(fields["seen_by"], "`seen_by`") if "seen_by" in fields else []
        return Act(
            self.known(fields["do"], self.story.acts, "E605", "act") if "do" in fields else "",
            self.known(fields["to"], self.story.people, "E602", "person") if "to" in fields else "",
            lines.get("how", ""),
            lines.get("stakes", ""),
            tuple(self.known(s, self.story.people, "E602", "person") for s in people),
            self.known(fields["place"], self.story.places, "E603", "place") if "place" in fields else "",
        )

    def _text(self, node: Node, made: list[Any], path: str, *_: Any) -> None:
        made[_TEXT] = self.text(node, path)

    def text(self, node: Node, path: str) -> Text:
        """A text whose varying pieces are counted under `path`."""
        if isinstance(node, Scalar) and is_plain(node.value):
            return plain_text(node.value)  # most texts need nothing of what is made below
        papers = len(self.papers)
        made = self.story.texts.text(
            self.page, node, "`text`", lambda: self.counter(f"{path}#{len(self.counters)}"), self.papers
        )
        if not isinstance(node, Scalar):
            extents, measure = self.story.extents, self.story.measure
            measure(self.page, node, extents.of(made, tuple(self.papers)))
            for paper in self.papers[papers:]:
                measure(self.page, node, extents.of(paper.text), inside_document=True)
        return made

    def _check(self, node: Node, made: list[Any], path: str, *_: Any) -> None:
        entries = list(self.page.entries(node, "`check`")) if isinstance(node, Mapping) else []
        if len(entries) != 1:
            self.page.fault(node, "E503", "`check` names one stat and a difficulty", "as in {nerve: 5}")
            return
        stat, key, difficulty = entries[0]
        name = self.story.names.table.get(stat)
        owner = next((v for v in self.story.variables.values() if stat in (v.id, v.other)), None)
        if name is None or owner is None or owner.kind not in _TRIED:
            tried = [n for v in self.story.variables.values() if v.kind in _TRIED for n in (v.id, v.other) if n]
            is_a = f"`{stat[:60]}` is {_SPOKEN[owner.kind]}, and a check tries a number or a pair" if owner else ""
            self.page.fault(key, "E610", is_a or f"`{stat[:60]}` is no number or pair to check",
                            nearest(stat, tried) or (f"there is {', '.join(tried[:8])}" if tried else ""))  # fmt: skip
            return
        pair = owner.kind == "pair"
        label = stat.replace("_", " ") if stat == owner.other else owner.label
        made[_CHECK] = Check(
            label, owner.slot, name.mirror, pair,
            self.page.number(difficulty, "a difficulty", 0, 10), f"{self.id}/{path}",
        )  # fmt: skip

    def _outcome(key: str) -> Any:  # type: ignore[misc]
        place = _FIELDS.index(key)

        def read(self: SceneReader, node: Node, made: list[Any], path: str, index: int, hub: bool) -> None:
            made[place] = self.nested(node, f"{path}:{key}", Role.OUTCOME, index)

        return read

    def _draw(self, node: Node, made: list[Any], path: str, index: int, hub: bool) -> None:
        fields = self.page.keyed(node, keys.DRAW, "`draw`")
        if not hub:
            self.page.fault(node, "E508", "`draw` belongs to a hub", "add `hub: true` to the scene")
        deck = self.deck(fields["from"]) if "from" in fields else ""
        made[_DRAW] = (deck, self.page.number(fields["show"], "`show`", 1, 9) if "show" in fields else 3)

    def _choices(self, node: Node, made: list[Any], path: str, index: int, hub: bool) -> None:
        if len(path) > 0 and path.count("/") >= _DEEPEST:
            self.page.fault(node, "E508", f"choices are nested more than {_DEEPEST} deep", "make a scene of them")
            return
        seen: set[str] = set()
        made[_CHOICES] = tuple(self._choice(item, path, index, hub, seen) for item in self.page.items(node))

    def _choice(self, node: Node, path: str, parent: int, hub: bool, seen: set[str]) -> Choice:
        page = self.page
        fields = page.keyed(node, keys.CHOICE, "a choice")
        label_node = fields.get("label")
        written = label_node.value if isinstance(label_node, Scalar) else ""
        id = page.line(fields["id"], "`id`") if "id" in fields else slug(written)
        if not _CHOICE_ID.fullmatch(id):
            page.fault(fields["id"], "E506", f"a choice's id `{id[:60]}` is not a name",
                       "it is of small letters, digits, - and _")  # fmt: skip
        if id in seen:
            page.fault(
                fields.get("id") or node,
                "E611",
                f"two choices here have the id `{id}`",
                "give one of them an `id:`",
            )
        seen.add(id)
        here = f"{path}/{id}" if path else id
        counter = self.counter(here)
        condition = fields.get("when")
        when = page.scalar(condition, "`when`") if condition else None
        if "leave" in fields and not hub:
            page.fault(fields["leave"], "E508", "`leave` belongs to the choices of a hub")
        self.nodes.append(node)
        body = self.body(fields, here, Role.CHOICE, parent, False, _READERS_BUT_WHEN)
        leave = "leave" in fields and page.flag(fields["leave"], "`leave`")
        return Choice(
            id,
            self.line(label_node, "`label`") if label_node else (),
            body,
            counter,
            self.story.code.condition(page, when) if when else -1,
            self.line(fields["locked"], "`locked`") if "locked" in fields else (),
            page.flag(fields["once"], "`once`") if "once" in fields else hub and not leave,
            leave,
            page.line(fields["intent"], "`intent`") if "intent" in fields else "",
            "reflective" in fields and page.flag(fields["reflective"], "`reflective`"),
        )

    def _goto(self, node: Node, made: list[Any], *_: Any) -> None:
        made[_JUMP] = Jump("goto", self.scene(node))

    def _call(self, node: Node, made: list[Any], *_: Any) -> None:
        if isinstance(node, Scalar):
            made[_JUMP] = Jump("call", self.scene(node))
            return
        fields = self.page.keyed(node, keys.CALL, "`call`")
        arguments = []
        for name, key, value in self.page.entries(fields["with"], "`with`") if "with" in fields else ():
            scalar = self.page.scalar(value, "a value")
            if scalar:
                text = scalar.value if scalar.plain or scalar.value[:1] == '"' else f'"{scalar.value}"'
                joined = Scalar(f"{name} ={text}", key.line, key.column)  # the columns are those of `name: value`
                arguments.append((self.slot(name), self.story.code.assignment(self.page, joined)))
        target = self.scene(fields["scene"]) if "scene" in fields else -1
        made[_JUMP] = Jump("call", target, arguments=tuple(arguments))

    def slot(self, name: str) -> int:
        """Slot of a variable; -1 when it is not declared (the assignment reports that)."""
        known = self.story.names.table.get(name)
        return known.slot if known else -1

    def _return(self, node: Node, made: list[Any], *_: Any) -> None:
        if self.page.flag(node, "`return`"):
            made[_JUMP] = Jump("return")

    def _end(self, node: Node, made: list[Any], *_: Any) -> None:
        scalar = self.page.scalar(node, "`end`")
        if scalar is None:
            return
        if scalar.value != "auto":
            self.known(scalar, self.story.endings, "E608", "ending")
        elif not any(e.when < 0 for e in self.story.endings.values()):
            self.page.fault(node, "E608", "with `end: auto` it could be that no ending holds",
                            "declare one ending without `when`")  # fmt: skip
        made[_JUMP] = Jump("end", ending=scalar.value)

    def _then(self, node: Node, made: list[Any], path: str, index: int, hub: bool) -> None:
        items = self.page.items(node)
        names = [f"{path}:then"] if len(items) == 1 else [f"{path}:then{k}" for k in range(1, len(items) + 1)]
        made[_THEN] = tuple(self.nested(item, name, Role.THEN, index) for item, name in zip(items, names, strict=True))

    # ---------------------------------------------------------------------- details

    def counter(self, name: str) -> int:
        """A new counter of this scene."""
        self.counters.append(name)
        return self.base + len(self.counters) - 1

    def line(self, node: Node, what: str) -> Text:
        """A text of one paragraph, such as a label. It is drawn without being counted as read."""
        if isinstance(node, Scalar) and is_plain(node.value):
            return plain_text(node.value)
        return self.story.texts.line(self.page, node, what, lambda: -1)

    def known(self, node: Node, table: Any, code: str, what: str) -> str:
        """The id of something declared in `table`, with a finding if it is not."""
        scalar = self.page.scalar(node, f"a {what}")
        if scalar is None:
            return ""
        if scalar.value not in table:
            self.page.fault(scalar, code, f"no {what} `{scalar.value[:60]}` is declared", nearest(scalar.value, table))
        return scalar.value

    def scene(self, node: Node) -> int:
        """Index of the scene that `node` names; -1 after a finding."""
        scalar = self.page.scalar(node, "a scene's id")
        if scalar is None:
            return -1
        found = self.story.names.scene(scalar.value, self.page.prefix)
        if found is None:
            hint = self.page.near(scalar.value, self.story.names.scenes)
            self.page.fault(scalar, "E601", f"no scene `{scalar.value[:60]}` is declared", hint)
            return -1
        return found

    def deck(self, node: Node) -> str:
        """The whole id of a deck."""
        scalar = self.page.scalar(node, "a deck")
        if scalar is None:
            return ""
        for name in (self.page.name_of(scalar.value), scalar.value):
            if name in self.story.decks:
                return name
        self.page.fault(
            scalar,
            "E606",
            f"no deck `{scalar.value[:60]}` is declared",
            self.page.near(scalar.value, self.story.decks),
        )
        return ""

    def _storylet(self, fields: dict[str, Node]) -> Storylet | None:
        if "deck" not in fields:
            return None
        page = self.page
        when = page.scalar(fields["when"], "`when`") if "when" in fields else None
        if "label" not in fields:
            page.fault(fields["deck"], "E502", "a storylet needs the key `label`", keys.SCENE["label"].doc)
        return Storylet(
            self.deck(fields["deck"]),
            self.line(fields["label"], "`label`") if "label" in fields else (),
            self.story.code.condition(page, when) if when else -1,
            when.value.count(" and ") + 1 if when else 0,
            page.number(fields["urgency"], "`urgency`", -100, 100) if "urgency" in fields else 0,
            page.number(fields["weight"], "`weight`", 1, 100) if "weight" in fields else 1,
            page.flag(fields["once"], "`once`") if "once" in fields else True,
        )

    def _episode(self, fields: dict[str, Node]) -> tuple[int, str] | None:
        if "episode" not in fields:
            return None
        inner = self.page.keyed(fields["episode"], keys.EPISODE, "`episode`")
        number = self.page.number(inner["number"], "`number`", 1, 999) if "number" in inner else 1
        return number, self.page.line(inner["title"], "`title`") if "title" in inner else ""

    def _notes(self, fields: dict[str, Node]) -> tuple[str, ...]:
        if "notes" not in fields:
            return ()
        found = self.page.words(fields["notes"], "`notes`")
        return tuple(self.known(s, self.notes, "E612", "content note") for s in found)

    _READERS: Final[dict[str, _Reads]] = {
        "when": _when, "assumes": _assumes, "advance": _advance, "at": _at, "set": _set, "learn": _learn, "act": _acts,
        "text": _text, "check": _check, "success": _outcome("success"), "failure": _outcome("failure"),
        "draw": _draw, "choices": _choices, "goto": _goto, "call": _call, "return": _return, "end": _end,
        "then": _then,
    }  # fmt: skip


_READERS = SceneReader._READERS
_READERS_BUT_WHEN: Final = {key: reader for key, reader in _READERS.items() if key != "when"}
"""For storylets and choices, whose `when` says whether they are offered."""
