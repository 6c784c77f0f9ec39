"""Reading a playthrough: from bytes to steps that are checked against the story, every mistake with its place."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Table

from starcity_game.authoring.answers import NoAnswer, Written, filled_in
from starcity_game.authoring.opened import Opened
from starcity_game.authoring.replay.playthrough import PLAYTHROUGH, STEP, Condition, Line, Playthrough, Step
from starcity_game.engine.dossier.subjects import first_subject, interviewed, ready_subject
from starcity_game.engine.state import Origin, Subject
from starcity_game.story.diagnostics import Findings, nearest
from starcity_game.story.expressions import ExpressionFault, Scope, Tree, parse_assignment, parse_condition
from starcity_game.story.nodes import Mapping, Node, Scalar, where
from starcity_game.story.page import Page
from starcity_game.story.read_yaml import read_yaml

LARGEST_SEED = 2**53 - 1


def read(data: bytes, file: str, story: Opened, findings: Findings) -> Playthrough | None:
    """The playthrough in `data`; None when nothing of it could be read. Everything wrong goes to `findings`, and
    after an error in them it is not to be played. `file` is its name in findings."""
    root = read_yaml(data, file, findings)
    if root is None or (findings.failed and "steps" not in root.values):  # the syntax error has taken them away
        return None
    if "volumes" in root.values or "scenes" in root.values:
        findings.error((file, 1, 1), "E821", "this is a file of a story, not a playthrough")
        return None
    page = Page(file, data.decode("utf-8-sig", "replace"), root, findings)
    return _Reader(page, story).playthrough()


class _Reader:
    """Reads one file."""

    def __init__(self, page: Page, story: Opened) -> None:
        self._page, self._story = page, story
        self._fields = page.keyed(page.root, PLAYTHROUGH, "a playthrough")
        self._volume = self._chosen_volume()
        first = story.head.volumes[self._volume].start
        self._prefix = story.trace.page(first).prefix
        self._scope: Scope = story.trace.names.within(self._prefix)

    def playthrough(self) -> Playthrough:
        """The whole of it."""
        page, fields = self._page, self._fields
        steps = page.items(fields["steps"]) if "steps" in fields else []
        for key in ("set", "learn"):
            if key in fields and "start" not in fields:
                page.fault(fields[key], "E508", f"`{key}` needs the key `start`", PLAYTHROUGH[key].doc)
        return Playthrough(
            page.file,
            Origin(self._volume, self._seed(), self._answers(), self._skipped(), self._subject()),
            tuple(self._step(node) for node in steps),
            page.line(fields["about"], "`about`") if "about" in fields else "",
            self._scene(fields["start"])[0] if "start" in fields else -1,
            tuple(tree for _, tree in self._trees(fields.get("set"), "`set`", parse_assignment)),
            self._known(fields.get("learn"), "learn", "fact", self._story.head.facts),
        )

    # ------------------------------------------------------------------ what it begins with

    def _chosen_volume(self) -> str:
        """Id of the volume; the first after a finding."""
        volumes = self._story.head.volumes
        node = self._fields.get("volume")
        if node is None:
            if len(volumes) > 1:
                self._page.fault(self._page.root, "E821", "a playthrough needs the key `volume` here",
                                 f"there is {', '.join(volumes)}")  # fmt: skip
            return next(iter(volumes))
        found = self._known(node, "volume", "volume", volumes)
        return found[0] if found else next(iter(volumes))

    def _seed(self) -> int:
        """The seed; 0 without one."""
        node = self._fields.get("seed")
        text = self._page.line(node, "`seed`") if node else "0"
        if text.isascii() and text.isdigit() and len(text) < 17 and int(text) <= LARGEST_SEED:
            return int(text)
        self._page.fault(node or self._page.root, "E504", f"`seed` is a whole number from 0 to {LARGEST_SEED}")
        return 0

    def _answers(self) -> dict[str, Written]:
        """The questionnaire filled in."""
        node = self._fields.get("answers")
        places: dict[str, Node] = {}
        written: dict[str, Written] = {}
        asked = {question.id for question in self._story.head.volumes[self._volume].questionnaire}
        for id, key, value in self._page.entries(node, "`answers`") if node else ():
            places[id] = value if id in asked else key
            if isinstance(value, Mapping):
                written[id] = {part: self._page.line(v, "a part") for part, _, v in self._page.entries(value, "a name")}
            else:
                written[id] = self._page.line(value, "an answer")

        def fault(found: NoAnswer) -> None:
            self._page.fault(places[found.question], "E821", found.message, found.hint)

        return filled_in(self._story.engine, self._volume, written, fault)

    def _subject(self) -> Subject | None:
        """Whose file is opened; None in a volume that opens none."""
        node, engine = self._fields.get("file"), self._story.engine
        dossier = self._story.story.dossier
        if node is None or dossier is None or not self._story.head.volumes[self._volume].opens:
            if node is not None:
                self._page.fault(node, "E821", f"the volume `{self._volume}` opens no file")
            return first_subject(engine, self._volume)
        if isinstance(node, Mapping) and dossier.interview:
            said = {id: self._page.line(v, "an answer") for id, _, v in self._page.entries(node, "`file`")}
            try:
                return interviewed(dossier.interview, said)
            except ValueError as refused:
                self._page.fault(node, "E821", f"these are no answers to the interview: {refused}")
                return None
        found = self._known(node, "file", "ledger", {engineer.id: engineer for engineer in dossier.engineers})
        return next((ready_subject(e) for e in dossier.engineers if e.id in found), None)

    def _skipped(self) -> frozenset[str]:
        """Content notes that are skipped."""
        return frozenset(self._known(self._fields.get("skip"), "skip", "content note", self._story.head.notes))

    def _known(self, node: Node | None, key: str, what: str, declared: Table[str, object]) -> tuple[str, ...]:
        """Words that must all be declared."""
        found = []
        for word in self._page.words(node, f"`{key}`") if node else ():
            if word.value in declared:
                found.append(word.value)
            else:
                advice = nearest(word.value, declared) or f"there is {', '.join(declared) or 'none'}"
                self._page.fault(word, "E821", f"the story has no {what} `{word.value[:60]}`", advice[:200])
        return tuple(found)

    # ------------------------------------------------------------------ steps

    def _step(self, node: Node) -> Step:
        """One step."""
        page, fields = self._page, self._page.keyed(node, STEP, "a step")
        if isinstance(node, Mapping) and not node.values:
            page.fault(node, "E502", "a step needs a key", f"its keys are {', '.join(STEP)}")
        if "end" in fields and "choose" in fields:
            page.fault(fields["choose"], "E508", "a step cannot both `choose` and `end`", "write two steps")
        texts = {key: self._lines(fields.get(key), key) for key in ("expect", "never", "offers", "lacks", "choose")}
        end = fields.get("end")
        named = self._known(end, "end", "ending", self._story.head.endings) if end else ()
        return Step(
            where(node, page.file),
            Line(self._scene(fields["scene"])[1], where(fields["scene"], page.file)) if "scene" in fields else None,
            state=self._conditions(fields.get("state")),
            end=Line(named[0], where(end, page.file)) if end and named else None,
            **texts,
        )

    def _lines(self, node: Node | None, key: str) -> tuple[Line, ...]:
        """Texts, one or several."""
        found = []
        for word in self._page.words(node, f"`{key}`") if node else ():
            if word.value.strip():
                found.append(Line(word.value, where(word, self._page.file)))
            else:
                self._page.fault(word, "E503", f"`{key}` needs a text", STEP[key].doc)
        return tuple(found)

    def _conditions(self, node: Node | None) -> tuple[Condition, ...]:
        """What must hold."""
        found = self._trees(node, "`state`", parse_condition)
        return tuple(Condition(word.value, tree, where(word, self._page.file)) for word, tree in found)

    def _trees(self, node: Node | None, what: str, parse: Callable[[str, Scope], Tree]) -> list[tuple[Scalar, Tree]]:
        """Expressions with their trees; those at fault are left out."""
        found = []
        for word in self._page.words(node, what) if node else ():
            try:
                found.append((word, parse(word.value, self._scope)))
            except ExpressionFault as fault:
                self._page.fault_inside(word, fault.column, fault.code, fault.message, fault.hint)
        return found

    def _scene(self, node: Node) -> tuple[int, str]:
        """Number and id of a scene, which may be named without the prefix of the volume's beginning."""
        name = self._page.line(node, "a scene")
        story = self._story.story
        for id in (f"{self._prefix}.{name}", name):
            index = story.index(id)
            if index is not None:
                return index, self._story.head.scenes[index]
        local = [id.removeprefix(f"{self._prefix}.") for id in self._story.head.scenes]
        self._page.fault(node, "E821", f"there is no scene `{name[:60]}`", nearest(name, local))
        return -1, name
