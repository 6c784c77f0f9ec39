"""Simulated players: the same lives every time, led on where they were left, and counted right."""

from __future__ import annotations

from pathlib import Path

import pytest
from explored import story, written
from hypothesis import given
from hypothesis import strategies as st

from starcity_game.authoring.explore.figures import figures_of, measured, metrics
from starcity_game.authoring.explore.inventory import Inventory
from starcity_game.authoring.explore.kept import Kept
from starcity_game.authoring.explore.players import CHUNK, Trials, play
from starcity_game.authoring.explore.policies import Policy, players_of, worth_of
from starcity_game.authoring.explore.silent import SilentEngine
from starcity_game.authoring.explore.tally import Tally, quantile
from starcity_game.authoring.explore.trial import Chunk, Trial
from starcity_game.authoring.opened import Unsound
from starcity_game.engine.state import Origin
from starcity_game.story.players import Player

FORKS = """
variables:
  nerve: {number: 5, min: 0, max: 10}
  candour: {pair: [candour, caution], start: 50}
endings:
  bold: {title: Bold, parts: [One two three four.]}
  shy: {title: Shy, parts: [One two.]}
  never: {title: Never, parts: [Nothing.]}
scenes:
  a:
    episode: {number: 1, title: One}
    text: One two three.
    choices:
      - {label: Dare., set: nerve += 2, end: bold}
      - {label: Hide., set: candour -= 3, end: shy}
      - label: Try.
        check: {nerve: 10}
        success: {end: bold}
        failure: {end: shy}
      - {label: Fly., when: nerve > 9, end: never}
"""


def counted(found: Tally) -> tuple[object, ...]:
    return found.endings, found.taken, found.offered, found.checks, found.episodes, found.choices


def test_lives_depend_on_seed_and_number_alone() -> None:
    opened = story("every-key")
    players = players_of(opened)
    whole = Trial(opened.story, players, 3).lead(Chunk(0, 60))
    parts = Tally()
    for first in (0, 20, 40):
        parts.add(Trial(opened.story, players, 3).lead(Chunk(first, 20)))
    assert counted(whole) == counted(parts)
    assert counted(whole) != counted(Trial(opened.story, players, 4).lead(Chunk(0, 60)))


@pytest.mark.slow
def test_any_number_of_processes_gives_the_same() -> None:
    opened = story("every-key")
    one, two = (play(opened, Trials(lives=250, jobs=jobs), None) for jobs in (1, 2))
    assert counted(one.tally) == counted(two.tally)
    assert sum(one.tally.lives.values()) == 250


def test_an_interrupted_run_goes_on_where_it_was(tmp_path: Path) -> None:
    opened = story("every-key")

    class Broken(Exception):
        pass

    def stop(done: int, whole: int) -> None:
        if done >= 2 * CHUNK:
            raise Broken

    with pytest.raises(Broken):
        play(opened, Trials(lives=3 * CHUNK), tmp_path, stop)
    again = play(opened, Trials(lives=3 * CHUNK), tmp_path)
    assert again.resumed == 2 * CHUNK
    assert counted(again.tally) == counted(play(opened, Trials(lives=3 * CHUNK), None).tally)
    assert play(opened, Trials(lives=3 * CHUNK, fresh=True), tmp_path).resumed == 0
    assert play(opened, Trials(lives=3 * CHUNK, seed=1), tmp_path).resumed == 0


