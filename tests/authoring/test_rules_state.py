"""What is set and read, failing and dying: V1, V2, R4, R5."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruled import HEAD, MARK, measured, none, only, told, words

from starcity_game.authoring.rules.rule import Level


def story(declared: str, start: str) -> str:
    return f"{declared}\nscenes:\n  start:\n    {start or 'text: Begin.'}\n    end: over\n"


@pytest.mark.parametrize(
    ("declared", "start", "message"),
    [
        ("variables:\n  ⟪lit: {flag: false}", "set: lit = true", "`lit` is set and never read"),
        ("variables:\n  ⟪lit: {flag: false}", 'text: "{lit: yes|no}"', "`lit` is read and never set"),
        ("variables:\n  ⟪lit: {flag: false}", "", "`lit` is neither set nor read"),
        ("variables:\n  ⟪steps: {number: 0}", "set: steps += 1", "`steps` is set and never read"),
        ("facts:\n  ⟪hat: A hat.", "", "the fact `hat` is never learned"),
        ("facts:\n  ⟪hat: A hat.", 'text: "{knows.hat: yes|no}"', "the fact `hat` is read and never learned"),
        ("documents:\n  ⟪order: {kind: order, text: Go.}", "", "the document `order` is never shown"),
        ("pieces:\n  ⟪snow: It snows.", "", "the piece `snow` is never shown"),
    ],
)
def test_what_is_of_no_use(declared: str, start: str, message: str, tmp_path: Path) -> None:
    only("V1", tmp_path, story(declared, start), message, Level.ERROR)


def test_what_is_of_use(tmp_path: Path) -> None:
    text = """prefix: yard
variables:
  lit: {flag: false}
  shown: {number: 0, min: 0, max: 9, show: bar}
  tried: {number: 5, min: 0, max: 9}
  asked: {flag: false}
  passed: {flag: false}
people: {belov: {forms: {surname: Belov}, when: asked}}
facts: {hat: A hat.}
documents: {order: {kind: order, text: "{lit: Lit.|Dark.}"}}
pieces: {snow: It snows.}
scenes:
  begin:
    set: [lit = true, shown += 1, tried += 1, asked = true]
    learn: hat
    text:
      - piece: snow
      - document: order
    check: {tried: 5}
    failure: {text: No.}
    call: {scene: other, with: {passed: true}}
    then: {end: over}
  other: {text: "{passed: yes|no}"}
"""
    none("V1", tmp_path, text, head=HEAD.replace("start: start", "start: yard.begin"))


def test_what_a_questionnaire_gives_is_set(tmp_path: Path) -> None:
    asked = (
        "questionnaire: [{id: sex, ask: Sex, set: sex, options: [{value: woman, label: W}, {value: man, label: M}]}]"
    )
    head = HEAD.replace("start: start", f"start: start, {asked}")
    none("V1", tmp_path, story("variables: {sex: {one_of: [woman, man]}}", 'text: "{sex}"'), head=head)


def pushed(caution: int, episodes: int = 3) -> str:
    starts = "".join(
        f"  e{n}: {{episode: {{number: {n}, title: E}}, text: On., goto: {f'e{n + 1}' if n < episodes else 'last'}}}\n"
        for n in range(1, episodes + 1)
    )
    return f"""variables:
  ⟪candour: {{pair: [candour, caution], start: 50, label: candour, show: scale}}
scenes:
  start: {{goto: e1}}
{starts}  last:
    text: Choose.
    choices:
      - {{label: Write., set: candour += 6, text: Yes.}}
      - {{label: Burn., set: caution += {caution}, text: No.}}
    then: {{end: over}}
"""


def test_a_pair_is_pushed_about_as_much_to_both_ends(tmp_path: Path) -> None:
    only("V2", tmp_path, pushed(3), "`candour` is pushed 6 points towards candour, 3 towards caution", Level.WARNING)
    none("V2", tmp_path, pushed(4).replace(MARK, ""))


def test_a_pair_is_tested_about_as_often_at_both_ends(tmp_path: Path) -> None:
    tests = " ".join(f"{{candour > {50 + n}: a|b}}" for n in range(6))
    only(
        "V2",
        tmp_path,
        pushed(6).replace("text: Choose.", f'text: "{tests} {{caution > 50: a|b}}"'),
        "is tested 6 times",
    )
    even = " ".join(f"{{caution > {50 + n}: a|b}}" for n in range(3)) + " {candour < 20: a|b}"
    none("V2", tmp_path, pushed(6).replace("text: Choose.", f'text: "{tests} {even}"').replace(MARK, ""))


def test_the_pairs_of_an_unfinished_story_are_only_measured(tmp_path: Path) -> None:
    (found,) = measured("V2", tmp_path, pushed(1, episodes=2))
    assert found.level is Level.METRIC


def check(failure: str, success: str = "text: Well done.") -> str:
    return f"""variables: {{nerve: {{number: 5, min: 0, max: 10}}}}
scenes:
  start:
    text: Choose.
    choices:
      - label: Jump.
        ⟪check: {{nerve: 5}}
        success: {{{success}}}
        {failure}
      - label: Stay.
    then: {{goto: after}}
  after: {{text: {words(80)}, end: over}}
  other: {{text: {words(50)}, end: over}}
"""


def test_a_check_says_what_failing_is(tmp_path: Path) -> None:
    only("R5", tmp_path, check(""), "this check has no `failure`", Level.WARNING)


def failing(body: str, success: str = "text: Well done.") -> str:
    return check(f"⟪failure: {{{body}}}", success).replace("⟪check", "check")


def test_a_failed_branch_is_more_than_a_word(tmp_path: Path) -> None:
    only("R5", tmp_path, failing("set: nerve -= 1, text: You fall."), "says 2 words of its own; 60 are asked for")
    only("R5", tmp_path, failing(f"text: {words(70)}"), "changes nothing of its own")
    none("R5", tmp_path, failing(f"set: nerve -= 1, text: {words(60)}").replace(MARK, ""))


def test_the_scene_that_a_failed_branch_leads_to_counts_unless_success_leads_there_as_well(tmp_path: Path) -> None:
    none("R5", tmp_path, failing("text: You fall and fall and fall and fall and fall., goto: other").replace(MARK, ""))
    both = failing(f"text: {words(20)}, goto: after", "goto: after")
    assert [f.message[:35] for f, _ in told("R5", tmp_path, both.replace("⟪failure", "⟪⟪failure"))] != []


def volume(count: int, dying: int) -> str:
    scenes = "".join(
        f"""  e{n}:
    episode: {{number: {n}, title: E{n}}}
    text: Choose.
    choices:
      - {{label: On., goto: {f"e{n + 1}" if n < count else "stop"}}}
      - label: Die.
        {f"{MARK}end: over" if n == dying else "text: You do not."}
    then: {{goto: stop}}
"""
        for n in range(1, count + 1)
    )
    last = f"  stop: {{goto: final}}\n  final: {{episode: {{number: {count + 1}, title: Last}}, end: over}}\n"
    return f"scenes:\n  start: {{goto: e1}}\n{scenes}{last}"


@pytest.mark.parametrize(
    ("count", "dying", "early"), [(5, 4, True), (5, 5, False), (2, 2, True), (2, 1, True), (1, 1, False)]
)
def test_no_life_ends_before_the_last_third(count: int, dying: int, early: bool, tmp_path: Path) -> None:
    text = volume(count, dying)
    if early:
        only("R4", tmp_path, text, f"in episode {dying} of {count + 1}, before the last third", Level.WARNING)
    else:
        none("R4", tmp_path, text.replace(MARK, ""))
