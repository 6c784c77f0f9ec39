"""The story may change under a save: what is offered is the edited scene's, and what is lost is said."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from save_records import LIFE
from save_stories import engine_of, walk

from starcity_game.engine.events import Prose, plain
from starcity_game.engine.life import choose, steps, undo
from starcity_game.engine.play import Engine
from starcity_game.engine.portable import flatten
from starcity_game.saves.keep import Cover, Journal, read_text
from starcity_game.saves.problems import SaveProblem
from starcity_game.saves.record import Record
from starcity_game.saves.restore import Taken, life_of
from starcity_game.saves.store import decode, encode

STORY = """
variables:
  nerve: {number: 5, min: 0, max: 10}
  school: {one_of: [engines, tapes], start: engines}
  brave: {flag: false}
endings:
  home: {title: Home, parts: ["You go home."]}
scenes:
  start:
    text: "It snows."
    choices:
      - {id: in, label: Go in., set: [nerve += 1, brave = true, school = "tapes"], goto: hall}
  hall:
    text: "A hall with three doors."
    choices:
      - {id: left, label: The left door., goto: left}
      - {id: middle, label: The middle door., goto: middle}
      - {id: right, label: The right door., goto: right}
  left:
    text: "The left room."
    choices: [{id: back, label: Go back., goto: hall}]
  middle:
    text: "The middle room."
    choices: [{id: back, label: Go back., goto: hall}]
  right:
    text: "The right room."
    choices: [{id: out, label: Go home., end: home}]
"""


def saved(engine: Engine, *choices: str) -> Record:
    """The record of a life, through bytes as a file holds them."""
    return decode(encode(Journal(engine).record(walk(engine, *choices), Cover(LIFE, "Anna"))))


def taken_up(tmp_path: Path, *edits: tuple[str, str], choices: tuple[str, ...] = ("in",)) -> Taken:
    """A life of `STORY`, taken up in the story with `edits` made to its text."""
    record = saved(engine_of(tmp_path / "old", STORY), *choices)
    text = STORY
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return life_of(engine_of(tmp_path / "new", text, version="2"), record)


def offered(taken: Taken) -> list[str]:
    return [o.id for o in taken.life.offer]


def room(engine: Engine, taken: Taken, choice: str) -> str:
    """The scene that a choice leads to."""
    return str(flatten(engine, choose(engine, taken.life, choice).state)["scene"])


def engine_again(tmp_path: Path) -> Engine:
    """The edited story's engine."""
    from starcity_game.story.load import load

    story = load(tmp_path / "new").story
    assert story
    return Engine(story)


def leads_right(tmp_path: Path, taken: Taken) -> None:
    """Every room is where its door leads."""
    engine = engine_again(tmp_path)
    for choice in [o.id for o in taken.life.offer if o.open]:
        if choice in ("left", "middle", "right"):
            assert room(engine, taken, choice).endswith(choice)


def test_nothing_edited_nothing_said(tmp_path: Path) -> None:
    taken = taken_up(tmp_path)
    assert taken.notices == ()
    assert offered(taken) == ["left", "middle", "right"]
    assert taken.cover == Cover(LIFE, "Anna")


def test_text_added(tmp_path: Path) -> None:
    taken = taken_up(tmp_path, ("A hall with three doors.", "A hall with three doors, and a clock."))
    assert "and a clock" in read_text(taken.life.events)
    assert taken.notices == () and offered(taken) == ["left", "middle", "right"]
    leads_right(tmp_path, taken)


def test_a_choice_added_before_the_others(tmp_path: Path) -> None:
    taken = taken_up(
        tmp_path, ("      - {id: left,", "      - {id: wait, label: Wait., goto: start}\n      - {id: left,")
    )
    assert taken.notices == () and offered(taken) == ["wait", "left", "middle", "right"]
    leads_right(tmp_path, taken)


