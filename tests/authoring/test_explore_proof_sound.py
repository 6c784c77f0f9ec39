"""Whatever happens in random lives must be among what the proof leaves possible."""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path
from random import Random

import pytest
import yaml

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from starcity_game.authoring.explore.items import Kind
from starcity_game.authoring.explore.proof import Proof, prove
from starcity_game.authoring.opened import Opened, Unsound, opened
from starcity_game.engine.play import Engine, Run
from starcity_game.engine.questionnaire import given as answered
from starcity_game.engine.questionnaire import next_question
from starcity_game.engine.render import shuffled
from starcity_game.engine.state import Origin
from starcity_game.story.model import Alternate, Include, Insert, Role, Text, Vary

ROOT = Path(__file__).parents[2]


class Happened:
    """Everything that happened in some lives, worked out without any of the prover's code."""

    def __init__(self) -> None:
        self.items: set[tuple[Kind, str]] = set()
        self.came_out: dict[tuple[str, str], set[bool]] = defaultdict(set)
        self.stuck: set[tuple[str, int]] = set()
        self.endless = False
        self.unlearned: set[tuple[str, int, str]] = set()


class Watched(Run):
    """A turn that writes down what happens."""

    def __init__(self, engine, state) -> None:
        super().__init__(engine, state)
        self.seen: Happened = engine.seen

    def asked(self, kind: str, id: str, code: int) -> bool:
        """How a condition comes out now."""
        if code < 0:
            return True
        found = bool(self.engine.code.function(code)(self.values, self.counts))
        self.seen.came_out[kind, id].add(found)
        return found

    def read(self, text: Text, holder: str, papers=(), scene: str = "", way=()) -> None:
        """What of a text is shown, the counters being as they are before it."""
        for at, piece in enumerate(text):
            if isinstance(piece, Vary):
                key = f"{holder}.{'.'.join(map(str, (*way, at)))}"
                side = 0 if self.asked("wording", key, piece.code) else 1
                options = (piece.then, piece.otherwise)
            elif isinstance(piece, Alternate):
                options, size = piece.options, len(piece.options)
                count = self.reads.get(piece.counter, self.counts.get(piece.counter))
                self.reads[piece.counter] = count + 1
                side = {"once": min(count, 1), "cycle": count % size}.get(piece.kind, -1)
                if side < 0:
                    side = shuffled(self.origin.seed, piece.counter, count, size)
            elif isinstance(piece, Include):
                self.read(self.head.pieces[piece.piece], f"{piece.piece}:piece")
                continue
            elif isinstance(piece, Insert):
                if piece.paper >= 0:
                    self.read(papers[piece.paper].text, f"{scene}:paper{piece.paper}")
                else:
                    self.read(self.head.documents[piece.document].text, f"{piece.document}:document")
                continue
            else:
                continue
            if side < len(options) and options[side]:
                inner = (*way, at, side)
                self.seen.items.add((Kind.WORDING, f"{holder}.{'.'.join(map(str, inner))}"))
                self.read(options[side], holder, papers, scene, inner)

    def arrive(self, index: int):
        self.seen.items.add((Kind.SCENE, self.head.scenes[index]))
        return super().arrive(index)

    def happen(self, body):
        scene = body.scene.source
        place = f"{scene.id}/{body.source.path}" if body.source.path else scene.id
        if body.role not in (Role.SCENE, Role.CHOICE):
            self.seen.items.add((Kind.BRANCH, f"{place}@{body.index}"))
        for fact in body.source.assumes:
            if not self.values[self.head.facts[fact].slot]:
                self.seen.unlearned.add((scene.id, body.index, fact))
        before = self.counts
        found = super().happen(body)
        after, self.counts, self.reads = self.counts, before, {}
        self.read(body.text, f"{place}@{body.index}:text", scene.papers, scene.id)
        self.counts = after
        return found

    def wait(self, body) -> bool:
        found = super().wait(body)
        scene, self.reads = body.scene.source, {}
        for choice in body.source.choices:
            path = scene.bodies[choice.body].path
            self.asked("option", f"{scene.id}/{path}", choice.when)
        if body.draw:
            for index in self.head.decks.get(body.draw[0], ()):
                other = self.engine.ready(index).source
                self.asked("storylet", other.id, other.storylet.when)
        for option in self.offer if found else ():
            if option.target < 0:
                other = self.engine.ready(-1 - option.target).source
                self.read(other.storylet.label, f"{other.id}:storylet")
                continue
            choice = body.source.choices[option.target]
            place = f"{scene.id}/{scene.bodies[choice.body].path}"
            self.seen.items.add((Kind.OPTION, place) if option.open else (Kind.WORDING, f"{place}:locked"))
            self.read(choice.label, f"{place}:label")
            if not option.open:
                self.read(choice.locked, f"{place}:locked")
        return found

    def following(self, body):
        scene = body.scene.source
        for index in body.source.then:
            inner = scene.bodies[index]
            if self.asked("then", f"{scene.id}/{inner.path}@{index}", inner.when):
                break
        return super().following(body)

    def end(self, ending: str, body) -> None:
        if ending == "auto":
            for one in sorted(self.head.endings.values(), key=lambda e: -e.priority):
                if self.asked("ending", one.id, one.when):
                    break
        before = self.counts
        super().end(ending, body)
        after, self.counts, self.reads = self.counts, before, {}
        self.seen.items.add((Kind.ENDING, self.ended))
        for number, (when, text) in enumerate(self.head.endings[self.ended].parts):
            holder = f"{self.ended}:part{number}"
            if self.asked("part", holder, when):
                if when >= 0:
                    self.seen.items.add((Kind.WORDING, holder))
                self.read(text, holder)
        self.counts = after

    def back(self, body):
        if not self.frames:
            self.seen.stuck.add((body.scene.source.id, body.index))
        return super().back(body)

    def break_off(self, body) -> None:
        self.seen.endless |= bool(self.frames) or (body.scene.source.id, body.index) not in self.seen.stuck
        super().break_off(body)


