"""The beginnings that a search sets out from: every volume with many answers, seeds, notes to skip and worlds."""

from __future__ import annotations

import msgspec

from starcity_game.authoring.explore.worlds import left_behind, opened_file
from starcity_game.engine.chance import chance, dealt
from starcity_game.engine.play import Engine
from starcity_game.engine.questionnaire import Answers, given, next_question
from starcity_game.engine.state import Origin


def nth(engine: Engine, seed: int, index: int) -> Origin:
    """Beginning number `index` of a list without end, in which the volumes take turns. The same for the same
    story and seed. The first of each volume gives the first answers and skips nothing; later ones are drawn, and
    every fourth skips some of the content notes."""
    volumes = sorted(engine.head.volumes)
    number, volume = divmod(index, len(volumes))
    return origin(engine, volumes[volume], seed, number)


def origin(engine: Engine, volume: str, seed: int, number: int) -> Origin:
    """Beginning number `number` of a volume; its own seed is drawn too, except for number 0."""
    answers = answered(engine, volume, seed, number)
    skipped: frozenset[str] = frozenset()
    if number % 4 == 3:
        notes = sorted(engine.head.notes)
        skipped = frozenset(n for n in notes if len(notes) == 1 or chance(seed, f"skip {n}", number) < 0.5)
    drawn = dealt(seed, "origin", number, 1 << 31) if number else seed
    return in_a_world(engine, Origin(volume, drawn, answers, skipped), seed, number)


def in_a_world(engine: Engine, alone: Origin, seed: int, number: int) -> Origin:
    """A beginning with what it takes over from another life; `engine` must not be one that is listened to."""
    dossier = engine.story.dossier
    if dossier is None:
        return alone
    if not engine.head.volumes[alone.volume].opens:
        return msgspec.structs.replace(alone, hooks=left_behind(dossier, alone.volume, seed, number))
    skipped = frozenset(engine.head.notes if number % 5 == 1 else ())
    theirs = Origin(dossier.rules.of, alone.seed, answered(engine, dossier.rules.of, seed, number), skipped)
    return msgspec.structs.replace(alone, subject=opened_file(engine, dossier, theirs, number))


def answered(engine: Engine, volume: str, seed: int, number: int) -> Answers:
    """A questionnaire filled in: with the first answers for number 0, else with answers drawn by the number."""
    found: Answers = {}
    while asked := next_question(engine, volume, found):
        place = f"answer {volume} {asked.question.id}"
        pick = dealt(seed, place, number, len(asked.answers)) if number else 0
        found[asked.question.id] = given(asked, pick + 1)
    return found


def is_varied(engine: Engine) -> bool:
    """Whether beginnings differ in anything that a story can notice."""
    head, scenes = engine.head, (engine.story.scene(index) for index in range(len(engine.story)))
    asked = any(volume.questionnaire for volume in head.volumes.values())
    dealt_people = any(person.variants for person in head.people.values())
    if len(head.volumes) > 1 or asked or dealt_people or head.casting or head.machine.dealt or any(head.decks.values()):
        return True
    return any(s.skip >= 0 or any(b.check for b in s.bodies) for s in scenes)