def test_the_first_choice_removed(tmp_path: Path) -> None:
    taken = taken_up(
        tmp_path,
        ("      - {id: left, label: The left door., goto: left}\n", ""),
        ("hall}]\n  middle", "left}]\n  middle"),
    )
    assert taken.notices == () and offered(taken) == ["middle", "right"]
    leads_right(tmp_path, taken)


def test_a_condition_put_on_a_choice(tmp_path: Path) -> None:
    taken = taken_up(tmp_path, ("The left door., goto", 'The left door., when: nerve > 6, locked: "too soon", goto'))
    assert taken.notices == ()
    assert [(o.id, o.open) for o in taken.life.offer][:2] == [("left", False), ("middle", True)]
    with pytest.raises(KeyError):
        choose(engine_again(tmp_path), taken.life, "left")
    leads_right(tmp_path, taken)


def test_the_scene_renamed(tmp_path: Path) -> None:
    taken = taken_up(
        tmp_path,
        ("  hall:\n", "  lobby:\n    was: hall\n"),
        ("goto: hall", "goto: lobby"),
        choices=("in", "left", "back"),
    )
    engine = engine_again(tmp_path)
    flat = flatten(engine, taken.life.state)
    assert taken.notices == ()
    assert (flat["scene"], flat["n:lobby"]) == ("lobby", 2)
    assert offered(taken) == ["left", "middle", "right"]
    assert read_text(taken.life.events) == "A hall with three doors."
    leads_right(tmp_path, taken)


def test_the_target_renamed(tmp_path: Path) -> None:
    taken = taken_up(tmp_path, ("  left:\n", "  west:\n"), ("goto: left", "goto: west"))
    assert taken.notices == () and offered(taken) == ["left", "middle", "right"]
    engine = engine_again(tmp_path)
    assert [room(engine, taken, c) for c in offered(taken)] == ["west", "middle", "right"]


def test_a_scene_added(tmp_path: Path) -> None:
    more = 'scenes:\n  attic:\n    text: "Dust."\n    choices: [{id: down, label: Down., goto: hall}]\n'
    taken = taken_up(tmp_path, ("scenes:\n", more), choices=("in", "left", "back"))
    assert taken.notices == () and offered(taken) == ["left", "middle", "right"]
    assert flatten(engine_again(tmp_path), taken.life.state)["n:hall"] == 2
    leads_right(tmp_path, taken)


def test_a_variable_added_takes_its_beginning(tmp_path: Path) -> None:
    taken = taken_up(tmp_path, ("variables:\n", "variables:\n  fear: {number: 3}\n"))
    engine = engine_again(tmp_path)
    assert taken.notices == ()
    assert taken.life.state.values[engine.head.variables["fear"].slot] == 3
    assert taken.life.state.values[engine.head.variables["nerve"].slot] == 6
    leads_right(tmp_path, taken)


def test_a_variable_removed_is_said(tmp_path: Path) -> None:
    taken = taken_up(tmp_path, ("  brave: {flag: false}\n", ""), (", brave = true", ""))
    assert len(taken.notices) == 1 and "brave" in taken.notices[0]
    leads_right(tmp_path, taken)


@pytest.mark.parametrize(
    "edit",
    [("{number: 5, min: 0, max: 10}", "{flag: false}"), ("min: 0, max: 10", "min: 0, max: 5"),
     ("{number: 5, min: 0, max: 10}", "{one_of: [low, high], start: low}")],
)  # fmt: skip
def test_a_variable_of_another_type_is_said(tmp_path: Path, edit: tuple[str, str]) -> None:
    more = () if "number" in edit[1] or "min" in edit[1] else (("nerve += 1, ", ""),)
    taken = taken_up(tmp_path, edit, *more)
    assert len(taken.notices) == 1 and "nerve" in taken.notices[0]
    leads_right(tmp_path, taken)


def test_a_word_that_is_gone_is_said(tmp_path: Path) -> None:
    taken = taken_up(tmp_path, ("[engines, tapes]", "[engines, gyroscopes]"), (', school = "tapes"', ""))
    assert len(taken.notices) == 1 and "school" in taken.notices[0]


