"""Files of a small story, whose every paper can be foretold."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from starcity_game.engine.dossier.file import File
from starcity_game.engine.dossier.opening import NoFile, file_of, file_seen
from starcity_game.engine.dossier.subjects import hooks_of, interviewed, next_asked, ready_subject, subject_of
from starcity_game.engine.events import Paper, Prose, plain
from starcity_game.engine.life import begin, choose
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Deed, Origin, Subject
from starcity_game.story.load import load

STORY = """\
story: yard
title: The Yard
volumes:
  keeper: {title: The Keeper, start: gate}
  officer: {title: The Officer, start: desk, opens: true}
"""
YARD = """\
variables:
  calm: {number: 5, min: 0, max: 10}
  informer: {one_of: [anna, boris]}
  heard: {flag: false}
people:
  you: {forms: {surname: Lunin, first: Pavel}}
  anna: {forms: {surname: Anina, first: Anna}}
  boris: {forms: {surname: Borin, first: Boris}, dies: 1961-04-12 12:00}
  chief: {forms: {surname: Vexler, first: Roman}}
places: {gate: The gate, yard: The yard, far: The far bank}
acts:
  left: Left the yard.
  wrote: Wrote something down.
  lied: {text: Lied., visible: false}
endings: {over: {title: Over, parts: [It is over.]}, taken: {title: Taken, parts: [They came.]}}
scenes:
  gate:
    at: {date: 1961-04-12 08:00, place: gate}
    text: The gate.
    choices:
      - {label: Leave., act: {do: left, how: by the gate, seen_by: [anna]}, intent: to be gone, end: over}
      - {label: Wait., act: {do: left, seen_by: [anna]}, end: taken}
  desk:
    at: {date: 1961-05-01 08:00, place: yard}
    text:
      - |
        {subject.known: On the desk is a file of {subject.full}.|The desk is bare.}
        {did.left: One left.|}{hook.heard: The wire hums.|}
      - paper: left
        otherwise: No paper says that anybody left.
      - paper: wrote
        otherwise: Nothing was written.
    choices:
      - {label: Warn., intervene: warn, set: heard = true, goto: later}
      - {label: Move., intervene: move, goto: later}
  asked:
    text:
      - |
        {recalls.by_the_gate: By the gate.|}{recalls.over_the_wall: Over the wall.|}{manner.near == "dry": Dry.|}
        First {sheet.left}, of {sheets.left}, seen by {sources.left}; {rumour.act}: {rumour.first}, {rumour.second},
        {rumour.third}, by {rumour.first_by}, then {rumour.second_by}. Not so: {falsehood.detail}, {falsehood.sheet} by
        {falsehood.by}, as {falsehood.shown_by} shows.
      - rumour: true
        otherwise: Nothing goes round.
      - falsehood: true
        otherwise: Everything is so.
    end: over
  early:
    at: {date: 1961-04-12 10:30}
    text:
      - paper: left
        otherwise: Nobody says so.
    end: over
  later:
    text: "{intervened == \\"warn\\": A word was said.|{intervened == \\"move\\": A desk was moved.|Nothing.}}"
    choices:
      - {label: Warn all the same., intervene: warn, goto: after}
  after:
    text: "First: {intervened}."
    end: over
observers:
  near: {person: anna, signs: Source A, sees: [gate], habit: h}
  there: {person: boris, signs: Source B, sees: [gate, far], habit: h}
manners: {dry: {within: 10 minutes}}
reports:
  plain:
    act: left
    manner: dry
    text: "{deed.day} {deed.time} left {deed.how}. {deed.place}. {observer.surname}."
    false: {detail: time, from: The clock, paper: {kind: clock, text: "Struck at {deed.time}."}}
  told: {act: left, manner: dry, cites: true, text: "As on sheet {cited.sheet} by {cited.signs}."}
  typed: {act: left, extract: true, cites: true, text: "Known, see {cited.sheet}."}
  seen: {act: wrote, extract: true, text: Wrote.}
  writing: {act: wrote, manner: dry, text: "Wrote, {paper.date}."}
  ash: {act: lied, manner: dry, trace: true, text: Something is missing.}
file:
  title: File
  of: keeper
  keeps: [calm]
  least: 6
  most: 6
  false_details: 1
  rumours: 1
  travel: 1 hour
  informer: informer
  hand: chief
  interventions: [warn, move]
  early: [taken]
  removed: Removed.
recalls:
  by_the_gate: {act: left, how: by the gate, scene: gate}
  over_the_wall: {act: left, how: over the wall}
hooks:
  heard: {flag: false, from: heard, pays: gate, about: The wire hums.}
  never: {one_of: [a, b], pays: attic, planned: true, about: Not yet.}
