"""Episode 1 of Volume II: the same corridor from the other chair, on the file of whoever was played."""

from __future__ import annotations

import statistics
from collections import Counter
from pathlib import Path

import pytest
import yaml
from conftest import STORY
from lives import POLICIES, live, lived, pages, watched, words

from starcity_game.engine.dossier.opening import file_of
from starcity_game.engine.dossier.subjects import hooks_of, ready_subject, subject_of
from starcity_game.engine.events import Event, Paper, Prose, plain
from starcity_game.engine.life import Life, begin, choose, steps
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Origin, Subject
from starcity_game.story.calendar import parse_date

pytestmark = pytest.mark.xdist_group("officer")  # one process leads the lives for all of them
LIVES = 80
PLAYED = Path(__file__).parents[1] / "playthroughs" / "engineer-e1"
WORDS_WRITTEN = 6_000
SCENES = 35


def said(events: tuple[Event, ...]) -> str:
    """Everything that is read."""
    return "\n".join(plain(e.spans) for e in events if isinstance(e, Prose | Paper))


def engineer(engine: Engine, seed: int) -> Life:
    """A finished life of Volume I."""
    return lived(engine, seed)[-1]


def subject(engine: Engine, last: Life) -> Subject:
    found = subject_of(engine, last.state)
    assert found
    return found


def officer(engine: Engine, seed: int, on: Subject) -> list[Life]:
    """An officer's life on somebody's file, as the list of its moments."""
    return [*live(engine, seed, [*POLICIES.values()][seed % len(POLICIES)], "officer", on)]


def met(engine: Engine, moments: list[Life], scene: str) -> bool:
    """Whether a scene was entered."""
    index = engine.story.index(scene)
    assert index is not None, scene
    return bool(moments[-1].state.counts.get(index))


@pytest.fixture(scope="module")
def pairs(engine: Engine) -> list[tuple[Life, list[Life]]]:
    """Lives of the engineer, and of the officer on each of them, in one world."""
    return [(engineer(engine, seed), [*watched(engine, seed)[1]]) for seed in range(LIVES)]


def of_episode_1(engine: Engine, moments: list[Life]) -> list[Life]:
    """The moments before the post at Zelyony."""
    later = engine.head.scenes.index("officer.e2.post")
    return [m for m in moments if not m.state.counts.get(later)]


def test_every_life_ends_in_a_named_ending(pairs: list[tuple[Life, list[Life]]], engine: Engine) -> None:
    assert all(moments[-1].state.ended in engine.head.endings for _, moments in pairs)


def test_there_is_as_much_of_it_as_was_promised(pairs: list[tuple[Life, list[Life]]], engine: Engine) -> None:
    mine = [name for name in engine.head.scenes if name.startswith("officer.e1.")]
    assert len(mine) >= SCENES
    met_by_all = {name for name in mine for _, moments in pairs if met(engine, moments, name)}
    assert met_by_all == {*mine}
    text = " ".join(p.read_text() for p in (STORY / "officer" / "e1").glob("*.yaml"))
    assert len(text.split()) > WORDS_WRITTEN
    assert statistics.median(sum(words(m.events) for m in moments) for _, moments in pairs) > WORDS_WRITTEN / 2


def test_the_conversation_in_the_corridor_is_the_same_word_for_word(
    pairs: list[tuple[Life, list[Life]]], engine: Engine
) -> None:
    last, moments = pairs[0]
    theirs = next(m for m in moments if engine.ready(m.state.scene).source.id.endswith("note_of_the_post"))
    spoken = [plain(e.spans) for e in theirs.events if isinstance(e, Prose)]
    talk = next(text for text in spoken if "Would you like the inside?" in text)
    talk = talk[talk.index("“Forgive me.") : talk.index("a person with a newspaper.”")]
    before = [step.before for step in steps(last)]
    heard = ""
    for state in before:
        if engine.ready(state.scene).source.id == "engineer.e1.newspaper":
            heard = said(engine.enter(state, state.scene).events)
    assert talk in heard


def test_whoever_went_out_with_the_page_under_a_coat_is_seen_to(
    pairs: list[tuple[Life, list[Life]]], engine: Engine
) -> None:
    of = 0
    for last, moments in pairs:
        under = any(
            d.act == "carried_paper_out" and d.scene == "engineer.e1.list" and "lining" in d.how
            for d in subject(engine, last).deeds
        )
        assert met(engine, moments, "officer.e1.coat") == under
        if under:
            of += 1
            assert "It is paper that knocks." in pages(moments)
    assert of >= 5