class WatchedEngine(Engine):
    """An engine of watched turns."""

    def __init__(self, story) -> None:
        super().__init__(story)
        self.seen = Happened()

    def run(self, state):
        return Watched(self, state)

    def _swift(self, state, chosen):
        return None


def live(story: Opened, lives: int, choices: int, luck: Random) -> Happened:
    """What happens in random lives."""
    engine = WatchedEngine(story.story)
    for seed in range(lives):
        volume = luck.choice(list(story.head.volumes))
        answers = {}
        while asked := next_question(engine, volume, answers):
            answers[asked.question.id] = answered(asked, luck.randint(1, len(asked.answers)))
        skip = frozenset(note for note in story.head.notes if luck.random() < 0.4)
        turn = engine.begin(Origin(volume, seed, answers, skip))
        for _ in range(choices):
            open_ones = [o for o in turn.offer if o.open]
            if not open_ones:
                break
            turn = engine.play(turn.state, luck.choice(open_ones))
    return engine.seen


def contradictions(proof: Proof, seen: Happened) -> list[object]:
    """What happened though the proof excludes it."""
    found: list[object] = [(item, proof.unreachable[item]) for item in seen.items & proof.unreachable.keys()]
    for alarms, outcome in ((proof.always, False), (proof.never, True)):
        found += [a for a in alarms if outcome in seen.came_out[a.kind, a.item]]
    possible = {(p.scene, p.body) for p in proof.stuck}
    found += sorted(seen.stuck - possible)
    if seen.endless and not proof.stuck:
        found.append("a turn without end")
    return found + sorted(seen.unlearned - {(p.scene, p.body, p.fact) for p in proof.unlearned})


@pytest.mark.parametrize("folder", ["tests/data/small", "tests/data/every-key", "tests/data/desk-story", "story"])
def test_nothing_that_happens_was_excluded(folder: str) -> None:
    story = opened(ROOT / folder)
    seen = live(story, 60, 200, Random(1))
    assert len(seen.items) > 10
    assert contradictions(prove(story), seen) == []


# --------------------------------------------------------------------------- random stories

WORDS = ["ant", "bee", "cat"]
NUMBER_OF_SCENES = 7


class Plain(yaml.SafeDumper):
    """Writes the same list twice rather than naming it."""

    def ignore_aliases(self, data: object) -> bool:
        return True