interview:
  questions:
    - {id: who, ask: Who?, answers: [{id: one, label: One., forms: {surname: One, first: Ann}}]}
    - id: did
      ask: What?
      answers: [{id: left, label: Left.}, {id: stayed, label: Stayed.}, {id: other, label: Other., if: {who: one}}]
  deeds:
    - {act: left, date: 1961-04-12 08:00, scene: gate, place: gate, seen_by: [anna], if: {did: [left, other]}}
    - {act: wrote, date: 1961-04-12 09:00, scene: gate, place: gate}
"""
NINE = 673_020
"""1961-04-12 09:00 in minutes since 1960-01-01."""


def made(text: str = YARD, main: str = STORY) -> Engine:
    with tempfile.TemporaryDirectory() as name:
        Path(name, "story.yaml").write_text(main, encoding="utf-8")
        Path(name, "yard.yaml").write_text(text, encoding="utf-8")
        loaded = load(Path(name))
    assert loaded.story, [f.line_of_text() for f in loaded.findings]
    return Engine(loaded.story)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return made()


def someone(*deeds: Deed, removed: int | None = None) -> Subject:
    forms = {"surname": "Lunin", "first": "Pavel", "full": "Lunin Pavel"}
    return Subject(forms, {"calm": 7}, deeds, removed)


def left(now: int = NINE, place: str = "gate", seen_by: tuple[str, ...] = ("anna",)) -> Deed:
    return Deed("left", "gate", 1, now, place, how="by the gate", seen_by=seen_by, intent="to be gone")


def texts(file: File) -> list[str]:
    return [plain(sheet.spans) for sheet in file.sheets]


# ------------------------------------------------------------------------------------------------- sifting


def test_a_deed_is_told_retold_and_retyped_and_its_falsehood_is_shown(engine: Engine) -> None:
    file = file_of(engine, someone(left()), 1)
    first = next(s for s in file.sheets if s.report == "plain" and s.observer)
    assert plain(first.spans) in (
        "12.04 09.00 left by the gate. The gate. Anina.",
        "12.04 09.00 left by the gate. The gate. Borin.",
    )
    shows = file.sheet(first.shown_by)
    assert first.false == "time" and shows and shows.signs == "The clock" and plain(shows.spans) == "Struck at 09.00."
    retold = next(s for s in file.sheets if s.report == "told")
    retyped = next(s for s in file.sheets if s.report == "typed")
    assert retold.cites == (first.number,) and retyped.cites == (retold.number,)
    assert file.provenance[retyped.number] == (first.number,)
    assert f"sheet {first.number}" in plain(retold.spans) and retyped.signs == "Vexler"
    assert all("to be gone" not in text for text in texts(file))


def test_nobody_who_is_dead_reports(engine: Engine) -> None:
    noon = NINE + 3 * 60
    for seed in range(8):
        file = file_of(engine, someone(left(noon)), seed)
        assert {s.observer for s in file.sheets if s.observer} <= {"near"}
        early = file_of(engine, someone(left(noon - 5)), seed)
        assert all(s.now < noon for s in early.sheets if s.observer == "there")


def test_nobody_is_in_two_places(engine: Engine) -> None:
    far = Deed("wrote", "gate", 1, NINE + 30, "far", seen_by=("chief",))
    for seed in range(20):
        file = file_of(engine, someone(left(seen_by=("anna", "boris")), far), seed)
        assert not file.about("wrote"), "he was at the gate half an hour before"
    later = Deed("wrote", "gate", 1, NINE + 60, "far", seen_by=("chief",))
    assert any(file_of(engine, someone(left(seen_by=("anna",)), later), seed).about("wrote") for seed in range(20))


def test_what_nobody_saw_is_told_by_its_trace_alone(engine: Engine) -> None:
    unseen, lie = left(seen_by=()), Deed("lied", "gate", 1, NINE, "gate", seen_by=("anna",))
    file = file_of(engine, someone(unseen, lie), 3)
    assert [s.report for s in file.sheets] == ["ash"] and file.cards == ()


def test_an_extract_comes_from_the_informer_and_only_where_another_could_have_told(engine: Engine) -> None:
    alone = Deed("wrote", "gate", 1, NINE, "far", seen_by=("anna",))
    both = Deed("wrote", "gate", 1, NINE, "far", seen_by=("anna", "chief"))
    of_another = Deed("wrote", "gate", 1, NINE, "far", seen_by=("boris", "chief"))

    def retyped(deed: Deed) -> list[str]:
        return [s.source for s in file_of(engine, someone(deed), 1, "officer").sheets if s.report == "seen"]

    assert retyped(both) == ["anna"] and retyped(alone) == [] and retyped(of_another) == []


def test_a_life_that_broke_off_ends_with_a_dated_line(engine: Engine) -> None:
    life = choose(engine, begin(engine, Origin("keeper", 1, {})), "wait")
    subject = subject_of(engine, life.state)
    assert subject and subject.removed == NINE - 60
    file = file_of(engine, subject, 1)
    assert file.cards[-1].text == "Removed." and file.cards[-1].now == subject.removed
    whole = subject_of(engine, choose(engine, begin(engine, Origin("keeper", 1, {})), "leave").state)
    assert whole and whole.removed is None and [d.intent for d in whole.deeds] == ["to be gone"]


def test_what_no_paper_holds_stands_on_a_card(engine: Engine) -> None:
    deeds = tuple(left(NINE + 1500 * k) for k in range(9))
    file = file_of(engine, someone(*deeds), 2)
    assert len(file.sheets) <= 6
    assert len(file.cards) == 9 - len({s.deed for s in file.sheets}) and {c.text for c in file.cards} == {
        "Left the yard."
    }


def test_the_same_arguments_give_the_same_file(engine: Engine) -> None:
    subject = someone(left(), left(NINE + 300))
    assert file_of(engine, subject, 8) == file_of(made(), subject, 8)


def test_a_story_without_a_file_opens_none() -> None:
    bare = made(
        "scenes:\n  gate: {text: A., end: over}\n  desk: {text: B., end: over}\n"
        "endings: {over: {title: O, parts: [o]}}\n",
        STORY.replace(", opens: true", ""),
    )
    with pytest.raises(NoFile):
        file_of(bare, someone(), 1)
    assert bare.begin(Origin("officer", 1, {}, subject=someone(left()))).state.ended == "over"


# ---------------------------------------------------------------------------------- what scenes ask of a file


def entered(engine: Engine, scene: str, subject: Subject, seed: int = 1) -> tuple[str, list[Paper]]:
    """Prose and papers of a scene, entered at the beginning of an officer's life."""
    begun = engine.begin(Origin("officer", seed, {}, subject=subject)).state
    index = engine.story.index(scene)
    assert index is not None
    events = engine.enter(begun, index).events
    prose = " ".join(plain(e.spans) for e in events if isinstance(e, Prose))
    return prose, [e for e in events if isinstance(e, Paper)]


