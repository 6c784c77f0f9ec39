"""The schema for editors admits every story that can be read, and marks what cannot."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import guide
import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator
from typed_yaml import typed

from starcity_game.authoring.schema import command, schema_of
from starcity_game.story.keys import TABLES

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
TEMPLATE = ROOT / "src" / "starcity_game" / "authoring" / "template"
STORIES = [ROOT / "story", *sorted(path.parent for path in DATA.glob("*/story.yaml")), TEMPLATE]


def validator(folder: Path) -> Draft7Validator:
    schema = json.loads(schema_of(folder)[0])
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def faults(schema: Draft7Validator, text: str) -> list[str]:
    return [error.message for error in schema.iter_errors(typed(text))]


@pytest.mark.parametrize("folder", STORIES, ids=lambda path: path.name)
def test_every_file_of_a_story_is_admitted_by_the_storys_schema(folder: Path) -> None:
    schema = validator(folder)
    files = [path for path in folder.rglob("*.yaml") if not any(part.startswith("_") for part in path.parts)]
    assert files
    for path in files:
        assert faults(schema, path.read_text(encoding="utf-8")) == [], path.name


GUIDE = [pytest.param(state.files, id=f"{chapter}-{number}-{state.folder}")
         for chapter in guide.CHAPTERS for number, state in enumerate(guide.states(chapter))]  # fmt: skip


@pytest.mark.parametrize("files", GUIDE)
def test_every_story_of_the_guide_is_admitted(files: dict[str, str], tmp_path: Path) -> None:
    guide.put(tmp_path, files)
    schema = validator(tmp_path)
    for name, text in files.items():
        if name.endswith(".yaml") and not name.startswith("_"):
            assert faults(schema, text) == [], name


SOUND = "scenes:\n  new:\n    text: A text.\n    goto: morning\n"
MISTAKES = {
    "a key mistyped": "scenes:\n  new:\n    txt: A text.\n",
    "a section mistyped": "scene:\n  new: {text: A text.}\n",
    "a scene mistyped": "scenes:\n  new: {goto: mornin}\n",
    "a called scene mistyped": "scenes:\n  new: {call: {scene: gauge.hat}}\n",
    "a person mistyped": "scenes:\n  new: {act: {do: signed, to: brulant}}\n",
    "a witness mistyped": "scenes:\n  new: {act: {do: signed, seen_by: [bruland, iverson]}}\n",
    "a fact mistyped": "scenes:\n  new: {learn: [cord_knot, cord_not]}\n",
    "an act mistyped": "scenes:\n  new: {act: {do: sigend}}\n",
    "a place mistyped": "scenes:\n  new: {at: {place: hat}}\n",
    "a deck mistyped": "scenes:\n  new: {hub: true, draw: {from: nihgt}}\n",
    "a document mistyped": "scenes:\n  new: {text: [{document: regster}]}\n",
    "an ending mistyped": "scenes:\n  new: {end: flatt}\n",
    "a check on what is no number": "scenes:\n  new: {check: {lamp_lent: 4}}\n",
    "a difficulty beyond ten": "scenes:\n  new: {check: {footing: 11}}\n",
    "two checks in one": "scenes:\n  new: {check: {footing: 4, exactness: 4}}\n",
    "an outcome without a check": "scenes:\n  new: {success: {text: Well.}}\n",
    "yes instead of true": "scenes:\n  new: {hub: yes}\n",
    "a choice without a label": "scenes:\n  new:\n    choices:\n      - text: A text.\n",
    "a label where there is no deck": "scenes:\n  new: {label: A label.}\n",
    "a span without a unit": "scenes:\n  new: {advance: 3}\n",
    "a date in another order": "scenes:\n  new: {at: {date: 16.3.1953}}\n",
    "an argument that is no variable": "scenes:\n  new: {call: {scene: hut, with: {foting: 3}}}\n",
    "an unknown way to show a variable": "variables:\n  new: {number: 3, show: bars}\n",
    "an id with capitals": "facts:\n  New: A fact.\n",
    "a document without its text": "documents:\n  new: {kind: order}\n",
    "a story without a title": "story: new\nvolumes: {}\n",
    "a start that is not the whole id": "volumes:\n  new: {title: New, start: quay}\nstory: new\ntitle: New\n",
    "text where keys belong": "scenes:\n  new: Just a text.\n",
    "a list where text belongs": "scenes:\n  new: {title: [a, b]}\n",
}


def test_a_scene_that_names_what_there_is_is_admitted() -> None:
    assert faults(validator(TEMPLATE), SOUND) == []


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_marked(mistake: str) -> None:
    assert faults(validator(TEMPLATE), MISTAKES[mistake])


@pytest.mark.parametrize(
    "text",
    [
        "facts:\n  year: 1953\n",
        "facts:\n  truth: true\n",
        "places:\n  nowhere:\n",
        "scenes:\n  new: {text: 3.96, goto: gauge.morning}\n",
        "scenes:\n  new: {advance: 3 days, at: {date: 1953-03-16}, end: auto}\n",
        'scenes:\n  new: {when: true, hub: "true", draw: {from: gauge.night, show: "3"}}\n',
        "scenes:\n",
        "",
    ],
)
def test_what_the_reader_takes_for_words_is_words_to_the_schema(text: str) -> None:
    assert faults(validator(TEMPLATE), text) == []


def test_a_story_with_a_name_like_a_value_of_yaml_is_admitted(tmp_path: Path) -> None:
    text = (TEMPLATE / "story.yaml").read_text(encoding="utf-8")
    shutil.copytree(TEMPLATE, tmp_path / "s")
    (tmp_path / "s" / "story.yaml").write_text(text + "facts: {true: Truth., no: No.}\n", encoding="utf-8")
    assert faults(validator(tmp_path / "s"), "scenes:\n  new: {learn: [true, no]}\n") == []


def test_every_declared_key_is_in_the_schema_with_what_the_guide_says_of_it() -> None:
    schema: Any = json.loads(schema_of(TEMPLATE)[0])
    tables = {
        name: schema["definitions"].get(f"keys of {name}".replace(" ", "-"), schema)["properties"] for name in TABLES
    }
    for name, keys in TABLES.items():
        for key, known in keys.items():
            assert tables[name][key]["description"].startswith(known.doc)


def test_names_come_with_what_they_are() -> None:
    fact = json.loads(schema_of(TEMPLATE)[0])["definitions"]["fact"]
    said = dict(zip(fact["enum"], fact["enumDescriptions"], strict=True))
    assert said["mended"] == "The harbour master knows since when it has been 3.96."


def test_a_story_with_faults_has_a_schema_all_the_same(tmp_path: Path) -> None:
    shutil.copytree(TEMPLATE, tmp_path / "s")
    path = tmp_path / "s" / "names.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "  bad: nosuch\n", encoding="utf-8")
    data, faulty = schema_of(tmp_path / "s")
    assert faulty
    assert "cord_knot" in json.loads(data)["definitions"]["fact"]["enum"]


def test_the_file_is_named_as_it_is_found_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(guide.ROOT / "tests" / "data" / "small", tmp_path / "small")
    monkeypatch.chdir(tmp_path)
    ran = CliRunner().invoke(command, [str(tmp_path / "small")], standalone_mode=False)
    assert ran.output == f"Wrote {Path('small', 'schema.json')}.\n"
    monkeypatch.chdir(tmp_path / "small")
    words = [str(tmp_path / "small"), "--out", str(tmp_path / "s.json")]
    ran = CliRunner().invoke(command, words, standalone_mode=False)
    assert ran.output == f"Wrote {tmp_path / 's.json'}.\n"