class Writer:
    """Writes a random small story; most of what it writes is sound."""

    def __init__(self, luck: Random) -> None:
        self.luck = luck
        self.hub = False

    def maybe(self, chance: float) -> bool:
        return self.luck.random() < chance

    def scene_id(self) -> str:
        return f"s{self.luck.randrange(NUMBER_OF_SCENES)}"

    def atom(self) -> str:
        luck = self.luck
        number, sign = luck.randrange(-1, 6), luck.choice(["<", "<=", "==", "!=", ">=", ">"])
        return luck.choice([
            f"n {sign} {number}", f"m {sign} {number}", "m > n", "n % 2 == 0", f"0 < n <= {number}", "f", "g", "not f",
            f'w == "{luck.choice(WORDS)}"', 'w in ["ant", "cat"]', f'q != "{luck.choice(WORDS)}"', "knows.k1", "knows.k2",
            f"seen.{self.scene_id()}", f"visits.{self.scene_id()} {sign} {max(number, 0)}", f"c {sign} {10 * number}",
            "d > 60", "relief.woman", 't == "x"', 't != "y"', 'now >= "1961-04-12 19:00"', 'place == "hall"',
            "named", f"min(n, m) {sign} {number}", "m - n > 2", f"abs(m) {sign} 3", "(f if g else n > 1)",
        ])  # fmt: skip

    def condition(self, depth: int = 2) -> str:
        if depth == 0 or self.maybe(0.55):
            return self.atom()
        if self.maybe(0.2):
            return f"not ({self.condition(depth - 1)})"
        joint = self.luck.choice([" and ", " or "])
        return joint.join(f"({self.condition(depth - 1)})" for _ in range(self.luck.choice([2, 2, 3])))

    def assignment(self) -> str:
        luck = self.luck
        return luck.choice([
            "n += 1", "n -= 1", f"n = {luck.randrange(4)}", "m += 2", "m -= 3", "m = n * 2 + 1", "n = m % 3", "m = 0",
            "f = true", "f = false", "f = not g", "g = true", "g = false", f"g = {self.condition(1)}",
            f'w = "{luck.choice(WORDS)}"', 'w = "ant" if f else "bee"', 'w = q', 't = "x"', 't = "y"', 't = relief.they',
            "c += 15", "c -= 25", "d += 5", "n = max(n, m - 1)", "m = visits.s1",
        ])  # fmt: skip

    def text(self) -> object:
        luck = self.luck
        plain = luck.choice([
            "Words.", "{f: one|two}", "{once: first|later}", "{once: only}", "{cycle: a|b|c}", "{shuffle: p|q}",
            f"{{{self.condition(1)}: yes {{g: deep|}}|no}}", "Number {n}.", "{visits.s2 > 1: again|new}",
        ])  # fmt: skip
        if self.maybe(0.5):
            return plain
        entry = {"when": self.condition(), "text": plain}
        if self.maybe(0.5):
            entry["otherwise"] = "{once: else|or}"
        return [
            entry,
            luck.choice(
                ["End.", {"piece": "bit"}, {"document": "paper"}, {"document": {"kind": "log", "text": plain}}]
            ),
        ]

    def body(self, depth: int, following: int) -> dict:
        """A body; `following` is the first scene that it may lead to without a choice."""
        luck, body = self.luck, {}
        if self.maybe(0.5):
            body["set"] = [self.assignment() for _ in range(luck.choice([1, 1, 2]))]
        if self.maybe(0.15):
            body["learn"] = luck.choice(["k1", "k2"])
        if self.maybe(0.1):
            body["assumes"] = luck.choice(["k1", "k2"])
        if self.maybe(0.15):
            body["advance"] = luck.choice(["20 minutes", "1 hour"])
        if self.maybe(0.1):
            body["at"] = luck.choice([{"place": "hall"}, {"place": "yard", "date": "1961-04-12 18:30"}])
        if self.maybe(0.5):
            body["text"] = self.text()
        if depth and self.maybe(0.2):
            body["check"] = luck.choice([{"n": 2}, {"c": 5}, {"d": 5}])
            for side in ("success", "failure"):
                if self.maybe(0.6):
                    body[side] = self.body(depth - 1, following)
        if depth and self.maybe(0.5 + 0.2 * depth):
            body["choices"] = [self.choice(depth - 1, k) for k in range(luck.randrange(1, 4))]
        self.ending(body, depth, following)
        return body

    def ending(self, body: dict, depth: int, following: int) -> None:
        """How a body ends."""
        kinds = ["goto"] * 5 + ["call"] * 3 + ["then"] * 5 + ["none"] * 3 + ["return", "end"]
        kind = self.luck.choice(kinds)
        later = [f"s{k}" for k in range(0 if self.maybe(0.2) else following, NUMBER_OF_SCENES)]
        if kind == "goto" and later:
            body["goto"] = self.luck.choice(later)
        elif kind == "call" and later:
            body["call"] = self.luck.choice(later)
            if self.maybe(0.4):
                body["call"] = {"scene": body["call"], "with": {"n": self.luck.choice([2, "m % 3"]), "f": True}}
            if depth and self.maybe(0.5):
                body["then"] = [{"when": self.condition(), **self.body(0, following)}, self.body(0, following)]
        elif kind == "return":
            body["return"] = True
        elif kind == "end":
            body["end"] = self.luck.choice(["e1", "e2", "auto"])
        elif kind == "then" and depth:
            body["then"] = [{"when": self.condition(), **self.body(depth - 1, following)} for _ in range(2)]
            if self.maybe(0.6):
                body["then"].append(self.body(0, following))

    def choice(self, depth: int, number: int) -> dict:
        hub = self.hub
        choice = {"id": f"c{number}", "label": self.luck.choice(["Go", "{f: Go|Stay}"]), **self.body(depth, 0)}
        if self.maybe(0.5):
            choice["when"] = self.condition()
            if self.maybe(0.3):
                choice["locked"] = "{g: shut|closed}"
        if self.maybe(0.3):
            choice["once"] = self.maybe(0.7)
        if hub and depth and self.maybe(0.3):
            choice["leave"] = True
        return choice

    def scene(self, number: int) -> dict:
        luck = self.luck
        self.hub = self.maybe(0.35)
        scene = self.body(2, number + 1)
        if self.hub:
            scene["hub"] = True
            if self.maybe(0.7):
                scene["draw"] = {"from": "deck", "show": luck.choice([1, 2])}
        if self.maybe(0.8) and not {"goto", "end", "return", "call"} & scene.keys():
            scene["then"] = {"end": "e1"} if number > 5 or self.maybe(0.1) else {"goto": f"s{number + 1}"}
        if number > 3 and self.maybe(0.5):
            scene |= {"deck": "deck", "label": "{f: Draw|Take}", "once": self.maybe(0.7)}
            if self.maybe(0.6):
                scene["when"] = self.condition()
        if self.maybe(0.15):
            scene["notes"] = ["dark"]
            scene["skip"] = self.body(0, number + 1)
        if number and self.maybe(0.08):
            scene["episode"] = {"number": number, "title": "Part"}
        return scene

    def story(self) -> dict:
        scenes = {f"s{k}": self.scene(k) for k in range(NUMBER_OF_SCENES)}
        return {
            "story": "random", "title": "Random", "notes": {"dark": "Dark."},
            "volumes": {
                "v": {"title": "V", "start": "s0", "questionnaire": [
                    {"id": "q", "ask": "Q", "set": "q", "options": [{"value": w, "label": w} for w in WORDS[:2]]}]},
                "u": {"title": "U", "start": "s1"},
            },
            "variables": {
                "n": {"number": 1, "min": 0, "max": 4}, "m": {"number": 0}, "f": {"flag": False}, "g": {"flag": True},
                "w": {"one_of": WORDS}, "q": {"one_of": WORDS}, "c": {"pair": ["c", "d"], "start": 50},
                "t": {"word": "z"},
            },
            "conditions": {"named": self.atom().replace("named", "f")},
            "people": {"relief": {"variants": [
                {"forms": {"surname": "A", "first": "B", "they": "he"}, "attributes": {"woman": False}},
                {"forms": {"surname": "A", "first": "B", "they": "she"}, "attributes": {"woman": True}}]}},
            "places": {"hall": "Hall", "yard": "Yard"}, "facts": {"k1": "One.", "k2": "Two."}, "decks": {"deck": {}},
            "pieces": {"bit": "{cycle: u|v}"}, "documents": {"paper": {"kind": "log", "text": "{once: w|x}"}},
            "endings": {
                "e1": {"title": "e1", "parts": [{"when": self.condition(), "text": "{f: a|b}"}, "Over."]},
                "e2": {"title": "e2", "when": self.condition(), "priority": 2, "parts": ["Out."]},
                "e3": {"title": "e3", "when": self.condition(), "priority": 2, "parts": ["{cycle: a|b}"]},
            },
            "scenes": scenes,
        }  # fmt: skip


def story_of(found: dict, folder: Path) -> Opened | None:
    """The story in a folder; None when it is not sound."""
    (folder / "story.yaml").write_text(yaml.dump(found, Dumper=Plain, sort_keys=False, width=1000), encoding="utf-8")
    try:
        return opened(folder)
    except Unsound:
        return None


@settings(
    max_examples=int(os.environ.get("PROOF_EXAMPLES", "60")), deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large,
                           HealthCheck.function_scoped_fixture, HealthCheck.large_base_example],
)  # fmt: skip
@given(seed=st.integers(0, 2**40))
def test_nothing_that_happens_in_a_random_story_was_excluded(seed: int, tmp_path: Path) -> None:
    luck = Random(seed)
    story = story_of(Writer(luck).story(), tmp_path)
    if story is not None:
        assert contradictions(prove(story), live(story, 12, 25, luck)) == []