def test_a_scene_knows_what_the_ledger_and_the_file_hold(engine: Engine) -> None:
    subject = someone(left())
    file = file_of(engine, subject, 1, "officer")
    said, papers = entered(engine, "asked", subject)
    first = next(s for s in file.sheets if s.report == "plain" and s.observer)
    told, typed = (next(s for s in file.sheets if s.report == r) for r in ("told", "typed"))
    reports = [s for s in file.about("left") if s.says]
    assert "By the gate." in said and "Over the wall." not in said and "Dry." in said
    assert f"First {reports[0].number}, of {len(reports)}, seen by" in said
    assert f"left: {first.number}, {told.number}, {typed.number}, by {first.observer}, then {told.observer}." in said
    assert f"time, {first.number} by {first.observer}, as {first.shown_by} shows." in said
    wanted = [first.number, told.number, typed.number, first.number, first.shown_by]
    assert [p.document for p in papers] == [f"sheet {number}" for number in wanted]


SUMMER = """\
ledger: 2
variables:
  filed: {flag: false}
scenes:
  summer:
    at: {date: 1962-05-01 08:00, place: yard}
    set: filed = true
    text:
      - |
        {did.left: One left.|Nobody left.} {did.wrote: One wrote.|Nobody wrote.} Sheets: {sheets.left}.
        {recalls.in_july: July.|} {filed: Filed.|}
      - paper: left
        otherwise: Nobody says so.
    end: over
recalls:
  in_july: {act: left, how: by the gate}
"""
"""A file whose scenes ask of the second episode."""


def test_a_file_says_of_which_episode_its_scenes_ask() -> None:
    with tempfile.TemporaryDirectory() as name:
        for file, text in (("story.yaml", STORY), ("yard.yaml", YARD), ("summer.yaml", SUMMER)):
            Path(name, file).write_text(text, encoding="utf-8")
        loaded = load(Path(name))
    assert loaded.story, [f.line_of_text() for f in loaded.findings]
    engine = Engine(loaded.story)
    year = 365 * 24 * 60
    july = Deed("left", "gate", 2, NINE + year, "gate", how="by the gate", seen_by=("anna",))
    wrote = Deed("wrote", "gate", 1, NINE, "gate", seen_by=("anna",))
    both, papers = entered(engine, "summer", someone(wrote, july))
    assert "One left. Nobody wrote." in both and "July. Filed." in both, "a variable is not a name of the file"
    assert papers and all(dict(paper.head)["date"].endswith(".62") for paper in papers)
    before, papers = entered(engine, "summer", someone(left()))
    assert "Nobody left. Nobody wrote. Sheets: 0." in before and "July." not in before and not papers
    early, _ = entered(engine, "asked", someone(wrote, july))
    assert "By the gate." not in early and "First 0, of 0" in early


