"""What the proof must find in small stories: bounds, words, flags, facts, options that come once, calls and hubs."""

from __future__ import annotations

from pathlib import Path

import pytest

from starcity_game.authoring.explore.items import Kind
from starcity_game.authoring.explore.proof import Proof, prove
from starcity_game.authoring.opened import opened

HEAD = "story: told\ntitle: Told\nvolumes:\n  v: {title: V, start: start}\n"
ENDINGS = "endings: {over: {title: Over, parts: [Over.]}}\n"


def proof_of(folder: Path, text: str, head: str = HEAD) -> Proof:
    (folder / "story.yaml").write_text(head + ENDINGS + text, encoding="utf-8")
    return prove(opened(folder))


def unreachable(proof: Proof, kind: Kind) -> dict[str, str]:
    return {id: why for (of, id), why in proof.unreachable.items() if of is kind}


def test_a_number_never_leaves_its_bounds(tmp_path: Path) -> None:
    proof = proof_of(tmp_path, """
variables: {nerve: {number: 5, min: 0, max: 10}}
scenes:
  start:
    choices:
      - {label: Rest, set: nerve += 3, goto: start}
      - {label: Jump, when: nerve > 12, goto: start}
      - {label: Stay, when: nerve >= 0, goto: start}
      - {label: Go, end: over}
""")  # fmt: skip
    why = unreachable(proof, Kind.OPTION)
    assert why == {"start/jump": "its condition `nerve > 12` never holds: nerve is 5 to 10 there"}
    assert [(a.place, a.message) for a in proof.always] == [
        (("story.yaml", 13, 23), "`nerve >= 0` always holds here: nerve is 5 to 10")
    ]
    assert [a.text for a in proof.never] == ["nerve > 12"]


def test_a_remainder_and_what_it_allows(tmp_path: Path) -> None:
    proof = proof_of(tmp_path, """
variables: {n: {number: 0}, m: {number: 0}}
scenes:
  start:
    set: ["n = (n + 2) % 6", "m = m + 1"]
    text: "{n == 3: odd|even} {n == 4: four} {m > 100: late} {m + n < 1: none}"
    choices:
      - {label: Again, goto: start}
      - {label: Go, end: over}
""")  # fmt: skip
    assert unreachable(proof, Kind.WORDING).keys() == {"start@0:text.0.0", "start@0:text.6.0"}


def test_a_word_that_is_set_nowhere(tmp_path: Path) -> None:
    proof = proof_of(tmp_path, """
variables: {page: {one_of: [coat, boot, stove]}}
scenes:
  start:
    choices:
      - {label: Boot, set: 'page = "boot"', goto: after}
      - {label: Coat, goto: after}
  after:
    text:
      - {when: page == "stove", text: Ash.}
      - {when: 'page in ["boot", "stove"]', text: It hurts., otherwise: It rustles.}
    end: over
""")  # fmt: skip
    assert proof.unreachable == {
        (Kind.WORDING, "after@0:text.0.0"):
            'its condition `page == "stove"` never holds: page is "boot" or "coat" there'
    }  # fmt: skip
    assert [(a.kind, a.place[1]) for a in proof.never] == [("wording", 15)]


def test_a_flag_is_known_on_the_branch_that_asked_for_it(tmp_path: Path) -> None:
    proof = proof_of(tmp_path, """
variables: {lit: {flag: false}, cold: {flag: false}}
scenes:
  start:
    choices:
      - {label: Light, set: lit = true, goto: start}
      - {label: Look, when: lit, goto: seen}
      - {label: Feel, when: not lit or cold, goto: felt}
  seen: {text: "{lit: Light|Dark}", end: over}
  felt: {text: "{lit: Light|Dark}{cold: Cold}", end: over}
""")  # fmt: skip
    assert unreachable(proof, Kind.WORDING).keys() == {"seen@0:text.0.1", "felt@0:text.0.0", "felt@0:text.1.0"}