# ------------------------------------------------------------- what the nine do not cover


GONE = (
    ("      - {id: middle, label: The middle door., goto: middle}\n", ""),
    ('  middle:\n    text: "The middle room."\n    choices: [{id: back, label: Go back., goto: hall}]\n', ""),
)


def test_a_scene_that_has_gone_falls_back_and_says_so(tmp_path: Path) -> None:
    taken = taken_up(tmp_path, *GONE, choices=("in", "left", "back", "middle"))
    assert flatten(engine_again(tmp_path), taken.life.state)["scene"] == "hall"
    assert taken.life.sheet == 3
    assert any("sheet 3" in n for n in taken.notices)
    assert read_text(taken.life.events) == "A hall with three doors."
    assert offered(taken) == ["left", "right"]


def test_undo_works_in_an_edited_story_and_steps_over_what_has_gone(tmp_path: Path) -> None:
    taken = taken_up(tmp_path, *GONE, choices=("in", "middle", "back", "left"))
    engine, life = engine_again(tmp_path), taken.life
    assert taken.notices == ()
    assert [s.label for s in steps(life)] == ["Go in.", "The middle door.", "Go back.", "The left door."]
    scenes = []
    for _ in range(4):
        life = undo(engine, life)
        scenes.append(flatten(engine, life.state)["scene"])
    assert scenes == ["hall", "hall", "hall", "start"]
    assert life.sheet == 0


def test_undo_counts_right_after_a_renaming_and_another_save(tmp_path: Path) -> None:
    taken = taken_up(
        tmp_path,
        ("  hall:\n", "  lobby:\n    was: hall\n"),
        ("goto: hall", "goto: lobby"),
        choices=("in", "left", "back"),
    )
    engine = engine_again(tmp_path)
    record = decode(encode(taken.journal.record(choose(engine, taken.life, "middle"), taken.cover)))
    life = life_of(engine, record).life
    seen = []
    while life.sheet:
        seen.append(flatten(engine, life.state).get("n:lobby"))
        life = undo(engine, life)
    assert seen == [2, 2, 1, 1]
    assert "n:lobby" not in flatten(engine, life.state)


def test_when_every_choice_has_gone_the_story_goes_on(tmp_path: Path) -> None:
    taken = taken_up(
        tmp_path,
        ("    choices: [{id: out, label: Go home., end: home}]\n", "    end: home\n"),
        choices=("in", "right"),
    )
    assert taken.life.state.ended == "home"
    assert len(taken.notices) == 1 and "no longer there" in taken.notices[0]
    assert "You go home." in read_text(taken.life.events)


CELLAR = """
variables: {nerve: {number: 5}}
scenes:
  start: {text: "It snows.", choices: [{id: in, label: Go in., goto: hall}]}
  hall: {text: "A hall.", choices: [{id: down, label: Down., call: cellar, then: [{goto: start}]}]}
  cellar: {text: "A cellar.", choices: [{id: up, label: Up., return: true}], return: true}
"""


def test_where_the_story_would_break_off_the_life_falls_back(tmp_path: Path) -> None:
    record = saved(engine_of(tmp_path / "old", CELLAR), "in", "down")
    edited = CELLAR.replace("hall", "lobby").replace("label: Up.,", "label: Up., when: nerve > 9,")
    taken = life_of(engine_of(tmp_path / "new", edited), record)
    assert taken.life.state.ended == "" and offered(taken) == ["in"]
    assert taken.life.sheet == 0
    assert any("sheet 0" in n for n in taken.notices)


def test_a_life_that_broke_off_goes_on_when_the_story_was_edited(tmp_path: Path) -> None:
    engine = engine_of(tmp_path / "old", CELLAR)
    sound = saved(engine, "in", "down")
    last = msgspec.structs.replace(sound.steps[-1], delta={**sound.steps[-1].delta, "ended": None})
    record = msgspec.structs.replace(
        sound, ended="!", state={**sound.state, "ended": "!"}, steps=(sound.steps[0], last)
    )
    assert life_of(engine, record).life.ended
    taken = life_of(engine_of(tmp_path / "new", CELLAR.replace("A cellar", "The cellar")), record)
    assert offered(taken) == ["down"] and taken.life.sheet == 1


