"""Saving is invisible; a life's file is small, quick, and follows undoing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from save_records import LIFE
from save_stories import engine_of, long_story, origin, wander

from starcity_game.engine.life import Life, begin, choose, steps, undo
from starcity_game.engine.play import Engine
from starcity_game.engine.portable import difference, flatten, undone
from starcity_game.engine.view import notebook
from starcity_game.saves.keep import Cover, Journal, shortened
from starcity_game.saves.record import Bookmark, Record
from starcity_game.saves.restore import life_of
from starcity_game.saves.shelf import Shelf
from starcity_game.saves.store import decode, encode

COVER = Cover(LIFE, "Anna")

STORY = """
variables:
  nerve: {number: 5, min: 0, max: 10, label: nerve, show: bar}
  depth: {number: 0}
people:
  guard:
    variants:
      - {forms: {surname: Belov, first: Ilya}, attributes: {woman: false}}
      - {forms: {surname: Belova, first: Inna}, attributes: {woman: true}}
places: {yard: {name: The yard}, hut: {name: The hut}}
facts:
  heavy: {text: The wagon is heavy., about: [guard]}
  light: {text: The wagon is light., about: [guard]}
acts: {weighed: {text: Weighed it.}, slept: {text: Slept.}}
decks: {nights: {about: Nights.}}
endings:
  out: {title: Out, parts: ["You are out, {guard.surname}."]}
scenes:
  start:
    episode: {number: 1, title: The Yard}
    at: {date: 1966-01-14 06:40, place: yard}
    text: |
      {cycle: One|Two|Three} {shuffle: crows|rooks|daws} and {guard.surname}. {once: It is the first time.}
    choices:
      - id: weigh
        label: "Weigh it. {visits.start > 1: A|B}"
        check: {nerve: 5}
        success:
          learn: heavy
          act: {do: weighed, seen_by: [guard]}
          text: "Heavy. {once: Never so heavy.}"
          set: nerve += 1
        failure: {learn: light, text: "Light, {guard.first}.", set: nerve -= 1}
        goto: hub
      - {id: once, label: Only once., once: true, text: "{shuffle: a|b|c}", goto: start}
      - id: down
        label: Go down.
        call: {scene: cellar, with: {depth: depth + 1}}
        then: [{text: "Up again.", goto: hub}]
  cellar:
    notes: [blood]
    at: {place: hut}
    text: "The cellar, at {depth}."
    choices:
      - id: deeper
        label: Deeper.
        when: depth < 4
        call: {scene: cellar, with: {depth: depth + 1}}
        then: [{return: true}]
      - {id: up, label: Up., return: true}
    skip: {text: "No.", return: true}
  hub:
    hub: true
    episode: {number: 2, title: The Night}
    advance: 40 minutes
    text: "{cycle: Dusk|Night|Dawn}."
    draw: {from: nights, show: 2}
    choices:
      - {id: look, label: Look., text: "{cycle: A rat|A cat|Nothing}."}
      - {id: leave, label: Leave., leave: true}
    then: [{when: nerve > 7, goto: last}, {goto: start}]
  tea: {deck: nights, label: Tea., once: false, text: "{shuffle: tin|glass|salt}.", set: nerve += 1}
  cards: {deck: nights, label: Cards., text: "Cards.", act: {do: slept, how: badly}, goto: cards_too}
  cards_too: {text: "More cards.", choices: [{id: stop, label: Stop.}, {id: more, label: More., goto: cards_too}]}
  dream: {deck: nights, label: A dream., once: false, text: "{cycle: x|y}", call: cellar, then: [{text: "Awake."}]}
  last: {text: Last., choices: [{id: out, label: Out., end: out}, {id: again, label: Again., goto: start}]}
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return engine_of(tmp_path_factory.mktemp("story"), STORY)


def page_of(engine: Engine, life: Life) -> str:
    """Everything a front could show of a moment."""
    state = life.state
    shown = [getattr(state, f) for f in state.__struct_fields__ if f != "counts"], [*state.counts.items()]
    return repr((shown, life.events, life.offer, life.sheet, notebook(engine, state)))


