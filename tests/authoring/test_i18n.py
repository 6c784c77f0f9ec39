"""`starcity i18n`: a translator's work is found again after every edit of the story, and no file is harmed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from starcity_game.authoring.i18n.merging import merged
from starcity_game.authoring.i18n.po_file import header, written
from starcity_game.authoring.i18n.texts import SourceText
from starcity_game.cli import starcity
from starcity_game.commandline import FAULTS, OK, WRONG_USE, Missing
from starcity_game.engine.state import Origin
from starcity_game.story.load import load
from starcity_game.story.po import Entry, read_po
from starcity_game.story.said import message_of
from starcity_game.story.strict_text import FORBIDDEN

ROOT = Path(__file__).parents[2]
STORY = """story: told
title: Told
volumes: {v: {title: V, start: start}}
people:
  ann: {forms: {first: Ann}}
scenes:
  start:
    text:
      - It snows on the long road to the sea.
      - |
        Nobody has come
        for an hour, {ann.first}.
    choices:
      - {label: Go., text: You go., goto: hall}
      - {label: Stay., end: over}
  hall:
    text: A hall.
    choices:
      - {label: Go., end: over}
endings: {over: {title: Over, parts: [The end.]}}
"""
RUSSIAN = {
    "start:text/1": "На длинной дороге к морю идёт снег.",
    "start:text/2": "Уже час никто не приходил, {ann.first}.",
    "start/go:label": "Пойти.",
    "hall/go:label": "Выйти.",
    "hall:text": "Зал.",
    "people.ann:forms.first": "Анна",
    "endings.over:title": "Конец",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A story with a translation of most of it."""
    story = tmp_path / "story"
    story.mkdir()
    (story / "story.yaml").write_text(STORY, encoding="utf-8")
    assert i18n("merge", story, "--lang", "ru").exit_code == OK
    translate(story, RUSSIAN)
    return story


def i18n(command: str, story: Path, *more: str) -> Result:
    """What a command of `starcity i18n` says; what it returns is the exit status."""
    ran = CliRunner().invoke(starcity, ["i18n", command, str(story), *more], standalone_mode=False)
    refused = WRONG_USE if isinstance(ran.exception, Missing) else FAULTS
    ran.exit_code = refused if ran.exception else int(ran.return_value)
    return ran


def entries(story: Path) -> dict[str, Entry]:
    """The entries of the Russian translation, by their contexts."""
    return {e.context: e for e in read_po((story / "_lang" / "ru.po").read_text(encoding="utf-8")) if not e.obsolete}


def translate(story: Path, words: dict[str, str]) -> None:
    """Fill in translations as a translator would, in the file."""
    path = story / "_lang" / "ru.po"
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    for number, block in enumerate(blocks):
        for context, text in words.items():
            if f'msgctxt "{context}"' in block:
                blocks[number] = block.replace('msgstr ""', f'msgstr "{text}"')
    path.write_text("\n\n".join(blocks), encoding="utf-8")


def edit(story: Path, old: str, new: str) -> dict[str, Entry]:
    """The translation after an edit of the story and a merge."""
    path = story / "story.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    ran = i18n("merge", story, "--lang", "ru")
    assert ran.exit_code == OK, ran.output
    return entries(story)


# ------------------------------------------------------------------------------------------ there and back

