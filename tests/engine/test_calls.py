"""Calls, what comes back, episodes, and endings."""

from __future__ import annotations

import pytest
from told import Told, engine_of, load_text, play

from starcity_game.engine.play import Engine

END = "endings: {e: {title: E, parts: [Over.]}}\n"


def test_a_call_comes_back_to_then_with_its_arguments_restored() -> None:
    told = Told(
        engine_of(
            END
            + """
variables:
  n: {number: 1, min: 0, max: 10}
  who: {one_of: [nobody, zhdanov, asya]}
  on: {flag: false}
  name: {word: ""}
  kept: {number: 0}
scenes:
  start:
    text: "Before: {n} {who} {on: on|off}."
    call: {scene: telephone, with: {n: n + 6, who: "asya", on: true, name: "Vera"}}
    then: {text: "After: {n} {who} {on: on|off} {name: named|nameless}, kept {kept}.", end: e}
  telephone:
    text: "In: {n} {who} {on: on|off} {name}."
    choices: [{label: hang up, set: [n += 100, kept = n]}]
""".replace("{name: named|nameless}", "‹{name}›")
        )
    )
    assert told.all == ["Before: 1 nobody off.", "In: 7 asya on Vera."]
    assert told.choose("hang up")[0] == "After: 1 nobody off ‹›, kept 10."


def test_return_comes_back_from_the_middle() -> None:
    assert play(
        END
        + """
scenes:
  start: {call: inner, then: {text: Back., end: e}}
  inner:
    choices:
      - label: a
        choices: [{label: b, return: true}]
        then: {text: never}
    then: {text: never}
""",
        "a",
        "b",
    ) == ["Back.", "Over.", "END e: E"]


def test_a_called_scene_may_go_on_in_others_and_the_last_comes_back() -> None:
    assert play(
        END
        + """
scenes:
  start: {call: one, then: {text: Back., end: e}}
  one: {text: One., goto: two}
  two: {text: Two., call: three, then: {text: Two again.}}
  three: {text: Three.}
"""
    ) == ["One.", "Two.", "Three.", "Two again.", "Back.", "Over.", "END e: E"]


def test_a_scene_may_call_itself() -> None:
    told = Told(
        engine_of(
            END
            + """
variables: {depth: {number: 0}}
scenes:
  start: {call: dig, then: {text: "Out at {depth}.", end: e}}
  dig:
    choices:
      - {label: deeper, call: {scene: dig, with: {depth: depth + 1}}, then: {text: "Up at {depth}."}}
      - {label: enough, return: true}
"""
        )
    )
    told.choose("deeper", "deeper", "deeper")
    assert told.choose("enough") == ["Up at 2.", "Up at 1.", "Up at 0.", "Out at 0.", "Over.", "END e: E"]


@pytest.mark.parametrize("times", [10, 15, 16, 40])
def test_frames_are_at_most_sixteen_deep_and_none_is_lost(times: int) -> None:
    told = Told(
        engine_of(
            END
            + """
variables: {depth: {number: 0}}
scenes:
  start: {call: dig, then: {text: "Out at {depth}.", end: e}}
  dig:
    choices:
      - {label: deeper, call: {scene: dig, with: {depth: depth + 1}}, then: {text: "Up."}}
      - {label: enough, return: true}
"""
        )
    )
    for _ in range(times):
        if told.turn.state.ended:
            break
        told.choose("deeper")
        assert len(told.turn.state.frames) <= 16
    while not told.turn.state.ended:
        told.choose("enough")
    assert told.all[-3:] == ["Out at 0.", "Over.", "END e: E"]


def test_going_to_a_scene_that_is_waiting_underneath_goes_back_to_it() -> None:
    told = Told(
        engine_of(
            END
            + """
variables: {n: {number: 0}}
scenes:
  start:
    text: "Start {n}."
    choices:
      - {label: call, call: {scene: one, with: {n: 5}}, then: {text: never}}
      - {label: go, end: e}
    then: {text: never, end: e}
  one: {text: "One {n}.", call: {scene: two, with: {n: 6}}, then: {text: never}}
  two: {text: "Two {n}.", choices: [{label: away, goto: start}]}
"""
        )
    )
    for _ in range(3):
        assert told.choose("call") == ["One 5.", "Two 6."]
        assert len(told.turn.state.frames) == 2
        assert told.choose("away") == ["Start 0."], "what the calls covered is uncovered"
        assert told.turn.state.frames == ()


