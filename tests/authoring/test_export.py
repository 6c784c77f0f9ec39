"""A life exported: every page in order, what was chosen marked, and nothing of the story read as markup."""

from __future__ import annotations

import html.parser
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from starcity_game.authoring.export.as_html import as_html
from starcity_game.authoring.export.as_markdown import as_markdown, escaped
from starcity_game.authoring.export.as_text import as_text
from starcity_game.authoring.export.command import command
from starcity_game.authoring.export.sheets import Document, Passage, Transcript, transcript
from starcity_game.authoring.lives import origin, played
from starcity_game.authoring.opened import Opened, opened
from starcity_game.engine.events import Span, Style
from starcity_game.saves.book import begin
from starcity_game.saves.shelf import Shelf

SMALL = Path(__file__).parents[1] / "data" / "small"
CHOICES = "weigh 1 sleep sign"

HOSTILE = """
story: hostile
title: <b>*Bold* & "sound"
volumes: {v: {title: "[x](http://y) <script>", short: V, start: start}}
scenes:
  start:
    text: |
      <script>alert(1)</script> \\*not\\* [a](b) `code` & &amp; # 1. _x_ **strong one** and *some*.

      - no list, 1. no number.
    choices:
      - {id: go, label: "</li><img src=x onerror=y> *go*", goto: next}
      - {id: no, label: No, when: seen.next, locked: "<i>shut</i>", end: done}
  next:
    text:
      - document: {kind: "<k>", title: "</article>", from: "<f>", lines: kept, text: "  a  <b>\\n\\\\*c"}
    choices:
      - {id: over, label: Over, end: done}
endings:
  done: {title: "<u>", parts: ["1. Done."]}
"""


@pytest.fixture(scope="module")
def small() -> Opened:
    return opened(SMALL)


@pytest.fixture(scope="module")
def life(small: Opened) -> Transcript:
    return transcript(small.engine, played(small.engine, "clerk", 7, [], CHOICES).life)


@pytest.fixture
def hostile(tmp_path: Path) -> Transcript:
    (tmp_path / "story.yaml").write_text(HOSTILE, encoding="utf-8")
    story = opened(tmp_path)
    return transcript(story.engine, played(story.engine, None, 1, [], "go over").life)


