"""Words as they are written, every wording counted: by what they are, by file, by episode."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum

import msgspec

from starcity_game.authoring.flow import flow_of
from starcity_game.authoring.opened import Opened
from starcity_game.authoring.words import count, pieces, sides
from starcity_game.story.model import Document, Insert, Run, Scene, Show, Text


class Role(StrEnum):
    """What a text is to the reader."""

    PROSE = "prose"
    CHOICES = "choices"
    """Labels of choices and storylets, and why a choice is closed."""
    DOCUMENTS = "documents"
    ENDINGS = "endings"
    OTHER = "other"
    """Facts, cards of people, the glossary, the questionnaire and what is said about the story."""


class Words(msgspec.Struct, frozen=True):
    """Words by role."""

    prose: int = 0
    choices: int = 0
    documents: int = 0
    endings: int = 0
    other: int = 0

    @property
    def all(self) -> int:
        """All of them."""
        return self.prose + self.choices + self.documents + self.endings + self.other

    def added(self, role: Role, number: int) -> Words:
        """With `number` more words of a role."""
        return msgspec.structs.replace(self, **{role.value: getattr(self, role.value) + number})


class Part(msgspec.Struct, frozen=True):
    """A file or an episode."""

    name: str
    scenes: int
    choices: int
    words: Words


class Said(msgspec.Struct, frozen=True):
    """One text, where it stands, and what it is."""

    file: str
    scene: int
    """Number of its scene; -1 outside scenes."""
    role: Role
    words: int


def written(text: Text) -> int:
    """Words of a text with every side of everything that varies; what an expression prints is one word, and a
    document or a piece by name is none, since it is counted where it is declared."""
    return count(_flat(text))


def _flat(text: Text) -> str:
    """A text with all its sides, one after another."""
    found = []
    for piece in text:
        if isinstance(piece, Run):
            found.append(piece.text)
        elif isinstance(piece, Show):
            found.append("Name")
        elif options := [_flat(side) for side in sides(piece) if side]:
            found.append(" ".join(options))
        else:
            found.append(" ")
    return "".join(found)


def texts(story: Opened) -> Iterator[Said]:
    """Every text of a story, in the order of scenes, then what stands outside them."""
    for index, scene in enumerate(story.scenes):
        for role, words in _of_scene(scene):
            yield Said(scene.file, index, role, words)
    yield from _outside(story)


def _of_scene(scene: Scene) -> Iterator[tuple[Role, int]]:
    """Texts of one scene."""
    if scene.storylet:
        yield Role.CHOICES, written(scene.storylet.label)
    for body in scene.bodies:
        yield Role.PROSE, written(body.text)
        for choice in body.choices:
            yield Role.CHOICES, written(choice.label) + written(choice.locked)
    for paper in scene.papers:
        yield Role.DOCUMENTS, _document(paper)


def _document(paper: Document) -> int:
    """Words of a document, its title and head included."""
    return written(paper.text) + count(paper.title) + sum(count(value) for _, value in paper.head)


def _outside(story: Opened) -> Iterator[Said]:
    """Texts that belong to no scene, in the files that declare them."""
    head = story.head
    counted: tuple[tuple[str, bool, Role, Callable[[str], int]], ...] = (
        ("documents", True, Role.DOCUMENTS, lambda id: _document(head.documents[id])),
        ("pieces", True, Role.PROSE, lambda id: written(head.pieces[id])),
        ("endings", False, Role.ENDINGS, lambda id: count(head.endings[id].title)
         + sum(written(text) for _, text in head.endings[id].parts)),
        ("facts", False, Role.OTHER, lambda id: count(head.facts[id].text)),
        ("people", False, Role.OTHER, lambda id: count(head.people[id].about) + count(head.people[id].post)),
        ("glossary", False, Role.OTHER, lambda id: count(id) + count(head.glossary[id])),
        ("notes", False, Role.OTHER, lambda id: count(head.notes[id])),
        ("volumes", False, Role.OTHER, lambda id: _volume(story, id)),
    )  # fmt: skip
    for page in story.trace.pages:
        for section, local, role, words in counted:
            for id in getattr(page.root.values.get(section), "values", {}):
                yield Said(page.file, -1, role, words(page.name_of(id) if local else id))
        if "story" in page.root.values:
            yield Said(page.file, -1, Role.OTHER, count(f"{head.title} {head.about} {head.credits}"))


def _volume(story: Opened, id: str) -> int:
    """Words of a volume's title and questionnaire."""
    volume = story.head.volumes[id]
    asked = [q.ask for q in volume.questionnaire]
    answers = [a.label for q in volume.questionnaire for a in q.answers]
    return count(" ".join([volume.title, volume.about, *asked, *answers]))


def by_file(story: Opened) -> list[Part]:
    """Every file that holds a text, in the order of reading."""
    found = list(texts(story))
    scenes: dict[str, list[Scene]] = {}
    for scene in story.scenes:
        scenes.setdefault(scene.file, []).append(scene)
    files = [page.file for page in story.trace.pages]
    parts = (_part(file, scenes.get(file, []), (t for t in found if t.file == file)) for file in files)
    return [part for part in parts if part.words.all or part.scenes]


def by_episode(story: Opened) -> list[Part]:
    """Every episode with its scenes and the documents they show, in order; what leads to several counts for the
    first. Documents shown in several count for each. The last part is what no episode leads to, if anything."""
    flow, found = flow_of(story), list(texts(story))
    parts = []
    for episode in [*flow.episodes, None]:
        inside = {
            i for i, e in enumerate(flow.episode)
            if (e == episode if episode else e is None or not e.number)
        }  # fmt: skip
        scenes = [story.scenes[i] for i in sorted(inside)]
        own = [t for t in found if t.scene in inside]
        shown = {p.document for s in scenes for b in s.bodies for p in pieces(b.text) if isinstance(p, Insert)} - {""}
        own += [Said("", -1, Role.DOCUMENTS, _document(story.head.documents[id])) for id in sorted(shown)]
        if scenes:
            parts.append(_part(f"{episode.number} {episode.title}" if episode else "outside episodes", scenes, own))
    return parts


def whole(story: Opened) -> Part:
    """The whole story."""
    return _part("all", story.scenes, texts(story))


def _part(name: str, scenes: Iterable[Scene], texts_of: Iterable[Said]) -> Part:
    """A part with its words added up."""
    words = Words()
    for text in texts_of:
        words = words.added(text.role, text.words)
    scenes = list(scenes)
    return Part(name, len(scenes), sum(len(b.choices) for s in scenes for b in s.bodies), words)
