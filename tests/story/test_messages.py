"""What a stranger breaks in a story, and the very line that is told: what, where, and what was probably meant."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from written import HEAD, load_files

from starcity_game.story.load import load

NIGHT = """\
people:
  rusk: {forms: {first: Rusk, surname: Rusk}}
variables:
  nerve: {number: 5, min: 0, max: 10}
  hand: {number: 0}
  in_coat: {flag: false}
  job: {one_of: [cook, pilot]}
decks:
  hours: {about: The hours.}
endings:
  over: {title: Over, parts: [Over.]}
scenes:
  start:
    title: The van
    hub: true
    text: One.
    draw: {from: hours, show: 3}   # three
    choices:
      - id: wall
        label: Look at the wall.
        set: in_coat = true
        goto: wall
      - id: go
        label: Go.
        leave: true
    then:
      end: over
  wall:
    title: The wall
    text: Two.
    check: {nerve: 5}
    end: over
  hour:
    deck: hours
    label: An hour.
    text: Tick.
"""
LIKE = "a condition is made of declared names, as in `nerve >= 3 and not knows.secret`"
LESS = "E106 this line is indented less than its neighbours"
FURTHER = "E106 this line is indented further than its neighbours"
AFTER = "E205 this text goes on after its closing quotation mark"


def told(old: str, new: str) -> list[str]:
    """The lines told of the story in which `new` stands where `old` stood first."""
    assert old in NIGHT
    found = load_files({"story.yaml": HEAD, "a.yaml": NIGHT.replace(old, new, 1)}).findings
    return [one.line_of_text() for one in found]


def test_the_story_itself_is_sound() -> None:
    assert told("Tick.", "Tock.") == []


COLONS = [
    ("hub: true", "hub true", "15:8: E106 a colon is missing after `hub` (write hub: true)"),
    ("hub: true", "hub = true", "15:8: E106 a colon is missing after `hub` (write hub: true)"),
    ("title: The van", "title The van", "14:10: E106 a colon is missing after `title` (write title: The van)"),
    ("goto: wall", "goto wall", "22:13: E106 a colon is missing after `goto` (write goto: wall)"),
    ("    then:\n", "    then\n", "26:9: E106 a colon is missing after `then` (write then:)"),
    ("    choices:\n", "    choices\n", "18:12: E106 a colon is missing after `choices` (write choices:)"),
    ("  wall:\n", "  wall\n", "28:7: E106 a colon is missing after `wall` (write wall:)"),
    ("scenes:\n", "scenes\n", "12:7: E106 a colon is missing after `scenes` (write scenes:)"),
    ("people:\n", "people\n", "1:7: E106 a colon is missing after `people` (write people:)"),
    ("leave: true", "leave:true", "25:15: E106 a blank is missing after the colon (write leave: true)"),
    ("hub: true", "hub:true", "15:9: E106 a blank is missing after the colon (write hub: true)"),
    ("text: Two.", "text:Two.", "30:10: E106 a blank is missing after the colon (write text: Two.)"),
]
INDENTATION = [
    ("    hub: true", "  hub: true", f"15:3: {LESS} (indent it by 4 spaces: hub: true)"),
    ("    hub: true", " hub: true", f"15:2: {LESS} (indent it by 4 spaces: hub: true)"),
    ("      - id: wall", "    - id: wall", f"19:5: {LESS} (indent it by 6 spaces: - id: wall)"),
    ("      - id: wall", "   - id: wall", f"19:4: {LESS} (indent it by 6 spaces: - id: wall)"),
    ("      - id: go", "    - id: go", f"23:5: {LESS} (indent it by 6 spaces: - id: go)"),
    ("        label: Look", "      label: Look", f"20:7: {LESS} (indent it by 8 spaces: label: Look at the wall.)"),
    ("    title: The van", "      title: The van", f"14:7: {FURTHER} (indent it by 4 spaces: title: The van)"),
    ("    title: The wall", "      title: The wall", f"29:7: {FURTHER} (indent it by 4 spaces: title: The wall)"),
    ("    text: One.", "      text: One.", f"16:7: {FURTHER} (indent it by 4 spaces: text: One.)"),
    ("        goto: wall", "          goto: wall", f"22:11: {FURTHER} (indent it by 8 spaces: goto: wall)"),
    ("  wall:\n", "   wall:\n", f"28:4: {FURTHER} (indent it by 2 spaces: wall:)"),
]  # fmt: skip
KEYS = [
    ("draw: {from: hours, show: 3}", "draw: hours",
     "17:11: E503 `draw` is a mapping of keys (as in {from: hours, show: 3})"),
    ("    then:\n      end: over", "    then: goto wall",
     "26:11: E503 a body is a mapping of keys (did you mean `goto: wall`?)"),
    ("    text: Two.", "    locked: No.", "30:5: E501 a scene has no key `locked` (`locked` is a key of a choice)"),
    ("    text: Two.", "    people: No.",
     "30:5: E501 a scene has no key `people` (`people` stands at the left edge of a file)"),
    ("    text: Two.", "    txt: Two.", "30:5: E501 a scene has no key `txt` (did you mean text?)"),
    ("    text: Two.", "    tests: Two.", "30:5: E501 a scene has no key `tests` (did you mean test?)"),
    ("{about: The hours.}", "{goto: wall}",
     "9:11: E501 a deck has no key `goto` (`goto` is a key of scenes and choices)"),
    ("parts: [Over.]", "text: Over.", "11:23: E501 an ending has no key `text` (what is needed here is `parts`: "
     "Its text in order: strings, or `when` with `text`)"),
    ("parts: [Over.]", "part: [Over.]", "11:23: E501 an ending has no key `part` (did you mean parts?)"),
]  # fmt: skip
VALUES = [
    ("set: in_coat = true", "set: in_coat = yes", "21:24: E304 unknown name `yes` (write true)"),
    ("set: in_coat = true", "set: in_coat = No", "21:24: E304 unknown name `No` (write false)"),
    ("{flag: false}", "{flag: no}", "6:19: E505 `flag` is true or false (write false)"),
    ("hub: true", "hub: yes", "15:10: E505 `hub` is true or false (write true)"),
    ("{number: 5, min: 0", "{number: five, min: 0", "4:19: E504 `number` is a whole number (write 5)"),
    ("{number: 0}", "{number: 1.5}",
     "5:18: E504 `number` is a whole number (write a whole number in figures, as in 5)"),
    ("check: {nerve: 5}", "check: {nerve: 50}", "31:20: E504 a difficulty is a whole number from 0 to 10"),
    ("check: {nerve: 5}", "check: {in_coat: 5}",
     "31:13: E610 `in_coat` is a flag, and a check tries a number or a pair (there is nerve, hand)"),
    ("check: {nerve: 5}", "check: {nerv: 5}", "31:13: E610 `nerv` is no number or pair to check (did you mean nerve?)"),
    ("set: in_coat = true", "set: hand = + 2", "21:21: E303 `+` cannot stand here (write `hand += 2`)"),
    ("set: in_coat = true", "set: hand =+ 2", "21:20: E303 `+` cannot stand here (write `hand += 2`)"),
    ("set: in_coat = true", "set: hand + 2",
     "21:19: E303 after the name comes `=`, `+=` or `-=` (write `hand += 2`)"),
    ("set: in_coat = true", "set: hand is 2",
     "21:19: E303 after the name comes `=`, `+=` or `-=` (write `hand = 2`)"),
    ("        set: in_coat = true", "        when: if the letter came",
     f"21:15: E303 `if` cannot stand here (leave out the `if`; {LIKE})"),
    ("        set: in_coat = true", "        when: if in_coat", "21:15: E303 `if` cannot stand here (write `in_coat`)"),
    ("        set: in_coat = true", "        when: the letter came",
     f"21:19: E303 `letter` cannot stand here ({LIKE})"),
    ("        set: in_coat = true", "        when: nerve >= + 2", f"21:24: E303 `+` cannot stand here ({LIKE})"),
]  # fmt: skip
QUOTES = [
    ("Look at the wall.", "'Take Rusk's tea.'",
     f"20:16: {AFTER} (write the apostrophe as a printer does: label: Take Rusk’s tea.)"),
    ("Look at the wall.", "'Rusk's tea: take it.'",
     f'20:16: {AFTER} (write the apostrophe as a printer does: label: "Rusk’s tea: take it.")'),
    ("Look at the wall.", '"Say "no" to him."',
     f"20:16: {AFTER} (write the inner quotation marks as a printer does: label: Say “no” to him.)"),
    ("Look at the wall.", "'Tea,' he said, 'now.'",
     f"20:16: {AFTER} (put the whole text in quotes: label: \"'Tea,' he said, 'now.'\")"),
    ("Look at the wall.", '"Tea," he said, "now."',
     f"20:16: {AFTER} (put the whole text in quotes: label: '\"Tea,\" he said, \"now.\"')"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line"), [*COLONS, *INDENTATION, *KEYS, *VALUES, *QUOTES])
def test_one_slip_is_told_once_with_what_was_meant(old: str, new: str, line: str) -> None:
    assert told(old, new) == [f"a.yaml:{line}"]


@pytest.mark.parametrize("text", [
    "      One. Look: there.\n      see http://a.example\n",
    "      leave:true\n      goto wall\n        end: over\n",
])  # fmt: skip
def test_prose_in_a_block_is_never_taken_for_keys(text: str) -> None:
    assert told("    text: One.\n", f"    text: |\n{text}") == []


def test_a_text_that_a_hash_cut_off_is_not_said_to_lack_a_colon() -> None:
    lines = told("text: Two.", "text: Take the #3 bus\n      to the square")
    assert len(lines) == 1 and "E201" in lines[0]


@pytest.mark.parametrize(("old", "new", "line"), [
    ("variables:", "variable:", "3:1: E501 a story file has no key `variable` (did you mean variables?)"),
    ("scenes:", "scene:", "12:1: E501 a story file has no key `scene` (did you mean scenes?)"),
    ("label: Look at the wall.", "label: Look: the wall.",
     "20:20: E202 a sentence with a colon in it was taken as a key (put the whole text in quotes: "
     'label: "Look: the wall.")'),
])  # fmt: skip
def test_what_only_follows_from_what_was_not_read_is_not_told(old: str, new: str, line: str) -> None:
    assert told(old, new) == [f"a.yaml:{line}"]


def test_what_does_not_follow_from_it_is_told() -> None:
    text = NIGHT.replace("variables:", "variable:").replace("goto: wall", "goto: wlal")
    found = load_files({"story.yaml": HEAD, "a.yaml": text})
    assert [one.code for one in found.findings] == ["E501", "E601"]


def test_a_file_that_cannot_be_read_is_told_alone(tmp_path: Path) -> None:
    names, _, scenes = NIGHT.partition("scenes:\n")
    (tmp_path / "story.yaml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "scenes.yaml").write_text(f"scenes:\n{scenes}", encoding="utf-8")
    (tmp_path / "names.yaml").write_bytes(names.encode() + b"  # \xff\n")
    assert [one.code for one in load(tmp_path).findings] == ["E101"]
    (tmp_path / "names.yaml").unlink()
    os.symlink("nowhere.yaml", tmp_path / "names.yaml")
    lines = [one.line_of_text() for one in load(tmp_path).findings]
    assert len(lines) == 2 and lines[0].startswith("names.yaml: E123")
    assert lines[1].startswith("names.yaml: E615 ") and "because of what could not be read here" in lines[1]
