"""The page of `starcity explore --html`: what stands on it, and that nothing from a story can do anything there."""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import networkx as nx
import pytest

from starcity_game.authoring.explore.html.layers import by_distance, cut, uncrossed
from starcity_game.authoring.explore.html.markup import safe
from starcity_game.authoring.explore.judging import judge
from starcity_game.authoring.explore.page import page
from starcity_game.authoring.explore.players import Trials, play
from starcity_game.authoring.explore.proof import prove
from starcity_game.authoring.explore.report import Report
from starcity_game.authoring.explore.witness import Limits, search, wanted
from starcity_game.authoring.opened import Opened, opened
from starcity_game.authoring.replay.playing import play as replayed
from starcity_game.authoring.replay.reading import read
from starcity_game.cli import main
from starcity_game.story.diagnostics import Findings

STORY = """
story: hostile
title: "<script>alert(1)</script> & $x^2$"
version: "1 & <2>"
language: en
volumes:
  only: {title: "Only & <b>", short: Only, start: a.start}
variables:
  nerve: {number: 5, min: 0, max: 10, label: nerve, show: bar}
  never: {flag: false}
people:
  you: {forms: {surname: O, first: A, patronymic: S, short: A}}
facts:
  heard: {text: Heard., about: [you]}
endings:
  home: {title: Home, parts: [Home.]}
  lost: {title: Lost, parts: [Lost.]}
"""
SCENES = r"""
prefix: a
scenes:
  start:
    episode: {number: 1, title: "<b>$\\frac{1$ & שלום"}
    text: Start.
    choices:
      - id: try
        label: "<script>alert('x')</script> & “$x$”"
        check: {nerve: 5}
        success: {goto: hub}
        failure: {goto: dead}
      - {id: rtl, label: "שלום & ]]> --> <!-- $x_1$ $", goto: hub}
  hub:
    title: "$hub$ <svg onload=alert(1)>"
    hub: true
    text: Hub.
    choices:
      - {id: stay, label: Stay </table>, text: Still.}
      - {id: go, label: Go, leave: true, goto: dead}
      - {id: end, label: End, leave: true, end: home}
      - {id: ghost, label: Ghost, when: never, leave: true, goto: ghost}
  dead: {text: Dead., assumes: heard, end: lost}
  ghost: {text: Ghost., end: lost}
"""
VOID = {"meta", "link", "br", "input", "img", "hr"}


class Page(HTMLParser):
    """Every element of a page, with its text; fails where a tag is not closed in its order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    @property
    def text(self) -> str:
        """What can be read on it."""
        return "".join(text for tag, text in self.texts if tag not in ("script", "style"))


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "story.yaml").write_text(STORY, encoding="utf-8")
    (folder / "a.yaml").write_text(SCENES, encoding="utf-8")
    return opened(folder)


@pytest.fixture(scope="module")
def report(story: Opened) -> Report:
    proof = prove(story)
    found = search(story, wanted(story, proof.unreachable), Limits(seconds=20), None, frozenset({"a.dead"}))
    return judge(story, proof, found, 0, play(story, Trials(120), None))


@pytest.fixture(scope="module")
def written(report: Report, story: Opened) -> str:
    return page(report, story, seconds=20.0)


def test_page_has_everything(written: str, report: Report) -> None:
    shown = Page(written)
    for heading in ("Alarms", "Not proved", "Proved unreachable", "Players", "Options", "Story map", "Neighbourhoods"):
        assert ("h2", heading) in shown.texts
    for part in ("Endings", "Checks", "Minutes", "Coverage"):
        assert ("h3", part) in shown.texts
    assert report.hash in shown.text
    assert "in 20 seconds at most" in shown.text
    assert "120 lives" in shown.text
    assert "3 errors" in shown.text
    assert "never offered" in shown.text  # of the ghost, in words
    assert re.search(r"scenes\s*3\s*1\s*0\s*75\.0%", shown.text)
    assert "because what leads to it in a.hub is never reached" in shown.text


def test_every_tag_is_closed_and_every_id_is_unique(written: str) -> None:
    ids = [found["id"] for _, found in Page(written).tags if "id" in found]
    assert len(ids) == len(set(ids))
    links = {str(found["href"])[1:] for tag, found in Page(written).tags if tag == "a"}
    assert links
    assert links <= set(ids)


def test_page_needs_nothing_else(written: str) -> None:
    shown = Page(written)
    for tag, found in shown.tags:
        assert tag not in ("link", "img", "iframe", "object", "base")
        assert "src" not in found
        for name in ("href", "xlink:href"):
            assert str(found.get(name, "#")).startswith("#")
        assert not any(name.startswith("on") for name in found)
    assert "@import" not in written
    assert not re.search(r"url\((?!#)", written)


def test_story_can_do_nothing_there(written: str) -> None:
    shown = Page(written)
    assert sum(tag == "script" for tag, _ in shown.tags) == 1
    assert not any("onload" in found for _, found in shown.tags)
    assert "<script>alert(1)</script> & $x^2$" in shown.text
    assert "<script>alert('x')</script> & “$x$”" in shown.text
    assert "שלום & ]]> --> <!-- $x_1$ $" in shown.text
    drawn = [text for tag, text in shown.texts if tag == "text"]
    assert any(r"\frac{1$ & שלום" in text for text in drawn)  # as it is, not as a formula


def test_every_drawing_has_words_and_numbers_beside_it(written: str) -> None:
    shown = Page(written)
    drawings = [found for tag, found in shown.tags if tag == "svg"]
    assert len(drawings) >= 6
    assert all(found["role"] == "img" and found["aria-label"] for found in drawings)
    for figure in re.findall(r"<figure>.*?</figure>", written, re.DOTALL):
        assert "<table" in figure
        assert "#0a00" not in figure  # every colour is one of the page's


def test_way_of_an_alarm_can_be_replayed(written: str, story: Opened) -> None:
    alarms = written[written.index('id="alarms"') : written.index('id="not-proved"')]
    assert re.search(r"<ol class=\"way\">\s*<li>.*?<code>\w+</code></li>", alarms)
    (sheet,) = re.findall(r"<pre>(.*?)</pre>", alarms, re.DOTALL)
    findings = Findings()
    script = read(html.unescape(sheet).encode(), "way.yaml", story, findings)
    assert script is not None
    assert not findings.items
    outcome = replayed(story, script)
    assert not outcome.differences
    assert outcome.life.state.ended == "lost"


def test_same_report_gives_the_same_page(written: str, report: Report, story: Opened) -> None:
    assert page(report, story, seconds=20.0) == written


def test_neighbourhoods_are_those_asked_for(report: Report, story: Opened) -> None:
    shown = page(report, story, ["a.start"])
    assert re.findall(r'<h3 id="around-([^"]*)"', shown) == ["a.start"]
    assert "of the scenes" not in shown.lower()


def test_without_lives_nothing_is_said_of_players(report: Report, story: Opened) -> None:
    bare = msgspec.structs.replace(report, figures=None, measured=(), metrics=())
    shown = Page(page(bare, story))
    assert ("h2", "Players") not in shown.texts
    assert ("h2", "Options") not in shown.texts
    assert "never visited" not in shown.text
    assert ("h2", "Story map") in shown.texts


@pytest.fixture
def explore(
    story: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """Runs `starcity explore` on the story; its exit status and what it printed."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def run(*words: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["starcity", "explore", str(story.folder), *words])
        with pytest.raises(SystemExit) as left:
            main()
        said = capsys.readouterr()
        return int(left.value.code or 0), said.out + said.err

    return run


