"""The solver: a small plan that is fair, all that can be unfair about it, and what is written against the plan."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from ruled import END, HEAD

from starcity_game.authoring.casting.marginals import marginals, uneven
from starcity_game.authoring.casting.solver import Demand
from starcity_game.authoring.casting.stage import Stage, stage_of
from starcity_game.authoring.casting.verdict import complaints
from starcity_game.authoring.explore.proof import prove
from starcity_game.authoring.opened import opened
from starcity_game.authoring.rules import ALL

NAMES = "abcdef"
PEOPLE = "people: {" + ", ".join(f"{n}: {{forms: {{short: {n.upper()}}}}}" for n in NAMES) + "}\n"
CASTING = """casting:
  channels: [paper, place]
  roles:
    thief: {label: T, candidates: [a, b, c, d]}
    liar: {label: L, candidates: [c, d, e, f]}
  conclusions:
    thief: {label: 'Who stole?', role: thief, volumes: v}
    liar: {label: 'Who lied?', role: liar, volumes: w}
"""
SCENE = "scenes: {start: {end: over}}\n"
PAIRS = {"thief": ("v", ["ab", "cd"]), "liar": ("w", ["cd", "ef"])}


def plan() -> dict[str, str]:
    """A fair plan: by role two clues to each pair on the spine, one to each name, and one that clears each."""
    found = {}
    for role, (volume, pairs) in PAIRS.items():
        for pair in pairs:
            among = ", ".join(f'"{p}"' for p in pair)
            there = f"when: 'cast.{role} in [{among}]', rules: {{{role}: [{', '.join(pair)}]}}, spine: true"
            found[f"{role}_{pair}_one"] = f"episode: 2, channel: paper, volume: {volume}, {there}"
            found[f"{role}_{pair}_two"] = f"episode: 3, channel: place, volume: {volume}, {there}"
            for p in pair:
                third = f"when: 'cast.{role} == \"{p}\"', rules: {{{role}: [{p}]}}, pinned: true"
                found[f"{role}_{p}"] = f"episode: 4, channel: paper, volume: {volume}, {third}"
                clear = f"when: 'cast.{role} != \"{p}\"', clears: {{{role}: [{p}]}}"
                found[f"{role}_not_{p}"] = f"episode: 5, channel: place, volume: {volume}, {clear}"
    return found


def written(clues: dict[str, str], casting: str = CASTING, scene: str = SCENE) -> str:
    lines = [f"  {id}: {{text: x, fact: {id}, planned: true, {rest}}}\n" for id, rest in clues.items()]
    return PEOPLE + casting + "clues:\n" + "".join(lines) + scene


def stage(folder: Path, text: str) -> Stage:
    (folder / "story.yaml").write_text(HEAD, encoding="utf-8")
    (folder / "a.yaml").write_text(text + ("" if "endings:" in text else END), encoding="utf-8")
    found = stage_of(opened(folder))
    assert found is not None
    return found


def unfair(folder: Path, text: str) -> list[tuple[str, Demand | None, str]]:
    return [(one.conclusion, one.demand, one.message) for one in complaints(stage(folder, text))]


def test_a_fair_plan_is_fair(tmp_path: Path) -> None:
    assert unfair(tmp_path, written(plan())) == []


@pytest.mark.parametrize("missing", plan())
def test_without_any_one_clue_it_is_not(tmp_path: Path, missing: str) -> None:
    clues = plan()
    del clues[missing]
    found = unfair(tmp_path, written(clues))
    role, *rest = missing.split("_")
    assert found and {conclusion for conclusion, _, _ in found} == {role}
    wanted = Demand.CLEARED if "not" in rest else Demand.ENOUGH
    concerned = set(NAMES) - {rest[-1]} if "not" in rest else set(rest[0])
    told = {message.split("? ")[1][0] for _, demand, message in found if demand is wanted}
    assert told == concerned & set("".join(PAIRS[role][1]))
    assert all(f"in the cast {'thief='}" in message for _, _, message in found)


CHANGES = {
    "a lie": ("thief_a", "thief: [a]", "thief: [b]", Demand.TRUTH, "`thief_a` rules a out"),
    "one source": ("thief_ab_two", "spine", "source: thief_ab_one, spine", Demand.ENOUGH, "sources of their own"),
    "one leans on another": ("thief_ab_two", "spine", "rests_on: thief_ab_one, spine", Demand.ENOUGH, "sources"),
    "one way": ("thief_ab_two", "channel: place", "channel: paper", Demand.ENOUGH, "another way than paper"),
    "behind a check": ("thief_ab_two", "spine: true", "spine: true, checked: true", Demand.ENOUGH, "on the spine"),
    "not pinned": ("thief_a", "pinned: true", "pinned: false", Demand.ENOUGH, "`thief_a` is not pinned"),
    "pinned too late": ("thief_a", "episode: 4", "episode: 8", Demand.ENOUGH, "`thief_a` is not pinned"),
    "too much": ("thief_ab_two", "thief: [a, b]}", "thief: [a, b]}, clears: {thief: [c]}", None, ""),
    "on the spine at once": ("thief_a", "pinned: true", "spine: true", Demand.CARELESS, "leaves 1 of 2 names: a"),
    "told in the wrong volume": ("liar_not_c", "liar: [c]", "liar: [c], thief: [c]", Demand.TRUTH, "rules c out"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_plan_that_is_unfair_is_told_why(tmp_path: Path, name: str) -> None:
    clue, old, new, demand, message = CHANGES[name]
    clues = plan()
    assert old in clues[clue]
    clues[clue] = clues[clue].replace(old, new)
    found = unfair(tmp_path, written(clues))
    if demand is None:
        assert found == []
    else:
        assert any(d is demand and message in told for _, d, told in found), found


def test_a_reader_of_everything_must_be_left_with_one_name(tmp_path: Path) -> None:
    clues = plan()
    clues["thief_a"] = clues["thief_a"].replace("thief: [a]", "thief: [a, b]")
    assert unfair(tmp_path, written(clues)) == []  # another clue clears b
    clues["thief_not_b"] += ", checked: true"  # but whoever fails the check does not have it
    (found,) = unfair(tmp_path, written(clues))
    assert found[1] is Demand.CAREFUL and "cannot rule out b" in found[2]


def test_clues_all_in_one_episode_are_not_enough(tmp_path: Path) -> None:
    clues = {
        id: rest.replace("episode: 3", "episode: 2").replace("episode: 4", "episode: 2") for id, rest in plan().items()
    }
    found = unfair(tmp_path, written(clues))
    assert {d for _, d, _ in found} == {Demand.ENOUGH}
    assert all("another episode than 2" in message for _, _, message in found)


def test_what_another_volume_settles_must_stay_open(tmp_path: Path) -> None:
    clues = plan()
    clues["early"] = "episode: 1, channel: paper, volume: v, when: 'cast.liar == \"c\"', rules: {liar: [c]}"
    found = unfair(tmp_path, written(clues))
    assert [(c, d) for c, d, _ in found] == [("liar", Demand.OPEN)]
    assert "a reader of `v` alone knows it" in found[0][2]


def test_who_knows_all_legal_casts_knows_more_and_is_asked_too(tmp_path: Path) -> None:
    """The thief is c; a clue of the same volume leaves c and d of the liars, so that d is known to be the liar."""
    clues = plan()
    clues["early"] = 'episode: 1, channel: paper, volume: v, when: \'cast.liar in ["c", "d"]\', rules: {liar: [c, d]}'
    found = unfair(tmp_path, written(clues))
    assert {d for _, d, _ in found} == {Demand.OPEN}
    alone = written(clues, CASTING.replace("  channels", "  different: false\n  channels"))
    assert unfair(tmp_path, alone) == []


def test_an_answer_that_is_no_name_leaves_the_name_open(tmp_path: Path) -> None:
    deed = "    deed: {label: 'What?', role: liar, volumes: v, answers: {c: one, d: two, e: three, f: four}}\n"
    clues = plan()
    for id, rest in plan().items():
        if id.startswith("liar"):
            about = rest.replace("{liar: [", "{deed: [").replace("volume: w", "volume: v")
            clues[id.replace("liar", "deed")] = about
    assert unfair(tmp_path, written(clues, CASTING + deed)) == []
    named = written(clues, CASTING + deed[: deed.index(", answers")] + "}\n").replace("\n    deed: {", "\n    deed: {")
    assert {d for _, d, _ in unfair(tmp_path, named)} == {Demand.OPEN}


def test_what_a_clue_says_of_two_roles_together_is_understood(tmp_path: Path) -> None:
    """Nothing names d, but the thief and the liar are the same pair of hands, and the liar is known."""
    casting = CASTING.replace("volumes: w", "volumes: v").replace("  channels", "  different: false\n  channels")
    clues = {id: rest.replace("volume: w", "volume: v") for id, rest in plan().items()}
    clues["thief_c"] = clues["thief_c"].replace("thief: [c]", "thief: [c, d]")
    clues["thief_not_d"] += ", checked: true"
    only = 'cast.thief == "c" and cast.liar == "c"'
    assert any(d is Demand.CAREFUL for _, d, _ in unfair(tmp_path, written(clues, casting)))
    clues["both"] = f"episode: 4, channel: paper, volume: v, when: '{only}', means: cast.thief == cast.liar"
    left = [one for one in complaints(stage(tmp_path, written(clues, casting))) if one.demand is Demand.CAREFUL]
    told = stage(tmp_path, written(clues, casting))
    assert all(told.casts[n]["liar"] != "c" for one in left for n in one.casts)
    clues["both"] = "episode: 4, channel: paper, volume: v, means: cast.thief == cast.liar"
    assert any(
        d is Demand.TRUTH and "says what is not so" in m for _, d, m in unfair(tmp_path, written(clues, casting))
    )


def test_somebody_innocent_must_look_guilty_where_clues_point_at_people(tmp_path: Path) -> None:
    clues = plan()
    clues["easy"] = "episode: 1, channel: paper, volume: v, points: {thief: [e]}"
    assert {d for _, d, _ in unfair(tmp_path, written(clues))} == {Demand.DOUBT}
    clues["easy"] = "episode: 1, channel: paper, volume: v, points: {thief: [e, f]}"
    assert unfair(tmp_path, written(clues)) == []


def test_who_is_only_suspected_must_be_cleared_too(tmp_path: Path) -> None:
    casting = CASTING.replace("candidates: [a, b, c, d]", "candidates: [a, b, c, d], suspects: [f]")
    found = unfair(tmp_path, written(plan(), casting))
    assert found and all("no clue clears f" in m for _, _, m in found)
    clues = plan() | {"not_f": "episode: 5, channel: place, volume: v, clears: {thief: [f]}"}
    assert unfair(tmp_path, written(clues, casting)) == []


# ------------------------------------------------------------------------------------------- how often


def test_odds_are_even_where_they_can_be(tmp_path: Path) -> None:
    casting = stage(tmp_path, written({})).casting
    assert list(uneven(casting)) == []
    for of in marginals(casting).values():
        assert all(abs(share - Fraction(1, 4)) < Fraction(1, 10**12) for share in of.values())
        assert sum(of.values()) == 1


def test_odds_that_cannot_be_even_are_told_with_what_there_is(tmp_path: Path) -> None:
    text = (
        PEOPLE + "casting:\n  roles:\n    x: {label: X, candidates: [a, b]}\n    y: {label: Y, candidates: [a, b, c]}\n"
    )
    made = stage(tmp_path, text + SCENE)
    assert list(uneven(made.casting)) == []  # c is never beside c, so that it can be done
    text = text.replace("  roles", "  never: [{x: a, y: c}, {x: b, y: c}, {x: a, y: b}]\n  roles")
    stage(tmp_path, text + SCENE)
    found = list(ALL["D3"].find(opened(tmp_path)))
    assert any("`y` falls on c in 0.0 % of all lives, and should in 33.3 %" in f.message for f in found)
    assert {f.place[0] for f in found} == {"a.yaml"}


# ------------------------------------------------------------------------------- what is written of it

WRITTEN = """
facts: {seam: A seam.}
clues:
  seam: {text: x, fact: seam, volume: v, episode: 1, channel: paper, when: 'cast.thief == "a"', SPINE}
