"""What happens in a body, in which order, and where it goes on."""

from __future__ import annotations

import pytest
from told import Told, engine_of, play

SCALE = "variables: {n: {number: 0, min: 0, max: 99}, met: {flag: false}}\n"


def test_a_body_happens_in_the_declared_order_whatever_the_order_of_its_keys() -> None:
    told = Told(
        engine_of("""
variables:
  n: {number: 1, min: 0, max: 10}
  knew: {flag: false}
  when_set: {flag: false}
places: {hall: The hall}
facts: {f: A fact.}
acts: {a: An act.}
endings: {e: {title: The end, parts: [Over.]}}
scenes:
  start:
    then: {text: "Then {n}.", end: e}
    failure: {text: Badly.}
    success: {text: Well.}
    check: {n: 5}
    text: "Text {n}."
    act: {do: a}
    learn: f
    set: [n = 3, knew = knows.f, 'when_set = now >= "1961-04-12"']
    at: {date: 1961-04-12 09:07, place: hall}
    advance: 3 days
""")
    )
    assert [line for line in told.all if line not in ("Well.", "Badly.")] == [
        "@ Wednesday, 12 April 1961, 09:07 / The hall",
        "Text 3.",
        "+ f: A fact.",
        "act a",
        told.all[4],
        "Then 3.",
        "Over.",
        "END e: The end",
    ]
    assert told.all[4].startswith("check n, against you: ")
    assert told.value("knew") is False, "`set` comes before `learn`"
    assert told.value("when_set") is True, "the clock comes before `set`"


def test_advance_comes_before_at_and_a_date_without_a_place_keeps_the_place() -> None:
    assert play("""
places: {hall: The hall, yard: The yard}
endings: {e: {title: E, parts: [Over.]}}
scenes:
  start:
    at: {date: 1966-01-14 06:40, place: hall}
    then:
      advance: 40 minutes
      then:
        at: {place: yard}
        then:
          advance: 2 hours
          at: {date: 1966-01-15}
          then:
            at: {place: yard}
            end: e
""") == [
        "@ Friday, 14 January 1966, 06:40 / The hall",
        "@ Friday, 14 January 1966, 07:20 / The hall",
        "@ Friday, 14 January 1966, 07:20 / The yard",
        "@ Saturday, 15 January 1966, 00:00 / The yard",
        "Over.",
        "END e: E",
    ]


@pytest.mark.parametrize("date", ["1957-10-04 22:28", "1959-12-31 23:59", "1960-01-01 00:00"])
def test_dates_before_the_calendar_begins_count(date: str) -> None:
    told = Told(
        engine_of(f"""
endings: {{e: {{title: E, parts: [Over.]}}}}
scenes:
  start:
    at: {{date: 1966-01-14}}
    then:
      at: {{date: {date}}}
      text: "{{now == \\"{date}\\": there|elsewhere}}"
      end: e
""")
    )
    assert told.all[1].startswith("@ ") and "1966" not in told.all[1]
    assert told.all[2] == "there"


def test_then_runs_innermost_first() -> None:
    assert play(
        """
endings: {e: {title: E, parts: [Over.]}}
scenes:
  start:
    text: One.
    choices:
      - label: a
        text: Two.
        choices:
          - label: b
            text: Three.
            then: {text: Four.}
        then: {text: Five.}
    then: {text: Six., end: e}
""",
        "a",
        "b",
    ) == ["One.", "Two.", "Three.", "Four.", "Five.", "Six.", "Over.", "END e: E"]


def test_then_with_choices_of_its_own_and_a_then_inside_a_then() -> None:
    assert play(
        """
endings: {e: {title: E, parts: [Over.]}}
scenes:
  start:
    choices: [{label: a}]
    then:
      text: Now.
      choices: [{label: b, text: B.}]
      then:
        text: Later.
        then: {end: e}
""",
        "a",
        "b",
    ) == ["Now.", "B.", "Later.", "Over.", "END e: E"]


@pytest.mark.parametrize(("n", "way"), [(1, "one"), (2, "two"), (3, "else")])
def test_a_list_of_thens_runs_the_first_that_holds(n: int, way: str) -> None:
    assert (
        play(f"""
variables: {{n: {{number: {n}}}}}
endings: {{e: {{title: E, parts: [Over.]}}}}
scenes:
  start:
    then:
      - {{when: n == 1, goto: one}}
      - {{when: n <= 2, goto: two}}
      - {{goto: else_}}
  one: {{text: one, end: e}}
  two: {{text: two, end: e}}
  else_: {{text: else, end: e}}
""")[0]
        == way
    )


def test_a_then_whose_condition_fails_is_passed_over() -> None:
    assert play(
        SCALE
        + """
endings: {e: {title: E, parts: [Over.]}}
scenes:
  start:
    choices:
      - label: a
        then: {when: met, text: never}
    then: {text: outer, end: e}
""",
        "a",
    ) == ["outer", "Over.", "END e: E"]


