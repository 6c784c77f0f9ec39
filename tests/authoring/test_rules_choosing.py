"""What choosing comes to: C1 to C6."""

from __future__ import annotations

from pathlib import Path

from ruled import measured, none, only, told

from starcity_game.authoring.rules.rule import Level


def two(first: str, second: str, mark: str = "", before: str = "") -> str:
    """A choice of two options with these keys."""
    return f"""variables:
  lit: {{flag: false}}
  nerve: {{number: 5, min: 0, max: 10, label: nerve, show: bar}}
  attention: {{number: 0, min: 0, max: 4, label: you are, show: words, words: [a, b, c, d, e]}}
  candour: {{pair: [candour, caution], start: 50, label: candour, show: scale}}
facts: {{heard: You heard.}}
acts: {{stood: Stood there.}}
{before}scenes:
  start:
    text: Choose.
    choices:
      - label: Stand at the window.
        id: first
        {first}
      - {mark}label: Sit by the stove.
        {second}
    then: {{end: over}}
"""


def test_a_fake_choice(tmp_path: Path) -> None:
    only("C1", tmp_path, two("text: You wait.", "text: You wait.", "⟪"), "does and says what `first` does", Level.ERROR)


def test_a_text_an_effect_or_a_target_of_its_own_makes_a_choice_real(tmp_path: Path) -> None:
    none("C1", tmp_path, two("text: You wait.", "text: You wait, sitting."))
    none("C1", tmp_path, two("text: You wait.\n        set: lit = true", "text: You wait."))
    none("C1", tmp_path, two("text: You wait.\n        end: over", "text: You wait."))
    none(
        "C1", tmp_path, two("act: {do: stood}\n        intent: to see", "act: {do: stood}\n        intent: to be seen")
    )


def test_texts_that_vary_by_being_read_can_be_the_same(tmp_path: Path) -> None:
    text = 'text: "{once: Snow.|More snow.}"'
    only("C1", tmp_path, two(text, text, "⟪"), "does and says")


def test_options_that_cannot_stand_together_are_no_fake_choice(tmp_path: Path) -> None:
    none("C1", tmp_path, two("text: You wait.\n        when: lit", "text: You wait.\n        when: not lit"))


def test_an_option_without_any_effect_is_marked_as_such(tmp_path: Path) -> None:
    only("C2", tmp_path, two("set: lit = true", "text: You sit.", "⟪"), "changes nothing, and does not say")
    none("C2", tmp_path, two("set: lit = true", "text: You sit.\n        reflective: true\n        intent: to rest"))
    none("C2", tmp_path, two("set: lit = true", "text: You sit.\n        end: over"))


def test_a_reflective_option_has_an_intent_and_no_effect(tmp_path: Path) -> None:
    bare = two("set: lit = true", "text: You sit.\n        ⟪reflective: true")
    only("C2", tmp_path, bare, "has no `intent`")
    busy = two(
        "set: lit = true", "text: You sit.\n        ⟪reflective: true\n        intent: to rest\n        learn: heard"
    )
    only("C2", tmp_path, busy, "changes something")


def many(count: int, reflective: int) -> str:
    """A scene with options of which so many are reflective, two by two."""
    scenes = []
    for n in range(0, count, 2):
        rows = [
            f"reflective: true, intent: to be {k}, text: So {k}."
            if k < reflective
            else f"set: nerve += {k}, text: So {k}."
            for k in (n, n + 1)
        ]
        listed = "".join(f"      - {{id: o{k}, label: Do {k}., {row}}}\n" for k, row in enumerate(rows))
        scenes.append(f"  s{n}:\n    text: Choose.\n    choices:\n{listed}    then: {{goto: s{n + 2}}}\n")
    head = "variables: {nerve: {number: 5}}\nscenes:\n  start: {goto: s0}\n"
    return f"{head}{''.join(scenes)}  s{count}: {{end: over}}\n"


def test_the_share_of_reflective_options(tmp_path: Path) -> None:
    (found,) = [f for f in measured("C2", tmp_path, many(20, 5)) if f.level is Level.WARNING]
    assert found.place == ("story.yaml", 0, 0)
    assert "5 of 20 choices (25 %)" in found.message
    none("C2", tmp_path, many(20, 4))


def test_an_option_that_is_beaten_in_everything_visible(tmp_path: Path) -> None:
    only("C6", tmp_path, two("set: nerve += 2", "set: nerve += 1", "⟪"), "(here nerve) the option `first` is better")
    none("C6", tmp_path, two("set: nerve += 2", "set: nerve += 2"))


def test_more_attention_is_worse_where_the_style_sheet_says_so(tmp_path: Path) -> None:
    text = two("set: nerve += 1", "set: [nerve += 1, attention += 1]")
    none("C6", tmp_path, text)
    only(
        "C6",
        tmp_path,
        text.replace("- label: Sit", "- ⟪label: Sit"),
        "(here attention)",
        sheet="more_is_worse: [attention]\n",
    )


def test_options_that_trade_or_differ_in_what_cannot_be_weighed_are_not_beaten(tmp_path: Path) -> None:
    none("C6", tmp_path, two("set: [nerve += 2, candour += 1]", "set: nerve += 1"))
    none("C6", tmp_path, two("set: nerve += 2", "learn: heard"))
    none("C6", tmp_path, two("set: nerve += 2", "end: over"))
    none("C6", tmp_path, two("set: nerve = 2", "set: nerve += 1"))
    none("C6", tmp_path, two("set: nerve += 2\n        when: lit", "set: nerve += 1\n        when: not lit"))