def test_command_writes_the_page(explore: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    status, _ = explore("--lives", "0", "--seconds", "0.5", "--jobs", "1", "--html", str(target), "--around", "dead")
    assert status == 1  # there are alarms
    shown = Page(target.read_text(encoding="utf-8"))
    assert [found["id"] for tag, found in shown.tags if tag == "h3" and "id" in found] == ["around-a.dead"]


@pytest.mark.parametrize("package", ["matplotlib", "networkx"])
def test_missing_package_is_named_before_anything_is_done(
    package: str, monkeypatch: pytest.MonkeyPatch, explore: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    target = tmp_path / "page.html"
    sentence = f'The page is drawn with {package}: pip install "starcity-game[author]".'
    status, said = explore("--html", str(target))
    assert status == 2
    assert said.strip().endswith(sentence)
    assert "reached" not in said
    assert not target.exists()


def test_around_needs_a_scene_that_there_is(explore: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    status, said = explore("--html", str(tmp_path / "p.html"), "--around", "hup")
    assert status == 2
    assert "did you mean hub?" in said
    status, said = explore("--around", "hub")
    assert status == 2
    assert "--around goes with --html." in said


def test_text_cannot_leave_its_place() -> None:
    assert safe("a\u202eb\n<i>\x1b[1m\"'") == "a\\u202eb\\x0a&lt;i&gt;\\x1b[1m&quot;&#x27;"


def test_rows_go_by_distance_and_long_runs_stand_in_lines() -> None:
    graph = nx.DiGraph([("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "f"), ("e", "g"), ("x", "c")])
    rows = by_distance(graph, graph, {"a"})
    assert rows == [["a"], ["b"], ["c"], ["d"], ["e"], ["f", "g"], ["x"]]
    assert cut(graph, uncrossed(graph, rows), 3) == [["a", "b", "c"], ["d", "e"], ["f", "g"], ["x"]]


def test_a_row_has_no_more_than_there_is_room_for() -> None:
    graph = nx.DiGraph([("hub", f"s{number:02}") for number in range(14)])
    rows = cut(graph, by_distance(graph, graph, {"hub"}), 6)
    assert [len(row) for row in rows] == [1, 5, 5, 4]


@pytest.mark.slow
def test_a_large_episode_shows_its_spine(tmp_path: Path) -> None:
    scenes = [f"  s{n}:\n    choices:\n      - {{label: On., goto: s{n + 1}}}\n      - {{label: Over., goto: s{n + 2}}}"
              for n in range(90)]  # fmt: skip
    head = "prefix: a\nscenes:\n" + "\n".join(scenes).replace(
        "  s0:\n", "  s0:\n    episode: {number: 1, title: Long}\n"
    )
    ends = "\n  s90: {end: home}\n  s91: {end: lost}\n"
    (tmp_path / "story.yaml").write_text(STORY.replace("a.start", "a.s0"), encoding="utf-8")
    (tmp_path / "a.yaml").write_text(head + ends, encoding="utf-8")
    long = opened(tmp_path)
    found = search(long, wanted(long, {}), Limits(seconds=1), None)
    shown = page(judge(long, prove(long), found, 0, play(long, Trials(40), None)), long)
    assert "92 nodes. Shown are 60:" in shown
    assert "Dotted lines go by way of scenes not shown." in shown
    overview = shown[shown.index('id="map"') : shown.index('id="neighbourhoods"')]
    boxes = re.findall(r"<text[^>]*>(s\d+)</text>", overview)
    assert len(boxes) == len(set(boxes)) == 60
    assert len(re.findall(r"<tr><th scope=\"row\"><code>a\.s", overview)) == 92
