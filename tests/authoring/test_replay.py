"""Playthroughs: our own are held, differences are shown where they first are, mistakes have places."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from starcity_game.authoring.lives import origin
from starcity_game.authoring.opened import Opened, opened
from starcity_game.authoring.replay.command import command
from starcity_game.authoring.replay.difference import compared, nearest_passage
from starcity_game.authoring.replay.playing import Outcome, play
from starcity_game.authoring.replay.reading import read
from starcity_game.authoring.replay.recording import Gone, recorded
from starcity_game.engine import life as lives
from starcity_game.saves.book import begin
from starcity_game.saves.shelf import Shelf
from starcity_game.story.diagnostics import Findings
from starcity_game.story.expressions import parse_condition
from starcity_game.story.nodes import Scalar

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "data" / "small"
PINNED = sorted((ROOT / "tests" / "playthroughs").rglob("*.yaml"))
HEAD = "volume: clerk\nseed: 7\n"


@pytest.fixture(scope="module")
def small() -> Opened:
    return opened(SMALL)


def outcome(story: Opened, text: str) -> Outcome:
    """What comes of a playthrough without mistakes."""
    findings = Findings()
    script = read(text.encode(), "p.yaml", story, findings)
    assert script is not None and not findings.items, [f.line_of_text() for f in findings.items]
    return play(story, script)


def mistakes(story: Opened, text: str) -> list[str]:
    """Everything wrong with a playthrough, as `line:column code`."""
    findings = Findings()
    read(text.encode(), "p.yaml", story, findings)
    return [f"{f.line}:{f.column} {f.code}" for f in sorted(findings.items)]


def differences(story: Opened, text: str) -> list[str]:
    """Where a playthrough differs from the story, as `line:column code`."""
    found = [d.finding for d in outcome(story, text).differences]
    return [f"{f.line}:{f.column} {f.code}" for f in found]


# ------------------------------------------------------------------ our own story


def test_there_are_playthroughs() -> None:
    assert len(PINNED) >= 6


@pytest.fixture(scope="module")
def star_city() -> Opened:
    return opened(ROOT / "story")


@pytest.mark.parametrize("path", PINNED, ids=lambda path: path.stem)
def test_the_story_does_what_is_pinned(path: Path, star_city: Opened) -> None:
    found = outcome(star_city, path.read_text(encoding="utf-8"))
    assert [d.finding.line_of_text() for d in found.differences] == []
    assert found.life.ended or star_city.scenes[found.life.state.scene].episode  # to its end, or an episode's


# ------------------------------------------------------------------ playing


def test_every_kind_of_step_can_hold(small: Opened) -> None:
    text = HEAD + (
        'answers: {sex: man, name: "orlov" }\n'.replace('"orlov"', "ORLOV Andrei")
        + "steps:\n"
        "  - scene: gate\n"
        "    expect: [Good   morning, \"\\\"Good morning, Andrei Sergeyevich,\\\"\", Episode 1]\n"
        "    never: The stove\n"
        "    offers: [weigh, 2, Ask Belov]\n"
        "    lacks: open\n"
        "    state: [nerve == 5, not knows.heavy, caution == 50, now < \"1966-01-15\"]\n"
        "  - choose: ask\n"
        "  - expect: Not to be opened.\n"
        "    state: [seen.gate, place == \"shed\", candour == 55]\n"
        "  - choose: [Read it, sleep, sign]\n"
        "  - end: signed\n"
    )  # fmt: skip
    assert differences(small, text) == []


@pytest.mark.parametrize(
    ("step", "where"),
    [
        ("expect: The yard is black", "4:13 E822"),
        ("expect: [The yard, nonsense entirely]", "4:24 E822"),
        ("never: The yard is white", "4:12 E823"),
        ("offers: Dance", "4:13 E824"),
        ("offers: open", "4:13 E824"),
        ("lacks: weigh", "4:12 E824"),
        ("choose: Dance", "4:13 E824"),
        ("choose: 3", "4:13 E824"),
        ("choose: [ask, 1, sleep, sign, 1]", "4:35 E824"),
        ("state: [nerve == 5, nerve > 7]", "4:25 E825"),
        ("scene: shed", "4:12 E826"),
        ("end: signed", "4:10 E826"),
    ],
)
def test_a_difference_is_told_at_its_step(step: str, where: str, small: Opened) -> None:
    assert differences(small, f"{HEAD}steps:\n  - {step}\n") == [where]


def test_playing_stops_at_the_first_page_that_differs_and_tells_all_of_it(small: Opened) -> None:
    text = HEAD + "steps:\n  - expect: nothing\n    never: white\n  - expect: also nothing\n"
    assert differences(small, text) == ["4:13 E822", "5:12 E823"]


def test_a_life_can_begin_anywhere_with_anything_true(small: Opened) -> None:
    text = (
        "volume: clerk\nstart: cards\nset: [nerve = 2, candour += 10]\nlearn: heavy\nsteps:\n"
        "  - scene: night\n    expect: Nobody plays to win.\n    state: [nerve == 2, candour == 55, knows.heavy]\n"
        "    offers: sleep\n"
    )
    assert differences(small, text) == []


def test_the_nearest_passage_is_compared_word_by_word() -> None:
    page = "The nurse has put a chair where visitors cannot see. You move it. She moves it back, and says “please”."
    assert nearest_passage(page, 'she moves them back and says "please"') == "She moves it back, and says “please”."
    assert nearest_passage(page, "an elephant dances there") == ""
    assert compared("a black cat sat", "a white cat sat down") == "a [-black-] {+white+} cat sat {+down+}"
    assert compared("it’s", "it's") == "it’s"


# ------------------------------------------------------------------ mistakes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("steps: []", ["1:1 E821"]),
        ("volume: clerk", ["1:1 E502"]),
        ("volume: clark\nsteps: []", ["1:9 E821"]),
        ("volume: clerk\nseed: x\nsteps: []", ["2:7 E504"]),
        ("volume: clerk\nseed: 99999999999999999\nsteps: []", ["2:7 E504"]),
        ("volume: clerk\nanswers: {sx: man, sex: 3, name: {surname: Orlov}}\nsteps: []",
         ["2:11 E821", "2:25 E821", "2:34 E821"]),
        ("volume: clerk\nanswers: {name: {surname: Ivin, first: Ivan, sur: x}}\nsteps: []", ["2:17 E821"]),
        ("volume: clerk\nanswers: {sex: {surname: Ivin}}\nsteps: []", ["2:16 E821"]),
        ("volume: clerk\nskip: [injry]\nsteps: []", ["2:8 E821"]),
        ("volume: clerk\nset: nerve = 1\nlearn: hevy\nsteps: []", ["2:6 E508", "3:8 E508", "3:8 E821"]),
        ("volume: clerk\nstart: gat\nset: nerve == 1\nsteps: []", ["2:8 E821", "3:12 E303"]),
        ("volume: clerk\nsteps:\n  - {}\n  - expct: a\n  - {choose: [a], end: signd}\n  - state: nerv > 1\n"
         "  - state: nerve\n  - expect: \"\"\n  - scene: shd",
         ["3:5 E502", "4:5 E501", "5:14 E508", "5:24 E821", "6:12 E304", "7:12 E305", "8:13 E503", "9:12 E821"]),
        ("volume: clerk\nsteps:\n  - expect: what: ever\n", ["3:17 E202"]),
    ],
)  # fmt: skip
def test_every_mistake_of_a_playthrough_has_its_place(text: str, found: list[str], small: Opened) -> None:
    assert mistakes(small, text) == found


def test_a_file_of_a_story_is_no_playthrough(small: Opened) -> None:
    assert mistakes(small, (SMALL / "story.yaml").read_text(encoding="utf-8")) == ["1:1 E821"]


@pytest.mark.parametrize("folder", ["story", "tests/data/every-key", "tests/data/small"])
def test_conditions_of_a_playthrough_mean_what_those_of_the_story_mean(folder: str) -> None:
    """Every condition that a scene writes out gives the same tree as it has in the compiled story."""
    story = opened(ROOT / folder)
    seen = 0
    for index, scene in enumerate(story.scenes):
        page = story.trace.page(index)
        scope = story.trace.names.within(page.prefix, page.ledger)
        for number, body in enumerate(scene.bodies):
            for code in (body.when, *(c.when for b in scene.bodies for c in b.choices if c.body == number)):
                written = story.trace.entry(index, number, "when")
                if code >= 0 and isinstance(written, Scalar):
                    assert parse_condition(written.value, scope) == story.head.code[code], written.value
                    seen += 1
    assert seen


@pytest.mark.parametrize(
    "data", [b"\xff\xfe", b"\0", b"- a", b"steps: &a [*a]", b"", b"steps:\n\t- choose: a", b"{" * 500]
)
def test_any_bytes_give_findings_and_no_playthrough(data: bytes, small: Opened) -> None:
    findings = Findings()
    read(data, "p.yaml", small, findings)
    assert findings.failed


# ------------------------------------------------------------------ recording


def test_what_is_recorded_holds(small: Opened) -> None:
    begun = origin(small.engine, "clerk", 7, ["sex=man"], ["injury"])
    text = recorded(small.engine, begun, ["ask", "read-it-to-the-end", "sleep", "refuse"], "A night: “quiet”")
    found = outcome(small, text)
    assert found.differences == () and found.life.state.ended == "refused"
    assert found.life.state.origin == begun


def test_a_choice_that_has_gone_is_named(small: Opened) -> None:
    with pytest.raises(Gone) as gone:
        recorded(small.engine, origin(small.engine, "clerk", 7, []), ["ask", "dance"])
    assert (gone.value.sheet, gone.value.choice) == (1, "dance")


# ------------------------------------------------------------------ the command


def run(*words: str, folder: Path) -> Result:
    """The command, run in `folder`."""
    here = os.getcwd()
    os.chdir(folder)
    try:
        return CliRunner().invoke(command, [*words, "--story", str(SMALL)], standalone_mode=False)
    finally:
        os.chdir(here)


def test_quotation_marks_within_quotation_marks_are_single(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(HEAD + "steps:\n  - expect: “Down,” she says.\n", encoding="utf-8")
    assert "E822 “‘Down,’ she says.” is not read here" in run("bad.yaml", folder=tmp_path).output


def test_the_command_shows_where_it_differs_and_how_it_got_there(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(HEAD + "steps:\n  - choose: ask\n", encoding="utf-8")
    (tmp_path / "bad.yaml").write_text(
        HEAD + "steps:\n  - choose: ask\n  - expect: The stove is hot.\n", encoding="utf-8"
    )
    ran = run("good.yaml", "bad.yaml", folder=tmp_path)
    assert ran.return_value == 1
    assert ran.output.splitlines() == [
        "bad.yaml:5:13: E822 “The stove is hot.” is not read here",
        "    nearest: The stove is [-hot.-] {+out.+}",
        "    sheet 1, in yard.shed (yard.yaml:54)",
        "    the way here: ask",
        "      1  Read it to the end.  [read-it-to-the-end]",
        "2 playthroughs, 2 choices: 1 not as expected.",
    ]


def test_a_folder_is_all_that_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.yaml").write_text(HEAD + "steps:\n  - choose: ask\n", encoding="utf-8")
    ran = run(".", folder=tmp_path)
    assert (ran.return_value, ran.output) == (0, "1 playthrough, 1 choice: all as expected.\n")


def test_a_life_is_recorded_from_the_folder_of_lives_and_from_choices(tmp_path: Path) -> None:
    story = opened(SMALL)
    book = begin(story.engine, Shelf(tmp_path / "saves"), origin(story.engine, "clerk", 3, []))
    book.choose("ask")
    assert book.close()
    ran = run("--record", "a.yaml", "--life", book.cover.name, "--saves", str(tmp_path / "saves"), folder=tmp_path)
    assert ran.return_value == 0, ran.output
    ran = run("--record", "b.yaml", "--seed", "3", "--volume", "clerk", "--choices", "2", folder=tmp_path)
    assert ran.return_value == 0, ran.output
    first, second = ((tmp_path / name).read_text(encoding="utf-8") for name in ("a.yaml", "b.yaml"))
    assert first.split("\n", 1)[1] == second and "choose: ask" in second
    assert run("a.yaml", "b.yaml", folder=tmp_path).return_value == 0
    assert lives.steps(book.life)[0].choice == "ask"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Say which playthroughs"),
        (("nowhere.yaml",), "There is no playthrough in nowhere.yaml."),
        (("a\0b",), "There is no playthrough"),
        (("x.yaml", "--record", "y.yaml"), "Either play files"),
        (("--record", "y.yaml", "--volume", "clark"), "no volume clark (did you mean clerk?)"),
        (("--record", "y.yaml"), "Say which volume"),
        (("--record", "y.yaml", "--volume", "clerk", "--answer", "sex"), "question=answer"),
        (("--record", "y.yaml", "--volume", "clerk", "--answer", "sx=man"), "no question `sx` (did you mean sex?)"),
        (("--record", "y.yaml", "--volume", "clerk", "--choices", "ask dance"), "On sheet 1 there is no option"),
        (("--record", "y.yaml", "--life", "Nobody", "--saves", "none"), "There is no life Nobody"),
        (("--record", ".", "--volume", "clerk"), "is there already"),
    ],
)
def test_wrong_use_is_a_sentence(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    ran = run(*words, folder=tmp_path)
    assert said in getattr(ran.exception, "message", "")
    assert not (tmp_path / "y.yaml").exists()
