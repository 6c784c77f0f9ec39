"""What is settled before the first page: the volume, the questionnaire, the content notes, the seed."""

from __future__ import annotations

from starcity_game.engine import questionnaire
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Origin
from starcity_game.plain.asking import Asking, Back
from starcity_game.plain.opening import world
from starcity_game.saves.shelf import Shelf
from starcity_game.saves.worlds import ALONE, World

_PARTS = (("Surname", "surname"), ("Name", "first"), ("Patronymic", "patronymic"), ("Among friends", "short"))
_ANOTHER_NAME = "Another name (you type it)"


def new_origin(
    asking: Asking, engine: Engine, shelf: Shelf, volume: str | None, seed: int, known: World | None = None
) -> Origin:
    """Ask for everything that a new life needs; `known` is the world where that was settled already.

    Raises Leave when the player leaves instead, and Back when the player goes back beyond the first question.
    """
    volumes = engine.story.head.volumes
    only = volume or (next(iter(volumes)) if len(volumes) == 1 else None)
    while True:
        chosen = only or _volume(asking, engine)
        try:
            return _filled_in(asking, engine, shelf, chosen, seed, known)
        except Back:
            if only:
                raise


def _volume(asking: Asking, engine: Engine) -> str:
    """Id of the volume to play."""
    volumes = list(engine.story.head.volumes.values())
    return volumes[asking.pick("Which volume?", [volume.title for volume in volumes])].id


def _filled_in(asking: Asking, engine: Engine, shelf: Shelf, volume: str, seed: int, known: World | None) -> Origin:
    """The beginning of a life in `volume`. Raises Back from its first question."""
    opened = engine.story.head.volumes[volume]
    asking.page.text(opened.title)
    if opened.about:
        asking.page.text(opened.about)
    while True:
        found = known or world(asking, engine, shelf, volume)
        try:
            return _in_world(asking, engine, volume, seed, found or ALONE)
        except Back:
            if known or found is None:
                raise


def _in_world(asking: Asking, engine: Engine, volume: str, seed: int, found: World) -> Origin:
    """The beginning of a life in a world that is settled. Raises Back from its first question."""
    answers: questionnaire.Answers = {}
    while True:
        _questionnaire(asking, engine, volume, answers)
        try:
            skipped = _skipped(asking, engine.story.head.notes)
        except Back:
            _take_back(answers)
            continue
        its = seed if found.seed is None else found.seed
        return Origin(volume, its, answers, skipped, found.subject, found.hooks)


def _questionnaire(asking: Asking, engine: Engine, volume: str, answers: questionnaire.Answers) -> None:
    """Fill in `answers` to all questions of the volume, in its order. Raises Back from the first."""
    while (asked := questionnaire.next_question(engine, volume, answers)) is not None:
        try:
            answers[asked.question.id] = _answer(asking, engine, asked)
        except Back:
            _take_back(answers)


def _take_back(answers: questionnaire.Answers) -> None:
    """Take back the last of `answers`. Raises Back when there is none."""
    if not answers:
        raise Back
    answers.popitem()


def _answer(asking: Asking, engine: Engine, asked: questionnaire.Asked) -> str | dict[str, str]:
    """The answer to one question: chosen, or a name that is typed."""
    labels = [answer.label for answer in asked.answers]
    while True:
        asking.page.text(asked.question.ask)
        index = asking.pick("", [*labels, *([_ANOTHER_NAME] if asked.question.typed else [])])
        if index < len(labels):
            return questionnaire.given(asked, index + 1)
        forms = _typed_name(asking, engine, asked.answers[0].forms)
        if forms:
            return forms


def _typed_name(asking: Asking, engine: Engine, example: dict[str, str]) -> dict[str, str]:
    """The forms of a name that the player types part by part, asked anew until they fit; none to choose again.

    The prompts show the `example`.
    """
    asking.page.heading("An empty surname goes back to the list.")
    while True:
        asking.page.gap()
        parts: list[str] = []
        for part, form in _PARTS:
            shown = f" (as in {example[form]})" if example.get(form) else ""
            try:
                parts.append(asking.answer(f"{part}{shown}: ", "Type this part of the name.", gap=False))
            except Back:
                return {}
            if not parts[0]:
                return {}
        try:
            return questionnaire.typed_forms(engine, *parts)
        except ValueError as fault:
            asking.page.says(str(fault))


def _skipped(asking: Asking, notes: dict[str, str]) -> frozenset[str]:
    """Ids of the content notes whose passages are to be left out. Raises Back from its first question."""
    if not notes:
        return frozenset()
    while True:
        asking.page.heading("This story holds:")
        for text in notes.values():
            asking.page.item(text, "·")
        if asking.pick("Do you want to read all of it?", ["Yes, everything.", "No, leave some out."]) == 0:
            return frozenset()
        try:
            return _left_out(asking, notes)
        except Back:
            pass


def _left_out(asking: Asking, notes: dict[str, str]) -> frozenset[str]:
    """Ids of `notes` that are not to be read, asked one by one. Raises Back from the first."""
    names, read = list(notes), list[bool]()
    while len(read) < len(names):
        asking.page.text(notes[names[len(read)]])
        try:
            read.append(asking.pick("", ["Read it.", "Leave it out."]) == 0)
        except Back:
            if not read:
                raise
            read.pop()
    return frozenset(name for name, wanted in zip(names, read, strict=True) if not wanted)
