"""The file of the game's own story: made of a thousand simulated lives, of ready ledgers and of the interview."""

from __future__ import annotations

import gc
import re
import time
from collections import Counter
from itertools import pairwise, product
from random import Random

import pytest
from lives import POLICIES, live

from starcity_game.engine.dossier.file import File
from starcity_game.engine.dossier.opening import file_of
from starcity_game.engine.dossier.subjects import interviewed, ready_subject, subject_of
from starcity_game.engine.dossier.witnesses import dealt_manners
from starcity_game.engine.events import plain
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Subject
from starcity_game.story.filing import Dossier

WORDS = 140
"""Words of a sheet at most."""
SLIPS = re.compile(r"  |\(\)|\( | \)| ,| \.(?!\d)|,,|[{}|]|“”")
"""What an empty slot leaves behind, where lines are not kept."""


def dossier_of(engine: Engine) -> Dossier:
    found = engine.story.dossier
    assert found
    return found


def lived(engine: Engine, seed: int) -> Subject:
    """The subject of a simulated life."""
    *_, last = live(engine, seed, [*POLICIES.values()][seed % len(POLICIES)])
    subject = subject_of(engine, last.state)
    assert subject
    return subject


def hold(engine: Engine, subject: Subject, file: File, seed: int) -> None:
    """Everything that every file must be."""
    dossier, deeds = dossier_of(engine), subject.deeds
    people = {o.id: o.person for o in dossier.observers}
    numbers = [s.number for s in file.sheets]
    first = dossier.rules.first_sheet
    assert numbers == [*range(first, first + len(numbers))]
    assert [s.now for s in file.sheets] == sorted(s.now for s in file.sheets)
    for episode in {deed.episode for deed in deeds}:
        papers = [s for s in file.sheets if deeds[s.deed].episode == episode]
        done = [deed for deed in deeds if deed.episode == episode and deed.seen_by]
        assert min(dossier.rules.least, 2 * len(done)) <= len(papers) <= dossier.rules.most, episode
    hidden, told = {*dossier.hidden}, set()
    traces = {r.id for r in dossier.reports if r.trace}
    manners = dealt_manners(dossier, seed)
    there: dict[str, list[tuple[int, str]]] = {
        person: [(d.now, d.place) for d in deeds if person in d.seen_by] for person in people.values()
    }
    for sheet in file.sheets:
        deed, text = deeds[sheet.deed], plain(sheet.spans)
        told.add(sheet.deed)
        assert text.strip() and len(text.split()) <= WORDS, sheet.report
        if "\n" not in text:
            assert not SLIPS.search(text), (sheet.report, text)
        assert deed.intent not in text or not deed.intent
        assert sheet.now > deed.now and sheet.act == deed.act
        assert (deed.seen_by and deed.act not in hidden) or sheet.report in traces, sheet.report
        assert all(number in numbers and number < sheet.number for number in sheet.cites)
        for cited in sheet.cites:
            of = file.sheet(cited)
            assert of and of.deed == sheet.deed and of.now < sheet.now and str(cited) in text
        if sheet.false:
            shows = file.sheet(sheet.shown_by)
            assert shows and not shows.false and shows.report == sheet.report and shows.now > sheet.now
        if sheet.observer:
            assert sheet.manner == manners[sheet.observer].id
            writer = people[sheet.observer]
            if not sheet.cites and not sheet.heard and sheet.report not in traces:
                there[writer].append((deed.now, deed.place))
            for person in (writer, sheet.heard):
                assert sheet.now < dossier.dead.get(person, sheet.now + 1)
    for person, moments in there.items():
        moments.sort()
        for (one, here), (other, elsewhere) in pairwise(moments):
            assert other - one >= dossier.rules.apart(here, elsewhere), (person, here, elsewhere)
    for episode in {deed.episode for deed in deeds}:
        false = [s for s in file.sheets if s.false and deeds[s.deed].episode == episode]
        assert len(false) <= dossier.rules.false_details
    once = Counter(s.report for s in file.sheets if s.observer or s.cites)
    assert set(once.values()) <= {1}
    unseen = [k for k, d in enumerate(deeds) if not d.seen_by or d.act in hidden]
    assert any(k not in told for k in unseen), "nothing was left that only the player knows"
    assert len(file.cards) == sum(1 for k, d in enumerate(deeds) if d.seen_by and d.act not in hidden and k not in told)


