"""An engine that notes what it really renders, to hold witnesses against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from starcity_game.authoring.explore.items import Kind
from starcity_game.authoring.opened import Opened, opened
from starcity_game.engine.play import Engine, Run
from starcity_game.engine.ready import ReadyBody, ReadyScene
from starcity_game.engine.render import Renderer
from starcity_game.engine.state import State
from starcity_game.story.model import Alternate, Scene, Story, Text, Vary

DATA = Path(__file__).parents[1] / "data"
STORY = Path(__file__).parents[2] / "story"


class Held(Story):
    """A story whose scenes are always the same objects."""

    def __init__(self, story: Story) -> None:
        super().__init__(story.head, [])
        self.held = [story.scene(index) for index in range(len(story))]

    def scene(self, index: int) -> Scene:
        return self.held[index]

    def __len__(self) -> int:
        return len(self.held)


class Noting(Engine):
    """Plays, and notes the ids of wordings that are rendered and bodies that run."""

    def __init__(self, story: Story) -> None:
        super().__init__(Held(story))
        self.known = dict(_sides(self.story.head, self.story.held))  # type: ignore[attr-defined]
        self.noted: set[tuple[Kind, str]] = set()

    def ready(self, index: int) -> ReadyScene:
        found = super().ready(index)
        for body in found.bodies:
            body.paragraphs = None  # so that every text goes through the renderer
        found.swift = False
        return found

    def renderer(self, state: State | Run) -> Renderer:
        draw = _Drawing(self.head, self.code, state.values, state.counts, state.origin.seed)
        draw.engine = self
        return draw

    def run(self, state: State) -> Run:
        return _Running(self, state)


class _Drawing(Renderer):
    engine: Noting

    def _flat(self, text: Text) -> list[object]:
        if id(text) in self.engine.known:
            self.engine.noted.add((Kind.WORDING, self.engine.known[id(text)]))
        return super()._flat(text)


class _Running(Run):
    engine: Noting

    def arrive(self, index: int) -> ReadyBody:
        self.engine.noted.add((Kind.SCENE, self.engine.head.scenes[index]))
        return super().arrive(index)

    def happen(self, body: ReadyBody) -> ReadyBody | None:
        scene = body.scene.source.id
        place = f"{scene}/{body.source.path}" if body.source.path else scene
        self.engine.noted.add((Kind.BRANCH, f"{place}@{body.index}"))
        return super().happen(body)


def _sides(head: object, scenes: Sequence[Scene]) -> Iterator[tuple[int, str]]:
    """Identity of every side of a varying text to the id of its wording, written anew from the format of ids."""
    for scene in scenes:
        for number, body in enumerate(scene.bodies):
            place = f"{scene.id}/{body.path}" if body.path else scene.id
            yield from _inside(body.text, f"{place}@{number}:text", ())
            for choice in body.choices:
                inner = f"{scene.id}/{scene.bodies[choice.body].path}"
                yield from _inside(choice.label, f"{inner}:label", ())
                yield from _inside(choice.locked, f"{inner}:locked", ())
        if scene.storylet:
            yield from _inside(scene.storylet.label, f"{scene.id}:storylet", ())
        for number, paper in enumerate(scene.papers):
            yield from _inside(paper.text, f"{scene.id}:paper{number}", ())
    for name, document in head.documents.items():  # type: ignore[attr-defined]
        yield from _inside(document.text, f"{name}:document", ())
    for name, text in head.pieces.items():  # type: ignore[attr-defined]
        yield from _inside(text, f"{name}:piece", ())
    for name, ending in head.endings.items():  # type: ignore[attr-defined]
        for number, (when, text) in enumerate(ending.parts):
            if when >= 0:
                yield id(text), f"{name}:part{number}"
            yield from _inside(text, f"{name}:part{number}", ())


def _inside(text: Text, holder: str, way: tuple[int, ...]) -> Iterator[tuple[int, str]]:
    for at, piece in enumerate(text):
        sides = (piece.then, piece.otherwise) if isinstance(piece, Vary) else ()
        sides = piece.options if isinstance(piece, Alternate) else sides
        for number, side in enumerate(sides):
            if side:
                steps = (*way, at, number)
                yield id(side), f"{holder}.{'.'.join(map(str, steps))}"
                yield from _inside(side, holder, steps)


def story(name: str) -> Opened:
    """One of the tests' stories, or the game's own."""
    return opened(STORY if name == "story" else DATA / name)


def written(folder: Path, text: str) -> Opened:
    """A story written in a test: scenes and whatever else, with a volume that begins at `a`."""
    main = "story: t\ntitle: T\nvolumes:\n  v: {title: V, short: V, start: a}\n"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "story.yaml").write_text(main, encoding="utf-8")
    (folder / "scenes.yaml").write_text(text, encoding="utf-8")
    return opened(folder)