def test_a_fact_that_is_learned_on_every_way_and_one_that_is_not(tmp_path: Path) -> None:
    proof = proof_of(tmp_path, """
facts: {a: A., b: B.}
scenes:
  start:
    choices:
      - {label: Left, learn: [a, b], goto: after}
      - {label: Right, learn: a, goto: after}
  after: {assumes: [a, b], end: over}
""")  # fmt: skip
    assert [(p.scene, p.body, p.fact, p.place[1]) for p in proof.unlearned] == [("after", 0, "b", 13)]


def test_an_option_that_comes_once_is_gone_the_second_time(tmp_path: Path) -> None:
    proof = proof_of(tmp_path, """
variables: {n: {number: 0, min: 0, max: 9}}
scenes:
  start:
    hub: true
    choices:
      - {label: Ask, set: n += 1, text: "{n > 1: again|once} {once: first|later}"}
      - {label: Beg, once: false, set: n += 3, text: "{once: first|later}"}
      - {label: Leave, leave: true}
    then:
      - {when: seen.start, end: over}
      - {text: Never., end: over}
""")  # fmt: skip
    assert unreachable(proof, Kind.WORDING) == {
        "start/ask@1:text.2.1": "it comes after texts that are read too seldom for its turn"
    }
    assert unreachable(proof, Kind.BRANCH) == {"start/:then2@5": "one of those before it always runs instead"}


def test_what_a_call_does_not_touch_is_known_after_it(tmp_path: Path) -> None:
    proof = proof_of(tmp_path, """
variables: {n: {number: 0, min: 0, max: 9}, who: {one_of: [nobody, wife, captain]}}
scenes:
  start:
    choices:
      - label: One
        set: n = 1
        call: {scene: ring, with: {who: "wife"}}
        then: {text: "{n == 1: one|other}", goto: on}
      - label: Two
        set: n = 2
        call: {scene: ring, with: {who: "captain"}}
        then: {text: "{n == 1: one|other}", goto: on}
  ring:
    text: '{who == "nobody": silence|a voice} {n == 0: none}'
    choices: [{label: Hold, goto: held}, {label: Hang up}]
  held: {text: '{who == "nobody": silence|a voice}'}
  on: {text: '{who == "nobody": quiet}', end: over}
""")  # fmt: skip
    assert unreachable(proof, Kind.WORDING).keys() == {
        "start/one:then@2:text.0.1", "start/two:then@4:text.0.0", "ring@0:text.0.0", "ring@0:text.2.0",
        "held@0:text.0.0",
    }  # fmt: skip
    assert not proof.stuck


def test_storylets_that_come_once_and_those_that_never_do(tmp_path: Path) -> None:
    proof = proof_of(tmp_path, """
variables: {days: {number: 2, min: 0, max: 9}}
decks: {week: {}, none: {}}
scenes:
  start:
    hub: true
    draw: {from: week}
    choices:
      - {label: Leave, leave: true}
    then: {end: over}
  tea: {deck: week, label: Tea., when: days > 0, set: days -= 1, text: "{visits.tea > 1: again|first}"}
  late: {deck: week, label: Late., when: days > 2, text: Late.}
  lost: {deck: none, label: Lost., text: Lost.}
  alone: {text: Alone., end: over}
""")  # fmt: skip
    assert unreachable(proof, Kind.SCENE) == {
        "late": "its condition `days > 2` never holds: days is 0 to 2 there",
        "lost": "nothing leads to it",
        "alone": "nothing leads to it",
    }
    assert unreachable(proof, Kind.WORDING) == {
        "tea@0:text.0.0": "its condition `visits.tea > 1` never holds: visits.tea is 1 there"
    }


def test_endings_by_their_conditions(tmp_path: Path) -> None:
    (tmp_path / "more.yaml").write_text("""
endings:
  high: {title: High, when: n > 1, priority: 5, parts: [High.]}
  low: {title: Low, when: n < 3, priority: 4, parts: [{when: n > 1, text: No.}, Low.]}
  unused: {title: Unused, priority: -1, parts: [Unused.]}
""")
    proof = proof_of(tmp_path, """
variables: {n: {number: 0, min: 0, max: 3}}
scenes:
  start:
    choices:
      - {label: Up, set: n += 1, goto: start}
      - {label: Go, end: auto}
""")  # fmt: skip
    assert proof.unreachable == {
        (Kind.ENDING, "over"): "another ending always comes before it where one is chosen by its condition",
        (Kind.ENDING, "unused"): "another ending always comes before it where one is chosen by its condition",
        (Kind.WORDING, "low:part0"): "its condition `n > 1` never holds: n is 0 to 1 there",
    }
    assert [(a.place[:2], a.text) for a in proof.never] == [(("more.yaml", 4), "n > 1")]