def test_an_ending_that_was_renamed_is_reached_again(tmp_path: Path) -> None:
    taken = taken_up(tmp_path, ("  home: {", "  away: {"), ("end: home", "end: away"), choices=("in", "right", "out"))
    assert taken.life.state.ended == "away"


def test_the_last_page_is_remembered_when_its_choice_was_reworded(tmp_path: Path) -> None:
    taken = taken_up(tmp_path, ("{id: in, label: Go in.,", "{id: enter, label: Enter.,"))
    assert taken.notices == () and offered(taken) == ["left", "middle", "right"]
    assert [plain(e.spans) for e in taken.life.events if isinstance(e, Prose)] == ["A hall with three doors."]


def test_another_story_and_a_volume_that_has_gone_are_refused_in_words(tmp_path: Path) -> None:
    record = saved(engine_of(tmp_path / "old", STORY), "in")
    with pytest.raises(SaveProblem, match="another story"):
        life_of(engine_of(tmp_path / "other", STORY, id="other"), record)
    with pytest.raises(SaveProblem, match="volume"):
        life_of(engine_of(tmp_path / "old", STORY), msgspec.structs.replace(record, volume="guard"))


def test_when_nothing_is_left_it_begins_again(tmp_path: Path) -> None:
    record = saved(engine_of(tmp_path / "old", STORY), "in", "left")
    text = 'scenes:\n  dawn:\n    text: "Dawn."\n    choices: [{id: up, label: Up., goto: dawn}]\n'
    engine = engine_of(tmp_path / "new", text, start="dawn")
    taken = life_of(engine, record)
    assert read_text(taken.life.events) == "Dawn." and taken.life.sheet == 0
    assert len(taken.notices) == 1
    again = taken.journal.record(choose(engine, taken.life, "up"), taken.cover)
    assert life_of(engine, decode(encode(again))).life.sheet == 1


_scalar = st.none() | st.booleans() | st.integers(-5, 10**12) | st.sampled_from(["hall", "start", "home", "!", "", "x"])
_value = _scalar | st.lists(_scalar | st.lists(_scalar | st.lists(_scalar, max_size=3), max_size=5), max_size=4)
_keys = st.sampled_from(
    [
        "scene",
        "body",
        "ended",
        "episode",
        "now",
        "place",
        "v:nerve",
        "v:school",
        "v:brave",
        "v:x",
        "n:hall",
        "n:hall/left",
        "n:*",
        "n:hall/",
        "n:x",
        "n:",
        "frames",
        "drawn",
        "d:0",
        "d:x",
        "d:-1",
        "f:0",
        "f:1",
        "d:",
        "x",
    ]
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return engine_of(tmp_path_factory.mktemp("story"), STORY)


@settings(max_examples=250, deadline=None)
@given(flat=st.dictionaries(_keys, _value), delta=st.dictionaries(_keys, _value), keep=st.booleans())
def test_any_state_in_a_save_is_a_life(
    engine: Engine, flat: dict[str, object], delta: dict[str, object], keep: bool
) -> None:
    record = saved(engine, "in", "left", "back")
    last = msgspec.structs.replace(record.steps[-1], delta=delta)
    state = {**(record.state if keep else {}), **flat}
    record = msgspec.structs.replace(record, state=state, steps=(*record.steps[:-1], last))
    taken = life_of(engine, decode(encode(record)))
    life = taken.life
    assert life.state.ended or any(o.open for o in life.offer)
    assert all(n.isprintable() for n in taken.notices)
    for option in life.offer:
        if option.open:
            choose(engine, life, option.id)
    while life.sheet:
        life = undo(engine, life)
    decode(encode(taken.journal.record(taken.life, taken.cover)))
