"""Sections of a stranger's story that are far too large: each loads or is refused, and soon."""

from __future__ import annotations

import time
from itertools import product

import pytest
from written import load_text

from starcity_game.story.odds import even_weights

OPEN = "scenes: {start: {text: A., end: over}}\nendings: {over: {title: Over, parts: [Over.]}}\n"
LIMIT = 2.0


def people(count: int, attributes: int = 1) -> str:
    inner = ", ".join(f"a{q}: 1" for q in range(1, attributes))
    rows = (f"p{k}: {{forms: {{short: P}}, attributes: {{years: {k}, {inner}}}}}" for k in range(count))
    return "people: {" + ", ".join(rows) + "}\n"


def roles(count: int, candidates: int, rest: str = "") -> str:
    who = ", ".join(f"p{k}" for k in range(candidates))
    rows = "".join(f"    r{k}: {{label: R, candidates: [{who}]}}\n" for k in range(count))
    return f"casting:\n  roles:\n{rows}{rest}"


def clues(count: int) -> str:
    when = 'when: \'cast.r0 == "p1" or cast.r2 in ["p1", "p2"]\', means: cast.r3.years < cast.r2.years'
    rest = f"volume: v, episode: 1, channel: paper, {when}, rules: {{c: [p0, p1]}}, clears: {{c: [p1]}}"
    return "clues:\n" + "".join(f"  k{k}: {{text: T, fact: f{k}, planned: true, {rest}}}\n" for k in range(count))


def system(number: int, defects: int) -> str:
    names = [f"d{number}_{k}" for k in range(defects)]
    there = ", ".join(f"{name}: {{name: D}}" for name in names)
    shown = ", ".join(f"{name}: 50" for name in names)
    works = f"tests: {{t{number}: {{name: T, reveals: {{{shown}}}}}}}, repairs: {{r{number}: {{name: R, removes: ["
    return f"  s{number}: {{title: S, defects: {{{there}}}, {works}{', '.join(names)}]}}}}}}\n"


def flight(steps: int, plans: int, chains: int) -> str:
    flown = ", ".join(f"l{k}: {{title: P}}" for k in range(plans))
    ways = ", ".join(f"c{k}: {{grade: degraded, causes: [valve], text: A.}}" for k in range(chains))
    rows = "".join(f"    s{k}: {{title: S, chains: {{{ways}}}}}\n" for k in range(steps))
    parts = "systems: {e: {title: E, defects: {valve: {name: V}}}}\n"
    return f"{parts}flight:\n  plans: {{{flown}}}\n  steps:\n{rows}"


SAME = "  different: false\n"
NEVER = "  never:\n" + "".join(f"    - {{r0: p{k % 9}, r1: p{k // 9 % 9}, r4: p{k // 81 % 9}}}\n" for k in range(700))
WHERE = "  where: [" + ", ".join(["cast.r4.years >= 0"] * 200) + "]\n"
SKEW = "  where: cast.r0.years + cast.r1.years <= cast.r2.years + cast.r3.years\n"
PLANNED = "  channels: [paper]\n  conclusions: {c: {label: C, role: r0, volumes: v}}\n"

LOADS = {
    "a role of 3,000 candidates": people(3_000) + roles(1, 3_000),
    "a thousand roles of one": people(1) + roles(1_000, 1, SAME),
    "casts that cannot be even": people(8) + roles(4, 8, SAME + SKEW),
    "as many casts as may be": people(70) + roles(2, 70),
    "500 clues": people(6) + roles(4, 6, PLANNED) + clues(500),
    "100 systems of 50 defects": "systems:\n" + "".join(system(k, 50) for k in range(100)),
    "a system of 3,000 defects": "systems:\n" + system(0, 3_000),
    "a flight of 500 steps": flight(500, 1, 1),
    "as long a flight as may be": flight(99, 1, 100),
}
REFUSED = {
    "12 roles of 12 candidates": ("E620", people(12) + roles(12, 12)),
    "the same, and anybody twice": ("E620", people(12) + roles(12, 12, SAME)),
    "5,000 roles of one": ("E620", people(1) + roles(5_000, 1, SAME)),
    "700 combinations that are never dealt": ("E620", people(9) + roles(5, 9, SAME + NEVER)),
    "200 conditions": ("E620", people(10) + roles(5, 10, SAME + WHERE)),
    "200 roles of 100 with 50 attributes": ("E620", people(100, 50) + roles(200, 100)),
    "a flight of 500 steps by 500 plans": ("E662", flight(500, 500, 1)),
    "a step of 3,000 chains": ("E662", flight(1, 1, 3_000)),
    "10,000 reports and no file": ("E644", "reports:\n" + "".join(f"  r{k}: {{text: T.}}\n" for k in range(10_000))),
}


@pytest.mark.parametrize("name", LOADS)
def test_what_is_large_and_can_be_dealt_with_loads_soon(name: str) -> None:
    begun = time.process_time()
    loaded = load_text(LOADS[name] + OPEN)
    assert time.process_time() - begun < LIMIT
    assert loaded.story, [f.line_of_text() for f in loaded.findings]


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_too_large_is_refused_soon(name: str) -> None:
    code, text = REFUSED[name]
    begun = time.process_time()
    loaded = load_text(text + OPEN)
    assert time.process_time() - begun < LIMIT
    assert loaded.story is None and [f.code for f in loaded.findings] == [code]


def test_every_role_falls_equally_on_its_candidates_where_that_can_be() -> None:
    who = ("acdef", "abdef", "abcdef", "abdef")
    casts = [cast for cast in product(*(range(len(one)) for one in who))
             if len({one[k] for one, k in zip(who, cast, strict=True)}) == 4]  # fmt: skip
    weights = even_weights(casts)
    for role, one in enumerate(who):
        for candidate in range(len(one)):
            share = sum(w for w, cast in zip(weights, casts, strict=True) if cast[role] == candidate) / sum(weights)
            assert abs(share - 1 / len(one)) < 1e-12