_LETTERS = st.characters(exclude_categories=("Cs",)).filter(lambda c: not FORBIDDEN.match(c))
_ANY = st.text(st.one_of(_LETTERS, st.sampled_from('{}|\\"*#~\n \t%n')), max_size=60)
_TEXTS = _ANY.filter(lambda text: text.strip() != "")
_LINES = _TEXTS.map(lambda text: " ".join(text.split())).filter(bool)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_TEXTS, _ANY, _TEXTS, st.booleans(), st.lists(_LINES, max_size=2, unique=True)), max_size=4))
def test_every_text_survives_a_po_file(rows: list[tuple[str, str, str, bool, list[str]]]) -> None:
    made = [
        Entry(f"scene/{k}:text", message, text, 0, fuzzy, False, former if fuzzy else "", tuple(notes))
        for k, (message, text, former, fuzzy, notes) in enumerate(rows)
        if not any(note.startswith((",", ".", ":", "|", "~")) for note in notes)
    ]
    source = SourceText("", "", "a b.yaml", 3, ("What: is “this”?",))
    data = written(header("told", "ru"), [(entry, source) for entry in made])
    back = read_po(data.decode())
    assert [(e.context, e.message, e.text, e.fuzzy, e.previous, e.notes) for e in back] == [
        (e.context, e.message, e.text, e.fuzzy, e.previous, e.notes) for e in made
    ]
    gone = written(header("told"), [(Entry(e.context, e.message, e.text, obsolete=True), None) for e in made])
    assert [(e.message, e.text, e.obsolete) for e in read_po(gone.decode())] == [
        (e.message, e.text, True) for e in made
    ]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_merging_loses_no_translation_and_is_done_once(data: st.DataObject) -> None:
    contexts = st.sampled_from([f"s{k}/{c}:text" for k in range(3) for c in "ab"])
    messages = st.sampled_from(["Nod.", "Nod, and wait.", "Nod and wait a little.", "Say nothing.", "It snows.", "Go."])
    keys = st.lists(st.tuples(contexts, messages), max_size=8, unique=True)
    old = [Entry(c, m, f"<{c} {m}>", fuzzy=data.draw(st.booleans())) for c, m in data.draw(keys)]
    texts = [SourceText(c, m, "a.yaml", k, ()) for k, (c, m) in enumerate(data.draw(keys))]
    result = merged(texts, old).entries
    assert [(e.context, e.message) for e, t in result if t] == [(t.context, t.message) for t in texts]
    assert {e.text for e, _ in result} >= {e.text for e in old}
    sure = {e.message: e.text for e, t in result if t and e.text and not e.fuzzy}
    assert all(message in text for message, text in sure.items()), "what is shown was written for this very message"
    again = merged(texts, [e for e, _ in result]).entries
    assert written("", again) == written("", result)


def test_wrapping_is_no_part_of_a_message() -> None:
    assert message_of("  One\n  two.\n\n\n  Three.\n") == "One two.\n\nThree."
    assert message_of("\n a  b\n  c \n", keep_lines=True) == " a  b\n  c"


def test_extract_writes_every_text_with_its_place_and_the_same_bytes_each_time(folder: Path) -> None:
    assert i18n("extract", folder).output == "_lang/messages.pot: 12 texts\n"
    path = folder / "_lang" / "messages.pot"
    first = path.read_bytes()
    assert i18n("extract", folder).exit_code == OK and path.read_bytes() == first
    block = next(b for b in first.decode().split("\n\n") if 'msgctxt "start:text/2"' in b)
    assert block.splitlines() == [
        "#. `text` of a scene. What is read: a string, or a list of strings, conditional texts and documents.",
        "#. {ann.first}: Ann (polite Ann, full Ann, label Ann, short Ann)",
        "#: story.yaml:10",
        'msgctxt "start:text/2"',
        'msgid "Nobody has come for an hour, {ann.first}."',
        'msgstr ""',
    ]


def test_the_file_is_one_for_translators_tools(folder: Path) -> None:
    msgfmt = shutil.which("msgfmt")
    head = (folder / "_lang" / "ru.po").read_text(encoding="utf-8").split("\n\n")[0]
    assert '"Language: ru\\n"' in head and '"Content-Type: text/plain; charset=UTF-8\\n"' in head
    if msgfmt:
        edit(folder, "A hall.", "A long hall.")
        checked = subprocess.run([msgfmt, "-o", "-", str(folder / "_lang" / "ru.po")], capture_output=True, check=False)
        assert (checked.returncode, checked.stderr) == (0, b"")


# --------------------------------------------------------------------------------------------------- merging


def test_merging_without_an_edit_changes_nothing(folder: Path) -> None:
    before = (folder / "_lang" / "ru.po").read_bytes()
    ran = i18n("merge", folder, "--lang", "ru")
    assert ran.output == "_lang/ru.po: of 12 texts 7 translated, 0 fuzzy, 5 missing, 0 broken, 0 obsolete\n"
    assert (folder / "_lang" / "ru.po").read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "contexts"),
    [
        ("      - It snows", "      - A new line.\n      - It snows", {"start:text/2": "start:text/1"}),
        ("- It snows on the long road to the sea.",
         '- {when: seen.hall, text: It snows on the long road to the sea.}', {"start:text/1": "start:text/1"}),
        ("  hall:\n    text: A hall.", "  passage:\n    was: hall\n    text: A hall.", {"passage:text": "hall:text"}),
        ("{label: Go., text: You go., goto: hall}", "{id: walk, label: Go., text: You go., goto: hall}",
         {"start/walk:label": "start/go:label", "hall/go:label": "hall/go:label"}),
        ("endings: {over", "places: {sea: The sea}\nendings: {over", {"endings.over:title": "endings.over:title"}),
        ("        Nobody has come\n        for an hour,", "        Nobody has\n        come for an hour,",
         {"start:text/2": "start:text/2"}),
    ],
)  # fmt: skip
def test_a_translation_outlives_edits_elsewhere(folder: Path, old: str, new: str, contexts: dict[str, str]) -> None:
    if "passage" in new:
        path = folder / "story.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("goto: hall", "goto: passage"), encoding="utf-8")
    found = edit(folder, old, new)
    for now, before in contexts.items():
        assert (found[now].text, found[now].fuzzy) == (RUSSIAN[before], False)
    assert sum(entry.text != "" for entry in found.values()) >= len(RUSSIAN)


