"""Where a subject comes from: a finished life, a ledger that stands in the story, or the interview."""

from __future__ import annotations

from starcity_game.engine.play import Engine
from starcity_game.engine.state import NOW, Deed, State, Subject, Value, entries
from starcity_game.story.filing import Asked, Engineer, Entry, Given, Interview, Reply

Said = dict[str, str]
"""Answers to the interview: question id to answer id."""


def subject_of(engine: Engine, state: State) -> Subject | None:
    """The subject that a finished life of the file’s volume becomes; None for any other."""
    dossier = engine.story.dossier
    if dossier is None or state.origin.volume != dossier.rules.of or state.ended in ("", "!"):
        return None
    deeds = tuple(deed for deed in entries(state.ledger) if isinstance(deed, Deed))
    keeps = {name: state.values[slot] for name, slot in dossier.rules.keeps.items()}
    removed = int(state.values[NOW]) if state.ended in dossier.rules.early else None
    return Subject(_forms(engine, state), keeps, deeds, removed)


def _forms(engine: Engine, state: State) -> dict[str, str]:
    """The forms of the name that the questionnaire of this life’s volume gave."""
    for question in engine.head.volumes[state.origin.volume].questionnaire:
        if question.person:
            person = engine.head.people[question.person]
            return {**person.forms, **{form: str(state.values[slot]) for form, slot in person.slots.items()}}
    return {}


def first_subject(engine: Engine, volume: str) -> Subject | None:
    """The subject of a life in this volume where nobody says which: the first that stands in the story; None in a
    volume that opens no file."""
    dossier = engine.story.dossier
    if dossier is None or not dossier.engineers or not engine.head.volumes[volume].opens:
        return None
    return ready_subject(dossier.engineers[0])


def ready_subject(engineer: Engineer) -> Subject:
    """The subject that stands in the story."""
    return Subject(engineer.forms, engineer.keeps, tuple(_deed(entry) for entry in engineer.deeds))


def _deed(entry: Entry) -> Deed:
    return Deed(
        entry.act, entry.scene, entry.episode, entry.now, entry.place, entry.to, entry.how, entry.stakes,
        entry.seen_by, entry.intent,
    )  # fmt: skip


def next_asked(interview: Interview, said: Said) -> tuple[Asked, tuple[Reply, ...]] | None:
    """The first question of the interview that is not answered, with the answers on offer; None after the last."""
    for asked in interview.questions:
        if asked.id not in said:
            return asked, tuple(reply for reply in asked.replies if _given(reply.needs, said))
    return None


def interviewed(interview: Interview, said: Said) -> Subject:
    """The subject that the answers give. Raises ValueError when one is missing or was not on offer."""
    forms: dict[str, str] = {}
    keeps: dict[str, Value] = {}
    for asked in interview.questions:
        reply = next((r for r in asked.replies if r.id == said.get(asked.id) and _given(r.needs, said)), None)
        if reply is None:
            raise ValueError(f"the question `{asked.id}` is not answered")
        forms |= reply.forms
        keeps |= reply.keeps
    deeds = tuple(_deed(entry) for needs, entry in interview.deeds if _given(needs, said))
    return Subject(forms, keeps, deeds)


def _given(needs: Given, said: Said) -> bool:
    """Whether one of the wanted answers was given to each question."""
    return all(said.get(question) in answers for question, answers in needs.items())


def hooks_of(engine: Engine, state: State) -> dict[str, Value]:
    """What a finished life carries back, by hook; nothing for a life that has not ended."""
    dossier = engine.story.dossier
    volume = engine.head.volumes.get(state.origin.volume)
    if dossier is None or state.ended in ("", "!") or volume is None or not volume.opens:
        return {}
    found: dict[str, Value] = {}
    for hook in dossier.hooks:
        says = engine.code.function(hook.source)
        value = says(state.values, state.counts) if says else hook.start
        found[hook.id] = value if type(value) is type(hook.start) else hook.start
    return found
