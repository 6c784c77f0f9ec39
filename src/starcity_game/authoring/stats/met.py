"""Who is named where, which fact is learned and asked for where, and what is tried: the coverage of a story."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import msgspec

from starcity_game.authoring.opened import Opened
from starcity_game.authoring.uses import Uses, uses_of
from starcity_game.authoring.words import pieces
from starcity_game.engine.chance import in_words, likelihood
from starcity_game.story.model import Document, Include, Insert, Person, Piece, Run, Scene, Show, Text


class Named(msgspec.Struct, frozen=True):
    """A person, and where the person is met."""

    person: str
    name: str
    """As the card would say it."""
    scenes: tuple[str, ...]
    """Ids of the scenes whose texts name the person."""
    endings: tuple[str, ...]
    """Ids of the endings that do."""
    acts: int
    """Acts that concern the person or that the person sees."""
    facts: int
    """Facts about the person."""


class Known(msgspec.Struct, frozen=True):
    """A fact, and where it stands in the story."""

    fact: str
    learned: tuple[str, ...]
    """Ids of the scenes in which it is learned."""
    asked: tuple[str, ...]
    """Ids of the scenes and endings that depend on it."""


class Done(msgspec.Struct, frozen=True):
    """An act of the vocabulary, and where it is done."""

    act: str
    scenes: tuple[str, ...]


class Tried(msgspec.Struct, frozen=True):
    """A check."""

    where: str
    """Scene and choice."""
    label: str
    difficulty: int
    odds: str
    """The odds in words with what the stat begins at."""


def people(story: Opened) -> list[Named]:
    """Everybody declared, in the order of declaration."""
    marks = _marks(story)
    scenes = [(scene.id, _texts(story, scene), (*scene.papers,)) for scene in story.scenes]
    endings = [(id, [text for _, text in ending.parts], ()) for id, ending in story.head.endings.items()]
    heard = [[(id, _spoken(story, texts, papers), _shown(story, texts)) for id, texts, papers in group]
             for group in (scenes, endings)]  # fmt: skip
    acts: Counter[str] = Counter()
    for scene in story.scenes:
        for act in (act for body in scene.bodies for act in body.acts):
            acts.update({act.to, *act.seen_by} - {""})
    about = Counter(person for fact in story.head.facts.values() for person in fact.about)
    found = []
    for person in story.head.people.values():
        pattern, slots = marks[person.id], frozenset(person.slots.values())
        in_scenes, in_endings = (
            tuple(id for id, text, shown in group if slots & shown or (pattern and pattern.search(text)))
            for group in heard
        )
        name = person.forms.get("full") or person.forms.get("label") or person.id
        found.append(Named(person.id, name, in_scenes, in_endings, acts[person.id], about[person.id]))
    return found


def _marks(story: Opened) -> dict[str, re.Pattern[str] | None]:
    """For each person a pattern of the names that belong to nobody else.

    Only forms with a capital letter are names: `they` and `their` are not.
    """
    names = {person.id: _names(person) for person in story.head.people.values()}
    shared = Counter(name for own in names.values() for name in own)
    found: dict[str, re.Pattern[str] | None] = {}
    for id, own in names.items():
        alone = sorted((re.escape(name) for name in own if shared[name] == 1), key=len, reverse=True)
        found[id] = re.compile(rf"(?<!\w)(?:{'|'.join(alone)})(?!\w)") if alone else None
    return found


def _names(person: Person) -> set[str]:
    """Every form of a person's name."""
    texts = {*person.forms.values(), *(form for forms, _ in person.variants for form in forms.values())}
    return {text for text in texts if len(text) > 2 and text[0].isupper()}


def _texts(story: Opened, scene: Scene) -> list[Text]:
    """Every text that a scene may show, its documents and pieces included."""
    own = [body.text for body in scene.bodies]
    own += [text for body in scene.bodies for choice in body.choices for text in (choice.label, choice.locked)]
    own += [scene.storylet.label] if scene.storylet else []
    own += [paper.text for paper in scene.papers]
    for piece in [piece for text in own for piece in pieces(text)]:
        if isinstance(piece, Include):
            own.append(story.head.pieces.get(piece.piece, ()))
        elif isinstance(piece, Insert) and piece.document:
            own.append(story.head.documents[piece.document].text)
    return own


def _spoken(story: Opened, texts: list[Text], papers: tuple[Document, ...]) -> str:
    """Everything that is the same in every life in some texts, with the heads of their documents."""
    shown = [p.document for text in texts for p in pieces(text) if isinstance(p, Insert) and p.document]
    heads = [(d.title, *(value for _, value in d.head)) for d in (*papers, *(story.head.documents[id] for id in shown))]
    lines = ["".join(_fixed(story, piece) for piece in pieces(text)) for text in texts]
    return "\n".join([*lines, *(line for head in heads for line in head)])


def _fixed(story: Opened, piece: Piece) -> str:
    """The text of a piece that is the same in every life, such as a form of a name; a gap for others."""
    if isinstance(piece, Show):
        tree = story.head.code[piece.code]
        return str(tree[1]) if tree[0] == "text" else "\n"
    return piece.text if isinstance(piece, Run) else "\n"


def _shown(story: Opened, texts: list[Text]) -> frozenset[int]:
    """Slots whose values some texts print."""
    uses = uses_of(story)
    codes = {p.code for text in texts for p in pieces(text) if isinstance(p, Show)}
    return frozenset(slot for code in codes for slot in uses.of_code(code)[0])


def facts(story: Opened) -> list[Known]:
    """Every fact, in the order of declaration."""
    uses, ids = uses_of(story), story.head.scenes
    learned: defaultdict[str, list[str]] = defaultdict(list)
    for scene in story.scenes:
        for fact in dict.fromkeys(fact for body in scene.bodies for fact in body.learn):
            learned[fact].append(scene.id)
    return [
        Known(fact.id, tuple(learned[fact.id]), _askers(uses, fact.slot, ids)) for fact in story.head.facts.values()
    ]


def _askers(uses: Uses, slot: int, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Scenes and endings that read a slot."""
    scenes = sorted({scene for scene, _ in uses.readers.get(slot, ())})
    return (*(ids[scene] for scene in scenes), *sorted(uses.endings.get(slot, ())))


def acts(story: Opened) -> list[Done]:
    """Every act of the vocabulary, in the order of declaration."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for scene in story.scenes:
        for act in dict.fromkeys(act.do for body in scene.bodies for act in body.acts):
            found[act].append(scene.id)
    return [Done(act, tuple(found[act])) for act in story.head.acts]


def checks(story: Opened) -> list[Tried]:
    """Every check, in the order of scenes."""
    found = []
    for scene in story.scenes:
        for body in scene.bodies:
            if body.check:
                check = body.check
                value = int(story.head.start[check.slot])
                value = 100 - value if check.mirror else value
                odds = in_words(likelihood(value // 10 if check.pair else value, check.difficulty))
                where = f"{scene.id}/{body.path}" if body.path else scene.id
                found.append(Tried(where, check.label, check.difficulty, odds))
    return found