def test_what_the_questionnaire_settles_is_told_apart(tmp_path: Path) -> None:
    head = HEAD.replace(
        "start: start}",
        """start: start, questionnaire: [{id: sex, ask: Sex, set: sex, options: [
      {value: woman, label: W}, {value: man, label: M}]}]}""",
    )
    proof = proof_of(tmp_path, """
variables: {sex: {one_of: [woman, man, bear]}, beard: {flag: false}, n: {number: 0, min: 0, max: 5}}
scenes:
  start:
    choices:
      - {label: Shave, when: sex == "man", set: [beard = true, n = 1], goto: on}
      - {label: Wait, goto: on}
  on:
    text: '{beard and sex == "woman": both|not both} {n == 1 and not beard: odd} {sex == "bear": bear}'
    end: over
""", head)  # fmt: skip
    assert unreachable(proof, Kind.WORDING).keys() == {"on@0:text.0.0", "on@0:text.4.0"}


def test_dates(tmp_path: Path) -> None:
    proof = proof_of(tmp_path, """
scenes:
  start:
    at: {date: 1966-01-14 06:00}
    choices:
      - {label: Wait, advance: 30 minutes, goto: on}
      - {label: Sleep, advance: 2 hours, goto: on}
  on:
    text: '{now < "1966-01-14 06:00": early} {now >= "1966-01-14 08:00": late} {now > "1966-01-14 09:00": noon}'
    end: over
""")  # fmt: skip
    assert unreachable(proof, Kind.WORDING).keys() == {"on@0:text.0.0", "on@0:text.4.0"}


def test_a_circle_of_closed_options_cannot_be_excluded(tmp_path: Path) -> None:
    text = """
variables: {{n: {{number: 0, min: 0, max: 3}}}}
scenes:
  start:
    choices:
      - {{label: Go, when: {}, set: n += 1, goto: start}}
      - {{label: Ask, once: true, goto: start}}
    then: {{goto: start}}
"""
    assert [p.scene for p in proof_of(tmp_path, text.format("n < 3")).stuck] == ["start"]
    assert proof_of(tmp_path, text.format("n < 4")).stuck == ()


def test_coming_back_to_nobody_is_excluded_only_where_somebody_always_waits(tmp_path: Path) -> None:
    text = """
scenes:
  start:
    choices:
      - {{label: Go, call: inner, then: {{end: over}}}}
      - {{label: Leave, {}: inner, then: {{end: over}}}}
  inner: {{text: Inner., goto: deeper}}
  deeper: {{text: Deeper.}}
"""
    assert proof_of(tmp_path, text.format("call")).stuck == ()


@pytest.mark.parametrize("way", ["goto: start", "return: true"])
def test_covered_variables_are_uncovered_whichever_way_a_call_is_left(tmp_path: Path, way: str) -> None:
    proof = proof_of(tmp_path, f"""
variables: {{n: {{number: 0, min: 0, max: 9}}}}
scenes:
  start:
    text: "{{n == 3: three}} {{n == 5: five}}"
    choices:
      - label: Go
        set: n = 3
        call: {{scene: inner, with: {{n: 5}}}}
        then: {{goto: start}}
      - {{label: End, end: over}}
  inner: {{text: "{{n == 5: five|other}}", choices: [{{label: On, {way}}}]}}
""")  # fmt: skip
    found = unreachable(proof, Kind.WORDING)
    assert "inner@0:text.0.1" in found
    assert "start@0:text.0.0" not in found  # the 3 comes back
    assert ("start@0:text.2.0" in found) == (way == "return: true")  # what is given up is not known so exactly


