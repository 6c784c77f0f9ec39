"""Compiling a story: reads every file, links what they declare, and reports every fault in one run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from starcity_game.story import keys
from starcity_game.story.cache import encode_scene
from starcity_game.story.calendar import ENGLISH
from starcity_game.story.declare import Declarations
from starcity_game.story.diagnostics import LimitedFindings, nearest
from starcity_game.story.folder import MAIN_FILE, SourceFile
from starcity_game.story.form import check_form
from starcity_game.story.forms import derived
from starcity_game.story.model import Answer, Head, Question, Scene, Volume
from starcity_game.story.nodes import Mapping, Node, Scalar
from starcity_game.story.page import Page
from starcity_game.story.players import read_players
from starcity_game.story.read_yaml import read_yaml
from starcity_game.story.scenes import SceneReader
from starcity_game.story.trace import Trace
from starcity_game.story.translated import own_forms

if TYPE_CHECKING:
    from starcity_game.story.translation import Translation  # most stories are played as they were written

MOST_EPISODES: Final = 99
"""Episodes that a volume may say it is to have."""

CODES: Final = {
    "E500": "story.yaml lacks what a story needs",
    "E613": "a former id of a scene that is in use",
    "E615": "there are more faults in this story than are told at once",
    "E614": "a question that sets nothing, or an answer that does not fit it",
}


class Compiler:
    """Compiles the files of one story."""

    def __init__(
        self,
        files: list[SourceFile],
        story_hash: str,
        findings: LimitedFindings,
        trace: Trace | None = None,
        translation: Translation | None = None,
    ) -> None:
        """A compiler of `files`; with `trace`, every body's place in them is kept there; with `translation`, its
        texts take the place of the story's own."""
        self.files, self.hash, self.findings = files, story_hash, findings
        self.declared = Declarations()
        self.pages: list[Page] = []
        self.shared: list[str] = []
        self.faulty: set[int] = set()
        self.trace, self.translation = trace, translation

    def compile(self) -> tuple[Head, list[bytes]] | None:
        """Head and stored scenes; None when the files cannot be linked at all."""
        for file in self.files:
            self.findings.check()
            root = read_yaml(file.data, file.path, self.findings)
            if root is not None:
                text = file.data.decode("utf-8-sig", "replace")
                make = self.translation.page if self.translation else Page
                self.pages.append(make(file.path, text, root, self.findings))
        if self.translation:
            self.translation.finish()
        if self.trace is not None:
            self.trace.pages.extend(self.pages)
            self.trace.names = self.declared.names
        main = next((p for p in self.pages if p.file == MAIN_FILE), None)
        if main is None:
            return None
        for page in self.pages:
            known = {**keys.SECTIONS, **(keys.STORY if page is main else {})}
            for key, (key_node, value) in page.root.entries.items() if page.root.values.keys() - known.keys() else ():
                if key not in known:
                    self.findings.unread.add_section(value, (page.file, key_node.line, key_node.column))
            page.keyed(page.root, known, "a story file")
        nodes = self._scene_names()
        story = self._story_keys(main)
        self.declared.read(self.pages, self._shared_counter, self._given(main))
        if "players" in main.root.values:
            read_players(main, main.root.values["players"], self.declared.variables)
        if self.trace is not None:
            self.trace.clues.update(self.declared.clues)
        programme = self.declared.machines.programme(self.pages)
        if self.trace is not None:
            self.trace.programme = programme
        volumes = self._volumes(main)
        notes = {id: main.line(n, "a content note") for id, _, n in self._entries_of(main, "notes")}
        scenes = self._scenes(nodes, notes)
        check_form(scenes, [v.start for v in volumes.values() if v.start >= 0], self.findings, self.faulty)
        if self.findings.failed:
            return None
        return self._head(story, notes, volumes, scenes), [encode_scene(s) for s in scenes]

    def _scene_names(self) -> list[tuple[Page, str, Node]]:
        """Every scene with its page and whole id; the ids get their numbers."""
        found: list[tuple[Page, str, Node]] = []
        known = self.declared.names.scenes
        for page in self.pages:
            for id, key, node in self._entries_of(page, "scenes"):
                name = page.name_of(id)
                page.id(key, "a scene's id")
                if name in known:
                    page.fault(key, "E509", f"the scene `{name}` is declared twice")
                    continue
                known[name] = len(found)
                found.append((page, name, node))
        return found

    def _entries_of(self, page: Page, section: str) -> Iterator[tuple[str, Scalar, Node]]:
        node = page.root.values.get(section)
        return page.entries(node, f"`{section}`") if node else iter(())

    def _shared_counter(self, name: str) -> int:
        """A counter for a text outside scenes; scenes' visits come first in the numbering."""
        self.shared.append(f"{name}#{len(self.shared)}")
        return len(self.declared.names.scenes) + len(self.shared) - 1

    def _story_keys(self, main: Page) -> dict[str, str]:
        """The story's own lines."""
        found = {}
        for key in keys.STORY:
            node = main.root.values.get(key)
            if node and key not in ("notes", "volumes", "players", "check"):
                found[key] = main.paragraphs(node, f"`{key}`")
        id, ways = main.root.values.get("story"), main.root.values.get("volumes")
        if isinstance(id, Scalar) and not id.value.strip():
            main.fault(id, "E500", "a story needs an id", keys.STORY["story"].doc)
        if ways and not getattr(ways, "values", None):
            main.fault(ways, "E500", "a story needs a volume", keys.STORY["volumes"].doc)
        if "check" in main.root.values:
            self._levels(main, main.root.values["check"])
        return found

    def _levels(self, main: Page, node: Node) -> None:
        """Hold `check` to its shape; which codes and levels there are, the checker knows."""
        fields = main.keyed(node, keys.CHECK, "`check`")
        for _, _, level in main.entries(fields["severity"], "`severity`") if "severity" in fields else ():
            main.scalar(level, "a level")

    def _scenes(self, nodes: list[tuple[Page, str, Node]], notes: dict[str, str]) -> list[Scene]:
        """All scenes, compiled in the order of their numbers."""
        base = len(nodes) + len(self.shared)
        scenes = []
        for index, (page, name, node) in enumerate(nodes):
            faults = self.findings.count
            reader = SceneReader(self.declared, notes, page, name, base)
            scene = reader.read(node)
            if self.trace is not None:
                self.trace.add(page, reader.nodes)
            if self.findings.count > faults or page.file in self.findings.unread.files:
                self.faulty.add(index)
            base += len(scene.counters)
            scenes.append(scene)
            if scene.storylet and scene.storylet.deck in self.declared.decks:
                self.declared.decks[scene.storylet.deck].append(index)
            self._former_ids(page, name, node)
        self.counters = base
        return scenes

    def _former_ids(self, page: Page, name: str, node: Node) -> None:
        """Keep the ids under which saved lives may know a scene."""
        was = node.values.get("was") if isinstance(node, Mapping) else None
        for former in page.words(was, "`was`") if was else ():
            for id in {former.value, page.name_of(former.value)}:
                if id in self.declared.names.scenes:
                    page.fault(former, "E613", f"`{id}` is the id of a scene, so it cannot be a former one")
                else:
                    self.declared.was[id] = name

    def _volumes(self, main: Page) -> dict[str, Volume]:
        """The ways into the story."""
        found = {}
        for id, _, node in self._entries_of(main, "volumes"):
            fields = main.keyed(node, keys.VOLUME, "a volume")
            lines = {k: main.line(fields[k], f"`{k}`") for k in ("title", "short", "about") if k in fields}
            start = self._start(main, fields["start"]) if "start" in fields else -1
            opens = main.flag(fields["opens"], "`opens`") if "opens" in fields else False
            if opens:
                self.declared.dossiers.check_opening(main, fields["opens"], id)
            questions = (
                [self._question(main, q) for q in main.items(fields["questionnaire"])]
                if "questionnaire" in fields
                else []
            )
            found[id] = Volume(
                id,
                lines.get("title", id),
                lines.get("short", id),
                start,
                lines.get("about", ""),
                tuple(questions),
                opens,
                self._hero(main, fields["hero"]) if "hero" in fields else "you",
                main.number(fields["episodes"], "`episodes`", 1, MOST_EPISODES) if "episodes" in fields else 0,
            )
        return found

    def _hero(self, main: Page, node: Node) -> str:
        """The person who is played in a volume."""
        scalar = main.scalar(node, "`hero`")
        return self.declared.person(main, scalar) if scalar else "you"

    def _given(self, main: Page) -> dict[str, set[str]]:
        """People whose names the questionnaires give, with the forms that they give; known before any text
        is read, since a text has to look such a form up while the story is played."""
        found: dict[str, set[str]] = {}
        for _, _, volume in self._entries_of(main, "volumes"):
            for question in main.items(entry(volume, "questionnaire")):
                person = entry(question, "person")
                if isinstance(person, Scalar):
                    forms = found.setdefault(person.value, set())
                    for answer in main.items(entry(question, "options")):
                        forms.update(getattr(entry(answer, "forms"), "entries", {}))
        return found

    def _start(self, main: Page, node: Node) -> int:
        scalar = main.scalar(node, "`start`")
        known = self.declared.names.scenes
        if scalar is None or scalar.value not in known:
            name = f" `{scalar.value[:60]}`" if scalar else ""
            main.fault(node, "E601", f"this volume starts in a scene{name} that is not declared",
                       nearest(scalar.value, known) if scalar else "")  # fmt: skip
            return -1
        return known[scalar.value]

    def _question(self, main: Page, node: Node) -> Question:
        """One question of a questionnaire."""
        fields = main.keyed(node, keys.QUESTION, "a question")
        variable = main.line(fields["set"], "`set`") if "set" in fields else ""
        person = main.line(fields["person"], "`person`") if "person" in fields else ""
        known = self.declared.variables.get(variable)
        if (
            ("set" in fields) == ("person" in fields)
            or (variable and not (known and known.kind == "word"))
            or (person and person not in self.declared.people)
        ):
            main.fault(node, "E614", "a question has either `set` with a `one_of` variable or `person` with a person",
                       nearest(variable or person, [*self.declared.variables, *self.declared.people]))  # fmt: skip
        answers = (
            tuple(self._answer(main, a, known.words if known else None) for a in main.items(fields["options"]))
            if "options" in fields
            else ()
        )
        if person and any([*a.forms] != [*answers[0].forms] for a in answers):
            main.fault(fields["options"], "E513", "every answer of this question needs the same forms",
                       "in the same order")  # fmt: skip
        return Question(
            main.line(fields["id"], "`id`") if "id" in fields else "",
            main.line(fields["ask"], "`ask`") if "ask" in fields else "",
            answers, known.slot if known else -1, person,
            main.flag(fields["typed"], "`typed`") if "typed" in fields else False,
        )  # fmt: skip

    def _answer(self, main: Page, node: Node, words: tuple[str, ...] | None) -> Answer:
        fields = main.keyed(node, keys.ANSWER, "an answer")
        value = main.line(fields["value"], "`value`") if "value" in fields else ""
        if words is not None and value not in words:
            main.fault(fields.get("value", node), "E614", f"`{value[:60]}` is no value of this question's variable",
                       nearest(value, words))  # fmt: skip
        when = main.scalar(fields["when"], "`when`") if "when" in fields else None
        forms = self.declared._forms(main, fields.get("forms"))
        return Answer(
            main.line(fields["label"], "`label`") if "label" in fields else "",
            value, forms, self.declared.code.condition(main, when) if when else -1,
            derived(own_forms(fields.get("forms"))) if self.translation else {},
        )  # fmt: skip

    def _head(
        self, story: dict[str, str], notes: dict[str, str], volumes: dict[str, Volume], scenes: list[Scene]
    ) -> Head:
        d = self.declared
        return Head(
            id=story.get("story", ""), title=story.get("title", ""), version=story.get("version", ""), hash=self.hash,
            about=story.get("about", ""), credits=story.get("credits", ""), notes=notes, volumes=volumes,
            variables=d.variables, people=d.people, places=d.places, facts=d.facts, acts=d.acts,
            glossary=d.glossary, documents=d.documents, pieces=d.pieces, endings=d.endings,
            decks={name: tuple(found) for name, found in d.decks.items()},
            start=tuple(d.names.start), code=tuple(d.code.trees), counters=self.counters,
            scenes=tuple(s.id for s in scenes), bases=tuple(s.base for s in scenes),
            shared=tuple(self.shared), was=d.was,
            calendar=self.translation.calendar if self.translation else ENGLISH, casting=d.casting,
            machine=d.machine, dossier=d.dossiers.stored(),
            hooks={id: hook.slot for id, hook in d.dossiers.hooks.items()},
        )  # fmt: skip


def entry(node: Node, key: str) -> Node:
    """The value of `key` in a mapping; an empty text where there is none."""
    found = node.entries.get(key) if isinstance(node, Mapping) else None
    return found[1] if found else Scalar("", 0, 0)
