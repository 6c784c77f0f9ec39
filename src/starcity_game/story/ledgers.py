"""Ledgers that stand in a story: engineers ready to be opened, and the interview whose answers give one."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from starcity_game.story import keys
from starcity_game.story.calendar import parse_date
from starcity_game.story.diagnostics import nearest
from starcity_game.story.filing import Asked, Engineer, Entry, Given, Interview, Reply, Rules
from starcity_game.story.forms import derived
from starcity_game.story.model import Value, Variable
from starcity_game.story.names import Names
from starcity_game.story.nodes import Node
from starcity_game.story.page import Page

if TYPE_CHECKING:
    from starcity_game.story.declare import Declarations  # it reads these sections

_LINES: Final = ("how", "stakes", "intent")


class Ledgers:
    """Reads the sections `engineers` and `interview`."""

    def __init__(self, story: Declarations) -> None:
        self._story = story

    def engineers(self, pages: list[Page], rules: Rules) -> tuple[Engineer, ...]:
        """Every ledger that is ready to be opened."""
        found = []
        for page, id, node in self._story.section(pages, "engineers"):
            fields = page.keyed(node, keys.ENGINEER, "an engineer")
            deeds = [(item, self._deed(page, page.keyed(item, keys.DEED, "a deed")))
                     for item in (page.items(fields["deeds"]) if "deeds" in fields else ())]  # fmt: skip
            self._in_order(page, deeds)
            found.append(Engineer(
                id, page.line(fields["title"], "`title`") if "title" in fields else id,
                page.line(fields["about"], "`about`") if "about" in fields else "",
                self._forms(page, fields), self._keeps(page, fields, rules), tuple(deed for _, deed in deeds),
            ))  # fmt: skip
        return tuple(found)

    def interview(self, pages: list[Page], rules: Rules) -> Interview | None:
        """The questions, and the deeds that their answers give."""
        found = [(page, page.root.values["interview"]) for page in pages if "interview" in page.root.values]
        for page, node in found[1:]:
            page.fault(node, "E509", f"`interview` stands in {found[0][0].file} already")
        if not found:
            return None
        page, node = found[0]
        fields = page.keyed(node, keys.INTERVIEW, "`interview`")
        known: dict[str, tuple[str, ...]] = {}
        questions = [self._asked(page, item, known, rules)
                     for item in (page.items(fields["questions"]) if "questions" in fields else ())]  # fmt: skip
        deeds = []
        for item in page.items(fields["deeds"]) if "deeds" in fields else ():
            inner = page.keyed(item, keys.RULED, "a deed of the interview")
            deeds.append((item, self._needs(page, inner, known), self._deed(page, inner)))
        self._in_order(page, [(item, deed) for item, _, deed in deeds])
        about = page.paragraphs(fields["about"], "`about`") if "about" in fields else ""
        return Interview(about, tuple(questions), tuple((needs, deed) for _, needs, deed in deeds))

    def _asked(self, page: Page, node: Node, known: dict[str, tuple[str, ...]], rules: Rules) -> Asked:
        """One question; `known` are the answers of those before it, and of this one after the call."""
        fields = page.keyed(node, keys.INTERVIEW_QUESTION, "a question of the interview")
        id = page.id(fields["id"], "`id`", False) if "id" in fields else ""
        if id in known:
            page.fault(fields.get("id", node), "E509", f"two questions of the interview have the id `{id}`")
        replies = []
        for item in page.items(fields["answers"]) if "answers" in fields else ():
            inner = page.keyed(item, keys.INTERVIEW_ANSWER, "an answer of the interview")
            name = page.id(inner["id"], "`id`", False) if "id" in inner else ""
            label = page.line(inner["label"], "`label`") if "label" in inner else ""
            needs = self._needs(page, inner, known)
            replies.append(Reply(name, label, needs, self._forms(page, inner), self._keeps(page, inner, rules)))
        if replies and all(reply.needs for reply in replies) and len({*replies[0].needs}) != 1:
            page.fault(node, "E643", "there are answers to this question only after others", "give one without `if`")
        known[id] = tuple(reply.id for reply in replies)
        return Asked(id, page.line(fields["ask"], "`ask`") if "ask" in fields else "", tuple(replies))

    def _needs(self, page: Page, fields: dict[str, Node], known: dict[str, tuple[str, ...]]) -> Given:
        """The answers under `if`."""
        found: Given = {}
        for question, key, node in page.entries(fields["if"], "`if`") if "if" in fields else ():
            if question not in known:
                page.fault(key, "E643", f"no earlier question of the interview is `{question[:60]}`",
                           nearest(question, known))  # fmt: skip
                continue
            words = page.words(node, "`if`")
            for word in words:
                if word.value not in known[question]:
                    page.fault(word, "E643", f"`{word.value[:60]}` is no answer to `{question}`",
                               nearest(word.value, known[question]))  # fmt: skip
            found[question] = tuple(word.value for word in words)
        return found

    def _deed(self, page: Page, fields: dict[str, Node]) -> Entry:
        story = self._story
        lines = {k: page.line(fields[k], f"`{k}`") for k in _LINES if k in fields}
        date = parse_date(page.line(fields["date"], "`date`")) if "date" in fields else 0
        if date is None:
            page.fault(fields["date"], "E507", "`date` is a moment", "as in 1966-01-14 06:40")
        people = page.words(fields["seen_by"], "`seen_by`") if "seen_by" in fields else []
        return Entry(
            known(page, fields["act"], story.acts, "E605", "act") if "act" in fields else "",
            self._scene(page, fields["scene"]) if "scene" in fields else "",
            page.number(fields["episode"], "`episode`", 1, 999) if "episode" in fields else 1,
            date or 0,
            known(page, fields["place"], story.places, "E603", "place") if "place" in fields else "",
            known(page, fields["to"], story.people, "E602", "person") if "to" in fields else "",
            lines.get("how", ""), lines.get("stakes", ""),
            tuple(known(page, scalar, story.people, "E602", "person") for scalar in people),
            lines.get("intent", ""),
        )  # fmt: skip

    def _scene(self, page: Page, node: Node) -> str:
        """The whole id of a declared scene."""
        scalar = page.scalar(node, "a scene's id")
        scenes = self._story.names.scenes
        index = self._story.names.scene(scalar.value, page.prefix) if scalar else None
        if scalar and index is None:
            page.fault(scalar, "E601", f"no scene `{scalar.value[:60]}` is declared", page.near(scalar.value, scenes))
        return [*scenes][index] if index is not None else ""

    def _in_order(self, page: Page, deeds: list[tuple[Node, Entry]]) -> None:
        """Report a deed that is older than the one before it."""
        for (_, before), (node, after) in pairwise(deeds):
            if after.now < before.now:
                page.fault(node, "E643", "this deed is older than the one before it", "a ledger goes by its dates")

    def _forms(self, page: Page, fields: dict[str, Node]) -> dict[str, str]:
        entries = page.entries(fields["forms"], "`forms`") if "forms" in fields else ()
        return derived({form: page.line(value, "a form") for form, _, value in entries})

    def _keeps(self, page: Page, fields: dict[str, Node], rules: Rules) -> dict[str, Value]:
        """Values of variables that are carried over."""
        found: dict[str, Value] = {}
        for name, key, node in page.entries(fields["keeps"], "`keeps`") if "keeps" in fields else ():
            value = page.value(node, "a value")
            if name not in rules.keeps:
                page.fault(key, "E640", f"the file does not keep `{name[:60]}`", nearest(name, rules.keeps))
            elif not fits(self._story.variables[name], value):
                page.fault(node, "E643", f"`{name}` cannot be `{str(value)[:60]}`")
            else:
                found[name] = value
        return found


def known(page: Page, node: Node, table: Collection[str], code: str, what: str) -> str:
    """The id of something declared in `table`, with a finding if it is not."""
    scalar = page.scalar(node, f"a {what}")
    if scalar is None:
        return ""
    if scalar.value not in table:
        page.fault(scalar, code, f"no {what} `{scalar.value[:60]}` is declared", nearest(scalar.value, table))
    return scalar.value


def names_under(
    page: Page, fields: dict[str, Node], key: str, table: Collection[str], code: str, what: str
) -> tuple[str, ...]:
    """The declared names that stand under `key`."""
    scalars = page.words(fields[key], f"`{key}`") if key in fields else []
    return tuple(known(page, scalar, table, code, what) for scalar in scalars)


def scenes_under(page: Page, fields: dict[str, Node], names: Names) -> tuple[str, ...]:
    """The whole ids of the scenes under `scene`."""
    scenes = [*names.scenes]
    found = []
    for scalar in page.words(fields["scene"], "`scene`") if "scene" in fields else ():
        index = names.scene(scalar.value, page.prefix)
        if index is None:
            page.fault(scalar, "E601", f"no scene `{scalar.value[:60]}` is declared", page.near(scalar.value, scenes))
        else:
            found.append(scenes[index])
    return tuple(found)


def fits(variable: Variable, value: object) -> bool:
    """Whether a variable can hold `value`; a free text never comes from another life."""
    if variable.kind in ("number", "pair"):
        return type(value) is int and variable.low <= value <= variable.high
    if variable.kind == "flag":
        return isinstance(value, bool)
    return variable.kind == "word" and value in variable.words
