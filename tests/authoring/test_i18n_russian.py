"""The template in Russian: a whole story translated, played through in both languages side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

import starcity_game.authoring
from starcity_game.authoring.i18n.merging import merged
from starcity_game.authoring.i18n.po_file import header_of, written
from starcity_game.authoring.i18n.standing import standing
from starcity_game.authoring.i18n.texts import SourceText, texts
from starcity_game.authoring.opened import opened
from starcity_game.engine import events as e
from starcity_game.engine import life as lives
from starcity_game.engine import view
from starcity_game.engine.life import Life
from starcity_game.engine.play import Engine
from starcity_game.engine.state import Origin
from starcity_game.story.languages import languages
from starcity_game.story.load import load
from starcity_game.story.po import read_po

TEMPLATE = Path(starcity_game.authoring.__file__).parent / "template"
PO = TEMPLATE / "_lang" / "ru.po"
LATIN = re.compile("[A-Za-z]+")


@pytest.fixture(scope="module")
def engines() -> tuple[Engine, Engine]:
    """The template in English and in Russian."""
    assert languages(TEMPLATE) == ("ru",)
    loaded = load(TEMPLATE), load(TEMPLATE, language="ru")
    assert [one.findings for one in loaded] == [(), ()]
    english, russian = (Engine(one.story) for one in loaded if one.story is not None)
    return english, russian


@pytest.fixture(scope="module")
def source() -> list[SourceText]:
    """Every text of the template."""
    return texts(opened(TEMPLATE))


def test_everything_is_translated_and_up_to_date(source: list[SourceText]) -> None:
    text = PO.read_text(encoding="utf-8")
    found = standing("ru", source, read_po(text), load(TEMPLATE, language="ru").findings)
    assert (found.translated, found.fuzzy, found.missing, found.obsolete) == (len(source), (), (), 0)
    anew = written(header_of(text), merged(source, read_po(text)).entries).decode()
    assert without_lines(anew) == without_lines(text), "run `starcity i18n merge` on the template"


def without_lines(text: str) -> str:
    """A PO file without the numbers of lines, which any comment in the story moves."""
    return re.sub(r"(?m)^(#: .*):\d+$", r"\1", text)


def test_no_word_of_the_translation_is_english(source: list[SourceText]) -> None:
    spoken = {entry.context: re.sub(r"\{[^{}:]*[}:]", "", entry.text) for entry in read_po(PO.read_text("utf-8"))}
    assert {context: text for context, text in spoken.items() if LATIN.search(text)} == {}
    assert not [text for text in spoken.values() if re.search(r"[\"'“”]| - |\.\.\.", text)], "Russian typography"


def played(engines: tuple[Engine, Engine], seed: int) -> Iterator[tuple[Life, Life]]:
    """One life, choice by choice, in both languages."""
    dice = Random(seed)
    both = [lives.begin(engine, Origin("night", seed, {})) for engine in engines]
    yield both[0], both[1]
    while not both[0].ended:
        choice = dice.choice([o for o in both[0].offer if o.open]).id
        both = [lives.choose(engine, life, choice) for engine, life in zip(engines, both, strict=True)]
        yield both[0], both[1]


def read(engine: Engine, life: Life) -> Iterator[str]:
    """Everything of the story's that stands before a reader now."""
    for event in life.events:
        match event:
            case e.Prose():
                yield e.plain(event.spans)
            case e.Paper():
                yield from (event.kind, event.title, e.plain(event.spans), *(value for _, value in event.head))
            case e.Moved():
                yield view.date_line(event)
            case e.Learned():
                yield event.text
            case e.Checked():
                yield event.rests_on
            case e.EpisodeBegan() | e.Ended():
                yield event.title
            case e.Acted():
                yield engine.head.acts[event.act]
            case _:
                raise AssertionError(event)
    for option in life.offer:
        yield from (option.text, option.reason, option.odds.partition(", ")[0])
    for card in view.people(engine, life.state):
        yield from (card.name, card.post, card.about, *(text for _, text in card.spoken))
    for entry in view.notebook(engine, life.state):
        yield from (entry.text, entry.matter, entry.where, *entry.about)


def test_it_is_played_to_every_ending_and_nothing_in_it_is_english(engines: tuple[Engine, Engine]) -> None:
    russian = engines[1]
    ended, chosen = set(), set()
    for seed in range(80):
        for here, there in played(engines, seed):
            assert [(o.id, o.open, o.expresses) for o in here.offer] == [
                (o.id, o.open, o.expresses) for o in there.offer
            ]
            assert [type(event) for event in here.events] == [type(event) for event in there.events]
            assert (here.state.scene, here.state.body) == (there.state.scene, there.state.body)
            assert [text for text in read(russian, there) if LATIN.search(text)] == []
            ended.add(there.state.ended)
            chosen |= {(there.state.scene, option.id) for option in there.offer if option.open}
    assert ended == {"", *russian.head.endings}
    offered = {c.id for k in range(len(russian.story)) for b in russian.story.scene(k).bodies for c in b.choices}
    assert {id for _, id in chosen if not id.startswith("@")} == offered


def test_what_lies_beside_the_story_is_russian_too(engines: tuple[Engine, Engine]) -> None:
    head = engines[1].head
    told = [head.title, head.about, head.credits, *head.glossary, *head.glossary.values(), *head.places.values()]
    told += [part for volume in head.volumes.values() for part in (volume.title, volume.short, volume.about)]
    told += [variable.label for variable in head.variables.values() if variable.show != "none"]
    assert [text for text in told if LATIN.search(text) or not text] == []
    assert head.id == engines[0].head.id, "so that saved lives are of the same story"


def test_names_are_declined(engines: tuple[Engine, Engine]) -> None:
    people = engines[1].head.people
    assert people["bruland"].forms["accusative"] == "Бруланна"
    assert people["aune"].forms["full"] == "Эуне Марит"