def test_the_same_act_is_read_again_as_paper(pairs: list[tuple[Life, list[Life]]], engine: Engine) -> None:
    with_sheets = 0
    for _, moments in pairs:
        papers = [
            e
            for m in of_episode_1(engine, moments)
            for e in m.events
            if isinstance(e, Paper) and e.document.startswith("sheet ")
        ]
        with_sheets += bool(papers)
        assert len({e.document for e in papers}) <= 25
    assert with_sheets >= LIVES * 0.9


def test_no_sheet_is_laid_before_its_date(pairs: list[tuple[Life, list[Life]]]) -> None:
    for _, moments in pairs:
        for moment in moments:
            for event in moment.events:
                if isinstance(event, Paper) and event.document.startswith("sheet "):
                    day, month, year = dict(event.head)["date"].split(".")
                    written = parse_date(f"19{year}-{month}-{day}")
                    assert written is not None and written <= int(moment.state.values[0])


def test_three_lives_can_be_told_apart_by_what_the_officer_reads(engine: Engine) -> None:
    dossier = engine.story.dossier
    assert dossier
    texts = {pages(officer(engine, 4, ready_subject(ready))) for ready in dossier.engineers}
    assert len(texts) == 3


def test_every_way_of_filing_is_taken_by_somebody(pairs: list[tuple[Life, list[Life]]], engine: Engine) -> None:
    slot = engine.head.variables["filed"].slot
    ways = Counter(str(moments[-1].state.values[slot]) for _, moments in pairs)
    assert {*ways} == {"three", "one", "none", "own", "linden"}
    assert max(ways.values()) < LIVES * 0.6


def test_a_lad_who_was_let_go_to_his_dinner_has_gone_in_another_world(
    pairs: list[tuple[Life, list[Life]]], engine: Engine
) -> None:
    lad, name = engine.head.variables["lad"].slot, "corridor_stood_down"
    kind = next(moments for _, moments in pairs if moments[-1].state.values[lad] == "ten")
    strict = next(moments for _, moments in pairs if moments[-1].state.values[lad] == "last")
    assert "I’ll just make it the twenty" in pages(kind)
    for moments, gone in ((kind, True), (strict, False)):
        hooks = hooks_of(engine, moments[-1].state)
        assert hooks[name] is gone
        life = begin(engine, Origin("engineer", 5, {}, hooks=hooks))
        text = ""
        while not life.ended:
            life = choose(engine, life, next(o for o in life.offer if o.open).id)
            text += said(life.events)
        assert ("let go to his dinner" in text) is gone
        assert ("The lad lifts your arm" in text) is not gone


def test_the_pinned_life_with_the_coat_is_recognised(engine: Engine) -> None:
    """The life that is pinned for Volume I, opened as a file: its own acts come back."""
    pinned = yaml.safe_load((PLAYED / "coat.yaml").read_text())
    chosen = [c for step in pinned["steps"] for c in _listed(step.get("choose"))]
    answers = {k: v for k, v in pinned["answers"].items() if k != "name"}
    life = begin(engine, Origin("engineer", pinned["seed"], answers))
    for choice in chosen:
        life = choose(engine, life, choice.replace("@", "@engineer.e1."))
    while not life.ended:
        life = choose(engine, life, next(o for o in life.offer if o.open).id)
    text = pages(officer(engine, pinned["seed"], subject(engine, life)))
    for theirs in ("Him? He’s not to send for people", "He cuts it.", "That’s Hamburg.", "It is paper that knocks."):
        assert theirs in text


def _listed(found: object) -> list[str]:
    return [] if found is None else [found] if isinstance(found, str) else [str(one) for one in found]  # type: ignore[attr-defined]


def test_scenes_of_january_ask_nothing_of_a_july_to_come(pairs: list[tuple[Life, list[Life]]], engine: Engine) -> None:
    """A ledger goes on after the days of this episode; what its scenes know of the file does not."""
    due = parse_date("1966-02-01 09:00")
    assert due is not None
    names = ("rumour.first", "rumour.second", "rumour.third", "falsehood.sheet", "falsehood.shown_by")
    dossier = engine.story.dossier
    assert dossier
    asked = 0
    for last, moments in pairs:
        on = subject(engine, last)
        assert {deed.episode for deed in on.deeds} > {1, 2}
        file = file_of(engine, on, moments[0].state.origin.seed, "officer")
        values = moments[0].state.values
        for name in names:
            sheet = file.sheet(int(values[dossier.slots[name]]))
            asked += sheet is not None
            assert sheet is None or sheet.there(due), name
        watched = any(d.act == "watched_visitors" and d.episode == 1 for d in on.deeds)
        assert values[dossier.slots["recalls.chair"]] is watched
    assert asked > len(pairs)
