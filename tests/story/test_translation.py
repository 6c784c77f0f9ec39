"""A story in another language: every text that a player may read can be another's, nothing else changes, and whatever
is wrong with a translation, the story is played."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from written import EVERY_KEY, HEAD

from starcity_game.engine import life as lives
from starcity_game.engine import view
from starcity_game.engine.events import Moved
from starcity_game.engine.play import Engine
from starcity_game.engine.portable import flatten, unflatten
from starcity_game.engine.questionnaire import Answers, given, next_question
from starcity_game.engine.state import Origin
from starcity_game.story.calendar import ENGLISH, parse_date, say_date
from starcity_game.story.diagnostics import Severity
from starcity_game.story.folder import MAIN_FILE
from starcity_game.story.languages import calendar_of, languages, own_language
from starcity_game.story.load import Loaded, load
from starcity_game.story.model import Gap, Insert, Run, Scene, Story, Text
from starcity_game.story.saying import said
from starcity_game.story.trace import Trace

MARK = "so⟦"
"""Stands before every translated text, and would change an id that was made from a label."""


def po(*entries: tuple[str, str, str]) -> str:
    """A PO file of (context, message, translation)."""
    quoted = [tuple(msgspec.json.encode(part).decode() for part in entry) for entry in entries]
    return "\n".join(f"msgctxt {c}\nmsgid {m}\nmsgstr {t}\n" for c, m, t in quoted)


def story_in(folder: Path, text: str, translation: str | bytes, forms: str = "") -> Loaded:
    """The story made of `HEAD` and `text`, loaded in the language that has this translation."""
    (folder / "_lang").mkdir(exist_ok=True)
    (folder / "story.yaml").write_text(HEAD, encoding="utf-8")
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    data = translation if isinstance(translation, bytes) else translation.encode()
    (folder / "_lang" / "ru.po").write_bytes(data)
    if forms:
        (folder / "_lang" / "ru.yaml").write_text(forms, encoding="utf-8")
    return load(folder, language="ru")


def first_text(loaded: Loaded) -> str:
    """What is read first."""
    assert loaded.story is not None
    engine = Engine(loaded.story)
    life = lives.begin(engine, Origin("v", 1, {}))
    return "".join(span.text for event in life.events for span in getattr(event, "spans", ()))


# ---------------------------------------------------------------------------------- nothing is forgotten


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story that uses every key, with a translation that puts a mark before every text."""
    folder = tmp_path_factory.mktemp("marked") / "story"
    shutil.copytree(EVERY_KEY, folder)
    trace = Trace()
    load(folder, trace=trace)
    texts = [one for page in trace.pages for one in said(page.root, page.file == MAIN_FILE)]
    (folder / "_lang").mkdir()
    marked = po(*((one.context, one.message, MARK + one.message) for one in texts))
    (folder / "_lang" / "ru.po").write_text(marked, encoding="utf-8")
    assert languages(folder) == ("ru",)
    return folder


@pytest.fixture(scope="module")
def own(folder: Path) -> Story:
    """The story that uses every key."""
    return loaded_story(folder, "")


@pytest.fixture(scope="module")
def marked(folder: Path) -> Story:
    """The same in the language of marks."""
    return loaded_story(folder, "ru")


def loaded_story(folder: Path, language: str) -> Story:
    """A story without any finding."""
    loaded = load(folder, language=language)
    assert loaded.story is not None and loaded.findings == ()
    return loaded.story


def scenes(story: Story) -> list[Scene]:
    """All scenes."""
    return [story.scene(index) for index in range(len(story))]