@given(st.data())
def test_what_is_damaged_on_disk_is_not_counted(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("kept")
    with Kept(folder, "k", False) as kept:
        for number in range(3):
            kept.keep(Chunk(number, 1), Tally(choices=number))
    path = folder / "k.lives"
    raw = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(raw) - 1))
    cut = data.draw(st.booleans())
    path.write_bytes(raw[:at] if cut else raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
    with Kept(folder, "k", False) as kept:
        assert all(tally.choices == chunk.first for chunk, tally in kept.found.items())
        assert len(kept.found) < 3
        before = len(kept.found)
        kept.keep(Chunk(9, 1), Tally(choices=9))
    with Kept(folder, "k", False) as kept:
        assert len(kept.found) == before + 1


def test_where_nothing_can_be_kept_lives_are_led_all_the_same(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("no folder")
    assert play(story("small"), Trials(lives=10), file).lives == 10


def test_a_player_takes_what_it_likes(tmp_path: Path) -> None:
    opened = written(tmp_path, FORKS)
    engine = SilentEngine(opened.story)
    turn = engine.begin(Origin("v", 1, {}))
    options = [o for o in turn.offer if o.open]

    def pick(**player: object) -> str:
        policy = Policy(Player("p", **{"whim": 0.0, **player}), engine)  # type: ignore[arg-type]
        return policy.choose(turn.state, options, set(), 0.0).id

    assert pick(likes={"nerve": 1.0}) == "dare"
    assert pick(likes={"caution": 1.0}) == "hide"
    assert pick(likes={"caution": -1.0}) != "hide"
    assert pick(odds=1.0) == "try"
    assert pick(likes={"nerve": 1.0}, odds=9.0) == "dare" or pick(odds=9.0) == "try"


def test_chance_chooses_as_the_whim_says(tmp_path: Path) -> None:
    opened = written(tmp_path, FORKS)
    engine = SilentEngine(opened.story)
    turn = engine.begin(Origin("v", 1, {}))
    options = [o for o in turn.offer if o.open]
    policy = Policy(Player("p", {"nerve": 0.5}), engine)
    picks = [policy.choose(turn.state, options, set(), step / 1000).id for step in range(1000)]
    dare, hide = picks.count("dare"), picks.count("hide")
    assert 2.5 < dare / hide < 2.9  # e to the power of what it is worth more


def test_figures_and_thresholds(tmp_path: Path) -> None:
    opened = written(tmp_path, FORKS)
    played = play(opened, Trials(lives=2000), None)
    figures = figures_of(opened, Inventory(opened.head, opened.scenes), played)
    assert sum(figures.lives.values()) == 2000
    assert sum(sum(found.values()) for found in figures.endings.values()) == 2000
    (check,) = figures.checks
    assert check.item == "a/try" and 0 < check.rate < 0.25
    findings = [*measured(opened, figures)]
    assert [f.code for f in findings].count("S1") == 1
    assert "never" in [f for f in findings if f.code == "S2"][-1].message
    assert all(f.file == "scenes.yaml" and f.line for f in findings)
    (episode,) = metrics(figures)
    assert episode.code == "S3" and episode.line
    taken = {heat.id: (heat.offered, heat.taken) for heat in figures.heat}
    assert taken["a/fly"] == (0, 0)
    assert taken["a/dare"][0] == 2000
    assert sum(t for _, t in taken.values()) == 2000


def test_words_are_counted_as_they_are_read(tmp_path: Path) -> None:
    opened = written(tmp_path, FORKS)
    played = play(opened, Trials(lives=100), None)
    assert {*played.tally.episodes["v/1"]} == {3 + 4, 3 + 2}


@given(st.dictionaries(st.integers(0, 50), st.integers(1, 9), min_size=1), st.floats(0.01, 1))
def test_a_quantile_has_its_share_below_it(histogram: dict[int, int], share: float) -> None:
    value = quantile(histogram, share)
    whole = sum(histogram.values())
    below = sum(n for v, n in histogram.items() if v <= value)
    assert below >= share * whole - 1e-9
    assert sum(n for v, n in histogram.items() if v < value) < share * whole + 1e-9


def test_an_assignment_is_worth_what_can_be_seen_of_it() -> None:
    slot, weights = ("slot", 3, "n"), {3: 2.0}
    assert worth_of(("set", 3, 0, 9, ("add", slot, ("int", 2))), weights) == 4
    assert worth_of(("set", 3, 0, 9, ("sub", slot, ("int", 1))), weights) == -2
    assert worth_of(("set", 4, 0, 9, ("add", ("slot", 4, "n"), ("int", 2))), weights) == 0
    assert worth_of(("put", 3, ("flag", True)), weights) == 2
    assert worth_of(("set", 3, 0, 9, ("int", 5)), weights) == 0


@pytest.mark.parametrize(
    ("players", "code"),
    [
        ("{bold: {likes: {nerv: 1}}}", "E618"),
        ("{bold: {likes: {nerve: much}}}", "E515"),
        ("{bold: {likes: {nerve: 101}}}", "E515"),
        ("{bold: {whim: -1}}", "E515"),
        ("{bold: {like: {nerve: 1}}}", "E501"),
        ("[bold]", "E503"),
    ],
)
def test_a_player_that_cannot_be_read_is_a_fault_with_a_place(tmp_path: Path, players: str, code: str) -> None:
    written(tmp_path, FORKS)
    with (tmp_path / "story.yaml").open("a", encoding="utf-8") as file:
        file.write(f"players: {players}\n")
    with pytest.raises(Unsound) as unsound:
        from starcity_game.authoring.opened import opened

        opened(tmp_path)
    (finding,) = unsound.value.findings
    assert (finding.code, finding.file, finding.line) == (code, "story.yaml", 5)


def test_players_of_a_story_stand_beside_those_of_every_story() -> None:
    assert [p.id for p in players_of(story("every-key"))] == ["random", "cautious", "candid", "careerist", "bold"]