def play(engine: Engine, seed: int, skip: bool, dice: list[int]) -> Iterator[Life]:
    """A life that chooses by `dice`, ending when it has ended; a throw divisible by 7 undoes."""
    life = begin(engine, origin(seed, frozenset({"blood"} if skip else ())))
    yield life
    for throw in dice:
        open_now = [o.id for o in life.offer if o.open]
        if not open_now:
            return
        undoing = life.sheet and throw % 7 == 0
        life = (
            undo(engine, life, life.sheet - 1 - throw % 3)
            if undoing
            else choose(engine, life, open_now[throw % len(open_now)])
        )
        yield life


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.booleans(), st.lists(st.integers(0, 1000), max_size=40))
def test_reloading_after_every_choice_changes_nothing(engine: Engine, seed: int, skip: bool, dice: list[int]) -> None:
    unsaved = [page_of(engine, life) for life in play(engine, seed, skip, dice)]
    transcript = []
    life, journal = begin(engine, origin(seed, frozenset({"blood"} if skip else ()))), Journal(engine)
    for throw in [None, *dice]:
        if throw is not None:
            open_now = [o.id for o in life.offer if o.open]
            if not open_now:
                break
            if life.sheet and throw % 7 == 0:
                life = undo(engine, life, life.sheet - 1 - throw % 3)
            else:
                life = choose(engine, life, open_now[throw % len(open_now)])
        transcript.append(page_of(engine, life))
        taken = life_of(engine, decode(encode(journal.record(life, COVER))))
        assert taken.notices == ()
        life, journal = taken.life, taken.journal
        assert page_of(engine, life) == transcript[-1]
    assert transcript == unsaved


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 99), st.lists(st.integers(0, 1000), max_size=40), st.sets(st.integers(0, 40)))
def test_a_journal_that_followed_writes_what_a_fresh_one_writes(
    engine: Engine, seed: int, dice: list[int], saves: set[int]
) -> None:
    journal = Journal(engine)
    for number, life in enumerate(play(engine, seed, False, dice)):
        if number in saves:
            found = journal.record(life, COVER)
            assert found == Journal(engine).record(life, COVER)
            taken = life_of(engine, decode(encode(found)))
            assert [s.before for s in steps(taken.life)] == [s.before for s in steps(life)]
            assert [s.choice for s in steps(taken.life)] == [s.choice for s in steps(life)]
            assert taken.journal.record(taken.life, COVER) == found


def test_through_the_files_too(engine: Engine, tmp_path: Path) -> None:
    shelf, journal = Shelf(tmp_path), Journal(engine)
    for number, life in enumerate(play(engine, 3, False, [5, 1, 2, 3, 1, 1, 2, 5, 6, 4])):
        shelf.write(journal.record(life, Cover(LIFE, "Anna", (Bookmark("far", 99),), ("a note",)), saved=5))
        taken = life_of(engine, Shelf(tmp_path).read(LIFE))
        assert page_of(engine, taken.life) == page_of(engine, life)
        assert taken.cover == Cover(LIFE, "Anna", (Bookmark("far", 99),), ("a note",), number + 1)
        entry = shelf.entries()[0]
        assert (entry.sheet, entry.saved) == (life.sheet, 5)
        assert entry.line.startswith("Episode ")


def test_a_long_label_is_shortened() -> None:
    assert shortened("x" * 60) == "x" * 60
    assert shortened("word " * 20) == ("word " * 20)[:59].rstrip() + "…"


# ------------------------------------------------------------------------- size and time


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return engine_of(tmp_path_factory.mktemp("large"), long_story(3000))


def size(engine: Engine, length: int) -> int:
    return len(encode(Journal(engine).record(wander(engine, length), COVER)))


def test_a_life_of_200_choices_is_under_24_kilobytes(tmp_path: Path, large: Engine) -> None:
    small = engine_of(tmp_path, long_story(300))
    sizes = size(small, 200), size(large, 200)
    print(f"a life of 200 choices: {sizes[0]} bytes in 300 scenes, {sizes[1]} in 3,000")
    assert max(sizes) < 24_000
    assert sizes[1] < 1.2 * sizes[0]


def test_a_life_of_1000_choices_is_taken_up_and_saved_quickly(large: Engine) -> None:
    life = wander(large, 1000)
    found = encode(Journal(large).record(life, COVER))
    start = time.perf_counter()
    taken = life_of(large, decode(found))
    loading = time.perf_counter() - start
    assert page_of(large, taken.life) == page_of(large, life)
    after = choose(large, taken.life, taken.life.offer[0].id)
    start = time.perf_counter()
    record: Record = taken.journal.record(after, COVER)
    saving = time.perf_counter() - start
    print(f"a life of 1,000 choices: {loading * 1000:.0f} ms to load, {saving * 1000:.0f} ms to note one more")
    assert loading < 2 and saving < 0.5  # measured: 0.03 and 0.002
    assert record.sheet == 1001
    assert steps(taken.life)[0].before == begin(large, origin()).state


def test_a_save_after_a_thousand_choices_works_out_one_difference(
    large: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from starcity_game.saves import keep

    calls = []
    monkeypatch.setattr(keep, "difference", lambda a, b: calls.append(1) or difference(a, b))
    life, journal = wander(large, 300), Journal(large)
    journal.record(life, COVER)
    assert len(calls) == 300
    life = choose(large, life, life.offer[0].id)
    journal.record(life, COVER)
    assert len(calls) == 301
    journal.record(undo(large, life, 200), COVER)
    assert len(calls) == 301


def test_what_a_choice_changed_leads_back(engine: Engine) -> None:
    lives = list(play(engine, 1, False, [1, 2, 3, 4, 5, 6, 8, 9]))
    for before, after in pairwise(lives):
        old, new = flatten(engine, before.state), flatten(engine, after.state)
        assert undone(new, difference(old, new)) == old