def strings(value: Any) -> list[str]:
    """Every string in compiled data, but for those in texts and in conditions."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [found for pair in value.items() for part in pair for found in strings(part)]
    if isinstance(value, tuple) and value and isinstance(value[0], Run | Insert | Gap):
        return []
    if isinstance(value, msgspec.Struct):
        # What a casting says is for authors.
        skipped = ("code", "calendar", "shared", "counters", "own", "version", "casting")
        return [s for name in value.__struct_fields__ if name not in skipped for s in strings(getattr(value, name))]
    if isinstance(value, list | tuple):
        return [found for part in value for found in strings(part)]
    return []


def test_every_string_with_a_space_in_the_compiled_story_was_for_translators(own: Story, marked: Story) -> None:
    written = {s for part in (own.head, scenes(own)) for s in strings(part) if " " in s}
    assert len(written) > 30
    read = [s for part in (marked.head, scenes(marked)) for s in strings(part) if " " in s]
    hidden = {v.label for v in own.head.variables.values() if v.show == "none"}
    assert [s for s in read if MARK not in s and s not in hidden] == []


def test_what_a_player_reads_in_one_word_is_for_translators_too(marked: Story) -> None:
    head = marked.head
    assert {label for v in head.variables.values() if v.show != "none" for label in [v.label]} >= {f"{MARK}nerve"}
    assert head.variables["notice"].words == (f"{MARK}unseen", f"{MARK}seen", f"{MARK}watched")
    assert [*head.glossary] == [f"{MARK}Wick"]
    assert all(d.kind.startswith(MARK) for d in head.documents.values())
    assert all(value.startswith(MARK) for d in head.documents.values() for _, value in d.head)
    assert head.people["captain"].forms["polite"] == f"{MARK}Roman {MARK}Lvovich"
    assert [forms["they"] for forms, _ in head.people["relief"].variants] == [f"{MARK}he", f"{MARK}she"]
    assert all(d.kind.startswith(MARK) for scene in scenes(marked) for d in scene.papers)


def entries(text: Text) -> list[Text]:
    """The entries of a text list."""
    found: list[list[Any]] = [[]]
    for piece in text:
        if isinstance(piece, Gap):
            found.append([])
        else:
            found[-1].append(piece)
    return [tuple(entry) for entry in found]


def test_every_text_is_for_translators(marked: Story) -> None:
    texts = [part for ending in marked.head.endings.values() for _, part in ending.parts]
    texts += [*marked.head.pieces.values(), *(d.text for d in marked.head.documents.values())]
    for scene in scenes(marked):
        texts += [d.text for d in scene.papers] + ([scene.storylet.label] if scene.storylet else [])
        texts += [text for body in scene.bodies for text in (body.text, *(c.label for c in body.choices))]
        texts += [choice.locked for body in scene.bodies for choice in body.choices]
    unmarked = [entry for text in texts for entry in entries(text) if entry and not _marked(entry)]
    assert len(texts) > 40 and unmarked == []


def _marked(entry: Text) -> bool:
    """Whether an entry begins with a mark, whichever way it goes; a document or piece by its name has its own."""
    first = entry[0]
    if isinstance(first, Run):
        return first.text.startswith(MARK)
    branches = [getattr(first, name, ()) for name in ("then", "otherwise")]
    return all(_marked(branch) for branch in branches if branch) if any(branches) else not hasattr(first, "code")


# ---------------------------------------------------------------------------------------- nothing else changes


def test_a_variable_that_is_shown_without_a_label_can_be_given_one(tmp_path: Path) -> None:
    text = STORY.replace("{number: 1}", "{number: 1, show: number}")
    loaded = story_in(tmp_path, text, po(("variables.nerve:label", "nerve", "нервы")))
    assert loaded.story is not None and loaded.story.head.variables["nerve"].label == "нервы"


@pytest.mark.parametrize(("count", "says"), [(1, "один сапог"), (3, "3 сапога"), (5, "5 сапог"), (21, "21 сапог")])
def test_numbers_are_declined_by_inline_logic(tmp_path: Path, count: int, says: str) -> None:
    boots = (
        "{boots == 1: один сапог|{boots % 10 == 1 and boots % 100 != 11: {boots} сапог|"
        "{boots % 10 in [2, 3, 4] and not (boots % 100 in [12, 13, 14]): {boots} сапога|{boots} сапог}}}"
    )
    text = STORY.replace("nerve: {number: 1}", f"boots: {{number: {count}}}").replace("It snows", "{boots} boots")
    loaded = story_in(tmp_path, text, po(("start:text", "{boots} boots, {ann.first}.", boots)))
    assert (first_text(loaded), loaded.findings) == (says, ())


def test_ids_do_not_depend_on_the_language(own: Story, marked: Story) -> None:
    def ids(story: Story) -> list[Any]:
        return [
            (scene.id, scene.counters, [(body.path, [choice.id for choice in body.choices]) for body in scene.bodies])
            for scene in scenes(story)
        ]

    assert ids(own) == ids(marked)


def answers(engine: Engine, dice: Random) -> Answers:
    """A questionnaire filled in at random."""
    found: Answers = {}
    while asked := next_question(engine, "first", found):
        found[asked.question.id] = given(asked, dice.randint(1, len(asked.answers)))
    return found


@pytest.mark.parametrize("seed", range(12))
def test_a_life_goes_on_in_another_language(own: Story, marked: Story, seed: int) -> None:
    engines = Engine(own), Engine(marked)
    filled = [answers(engine, Random(seed)) for engine in engines]
    assert filled[0] == filled[1], "what is kept of a name is in the story's own language"
    dice = Random(seed)
    life = lives.begin(engines[0], Origin("first", seed, filled[0]))
    for turn in range(40):
        here, there = engines[turn % 2], engines[1 - turn % 2]
        flat = msgspec.json.decode(msgspec.json.encode(flatten(here, life.state)))
        restored = unflatten(there, flat, life.state.origin)
        assert restored.notices == ()
        offer = there.offer(restored.state)
        assert [(o.id, o.open) for o in offer] == [(o.id, o.open) for o in life.offer]
        name = view.form(there, restored.state, "you", "short")
        assert name.startswith(MARK) == (there is engines[1]) and name.removeprefix(MARK) in ("Pasha", "Petya")
        life = lives.Life(restored.state, (), offer, None)
        if life.ended:
            break
        life = lives.choose(there, life, dice.choice([o for o in offer if o.open]).id)


def test_a_date_is_said_in_the_language(marked: Story, own: Story) -> None:
    moment = parse_date("1966-01-14 06:40") or 0
    assert say_date(moment, calendar_of("ru")).replace("\u202f", " ") == "Пятница, 14 января 1966 г., 06:40"
    assert say_date(moment, calendar_of("pt_BR")) == "Sexta-feira, 14 de janeiro de 1966, 06:40"
    assert calendar_of("xx") == ENGLISH == own.head.calendar
    assert view.date_line(Moved(moment, "Здесь", marked.head.calendar)).endswith("г., 06:40 · Здесь")


def test_the_compiled_story_is_kept_for_each_language_and_translation(folder: Path, tmp_path: Path) -> None:
    story, cache = tmp_path / "s", tmp_path / "c"
    shutil.copytree(folder, story)
    for language in ("", "ru"):
        assert [load(story, cache, language=language).cached for _ in range(2)] == [False, True]
    changed = story / "_lang" / "ru.po"
    changed.write_text(changed.read_text(encoding="utf-8").replace(MARK, "!"), encoding="utf-8")
    again = load(story, cache, language="ru")
    assert not again.cached and again.story is not None and again.story.head.title.startswith("!")
    assert load(story, cache).cached


# -------------------------------------------------------------------------------------- what is wrong falls back

STORY = """variables: {nerve: {number: 1}}
people:
  ann: {forms: {first: Ann}}
  bob: {variants: [{forms: {first: Bob}}, {forms: {first: Rob}}]}