class Tags(html.parser.HTMLParser):
    """Every tag of a page, and whether they are closed in order; and the text outside the style sheet."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert not any(name.startswith("on") or name in ("src", "href") for name, _ in attrs)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text += data


def test_every_sheet_is_there_with_what_was_chosen(life: Transcript) -> None:
    assert [sheet.number for sheet in life.sheets] == [0, 1, 2, 3, 4]
    taken = [[span.text for option in sheet.offer if option.taken for span in option.label] for sheet in life.sheets]
    assert taken == [["Weigh it again."], ["Read it to the end."], ["Sleep."], ["Sign."], []]
    assert (life.story, life.volume, life.name) == (
        "The Night Goods", "Volume I: The Clerk", "Orlova Anna Sergeyevna",
    )  # fmt: skip
    assert any(isinstance(block, Document) for sheet in life.sheets for block in sheet.blocks)


def test_text_holds_the_whole_life_in_order(life: Transcript) -> None:
    text = as_text(life)
    wanted = [
        "The Night Goods\nVolume I: The Clerk\nOrlova Anna Sergeyevna", "-- 0 --", "Episode 1: The Weight\n====",
        "Friday, 14 January 1966, 06:40 · Losinoostrovskaya, the goods yard", "has written _42_ on his glove",
        "  > Weigh it again. (nerve, even odds)", "  x Open the wagon. (you would need more nerve)", "-- 1 --",
        "  | WAYBILL\n  | Waybill No. 31\n  | from: Plant 586", "  |   gross   42 t\n", "The end: Signed for",
    ]  # fmt: skip
    places = [text.find(part) for part in wanted]
    assert -1 not in places and places == sorted(places), dict(zip(wanted, places, strict=True))


def test_html_is_one_whole_page_that_needs_nothing_else(life: Transcript) -> None:
    page = as_html(life, "en-GB")
    tags = Tags(page)
    assert tags.open == [] and not tags.seen & {"script", "link", "img"}
    assert page.startswith('<!DOCTYPE html>\n<html lang="en-GB">') and "prefers-color-scheme: dark" in page
    assert '<li class="taken">Weigh it again. (nerve, even odds)</li>' in page
    assert "<em>42</em>" in page and "http" not in page


def test_nothing_of_a_story_is_markup(hostile: Transcript) -> None:
    tags = Tags(as_html(hostile))
    assert tags.open == [] and not tags.seen & {"script", "b", "i", "u", "img", "k", "f"}
    for part in ("<script>alert(1)</script>", "</li><img src=x onerror=y>", "</article>", "<f>", "<u>", "&amp;"):
        assert part in tags.text
    assert "<em>go</em>" in as_html(hostile) and "<strong>strong one</strong>" in as_html(hostile)


def test_markdown_escapes_what_would_be_markup(hostile: Transcript) -> None:
    text = as_markdown(hostile)
    assert r"\<script\>alert(1)\</script\> \*not\* \[a\](b) \`code\` \& \&amp; \# 1. \_x\_" in text
    assert "**strong one**" in text and "*some*" in text
    assert "\n\\- no list" in text and "\n1\\. Done" in text
    assert re.search(r"(?<!\\)<", text) is None
    assert "> a\u00a0\u00a0\\<b\\>\\\n> \\*c" in text


@pytest.mark.parametrize(("text", "found"), [("1) a", "1\\) a"), ("a-b: c", "a-b: c"), ("http://x", "http\\://x")])
def test_escaping_leaves_plain_sentences_alone(text: str, found: str) -> None:
    assert escaped(text) == found


def test_marks_of_markdown_stand_at_words() -> None:
    sheet_ = transcript_of(Span("a"), Span(" b ", Style.EMPHASIS), Span("c "), Span(" ", Style.STRONG), Span("d"))
    assert "a *b* c  d" in as_markdown(sheet_)


def transcript_of(*spans: Span) -> Transcript:
    """A life of one passage."""
    from starcity_game.authoring.export.sheets import Sheet

    return Transcript("S", "V", "N", (Sheet(0, (Passage((spans,)),), ()),))


# ------------------------------------------------------------------ the command


def run(*words: str) -> Result:
    return CliRunner().invoke(command, [*words, "--story", str(SMALL)], standalone_mode=False)


def test_a_kept_life_is_found_by_id_name_and_file_and_left_as_it_is(small: Opened, tmp_path: Path) -> None:
    saves = tmp_path / "saves"
    book = begin(small.engine, Shelf(saves), origin(small.engine, "clerk", 3, []))
    book.choose("ask")
    book.rename("A night")
    assert book.close()
    before = {path: path.read_bytes() for path in saves.iterdir()}
    file = saves / f"life-{book.cover.life}.json"
    outs = [run(word, "--saves", str(saves)) for word in (book.cover.life, "a NIGHT", str(file))]
    assert len({out.output for out in outs}) == 1 and "> Ask Belov what the glove is for." in outs[0].output
    assert outs[0].output.startswith("The Night Goods\nVolume I: The Clerk\nA night\n")
    assert {path: path.read_bytes() for path in saves.iterdir()} == before


@pytest.mark.parametrize("form", ["--text", "--markdown", "--html"])
def test_the_same_life_gives_the_same_bytes_in_a_file(form: str, tmp_path: Path) -> None:
    words = ("--seed", "7", "--volume", "clerk", "--choices", CHOICES, form)
    assert run(*words, "--out", str(tmp_path / "a")).return_value == 0
    printed = run(*words)
    assert (tmp_path / "a").read_text(encoding="utf-8") == printed.output and printed.output.endswith("\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Say which life"),
        (("x", "--seed", "1"), "Say which life"),
        (("Nobody", "--saves", "nowhere"), "There is no life Nobody"),
        ((str(SMALL / "yard.yaml"),), "does not begin as a save does"),
        (("--seed", "1", "--volume", "clerk", "--choices", "dance"), "On sheet 0 there is no option “dance” here"),
        (("--seed", "1", "--volume", "clerk", "--out", str(SMALL)), "is there already"),
        (("--seed", "1", "--volume", "clerk", "--out", "/nowhere/at/all"), "Nothing was written"),
    ],
)
def test_wrong_use_is_a_sentence(words: tuple[str, ...], said: str) -> None:
    ran = run(*words)
    assert said in getattr(ran.exception, "message", ""), ran.exception