def test_after_a_check_the_body_goes_on_with_its_own_choices() -> None:
    told = Told(
        engine_of("""
variables: {n: {number: 10, min: 0, max: 10}}
endings: {e: {title: E, parts: [Over.]}}
scenes:
  start:
    choices:
      - label: try
        check: {n: 0}
        success:
          text: Well.
          choices: [{label: inner, text: Inner.}]
        failure: {text: Badly., end: e}
        choices: [{label: after, text: After.}]
        then: {text: Then., end: e}
""")
    )
    assert told.offer() == ["try <n, nearly sure>"]
    assert told.choose("try") == ["check n, nearly sure: yes", "Well."]
    assert told.offer() == ["inner"]
    assert told.choose("inner") == ["Inner."]
    assert told.offer() == ["after"]
    assert told.choose("after") == ["After.", "Then.", "Over.", "END e: E"]


def test_an_outcome_that_is_not_written_is_nothing() -> None:
    text = """
variables: {n: {number: 0, min: 0, max: 10}}
endings: {e: {title: E, parts: [Over.]}}
scenes:
  start:
    check: {n: 10}
    success: {text: Well.}
    end: e
"""
    assert play(text, seed=1) == ["check n, a long shot: no", "Over.", "END e: E"]


@pytest.mark.parametrize(
    ("stat", "difficulty", "odds"),
    [
        (0, 10, "a long shot"),
        (1, 5, "a long shot"),
        (2, 5, "against you"),
        (4, 5, "against you"),
        (5, 5, "even odds"),
        (6, 5, "even odds"),
        (7, 5, "with you"),
        (8, 5, "with you"),
        (9, 5, "nearly sure"),
        (10, 0, "nearly sure"),
    ],
)
def test_the_words_for_odds(stat: int, difficulty: int, odds: str) -> None:
    told = Told(
        engine_of(f"""
variables: {{n: {{number: {stat}, min: 0, max: 10, label: your nerve}}}}
endings: {{e: {{title: E, parts: [Over.]}}}}
scenes:
  start: {{choices: [{{label: try, check: {{n: {difficulty}}}, end: e}}]}}
""")
    )
    assert told.offer() == [f"try <your nerve, {odds}>"]
    assert told.choose("try")[0].startswith(f"check your nerve, {odds}: ")


def test_the_share_of_successes_is_what_the_rule_says_and_never_sure() -> None:
    for stat, difficulty, share in ((5, 5, 0.5), (10, 0, 0.95), (0, 10, 0.05), (7, 5, 0.7)):
        engine = engine_of(f"""
variables: {{n: {{number: {stat}, min: 0, max: 10}}}}
endings: {{e: {{title: E, parts: [Over.]}}}}
scenes:
  start: {{check: {{n: {difficulty}}}, end: e}}
""")
        wins = sum("yes" in Told(engine, seed).all[0] for seed in range(2_000))
        assert abs(wins / 2_000 - share) < 0.04, (stat, difficulty)


def test_both_names_of_a_pair_can_be_checked_and_are_divided_by_ten() -> None:
    told = Told(
        engine_of("""
variables: {candour: {pair: [candour, caution], start: 79, label: openness}}
endings: {e: {title: E, parts: [Over.]}}
scenes:
  start:
    choices:
      - {label: a, check: {candour: 5}, end: e}
      - {label: b, check: {caution: 5}, end: e}
""")
    )
    assert told.offer() == ["a <openness, with you>", "b <caution, against you>"]


def test_a_check_comes_out_the_same_for_the_same_seed_and_visit_and_not_for_others() -> None:
    engine = engine_of("""
variables: {n: {number: 5, min: 0, max: 10}}
scenes:
  start: {choices: [{label: try, check: {n: 5}, goto: start}]}
""")

    def tries(seed: int) -> list[str]:
        told = Told(engine, seed)
        return [told.choose("try")[0][-3:] for _ in range(30)]

    assert tries(1) == tries(1)
    assert tries(1) != tries(2)
    assert len(set(tries(1))) == 2, "later visits have luck of their own"


def test_two_checks_of_one_scene_have_luck_of_their_own() -> None:
    engine = engine_of("""
variables: {n: {number: 5, min: 0, max: 10}}
endings: {e: {title: E, parts: [Over.]}}
scenes:
  start:
    choices:
      - {label: a, check: {n: 5}, end: e}
      - {label: b, check: {n: 5}, end: e}
""")
    same = 0
    for seed in range(200):
        one, other = Told(engine, seed), Told(engine, seed)
        same += one.choose("a")[0] == other.choose("b")[0]
    assert 60 < same < 140


def test_a_bounded_number_stops_and_a_pair_mirrors() -> None:
    told = Told(
        engine_of("""
variables:
  n: {number: 5, min: 0, max: 10}
  big: {number: 0}
  candour: {pair: [candour, caution], start: 50}
endings: {e: {title: E, parts: [Over.]}}
scenes:
  start:
    set: [n += 100, n += 1, big = 1000000000, big += 5, caution += 60]
    text: "{n} {big} {candour} {caution}"
    then:
      set: [n -= 100, big = -1000000000, big -= 5, candour = 70]
      text: "{n} {big} {candour} {caution}"
      end: e
""")
    )
    assert told.all[:2] == ["10 1000000000 0 100", "0 -1000000000 70 30"]


