"""Hubs, storylets, and what may be chosen only once."""

from __future__ import annotations

from collections import Counter

from told import Told, engine_of

END = "endings: {e: {title: E, parts: [Over.]}}\n"


def test_a_hub_offers_its_choices_again_without_being_entered_anew() -> None:
    told = Told(
        engine_of(
            END
            + """
scenes:
  start:
    hub: true
    text: "Visit {visits.start}."
    choices:
      - {label: a, text: A., then: {text: After a.}}
      - {label: b, once: false, text: "B, visit {visits.start}."}
      - {label: go, leave: true, text: Going.}
    then: {text: Then., end: e}
"""
        )
    )
    assert told.all == ["Visit 1."]
    assert told.offer() == ["a", "b", "go"]
    assert told.choose("a") == ["A.", "After a."]
    assert told.offer() == ["b", "go"], "a choice of a hub is taken once"
    assert told.choose("b") == told.choose("b") == ["B, visit 1."]
    assert told.choose("go") == ["Going.", "Then.", "Over.", "END e: E"]


def test_a_hub_runs_on_when_no_choice_is_open_any_more() -> None:
    told = Told(
        engine_of(
            END
            + """
scenes:
  start:
    hub: true
    choices: [{label: a}, {label: b}]
    then: {text: Then., end: e}
"""
        )
    )
    told.choose("a")
    assert told.choose("b") == ["Then.", "Over.", "END e: E"]


def test_a_hub_may_lead_on_by_goto_and_a_leave_choice_may_jump_itself() -> None:
    text = (
        END
        + """
scenes:
  start:
    hub: true
    choices:
      - {label: a, leave: true}
      - {label: b, leave: true, goto: other}
    goto: third
  other: {text: Other., end: e}
  third: {text: Third., end: e}
"""
    )
    assert Told(engine_of(text)).choose("a")[0] == "Third."
    assert Told(engine_of(text)).choose("b")[0] == "Other."


def test_choices_inside_a_choice_of_a_hub_come_back_to_the_hub_in_the_end() -> None:
    told = Told(
        engine_of(
            END
            + """
scenes:
  start:
    hub: true
    choices:
      - label: a
        choices: [{label: a1}, {label: a2, text: A2.}]
        then: {text: A then.}
      - {label: go, leave: true}
    then: {end: e}
"""
        )
    )
    told.choose("a")
    assert told.offer() == ["a1", "a2"]
    assert told.choose("a2") == ["A2.", "A then."]
    assert told.offer() == ["go"]


STORYLETS = (
    END
    + """
variables: {warm: {flag: true}, late: {flag: false}}
decks: {evenings: {about: What an evening brings.}}
"""
)


def test_the_most_urgent_come_first_then_the_most_specific() -> None:
    told = Told(
        engine_of(
            STORYLETS
            + """
scenes:
  start:
    hub: true
    draw: {from: evenings, show: 4}
    choices: [{label: go, leave: true}]
    then: {end: e}
  plain: {deck: evenings, label: plain}
  two: {deck: evenings, label: two conditions, when: warm and not late}
  one: {deck: evenings, label: one condition, when: warm}
  urgent: {deck: evenings, label: urgent, urgency: 1}
  never: {deck: evenings, label: never, when: late, urgency: 9}
"""
        )
    )
    assert told.offer() == ["go", "urgent", "two conditions", "one condition", "plain"]


def test_only_as_many_are_shown_as_the_hub_asks_and_the_draw_keeps_during_a_visit() -> None:
    engine = engine_of(
        STORYLETS
        + """
scenes:
  start:
    hub: true
    draw: {from: evenings, show: 2}
    choices: [{label: wait, once: false}, {label: go, leave: true}]
    then: {goto: start}
"""
        + "".join(f"  s{k}: {{deck: evenings, label: story {k}, once: false}}\n" for k in range(6))
    )
    told = Told(engine)
    first = told.offer()
    assert len(first) == 4
    for _ in range(5):
        told.choose("wait")
        assert told.offer() == first
    told.choose("@s" + first[2][-1])
    assert told.offer() == first, "a storylet that may come again stays on offer"
    draws = set()
    for _ in range(20):
        told.choose("go")
        draws.add(tuple(told.offer()[2:]))
    assert len(draws) > 5, "each visit draws anew"


def test_weight_decides_how_often_a_storylet_comes_first() -> None:
    engine = engine_of(
        STORYLETS
        + """
scenes:
  start:
    hub: true
    draw: {from: evenings, show: 1}
    choices: [{label: go, leave: true}]
    then: {end: e}
  heavy: {deck: evenings, label: heavy, weight: 3}
  light: {deck: evenings, label: light, weight: 1}
"""
    )
    first = Counter(Told(engine, seed).offer()[1] for seed in range(1_000))
    assert abs(first["heavy"] / 1_000 - 0.75) < 0.05