scenes:
  start: {episode: {number: 1, title: One}, choices: [{label: Look., CHOICE}, {label: Go.}], then: {end: over}}
"""


def d2(folder: Path, text: str) -> list[str]:
    casting = CASTING[: CASTING.index("  conclusions")] + "  conclusions: {thief: {role: thief, volumes: [v, w]}}\n"
    stage(folder, PEOPLE + casting + text)
    return [f.message for f in ALL["D2"].find(opened(folder)) if "fact" in f.message or "`seam`" in f.message]


@pytest.mark.parametrize(
    ("choice", "spine", "message"),
    [
        ("when: cast.thief == \"a\", learn: seam", "pinned: true", ""),
        ("text: Nothing.", "pinned: true", "no scene of episode 1 of `v` teaches the fact `seam`"),
        ("learn: seam", "pinned: true", "can be learned where the clue does not exist"),
        ("when: cast.thief in [\"b\"], learn: seam", "pinned: true", "nobody comes to the fact `seam`"),
        ("when: cast.thief == \"a\", learn: seam", "spine: true", "is not on the spine of episode 1"),
    ],
)  # fmt: skip
def test_an_episode_that_is_written_is_held_to_the_plan(tmp_path: Path, choice: str, spine: str, message: str) -> None:
    when = choice.replace("when: ", "when: '").replace(", learn", "', learn") if "when" in choice else choice
    found = d2(tmp_path, WRITTEN.replace("CHOICE", when).replace("SPINE", spine))
    assert any(message in one for one in found) if message else found == []


def test_an_episode_that_is_not_written_is_not(tmp_path: Path) -> None:
    text = WRITTEN.replace("CHOICE", "text: Nothing.").replace("SPINE", "pinned: true")
    assert d2(tmp_path, text.replace("episode: 1,", "episode: 2,").replace("learn: seam", "")) == []


# --------------------------------------------------------------------------------------------- proofs


def test_a_proof_knows_everybody_who_may_be_cast(tmp_path: Path) -> None:
    def text(last: str) -> str:
        asked = [*(f'cast.thief == "{n}"' for n in "abc"), last]
        options = "".join(f"      - {{id: o{k}, label: L{k}., when: '{c}', end: over}}\n" for k, c in enumerate(asked))
        return f"scenes:\n  start:\n    choices:\n{options}      - {{label: Go., end: over}}\n"

    stage(tmp_path, written({}, scene=text('cast.thief == "d"')))
    proof = prove(opened(tmp_path))
    assert (proof.unreachable, proof.never, proof.always) == ({}, (), ())
    stage(tmp_path, written({}, scene=text('cast.thief == "d" and cast.thief in ["a", "b"]')))
    (alarm,) = prove(opened(tmp_path)).never
    assert "cast.thief" in alarm.text