def test_a_scene_that_asks_of_nothing_is_told_so(engine: Engine) -> None:
    said, papers = entered(engine, "asked", someone(left(seen_by=())))
    assert papers == [] and "Nothing goes round." in said and "Everything is so." in said
    assert "First 0, of 0, seen by 0; : 0, 0, 0" in said
    bare = engine.begin(Origin("keeper", 1, {})).state
    assert not file_seen(engine, bare).sheets


def test_a_paper_is_there_from_the_day_on_which_it_was_written(engine: Engine) -> None:
    subject = someone(left(now=NINE))
    whole = file_of(engine, subject, 1, "officer")
    _, papers = entered(engine, "early", subject)
    by_then = [f"sheet {s.number}" for s in whole.about("left") if s.now <= NINE + 90]
    assert [p.document for p in papers] == by_then
    assert 0 < len(by_then) < len(whole.about("left")), "the moment tells nothing apart"
    said, papers = entered(engine, "early", someone(left(now=NINE + 600)))
    assert papers == [] and "Nobody says so." in said, "what is not written yet is said to be wanting"
    state = engine.begin(Origin("officer", 1, {}, subject=subject)).state
    assert file_seen(engine, state) == whole


# ------------------------------------------------------------------------------------------------ in a life


def test_a_text_lays_the_papers_or_says_otherwise(engine: Engine) -> None:
    turn = engine.begin(Origin("officer", 1, {}, subject=someone(left())))
    papers = [e for e in turn.events if isinstance(e, Paper)]
    prose = [plain(e.spans) for e in turn.events if isinstance(e, Prose)]
    assert [p.spans for p in papers] == [s.spans for s in file_of(engine, someone(left()), 1, "officer").about("left")]
    assert papers[0].head[0][0] == "sheet"
    assert prose == ["On the desk is a file of Lunin Pavel. One left.", "Nothing was written."]


def test_without_a_subject_the_desk_is_bare(engine: Engine) -> None:
    turn = engine.begin(Origin("officer", 1, {}))
    prose = [plain(e.spans) for e in turn.events if isinstance(e, Prose)]
    assert prose == ["The desk is bare.", "No paper says that anybody left.", "Nothing was written."]


def test_only_the_first_intervention_is_remembered(engine: Engine) -> None:
    life = begin(engine, Origin("officer", 1, {}, subject=someone(left())))
    life = choose(engine, life, "move")
    assert plain(life.events[0].spans) == "A desk was moved."  # type: ignore[attr-defined]
    life = choose(engine, life, "warn-all-the-same")
    assert plain(life.events[0].spans) == "First: move."  # type: ignore[attr-defined]


def test_a_hook_carries_what_was_done_and_is_as_declared_without(engine: Engine) -> None:
    life = begin(engine, Origin("officer", 1, {}))
    for choice in ("warn", "warn-all-the-same"):
        assert hooks_of(engine, life.state) == {}, "a life that goes on carries nothing"
        life = choose(engine, life, choice)
    assert hooks_of(engine, life.state) == {"heard": True, "never": "a"}
    told = engine.begin(Origin("officer", 1, {}, hooks={"heard": True, "gone": 3})).events
    assert any("The wire hums." in plain(e.spans) for e in told if isinstance(e, Prose))


def test_the_interview_asks_in_order_and_gives_a_ledger(engine: Engine) -> None:
    interview = engine.story.dossier.interview  # type: ignore[union-attr]
    assert interview
    said: dict[str, str] = {}
    asked = next_asked(interview, said)
    assert asked and asked[0].id == "who"
    said["who"] = "one"
    asked = next_asked(interview, said)
    assert asked and [r.id for r in asked[1]] == ["left", "stayed", "other"]
    for answer, acts in (("left", ["left", "wrote"]), ("stayed", ["wrote"])):
        subject = interviewed(interview, {**said, "did": answer})
        assert [d.act for d in subject.deeds] == acts and subject.forms["surname"] == "One"
    assert next_asked(interview, {**said, "did": "left"}) is None
    with pytest.raises(ValueError, match="did"):
        interviewed(interview, said)


def test_a_ready_subject_is_one_like_any_other() -> None:
    text = YARD + (
        "engineers:\n  one: {title: One, forms: {surname: One, first: Ann}, keeps: {calm: 3}, deeds: "
        "[{act: left, date: 1961-04-12 09:00, scene: gate, place: gate, seen_by: [anna]}]}\n"
    )
    engine = made(text)
    found = ready_subject(engine.story.dossier.engineers[0])  # type: ignore[union-attr]
    assert found.forms["full"] == "One Ann" and found.deeds[0].now == NINE and file_of(engine, found, 1).sheets