def lives(engine: Engine, seeds: range) -> None:
    for seed in seeds:
        subject = lived(engine, seed)
        hold(engine, subject, file_of(engine, subject, seed), seed)


@pytest.mark.slow
def test_every_file_of_three_hundred_lives_is_whole(engine: Engine) -> None:
    lives(engine, range(300))


def test_a_file_is_the_same_every_time_and_another_for_another_seed(engine: Engine) -> None:
    subject = lived(engine, 5)
    assert file_of(engine, subject, 5) == file_of(engine, subject, 5)
    assert len({tuple(s.report for s in file_of(engine, subject, seed).sheets) for seed in range(12)}) > 8


def test_a_file_is_built_in_well_under_fifty_milliseconds(engine: Engine) -> None:
    subject = lived(engine, 7)
    file_of(engine, subject, 7)
    best = min(_timed(engine, subject) for _ in range(5))
    assert best < 0.05


def _timed(engine: Engine, subject: Subject) -> float:
    """Seconds of CPU, without the collector: it would go through all the lives that other tests keep."""
    gc.collect()
    gc.disable()
    try:
        began = time.process_time()
        file_of(engine, subject, 7)
        return time.process_time() - began
    finally:
        gc.enable()


def test_some_rumour_goes_round_and_comes_from_one_paper(engine: Engine) -> None:
    rounds = 0
    for seed in range(40):
        file = file_of(engine, lived(engine, seed), seed)
        roots = Counter(root for (root, *more) in file.provenance.values() if not more)
        rounds += any(count >= 3 for count in roots.values())
    assert rounds >= 20, "three papers that are one rumour are too rare"


def test_whoever_carried_the_page_out_under_a_coat_meets_it(engine: Engine) -> None:
    met = of = 0
    for seed in range(200):
        subject = lived(engine, seed)
        if any(d.act == "carried_paper_out" and "lining" in d.how for d in subject.deeds):
            of += 1
            met += bool(file_of(engine, subject, seed).about("carried_paper_out"))
    assert of >= 5 and met == of


def test_the_act_that_nobody_saw_is_in_no_paper(engine: Engine) -> None:
    for seed in range(30):
        file = file_of(engine, lived(engine, seed), seed)
        for act in ("took_dictation", "kept_missing_line"):
            assert file.about(act) == ()


def test_every_ready_ledger_and_every_interview_gives_a_file(engine: Engine) -> None:
    dossier = dossier_of(engine)
    assert len(dossier.engineers) == 3
    for engineer in dossier.engineers:
        for seed in range(10):
            subject = ready_subject(engineer)
            hold(engine, subject, file_of(engine, subject, seed), seed)
    interview = dossier.interview
    assert interview and len(interview.questions) == 6
    ways = [*product(*([r.id for r in q.replies] for q in interview.questions))]
    for answers in Random(1).sample(ways, 60):
        said = dict(zip((q.id for q in interview.questions), answers, strict=True))
        if said["eleven"] == "read" and said["page"] not in ("coat", "burned"):
            with pytest.raises(ValueError, match="eleven"):
                interviewed(interview, said)
            continue
        subject = interviewed(interview, said)
        assert {"surname", "first", "patronymic", "polite", "label"} <= subject.forms.keys()
        hold(engine, subject, file_of(engine, subject, 3), 3)


def test_there_are_fourteen_to_eighteen_hooks_each_with_the_scene_that_pays_it(engine: Engine) -> None:
    hooks = dossier_of(engine).hooks
    assert 14 <= len(hooks) <= 18
    assert all(hook.pays and (hook.planned or hook.pays in engine.head.scenes) for hook in hooks)
    assert len({hook.pays for hook in hooks}) == len(hooks)