def test_a_storylet_comes_back_to_its_hub_and_is_not_drawn_again() -> None:
    told = Told(
        engine_of(
            STORYLETS
            + """
scenes:
  start:
    hub: true
    text: Hub.
    draw: {from: evenings, show: 3}
    choices: [{label: again, leave: true}]
    then: {goto: start}
  tea:
    deck: evenings
    label: tea
    text: Tea.
    choices: [{label: drink, text: Drunk.}]
  cards: {deck: evenings, label: cards, once: false, text: Cards.}
"""
        )
    )
    assert sorted(told.offer()) == ["again", "cards", "tea"]
    told.choose("tea")
    assert told.offer() == ["drink"]
    assert told.choose("drink") == ["Drunk."]
    assert told.offer() == ["again", "cards"]
    assert told.choose("again") == ["Hub."]
    assert told.offer() == ["again", "cards"]
    told.choose("cards")
    assert told.choose("again") == ["Hub."]
    assert told.offer() == ["again", "cards"]


def test_a_storylet_of_several_scenes_comes_back_from_the_last() -> None:
    told = Told(
        engine_of(
            STORYLETS
            + """
scenes:
  start:
    hub: true
    text: Hub.
    draw: {from: evenings, show: 3}
    choices: [{label: go, leave: true}]
    then: {end: e}
  tea: {deck: evenings, label: tea, text: Tea., goto: stove}
  stove: {text: Stove., choices: [{label: warm, goto: door}]}
  door: {text: Door.}
"""
        )
    )
    assert told.choose("tea") == ["Tea.", "Stove."]
    assert told.choose("warm") == ["Door."]
    assert told.offer() == ["go"]
    assert not told.turn.state.frames


def test_going_to_the_hub_from_a_storylet_enters_it_anew_and_leaves_nothing_behind() -> None:
    told = Told(
        engine_of(
            STORYLETS
            + """
scenes:
  start:
    hub: true
    text: "Hub {visits.start}."
    draw: {from: evenings, show: 3}
    choices: [{label: go, leave: true}]
    then: {end: e}
  tea: {deck: evenings, label: tea, once: false, choices: [{label: back, goto: start}]}
"""
        )
    )
    for visit in range(2, 30):
        told.choose("tea")
        assert len(told.turn.state.frames) == 1
        assert told.choose("back") == [f"Hub {visit}."]
        assert told.turn.state.frames == ()
        assert told.offer() == ["go", "tea"]


def test_a_storylet_may_end_the_story_or_return() -> None:
    told = Told(
        engine_of(
            STORYLETS
            + """
scenes:
  start:
    hub: true
    draw: {from: evenings, show: 3}
    choices: [{label: go, leave: true}]
    then: {end: e}
  tea: {deck: evenings, label: tea, choices: [{label: back, return: true}, {label: stop, end: e}], end: e}
"""
        )
    )
    told.choose("tea", "back")
    assert told.offer() == ["go"]
    told = Told(told.engine)
    assert told.choose("tea", "stop") == ["Over.", "END e: E"]


def test_an_empty_deck_and_a_hub_of_storylets_alone() -> None:
    told = Told(
        engine_of(
            STORYLETS
            + """
scenes:
  start: {hub: true, draw: {from: evenings, show: 9}, then: {goto: next}}
  next: {hub: true, draw: {from: evenings, show: 9}, then: {end: e}}
  tea: {deck: evenings, label: tea, text: Tea., when: seen.start}
"""
        )
    )
    assert told.offer() == ["tea"]
    assert told.choose("tea") == ["Tea.", "Over.", "END e: E"], "used up, so the next hub has nothing to offer"


def test_a_call_from_a_hub_comes_back_to_the_hub_with_its_draw() -> None:
    told = Told(
        engine_of(
            STORYLETS
            + """
scenes:
  start:
    hub: true
    draw: {from: evenings, show: 1}
    choices:
      - {label: ring, once: false, call: telephone, then: {text: Rung.}}
      - {label: go, leave: true}
    then: {end: e}
  telephone: {text: Hello?, choices: [{label: hang up}]}
  tea: {deck: evenings, label: tea}
  cards: {deck: evenings, label: cards}
"""
        )
    )
    before = told.offer()
    told.choose("ring")
    assert told.offer() == ["hang up"]
    assert told.choose("hang up") == ["Rung."]
    assert told.offer() == before
    assert len(before) == 3
