"""What is settled before the first page: the volume, the questionnaire, the content notes, the seed."""

from __future__ import annotations

from starcity_game.engine import questionnaire
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Origin
from starcity_game.plain.asking import Asking

_PARTS = ("Surname", "Name", "Patronymic", "Among friends")
_ANOTHER_NAME = "Another name (you type it)"


def new_origin(asking: Asking, engine: Engine, volume: str | None, seed: int) -> Origin:
    """Ask for everything that a new life needs. Raises Leave when the player leaves instead."""
    chosen = volume or _volume(asking, engine)
    opened = engine.story.head.volumes[chosen]
    asking.page.text(opened.title)
    if opened.about:
        asking.page.text(opened.about)
    answers = _questionnaire(asking, engine, chosen)
    return Origin(chosen, seed, answers, _skipped(asking, engine.story.head.notes))


def _volume(asking: Asking, engine: Engine) -> str:
    """Id of the volume to play; asked only when there are several."""
    volumes = list(engine.story.head.volumes.values())
    if len(volumes) == 1:
        return volumes[0].id
    return volumes[asking.pick("Which volume?", [volume.title for volume in volumes])].id


def _questionnaire(asking: Asking, engine: Engine, volume: str) -> questionnaire.Answers:
    """The answers to all questions of the volume, in its order."""
    answers: questionnaire.Answers = {}
    while (asked := questionnaire.next_question(engine, volume, answers)) is not None:
        labels = [answer.label for answer in asked.answers]
        typed = [_ANOTHER_NAME] if asked.question.typed else []
        asking.page.text(asked.question.ask)
        index = asking.pick("", labels + typed)
        if index == len(labels):
            answers[asked.question.id] = _typed_name(asking, engine)
        else:
            answers[asked.question.id] = questionnaire.given(asked, index + 1)
    return answers


def _typed_name(asking: Asking, engine: Engine) -> dict[str, str]:
    """The forms of a name that the player types part by part; asked anew until they fit."""
    while True:
        asking.page.gap()
        parts = [asking.line(f"{part}: ", gap=False) for part in _PARTS]
        try:
            return questionnaire.typed_forms(engine, *parts)
        except ValueError as fault:
            asking.page.says(str(fault))


def _skipped(asking: Asking, notes: dict[str, str]) -> frozenset[str]:
    """Ids of the content notes whose passages are to be left out."""
    if not notes:
        return frozenset()
    asking.page.heading("This story holds:")
    for text in notes.values():
        asking.page.item(text, "·")
    if asking.pick("Do you want to read all of it?", ["Yes, everything.", "No, leave some out."]) == 0:
        return frozenset()
    return frozenset(note for note, text in notes.items() if not _wanted(asking, text))


def _wanted(asking: Asking, text: str) -> bool:
    """Whether passages with the content note `text` are to be read."""
    asking.page.text(text)
    return asking.pick("", ["Read it.", "Leave it out."]) == 0