def read_in(later: str, count: int = 20) -> str:
    """Options that set a flag each, of which `later` is read in the scene after them."""
    flags = "".join(f"  f{k}: {{flag: false}}\n" for k in range(count))
    listed = "".join(f"      - {{label: Do {k}., text: You do {k}., set: f{k} = true}}\n" for k in range(count))
    return f"""variables:
{flags}facts: {{heard: You heard.}}
acts: {{stood: Stood there.}}
scenes:
  start:
    episode: {{number: 1, title: One}}
    text: Choose.
    choices:
{listed}    then: {{goto: after}}
  after:
    text: {later}
    end: over
"""


def share(code: str, folder: Path, text: str) -> str:
    """The message with the share of options."""
    (found,) = [f.message for f in measured(code, folder, text) if f.place == ("story.yaml", 0, 0)]
    return found


def reads(count: int) -> str:
    return '"' + "".join(f"{{f{k}: yes|no}} " for k in range(count)) + '"'


def test_the_share_of_options_that_are_read_later(tmp_path: Path) -> None:
    (found, *_) = measured("C3", tmp_path, read_in(reads(11)))
    assert "of 20 options 55 %" in found.message
    assert found.level is Level.WARNING
    none("C3", tmp_path, read_in(reads(12)))


def test_the_options_that_nothing_reads_are_listed_among_the_measures(tmp_path: Path) -> None:
    found = [f for f in measured("C3", tmp_path, read_in(reads(19))) if f.place[0] == "a.yaml"]
    assert [f.level for f in found] == [Level.METRIC]
    assert (
        found[0].place[1]
        == read_in(reads(19)).splitlines().index("      - {label: Do 19., text: You do 19., set: f19 = true}") + 1
    )


def test_what_is_read_in_the_same_scene_only_is_not_read_later(tmp_path: Path) -> None:
    text = read_in("Nothing.").replace("then: {goto: after}", f"then: {{text: {reads(20)}, goto: after}}")
    assert " 0 %" in share("C3", tmp_path, text)


def test_endings_acts_facts_checks_and_visits_read_too(tmp_path: Path) -> None:
    text = """variables: {nerve: {number: 5, min: 0, max: 10}, lit: {flag: false}, wet: {flag: false}}
facts: {heard: You heard.}
acts: {stood: Stood there.}
scenes:
  start:
    text: Choose.
    choices:
      - {label: A., act: {do: stood}}
      - {label: B., learn: heard}
      - {label: C., set: nerve += 1}
      - {label: D., goto: side}
      - {label: E., set: lit = true}
      - {label: F., set: wet = true}
      - {label: G., goto: other}
    then: {goto: after}
  side: {goto: after}
  other: {set: lit = true, goto: after}
  after:
    text: "{knows.heard: yes|no} {seen.side: yes|no}"
    check: {nerve: 5}
    failure: {text: No.}
    end: dark
endings: {dark: {title: Dark, parts: [{when: lit, text: Lit.}]}, over: {title: Over, parts: [It is over.]}}
"""
    found = measured("C3", tmp_path, text)
    assert "of 7 options 86 %" in found[0].message
    assert "F." in text.splitlines()[found[1].place[1] - 1]


def episodes(count: int, last: str = "") -> str:
    """Episodes of one choice each; the last of them reads what `last` says."""
    scenes = "".join(
        f"""  e{n}:
    episode: {{number: {n}, title: E{n}}}
    text: "{{f1: yes|no}} {last if n == count else ""}"
    choices:
      - {{label: Do {n}., set: f{n} = true, text: You do {n}.}}
      - {{label: Leave {n}., text: You leave {n}.}}
    then: {{goto: {f"e{n + 1}" if n < count else "stop"}}}
"""
        for n in range(1, count + 1)
    )
    flags = "".join(f"  f{n}: {{flag: false}}\n" for n in range(1, count + 1))
    return f"variables:\n{flags}scenes:\n  start: {{goto: e1}}\n{scenes}  stop: {{end: over}}\n"


def test_what_is_read_two_episodes_later(tmp_path: Path) -> None:
    assert "of 2 options 50 % have an effect that is read 2 or more episodes later" in share(
        "C4", tmp_path, episodes(3)
    )
    assert "of 4 options 25 %" in share("C4", tmp_path, episodes(4))
    assert "of 4 options 50 %" in share("C4", tmp_path, episodes(4, "{f2: yes|no}"))


def test_what_is_read_far_later_is_a_measure_before_there_are_three_episodes(tmp_path: Path) -> None:
    (found,) = measured("C4", tmp_path, read_in("Nothing."))
    assert found.level is Level.METRIC


def major(reads: str, ending: str, count: int = 3) -> str:
    text = (
        episodes(count)
        .replace("scenes:", "facts:\n  ⟪hat: {text: A hat., major: true}\nscenes:")
        .replace("{f1: yes|no}", reads)
    )
    return text.replace("{end: over}", f"{{end: over, text: {ending}}}")


def test_a_major_fact_is_read_three_times_and_in_an_ending(tmp_path: Path) -> None:
    text = major("{knows.hat: yes|no}", "Done.").replace("start: {goto", "start: {learn: hat, goto")
    only("C5", tmp_path, text, "`hat` is read in 3 places, 0 of them endings", Level.WARNING)
    ended = (
        text.replace("⟪", "")
        + "endings: {over: {title: Over, parts: [{when: knows.hat, text: The hat.}, It is over.]}}\n"
    )
    none("C5", tmp_path, ended)


def test_major_facts_of_an_unfinished_story_are_measures(tmp_path: Path) -> None:
    text = major("{knows.hat: yes|no}", "Done.", 2).replace("start: {goto", "start: {learn: hat, goto")
    assert told("C5", tmp_path, text.replace("⟪", "")) == []
    assert [f.level for f in measured("C5", tmp_path, text)] == [Level.METRIC]
