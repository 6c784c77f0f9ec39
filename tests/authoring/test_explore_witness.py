"""Witnesses: every one of them shows what it says when it is replayed with the real engine."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from explored import Noting, story, written

from starcity_game.authoring.explore.inventory import Inventory
from starcity_game.authoring.explore.items import Kind
from starcity_game.authoring.explore.origins import nth
from starcity_game.authoring.explore.probes import Prober
from starcity_game.authoring.explore.silent import SilentEngine
from starcity_game.authoring.explore.watch import Watch
from starcity_game.authoring.explore.witness import Limits, Search, Witness, search, wanted
from starcity_game.authoring.opened import Opened
from starcity_game.engine.events import Ended, Stuck
from starcity_game.engine.life import Life, begin, choose

BRANCHING = """
variables:
  coins: {number: 0, min: 0, max: 9}
  key: {flag: false}
facts:
  door: {text: There is a door.}
endings:
  out:
    title: Out
    parts:
      - You are out.
      - {when: coins == 7, text: With seven coins.}
scenes:
  a:
    hub: true
    text: "{once: First.|Again.} {coins > 5: Rich|Poor}."
    choices:
      - {label: Earn., once: false, when: coins < 9, set: coins += 1}
      - {label: Buy the key., when: coins == 9, locked: It costs nine., set: [key = true, coins = 0]}
      - {label: Go., leave: true, once: true, goto: b}
    then: {goto: b}
  b:
    text:
      - A door.
      - {when: key and coins == 7, text: It opens.}
    choices:
      - {label: Back., goto: a}
      - {label: Through., when: key, end: out}
"""


def seek(opened: Opened, **limits: float) -> Search:
    return search(opened, wanted(opened, {}), Limits(**{"seconds": 20, **limits}))  # type: ignore[arg-type]


def replay(engine: Noting, witness: Witness) -> Life:
    """The life of a witness; what its last turn rendered is noted, and nothing before."""
    engine.noted.clear()
    life = begin(engine, witness.origin)
    for choice in witness.choices:
        engine.noted.clear()
        life = choose(engine, life, choice)
    return life


def shows(engine: Noting, witness: Witness, kind: Kind, id: str) -> bool:
    """Whether the last turn of a witness shows the item."""
    life = replay(engine, witness)
    if kind is Kind.ENDING:
        return any(isinstance(e, Ended) and e.ending == id for e in life.events)
    if kind is Kind.OPTION or id.endswith(":locked"):
        body = engine.ready(life.state.scene).bodies[life.state.body]
        place = id.removesuffix(":locked")
        here = {f"{body.scene.source.id}/{c.body.source.path}": c.number for c in body.choices}
        return any(o.target == here.get(place) and o.open == (kind is Kind.OPTION) for o in life.offer)
    return (kind, id) in engine.noted


@pytest.mark.parametrize("name", ["small", "every-key", "desk-story", pytest.param("story", marks=pytest.mark.slow)])
def test_every_witness_shows_what_it_says(name: str) -> None:
    opened = story(name)
    found = seek(opened, seconds=6 if name == "story" else 1)
    engine = Noting(opened.story)
    share = 0.5 if name == "story" else 0.9  # two volumes are not looked through in six seconds
    assert len(found.reached) > share * len(Inventory(opened.head, opened.scenes))
    for (kind, id), witness in found.reached.items():
        assert shows(engine, witness, kind, id), f"{kind} {id}: {witness}"


@pytest.mark.parametrize("name", ["small", "every-key", "story"])
def test_silent_turns_lead_to_the_same_states_and_note_the_same_texts(name: str) -> None:
    opened = story(name)
    inventory = Inventory(opened.head, opened.scenes)
    silent, loud = SilentEngine(opened.story), Noting(opened.story)
    silent.prober = Prober(opened.head, silent.code, inventory.wording)
    for seed in range(12):
        dice, origin = Random(seed), nth(silent, 5, seed)
        watch = silent.listener = Watch(silent, inventory)
        loud.noted.clear()
        quiet, real = silent.begin(origin), loud.begin(origin)
        for _ in range(60):
            assert quiet.state == real.state
            assert [(o.id, o.open, o.target) for o in quiet.offer] == [(o.id, o.open, o.target) for o in real.offer]
            options = [o for o in real.offer if o.open]
            if not options:
                break
            pick = dice.choice(options)
            quiet = silent.play(quiet.state, next(o for o in quiet.offer if o.id == pick.id))
            real = loud.play(real.state, pick)
        heard = {inventory.key(n) for n in watch.take()}
        kinds = (Kind.SCENE, Kind.BRANCH, Kind.WORDING)
        known = {inventory.key(n) for n in range(len(inventory))}
        texts = {key for key in loud.noted & known if ":label" not in key[1]}
        told = {key for key in heard if key[0] in kinds and ":label" not in key[1] and not key[1].endswith(":locked")}
        assert told == texts


def test_everything_is_reached_however_far(tmp_path: Path) -> None:
    found = seek(written(tmp_path, BRANCHING))
    assert found.complete
    assert not found.stuck


@pytest.mark.slow
def test_what_cannot_be_reached_is_not(tmp_path: Path) -> None:
    opened = written(tmp_path, BRANCHING.replace("coins == 7", "coins == 7 and coins == 8"))
    found = seek(opened)
    assert not found.complete
    assert (Kind.WORDING, "out:part1") not in found.reached


@pytest.mark.slow
def test_the_same_is_found_with_any_number_of_processes() -> None:
    opened = story("every-key")
    few = {"states": 20_000, "seconds": 600, "seed": 3}  # ended by a number, since a busy machine has its own time
    one, two = seek(opened, jobs=1, **few), seek(opened, jobs=2, **few)
    assert dict(one.reached) == dict(two.reached)
    assert (one.turns, one.states, one.origins) == (two.turns, two.states, two.origins)


@pytest.mark.slow
def test_a_life_that_breaks_off_is_found_with_its_way(tmp_path: Path) -> None:
    text = """
scenes:
  a:
    choices: [{label: On., goto: b}, {label: Again., goto: a}]
  b:
    goto: c
  c:
    choices: [{label: Back., when: seen.c and not seen.b, goto: a}, {label: Down., goto: d}]
  d:
    choices: [{label: Never., once: true, goto: e}, {label: Once., once: true, goto: d}]
    then: {goto: d2}
  d2:
    choices: [{label: Back., once: true, goto: d}]
    then: {goto: d}
  e: {choices: [{label: Back., goto: d}]}
"""
    opened = written(tmp_path, text)
    found = seek(opened, seconds=3)
    assert found.stuck
    for witness in found.stuck.values():
        assert any(isinstance(event, Stuck) for event in replay(Noting(opened.story), witness).events)


def test_a_fact_taken_for_granted_is_found_with_its_way(tmp_path: Path) -> None:
    text = """
facts: {door: {text: There is a door.}}
endings: {out: {title: Out, parts: [Out.]}}
scenes:
  a:
    choices: [{label: Look., learn: door, goto: b}, {label: On., goto: b}]
  b: {assumes: door, choices: [{label: Out., end: out}]}
"""
    found = seek(written(tmp_path, text))
    assert [*found.unlearned] == [("b", 0, "door")]
    assert found.unlearned["b", 0, "door"].choices == ("on",)