def test_a_storylet_that_a_call_of_its_hub_read_may_be_offered_again(tmp_path: Path) -> None:
    proof = proof_of(tmp_path, """
decks: {week: {}}
scenes:
  start:
    hub: true
    draw: {from: week}
    choices:
      - {label: Ring, once: false, call: other}
      - {label: Leave, leave: true}
    then: {end: over}
  other:
    hub: true
    draw: {from: week}
    choices: [{label: Back, leave: true}]
  tea: {deck: week, label: Tea., text: "{visits.tea > 1: again|first}"}
""")  # fmt: skip
    assert proof.unreachable == {}


def test_a_hub_that_waits_too_deep_may_be_forgotten(tmp_path: Path) -> None:
    proof = proof_of(tmp_path, """
decks: {week: {}}
scenes:
  start:
    hub: true
    draw: {from: week}
    choices: [{label: Leave, leave: true}]
    then: {end: over}
  tea:
    deck: week
    label: Tea.
    once: false
    choices:
      - {label: Again, call: nested}
      - {label: Enough}
  nested:
    hub: true
    draw: {from: week}
    choices: [{label: Back, leave: true}]
""")  # fmt: skip
    assert {p.scene for p in proof.stuck} == {"tea", "nested"}


def test_a_call_that_would_go_too_deep_is_not_made(tmp_path: Path) -> None:
    proof = proof_of(tmp_path, """
scenes:
  start: {choices: [{label: On, call: start, then: {end: over}}]}
""")  # fmt: skip
    assert proof.unreachable == {}


@pytest.mark.parametrize("way", ["goto: second", "call: {scene: second, with: {n: 7}}"])
def test_an_episode_gives_up_what_was_covered(tmp_path: Path, way: str) -> None:
    proof = proof_of(tmp_path, f"""
variables: {{n: {{number: 0, min: 0, max: 9}}}}
scenes:
  start:
    choices: [{{label: On, set: n = 3, call: {{scene: inner, with: {{n: 5}}}}, then: {{end: over}}}}]
  inner: {{choices: [{{label: On, {way}}}]}}
  second: {{episode: {{number: 2, title: Second}}, text: "{{n == 3: three}} {{n == 0: none}}", end: over}}
""")  # fmt: skip
    assert unreachable(proof, Kind.WORDING).keys() == {"second@0:text.2.0"}
    assert unreachable(proof, Kind.BRANCH) == {"start/on:then@2": "what is called never comes back"}


def test_a_typed_name_may_be_a_word_that_another_expression_names(tmp_path: Path) -> None:
    head = HEAD.replace(
        "start: start}",
        """start: start, questionnaire: [{id: name, ask: Name,
      person: you, typed: true, options: [{label: A, forms: {surname: Aleyev, first: Ivan}}]}]}""",
    )
    proof = proof_of(tmp_path, """
people: {you: {forms: {surname: Aleyev, first: Ivan}}}
variables: {said: {word: nothing}}
scenes:
  start:
    set: said = you.surname
    text: '{said == "Orlov": it} {said == "nothing": no}{said == you.surname: same|other} {you.first == "Pyotr": he}'
    end: over
""", head)  # fmt: skip
    assert "start@0:text.0.0" not in unreachable(proof, Kind.WORDING)
    assert "start@0:text.5.0" not in unreachable(proof, Kind.WORDING)


def test_casts_are_told_apart(tmp_path: Path) -> None:
    proof = proof_of(tmp_path, """
people:
  ada: {forms: {surname: Ada, first: A}}
  bea: {forms: {surname: Bea, first: B}}
  cid: {forms: {surname: Cid, first: C}}
casting:
  roles:
    mole: {label: The mole, candidates: [ada, bea]}
    author: {label: The author, candidates: [ada, cid]}
variables: {shown: {flag: false}}
scenes:
  start:
    choices:
      - {label: Look, when: cast.mole == "ada", set: shown = true, goto: on}
      - {label: Wait, goto: on}
  on:
    text: '{shown and cast.mole == "bea": wrong} {cast.author == "cid": Cid}'
    end: over
""")  # fmt: skip
    assert unreachable(proof, Kind.WORDING).keys() == {"on@0:text.0.0"}