def test_a_reworded_text_is_fuzzy_and_shown_as_the_story_has_it(folder: Path) -> None:
    found = edit(folder, "A hall.", "A long hall.")["hall:text"]
    assert (found.text, found.fuzzy, found.previous) == ("Зал.", True, "A hall.")
    loaded = load(folder, language="ru")
    assert loaded.findings == () and loaded.story is not None
    assert loaded.story.scene(1).bodies[0].text[0].text == "A long hall."
    again = edit(folder, "A long hall.", "A long cold hall.")["hall:text"]
    assert (again.fuzzy, again.previous) == (True, "A hall."), "what the translation was of"
    path = folder / "_lang" / "ru.po"
    path.write_text(path.read_text(encoding="utf-8").replace("#, fuzzy\n", ""), encoding="utf-8")
    assert edit(folder, "title: Told", "title: Tale")["hall:text"].text == "Зал."
    assert load(folder, language="ru").story.scene(1).bodies[0].text[0].text == "Зал."


def test_a_text_that_is_gone_is_kept_and_comes_back(folder: Path) -> None:
    assert "hall:text" not in edit(folder, "    text: A hall.\n", "")
    assert '#~ msgstr "Зал."' in (folder / "_lang" / "ru.po").read_text(encoding="utf-8")
    assert "1 obsolete" in i18n("status", folder).output
    found = edit(folder, "  hall:\n", "  hall:\n    text: A hall.\n")["hall:text"]
    assert (found.text, found.fuzzy) == ("Зал.", False)
    assert "#~" not in (folder / "_lang" / "ru.po").read_text(encoding="utf-8")


def test_what_is_said_twice_in_a_scene_is_translated_once(folder: Path) -> None:
    found = edit(folder, "      - {label: Stay., end: over}", "      - {id: leave, label: Go., end: over}")
    assert (found["start/leave:label"].text, found["start/leave:label"].fuzzy) == ("Пойти.", False)


def test_what_a_translator_wrote_beside_the_texts_is_kept(folder: Path) -> None:
    path = folder / "_lang" / "ru.po"
    text = path.read_text(encoding="utf-8")
    text = "# Перевод: Н. Н.\n" + text.replace('"Language: ru\\n"', '"Language: ru\\n"\n"Last-Translator: Н. Н.\\n"')
    text = text.replace("#. `text` of a scene. What is read", "# О море?\n#. `text` of a scene. What is read", 1)
    path.write_text(text, encoding="utf-8")
    found = edit(folder, "A hall.", "A long hall.")
    assert path.read_text(encoding="utf-8").startswith("# Перевод: Н. Н.\nmsgid")
    assert "Last-Translator: Н. Н." in path.read_text(encoding="utf-8")
    assert [entry.notes for entry in found.values() if entry.notes] == [("О море?",)]


# ---------------------------------------------------------------------------------------------------- status


def test_status_counts_and_names_what_is_missing(folder: Path) -> None:
    ran = i18n("status", folder)
    assert (ran.exit_code, ran.output) == (
        OK,
        "ru: of 12 texts 7 translated, 0 fuzzy, 5 missing, 0 broken, 0 obsolete\n",
    )
    assert "story.yaml:15: missing start/stay:label" in i18n("status", folder, "--list").output
    path = folder / "story.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("A hall.", "A long hall."), encoding="utf-8")
    assert i18n("status", folder).output.startswith("ru: of 12 texts 6 translated, 1 fuzzy, 5 missing")


def test_status_finds_a_translation_that_does_not_fit(folder: Path) -> None:
    path = folder / "_lang" / "ru.po"
    path.write_text(path.read_text(encoding="utf-8").replace("приходил, {ann.first}", "приходил, {an.first}"), "utf-8")
    ran = i18n("status", folder)
    lines = ran.output.splitlines()
    assert ran.exit_code == FAULTS and "6 translated" in lines[0] and "1 broken" in lines[0]
    assert len(lines) == 2 and "W812" in lines[1] and lines[1].startswith("_lang/ru.po:")
    assert load(folder, language="ru").story is not None


