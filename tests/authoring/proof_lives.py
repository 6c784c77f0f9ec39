"""Random lives that write down everything that happens in them, without any of the prover's code."""

from __future__ import annotations

from collections import defaultdict
from random import Random

from starcity_game.authoring.explore.items import Kind
from starcity_game.authoring.explore.proof import Proof
from starcity_game.authoring.opened import Opened
from starcity_game.engine.play import Engine, Run
from starcity_game.engine.questionnaire import given as answered
from starcity_game.engine.questionnaire import next_question
from starcity_game.engine.render import shuffled
from starcity_game.engine.state import Origin
from starcity_game.story.model import Alternate, Include, Insert, Role, Text, Vary


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
