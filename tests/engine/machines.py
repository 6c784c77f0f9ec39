"""A small machine for tests: a boat with an engine, a hull and a pilot, and a crossing in three steps."""

from __future__ import annotations

from typing import Final

from told import engine_of

from starcity_game.engine.mechanism import Mechanism
from starcity_game.engine.play import Engine

HEAD: Final = """story: boat
title: The Boat
volumes:
  v:
    title: V
    start: start
    questionnaire:
      - id: name
        ask: Who?
        person: you
        options: [{label: Belov, forms: {surname: Belov, first: Ilya}}]
"""
BOAT: Final = """
variables:
  days: {number: 10, min: 0, max: 20, label: days}
  rested: {flag: false}
people:
  you: {forms: {surname: Nemo, first: Ilya}}
  smith: {forms: {surname: Smirnov, first: Lev}}
acts: {drank: Drank on watch., slept: Slept.}
systems:
  engine:
    title: The engine
    deals: [1]
    defects:
      valve: {name: A cracked valve, sign: It coughs., origin: Cast in a hurry., since: May, signed: smith}
      wire: {name: A loose wire}
    tests:
      run: {name: A run at the quay, reveals: [valve], suspects: [wire], costs: {days: 2}}
      look: {name: A look, suspects: [valve], needs: tested.run}
    repairs:
      weld: {name: A weld, removes: [valve], leaves: [wire], costs: {days: 3}, signed: smith}
  hull:
    title: The hull
    deals: [1]
    defects: {leak: {name: A leak, when: days < 1}}
flight:
  plans: {day: {title: By day}, night: {title: By night}}
  steps:
    out:
      title: Out of the harbour
      at: 1961-04-12 18:00
      holder: the harbour master
      nominal: A calm sea.
      go: days >= 0 and not (rested and days == 7)
      held: He shook his head.
      chains:
        fog: {grade: abort, plans: [night], causes: [wire], text: No light.}
    over:
      title: Over
      reaches: [crossed]
      chains:
        sunk:
          grade: loss
          causes:
            - valve
            - {untested: run, text: Nobody ran it., acts: [drank]}
          text: It stopped among the rocks.
        drifted:
          grade: loss
          causes: [valve]
          copes: {when: rested, text: He rowed.}
          text: It stopped.
        late: {grade: degraded, causes: [wire], text: Late.}
    home:
      title: Home
      reaches: [back]
"""
SCENES: Final = """
scenes:
  start:
    hub: true
    text: "The engine is {readiness.engine}. {flight.outcome}"
    choices:
      - {label: run, once: false, test: run}
      - {label: look, test: look, when: may.look}
      - {label: weld, repair: weld, when: may.weld}
      - {label: waive, waive: run, at: {date: 1961-04-02}}
      - {label: rest, set: rested = true}
      - {label: drink, act: {do: drank}, at: {date: 1961-04-03}}
      - {label: crack, set: latent.valve = true}
      - {label: loosen, set: latent.wire = true}
      - {label: spend, set: days = 0}
      - {label: out, fly: {plan: day, to: out}}
      - {label: day, fly: day}
      - {label: night, fly: night}
      - {label: stop, leave: true}
    then: {end: over}
endings: {over: {title: Over, parts: ["{step.over}, {chain.over}."]}}
"""


def boat() -> tuple[Engine, Mechanism]:
    """The engine of the boat’s story, and its mechanism."""
    engine = engine_of(BOAT, SCENES, head=HEAD)
    return engine, Mechanism(engine.head)