# ------------------------------------------------------------------------------------------------- wrong use


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("merge", "--lang", "../ru"), "no name of a language"),
        (("status", "--lang", "de"), "there is ru"),
        (("status", "--lang", "\x1b[2J"), "no name of a language"),
    ],
)
def test_a_language_that_is_none_is_refused(folder: Path, arguments: tuple[str, ...], says: str) -> None:
    ran = i18n(arguments[0], folder, *arguments[1:])
    assert ran.exit_code == WRONG_USE and says in str(ran.exception)
    assert sorted(path.name for path in (folder / "_lang").iterdir()) == ["ru.po"]


def test_a_file_that_is_no_po_file_is_left_as_it_is(folder: Path) -> None:
    path = folder / "_lang" / "ru.po"
    for data in (b"\xff\xfe", b"hello\n"):
        path.write_bytes(data)
        ran = i18n("merge", folder, "--lang", "ru")
        assert ran.exit_code == FAULTS and "W811" in ran.stderr and path.read_bytes() == data
        ran = i18n("status", folder)
        assert ran.exit_code == FAULTS and "W811" in ran.output


def test_a_story_with_errors_is_not_translated(folder: Path) -> None:
    path = folder / "story.yaml"
    path.write_text(STORY.replace("goto: hall", "goto: hell"), encoding="utf-8")
    before = (folder / "_lang" / "ru.po").read_bytes()
    ran = i18n("merge", folder, "--lang", "ru")
    assert ran.exit_code == FAULTS and "E601" in ran.stderr
    assert (folder / "_lang" / "ru.po").read_bytes() == before


def test_a_language_without_locale_data_can_be_translated_into(folder: Path) -> None:
    assert i18n("merge", folder, "--lang", "qya").exit_code == OK
    loaded = load(folder, language="qya")
    assert loaded.story is not None and loaded.findings == ()


@pytest.mark.parametrize(("language", "title"), [("ru", "Пойти."), ("en", "Go.")])
def test_play_speaks_a_language(folder: Path, tmp_path: Path, language: str, title: str) -> None:
    arguments = ["play", "--plain", "--story", str(folder), "--saves", str(tmp_path / "saves"), "--lang", language]
    ran = _outside(arguments, "1\nquit\n", tmp_path)
    assert ran.returncode == OK and f"1  {title}" in ran.stdout, ran.stderr


def test_play_says_which_languages_there_are(folder: Path, tmp_path: Path) -> None:
    ran = _outside(["play", "--plain", "--story", str(folder), "--lang", "de"], "", tmp_path)
    assert ran.returncode == WRONG_USE
    assert ran.stderr == "starcity: The story is not translated into de; there is en, ru.\n"


def test_play_says_when_nothing_of_a_translation_can_be_shown(folder: Path, tmp_path: Path) -> None:
    (folder / "_lang" / "ru.po").write_text("hello\n", encoding="utf-8")
    arguments = ["play", "--plain", "--story", str(folder), "--saves", str(tmp_path / "saves"), "--lang", "ru"]
    for _ in range(2):
        ran = _outside(arguments, "quit\n", tmp_path)
        assert ran.returncode == OK and "W811" in ran.stderr and "Go." in ran.stdout


def test_a_life_is_gone_on_with_in_another_language(folder: Path, tmp_path: Path) -> None:
    arguments = ["play", "--plain", "--story", str(folder), "--saves", str(tmp_path / "saves"), "--lang"]
    begun = _outside([*arguments, "en"], "1\nquit\n", tmp_path)
    assert "kept at sheet 1" in begun.stdout and "A hall." in begun.stdout
    further = _outside([*arguments, "ru"], "1\n1\nquit\n", tmp_path)
    assert "Зал." in further.stdout and "The end: Конец" in further.stdout and "kept at sheet 2" in further.stdout
    back = _outside([*arguments, "en"], "1\nundo\nquit\n", tmp_path)
    assert "A hall." in back.stdout and "kept at sheet 1" in back.stdout


def test_the_desk_speaks_a_language(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from starcity_game.desk import opening

    monkeypatch.setattr(opening, "cache_folder", lambda: None)
    found = opening.session(folder, tmp_path / "saves", "ru")
    assert not isinstance(found, int) and found.notices == []
    found.begin(Origin("v", 1, {}))
    assert [option.text for option in found.life.offer] == ["Пойти.", "Stay."]
    found.put_away()


def _outside(arguments: list[str], typed: str, home: Path) -> subprocess.CompletedProcess[str]:
    """What `starcity` does as a program."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "HOME": str(home), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "starcity_game", *arguments]
    return subprocess.run(command, input=typed, capture_output=True, text=True, env=environment, check=False)