scenes:
  start:
    text: |
      It snows, {ann.first}.
    choices:
      - {label: Go., end: over}
endings: {over: {title: Over, parts: [The end.]}}
"""
SNOW = ("start:text", "It snows, {ann.first}.")
GO = ("start/go:label", "Go.", "Идти.")


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("Снег, {an.first}.", "E304", 16), ("Снег, {ann.dative}.", "E406", 16), ("Снег, {ann.first.", "E401", 15),
        ("*Снег", "E402", 9), ("Снег, {nerve > : а|б}", "", 0), ("Снег\u202e", "U+202E", 0), ("{ann}", "", 0),
    ],
)  # fmt: skip
def test_a_translation_that_does_not_fit_is_found_and_not_shown(
    tmp_path: Path, text: str, code: str, column: int
) -> None:
    loaded = story_in(tmp_path, STORY, po(GO, (*SNOW, text)))
    assert first_text(loaded) == "It snows, Ann."
    (found,) = loaded.findings
    assert (found.file, found.code, found.severity) == ("_lang/ru.po", "W812", Severity.WARNING)
    assert code in found.message and 5 <= found.line <= 7
    if column:
        assert (found.line, found.column) == (7, column)
    story = loaded.story
    assert story is not None and story.scene(0).bodies[0].choices[0].label == (Run("Идти."),)


def test_the_place_of_a_fault_is_found_in_a_translation_of_several_lines(tmp_path: Path) -> None:
    text = 'msgctxt "start:text"\nmsgid "It snows, {ann.first}."\nmsgstr ""\n"Снег \\"и\\" "\n"снег, {anna.first}."\n'
    (found,) = story_in(tmp_path, STORY, text).findings
    assert (found.line, found.column) == (5, 9)


def test_several_refused_texts_are_all_named_and_the_others_shown(tmp_path: Path) -> None:
    broken = [(*SNOW, "{x}"), ("endings.over:title", "Over", "Конец"), ("endings.over:parts/1", "The end.", "{")]
    loaded = story_in(tmp_path, STORY, po(*broken, GO))
    assert [f.code for f in loaded.findings] == ["W812", "W812"]
    assert loaded.story is not None
    assert loaded.story.head.endings["over"].title == "Конец"
    assert loaded.story.head.endings["over"].parts == ((-1, (Run("The end."),)),)


def test_a_label_that_counts_is_refused_only_in_the_translation(tmp_path: Path) -> None:
    loaded = story_in(tmp_path, STORY, po(("start/go:label", "Go.", "{once: Идти.|Снова.}")))
    assert ["E407" in f.message for f in loaded.findings] == [True]


@pytest.mark.parametrize(
    "entry",
    [
        "#, fuzzy\n" + po((*SNOW, "Снег.")), po((*SNOW, "")), po((SNOW[0], "It rains, {ann.first}.", "Дождь.")),
        po(("other:text", SNOW[1], "Снег.")), po((*SNOW, "Снег.")).replace("msg", "#~ msg"),
    ],
)  # fmt: skip
def test_what_is_in_doubt_missing_stale_or_obsolete_is_not_shown(tmp_path: Path, entry: str) -> None:
    loaded = story_in(tmp_path, STORY, entry)
    assert (first_text(loaded), loaded.findings) == ("It snows, Ann.", ())


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe", b"msgid \"a\"\n", b"hello", b"\"x\"\n", b"msgid \"a\nmsgstr[x] b\n",
        b'msgid ""\nmsgstr "Plural-Forms: nplurals=x\\n"\n', b'msgid ""\nmsgstr "PO-Revision-Date: soon\\n"\n',
    ],
)  # fmt: skip
def test_what_is_no_po_file_leaves_the_story_in_its_own_language(tmp_path: Path, data: bytes) -> None:
    loaded = story_in(tmp_path, STORY, data)
    assert first_text(loaded) == "It snows, Ann."
    assert [(f.code, f.severity) for f in loaded.findings] == [("W811", Severity.WARNING)]
    again = load(tmp_path, tmp_path / "cache", language="ru"), load(tmp_path, tmp_path / "cache", language="ru")
    assert [len(one.findings) for one in again] == [1, 1], "it is said every time"


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.po").write_text(po((*SNOW, "Снег.")), encoding="utf-8")
    story = tmp_path / "story"
    story.mkdir()
    story_in(story, STORY, "")
    (story / "_lang" / "ru.po").unlink()
    (story / "_lang" / "ru.po").symlink_to(tmp_path / "elsewhere.po")
    loaded = load(story, language="ru")
    assert first_text(loaded) == "It snows, Ann."
    assert [f.code for f in loaded.findings] == ["W811"] and "E123" in loaded.findings[0].message


def test_faults_of_the_story_itself_are_reported_as_they_are_without_a_translation(tmp_path: Path) -> None:
    loaded = story_in(tmp_path, STORY.replace("end: over", "end: nowhere"), po((*SNOW, "{x}")))
    assert loaded.story is None and [(f.file, f.code) for f in loaded.findings] == [("a.yaml", "E608")]


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(tmp_path: Path) -> None:
    loaded = story_in(tmp_path, STORY, ("\ufeff" + po((*SNOW, "Снег.")).replace("\n", "\r\n")).encode())
    assert (first_text(loaded), loaded.findings) == ("Снег.", ())


def test_what_other_programs_write_of_obsolete_entries_does_no_harm(tmp_path: Path) -> None:
    gone = '#~| msgid "before"\n#~ msgctxt "a"\n#~ msgid "b"\n#~ msgstr "c"\n'
    assert first_text(story_in(tmp_path, STORY, po((*SNOW, "Снег.")) + gone)) == "Снег."


# ------------------------------------------------------------------------------------------------ added forms


def test_a_translation_may_add_forms_of_names(tmp_path: Path) -> None:
    text = po((*SNOW, "Снег: {ann.dative}."), ("people.ann:forms.first", "Ann", "Анна"))
    loaded = story_in(tmp_path, STORY, text, "people: {ann: {forms: {dative: Анне}}}")
    assert (first_text(loaded), loaded.findings) == ("Снег: Анне.", ())
    assert loaded.story is not None
    assert loaded.story.head.people["ann"].forms["dative"] == "Анне"
    assert loaded.story.head.people["ann"].forms["label"] == "Анна"


def test_forms_of_somebody_who_is_dealt_are_added_to_each_variant(tmp_path: Path) -> None:
    forms = "people: {bob: {variants: [{forms: {dative: Бобу}}, {forms: {dative: Робу}}]}}"
    loaded = story_in(tmp_path, STORY, po((*SNOW, "{bob.dative}")), forms)
    assert first_text(loaded) in ("Бобу", "Робу") and loaded.findings == ()


def test_forms_of_the_answers_are_added_and_a_save_keeps_none_of_them(tmp_path: Path) -> None:
    shutil.copytree(EVERY_KEY, tmp_path / "s")
    (tmp_path / "s" / "_lang").mkdir()
    (tmp_path / "s" / "_lang" / "ru.po").write_text("", encoding="utf-8")
    options = "[{forms: {dative: Павлу}}, {forms: {dative: Петру}}]"
    forms = f"volumes: {{first: {{questionnaire: [{{id: name, options: {options}}}]}}}}"
    (tmp_path / "s" / "_lang" / "ru.yaml").write_text(forms, encoding="utf-8")
    engine = Engine(loaded_story(tmp_path / "s", "ru"))
    filled = answers(engine, Random(1))
    assert "dative" not in filled["name"]
    state = lives.begin(engine, Origin("first", 1, filled)).state
    assert view.form(engine, state, "you", "dative") in ("Павлу", "Петру")


@pytest.mark.parametrize(
    ("forms", "says"),
    [
        ("people: {anne: {forms: {dative: Анне}}}", "did you mean ann?"),
        ("people: {ann: {post: Врач}}", "`post`"),
        ("people: {bob: {variants: [{forms: {dative: Бобу}}]}}", "2 of these"),
        ("people: {ann: {forms: [Анне]}}", "`forms` is a mapping"),
        ("people: {ann: {forms: {dative: [Анне]}}}", "a form is text"),
        ("people: {ann: Анна}", "shape"),
        ("scenes: {start: {text: Снег.}}", "`scenes`"),
        ("people: {ann: {forms: {dative: 'Анне}}}", "E210"),
    ],
)
def test_forms_that_fit_nowhere_are_found_and_do_no_harm(tmp_path: Path, forms: str, says: str) -> None:
    loaded = story_in(tmp_path, STORY, po((*SNOW, "Снег.")), forms)
    assert first_text(loaded) == "Снег."
    assert {(f.file, f.code, f.severity) for f in loaded.findings} == {("_lang/ru.yaml", "W813", Severity.WARNING)}
    assert says in loaded.findings[0].line_of_text() and loaded.findings[0].line == 1


def test_a_translation_with_which_the_story_is_at_fault_is_not_used_at_all(tmp_path: Path) -> None:
    forms = "people: {bob: {variants: [{forms: {dative: Бобу}}, {forms: {genitive: Роба}}]}}"
    loaded = story_in(tmp_path, STORY, po((*SNOW, "Снег.")), forms)
    assert first_text(loaded) == "It snows, Ann."
    (found,) = loaded.findings
    assert (found.code, found.severity) == ("W814", Severity.WARNING) and "E513" in found.message


# -------------------------------------------------------------------------------------------------- languages


def test_which_languages_there_are(tmp_path: Path) -> None:
    assert languages(tmp_path) == () and own_language(tmp_path) == "en"
    (tmp_path / "_lang").mkdir()
    for name in ("ru.po", "pt_BR.po", "ru.yaml", "messages.pot", "Русский.po", "..po", "de.po~"):
        (tmp_path / "_lang" / name).write_text("", encoding="utf-8")
    (tmp_path / "story.yaml").write_text("language: nb\n", encoding="utf-8")
    assert languages(tmp_path) == ("pt_BR", "ru") and own_language(tmp_path) == "nb"