def test_assignments_happen_in_order_each_seeing_those_before() -> None:
    assert (
        play(
            SCALE
            + """
endings: {e: {title: E, parts: [Over.]}}
scenes:
  start:
    set: [n = 3, n += n, met = n == 6]
    text: "{n} {met: yes|no}"
    end: e
"""
        )[0]
        == "6 yes"
    )


def test_named_conditions_work_everywhere() -> None:
    told = Told(
        engine_of("""
variables: {n: {number: 3}}
conditions:
  low: n < 5
  very_low: low and n < 2
endings:
  e: {title: E, parts: [Over., {when: low, text: Low.}, {when: very_low, text: Never.}]}
scenes:
  start:
    text: "{low: low|high} {very_low or n == 3: yes|no}"
    choices:
      - {label: hidden, when: very_low, end: e}
      - {label: go, when: low, end: e}
    then: {end: e}
""")
    )
    assert told.all == ["low yes"] and told.offer() == ["go"]
    assert told.choose("go") == ["Over.", "Low.", "END e: E"]


def test_locked_options_are_shown_closed_with_their_reason_and_a_hidden_one_is_not() -> None:
    told = Told(
        engine_of(
            SCALE
            + """
endings: {e: {title: E, parts: [Over.]}}
scenes:
  start:
    choices:
      - {label: hidden, when: met, end: e}
      - {label: "closed {n}", when: met, locked: "you would need {n + 1}", end: e}
      - {label: open, end: e}
"""
        )
    )
    assert told.offer() == ["(closed 0: you would need 1)", "open"]
    assert [o.open for o in told.turn.offer] == [False, True]


def test_a_once_choice_that_was_taken_is_gone_even_when_it_is_locked_by_now() -> None:
    told = Told(
        engine_of(
            SCALE
            + """
scenes:
  start:
    choices:
      - {label: one, once: true, when: not met, locked: too late, set: met = true, goto: start}
      - {label: two, goto: start}
"""
        )
    )
    assert told.offer() == ["one", "two"]
    told.choose("one")
    assert told.offer() == ["two"]


def test_with_no_option_open_then_runs_and_with_only_closed_ones_too() -> None:
    assert play(
        SCALE
        + """
endings: {e: {title: E, parts: [Over.]}}
scenes:
  start:
    text: A.
    choices:
      - {label: hidden, when: met}
      - {label: closed, when: met, locked: no}
    then: {text: Then., end: e}
"""
    ) == ["A.", "Then.", "Over.", "END e: E"]


def test_a_choice_of_a_body_may_lead_to_the_bodys_own_goto() -> None:
    assert play(
        """
endings: {e: {title: E, parts: [Over.]}}
scenes:
  start:
    choices: [{label: a, text: A.}]
    goto: other
  other: {text: Other., end: e}
""",
        "a",
    ) == ["A.", "Other.", "Over.", "END e: E"]


def test_a_reflective_choice_and_an_intent_reach_the_option_and_the_ledger_apart() -> None:
    told = Told(
        engine_of("""
acts: {sat: Sat down., rose: {text: Rose., visible: false}}
people: {nurse: {forms: {surname: Sedova}}}
places: {ward: The ward, hall: The hall}
endings: {e: {title: E, parts: [Over.]}}
scenes:
  start:
    episode: {number: 2, title: Two}
    at: {date: 1966-01-14 06:40, place: ward}
    choices:
      - label: sit
        intent: to listen
        reflective: true
        act:
          - {do: sat, to: nurse, how: slowly, stakes: her pass, seen_by: [nurse], place: hall}
          - {do: rose}
        goto: next
  next:
    choices: [{label: go, act: {do: rose}, end: e}]
""")
    )
    assert told.turn.offer[0].expresses
    told.choose("sit", "go")
    deeds = []
    link = told.turn.state.ledger
    while link:
        deeds.append(link.entry)
        link = link.before
    last, second, first = deeds
    assert (first.act, first.to, first.how, first.stakes, first.seen_by, first.place) == (
        "sat", "nurse", "slowly", "her pass", ("nurse",), "hall",
    )  # fmt: skip
    assert (first.intent, first.scene, first.episode) == ("to listen", "start", 2)
    assert (second.act, second.place, second.intent) == ("rose", "ward", "to listen")
    assert (last.scene, last.intent) == ("next", ""), "an intent belongs to its own choice"
    assert "listen" not in repr(told.all)


def test_facts_are_learned_once() -> None:
    told = Told(
        engine_of("""
facts: {f: {text: A fact., about: []}, g: G.}
endings: {e: {title: E, parts: [Over.]}}
scenes:
  start:
    text: "{knows.f: known|unknown}"
    learn: [f, g, f]
    then:
      text: "{knows.f and knows.g: known|unknown}"
      learn: f
      end: e
""")
    )
    assert told.all == ["known", "+ f: A fact.", "+ g: G.", "known", "Over.", "END e: E"], "told under the text"