def test_an_episode_forgets_what_was_to_be_come_back_to() -> None:
    told = Told(
        engine_of(
            END
            + """
variables: {n: {number: 1}}
scenes:
  start:
    episode: {number: 1, title: One}
    call: {scene: inner, with: {n: 9}}
    then: {text: never, end: e}
  inner: {text: "In {n}.", choices: [{label: on, goto: second}]}
  second:
    episode: {number: 2, title: Two}
    text: "Second {n}."
    choices: [{label: stop, end: e}]
"""
        )
    )
    assert told.all == ["= 1 One", "In 9."]
    assert told.choose("on") == ["= 2 Two", "Second 1."]
    assert told.turn.state.frames == () and told.turn.state.episode == 2


def test_content_notes_are_skipped_only_for_those_who_asked() -> None:
    engine = engine_of(
        """
notes: {illness: An operation., police: A search.}
endings: {e: {title: E, parts: [Over.]}}
scenes:
  start:
    notes: [illness]
    text: The knife.
    choices: [{label: look, goto: next}]
    skip:
      text: You look away.
      goto: next
  next: {notes: [police], text: A search., end: e}
"""
    )
    assert Told(engine).all == ["The knife."]
    assert Told(engine, skip=frozenset({"police"})).all == ["The knife."]
    skipped = Told(engine, skip=frozenset({"illness", "police"})).all
    assert skipped == ["skipped: An operation.", "You look away.", "A search.", "Over.", "END e: E"]


def test_a_skipped_scene_that_was_called_comes_back() -> None:
    engine = engine_of(
        END
        + """
notes: {illness: An operation.}
scenes:
  start: {call: knife, then: {text: Back., end: e}}
  knife: {notes: [illness], text: The knife., skip: {text: Later.}}
"""
    )
    assert Told(engine).all[:2] == ["The knife.", "Back."]
    assert Told(engine, skip=frozenset({"illness"})).all[:3] == ["skipped: An operation.", "Later.", "Back."]


@pytest.mark.parametrize(("n", "ending"), [(0, "default"), (1, "low"), (5, "first"), (6, "first"), (9, "high")])
def test_auto_takes_the_first_of_the_highest_priority_that_holds(n: int, ending: str) -> None:
    lines = play(f"""
variables: {{n: {{number: {n}}}}}
endings:
  default: {{title: D, parts: [D.]}}
  low: {{title: L, when: n > 0, priority: 1, parts: [L.]}}
  first: {{title: F, when: n >= 5, priority: 5, parts: [F.]}}
  second: {{title: S, when: n >= 5, priority: 5, parts: [S.]}}
  high: {{title: H, when: n >= 9, priority: 50, parts: [H.]}}
scenes:
  start: {{end: auto}}
""")
    assert lines[-1].startswith(f"END {ending}: ")


def test_the_parts_of_an_ending_are_read_in_order_and_nothing_is_on_offer_after_it() -> None:
    told = Told(
        engine_of("""
variables: {n: {number: 3}}
pieces: {snow: It snows.}
documents: {note: {kind: note, text: "N is {n}."}}
endings:
  e:
    title: Detached
    parts:
      - One.
      - when: n == 3
        text:
          - Two.
          - piece: snow
          - document: note
      - {when: n == 4, text: Never.}
      - "{n}."
scenes:
  start: {choices: [{label: go, end: e}]}
""")
    )
    assert told.choose("go") == ["One.", "Two.", "It snows.", "[note|||N is 3.]", "3.", "END e: Detached"]
    assert told.turn.state.ended == "e" and told.turn.offer == () and told.engine.offer(told.turn.state) == ()


def test_an_endless_way_by_closed_choices_breaks_off() -> None:
    loaded = load_text(END + "scenes: {start: {text: A., choices: [{label: a, once: true}], goto: start}}\n")
    assert loaded.story is not None and [f.code for f in loaded.findings] == ["W704"]
    told = Told(Engine(loaded.story))
    assert told.offer() == ["a"]
    assert told.choose("a")[-1] == "STUCK start" and told.turn.offer == ()
    assert len(told.all) < 1_010
